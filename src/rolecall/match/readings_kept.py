"""What postings ask for, in the database: read from a text once, loaded for every score until text or rules change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, cast
from uuid import UUID

from prometheus_client import Counter
from sqlalchemy import CursorResult, delete, select
from sqlalchemy.dialects.postgresql import insert

from rolecall.discover.queries import Posting, is_open
from rolecall.match.requirements.read import Reading, read
from rolecall.match.requirements.record import FORMAT, as_bytes, from_bytes
from rolecall.match.score import VERSION
from rolecall.match.skills.taxonomy import taxonomy
from rolecall.match.tables import ReadingRow
from rolecall.platform.db import Session

READ = Counter(
    "rolecall_match_readings_total", "Readings of postings that scores needed: kept ones, and made anew.", ["from"]
)

CLOSED = timedelta(days=60)
"""So long after it was read the reading of a posting that is open no more is dropped."""

Kept = Mapping[UUID, tuple[bytes, bytes]]
"""Digest and reading by posting, as they stand in the database."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What some postings ask for. `made` are those that had to be read now."""

    by_posting: Mapping[UUID, Reading]
    made: Sequence[UUID]


async def kept_of(session: Session, posting_ids: Sequence[UUID]) -> Kept:
    """What is kept of these, be it of today's text or not."""
    rows = await session.execute(
        select(ReadingRow.posting_id, ReadingRow.digest, ReadingRow.reading).where(
            ReadingRow.posting_id.in_(posting_ids)
        )
    )
    return {row.posting_id: (row.digest, row.reading) for row in rows}


def readings_of(postings: Mapping[UUID, Posting], kept: Kept) -> Readings:
    """Each posting's reading: as it was kept, where it is of this text and these rules, else made now (about 2 ms).

    Call it beside the event loop.
    """
    found: dict[UUID, Reading] = {}
    made = []
    table = taxonomy()
    for id, posting in postings.items():
        of, there = kept.get(id, (b"", b""))
        if of == digest(posting.text):
            found[id] = from_bytes(there, posting.text)
        else:
            found[id] = read(posting.text, table)
            made.append(id)
    READ.labels("kept").inc(len(found) - len(made))
    READ.labels("made").inc(len(made))
    return Readings(found, made)


async def keep(session: Session, postings: Mapping[UUID, Posting], readings: Readings) -> None:
    """Write down what was made.

    After the scores, where those are written too: whoever writes the same ones waits for them, and not half-way for us.
    """
    if not readings.made:
        return
    statement = insert(ReadingRow)
    statement = statement.on_conflict_do_update(
        index_elements=["workspace_id", "posting_id"],
        set_={name: statement.excluded[name] for name in ("digest", "reading", "read_at")},
    )
    now = datetime.now(UTC)
    await session.execute(
        statement,
        [
            {
                "posting_id": id,
                "digest": digest(postings[id].text),
                "reading": as_bytes(readings.by_posting[id], postings[id].text),
                "read_at": now,
            }
            for id in sorted(readings.made)
        ],
    )


async def drop_closed(session: Session) -> int:
    """Drop readings of postings that are gone or closed; gives how many. Needs a system session."""
    old = ReadingRow.read_at < datetime.now(UTC) - CLOSED
    dropped = await session.execute(
        delete(ReadingRow).where(old, ~is_open(ReadingRow.posting_id)).execution_options(synchronize_session=False)
    )
    return cast(CursorResult[Any], dropped).rowcount


def digest(text: str) -> bytes:
    """Names a text's reading: other rules or tables, another name."""
    return sha256(f"{FORMAT}-{VERSION}\n{text}".encode()).digest()[:16]
