"""Linking postings that are one job, or that belong together, as they come in and as they change.

Every link has its reasons and can be undone (`discover.by_hand`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select

from rolecall.discover.alike import blocking_keys
from rolecall.discover.by_hand import separate
from rolecall.discover.compare import Comparison, conflicts
from rolecall.discover.duplicates import evidence_of
from rolecall.discover.events import PostingChanged, PostingReopened, PostingsLinked, PostingsMerged, PostingsSeparated
from rolecall.discover.groups import (
    ROLECALL,
    branches,
    gather_places,
    members,
    promote,
    promote_hidden,
    reached,
    settle,
)
from rolecall.discover.pool import Member, Pool
from rolecall.discover.posting import Posting
from rolecall.discover.signals import Signal
from rolecall.discover.signals import read as read_signal
from rolecall.discover.stored import posting_of
from rolecall.discover.tables import ChangeRow, PostingRow, TwinRow
from rolecall.platform.db import Session
from rolecall.platform.events import emit, emit_all

__all__ = ["IDENTITY", "gather_places", "link", "promote", "promote_hidden", "recheck", "separate"]

IDENTITY = frozenset(("title", "company", "requisition_id", "opening_id", "locations", "workplace", "url"))
"""Fields by which postings are one job or not. Texts are left out: copies of one are edited one after the other."""
MOST_LINKS = 5
"""Postings that one is linked, but not merged with."""


async def link(session: Session, rows: Sequence[PostingRow], *, new: bool = True) -> list[PostingsMerged]:
    """Merge open postings into those that are the same job. The oldest of a job is kept, so that its id stays good.
    Copies by agencies, and other jobs under one opening, are linked and stay where they are.

    new: whether they came in a moment ago, so that nothing was ever linked with them.
    """
    if not rows:
        return []
    pool = Pool(session, new=[row.id for row in rows] if new else ())
    await pool.fill(rows)
    merged: list[PostingsMerged] = []
    linked: list[PostingsLinked] = []
    for row in rows:
        here = pool.of[row.id]
        keys = blocking_keys(here.posting)
        apart: dict[UUID, tuple[Member, Comparison]] = {}
        for other, found in pool.alike(here, keys):
            if found.same and await pool.may_unite(other, here, found):
                kept_id, duplicate_id = await pool.unite(other, here, found.signals)
                merged.append(PostingsMerged(kept_id=kept_id, duplicate_id=duplicate_id))
            elif found.kind in ("agency", "opening"):
                apart.setdefault(other.group.kept.row.id, (other.group.kept, found))
        if len(here.group.members) == 1:
            linked += await _mention(session, pool, here, list(apart.values())[:MOST_LINKS])
        pool.offer(here, keys)
    await emit_all(session, linked)
    return merged


async def recheck(
    session: Session, touched: Collection[UUID], told: Iterable[PostingChanged | PostingReopened]
) -> list[PostingsMerged]:
    """See to the links of postings that were written anew. What was merged by itself and is no longer one job, since a
    level, a requisition or a kind of place changed, is taken apart, with the reason. What became one job is merged.
    What a person merged stays.
    """
    if not touched:
        return []
    await session.flush()
    fields = {event.posting_id: event.fields if isinstance(event, PostingChanged) else IDENTITY for event in told}
    other = {posting_id for posting_id, names in fields.items() if not IDENTITY.isdisjoint(names)}
    kept = select(PostingRow.duplicate_of).where(PostingRow.duplicate_of.in_(touched)).distinct()
    for kept_id in await session.scalars(kept):
        if kept_id is not None:
            await gather_places(session, kept_id)
    # A text that is there at last may show what nothing showed before.
    await session.flush()
    return await _sort_out(session, other, other | {each for each, names in fields.items() if "text" in names})


async def _sort_out(session: Session, changed: set[UUID], alone: set[UUID]) -> list[PostingsMerged]:
    if not alone:
        return []
    rows = await session.execute(select(PostingRow.id, PostingRow.duplicate_of).where(PostingRow.id.in_(alone)))
    groups: dict[UUID, list[PostingRow]] = {}
    for row in await members(session, {row.duplicate_of or row.id for row in rows}):
        groups.setdefault(row.duplicate_of or row.id, []).append(row)
    loose = {row.id: row for rows_ in groups.values() if len(rows_) == 1 for row in rows_}
    parted: list[PostingsSeparated] = []
    for together in groups.values():
        if len(together) > 1 and not changed.isdisjoint(row.id for row in together):
            cut = await _take_apart(session, together, changed)
            parted += cut
            loose |= {row.id: row for row in together} if cut else {}
    merged = await link(session, [row for row in loose.values() if row.closed_at is None], new=False)
    again = {frozenset((event.kept_id, event.duplicate_id)) for event in merged}
    for event in parted:
        if frozenset((event.kept_id, event.duplicate_id)) not in again:
            await emit(session, event)
    return merged


async def _mention(
    session: Session, pool: Pool, here: Member, others: Iterable[tuple[Member, Comparison]]
) -> list[PostingsLinked]:
    """Link a posting with others that are not the same job. Both are shown."""
    told = []
    for other, found in others:
        kind = str(found.kind)
        if await pool.write(other, here, kind, (*found.signals, *found.against)):
            session.add_all(ChangeRow(posting_id=each.row.id, what="linked") for each in (other, here))
            told.append(PostingsLinked(posting_id=here.row.id, other_id=other.row.id, kind=kind))
    return told


async def _take_apart(session: Session, rows: Sequence[PostingRow], changed: set[UUID]) -> list[PostingsSeparated]:
    """Cut the links between changed postings of one job and what they contradict now; settle what is left."""
    by_id = {row.id: row for row in rows}
    postings = {row.id: posting_of(row) for row in rows}
    links = await branches(session, by_id.keys())
    parted = []
    for twin in links:
        pair = twin.kept_id, twin.duplicate_id
        if twin.made_by != ROLECALL or changed.isdisjoint(pair):
            continue
        if against := _contradiction(twin, postings):
            twin.undone_at, twin.undone_by = datetime.now(UTC), ROLECALL
            twin.signals = [*twin.signals, against.as_json()]
            session.add_all(ChangeRow(posting_id=each, what="separated") for each in pair)
            parted.append(PostingsSeparated(kept_id=pair[0], duplicate_id=pair[1], reason=against.words))
    whole = [twin for twin in links if twin.undone_at is None]
    left = dict(by_id)
    while left:
        together = [by_id[each] for each in reached(next(iter(left)), whole)] if parted else list(left.values())
        await settle(session, together)
        for row in together:
            left.pop(row.id, None)
    return parted


def _contradiction(twin: TwinRow, postings: dict[UUID, Posting]) -> Signal | None:
    evidence = evidence_of({read_signal(each).signal for each in twin.signals})
    return next(conflicts(postings[twin.kept_id], postings[twin.duplicate_id], evidence), None)
