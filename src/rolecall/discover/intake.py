"""The way in from outside, without the network: recorded answers of board APIs, and batches of other programs.

The same way into the rows as a crawl. Nothing from outside closes anything: it may be old, or a part.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from prometheus_client import Counter
from sqlalchemy import select

from rolecall.boards.contract import Address, Drift, Listing, Page
from rolecall.boards.recorded import read
from rolecall.discover import merge
from rolecall.discover.crawl import PART, parts
from rolecall.discover.follow import board_at
from rolecall.discover.items import ItemRefused, listing_of
from rolecall.discover.origins import INTAKE
from rolecall.discover.store import Stored, store
from rolecall.discover.tables import BoardRow, PostingRow
from rolecall.platform.db import Session
from rolecall.platform.resources import Platform

MOST_DRIFT = 200
ITEMS = Counter("rolecall_discover_items_total", "Items of batches from outside, by outcome.", ["outcome"])


@dataclass(slots=True)
class Imported:
    """What came of a file. `problems` are parts of it that could not be read, one sentence each."""

    boards: list[str] = field(default_factory=list)
    seen: int = 0
    stored: Stored = field(default_factory=Stored)
    drift: list[Drift] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


async def import_answers(
    platform: Platform, workspace_id: UUID, data: bytes, board: str | None = None, *, actor: str = "system"
) -> Imported:
    """Import a file of recorded answers (json, jsonl, gz, xz). `board` overrides recognition from the content.

    Every hundred postings are a transaction: cut off in the middle, importing it again completes it.
    Raises RecordedFileProblem when nothing in it can be read.
    """
    answers = read(data, board)
    outcome = Imported(problems=answers.problems)
    pages = iter(answers)
    while (found := await asyncio.to_thread(_next, pages)) is not None:
        address, page = found
        if str(address) not in outcome.boards:
            outcome.boards.append(str(address))
        outcome.seen += len(page.listings)
        outcome.drift.extend(page.drift[: MOST_DRIFT - len(outcome.drift)])
        for part in parts(page.listings):
            async with platform.db.workspace(workspace_id, actor=actor) as session:
                row = await board_for(session, address)
                outcome.stored += await store(session, row, part)
    return outcome


def _next(pages: object) -> tuple[Address, Page] | None:
    return next(pages, None)  # type: ignore[call-overload, no-any-return]


async def board_for(session: Session, address: Address) -> BoardRow:
    """The row of what postings come from, locked; made when it is not followed yet, and then not read by itself."""
    row = await board_at(session, address, status="ok")
    # What the board last answered is not what is in the rows any more: the next reading asks for all of it.
    row.validators = None
    if row.removed_at is not None:
        row.followed, row.removed_at, row.status = False, None, "ok"
        row.problem = row.problem_code = None
        await session.flush()
        await merge.promote_hidden(session, row.id)
    return row


@dataclass(frozen=True, slots=True)
class Accepted:
    """What came of one item of a batch, in the batch's order. Refused: `reason`, and the item as it was given, unless
    it is no JSON that could be given back.
    """

    index: int
    posting_id: UUID | None = None
    new: bool = False
    reason: str | None = None
    item: Any = None


async def accept(
    platform: Platform, workspace_id: UUID, items: Sequence[Any], *, source: str | None = None, actor: str = "system"
) -> list[Accepted]:
    """Postings that another program found (`discover.items`), over HTTP or a message bus: each is kept or refused with
    its reason, and none is lost.

    Every hundred are a transaction; sending a batch again changes nothing. A batch closes nothing.
    """
    outcomes: dict[int, Accepted] = {}
    listings: dict[str, list[tuple[int, Listing]]] = {}
    for index, item in enumerate(items):
        try:
            listing = listing_of(item, source)
        except ItemRefused as refused:
            outcomes[index] = Accepted(index, reason=str(refused), item=item if refused.can_be_told else None)
        else:
            listings.setdefault(listing.address.company, []).append((index, listing))
    for name, found in listings.items():
        for begin in range(0, len(found), PART):
            part = found[begin : begin + PART]
            async with platform.db.workspace(workspace_id, actor=actor) as session:
                board = await board_for(session, Address(INTAKE, name))
                known = await _ids(session, board, part)
                await store(session, board, [listing for _, listing in part])
                ids = await _ids(session, board, part)
            for index, listing in part:
                outcomes[index] = Accepted(index, ids[listing.job_id], listing.job_id not in known)
    ITEMS.labels("accepted").inc(sum(outcome.reason is None for outcome in outcomes.values()))
    ITEMS.labels("refused").inc(sum(outcome.reason is not None for outcome in outcomes.values()))
    return [outcomes[index] for index in sorted(outcomes)]


async def _ids(session: Session, board: BoardRow, part: Sequence[tuple[int, Listing]]) -> dict[str, UUID]:
    rows = await session.execute(
        select(PostingRow.job_id, PostingRow.id).where(
            PostingRow.board_id == board.id, PostingRow.job_id.in_([listing.job_id for _, listing in part])
        )
    )
    return {row.job_id: row.id for row in rows}
