"""Reposts: a job that was closed and stands on its board again under another id. Linked with its reasons, not merged.

Employers take a posting down and put it up again to look new. Whoever applied to the first one wants to know.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, tuple_

from rolecall.discover.events import PostingReposted
from rolecall.discover.groups import SAME, branches, group_of, reached, settle
from rolecall.discover.signals import Signal, signal
from rolecall.discover.tables import BoardRow, ChangeRow, PostingRow, TwinRow
from rolecall.platform.db import Session
from rolecall.platform.events import emit_all

KIND = "repost"
"""Of a twin: the earlier posting is `kept_id`, the later one `duplicate_id`. Both are shown."""
RECENT = timedelta(days=180)
"""How long ago a posting may have closed when only its words, no id, say that it is the same job."""
MOST_EARLIER = 5_000
"""Closed postings of one board that new ones are compared with, the last closed first."""


@dataclass(frozen=True, slots=True)
class Seen:
    """As much of a posting as tells whether another one is the same job on the same board."""

    id: UUID
    company_key: str
    title_key: str
    places: frozenset[str]
    opening_id: str | None = None
    requisition_id: str | None = None
    text_key: str | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Repost:
    """`posting_id` is `earlier_id` put up again."""

    posting_id: UUID
    earlier_id: UUID
    signals: tuple[Signal, ...]


def reposted(new: Iterable[Seen], closed: Iterable[Seen], now: datetime) -> list[Repost]:
    """Which of these new postings are which closed ones of the same board, each at most one: the likeliest, else the
    last closed. Ids rise with time: a posting is no repost of one that came after it.
    """
    by_key: dict[tuple[str, ...], list[Seen]] = {}
    for earlier in closed:
        for key in _keys(earlier):
            by_key.setdefault(key, []).append(earlier)
    found = []
    for posting in new:
        alike = {earlier.id: earlier for key in _keys(posting) for earlier in by_key.get(key, ())}
        judged = [
            (signals, earlier)
            for earlier in alike.values()
            if earlier.id < posting.id and (signals := same_job(posting, earlier, now))
        ]
        if judged:
            signals, earlier = max(judged, key=lambda pair: (len(pair[0]), pair[1].closed_at or now, pair[1].id))
            found.append(Repost(posting.id, earlier.id, signals))
    return found


def same_job(posting: Seen, earlier: Seen, now: datetime) -> tuple[Signal, ...]:
    """The signals by which a closed posting of the same board is the same job; empty when it is not.

    The board's own opening id decides where both tell one: equal is the same job whatever its words, different is
    another job however alike. Without it, what employers file under one requisition number must have the same title
    too. Without numbers, the words decide, and only for a while.
    """
    title = posting.title_key == earlier.title_key
    place = bool(posting.places & earlier.places) or posting.places == earlier.places
    text = posting.text_key is not None and posting.text_key == earlier.text_key
    signals = [
        signal(name, words)
        for name, words, holds in (
            ("title", "The titles are the same.", title),
            ("place", "A place is the same.", place),
            ("text", "The texts are the same.", text),
        )
        if holds
    ]
    if posting.opening_id and earlier.opening_id:
        opening = signal("opening", f"The board files both under the opening {posting.opening_id}.")
        return (opening, *signals) if posting.opening_id == earlier.opening_id else ()
    if posting.company_key != earlier.company_key:
        return ()  # some boards are shared by several employers
    if posting.requisition_id and earlier.requisition_id:
        same = posting.requisition_id == earlier.requisition_id and (title or text)
        number = signal("requisition", f"Both carry the requisition number {posting.requisition_id}.")
        return (number, *signals) if same else ()
    recent = earlier.closed_at is None or now - earlier.closed_at <= RECENT
    return tuple(signals) if recent and title and (place or text) else ()


async def notice(session: Session, board: BoardRow) -> int:
    """Link what is new on a board since its last good reading with what it is a repost of. Gives how many there were.

    Called when a reading ends, after closing: most reposts appear in the very reading in which the earlier one is
    gone. Such a pair was merged a moment ago, when both seemed to be open: that is taken back, and linked instead.
    """
    if board.last_ok_at is None:
        return 0  # nothing of a board's first reading was there before
    fresh = PostingRow.created_at > board.last_ok_at
    known = select(TwinRow.id).where(TwinRow.kind == KIND, TwinRow.duplicate_id == PostingRow.id).exists()
    new = await _seen(session, [PostingRow.board_id == board.id, PostingRow.closed_at.is_(None), fresh, ~known])
    if not new:
        return 0
    alike = [PostingRow.title_key.in_({posting.title_key for posting in new})]
    for column, told in (
        (PostingRow.opening_id, {posting.opening_id for posting in new} - {None}),
        (PostingRow.requisition_id, {posting.requisition_id for posting in new} - {None}),
    ):
        if told:
            alike.append(column.in_(told))
    closed = await _seen(
        session,
        [PostingRow.board_id == board.id, PostingRow.closed_at.is_not(None), or_(*alike)],
    )
    found = reposted(new, closed, datetime.now(UTC))
    await _link(session, found)
    return len(found)


async def _seen(session: Session, conditions: Sequence[object]) -> list[Seen]:
    rows = await session.execute(
        select(
            PostingRow.id,
            PostingRow.company_key,
            PostingRow.title_key,
            PostingRow.locations,
            PostingRow.opening_id,
            PostingRow.requisition_id,
            PostingRow.text_key,
            PostingRow.closed_at,
        )
        .where(*conditions)  # type: ignore[arg-type]
        .order_by(PostingRow.closed_at.desc(), PostingRow.id)
        .limit(MOST_EARLIER)
    )
    return [
        Seen(
            row.id,
            row.company_key,
            row.title_key,
            frozenset(" ".join(place["text"].lower().split()) for place in row.locations),
            row.opening_id,
            row.requisition_id,
            row.text_key,
            row.closed_at,
        )
        for row in rows
    ]


async def _link(session: Session, found: Sequence[Repost]) -> None:
    if not found:
        return
    pairs = {(repost.posting_id, repost.earlier_id): repost for repost in found}
    either = tuple_(TwinRow.kept_id, TwinRow.duplicate_id)
    linked = await session.scalars(
        select(TwinRow).where(or_(either.in_(list(pairs)), either.in_([(b, a) for a, b in pairs])))
    )
    known: set[tuple[UUID, UUID]] = set()
    merged: list[UUID] = []
    for twin in linked:
        pair = (twin.kept_id, twin.duplicate_id)
        pair = pair if pair in pairs else pair[::-1]
        known.add(pair)
        if twin.undone_at is None:
            merged += [pair[0]] if twin.kind == SAME else []
            twin.kind, twin.signals = KIND, _told(pairs[pair])
            twin.duplicate_id, twin.kept_id = pair
    await session.flush()
    for posting_id in merged:
        await _settle_apart(session, posting_id)
    for pair, repost in pairs.items():
        if pair not in known:
            session.add(TwinRow(kept_id=pair[1], duplicate_id=pair[0], kind=KIND, signals=_told(repost)))
        told = [{"field": "posting", "before": str(repost.earlier_id), "after": str(repost.posting_id), "lines": None}]
        session.add_all(ChangeRow(posting_id=each, what="reposted", differences=told) for each in pair)
    await emit_all(
        session, [PostingReposted(posting_id=repost.posting_id, earlier_id=repost.earlier_id) for repost in found]
    )


async def _settle_apart(session: Session, posting_id: UUID) -> None:
    """A link of this posting's group holds it together no longer: each part of it is shown by itself."""
    rows = {row.id: row for row in await group_of(session, posting_id)}
    links = await branches(session, rows.keys())
    while rows:
        await settle(session, [rows.pop(each) for each in reached(next(iter(rows)), links)])


def _told(repost: Repost) -> list[dict[str, Any]]:
    return [each.as_json() for each in repost.signals]


def _keys(posting: Seen) -> list[tuple[str, ...]]:
    keys: list[tuple[str, ...]] = [("title", posting.title_key)]
    if posting.opening_id:
        keys.append(("opening", posting.opening_id))
    if posting.requisition_id:
        keys.append(("requisition", posting.requisition_id))
    return keys
