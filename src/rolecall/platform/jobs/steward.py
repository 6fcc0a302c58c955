"""What looks after the queue while workers work: due deadlines, cron schedules, jobs of workers that died.

Every worker runs it; rows are taken with SKIP LOCKED, so any number may.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import structlog
from croniter import croniter
from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

from rolecall.platform.db import Database, Session
from rolecall.platform.errors import Unavailable
from rolecall.platform.jobs.declare import Deadline, Flow, defer_for
from rolecall.platform.jobs.tables import FailureRow, ScheduleRow

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS = 2.0
STALLED_SECONDS = 8.0
SWEEP_SECONDS = 1.0
SWEEP_LIMIT = 500
_RESCUE_LOCK = 7_265_142

# A pruned worker's jobs have no worker; a dead one's have a worker whose heart has stopped.
_STALLED = text(
    """
    SELECT job.id, job.task_name, job.attempts, job.args ->> 'workspace_id' AS workspace_id
    FROM procrastinate_jobs job LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
    WHERE job.status = 'doing'
      AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => :stalled))
    """
)
_GIVE_BACK = text("SELECT procrastinate_retry_job_v2(:id, now(), NULL, NULL, NULL)")
_GIVE_UP = text("SELECT procrastinate_finish_job_v1(:id, 'failed', false)")
# A job whose worker died this often is what kills it.
MOST_RESCUES = 5


async def steward(db: Database, flow: Flow, stop: asyncio.Event) -> None:
    """Sweep every second until `stop`; a database that is away for a while only delays it."""
    prepared = False
    while not stop.is_set():
        try:
            if not prepared:
                await plan_schedules(db, flow)
                prepared = True
            await sweep(db, flow)
        except (DBAPIError, psycopg.Error, Unavailable, OSError) as error:
            log.warning("steward.lost_database", error=str(error).splitlines()[0])
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), SWEEP_SECONDS)


async def sweep(db: Database, flow: Flow) -> None:
    """One round: what is due becomes jobs, what was running on a dead worker becomes ready again."""
    for deadline in flow.deadlines:
        async with db.system(actor="deadline") as session:
            await _defer_due(session, deadline)
    async with db.system(actor="schedule") as session:
        await _defer_scheduled(session, flow)
    async with db.system(actor="rescue") as session:
        await rescue(session)


async def _defer_due(session: Session, deadline: Deadline) -> None:
    row = deadline.due.class_
    due = (
        select(row.id)
        .where(deadline.due <= text("now()"))
        .order_by(deadline.due)
        .limit(SWEEP_LIMIT)
        .with_for_update(skip_locked=True)
    )
    taken = await session.execute(
        update(row)
        .where(row.id.in_(due))
        .values({deadline.due.key: None})
        .returning(row.id, row.workspace_id)
        .execution_options(synchronize_session=False)
    )
    await defer_for(session, deadline.job, [(workspace_id, {deadline.argument: id}) for id, workspace_id in taken])


async def plan_schedules(db: Database, flow: Flow) -> None:
    """Make the schedules' rows equal to the code; what was paused stays paused."""
    now = datetime.now(UTC)
    async with db.system(actor="schedule") as session:
        for entry in flow.schedule:
            row = insert(ScheduleRow).values(
                name=entry.job.name, cron=entry.cron, next_run_at=next_run(entry.cron, now)
            )
            await session.execute(
                row.on_conflict_do_update(
                    index_elements=["name"],
                    set_={"cron": entry.cron, "next_run_at": row.excluded.next_run_at},
                    where=ScheduleRow.cron != entry.cron,
                )
            )


async def _defer_scheduled(session: Session, flow: Flow) -> None:
    due = await session.scalars(
        select(ScheduleRow)
        .where(ScheduleRow.next_run_at <= text("now()"), ~ScheduleRow.paused)
        .with_for_update(skip_locked=True)
    )
    jobs = {entry.job.name: entry.job for entry in flow.schedule}
    now = datetime.now(UTC)
    for row in due:
        row.next_run_at = next_run(row.cron, now)
        row.last_run_at = now
        if row.name in jobs:
            await defer_for(session, jobs[row.name], [(None, {})])


def next_run(cron: str, after: datetime) -> datetime:
    """The next time, UTC, that a crontab line names."""
    upcoming: datetime = croniter(cron, after).get_next(datetime)
    return upcoming


async def rescue(session: Session) -> None:
    """Give back the jobs of workers that are gone. One process at a time, or two could hand out one job twice."""
    if not await session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _RESCUE_LOCK}):
        return
    for job in (await session.execute(_STALLED, {"stalled": STALLED_SECONDS})).all():
        if job.attempts < MOST_RESCUES:
            await session.execute(_GIVE_BACK, {"id": job.id})
            log.warning("job.rescued", job=job.id, task=job.task_name)
            continue
        await session.execute(_GIVE_UP, {"id": job.id})
        values = {
            "task": job.task_name,
            "workspace_id": UUID(job.workspace_id) if job.workspace_id else None,
            "code": "worker_died",
            "reason": f"Its worker died {job.attempts + 1} times while it ran; it is not tried again by itself.",
            "attempts": job.attempts + 1,
        }
        kept = insert(FailureRow).values(job_id=job.id, **values)
        await session.execute(kept.on_conflict_do_update(index_elements=["job_id"], set_=values))
        log.error("job.given_up", job=job.id, task=job.task_name)
