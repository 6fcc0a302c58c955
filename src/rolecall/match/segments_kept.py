"""Vectors of sentences in the database: looked up in one statement, the missing ones made beside the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from rolecall.match import semantic
from rolecall.match.tables import SegmentRow
from rolecall.platform.db import Session

STAMPED = timedelta(days=1)
"""A vector in use is stamped no oftener than that: a score must not write a row for each sentence."""
UNUSED = timedelta(days=60)
"""So long no score needed the vector: the posting is gone, or its words, or the résumé's. It is made again if need be."""
_AT_ONCE = 5_000


async def vectors_of(session: Session, texts: Sequence[str]) -> dict[str, bytes]:
    """A vector for each text: as it was kept, else made now and kept."""
    by_digest = {digest(text): text for text in texts}
    kept = await _kept(session, sorted(by_digest))
    missing = sorted(by_digest.keys() - kept.keys())
    if missing:
        made = await asyncio.to_thread(semantic.make, [by_digest[each] for each in missing])
        # In one order, so that two who make the same ones never wait for each other.
        rows = [{"digest": each, "vector": made[by_digest[each]]} for each in missing]
        for at in range(0, len(rows), _AT_ONCE):
            await session.execute(insert(SegmentRow).on_conflict_do_nothing(), rows[at : at + _AT_ONCE])
        # If somebody was faster, theirs count: perhaps another kind of processor.
        kept |= await _kept(session, missing)
    return {text: kept[each] for each, text in by_digest.items()}


async def _kept(session: Session, digests: Sequence[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for at in range(0, len(digests), _AT_ONCE):
        part = digests[at : at + _AT_ONCE]
        rows = await session.execute(
            select(SegmentRow.digest, SegmentRow.vector, SegmentRow.used_at).where(SegmentRow.digest.in_(part))
        )
        stale = []
        for row in rows:
            found[row.digest] = row.vector
            if row.used_at < datetime.now(UTC) - STAMPED:
                stale.append(row.digest)
        if stale:
            await _stamp(session, stale)
    return found


async def _stamp(session: Session, digests: Sequence[bytes]) -> None:
    """Say that these are in use. Those that somebody else is stamping are left to them, so nobody waits."""
    free = select(SegmentRow.id).where(SegmentRow.digest.in_(digests)).with_for_update(skip_locked=True)
    await session.execute(
        update(SegmentRow)
        .where(SegmentRow.id.in_(free))
        .values(used_at=datetime.now(UTC))
        .execution_options(synchronize_session=False)
    )


async def drop_unused(session: Session) -> int:
    """Drop the vectors that no score has needed for `UNUSED`; gives how many. Needs a system session."""
    old = SegmentRow.used_at < datetime.now(UTC) - UNUSED
    dropped = await session.execute(delete(SegmentRow).where(old).execution_options(synchronize_session=False))
    return cast(CursorResult[Any], dropped).rowcount


def digest(text: str) -> bytes:
    """Names a text's vector: another model, another name."""
    return sha256(f"{semantic.MODEL}\n{text}".encode()).digest()[:16]
