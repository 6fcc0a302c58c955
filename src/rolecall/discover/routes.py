"""Boards and postings over HTTP. The list of postings is match's, which adds the scores."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, UploadFile, status
from sqlalchemy import select, tuple_
from sqlalchemy.orm import defer as leave_out

from rolecall.applications.queries import application_of_posting
from rolecall.discover import board_routes, by_hand, form, queries
from rolecall.discover import follow as following
from rolecall.discover.followed import Open, open_counts
from rolecall.discover.intake import import_answers
from rolecall.discover.liveness import check
from rolecall.discover.schemas import (
    BoardIn,
    BoardOut,
    ComparisonOut,
    DriftOut,
    FormOut,
    ImportOut,
    LivenessOut,
    PostingOut,
    QuestionOut,
    TwinIn,
)
from rolecall.discover.tables import BoardRow, PostingRow
from rolecall.platform.api import CallerDep, Page, PageParams, PlatformDep, SessionDep, encode_cursor
from rolecall.platform.db import Session
from rolecall.platform.errors import InvalidInput, NotFound

router = APIRouter(tags=["discover"])
router.include_router(board_routes.router)
Paging = Annotated[PageParams, Depends()]


@router.post("/boards", status_code=status.HTTP_201_CREATED)
async def add_board(wanted: BoardIn, platform: PlatformDep, caller: CallerDep) -> BoardOut:
    """Follow a board by its address, a careers or posting URL, or a company's name; it is read at once."""
    # Outside of any transaction: finding a board may take seconds of network.
    actor = f"user:{caller.user_id}"
    async with platform.db.workspace(caller.workspace_id, actor=actor) as session:
        hosts = await following.known_hosts(session, wanted.given)
    address = await following.resolve(wanted.given, platform.settings, platform.http, hosts)
    async with platform.db.workspace(caller.workspace_id, actor=actor) as session:
        board = await following.follow(session, address)
        return await _board_out(session, board)


@router.get("/boards")
async def list_boards(session: SessionDep, page: Paging) -> Page[BoardOut]:
    """Followed boards, and those that answers were imported for, in the order they came."""
    statement = select(BoardRow).where(BoardRow.removed_at.is_(None)).order_by(BoardRow.created_at, BoardRow.id)
    if after := page.after_as(datetime, UUID):
        statement = statement.where(tuple_(BoardRow.created_at, BoardRow.id) > tuple_(*after))
    rows = list(await session.scalars(statement.limit(page.limit + 1)))
    shown = rows[: page.limit]
    counted = await open_counts(session, [row.id for row in shown])
    more = encode_cursor([shown[-1].created_at.isoformat(), shown[-1].id]) if len(rows) > page.limit else None
    return Page(items=[BoardOut.of(row, counted.get(row.id, Open())) for row in shown], next=more)


@router.get("/boards/{board_id}")
async def show_board(board_id: UUID, session: SessionDep) -> BoardOut:
    """One board with the progress of its reading."""
    return await _board_out(session, await following.board_row(session, board_id, lock=False))


@router.delete("/boards/{board_id}", status_code=status.HTTP_204_NO_CONTENT)
async def remove_board(board_id: UUID, session: SessionDep) -> None:
    """Stop following a board. Postings with applications stay reachable from those."""
    await following.unfollow(session, board_id)


@router.post("/boards/{board_id}/crawl", status_code=status.HTTP_202_ACCEPTED)
async def crawl_board_now(board_id: UUID, session: SessionDep) -> BoardOut:
    """Read a board now."""
    return await _board_out(session, await following.crawl_now(session, board_id))


@router.post("/postings/import")
async def import_postings(
    platform: PlatformDep,
    caller: CallerDep,
    file: Annotated[UploadFile, File(description="json, jsonl, gz or xz")],
    board: Annotated[str | None, Form(max_length=40)] = None,
) -> ImportOut:
    """Import recorded answers of a board's API. Importing the same file again changes nothing."""
    limit = platform.settings.max_upload_bytes
    data = await file.read(limit + 1)
    if len(data) > limit:
        raise InvalidInput(f"The file is larger than {limit // 1_000_000} MB. Pack it with gzip or xz, or split it.")
    actor = f"user:{caller.user_id}"
    done = await import_answers(platform, caller.workspace_id, data, board or None, actor=actor)
    return ImportOut(
        board=done.boards[0].partition(":")[0],
        boards=done.boards,
        seen=done.seen,
        found=done.stored.found,
        changed=done.stored.changed + done.stored.reopened,
        duplicates=done.stored.duplicates,
        drift=[DriftOut.model_validate(entry) for entry in done.drift],
        problems=done.problems,
    )


@router.get("/postings/{posting_id}")
async def show_posting(posting_id: UUID, session: SessionDep) -> PostingOut:
    """One posting with its text, history and twins. Its score is at `/postings/{id}/match`."""
    return await posting_out(session, posting_id)


@router.post("/postings/{posting_id}/check")
async def check_posting(posting_id: UUID, platform: PlatformDep, caller: CallerDep) -> LivenessOut:
    """Look at the posting itself, now: live, closed or unknown, and what was seen. One that is gone is closed."""
    seen = await check(platform, caller.workspace_id, posting_id, actor=f"user:{caller.user_id}")
    return LivenessOut.model_validate(seen)


@router.get("/postings/{posting_id}/questions")
async def show_questions(posting_id: UUID, platform: PlatformDep, caller: CallerDep) -> FormOut:
    """What the posting's application form asks, where its platform tells that to anyone. The board is asked now."""
    found = await form.questions(platform, caller.workspace_id, posting_id, actor=f"user:{caller.user_id}")
    return FormOut(told=found is not None, questions=[QuestionOut.model_validate(each) for each in found or ()])


async def posting_out(session: Session, posting_id: UUID) -> PostingOut:
    """A posting as it goes out; raises NotFound."""
    row = await session.get(PostingRow, posting_id, options=[leave_out(PostingRow.raw)])
    if row is None:
        raise NotFound("There is no such posting. It may belong to another workspace.")
    application = await application_of_posting(session, posting_id)
    return PostingOut.of(
        row,
        await queries.history(session, posting_id),
        await queries.twins(session, posting_id),
        application.id if application else None,
        await queries.liveness(session, posting_id),
    )


@router.get("/postings/{posting_id}/raw")
async def show_raw_posting(posting_id: UUID, session: SessionDep) -> dict[str, Any]:
    """The board's own answer for a posting, verbatim."""
    return await queries.raw_answer(session, posting_id)


@router.get("/postings/{posting_id}/twins/{twin_id}/compare")
async def compare_postings(posting_id: UUID, twin_id: UUID, session: SessionDep) -> ComparisonOut:
    """What speaks for and against two postings being one job."""
    return ComparisonOut.model_validate(await by_hand.comparison(session, posting_id, twin_id))


@router.post("/postings/{posting_id}/twins")
async def merge_postings(posting_id: UUID, other: TwinIn, session: SessionDep) -> ComparisonOut:
    """Two postings are one job: one is shown for both from now on. Gives what speaks for and against it."""
    return ComparisonOut.model_validate(await by_hand.unite(session, posting_id, other.posting_id))


@router.delete("/postings/{posting_id}/twins/{twin_id}", status_code=status.HTTP_204_NO_CONTENT)
async def separate_postings(posting_id: UUID, twin_id: UUID, session: SessionDep) -> None:
    """Two postings are not one job after all: they are shown apart from now on, as if they had never been linked."""
    await by_hand.separate(session, posting_id, twin_id)


async def _board_out(session: Session, row: BoardRow) -> BoardOut:
    counted = await open_counts(session, [row.id])
    return BoardOut.of(row, counted.get(row.id, Open()))
