"""Several worker processes, one database, one host: a server that notes every request by time is the witness."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from rolecall.boards.contract import Address
from rolecall.discover import follow
from rolecall.discover.jobs import crawl_board
from rolecall.discover.tables import BoardRow, ReadingRow
from rolecall.flow import FLOW
from rolecall.platform.errors import Problem
from rolecall.platform.http import HttpClient
from rolecall.platform.http.outcomes import HostBusy
from rolecall.platform.jobs import Flow
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings
from tests.discover.dye_works import DyeWorks, serve

WORKER = """
import asyncio, signal, sys
from rolecall.flow import FLOW
from rolecall.platform.jobs.worker import run_worker
from rolecall.platform.resources import open_platform
from rolecall.platform.settings import Settings

async def main(database, data, url, rate, _rest):
    settings = Settings(
        _env_file=None, data_dir=data, board_apis={"bamboohr": url}, requests_per_second=float(rate),
        allow_private_hosts=(url.removeprefix("http://"),), log_level="error", stop_seconds=1,
    )
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with open_platform(settings, database, FLOW) as platform:
        print("ready", flush=True)
        await run_worker(platform, FLOW, stop)

asyncio.run(main(*sys.argv[1:]))
"""
ASKER = """
import asyncio, sys
from rolecall.platform.db import Database
from rolecall.platform.errors import Problem
from rolecall.platform.http import HttpClient
from rolecall.platform.limits import SharedHostRate
from rolecall.platform.settings import Settings

async def main(database, data, url, rate, rest):
    settings = Settings(
        _env_file=None, data_dir=data, requests_per_second=float(rate), log_level="error",
        allow_private_hosts=(url.removeprefix("http://"),),
    )
    db = Database(database)
    http = HttpClient(settings, db, rate=SharedHostRate(db, rest=float(rest)))
    await http.fetch(url + "/careers/list")
    print("ready", flush=True)
    while True:
        try:
            await http.fetch(url + "/careers/list")
        except Problem:
            await asyncio.sleep(0.02)

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.fixture
def works() -> Iterator[DyeWorks]:
    with serve() as site:
        site.openings = {"41": {"title": "Blue dyer", "text": "You stir the blue vat."}}
        yield site


@pytest.fixture
def settings(tmp_path: Path, works: DyeWorks) -> Settings:
    return Settings(
        _env_file=None,
        data_dir=tmp_path / "data",
        requests_per_second=50,
        board_apis={"bamboohr": works.url},
        allow_private_hosts=(works.host,),
        log_level="error",
    )


@pytest.fixture
def flow() -> Flow:
    return FLOW


@asynccontextmanager
async def processes(
    program: str, number: int, database_url: str, settings: Settings, works: DyeWorks, *, rate: float, rest: float = 60
) -> AsyncIterator[None]:
    """So many real processes of a program on one database, all of them ready."""
    arguments = (database_url, str(settings.data_dir), works.url, str(rate), str(rest))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    started = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, *arguments, env=environment, stdout=asyncio.subprocess.PIPE
        )
        for _ in range(number)
    ]
    try:
        for process in started:
            assert process.stdout is not None
            assert (await asyncio.wait_for(process.stdout.readline(), 60)).strip() == b"ready"
        yield
    finally:
        for process in started:
            if process.returncode is None:
                process.terminate()
        for process in started:
            await asyncio.wait_for(process.wait(), 30)


def never_faster(times: list[float], rate: float, slack: float = 4.0) -> bool:
    """Whether no stretch of time, short or long, holds more requests than the rate gives it.

    slack: requests that a busy machine may have sent late, and so closer to the next ones.
    """
    return all(
        later - earlier <= rate * (times[later] - times[earlier]) + slack
        for earlier in range(len(times))
        for later in range(earlier + 1, len(times))
    )


def bursts(times: list[float], pause: float) -> list[list[float]]:
    """Requests in groups with at least `pause` seconds of silence between them."""
    found: list[list[float]] = []
    for moment in times:
        if found and moment - found[-1][-1] < pause:
            found[-1].append(moment)
        else:
            found.append([moment])
    return found


async def until(condition: Callable[[], bool], seconds: float) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)


async def follow_many(platform: Platform, workspace: UUID, number: int) -> None:
    async with platform.db.workspace(workspace) as session:
        for each in range(number):
            await follow.follow(session, Address("bamboohr", f"dyer{each}"))


async def test_three_workers_together_never_ask_a_host_faster_than_its_rate(
    platform: Platform, workspace: UUID, database_url: str, settings: Settings, works: DyeWorks
) -> None:
    async with processes(WORKER, 3, database_url, settings, works, rate=6):
        await follow_many(platform, workspace, 24)
        await until(lambda: works.paths().count("/careers/list") >= 24, 60)
        await until(lambda: works.paths().count("/careers/41/detail") >= 24, 60)
    times = sorted(asked.at for asked in works.asked)
    assert len(times) >= 49
    assert never_faster(times, 6)
    assert times[-1] - times[0] >= (len(times) - 3) / 6
    async with platform.db.workspace(workspace) as session:
        assert {board.status for board in await session.scalars(select(BoardRow))} == {"ok"}


async def test_a_dead_host_gets_five_requests_of_all_workers_then_one_probe_at_a_time(
    database_url: str, settings: Settings, works: DyeWorks
) -> None:
    rest = 2.0
    async with processes(ASKER, 3, database_url, settings, works, rate=25, rest=rest):
        works.trouble["*"] = (500, b"", {})
        works.asked.clear()
        await until(lambda: len(bursts([asked.at for asked in works.asked], rest * 0.8)) >= 3, 40)
        dead = bursts([asked.at for asked in works.asked], rest * 0.8)
        works.trouble.clear()
        before = len(works.asked)
        await until(lambda: len(works.asked) > before + 20, 30)
        well = bursts([asked.at for asked in works.asked[before:]], rest * 0.8)
    # A request of each of the other two may be under way while the fifth fails.
    assert 5 <= len(dead[0]) <= 7
    assert [len(burst) for burst in dead[1:]] == [1, 1], "one probe ends a rest, and begins the next"
    assert dead[1][0] - dead[0][-1] >= rest * 0.95
    assert dead[2][0] - dead[1][0] >= 2 * rest * 0.95, "a failed probe doubles the rest"
    assert well[0][0] - dead[2][0] >= 4 * rest * 0.95
    assert len(well[-1]) > 10, "a probe that works opens the host to all"


async def test_a_pause_that_one_worker_was_asked_for_is_kept_by_all(
    database_url: str, settings: Settings, works: DyeWorks
) -> None:
    async with processes(ASKER, 3, database_url, settings, works, rate=10):
        works.trouble["*"] = (429, b"", {"Retry-After": "3"})
        works.asked.clear()
        await until(lambda: len(works.asked) >= 1, 10)
        works.trouble.clear()
        first = works.asked[0].at
        await until(lambda: bool(works.asked) and works.asked[-1].at > first + 2.9, 15)
    times = [asked.at for asked in works.asked]
    meanwhile = [moment for moment in times if first + 0.4 < moment < first + 2.9]
    assert meanwhile == []


async def test_what_robots_forbids_is_not_asked_for(
    platform: Platform, workspace: UUID, settings: Settings, works: DyeWorks
) -> None:
    works.robots = b"User-agent: *\nDisallow: /careers/\n"
    async with platform.db.workspace(workspace) as session:
        board_id = (await follow.follow(session, Address("bamboohr", "cobaltfarm"))).id
    await crawl_board.run(platform, workspace, board_id=board_id)
    async with platform.db.workspace(workspace) as session:
        board = await session.get_one(BoardRow, board_id)
    assert [asked.path for asked in works.asked] == ["/robots.txt"]
    assert board.status == "failing"
    assert "robots.txt" in (board.problem or "")


async def test_the_delay_that_robots_asks_for_is_kept_by_all(
    platform: Platform, database_url: str, settings: Settings, works: DyeWorks
) -> None:
    works.robots = b"User-agent: *\nCrawl-delay: 1\n"
    clients = [HttpClient(settings, platform.db) for _ in range(2)]
    for client in clients:
        await client.fetch(works.url + "/careers/list")
    works.asked.clear()
    await asyncio.gather(*(clients[number % 2].fetch(works.url + "/careers/list") for number in range(4)))
    for client in clients:
        await client.close()
    times = sorted(asked.at for asked in works.asked)
    assert times[-1] - times[0] >= 2.7
    assert never_faster(times, 1.0, slack=0.3)


async def test_a_board_whose_host_is_busy_with_others_is_not_failing(
    platform: Platform, workspace: UUID, works: DyeWorks
) -> None:
    async with platform.db.workspace(workspace) as session:
        board_id = (await follow.follow(session, Address("bamboohr", "cobaltfarm"))).id
    await crawl_board.run(platform, workspace, board_id=board_id)
    rate = platform.http._rate
    with pytest.raises(Problem) as caught:
        for _ in range(5):
            await rate.take(works.host, 300.0, 10_000.0)
        await platform.http.fetch(works.url + "/careers/list")
    assert isinstance(caught.value, HostBusy)
    await crawl_board.run(platform, workspace, board_id=board_id)
    async with platform.db.workspace(workspace) as session:
        board = await session.get_one(BoardRow, board_id)
        outcomes = list(await session.scalars(select(ReadingRow.outcome)))
    assert (board.status, board.failures, board.failing_since) == ("ok", 0, None)
    assert board.next_crawl_at is not None
    assert board.next_crawl_at > datetime.now(UTC) + timedelta(minutes=10)
    assert outcomes == ["ok"]
