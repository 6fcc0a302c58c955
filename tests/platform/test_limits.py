"""Turns at a host: evenly spaced, shared by every process on one database, and never a lock held while waiting."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from rolecall.operate.jobs import tidy
from rolecall.platform.breaker import Breaker, CircuitOpen
from rolecall.platform.db import Database
from rolecall.platform.http import HttpClient
from rolecall.platform.limits import Full, HostRate, LocalHostRate, SharedHostRate, Turn
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


@pytest.fixture(params=["local", "shared"])
def short(request: pytest.FixtureRequest) -> HostRate:
    """Rests of 0.6 s, then 1.2 s."""
    if request.param == "local":
        return LocalHostRate(Breaker(rest=0.6))
    platform: Platform = request.getfixturevalue("platform")
    return SharedHostRate(platform.db, rest=0.6)


async def take(rate: HostRate) -> Turn:
    return await rate.take("host", 0.0, 60.0)


async def fail(rate: HostRate, times: int = 5) -> None:
    for _ in range(times):
        await rate.failed("host", await take(rate))


async def test_after_five_failures_nobody_gets_a_turn_until_the_rest_is_over(short: HostRate) -> None:
    await fail(short, 4)
    await take(short)
    await fail(short, 1)
    with pytest.raises(CircuitOpen) as caught:
        await take(short)
    assert 0 < caught.value.seconds <= 0.6
    await asyncio.sleep(0.65)
    assert (await take(short)).probe


async def test_exactly_one_probes_a_resting_host(short: HostRate) -> None:
    await fail(short)
    await asyncio.sleep(0.65)
    probes = await asyncio.gather(*(take(short) for _ in range(8)), return_exceptions=True)
    assert [type(probe) for probe in probes].count(Turn) == 1
    assert [type(probe) for probe in probes].count(CircuitOpen) == 7


async def test_a_probe_that_fails_doubles_the_rest_and_one_that_works_ends_it(short: HostRate) -> None:
    await fail(short)
    await asyncio.sleep(0.65)
    await short.failed("host", await take(short))
    with pytest.raises(CircuitOpen) as caught:
        await take(short)
    assert 0.7 < caught.value.seconds <= 1.2
    await asyncio.sleep(1.25)
    await short.worked("host", await take(short))
    assert not (await take(short)).probe
    await fail(short, 4)
    assert not (await take(short)).probe, "the count began anew"


async def test_a_probe_that_proved_nothing_leaves_its_place_to_another(short: HostRate) -> None:
    await fail(short)
    await asyncio.sleep(0.65)
    await short.gave_up("host", await take(short))
    assert (await take(short)).probe


async def test_failures_that_were_under_way_do_not_lengthen_the_rest(short: HostRate) -> None:
    turns = [await take(short) for _ in range(9)]
    for turn in turns:
        await short.failed("host", turn)
    await asyncio.sleep(0.65)
    assert (await take(short)).probe


async def test_a_success_between_failures_starts_the_count_again(short: HostRate) -> None:
    await fail(short, 4)
    await short.worked("host", await take(short))
    await fail(short, 4)
    await take(short)


async def test_whoever_waited_for_a_turn_learns_that_the_host_rests_by_now(short: HostRate) -> None:
    waiting = await short.take("host", 0.0, 60.0)
    await short.check("host", waiting)
    await fail(short)
    with pytest.raises(CircuitOpen):
        await short.check("host", waiting)


async def test_whoever_waited_for_a_turn_learns_that_the_host_asked_for_a_pause(rate: HostRate) -> None:
    waiting = await rate.take("host", 0.0, 60.0)
    await rate.rest("host", 30.0)
    with pytest.raises(Full) as caught:
        await rate.check("host", waiting)
    assert caught.value.seconds == pytest.approx(30, abs=1.0)


async def test_processes_share_what_they_know_of_a_host(platform: Platform, database_url: str) -> None:
    other = Database(database_url)
    rates = [SharedHostRate(platform.db), SharedHostRate(other)]
    for number in range(5):
        await rates[number % 2].failed("host", await take(rates[number % 2]))
    for rate in rates:
        with pytest.raises(CircuitOpen):
            await take(rate)
    await other.close()


async def test_a_probe_whose_process_died_holds_the_others_off_no_longer_than_its_lease(platform: Platform) -> None:
    rate = SharedHostRate(platform.db, rest=0.3, lease=0.6)
    await fail(rate)
    await asyncio.sleep(0.35)
    assert (await take(rate)).probe
    with pytest.raises(CircuitOpen):
        await take(rate)
    await asyncio.sleep(0.65)
    assert (await take(rate)).probe
