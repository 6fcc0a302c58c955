"""Reading links: which other postings are the same job, or belong to it, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import defer as leave_out

from rolecall.discover.duplicates import by_way_of
from rolecall.discover.groups import SAME, branches, group_of, reached
from rolecall.discover.signals import Signal, read
from rolecall.discover.stored import posting_of
from rolecall.discover.tables import PostingRow, TwinRow
from rolecall.platform.db import Session


@dataclass(frozen=True, slots=True)
class Twin:
    """Another posting, and why it is the same job or linked. `made_by` is `rolecall` or `user:<id>`."""

    id: UUID
    title: str
    company: str
    locations: tuple[str, ...]
    url: str
    kind: str
    signals: tuple[Signal, ...]
    made_by: str
    since: datetime
    closed_at: datetime | None


async def twins(session: Session, posting_id: UUID) -> list[Twin]:
    """Every other posting of the same job, then those that are only linked; each group in the order of their links."""
    rows = {row.id: row for row in await group_of(session, posting_id)}
    branch = reached(posting_id, await branches(session, rows.keys()))
    linked = await session.scalars(
        select(TwinRow)
        .where(or_(TwinRow.kept_id == posting_id, TwinRow.duplicate_id == posting_id))
        .where(TwinRow.kind != SAME, TwinRow.undone_at.is_(None))
        .order_by(TwinRow.created_at, TwinRow.id)
    )
    beside = {twin.duplicate_id if twin.kept_id == posting_id else twin.kept_id: twin for twin in linked}
    others = await session.scalars(
        select(PostingRow).where(PostingRow.id.in_(beside)).options(leave_out(PostingRow.raw))
    )
    rows |= {row.id: row for row in others}
    found = {other: twin for other, twin in branch.items() if twin is not None}
    found |= {other: twin for other, twin in beside.items() if other not in found}
    return [_twin(rows, posting_id, other, twin) for other, twin in found.items() if other in rows]


def _twin(rows: Mapping[UUID, PostingRow], posting_id: UUID, other: UUID, twin: TwinRow) -> Twin:
    row = rows[other]
    between = twin.kept_id if twin.duplicate_id == other else twin.duplicate_id
    way = () if between == posting_id or between not in rows else (by_way_of(posting_of(rows[between])),)
    return Twin(
        id=row.id,
        title=row.title,
        company=row.company,
        locations=tuple(place["text"] for place in row.locations),
        url=row.url,
        kind=twin.kind,
        signals=(*(read(each) for each in twin.signals), *way),
        made_by=twin.made_by,
        since=twin.created_at,
        closed_at=row.closed_at,
    )
