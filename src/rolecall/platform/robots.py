"""robots.txt by RFC 9309: read once per origin, remembered for a day, asked before every request."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

from protego import Protego

LIFETIME = 24 * 3600.0
"""Seconds a copy may be used (RFC 9309, 2.4: not more than 24 hours)."""
PAUSE = 600.0
"""Seconds for which an unreadable robots.txt (server error) closes a site before it is asked for again."""
MAX_BYTES = 512 * 1024
"""What is read of a robots.txt (RFC 9309, 2.5: at least 500 KiB); the rest of a longer one is ignored."""
MAX_DELAY = 60.0
"""Longest Crawl-delay that is honoured, in seconds; above it a board could never be read to its end."""

_OPEN = Protego.parse("")


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """What asking for a robots.txt gave: the HTTP status and the (possibly cut) text."""

    status: int
    text: str


class RobotsUnavailable(Exception):
    """robots.txt answered with an error of the server: everything counts as disallowed for `seconds`."""

    def __init__(self, origin: str, status: int, seconds: float) -> None:
        super().__init__(f"{origin}/robots.txt answered {status}")
        self.origin = origin
        self.status = status
        self.seconds = seconds


@dataclass(slots=True)
class _Entry:
    rules: Protego | None = None
    fresh_until: float = 0.0
    closed_until: float = 0.0
    status: int = 0


class Robots:
    """The rules of many origins, asked through `read`.

    agent: the product token that rules are looked up for (`Rolecall`, not the whole User-Agent line).
    read: fetches `<origin>/robots.txt`, following redirects; raises when the host cannot be reached at all, which is
    passed on and remembered nowhere.
    """

    def __init__(
        self,
        agent: str,
        read: Callable[[str], Awaitable[RobotsAnswer]],
        capacity: int = 2_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._agent = agent
        self._read = read
        self._capacity = capacity
        self._clock = clock
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._locks: dict[str, asyncio.Lock] = {}

    async def allows(self, origin: str, url: str) -> bool:
        """Whether this program may fetch `url` of `origin` (`https://host[:port]`). Raises RobotsUnavailable."""
        return (await self._rules(origin)).can_fetch(url, self._agent)

    async def delay(self, origin: str) -> float | None:
        """Seconds the site asks for between two requests (Crawl-delay or Request-rate), at most MAX_DELAY."""
        rules = await self._rules(origin)
        wishes = [float(delay)] if (delay := rules.crawl_delay(self._agent)) else []
        if (rate := rules.request_rate(self._agent)) and rate.requests > 0:
            wishes.append(rate.seconds / rate.requests)
        return min(max(wishes), MAX_DELAY) if wishes else None

    async def _rules(self, origin: str) -> Protego:
        known = self._known(origin)
        if known is not None:
            return known
        lock = self._locks.setdefault(origin, asyncio.Lock())
        try:
            async with lock:  # one reader per origin; whoever waited finds its answer
                known = self._known(origin)
                return known if known is not None else await self._ask(origin)
        finally:
            if not lock.locked():
                self._locks.pop(origin, None)

    def _known(self, origin: str) -> Protego | None:
        entry = self._entries.get(origin)
        if entry is None:
            return None
        now = self._clock()
        if entry.rules is not None and now < max(entry.fresh_until, entry.closed_until):
            return entry.rules
        if now < entry.closed_until:
            raise RobotsUnavailable(origin, entry.status, entry.closed_until - now)
        return None

    async def _ask(self, origin: str) -> Protego:
        answer = await self._read(f"{origin}/robots.txt")
        entry = self._entries.setdefault(origin, _Entry())
        self._entries.move_to_end(origin)
        while len(self._entries) > self._capacity:
            self._entries.popitem(last=False)
        now = self._clock()
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            # 429 is the server's trouble with us, not a missing file: taking it for "all allowed" would be rude.
            entry.status, entry.closed_until = answer.status, now + PAUSE
            if entry.rules is None:
                raise RobotsUnavailable(origin, answer.status, PAUSE)
            return entry.rules  # the last good copy stands in (RFC 9309, 2.3.1.4)
        entry.rules = (
            Protego.parse(answer.text) if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES else _OPEN
        )
        entry.fresh_until, entry.closed_until = now + LIFETIME, 0.0
        return entry.rules
