"""The client: one `fetch`, which asks robots.txt, waits its turn, connects only to public addresses, and is bounded."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpcore
import httpx
from prometheus_client import Counter, Histogram

from rolecall import __version__
from rolecall.platform.breaker import CircuitOpen
from rolecall.platform.db import Database
from rolecall.platform.errors import Problem
from rolecall.platform.http.body import read_bounded
from rolecall.platform.http.guard import GuardedBackend
from rolecall.platform.http.outcomes import (
    AskedToWait,
    BadAnswer,
    HostBusy,
    HostResting,
    InvalidUrl,
    RobotsRefused,
    RobotsUnreadable,
    TooSlow,
    Unreachable,
    in_words,
)
from rolecall.platform.limits import Full, HostRate, LocalHostRate, SharedHostRate, Turn
from rolecall.platform.robots import MAX_BYTES as ROBOTS_MAX_BYTES
from rolecall.platform.robots import Robots, RobotsAnswer, RobotsUnavailable
from rolecall.platform.settings import Settings

PRODUCT = "Rolecall"
MAX_REDIRECTS = 5
LONGEST_WAIT = 120.0
"""Seconds a request may wait for its turn before it says HostBusy."""
DEFAULT_REST = timedelta(seconds=60)
LEEWAY = 15.0
"""Seconds a probe of a resting host may take beyond its timeout before another process may try."""
LONGEST_REST = timedelta(hours=24)
"""A Retry-After beyond this is taken as this."""

_REQUESTS = Counter("rolecall_http_requests_total", "Requests to the outside", ["outcome"])
_SECONDS = Histogram("rolecall_http_request_seconds", "Time from sending a request to its last byte")
_WAITED = Histogram(
    "rolecall_http_wait_seconds", "Time a request waited for its turn", buckets=(0.01, 0.1, 1, 5, 30, 120)
)
_BYTES = Counter("rolecall_http_bytes_total", "Decompressed bytes read from the outside")


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `url` is where it came from after redirects; header names are lower case."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    unchanged: bool = False
    """True for 304: what the caller stored under `etag` / `last_modified` still holds, and `body` is empty."""
    url: str = ""

    @property
    def etag(self) -> str | None:
        """To be handed in at the next fetch of this URL."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """To be handed in at the next fetch of this URL, as the server wrote it."""
        return self.headers.get("last-modified")


class HttpClient:
    """The way out. One for a process; close it at the end.

    db: turns and rests are shared by every process on one database; without it they are this process's own.
    rate: instead of what follows from `db`.
    host_rates: requests a second for single hosts (`host`, or `host:port` where the port is not the scheme's), instead
    of `settings.requests_per_second`. A site's Crawl-delay can only make it slower.
    `settings.http_timeout` counts from connecting to the last byte, without the wait for a turn.
    """

    def __init__(
        self,
        settings: Settings,
        db: Database | None = None,
        *,
        host_rates: Mapping[str, float] | None = None,
        rate: HostRate | None = None,
    ) -> None:
        own = SharedHostRate(db, lease=settings.http_timeout + LEEWAY) if db is not None else LocalHostRate()
        self._rate: HostRate = rate or own
        self._interval = 1.0 / settings.requests_per_second
        self._intervals = {host.lower(): 1.0 / per_second for host, per_second in (host_rates or {}).items()}
        self._timeout = settings.http_timeout
        self._max_bytes = settings.http_max_bytes
        self._robots = Robots(PRODUCT, self._read_robots)
        about = "; ".join(filter(None, (f"+{settings.user_agent_url}", settings.contact)))
        self._client = httpx.AsyncClient(
            transport=_GuardedTransport(GuardedBackend(settings.allow_private_hosts)),
            headers={
                "User-Agent": f"{PRODUCT}/{__version__} ({about})",
                "Accept": "*/*",
                "Accept-Encoding": "gzip",
            },
            # Never a cookie: no site needs one to be read, and one user's must not travel with another's request.
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx.Timeout(self._timeout, connect=min(self._timeout, 10.0)),
            trust_env=False,
        )

    async def fetch(
        self,
        url: str,
        *,
        method: str = "GET",
        json: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        refuse: Callable[[str], None] | None = None,
    ) -> Fetched:
        """One polite request. Any status but 429 and 503 comes back as an answer, 404 and 500 too.

        etag, last_modified: from an earlier answer of this URL; makes the request conditional.
        refuse: is shown every URL before it is asked for, also where a redirect leads; raises to stop there.
        Raises the problems of `platform.http.outcomes`; those that may pass by themselves carry `retry_after`.
        """
        extra = {name.lower(): value for name, value in (headers or {}).items()}
        if etag:
            extra["if-none-match"] = etag
        if last_modified:
            extra["if-modified-since"] = last_modified
        try:
            fetched = await self._follow(
                self._request(method, url, json=json, headers=extra), robots=True, refuse=refuse
            )
        except Problem as problem:
            _REQUESTS.labels(problem.code.rpartition(".")[2]).inc()
            raise
        _REQUESTS.labels(f"{fetched.status // 100}xx").inc()
        _BYTES.inc(len(fetched.body))
        return fetched

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    def _request(
        self,
        method: str,
        url: str,
        *,
        json: Mapping[str, Any] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Request:
        try:
            request = self._client.build_request(method, url, json=json, content=content, headers=dict(headers or {}))
        except (httpx.InvalidURL, TypeError, ValueError) as error:
            raise InvalidUrl(f"{url[:200]!r} is not a web address; give one that starts with https://.") from error
        if request.url.scheme not in ("http", "https") or not request.url.host or request.url.userinfo:
            raise InvalidUrl(
                f"{url[:200]!r} is not a web address that can be fetched; give one that starts with https:// and has "
                "no user name in it."
            )
        return request

    async def _follow(
        self, request: httpx.Request, *, robots: bool, refuse: Callable[[str], None] | None = None
    ) -> Fetched:
        """Send, and go on to where a redirect leads, each hop with all the checks of the first."""
        first = _host(request.url)
        for _ in range(MAX_REDIRECTS + 1):
            if refuse is not None:
                refuse(str(request.url))
            fetched = await self._hop(request, robots=robots)
            target = fetched.headers.get("location")
            if fetched.status not in (301, 302, 303, 307, 308) or not target:
                return fetched
            request = self._redirected(request, fetched.status, target)
        raise BadAnswer(
            f"{first} redirects more than {MAX_REDIRECTS} times; open it in a browser to see why.", host=first
        )

    def _redirected(self, request: httpx.Request, status: int, target: str) -> httpx.Request:
        try:
            url = request.url.join(target)
        except httpx.InvalidURL as error:
            host = _host(request.url)
            raise BadAnswer(f"{host} redirects to something that is not a web address.", host=host) from error
        kept = {"if-none-match", "if-modified-since", "accept"}
        if _origin(url) == _origin(request.url):
            kept |= {"authorization"}  # a secret given for one host is not for another
        method, content = ("HEAD" if request.method == "HEAD" else "GET"), None
        if status in (307, 308):
            method, content = request.method, request.content or None
            kept |= {"content-type"}
        headers = {name: value for name, value in request.headers.items() if name in kept}
        return self._request(method, str(url), content=content, headers=headers)

    async def _hop(self, request: httpx.Request, *, robots: bool) -> Fetched:
        """One request, not followed. With `robots` False it is robots.txt itself that is read."""
        host = _host(request.url)
        interval = self._intervals.get(host, self._interval)
        if robots:
            interval = max(interval, await self._ask_robots(request.url))
        turn = await self._turn(host, interval)
        try:
            fetched = await self._send(request, cut=None if robots else ROBOTS_MAX_BYTES)
            if fetched.status in (429, 503):  # alive, and it said what it wants: neither failure nor success
                raise await self._asked_to_wait(host, fetched)
        except (Unreachable, TooSlow):
            await self._rate.failed(host, turn)
            raise
        except BaseException:
            await self._rate.gave_up(host, turn)
            raise
        if fetched.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            await self._rate.failed(host, turn)
        else:
            await self._rate.worked(host, turn)
        return fetched

    async def _asked_to_wait(self, host: str, fetched: Fetched) -> AskedToWait:
        delay = _retry_after(fetched.headers.get("retry-after"))
        await self._rate.rest(host, delay.total_seconds())
        return AskedToWait(
            f"{host} asks for a pause (it answered {fetched.status}); it is tried again in {in_words(delay)}.",
            retry_after=delay,
            host=host,
            status_code=fetched.status,
        )

    async def _ask_robots(self, url: httpx.URL) -> float:
        """Seconds that the site wants between requests (0 when it does not say); raises when it wants none at all."""
        host, origin = _host(url), _origin(url)
        try:
            allowed = await self._robots.allows(origin, str(url))
            delay = await self._robots.delay(origin)
        except RobotsUnavailable as error:
            pause = timedelta(seconds=error.seconds)
            raise RobotsUnreadable(
                f"The robots.txt of {host} answers {error.status}, which counts as a no; "
                f"it is asked again in {in_words(pause)}.",
                retry_after=pause,
                host=host,
            ) from error
        if not allowed:
            raise RobotsRefused(
                f"The robots.txt of {host} asks programs not to read {url.path}; open it in a browser instead.",
                host=host,
                url=str(url),
            )
        return delay or 0.0

    async def _read_robots(self, url: str) -> RobotsAnswer:
        try:
            fetched = await self._follow(self._request("GET", url), robots=False)
        except AskedToWait as asked:
            return RobotsAnswer(int(asked.details["status_code"]), "")
        except BadAnswer:
            return RobotsAnswer(404, "")  # redirects without end count as "there is none" (RFC 9309, 2.3.1.2)
        return RobotsAnswer(fetched.status, fetched.body.decode("utf-8", "replace"))

    async def _turn(self, host: str, interval: float) -> Turn:
        """Take a turn and wait for it. Raises HostBusy or HostResting."""
        try:
            turn = await self._rate.take(host, interval, LONGEST_WAIT)
            _WAITED.observe(turn.wait)
            if turn.wait > 0:
                try:
                    await asyncio.sleep(turn.wait)
                    await self._rate.check(host, turn)
                except BaseException:
                    await self._rate.gave_up(host, turn)
                    raise
        except Full as full:
            left = timedelta(seconds=full.seconds)
            raise HostBusy(
                f"{host} is not asked anything for the next {in_words(left)}; the request is made after that.",
                retry_after=left,
                host=host,
            ) from full
        except CircuitOpen as rest:
            delay = timedelta(seconds=rest.seconds)
            raise HostResting(
                f"{host} failed several times in a row and is left alone; it is tried again in {in_words(delay)}.",
                retry_after=delay,
                host=host,
            ) from rest
        return turn

    async def _send(self, request: httpx.Request, cut: int | None) -> Fetched:
        host = _host(request.url)
        started = time.perf_counter()
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._client.send(request, stream=True, follow_redirects=False)
                try:
                    body = await self._body(response, host, cut)
                finally:
                    await response.aclose()
        except (TimeoutError, httpx.TimeoutException) as error:
            raise TooSlow(
                f"{host} did not answer within {self._timeout:g} seconds; try again later.",
                retry_after=DEFAULT_REST,
                host=host,
            ) from error
        except (httpx.TransportError, ssl.SSLError, OSError) as error:
            raise Unreachable(
                f"{host} could not be reached ({_reason(error)}); check the address and your connection.",
                retry_after=DEFAULT_REST,
                host=host,
            ) from error
        _SECONDS.observe(time.perf_counter() - started)
        return Fetched(
            response.status_code,
            body,
            dict(response.headers),
            response.status_code == HTTPStatus.NOT_MODIFIED,
            str(response.url),
        )

    async def _body(self, response: httpx.Response, host: str, cut: int | None) -> bytes:
        if response.has_redirect_location or response.status_code == HTTPStatus.NOT_MODIFIED:
            return b""
        encoding = response.headers.get("content-encoding", "").strip().lower()
        limit = self._max_bytes if cut is None else cut
        return await read_bounded(response.aiter_raw(), encoding, limit, host, cut=cut is not None)


class _GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport over a pool that connects through the guard; httpx has no argument for a backend."""

    def __init__(self, backend: GuardedBackend) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=100,
            max_keepalive_connections=20,
            keepalive_expiry=15.0,
            network_backend=backend,
        )


def _host(url: httpx.URL) -> str:
    """What is limited and rested: the host, with the port where it is not the scheme's own."""
    return url.host.lower() if url.port is None else f"{url.host.lower()}:{url.port}"


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _reason(error: BaseException) -> str:
    text = str(error).strip() or type(error).__name__
    return text.split("\n", 1)[0][:120]


def _retry_after(value: str | None) -> timedelta:
    """Retry-After (RFC 9110, 10.2.3): seconds or a date; a minute when absent or senseless."""
    delay = DEFAULT_REST
    text = (value or "").strip()
    if text.isdecimal():
        delay = timedelta(seconds=min(int(text[:9]), LONGEST_REST.total_seconds()))
    elif text:
        try:
            at = parsedate_to_datetime(text)
            delay = (at if at.tzinfo else at.replace(tzinfo=UTC)) - datetime.now(UTC)
        except ValueError:
            pass
    return min(max(delay, timedelta(seconds=1)), LONGEST_REST)
