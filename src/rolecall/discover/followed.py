"""The boards that are followed, how they are, and what their readings gave: for the command line and the API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, tuple_

from rolecall.discover.health import Health, health
from rolecall.discover.tables import BoardRow, PostingRow, ReadingRow
from rolecall.platform.db import Session


@dataclass(frozen=True, slots=True)
class FollowedBoard:
    """A board and how it is. `seen` counts the postings of its last reading."""

    id: UUID
    address: str
    company: str
    status: str
    problem: str | None
    health: Health
    seen: int
    followed: bool
    every_minutes: int | None
    paused: bool
    last_ok_at: datetime | None
    next_crawl_at: datetime | None


@dataclass(frozen=True, slots=True)
class Open:
    """Open postings of a board: all of them, and those whose texts are still to be read."""

    postings: int = 0
    details_waiting: int = 0


async def followed_boards(session: Session) -> list[FollowedBoard]:
    """Every board that was not removed, in the order they came; `followed` is False for those only imported."""
    statement = select(BoardRow).where(BoardRow.removed_at.is_(None)).order_by(BoardRow.created_at, BoardRow.id)
    rows = list(await session.scalars(statement))
    counted = await open_counts(session, [row.id for row in rows])
    return [
        FollowedBoard(
            id=row.id,
            address=row.address,
            company=row.company or row.board_company,
            status=row.status,
            problem=row.problem,
            health=health(row, details_waiting=counted.get(row.id, Open()).details_waiting),
            seen=row.seen,
            followed=row.followed,
            every_minutes=row.every_minutes,
            paused=row.paused_at is not None,
            last_ok_at=row.last_ok_at,
            next_crawl_at=row.next_crawl_at,
        )
        for row in rows
    ]


async def open_counts(session: Session, board_ids: Sequence[UUID]) -> dict[UUID, Open]:
    """By board; a board without open postings is not in it."""
    rows = await session.execute(
        select(
            PostingRow.board_id,
            func.count().label("postings"),
            func.count().filter(PostingRow.detail_wanted).label("waiting"),
        )
        .where(PostingRow.board_id.in_(board_ids), PostingRow.closed_at.is_(None))
        .group_by(PostingRow.board_id)
    )
    return {row.board_id: Open(row.postings, row.waiting) for row in rows}


async def readings(
    session: Session, board_id: UUID, *, before: tuple[datetime, UUID] | None = None, limit: int = 50
) -> list[ReadingRow]:
    """Readings of a board, the newest first; `before` is (began, id) of the last one of the page before."""
    statement = select(ReadingRow).where(ReadingRow.board_id == board_id)
    if before is not None:
        statement = statement.where(tuple_(ReadingRow.created_at, ReadingRow.id) < tuple_(*before))
    ordered = statement.order_by(ReadingRow.created_at.desc(), ReadingRow.id.desc())
    return list(await session.scalars(ordered.limit(limit)))
