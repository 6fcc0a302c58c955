"""Closing postings: the one way, for a reading of their board and for a look at one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import update

from rolecall.discover import merge
from rolecall.discover.events import PostingClosed
from rolecall.discover.tables import ChangeRow, PostingRow
from rolecall.platform.db import Session
from rolecall.platform.events import emit_all


async def close(session: Session, gone: Sequence[UUID]) -> None:
    """Close open postings by id: history, the twin that takes a kept one's place, and the event, in the session's
    transaction.
    """
    if not gone:
        return
    await session.execute(update(PostingRow).where(PostingRow.id.in_(gone)).values(closed_at=datetime.now(UTC)))
    session.add_all(ChangeRow(posting_id=posting_id, what="closed") for posting_id in gone)
    await merge.promote(session, gone)
    await emit_all(session, [PostingClosed(posting_id=posting_id) for posting_id in gone])
