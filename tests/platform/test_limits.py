"""Turns at a host: evenly spaced, shared by every process on one database, and never a lock held while waiting."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from rolecall.operate.jobs import tidy
from rolecall.platform.db import Database
from rolecall.platform.http import HttpClient
from rolecall.platform.limits import Full, HostRate, LocalHostRate, SharedHostRate
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings

if TYPE_CHECKING:
    from tests.platform.conftest import Site


@pytest.fixture(params=["local", "shared"])
def rate(request: pytest.FixtureRequest) -> HostRate:
    if request.param == "local":
        return LocalHostRate()
    platform: Platform = request.getfixturevalue("platform")
    return SharedHostRate(platform.db)


async def test_the_first_turn_is_now_and_each_next_one_interval_later(rate: HostRate) -> None:
    waits = [(await rate.take("host", 10.0, 60.0)).wait for _ in range(4)]
    assert waits[0] == 0.0
    assert waits[1:] == pytest.approx([10, 20, 30], abs=1.0)


async def test_hosts_have_turns_of_their_own(rate: HostRate) -> None:
    assert [(await rate.take(host, 10.0, 60.0)).wait for host in ("one", "two")] == [0.0, 0.0]


async def test_a_turn_too_far_away_is_refused_and_not_taken(rate: HostRate) -> None:
    for _ in range(3):
        await rate.take("host", 30.0, 100.0)
    for _ in range(2):
        with pytest.raises(Full) as caught:
            await rate.take("host", 30.0, 60.0)
        assert caught.value.seconds == pytest.approx(90, abs=1.0)


async def test_a_rest_holds_for_everyone_and_is_never_shortened(rate: HostRate) -> None:
    await rate.rest("host", 50.0)
    await rate.rest("host", 5.0)
    assert (await rate.take("host", 1.0, 60.0)).wait == pytest.approx(50, abs=1.0)


async def test_time_that_passed_unused_is_not_saved_up(rate: HostRate) -> None:
    await rate.take("host", 0.05, 60.0)
    await asyncio.sleep(0.3)
    assert (await rate.take("host", 5.0, 60.0)).wait == 0.0
    assert (await rate.take("host", 5.0, 60.0)).wait == pytest.approx(5, abs=0.5)


async def test_two_processes_share_one_row_of_turns(platform: Platform, database_url: str) -> None:
    other = Database(database_url)
    rates = [SharedHostRate(platform.db), SharedHostRate(other)]
    turns = await asyncio.gather(*(rates[number % 2].take("host", 2.0, 600.0) for number in range(20)))
    await other.close()
    assert sorted(turn.wait for turn in turns) == pytest.approx([2.0 * number for number in range(20)], abs=1.5)


async def test_clients_of_two_processes_ask_a_site_in_turns(
    site: Site, platform: Platform, database_url: str, settings: Settings
) -> None:
    changed = settings.model_copy(update={"requests_per_second": 4.0, "allow_private_hosts": (site.host,)})
    other = Database(database_url)
    clients = [HttpClient(changed, platform.db), HttpClient(changed, other)]
    await asyncio.gather(*(clients[number % 2].fetch(site.url + "/jobs") for number in range(6)))
    for client in clients:
        await client.close()
    await other.close()
    times = [asked.at for asked in site.asked]
    assert len(times) == 8  # six pages, and robots.txt once for each
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.15
    assert times[-1] - times[0] > 1.6


async def test_what_nobody_asked_for_a_day_is_forgotten(platform: Platform) -> None:
    rate = SharedHostRate(platform.db)
    await rate.take("new", 1.0, 60.0)
    await rate.take("old", 1.0, 60.0)
    async with platform.db.system() as session:
        await session.execute(
            text("UPDATE platform_host_rate SET next_at = now() - interval '2 days' WHERE host = 'old'")
        )
    await tidy.run(platform, None)
    async with platform.db.system() as session:
        assert list(await session.scalars(text("SELECT host FROM platform_host_rate"))) == ["new"]


async def test_the_turns_of_one_process_are_bounded_in_number() -> None:
    rate = LocalHostRate(capacity=10)
    for number in range(50):
        await rate.take(f"host{number}", 0.0, 60.0)
    assert len(rate._next_at) <= 11
