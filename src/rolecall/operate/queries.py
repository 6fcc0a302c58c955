"""What an operator asks: what is running, what is due, what died, how far everything is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select

from rolecall.applications.queries import State, count_by_state
from rolecall.discover.queries import board_health, open_postings
from rolecall.match.queries import count_scored
from rolecall.platform.db import Database, Session
from rolecall.platform.errors import NotFound
from rolecall.platform.jobs import Flow
from rolecall.platform.jobs.dead import job_counts
from rolecall.platform.jobs.declare import defer_for
from rolecall.platform.jobs.tables import ScheduleRow


@dataclass(frozen=True, slots=True)
class Overview:
    """A workspace in numbers."""

    postings_open: int
    scored: int
    applications: dict[State, int]
    boards: dict[str, int]
    jobs: dict[str, int]


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job at fixed times (UTC)."""

    name: str
    cron: str
    paused: bool
    next_run_at: datetime
    last_run_at: datetime | None


async def overview(db: Database, workspace_id: UUID) -> Overview:
    """A workspace in numbers. One connection after the other, never two at once."""
    async with db.system() as system:
        jobs = await job_counts(system, str(workspace_id))
    async with db.workspace(workspace_id) as session:
        return await _overview(session, jobs)


async def _overview(session: Session, jobs: dict[str, int]) -> Overview:
    return Overview(
        postings_open=await open_postings(session),
        scored=await count_scored(session),
        applications=await count_by_state(session),
        boards=await board_health(session),
        jobs=jobs,
    )


async def schedules(session: Session) -> list[Schedule]:
    """Every schedule. Needs a system session."""
    rows = await session.scalars(select(ScheduleRow).order_by(ScheduleRow.name))
    return [Schedule(row.name, row.cron, row.paused, row.next_run_at, row.last_run_at) for row in rows]


async def pause_schedule(session: Session, name: str, *, paused: bool) -> Schedule:
    """Pause or resume a schedule; raises NotFound."""
    row = await _schedule(session, name)
    row.paused = paused
    return Schedule(row.name, row.cron, row.paused, row.next_run_at, row.last_run_at)


async def run_schedule(session: Session, name: str) -> Schedule:
    """Run a schedule's job now, whatever its time; raises NotFound."""
    row = await _schedule(session, name)
    flow: Flow | None = session.flow
    job = next((entry.job for entry in flow.schedule if entry.job.name == name), None) if flow else None
    if job is None:
        raise NotFound(f"No job is behind the schedule {name} any more; restart the worker to tidy up.")
    await defer_for(session, job, [(None, {})])
    row.last_run_at = datetime.now(UTC)
    return Schedule(row.name, row.cron, row.paused, row.next_run_at, row.last_run_at)


async def _schedule(session: Session, name: str) -> ScheduleRow:
    row = await session.get(ScheduleRow, name, with_for_update=True)
    if row is None:
        raise NotFound(f"There is no schedule {name}; `rolecall scheduler list` shows those there are.")
    return row
