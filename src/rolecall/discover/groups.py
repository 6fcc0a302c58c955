"""The stored groups of postings that are one job: which are linked with which, and which one of them is shown.

Links (`TwinRow` of kind `same`) are the branches of a tree: each holds the reasons why two postings are one job, and
one branch less gives two trees. The posting that is shown is `kept`; `PostingRow.duplicate_of` of all
others points to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.orm import defer as leave_out

from rolecall.discover.alike import place_words
from rolecall.discover.posting import Posting
from rolecall.discover.stored import posting_of
from rolecall.discover.tables import BoardRow, PostingRow, TwinRow
from rolecall.platform.db import Session

SAME, ROLECALL = "same", "rolecall"
LONGEST_PLACES = 20_000
"""Characters of places that are searched."""


async def group_of(session: Session, posting_id: UUID) -> list[PostingRow]:
    """Every posting of the same job as this one, itself among them, by id; empty when there is no such posting."""
    row = await session.get(PostingRow, posting_id, options=[leave_out(PostingRow.raw)])
    return [] if row is None else await members(session, [row.duplicate_of or row.id])


async def members(session: Session, kept: Collection[UUID]) -> list[PostingRow]:
    """The postings that are kept and all that were merged into them."""
    statement = (
        select(PostingRow)
        .where(or_(PostingRow.id.in_(kept), PostingRow.duplicate_of.in_(kept)))
        .order_by(PostingRow.id)
        .options(leave_out(PostingRow.raw))
    )
    # Much is written past the rows that a session holds, closing among it.
    return list(await session.scalars(statement, execution_options={"populate_existing": True}))


async def branches(session: Session, ids: Collection[UUID]) -> list[TwinRow]:
    """The links that hold these postings together."""
    rows = await session.scalars(
        select(TwinRow)
        .where(TwinRow.kind == SAME, TwinRow.undone_at.is_(None))
        .where(TwinRow.kept_id.in_(ids), TwinRow.duplicate_id.in_(ids))
        .order_by(TwinRow.created_at, TwinRow.id)
    )
    return list(rows)


def reached(start: UUID, links: Iterable[TwinRow]) -> dict[UUID, TwinRow | None]:
    """Every posting that hangs together with one, in order of distance, each with the link that leads to it."""
    beside: dict[UUID, list[tuple[UUID, TwinRow]]] = {}
    for twin in links:
        beside.setdefault(twin.kept_id, []).append((twin.duplicate_id, twin))
        beside.setdefault(twin.duplicate_id, []).append((twin.kept_id, twin))
    found: dict[UUID, TwinRow | None] = {start: None}
    for here in (queue := [start]):
        for other, twin in beside.get(here, ()):
            if other not in found:
                found[other] = twin
                queue.append(other)
    return found


async def settle(session: Session, rows: Sequence[PostingRow]) -> PostingRow:
    """Decide which posting of a job is shown: one that is open on a board not removed, the oldest of them. Its id stays
    good as long as that can be. It is found under the places of all, the others under their own.
    """
    boards = {row.board_id for row in rows}
    removed = set(
        await session.scalars(select(BoardRow.id).where(BoardRow.id.in_(boards), BoardRow.removed_at.is_not(None)))
    )
    kept = min(rows, key=lambda row: (row.closed_at is not None, row.board_id in removed, row.id))
    for row in rows:
        row.duplicate_of = None if row is kept else kept.id
        find_under(row, [posting_of(row)])
    find_under(kept, [posting_of(row) for row in rows])
    await session.flush()
    return kept


async def gather_places(session: Session, kept_id: UUID) -> None:
    """A kept posting is found under its own places and those of its duplicates."""
    rows = await members(session, [kept_id])
    for row in rows:
        if row.id == kept_id:
            find_under(row, [posting_of(each) for each in rows])


def find_under(row: PostingRow, postings: Iterable[Posting]) -> None:
    """Have a posting found under the places of these."""
    for name, value in place_columns(postings).items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def place_columns(postings: Iterable[Posting]) -> dict[str, Any]:
    """What filters by place look into, for one posting or for all of one job."""
    postings = list(postings)
    places = [place for posting in postings for place in posting.locations]
    words = {word for posting in postings for word in place_words(posting.locations)}
    return {
        "place_words": " ".join(sorted(words))[:LONGEST_PLACES],
        "remote": any(place.remote for place in places) or any(each.workplace == "remote" for each in postings),
        "countries": list(dict.fromkeys(place.country for place in places if place.country)),
        "cities": list(dict.fromkeys(place.city for place in places if place.city)),
    }


async def promote(session: Session, gone: Sequence[UUID]) -> None:
    """Where a kept posting is gone while a duplicate of it is open on a board not removed, that takes its place."""
    heirs = (
        select(PostingRow.duplicate_of)
        .join(BoardRow, BoardRow.id == PostingRow.board_id)
        .where(PostingRow.duplicate_of.in_(gone), PostingRow.closed_at.is_(None), BoardRow.removed_at.is_(None))
        .distinct()
    )
    groups: dict[UUID | None, list[PostingRow]] = {}
    for row in await members(session, list(await session.scalars(heirs))):
        groups.setdefault(row.duplicate_of or row.id, []).append(row)
    for rows in groups.values():
        await settle(session, rows)


async def promote_hidden(session: Session, board_id: UUID) -> None:
    """Show the open duplicates on this board whose kept posting is closed, or on a removed board."""
    kept, its_board = aliased(PostingRow), aliased(BoardRow)
    hidden = (
        select(kept.id)
        .join(PostingRow, PostingRow.duplicate_of == kept.id)
        .join(its_board, its_board.id == kept.board_id)
        .where(PostingRow.board_id == board_id, PostingRow.closed_at.is_(None))
        .where(or_(kept.closed_at.is_not(None), its_board.removed_at.is_not(None)))
        .distinct()
    )
    gone = list(await session.scalars(hidden))
    if gone:
        await promote(session, gone)
