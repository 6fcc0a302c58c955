"""robots.txt by RFC 9309: what it allows, how long it holds, and what its absence means."""

from __future__ import annotations

import asyncio

import pytest

from rolecall.platform.robots import LIFETIME, MAX_DELAY, PAUSE, Robots, RobotsAnswer, RobotsUnavailable

ORIGIN = "https://jobs.example"


class Source:
    """A robots.txt whose answer can be changed, and a clock that can be moved."""

    def __init__(self, text: str = "", status: int = 200) -> None:
        self.answer = RobotsAnswer(status, text)
        self.asked = 0
        self.now = 0.0
        self.robots = Robots("Rolecall", self.read, clock=lambda: self.now)

    async def read(self, url: str) -> RobotsAnswer:
        assert url == f"{ORIGIN}/robots.txt"
        self.asked += 1
        await asyncio.sleep(0)
        return self.answer

    async def allows(self, path: str) -> bool:
        return await self.robots.allows(ORIGIN, ORIGIN + path)


async def test_what_is_disallowed_for_us_by_name_is_refused_and_the_rest_is_not() -> None:
    source = Source("User-agent: *\nDisallow: /\n\nUser-agent: rolecall\nDisallow: /private\nAllow: /private/jobs\n")
    assert await source.allows("/jobs")
    assert not await source.allows("/private/x")
    assert await source.allows("/private/jobs/1")


async def test_a_rule_for_everyone_holds_for_us_too() -> None:
    assert not await Source("User-agent: *\nDisallow: /api\n").allows("/api/jobs")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
async def test_a_robots_txt_that_is_not_there_allows_everything(status: int) -> None:
    assert await Source("Disallow: /", status).allows("/jobs")


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_one_that_answers_an_error_closes_the_site_for_a_while(status: int) -> None:
    source = Source(status=status)
    with pytest.raises(RobotsUnavailable) as caught:
        await source.allows("/jobs")
    assert caught.value.seconds == PAUSE
    source.answer = RobotsAnswer(200, "")
    source.now += PAUSE - 1
    with pytest.raises(RobotsUnavailable):
        await source.allows("/jobs")
    assert source.asked == 1
    source.now += 2
    assert await source.allows("/jobs")


async def test_it_is_read_once_a_day_even_when_many_ask_at_once() -> None:
    source = Source("User-agent: *\nDisallow: /x\n")
    assert await asyncio.gather(*(source.allows("/jobs") for _ in range(20))) == [True] * 20
    source.now += LIFETIME - 1
    await source.allows("/jobs")
    assert source.asked == 1
    source.now += 2
    await source.allows("/jobs")
    assert source.asked == 2


async def test_the_last_good_copy_stands_in_while_the_server_is_in_trouble() -> None:
    source = Source("User-agent: *\nDisallow: /x\n")
    await source.allows("/jobs")
    source.now += LIFETIME + 1
    source.answer = RobotsAnswer(500, "")
    assert await source.allows("/jobs")
    assert not await source.allows("/x")
    assert source.asked == 2


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 7\n", 7.0),
        ("User-agent: *\nRequest-rate: 1/20s\n", 20.0),
        ("User-agent: *\nCrawl-delay: 86400\n", MAX_DELAY),
        ("User-agent: *\nDisallow: /x\n", None),
    ],
)
async def test_the_wished_delay_is_known_and_bounded(text: str, delay: float | None) -> None:
    assert await Source(text).robots.delay(ORIGIN) == delay


async def test_a_host_that_cannot_be_reached_is_not_remembered_as_open() -> None:
    calls = 0

    async def unreachable(url: str) -> RobotsAnswer:
        nonlocal calls
        calls += 1
        raise ConnectionError(url)

    robots = Robots("Rolecall", unreachable)
    for _ in range(2):
        with pytest.raises(ConnectionError):
            await robots.allows(ORIGIN, ORIGIN)
    assert calls == 2
