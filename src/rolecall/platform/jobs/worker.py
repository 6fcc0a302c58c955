"""The worker: runs reactions and jobs until it is told to stop, and comes back when the database does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import UUID

import procrastinate
import psycopg
import structlog
from procrastinate.exceptions import ConnectorException
from procrastinate.job_context import JobContext
from prometheus_client import Counter, Histogram
from psycopg_pool import AsyncConnectionPool
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from rolecall.platform.errors import Problem
from rolecall.platform.jobs.dead import job_counts
from rolecall.platform.jobs.declare import Flow, Job, Reaction, reaction_name
from rolecall.platform.jobs.retry import DEFAULT_SCHEDULE, Schedule
from rolecall.platform.jobs.steward import HEARTBEAT_SECONDS, STALLED_SECONDS, steward
from rolecall.platform.jobs.tables import FailureRow
from rolecall.platform.resources import Platform
from rolecall.platform.telemetry import correlated

log = structlog.get_logger(__name__)

JOBS = Counter("rolecall_platform_jobs_total", "Jobs run, by outcome.", ["task", "outcome"])
SECONDS = Histogram("rolecall_platform_job_seconds", "How long a job ran.", ["task"])


async def run_worker(
    platform: Platform,
    flow: Flow,
    stop: asyncio.Event,
    *,
    queues: Sequence[str] | None = None,
    concurrency: int | None = None,
) -> None:
    """Work until `stop` is set; running jobs then have `settings.stop_seconds` to finish, else they are given back."""
    side = asyncio.create_task(steward(platform.db, flow, stop), name="steward")
    try:
        while not stop.is_set():
            try:
                await _work(platform, flow, list(queues or flow.queues), concurrency, stop)
            except (ConnectorException, psycopg.Error, OSError) as error:
                log.warning("worker.lost_database", error=str(error).strip())
            if not stop.is_set():
                # The worker also returns by itself when the database went away.
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), 1)
    finally:
        stop.set()
        await side


async def drain(platform: Platform, flow: Flow) -> None:
    """Run what is ready now, and what that defers, then return: for tests and one-off runs."""
    async with _opened(platform, flow) as app:
        ready = True
        while ready:
            await app.run_worker_async(
                wait=False, install_signal_handlers=False, delete_jobs="successful", concurrency=4
            )
            # What the last jobs deferred came after the worker had looked for more.
            async with platform.db.system() as session:
                ready = bool((await job_counts(session))["ready"])


async def _work(
    platform: Platform, flow: Flow, queues: Sequence[str], concurrency: int | None, stop: asyncio.Event
) -> None:
    async with _opened(platform, flow) as app:
        running = asyncio.create_task(
            app.run_worker_async(
                queues=queues,
                concurrency=concurrency or platform.settings.worker_concurrency,
                fetch_job_polling_interval=0.5,
                shutdown_graceful_timeout=platform.settings.stop_seconds,
                delete_jobs="successful",
                install_signal_handlers=False,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_SECONDS,
            )
        )
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


# The planner takes a queue that filled a moment ago for an empty one, and then sorts all of it to find the first job:
# 11 ms with 8,000 jobs ready, against 0.6 ms along the index (PostgreSQL 18, two cores).
QUEUE_OPTIONS = (
    "-c synchronous_commit=off -c enable_sort=off -c enable_bitmapscan=off -c plan_cache_mode=force_generic_plan"
)


@asynccontextmanager
async def _opened(platform: Platform, flow: Flow) -> AsyncIterator[procrastinate.App]:
    """Procrastinate with every reaction and job of the flow, on connections of its own.

    Only the queue's marks ("taken", "done") travel there: one statement each, so autocommit; should a power cut lose
    the last of them, a job runs again and finds its work done, so they need not wait for the disk.
    """

    async def configure(connection: psycopg.AsyncConnection[Any]) -> None:
        await connection.set_autocommit(True)

    pool = AsyncConnectionPool(
        platform.db.url,
        min_size=1,
        max_size=4,
        open=False,
        configure=configure,
        kwargs={
            "prepare_threshold": None,
            "application_name": "rolecall worker",
            "connect_timeout": 10,
            "options": QUEUE_OPTIONS,
        },
    )
    async with pool, _app(platform, flow).open_async(pool) as app:
        yield app


def _app(platform: Platform, flow: Flow) -> procrastinate.App:
    app = procrastinate.App(connector=procrastinate.PsycopgConnector())
    reactions = {reaction_name(reaction): reaction for listed in flow.reactions.values() for reaction in listed}
    work = {name: _reacting(platform, flow, name, reaction) for name, reaction in reactions.items()}
    work |= {job.name: _doing(platform, job) for job in flow.jobs}
    for name, run in work.items():
        queue = name.partition(".")[0]
        retry = Schedule(flow.retries.get(queue, DEFAULT_SCHEDULE))
        app.task(name=name, queue=queue, retry=retry, pass_context=True)(_watched(platform, name, retry, run))
    return app


Run = Callable[..., Awaitable[None]]


def _reacting(platform: Platform, flow: Flow, name: str, reaction: Reaction) -> Run:
    events = {event.event_name(): event for event in flow.reactions}

    async def run(
        workspace_id: UUID, correlation_id: str | None, *, event_id: str, event: str, payload: dict[str, Any]
    ) -> None:
        once = platform.db.once(workspace_id, UUID(event_id), name, correlation_id=correlation_id)
        async with once as session:
            if session is not None:
                await reaction(platform, session, events[event].model_validate(payload))

    return run


def _doing(platform: Platform, job: Job) -> Run:
    async def run(workspace_id: UUID | None, _correlation_id: str | None, *, ids: dict[str, Any]) -> None:
        await job.run(platform, workspace_id, **ids)

    return run


def _watched(platform: Platform, name: str, retry: Schedule, run: Run) -> Callable[..., Awaitable[None]]:
    """Count, time, log, and keep the reason of a failure where people can read it."""

    async def watched(
        context: JobContext, *, workspace_id: str | None, correlation_id: str | None, **arguments: Any
    ) -> None:
        began = time.monotonic()
        job = context.job
        with correlated(correlation_id, task=name, job=job.id):
            try:
                await run(UUID(workspace_id) if workspace_id else None, correlation_id, **arguments)
            except Exception as error:
                again = retry.get_retry_decision(exception=error, job=job)
                JOBS.labels(name, "retry" if again else "dead").inc()
                known = isinstance(error, Problem)
                log.warning("job.failed", reason=str(error), again=again is not None, exc_info=None if known else error)
                await _remember(platform, job, name, workspace_id, error)
                raise
            if job.attempts:
                async with platform.db.system() as session:
                    await session.execute(delete(FailureRow).where(FailureRow.job_id == job.id))
            JOBS.labels(name, "done").inc()
            SECONDS.labels(name).observe(time.monotonic() - began)

    return watched


async def _remember(platform: Platform, job: Any, name: str, workspace_id: str | None, error: Exception) -> None:
    reason = str(error) if isinstance(error, Problem) else f"{type(error).__name__}: {error}"
    values = {
        "task": name,
        "workspace_id": UUID(workspace_id) if workspace_id else None,
        "code": error.code if isinstance(error, Problem) else "internal",
        "reason": reason[:2000],
        "attempts": job.attempts + 1,
    }
    try:
        async with platform.db.system() as session:
            await session.execute(
                insert(FailureRow)
                .values(job_id=job.id, **values)
                .on_conflict_do_update(index_elements=["job_id"], set_=values)
            )
    except Exception as lost:  # noqa: BLE001 - the job's own outcome matters more than its note.
        log.warning("job.reason_not_kept", error=str(lost))
