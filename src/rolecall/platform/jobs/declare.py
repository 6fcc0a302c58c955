"""How work is declared: jobs, reactions to events, deadlines, schedules. `flow.py` lists them; a worker runs them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from procrastinate import App, PsycopgConnector
from procrastinate.jobs import Job as QueuedJob
from sqlalchemy.orm import InstrumentedAttribute

from rolecall.platform.db import Session

if TYPE_CHECKING:
    from rolecall.platform.events import Event
    from rolecall.platform.resources import Platform

Handler: TypeAlias = "Callable[..., Awaitable[None]]"
Reaction: TypeAlias = "Callable[[Platform, Session, Any], Awaitable[None]]"
Ids: TypeAlias = Mapping[str, UUID | str | int]

# Deferring through a connection of the caller's needs Procrastinate's statements, but no pool of its own.
_deferrer = App(connector=PsycopgConnector()).job_manager


@dataclass(frozen=True)
class Job:
    """Work by name, `capability.verb`; the part before the dot is its queue.

    The function takes `(platform, workspace_id, **ids)`; a job of no workspace (housekeeping) gets `workspace_id=None`.
    """

    name: str
    run: Handler

    @property
    def queue(self) -> str:
        return self.name.partition(".")[0]


def job(name: str) -> Callable[[Handler], Job]:
    """Declare a job: `@job("discover.crawl_board")`."""
    return lambda run: Job(name, run)


def reaction_name(reaction: Reaction) -> str:
    """`capability.function` of a reaction defined in `rolecall.<capability>.<verb>`."""
    capability = reaction.__module__.split(".")[-2]
    return f"{capability}.{reaction.__name__}"


@dataclass(frozen=True)
class Deadline:
    """A due time in a row of its capability: when it passes, the job is deferred with the row's id.

    Setting the column is setting the deadline; clearing it is cancelling it.
    """

    due: InstrumentedAttribute[Any]
    job: Job
    argument: str
    """The job's parameter that takes the row's id."""


@dataclass(frozen=True)
class Cron:
    """A job at fixed times, UTC, in crontab notation. Can be paused, resumed and run at once (`rolecall scheduler`)."""

    cron: str
    job: Job


@dataclass(frozen=True)
class Flow:
    """The product as one table: which reactions follow which event, and all work that there is."""

    reactions: Mapping[type[Event], Sequence[Reaction]]
    jobs: Sequence[Job] = ()
    deadlines: Sequence[Deadline] = ()
    schedule: Sequence[Cron] = ()
    retries: Mapping[str, Sequence[timedelta]] = field(default_factory=dict)
    """Per queue: how long to wait before each further try. After the last one the job is a dead letter."""
    priorities: Mapping[str, int] = field(default_factory=dict)
    """Per queue: higher runs first (what a person waits for)."""

    @property
    def queues(self) -> list[str]:
        """Every queue, sorted."""
        reactions = (reaction_name(reaction) for listed in self.reactions.values() for reaction in listed)
        return sorted({name.partition(".")[0] for name in (*reactions, *(job.name for job in self.jobs))})

    async def defer_reactions(self, session: Session, events: Sequence[tuple[UUID, Event]]) -> None:
        """One job for each reaction to each event, in the session's transaction."""
        await _defer(
            session,
            [
                self.queued(
                    reaction_name(reaction),
                    session.workspace_id,
                    session.correlation_id,
                    event_id=str(event_id),
                    event=event.event_name(),
                    payload=event.model_dump(mode="json"),
                )
                for event_id, event in events
                for reaction in self.reactions[type(event)]
            ],
        )

    def queued(self, name: str, workspace_id: UUID | None, correlation_id: str | None, **arguments: Any) -> QueuedJob:
        """A job as it stands in the queue."""
        queue = name.partition(".")[0]
        return QueuedJob(
            id=None,
            lock=None,
            queueing_lock=None,
            task_name=name,
            queue=queue,
            priority=self.priorities.get(queue, 0),
            task_kwargs={
                "workspace_id": str(workspace_id) if workspace_id else None,
                "correlation_id": correlation_id,
                **arguments,
            },
        )


async def defer(session: Session, job: Job, **ids: UUID | str | int) -> None:
    """Queue a job in this transaction: rolled back, it never was."""
    await defer_many(session, job, [ids])


async def defer_many(session: Session, job: Job, calls: Sequence[Ids]) -> None:
    """Queue a job several times in one statement."""
    await defer_for(session, job, [(session.workspace_id, ids) for ids in calls])


async def defer_for(session: Session, job: Job, calls: Sequence[tuple[UUID | None, Ids]]) -> None:
    """Queue a job for several workspaces at once (sweeps)."""
    flow = session.flow
    if flow is None:
        raise RuntimeError("Jobs are deferred through a database that knows the flow.")
    queued = [
        flow.queued(
            job.name,
            workspace_id,
            session.correlation_id,
            ids={key: value if isinstance(value, int) else str(value) for key, value in ids.items()},
        )
        for workspace_id, ids in calls
    ]
    await _defer(session, queued)


async def _defer(session: Session, jobs: list[QueuedJob]) -> None:
    if jobs:
        await session.flush()
        await _deferrer.batch_defer_jobs_async(jobs, connection=await session.driver())
