"""Vectors of sentences in the database: looked up in one statement, the missing ones made beside the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from rolecall.match import semantic
from rolecall.match.tables import SegmentRow
from rolecall.platform.db import Session

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
        rows = await session.execute(select(SegmentRow.digest, SegmentRow.vector).where(SegmentRow.digest.in_(part)))
        found |= {row.digest: row.vector for row in rows}
    return found


def digest(text: str) -> bytes:
    """Names a text's vector: another model, another name."""
    return sha256(f"{semantic.MODEL}\n{text}".encode()).digest()[:16]
