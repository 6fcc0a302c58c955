"""The client against a real site on a real socket: polite, bounded, and one plain word for all that goes wrong."""

from __future__ import annotations

import asyncio
import gzip
import time
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from rolecall.platform.breaker import Breaker
from rolecall.platform.errors import Problem
from rolecall.platform.http import HttpClient
from rolecall.platform.http.body import read_bounded
from rolecall.platform.http.client import MAX_REDIRECTS
from rolecall.platform.http.outcomes import (
    AskedToWait,
    BadAnswer,
    HostBusy,
    HostResting,
    InvalidUrl,
    RobotsRefused,
    RobotsUnreadable,
    TooLarge,
    TooSlow,
    Unreachable,
)
from rolecall.platform.limits import HostRate, LocalHostRate
from rolecall.platform.settings import Settings

if TYPE_CHECKING:
    from tests.platform.conftest import Handler, Site

Make = Callable[..., HttpClient]


@pytest.fixture
async def make(site: Site, other_site: Site, settings: Settings) -> AsyncIterator[Make]:
    """Clients that may reach the two sites; keyword arguments change the settings."""
    clients: list[HttpClient] = []

    def build(
        rate: HostRate | None = None, host_rates: dict[str, float] | None = None, **changed: object
    ) -> HttpClient:
        changed = {"allow_private_hosts": (site.host, other_site.host)} | changed
        clients.append(HttpClient(settings.model_copy(update=changed), rate=rate, host_rates=host_rates))
        return clients[-1]

    yield build
    for client in clients:
        await client.close()


async def test_an_answer_comes_back_whole_and_says_where_it_is_from(site: Site, make: Make) -> None:
    site.says("/jobs", b'{"jobs":[]}', Content_Type="application/json")
    fetched = await make().fetch(site.url + "/jobs")
    assert (fetched.status, fetched.body, fetched.unchanged) == (200, b'{"jobs":[]}', False)
    assert fetched.headers["content-type"] == "application/json"
    assert fetched.url == site.url + "/jobs"


async def test_it_says_honestly_who_asks(site: Site, make: Make) -> None:
    site.says("/", b"x")
    await make(user_agent_url="https://example.org/bot", contact="ops@example.org").fetch(site.url + "/")
    agents = {asked.headers["User-Agent"] for asked in site.asked}
    assert len(agents) == 1
    agent = agents.pop()
    assert agent.startswith("Rolecall/")
    assert agent.endswith("(+https://example.org/bot; ops@example.org)")


async def test_a_body_can_be_posted(site: Site, make: Make) -> None:
    site.says("/search", b"ok")
    await make().fetch(site.url + "/search", method="POST", json={"limit": 20})
    asked = site.asked[-1]
    assert (asked.method, asked.headers["Content-Type"]) == ("POST", "application/json")
    assert asked.body == b'{"limit":20}'


@pytest.mark.parametrize("status", [404, 500])
async def test_other_statuses_come_back_as_answers(site: Site, make: Make, status: int) -> None:
    site.says("/jobs", b"<html>", status)
    assert (await make().fetch(site.url + "/jobs")).status == status


async def test_what_has_not_changed_is_not_sent_again(site: Site, make: Make) -> None:
    def page(handler: Handler) -> None:
        if handler.headers["If-None-Match"] == '"v1"' and handler.headers["If-Modified-Since"]:
            return handler.reply(304, headers={"ETag": '"v1"'})
        return handler.reply(200, b"long", {"ETag": '"v1"', "Last-Modified": "Sun, 22 Nov 2026 08:00:00 GMT"})

    site.pages["/jobs"] = page
    client = make()
    first = await client.fetch(site.url + "/jobs")
    second = await client.fetch(site.url + "/jobs", etag=first.etag, last_modified=first.last_modified)
    assert (second.status, second.unchanged, second.body) == (304, True, b"")


async def test_no_cookie_is_ever_sent_back(site: Site, make: Make) -> None:
    site.says("/", b"x", Set_Cookie="session=1; Path=/")
    client = make()
    for _ in range(2):
        await client.fetch(site.url + "/")
    assert all(asked.headers["Cookie"] is None for asked in site.asked)


async def test_one_host_is_asked_one_thing_at_a_time_so_many_a_second(site: Site, make: Make) -> None:
    site.says("/jobs", b"x")
    client = make(requests_per_second=5.0)
    await asyncio.gather(*(client.fetch(site.url + "/jobs") for _ in range(5)))
    times = [asked.at for asked in site.asked]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert len(gaps) == 5  # robots.txt counts too
    assert min(gaps) > 0.17
    assert times[-1] - times[0] > 0.97


async def test_hosts_do_not_wait_for_each_other(site: Site, other_site: Site, make: Make) -> None:
    client = make(requests_per_second=1.0, host_rates={other_site.host: 50.0})
    started = time.monotonic()
    for _ in range(5):
        await client.fetch(other_site.url + "/")
    assert time.monotonic() - started < 1.0
    await client.fetch(site.url + "/")
    await client.fetch(site.url + "/")
    assert time.monotonic() - started > 2.0


async def test_a_wished_crawl_delay_is_kept(site: Site, make: Make) -> None:
    site.says("/robots.txt", b"User-agent: *\nCrawl-delay: 1\n")
    client = make()
    await client.fetch(site.url + "/a")
    await client.fetch(site.url + "/b")
    assert site.asked[-1].at - site.asked[-2].at > 0.9


async def test_robots_txt_is_asked_first_and_obeyed(site: Site, make: Make) -> None:
    site.says("/robots.txt", b"User-agent: *\nDisallow: /private\n")
    client = make()
    with pytest.raises(RobotsRefused, match="asks programs not to read /private/1"):
        await client.fetch(site.url + "/private/1")
    await client.fetch(site.url + "/public")
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/public"]


async def test_a_redirect_does_not_lead_around_the_robots_txt_of_where_it_ends(
    site: Site, other_site: Site, make: Make
) -> None:
    other_site.says("/robots.txt", b"User-agent: *\nDisallow: /\n")
    site.says("/", status=301, Location=other_site.url + "/jobs")
    with pytest.raises(RobotsRefused):
        await make().fetch(site.url + "/")
    assert other_site.paths() == []


async def test_a_broken_robots_txt_closes_the_site_with_a_clear_word(site: Site, make: Make) -> None:
    site.says("/robots.txt", b"oops", 500)
    with pytest.raises(RobotsUnreadable, match=r"robots\.txt of .* answers 500.*asked again in 10 minutes") as caught:
        await make().fetch(site.url + "/jobs")
    assert caught.value.retry_after == timedelta(minutes=10)
    assert site.paths() == []


async def test_a_robots_txt_without_end_is_read_to_its_bound(site: Site, make: Make) -> None:
    site.says("/robots.txt", b"User-agent: *\nDisallow: /private\n" + b"# more\n" * 200_000)
    with pytest.raises(RobotsRefused):
        await make().fetch(site.url + "/private")


@pytest.mark.parametrize("status", [429, 503])
async def test_a_host_that_asks_for_a_pause_gets_it(site: Site, make: Make, status: int) -> None:
    site.says("/jobs", b"slow down", status, Retry_After="200")
    client = make()
    with pytest.raises(AskedToWait) as caught:
        await client.fetch(site.url + "/jobs")
    assert caught.value.retry_after == timedelta(seconds=200)
    assert caught.value.details["status_code"] == status
    with pytest.raises(HostBusy) as busy:
        await client.fetch(site.url + "/other")
    assert busy.value.retry_after is not None
    assert timedelta(seconds=190) < busy.value.retry_after < timedelta(seconds=201)
    assert site.paths() == ["/jobs"]


async def test_a_pause_until_a_date_is_understood(site: Site, make: Make) -> None:
    site.says("/jobs", b"", 503, Retry_After=format_datetime(datetime.now(UTC) + timedelta(minutes=30), usegmt=True))
    with pytest.raises(AskedToWait) as caught:
        await make().fetch(site.url + "/jobs")
    assert caught.value.retry_after is not None
    assert timedelta(minutes=29) < caught.value.retry_after <= timedelta(minutes=30)


async def test_a_senseless_pause_is_bounded(site: Site, make: Make) -> None:
    site.says("/jobs", b"", 429, Retry_After="99999999999")
    with pytest.raises(AskedToWait) as caught:
        await make().fetch(site.url + "/jobs")
    assert caught.value.retry_after == timedelta(hours=24)


async def test_after_five_failures_the_host_is_left_alone_then_probed_once(site: Site, make: Make) -> None:
    now = 0.0
    client = make(rate=LocalHostRate(Breaker(clock=lambda: now)))
    site.says("/jobs", b"", 500)
    for _ in range(5):
        await client.fetch(site.url + "/jobs")
    with pytest.raises(HostResting, match="tried again in 60 seconds"):
        await client.fetch(site.url + "/jobs")
    assert len(site.paths()) == 5
    site.says("/jobs", b"back")
    now = 61.0
    assert (await client.fetch(site.url + "/jobs")).body == b"back"
    assert (await client.fetch(site.url + "/jobs")).body == b"back"


async def test_a_body_that_is_too_large_is_not_read_to_its_end(site: Site, make: Make) -> None:
    sent = 0

    def endless(handler: Handler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.end_headers()
        for _ in range(10_000):
            sent += handler.wfile.write(b"x" * 100_000)
        handler.close_connection = True

    site.pages["/"] = endless
    with pytest.raises(TooLarge, match="larger than 1 MB"):
        await make(http_max_bytes=1_000_000).fetch(site.url + "/")
    assert sent < 100_000_000


async def test_a_compressed_bomb_is_bounded_by_what_it_becomes(site: Site, make: Make) -> None:
    site.says("/", gzip.compress(b"\0" * 200_000_000, 9), Content_Encoding="gzip")
    with pytest.raises(TooLarge):
        await make(http_max_bytes=1_000_000).fetch(site.url + "/")


async def test_a_bomb_that_comes_in_one_piece_is_not_unpacked_to_be_measured() -> None:
    bomb = gzip.compress(b"\0" * 100_000_000, 9)

    async def one_piece() -> AsyncIterator[bytes]:
        yield bomb

    tracemalloc.start()
    with pytest.raises(TooLarge):
        await read_bounded(one_piece(), "gzip", 1_000_000, "bomb.example")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


async def test_compressed_answers_are_read(site: Site, make: Make) -> None:
    text = b"posting " * 10_000
    site.says("/one", gzip.compress(text), Content_Encoding="gzip")
    site.says("/two", gzip.compress(text[:100]) + gzip.compress(text[100:]), Content_Encoding="gzip")
    client = make()
    assert (await client.fetch(site.url + "/one")).body == text
    assert (await client.fetch(site.url + "/two")).body == text
    assert site.asked[-1].headers["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"not gzip", "gzip"),
        (gzip.compress(b"x" * 1000, mtime=0)[:20], "gzip"),
        (zlib.compress(b"x"), "br"),
        (b"x", "gzip, gzip"),
    ],
)
async def test_broken_cut_or_unasked_compression_is_one_clear_problem(
    site: Site, make: Make, body: bytes, encoding: str
) -> None:
    site.says("/", body, Content_Encoding=encoding)
    with pytest.raises(BadAnswer):
        await make().fetch(site.url + "/")


async def test_a_body_that_drips_is_given_up_in_time(site: Site, make: Make) -> None:
    def drip(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    site.pages["/"] = drip
    started = time.monotonic()
    with pytest.raises(TooSlow, match=r"did not answer within 0\.4 seconds"):
        await make(http_timeout=0.4).fetch(site.url + "/")
    assert time.monotonic() - started < 1.5


async def test_half_an_answer_is_not_taken_for_a_whole_one(site: Site, make: Make) -> None:
    def half(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"jobs": [')
        handler.close_connection = True

    site.pages["/"] = half
    with pytest.raises(Unreachable):
        await make().fetch(site.url + "/")


async def test_a_host_that_does_not_listen_or_exist_is_one_sentence(make: Make, unused_tcp_port: int) -> None:
    client = make(allow_private_hosts=(f"127.0.0.1:{unused_tcp_port}",))
    with pytest.raises(Unreachable, match="could not be reached") as caught:
        await client.fetch(f"http://127.0.0.1:{unused_tcp_port}/")
    assert "\n" not in str(caught.value)
    with pytest.raises(Unreachable, match=r"no-such-host\.invalid"):
        await client.fetch("https://no-such-host.invalid/jobs")


async def test_redirects_are_followed_to_a_bound(site: Site, make: Make) -> None:
    site.says("/0", status=302, Location="/1")
    site.says("/1", status=307, Location="/2")
    site.says("/2", b"there")
    site.says("/loop", status=302, Location="/loop")
    client = make()
    assert (await client.fetch(site.url + "/0")).url == site.url + "/2"
    with pytest.raises(BadAnswer, match=f"more than {MAX_REDIRECTS} times"):
        await client.fetch(site.url + "/loop")
    assert site.paths().count("/loop") == MAX_REDIRECTS + 1


async def test_a_post_stays_a_post_only_where_the_redirect_says_so(site: Site, make: Make) -> None:
    site.says("/kept", status=307, Location="/end")
    site.says("/seen", status=303, Location="/end")
    site.says("/end", b"ok")
    client = make()
    await client.fetch(site.url + "/kept", method="POST", json={"a": 1})
    assert (site.asked[-1].method, site.asked[-1].body) == ("POST", b'{"a":1}')
    await client.fetch(site.url + "/seen", method="POST", json={"a": 1})
    assert (site.asked[-1].method, site.asked[-1].body) == ("GET", b"")


async def test_a_secret_does_not_follow_a_redirect_to_another_host(site: Site, other_site: Site, make: Make) -> None:
    site.says("/", status=302, Location=other_site.url + "/")
    site.says("/same", status=302, Location="/end")
    client = make()
    await client.fetch(site.url + "/", headers={"Authorization": "Bearer secret"})
    await client.fetch(site.url + "/same", headers={"Authorization": "Bearer secret"})
    assert other_site.asked[-1].headers["Authorization"] is None
    assert site.asked[-1].headers["Authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    "url", ["", "jobs", "ftp://example.org/x", "file:///etc/passwd", "http://", "http://u:p@example.org/"]
)
async def test_what_is_not_a_web_address_is_said_so(make: Make, url: str) -> None:
    with pytest.raises(InvalidUrl):
        await make().fetch(url)


async def test_every_problem_is_one_sentence_with_a_code(site: Site, make: Make) -> None:
    site.says("/", b"", 429)
    with pytest.raises(Problem) as caught:
        await make().fetch(site.url + "/")
    document = caught.value.document()
    assert document["code"] == "http.asked_to_wait"
    assert document["host"] == site.host
