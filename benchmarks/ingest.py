"""Real postings crawled from a local server into the database, de-duplicated and searchable: how long, how much memory.

The boards of `greenhouse_boards` are served on the loopback by a process of its own, in the form of Greenhouse's API
(their answers hold no texts). All are followed; worker processes read them with the product's own flow on the embedded
PostgreSQL with its default durability, until no job is left. REQUESTS a second are allowed to the local host, where the
product's default is 1. Nothing is scored: there is no profile in the workspace.

The floor in the same run: one process parses and normalises the same answers and inserts the rows, a board a
transaction, into a bare table: no index, no search, no history, no events, no duplicates, no network.
"""

from __future__ import annotations

import asyncio
import json
import lzma
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psutil
import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import func, select

from benchmarks import report
from rolecall.boards.contract import Address
from rolecall.boards.greenhouse import Greenhouse
from rolecall.discover import follow
from rolecall.discover.normalise import normalise_all
from rolecall.discover.queries import PostingFilters, search_statement
from rolecall.discover.tables import BoardRow, PostingRow
from rolecall.flow import FLOW
from rolecall.platform.embedded import embedded_postgres
from rolecall.platform.jobs.dead import job_counts
from rolecall.platform.jobs.worker import run_worker
from rolecall.platform.migrations import migrate
from rolecall.platform.resources import Platform, open_platform
from rolecall.platform.settings import Settings

FILE = Path("greenhouse_boards") / "boards_2026-08-22.jsonl.xz"
WORKERS = 2
REQUESTS = 50
LIMIT = 600
"""Seconds after which the program gives up."""
QUARTERS = (0.25, 0.5, 0.75, 1.0)


def main() -> None:
    """Run alone: `python -m benchmarks.ingest --data DIR [--json FILE]`."""
    if sys.argv[1:2] == ["--serve"]:
        asyncio.run(_serve(Path(sys.argv[2])))
        return
    if sys.argv[1:2] == ["--worker"]:
        asyncio.run(_work(sys.argv[2], sys.argv[3]))
        return
    options = report.options("ingest", needs=("greenhouse_boards",))
    figures, floor, postings = measure(options.data)
    report.publish("ingest", options, figures=figures, baselines={"rows alone": floor}, n=postings)


def measure(data: Path) -> tuple[dict[str, report.Figure], dict[str, report.Figure], int]:
    """(our figures, the floor's, number of postings)."""
    file = data / FILE
    boards = {entry["company"].lower(): len(entry["jobs"]) for entry in _entries(file)}
    folder = Path(tempfile.mkdtemp(prefix="rolecall-ingest-", dir="/tmp"))
    try:
        with embedded_postgres(folder) as url, _started("--serve", str(file)) as server:
            assert server.stdout is not None
            address = server.stdout.readline().decode().strip()
            migrate(url)
            figures = asyncio.run(_measure(url, address, boards))
            floor = _floor(url, file)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return figures, floor, sum(boards.values())


@dataclass(slots=True)
class Watched:
    """What was seen while the workers worked."""

    seconds: float = 0.0
    rows: list[int] = field(default_factory=list)
    resident: list[int] = field(default_factory=list)
    """Bytes of the workers together, beside the number of postings at that moment."""
    working: float = 0.0
    """Processor seconds of the workers."""
    storing: float = 0.0
    """Processor seconds of the database."""


async def _measure(url: str, address: str, boards: dict[str, int]) -> dict[str, report.Figure]:
    workspace = uuid4()
    async with open_platform(_settings(address), url, FLOW) as platform:
        with _workers(url, address) as processes:
            await asyncio.sleep(3)  # the interpreters are up; what is measured is the work
            watched = await _watch(platform, workspace, boards, processes)
        postings, found, jobs, failing = await _counted(platform, workspace)
    expected = sum(boards.values())
    whole = watched.rows[-1]
    shares = {
        f"memory of the workers at {share:.0%}, MB": round(_at(watched, share * whole) / 1e6) for share in QUARTERS
    }
    return {
        "boards": len(boards),
        "postings in the boards": expected,
        "postings in the database": postings,
        "postings found by search, duplicates among them": found,
        "jobs after de-duplication": jobs,
        "boards failing": failing,
        "all in, merged, searchable, no job left, s": round(watched.seconds, 1),
        "postings a second": round(postings / watched.seconds),
        "processor seconds of the workers": round(watched.working, 1),
        "processor seconds of the database": round(watched.storing, 1),
        **shares,
        "memory of the workers, most, MB": round(max(watched.resident) / 1e6),
        "worker processes": WORKERS,
        "requests a second allowed": REQUESTS,
    }


async def _watch(
    platform: Platform, workspace: UUID, boards: dict[str, int], processes: list[subprocess.Popen[bytes]]
) -> Watched:
    workers = [psutil.Process(process.pid) for process in processes]
    watched, began = Watched(), time.monotonic()
    worked, stored = _used(workers), _used(_servers())
    async with platform.db.workspace(workspace) as session:
        for company in boards:
            await follow.follow(session, Address(Greenhouse.name, company))
    while True:
        async with platform.db.system() as session:
            counts = await job_counts(session)
            rows = await session.scalar(select(func.coalesce(func.sum(BoardRow.seen), 0))) or 0
        watched.rows.append(rows)
        watched.resident.append(sum(worker.memory_info().rss for worker in workers))
        watched.seconds = time.monotonic() - began
        if not counts["ready"] and not counts["running"] and not counts["waiting"]:
            watched.working, watched.storing = _used(workers) - worked, _used(_servers()) - stored
            return watched
        if watched.seconds > LIMIT:
            raise SystemExit(f"Not done after {LIMIT} s: {rows} postings, {counts}.")
        await asyncio.sleep(0.25)


def _servers() -> list[psutil.Process]:
    """The processes of the embedded server: those below us that run `postgres`."""
    return [child for child in psutil.Process().children(recursive=True) if "postgres" in child.name()]


def _used(processes: list[psutil.Process]) -> float:
    return float(sum(times.user + times.system for times in (process.cpu_times() for process in processes)))


def _at(watched: Watched, rows: float) -> int:
    """Memory when so many postings were in."""
    return next(used for seen, used in zip(watched.rows, watched.resident, strict=True) if seen >= rows)


async def _counted(platform: Platform, workspace: UUID) -> tuple[int, int, int, int]:
    """(postings in the database, those that search finds by a word of their title, jobs, failing boards)"""
    async with platform.db.workspace(workspace) as session:
        postings = await session.scalar(select(func.count()).select_from(PostingRow)) or 0
        every = search_statement(PostingFilters(status="all", duplicates=True)).subquery()
        jobs = search_statement(PostingFilters()).subquery()
        found = await session.scalar(select(func.count()).select_from(every)) or 0
        kept = await session.scalar(select(func.count()).select_from(jobs)) or 0
        failing = await session.scalar(select(func.count()).select_from(BoardRow).where(BoardRow.status != "ok")) or 0
    return postings, found, kept, failing


def _floor(url: str, file: Path) -> dict[str, report.Figure]:
    columns = ("title", "company", "url", "text", "locations", "raw")
    board, began, number = Greenhouse(), time.monotonic(), 0
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "CREATE TABLE benchmarks_bare (title text, company text, url text, text text, locations jsonb, raw jsonb)"
        )
        statement = f"INSERT INTO benchmarks_bare ({', '.join(columns)}) VALUES (%s, %s, %s, %s, %s, %s)"
        for entry in _entries(file):
            listings = board.parse(entry, Address(Greenhouse.name, entry["company"].lower())).listings
            rows = [
                (
                    posting.title,
                    posting.company,
                    posting.url,
                    posting.text,
                    Jsonb([place.text for place in posting.locations]),
                    Jsonb(listing.raw),
                )
                for listing, posting in zip(listings, normalise_all(listings), strict=True)
            ]
            with connection.transaction(), connection.cursor() as cursor:
                cursor.executemany(statement, rows)
            number += len(rows)
    seconds = time.monotonic() - began
    return {
        "postings in the database": number,
        "all in, merged, searchable, no job left, s": round(seconds, 1),
        "postings a second": round(number / seconds),
    }


def _entries(file: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _settings(address: str) -> Settings:
    return Settings(
        _env_file=None,
        log_level="error",
        data_dir=Path(tempfile.gettempdir()) / "rolecall-ingest-files",
        board_apis={Greenhouse.name: address},
        allow_private_hosts=(address.removeprefix("http://"),),
        requests_per_second=REQUESTS,
    )


async def _work(url: str, address: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with open_platform(_settings(address), url, FLOW) as platform:
        await run_worker(platform, FLOW, stop)


@contextmanager
def _workers(url: str, address: str) -> Iterator[list[subprocess.Popen[bytes]]]:
    processes = [
        subprocess.Popen([sys.executable, "-m", "benchmarks.ingest", "--worker", url, address], env=os.environ.copy())
        for _ in range(WORKERS)
    ]
    try:
        yield processes
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(60)


@contextmanager
def _started(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "benchmarks.ingest", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ.copy())
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


async def _serve(file: Path) -> None:
    """Answers of `GET /v1/boards/{company}/jobs`, each made once; prints its address when it listens."""
    answers = {
        entry["company"].lower(): json.dumps({"jobs": entry["jobs"], "meta": {"total": len(entry["jobs"])}}).encode()
        for entry in _entries(file)
    }

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while (request := await reader.readline()).strip():
            while (await reader.readline()).strip():
                pass
            path = request.split()[1].decode().partition("?")[0].split("/")
            body = answers.get(path[3].lower()) if path[1:3] == ["v1", "boards"] and len(path) > 3 else None
            status = b"404 Not Found" if body is None else b"200 OK"
            head = b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            writer.write(head % (status, len(body or b"")) + (body or b""))
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    main()
