"""When a board is read next: as often as the settings say, or a person; not at all by itself while it is paused."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

from rolecall.discover.tables import BoardRow
from rolecall.platform.db import Session
from rolecall.platform.errors import InvalidInput, NotFound
from rolecall.platform.settings import Settings

SHORTEST, LONGEST = 5, 10_080
"""Minutes: a board is not read more often than every five minutes, nor less often than once a week."""


def next_reading(board: BoardRow, settings: Settings, after: datetime) -> datetime | None:
    """When a board that was well at `after` is read again; None when not by itself."""
    if not board.followed or board.paused_at is not None:
        return None
    minutes = board.every_minutes or settings.crawl_every_minutes
    # Spread out: boards added together are not all read in the same minute for ever.
    return after + timedelta(minutes=minutes * random.uniform(0.9, 1.1))  # noqa: S311


async def set_every(session: Session, settings: Settings, board_id: UUID, minutes: int | None) -> BoardRow:
    """Read a board every so many minutes; None: as often as the settings say. A back-off under way stays.

    Raises InvalidInput outside of SHORTEST to LONGEST.
    """
    if minutes is not None and not SHORTEST <= minutes <= LONGEST:
        raise InvalidInput(f"Every {minutes} minutes is not possible; choose between {SHORTEST} and {LONGEST:,}.")
    board = await _followed(session, board_id)
    board.every_minutes = minutes
    if board.next_crawl_at is not None and board.failures == 0 and board.status != "crawling":
        now = datetime.now(UTC)
        due = next_reading(board, settings, board.last_ok_at or now)
        board.next_crawl_at = max(due, now) if due else None
    return board


async def pause(session: Session, board_id: UUID) -> BoardRow:
    """Read a board no more by itself, nor its postings' texts. What runs now ends; `crawl_now` still reads it."""
    board = await _followed(session, board_id)
    board.paused_at = board.paused_at or datetime.now(UTC)
    board.next_crawl_at = board.next_details_at = None
    return board


async def resume(session: Session, board_id: UUID) -> BoardRow:
    """Read a paused board again: now."""
    board = await _followed(session, board_id)
    if board.paused_at is not None:
        board.paused_at, board.next_crawl_at = None, datetime.now(UTC)
    return board


async def _followed(session: Session, board_id: UUID) -> BoardRow:
    board = await session.get(BoardRow, board_id, with_for_update=True)
    if board is None or board.removed_at is not None or not board.followed:
        raise NotFound("There is no such board among those you follow.")
    return board
