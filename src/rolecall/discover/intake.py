"""Recorded answers of board APIs, imported: the same way into the rows as a crawl, without the network.

An import never closes anything: a file may be old, or a part of a board.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

from rolecall.boards.contract import Address, Drift, Page
from rolecall.boards.recorded import read
from rolecall.discover import merge
from rolecall.discover.crawl import parts
from rolecall.discover.follow import board_at
from rolecall.discover.store import Stored, store
from rolecall.discover.tables import BoardRow
from rolecall.platform.db import Session
from rolecall.platform.resources import Platform

MOST_DRIFT = 200


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
                row = await _board(session, address)
                outcome.stored += await store(session, row, part)
    return outcome


def _next(pages: object) -> tuple[Address, Page] | None:
    return next(pages, None)  # type: ignore[call-overload, no-any-return]


async def _board(session: Session, address: Address) -> BoardRow:
    """The board's row, locked; made when it is not followed yet, and then not read by itself."""
    row = await board_at(session, address, status="ok")
    # What the board last answered is not what is in the rows any more: the next reading asks for all of it.
    row.validators = None
    if row.removed_at is not None:
        row.followed, row.removed_at, row.status = False, None, "ok"
        row.problem = row.problem_code = None
        await session.flush()
        await merge.promote_hidden(session, row.id)
    return row
