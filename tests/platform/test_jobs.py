"""Facts and their reactions: all or nothing, once each, never lost."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import Session, TenantRow
from rolecall.platform.errors import InvalidInput, Unavailable
from rolecall.platform.events import Event, EventRow, emit, emit_all
from rolecall.platform.jobs import Cron, Deadline, Flow, defer, job
from rolecall.platform.jobs.dead import dead_letters, job_counts, purge_dead, retry_dead
from rolecall.platform.jobs.steward import MOST_RESCUES, plan_schedules, rescue, sweep
from rolecall.platform.jobs.tables import HandledRow, ScheduleRow
from rolecall.platform.jobs.worker import drain, run_worker
from rolecall.platform.migrations import fence
from rolecall.platform.resources import Platform


class ThingMade(Event):
    number: int


class ThingBroken(Event):
    heals: bool


class ProbeRow(TenantRow):
    __tablename__ = "platform_probe"

    word: Mapped[str]
    due_at: Mapped[datetime | None] = mapped_column(index=True)


async def note(platform: Platform, session: Session, event: ThingMade) -> None:
    session.add(ProbeRow(word=f"note {event.number}"))


async def echo(platform: Platform, session: Session, event: ThingMade) -> None:
    session.add(ProbeRow(word=f"echo {event.number}"))


broken_until: dict[str, int] = {}


async def stumble(platform: Platform, session: Session, event: ThingBroken) -> None:
    session.add(ProbeRow(word="must be rolled back"))
    await session.flush()
    if not event.heals:
        raise InvalidInput("This can never work.")
    broken_until["left"] -= 1
    if broken_until["left"] >= 0:
        raise Unavailable("Not just now.")


@job("platform.wake")
async def wake(platform: Platform, workspace_id: UUID | None, row_id: str) -> None:
    assert workspace_id is not None
    async with platform.db.workspace(workspace_id) as session:
        session.add(ProbeRow(word=f"woken {row_id}"))


@job("platform.tidy")
async def tidy(platform: Platform, workspace_id: UUID | None) -> None:
    assert workspace_id is None


@pytest.fixture
def flow() -> Flow:
    return Flow(
        reactions={ThingMade: (note, echo), ThingBroken: (stumble,)},
        jobs=(wake, tidy),
        deadlines=(Deadline(ProbeRow.due_at, wake, "row_id"),),
        schedule=(Cron("0 3 * * *", tidy),),
        retries={"platform": (timedelta(0), timedelta(0))},
    )


@pytest.fixture(autouse=True)
async def probe_table(platform: Platform) -> None:
    async with platform.db.engine.begin() as connection:
        await connection.run_sync(ProbeRow.__table__.create)  # type: ignore[attr-defined]

        class Op:
            statements: list[str] = []

            def execute(self, sql: str) -> None:
                self.statements.append(sql)

        op = Op()
        fence(op, "platform_probe")
        for statement in op.statements:
            await connection.execute(text(statement))


async def words(platform: Platform, workspace: UUID) -> list[str]:
    async with platform.db.workspace(workspace) as session:
        return sorted(await session.scalars(select(ProbeRow.word)))


async def test_an_event_and_its_reactions_commit_together_or_not_at_all(
    platform: Platform, workspace: UUID, flow: Flow
) -> None:
    with pytest.raises(ZeroDivisionError):
        async with platform.db.workspace(workspace) as session:
            await emit(session, ThingMade(number=1))
            1 / 0  # noqa: B018
    async with platform.db.system() as session:
        assert await session.scalar(select(func.count()).select_from(EventRow)) == 0
        assert (await job_counts(session))["ready"] == 0

    async with platform.db.workspace(workspace, actor="user:test", correlation_id="c-1") as session:
        await emit_all(session, [ThingMade(number=1), ThingMade(number=2)])
    async with platform.db.system() as session:
        events = (await session.scalars(select(EventRow).order_by(EventRow.seq))).all()
        assert [(e.name, e.payload, e.actor, e.correlation_id) for e in events] == [
            ("ThingMade", {"number": 1}, "user:test", "c-1"),
            ("ThingMade", {"number": 2}, "user:test", "c-1"),
        ]
        assert (await job_counts(session))["ready"] == 4

    await drain(platform, flow)
    assert await words(platform, workspace) == ["echo 1", "echo 2", "note 1", "note 2"]


async def test_a_reaction_delivered_twice_is_done_once(platform: Platform, workspace: UUID, flow: Flow) -> None:
    async with platform.db.workspace(workspace) as session:
        await emit(session, ThingMade(number=7))
    async with platform.db.system() as session:
        await session.execute(
            text(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, args) "
                "SELECT queue_name, task_name, args FROM procrastinate_jobs"
            )
        )
        assert (await job_counts(session))["ready"] == 4
    await drain(platform, flow)
    assert await words(platform, workspace) == ["echo 7", "note 7"]


async def test_what_cannot_heal_is_dead_at_once_with_its_reason_and_can_be_purged(
    platform: Platform, workspace: UUID, flow: Flow
) -> None:
    async with platform.db.workspace(workspace) as session:
        await emit(session, ThingBroken(heals=False))
    await drain(platform, flow)
    assert await words(platform, workspace) == []
    async with platform.db.system() as session:
        (letter,) = await dead_letters(session)
        assert (letter.task, letter.attempts, letter.code, letter.reason) == (
            "platform.stumble", 1, "invalid_input", "This can never work.",
        )  # fmt: skip
        assert await purge_dead(session, [letter.id]) == 1
        assert await dead_letters(session) == []


async def test_what_heals_is_tried_again_by_schedule_then_dead_then_retried_by_hand(
    platform: Platform, workspace: UUID, flow: Flow
) -> None:
    broken_until["left"] = 3
    async with platform.db.workspace(workspace) as session:
        await emit(session, ThingBroken(heals=True))
    for _ in range(3):
        await drain(platform, flow)
    async with platform.db.system() as session:
        (letter,) = await dead_letters(session)
        assert letter.attempts == 3
        assert letter.reason == "Not just now."
        assert await retry_dead(session, [letter.id]) == 1
    await drain(platform, flow)
    async with platform.db.system() as session:
        assert await dead_letters(session) == []
        assert await session.scalar(text("SELECT count(*) FROM platform_failure")) == 0
        assert await session.scalar(select(func.count()).select_from(HandledRow)) == 1
    assert await words(platform, workspace) == ["must be rolled back"]


async def test_a_deadline_fires_once_when_due_and_not_when_cancelled(
    platform: Platform, workspace: UUID, flow: Flow
) -> None:
    past = datetime.now(UTC) - timedelta(seconds=1)
    async with platform.db.workspace(workspace) as session:
        due, cancelled, later = (ProbeRow(word=w, due_at=past) for w in ("due", "cancelled", "later"))
        later.due_at = past + timedelta(hours=1)
        session.add_all([due, cancelled, later])
        await session.flush()
        cancelled.due_at = None
    await sweep(platform.db, flow)
    await sweep(platform.db, flow)
    await drain(platform, flow)
    assert [word for word in await words(platform, workspace) if "woken" in word] == [f"woken {due.id}"]


async def test_a_schedule_runs_when_due_unless_paused(platform: Platform, flow: Flow) -> None:
    await plan_schedules(platform.db, flow)
    async with platform.db.system() as session:
        row = await session.get_one(ScheduleRow, "platform.tidy")
        row.next_run_at, row.paused = datetime.now(UTC) - timedelta(seconds=1), True
    await sweep(platform.db, flow)
    async with platform.db.system() as session:
        assert (await job_counts(session))["ready"] == 0
        row = await session.get_one(ScheduleRow, "platform.tidy")
        row.paused = False
    await plan_schedules(platform.db, flow)
    await sweep(platform.db, flow)
    async with platform.db.system() as session:
        assert (await job_counts(session))["ready"] == 1
        row = await session.get_one(ScheduleRow, "platform.tidy")
        assert row.next_run_at > datetime.now(UTC)


async def test_the_jobs_of_a_dead_worker_are_given_back_and_those_of_a_live_one_are_not(
    platform: Platform, workspace: UUID, flow: Flow
) -> None:
    async with platform.db.workspace(workspace) as session:
        await emit(session, ThingMade(number=1))
    async with platform.db.system() as session:
        dead = await session.scalar(
            text("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '9 s') RETURNING id")
        )
        alive = await session.scalar(text("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id"))
        for worker in (dead, alive):
            await session.execute(text("SELECT procrastinate_fetch_job_v2(NULL, :worker)"), {"worker": worker})
        assert (await job_counts(session))["running"] == 2
    async with platform.db.system() as session:
        await rescue(session)
        assert await job_counts(session) == {"ready": 1, "waiting": 0, "running": 1, "dead": 0}


async def test_a_job_that_kills_its_workers_is_given_up_with_its_reason_and_can_be_run_by_hand(
    platform: Platform, workspace: UUID, flow: Flow
) -> None:
    async with platform.db.workspace(workspace) as session:
        await defer(session, wake, row_id="x")
    async with platform.db.system() as session:
        dead = await session.scalar(
            text("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '9 s') RETURNING id")
        )
        for _ in range(MOST_RESCUES + 1):
            assert (await job_counts(session))["ready"] == 1
            await session.execute(text("SELECT procrastinate_fetch_job_v2(NULL, :worker)"), {"worker": dead})
            await rescue(session)
        (letter,) = await dead_letters(session)
        assert (letter.code, letter.attempts) == ("worker_died", MOST_RESCUES + 1)
        assert "died 6 times" in letter.reason
        assert await retry_dead(session, [letter.id]) == 1
    await drain(platform, flow)
    assert await words(platform, workspace) == ["woken x"]


async def test_a_worker_stops_gracefully_and_gives_back_what_it_could_not_finish(
    platform: Platform, workspace: UUID, settings: object
) -> None:
    begun = asyncio.Event()

    async def endless(platform: Platform, session: Session, event: ThingMade) -> None:
        begun.set()
        await asyncio.sleep(3600)

    endless.__module__ = "rolecall.platform.probe"
    flow = Flow(reactions={ThingMade: (endless,)})
    platform.db._flow = flow
    object.__setattr__(platform.settings, "stop_seconds", 0.2)
    async with platform.db.workspace(workspace) as session:
        await emit(session, ThingMade(number=1))
    stop = asyncio.Event()
    worker = asyncio.create_task(run_worker(platform, flow, stop))
    await asyncio.wait_for(begun.wait(), 10)
    stop.set()
    await asyncio.wait_for(worker, 10)
    async with platform.db.system() as session:
        assert (await job_counts(session)) == {"ready": 1, "waiting": 0, "running": 0, "dead": 0}


async def test_a_workspace_sees_and_writes_only_its_own_rows(platform: Platform, workspace: UUID) -> None:
    other = uuid4()
    async with platform.db.workspace(workspace) as session:
        session.add(ProbeRow(word="mine"))
    assert await words(platform, other) == []
    async with platform.db.workspace(other) as session:
        changed = await session.execute(text("UPDATE platform_probe SET word = 'taken'"))
        assert changed.rowcount == 0  # type: ignore[attr-defined]
    with pytest.raises(DBAPIError, match="row-level security"):
        async with platform.db.workspace(other) as session:
            session.add(ProbeRow(word="planted", workspace_id=workspace))
    async with platform.db.workspace(workspace) as session:
        for private in ("procrastinate_jobs", "platform_failure", "platform_schedule"):
            with pytest.raises(DBAPIError, match="permission denied"):
                async with session.begin_nested():
                    await session.execute(text(f"SELECT * FROM {private}"))
        for written in ("UPDATE platform_event SET name = 'x'", "DELETE FROM platform_event"):
            with pytest.raises(DBAPIError, match="permission denied"):
                async with session.begin_nested():
                    await session.execute(text(written))
    assert await words(platform, workspace) == ["mine"]


async def test_a_job_deferred_in_a_rolled_back_transaction_never_was(platform: Platform, workspace: UUID) -> None:
    with pytest.raises(ZeroDivisionError):
        async with platform.db.workspace(workspace) as session:
            await defer(session, wake, row_id="x")
            1 / 0  # noqa: B018
    async with platform.db.system() as session:
        assert (await job_counts(session))["ready"] == 0
