"""Reading applications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, tuple_

from rolecall.applications.lifecycle import MOVES, State
from rolecall.applications.tables import ApplicationRow, TimelineRow
from rolecall.platform.db import Session
from rolecall.platform.errors import NotFound

__all__ = [
    "ApplicationView",
    "State",
    "TimelineEntry",
    "application",
    "application_of_posting",
    "applications",
    "applications_of_postings",
    "count_by_state",
    "postings_applied_to",
    "timeline",
]


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """An application as it stands, here and over the wire.

    `fingerprint` is its current package's; `score` is the one it was opened with; `next` is where it may go from here.
    """

    id: UUID
    posting_id: UUID
    state: State
    company: str
    title: str
    url: str
    board: str
    score: int | None
    fingerprint: str | None
    opened_at: datetime
    moved_at: datetime
    next: list[State]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of a timeline, oldest has the lowest `seq`."""

    id: UUID
    seq: int
    at: datetime
    actor: str
    kind: str
    text: str
    before: str | None
    after: str | None
    details: dict[str, Any]


async def application(session: Session, application_id: UUID) -> ApplicationView:
    """One application; raises NotFound."""
    row = await session.get(ApplicationRow, application_id)
    if row is None:
        raise NotFound("There is no such application in this workspace.")
    return _view(row)


async def application_of_posting(session: Session, posting_id: UUID) -> ApplicationView | None:
    """The application to a posting, if there is one."""
    row = await session.scalar(select(ApplicationRow).where(ApplicationRow.posting_id == posting_id))
    return _view(row) if row else None


async def applications_of_postings(session: Session, posting_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Application ids by posting id, for those postings that have one."""
    rows = await session.execute(
        select(ApplicationRow.posting_id, ApplicationRow.id).where(ApplicationRow.posting_id.in_(posting_ids))
    )
    return dict(rows.all())


async def postings_applied_to(session: Session, limit: int) -> list[UUID]:
    """Postings that the candidate wants or wanted: an application was opened and not withdrawn; the newest first."""
    rows = (
        select(ApplicationRow.posting_id)
        .where(ApplicationRow.state != State.WITHDRAWN)
        .order_by(ApplicationRow.created_at.desc(), ApplicationRow.id.desc())
    )
    return list(await session.scalars(rows.limit(limit)))


async def applications(
    session: Session,
    *,
    states: Sequence[State] = (),
    board: str | None = None,
    limit: int = 50,
    after: tuple[datetime, UUID] | None = None,
) -> list[ApplicationView]:
    """Applications, the last moved first; `after` is the (moved_at, id) of the last one of the page before."""
    query = select(ApplicationRow).order_by(ApplicationRow.moved_at.desc(), ApplicationRow.id.desc()).limit(limit)
    if states:
        query = query.where(ApplicationRow.state.in_(states))
    if board:
        query = query.where(ApplicationRow.board == board)
    if after:
        query = query.where(tuple_(ApplicationRow.moved_at, ApplicationRow.id) < after)
    return [_view(row) for row in await session.scalars(query)]


async def count_by_state(session: Session) -> dict[State, int]:
    """How many applications stand in each state that has any."""
    rows = await session.execute(select(ApplicationRow.state, func.count()).group_by(ApplicationRow.state))
    return {State(state): count for state, count in rows}


async def timeline(
    session: Session, application_id: UUID, *, limit: int = 200, before: int | None = None, kind: str | None = None
) -> list[TimelineEntry]:
    """What happened to an application, newest first; raises NotFound. `before`: the last page's lowest `seq`.

    kind: only entries of this kind.
    """
    await application(session, application_id)
    query = (
        select(TimelineRow)
        .where(TimelineRow.application_id == application_id)
        .order_by(TimelineRow.seq.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(TimelineRow.seq < before)
    if kind is not None:
        query = query.where(TimelineRow.kind == kind)
    return [
        TimelineEntry(
            row.id, row.seq, row.created_at, row.actor, row.kind, row.text, row.before, row.after, row.details
        )
        for row in await session.scalars(query)
    ]


def _view(row: ApplicationRow) -> ApplicationView:
    state = State(row.state)
    return ApplicationView(
        id=row.id,
        posting_id=row.posting_id,
        state=state,
        company=row.company,
        title=row.title,
        url=row.url,
        board=row.board,
        score=row.score,
        fingerprint=row.fingerprint,
        opened_at=row.created_at,
        moved_at=row.moved_at,
        next=[following for following in State if following in MOVES[state]],
    )
