"""How soon a reaction starts, how many run a second, and what a kill -9 costs. Needs no data.

Real worker processes on the embedded PostgreSQL with its default durability. The peer in the same run is Procrastinate
alone: a task that does nothing, without our event, our transaction and our once-only row.

1. idle: one event at a time, from the moment before its commit to the start of its reaction in another process.
2. loaded: READY events wait, DEADLINES rows have a due time in the future; two workers; the rate while they drain.
3. kill: reactions of WORK seconds run on two workers; one is killed with SIGKILL; seconds until everything is done.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import procrastinate
from sqlalchemy import func, select, text

from benchmarks import report
from benchmarks.jobs_work import FLOW, Pinged, PingRow
from rolecall.platform.embedded import embedded_postgres
from rolecall.platform.events import emit, emit_all
from rolecall.platform.jobs.worker import run_worker
from rolecall.platform.migrations import fence, migrate
from rolecall.platform.resources import Platform, open_platform
from rolecall.platform.settings import Settings

IDLE = 200
READY = 50_000
DEADLINES = 50_000
KILLED = 120
WORK = 0.5
WORKERS = 2
CONCURRENCY = 10


def main() -> None:
    """Run the three parts and print the figures."""
    if sys.argv[1:2] == ["--worker"]:
        asyncio.run(_work(sys.argv[2]))
        return
    if sys.argv[1:2] == ["--peer"]:
        asyncio.run(_peer_work(sys.argv[2]))
        return
    options = report.options("jobs")
    folder = Path(tempfile.mkdtemp(prefix="rolecall-jobs-", dir="/tmp"))
    try:
        with embedded_postgres(folder) as url:
            migrate(url)
            figures, peer = asyncio.run(_measure(url))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report.publish("jobs", options, figures=figures, baselines={"procrastinate alone": peer}, n=READY)


async def _measure(url: str) -> tuple[dict[str, float], dict[str, float]]:
    async with open_platform(_settings(), url, FLOW) as platform:
        await _table(platform)
        workspace = uuid4()
        figures = await _idle(platform, workspace, url)
        figures |= await _loaded(platform, workspace, url)
        figures |= await _killed(platform, workspace, url)
        return figures, await _peer(platform, url)


async def _idle(platform: Platform, workspace: UUID, url: str) -> dict[str, float]:
    print(f"idle: {IDLE} events, one at a time …", flush=True)
    with _workers(url, 1):
        await _emit(platform, workspace, 1)
        await _done(platform, 1, 30)
        for _ in range(IDLE):
            async with platform.db.workspace(workspace) as session:
                await emit(session, Pinged(at=time.time()))
            await asyncio.sleep(0.03)
        await _done(platform, IDLE + 1, 30)
    async with platform.db.system() as session:
        waited = sorted(await session.scalars(select(PingRow.waited).order_by(PingRow.created_at).offset(1)))
    return {
        "idle enqueue→start p50 ms": round(statistics.median(waited) * 1000, 1),
        "idle enqueue→start p95 ms": round(waited[int(len(waited) * 0.95)] * 1000, 1),
    }


async def _loaded(platform: Platform, workspace: UUID, url: str) -> dict[str, float]:
    print(f"loaded: {READY:,} events ready, {DEADLINES:,} deadlines waiting …", flush=True)
    await _clear(platform)
    async with platform.db.workspace(workspace) as session:
        await session.execute(
            text(
                "INSERT INTO benchmarks_ping (id, sent_at, waited, due_at) "
                "SELECT gen_random_uuid(), -1, 0, now() + interval '1 day' FROM generate_series(1, :n)"
            ),
            {"n": DEADLINES},
        )
    began = time.monotonic()
    await _emit(platform, workspace, READY)
    emitted = READY / (time.monotonic() - began)
    with _workers(url, WORKERS):
        await _done(platform, WORKERS, 60)
        began, first = time.monotonic(), await _count(platform)
        await _done(platform, READY, 600)
        rate = (READY - first) / (time.monotonic() - began)
    done = await _count(platform)
    distinct = await _distinct(platform)
    return {
        "emitted/s": round(emitted),
        "reactions/s with 50,000 ready and 50,000 deadlines": round(rate),
        "loaded: lost": READY - distinct,
        "loaded: done twice": done - distinct,
    }


async def _killed(platform: Platform, workspace: UUID, url: str) -> dict[str, float]:
    print(f"kill -9: {KILLED} reactions of {WORK} s, one of {WORKERS} workers killed …", flush=True)
    await _clear(platform)
    with _workers(url, WORKERS) as processes:
        await _emit(platform, workspace, KILLED, work=WORK)
        await _done(platform, KILLED // 6, 60)
        processes[0].send_signal(signal.SIGKILL)
        killed = time.monotonic()
        await _done(platform, KILLED, 120)
        took = time.monotonic() - killed
    done, distinct = await _count(platform), await _distinct(platform)
    return {
        "kill -9: all done after s": round(took, 1),
        "kill -9: of which work left s": round((KILLED - KILLED // 6) * WORK / CONCURRENCY, 1),
        "kill -9: lost": KILLED - distinct,
        "kill -9: done twice": done - distinct,
    }


async def _peer(platform: Platform, url: str) -> dict[str, float]:
    number = READY // 5
    print(f"peer: {number:,} empty Procrastinate tasks …", flush=True)
    async with _peer_app(url).open_async() as app:
        for _ in range(number // 1000):
            await app.tasks["peer.nothing"].batch_defer_async(*({} for _ in range(1000)))
    with _workers(url, WORKERS, "--peer"):
        while await _peer_left(platform) > number - 100:
            await asyncio.sleep(0.02)
        began, first = time.monotonic(), await _peer_left(platform)
        while await _peer_left(platform):
            await asyncio.sleep(0.1)
        return {"reactions/s with 50,000 ready and 50,000 deadlines": round(first / (time.monotonic() - began))}


async def _peer_left(platform: Platform) -> int:
    async with platform.db.system() as session:
        return await session.scalar(text("SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'peer'")) or 0


def _peer_app(url: str) -> procrastinate.App:
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=url, max_size=4))

    @app.task(name="peer.nothing", queue="peer")
    async def nothing() -> None:
        return

    return app


async def _peer_work(url: str) -> None:
    async with _peer_app(url).open_async() as app:
        await app.run_worker_async(queues=["peer"], concurrency=CONCURRENCY, delete_jobs="successful")


async def _work(url: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with open_platform(_settings(), url, FLOW) as platform:
        await run_worker(platform, FLOW, stop, concurrency=CONCURRENCY)


def _settings() -> Settings:
    return Settings(_env_file=None, log_level="error", data_dir=Path(tempfile.gettempdir()) / "rolecall-jobs-files")


@contextmanager
def _workers(url: str, number: int, role: str = "--worker") -> Iterator[list[subprocess.Popen[bytes]]]:
    processes = [
        subprocess.Popen([sys.executable, "-m", "benchmarks.jobs", role, url], env=os.environ.copy())
        for _ in range(number)
    ]
    try:
        yield processes
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(60)


async def _table(platform: Platform) -> None:
    class Statements:
        def __init__(self) -> None:
            self.all: list[str] = []

        def execute(self, sql: str) -> None:
            self.all.append(sql)

    statements = Statements()
    fence(statements, PingRow.__tablename__)
    async with platform.db.engine.begin() as connection:
        await connection.run_sync(PingRow.metadata.tables[PingRow.__tablename__].create)
        for statement in statements.all:
            await connection.execute(text(statement))


async def _emit(platform: Platform, workspace: UUID, number: int, work: float = 0) -> None:
    for start in range(0, number, 1000):
        # The time is the event's identity here: no two are alike.
        batch = [Pinged(at=time.time() + index * 1e-6, work=work) for index in range(min(1000, number - start))]
        async with platform.db.workspace(workspace) as session:
            await emit_all(session, batch)


async def _done(platform: Platform, number: int, limit: float) -> None:
    deadline = time.monotonic() + limit
    while await _count(platform) < number:
        if time.monotonic() > deadline:
            raise SystemExit(f"Only {await _count(platform)} of {number} reactions were done after {limit} s.")
        await asyncio.sleep(0.1)


async def _count(platform: Platform) -> int:
    async with platform.db.system() as session:
        return await session.scalar(select(func.count()).select_from(PingRow).where(PingRow.sent_at > 0)) or 0


async def _distinct(platform: Platform) -> int:
    async with platform.db.system() as session:
        return await session.scalar(select(func.count(PingRow.sent_at.distinct())).where(PingRow.sent_at > 0)) or 0


async def _clear(platform: Platform) -> None:
    async with platform.db.system() as session:
        await session.execute(text("DELETE FROM benchmarks_ping"))


if __name__ == "__main__":
    main()
