"""How a host is asked: so many requests a second, a rest when it asks for one or fails, shared by all workers.

Taking a turn is one statement and holds no lock while waiting: it moves the host's `next_at` on by one interval and
says how long to sleep until the turn that was taken. The same statement refuses while the host rests and lets exactly
one request, the probe, through after that; so a request that works costs the database nothing more.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol

from prometheus_client import Counter
from sqlalchemy import text

from rolecall.platform.breaker import FIRST_REST, LONGEST_REST, THRESHOLD, Breaker, CircuitOpen
from rolecall.platform.db import Database

CIRCUITS = Counter("rolecall_http_circuits_total", "Hosts that were left alone, probed, taken up again.", ["change"])


class Full(Exception):
    """The next free turn lies further away than the caller would wait; none was taken. `seconds` until it."""

    def __init__(self, key: str, seconds: float) -> None:
        super().__init__(f"{key} is free in {seconds:.1f} s")
        self.key = key
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that was taken: `wait` seconds until it. It ends with `worked`, `failed` or `gave_up`."""

    wait: float
    failures: int = 0
    """Of the host, in a row, when the turn was taken."""
    probe: bool = False
    """The one request that finds out whether a resting host is well again."""


class HostRate(Protocol):
    """Where turns come from, and where their outcomes go."""

    async def take(self, host: str, interval: float, longest: float) -> Turn:
        """Take the next turn of a host.

        interval: seconds that the turn after this one comes later.
        Raises Full beyond `longest` seconds, CircuitOpen while the host rests after failures in a row.
        """

    async def check(self, host: str, turn: Turn) -> None:
        """After waiting for a turn: raises CircuitOpen or Full when the host began to rest meanwhile."""

    async def rest(self, host: str, seconds: float) -> None:
        """The host asked for a pause: no turn for the next `seconds`; never shortens a rest."""

    async def worked(self, host: str, turn: Turn) -> None:
        """The host answered as it should."""

    async def failed(self, host: str, turn: Turn) -> None:
        """The host did not answer, or with an error of its own."""

    async def gave_up(self, host: str, turn: Turn) -> None:
        """The request was not made, or proved nothing about the host."""


class LocalHostRate:
    """Turns of one process: for the command line without a database, and for tests."""

    def __init__(self, breaker: Breaker | None = None, capacity: int = 10_000) -> None:
        self._breaker = breaker or Breaker()
        self._capacity = capacity
        self._next_at: dict[str, float] = {}
        self._quiet_until: dict[str, float] = {}

    async def take(self, host: str, interval: float, longest: float) -> Turn:
        """See HostRate.take."""
        now = time.monotonic()
        slot = max(self._next_at.get(host, now), now)
        if (rests := self._breaker.rests(host)) > 0:
            raise CircuitOpen(host, rests)
        if slot - now > longest:
            raise Full(host, slot - now)
        probe = self._breaker.enter(host)
        self._set(self._next_at, host, slot + interval)
        return Turn(slot - now, probe=probe)

    async def check(self, host: str, turn: Turn) -> None:
        """See HostRate.check."""
        if not turn.probe and (rests := self._breaker.rests(host)) > 0:
            raise CircuitOpen(host, rests)
        if (quiet := self._quiet_until.get(host, 0.0) - time.monotonic()) > 0:
            raise Full(host, quiet)

    async def rest(self, host: str, seconds: float) -> None:
        """See HostRate.rest."""
        until = time.monotonic() + seconds
        self._set(self._next_at, host, max(self._next_at.get(host, until), until))
        self._set(self._quiet_until, host, max(self._quiet_until.get(host, until), until))

    async def worked(self, host: str, _turn: Turn) -> None:
        """See HostRate.worked."""
        self._breaker.worked(host)

    async def failed(self, host: str, turn: Turn) -> None:
        """See HostRate.failed."""
        self._breaker.failed(host, probe=turn.probe)

    async def gave_up(self, host: str, turn: Turn) -> None:
        """See HostRate.gave_up."""
        self._breaker.gave_up(host, probe=turn.probe)

    def _set(self, times: dict[str, float], host: str, at: float) -> None:
        times[host] = at
        if len(times) > self._capacity:  # what lies in the past limits nothing any more
            now = time.monotonic()
            for key in [key for key, until in times.items() if until <= now]:
                del times[key]


# clock_timestamp(), not now(): the statement may have waited for the row while the transaction's clock stood still.
# A host that failed so often is half open once its rest is over: whoever comes first is the probe, and holds the others
# off until it must have ended.
_TAKE = text("""
    INSERT INTO platform_host_rate AS rate (host, next_at)
    VALUES (:host, clock_timestamp() + make_interval(secs => :interval))
    ON CONFLICT (host) DO UPDATE
      SET next_at = greatest(rate.next_at, clock_timestamp()) + make_interval(secs => :interval),
          resting_until = CASE WHEN rate.failures >= :threshold THEN
            greatest(rate.next_at, clock_timestamp()) + make_interval(secs => :lease) END
      WHERE rate.next_at <= clock_timestamp() + make_interval(secs => :longest)
        AND (rate.resting_until IS NULL OR rate.resting_until <= clock_timestamp())
    RETURNING extract(epoch FROM rate.next_at - clock_timestamp())::float8 - :interval AS wait, rate.failures
""")
_LEFT = text("""
    SELECT extract(epoch FROM resting_until - clock_timestamp())::float8 AS resting,
           extract(epoch FROM quiet_until - clock_timestamp())::float8 AS quiet,
           extract(epoch FROM next_at - clock_timestamp())::float8 AS full
    FROM platform_host_rate WHERE host = :host
""")
_REST = text("""
    INSERT INTO platform_host_rate AS rate (host, next_at, quiet_until)
    VALUES (:host, clock_timestamp() + make_interval(secs => :seconds),
            clock_timestamp() + make_interval(secs => :seconds))
    ON CONFLICT (host) DO UPDATE SET next_at = greatest(rate.next_at, excluded.next_at),
                                     quiet_until = greatest(rate.quiet_until, excluded.quiet_until)
""")
_WORKED = text("""
    UPDATE platform_host_rate SET failures = 0, rest_seconds = 0, resting_until = NULL
    WHERE host = :host AND failures > 0
""")
# Requests that were under way when the circuit opened do not lengthen its rest.
_FAILED = text("""
    UPDATE platform_host_rate AS rate
    SET failures = rate.failures + 1,
        rest_seconds = CASE WHEN opens.now THEN opens.rest ELSE rate.rest_seconds END,
        resting_until = CASE WHEN opens.now THEN clock_timestamp() + make_interval(secs => opens.rest)
                        ELSE rate.resting_until END
    FROM (SELECT host, :probe OR failures + 1 = :threshold AS now,
                 least(greatest(:rest, rest_seconds * 2), :longest_rest) AS rest
          FROM platform_host_rate WHERE host = :host FOR UPDATE) AS opens
    WHERE rate.host = opens.host
    RETURNING opens.now
""")
_GAVE_UP = text("""
    UPDATE platform_host_rate SET resting_until = clock_timestamp() WHERE host = :host AND failures >= :threshold
""")


class SharedHostRate:
    """Turns and rests shared by every process on one database (table `platform_host_rate`), by the database's clock.

    threshold, rest, longest_rest: as for `Breaker`.
    lease: seconds that a probe may take; should its process die, another may try after that.
    """

    def __init__(
        self,
        db: Database,
        *,
        threshold: int = THRESHOLD,
        rest: float = FIRST_REST,
        longest_rest: float = LONGEST_REST,
        lease: float = 60.0,
    ) -> None:
        self._db = db
        self._threshold = threshold
        self._rest = {"rest": rest, "longest_rest": longest_rest}
        self._lease = lease

    async def take(self, host: str, interval: float, longest: float) -> Turn:
        """See HostRate.take."""
        values = {"host": host, "interval": interval, "longest": longest}
        async with self._db.system() as session:
            limits = {"threshold": self._threshold, "lease": self._lease}
            taken = (await session.execute(_TAKE, values | limits)).one_or_none()
            left = None if taken else (await session.execute(_LEFT, {"host": host})).one_or_none()
        if taken is not None:
            probe = taken.failures >= self._threshold
            if probe:
                CIRCUITS.labels("probed").inc()
            return Turn(max(0.0, taken.wait), taken.failures, probe)
        if left is not None and left.resting is not None and left.resting > 0:
            raise CircuitOpen(host, left.resting)
        raise Full(host, left.full if left is not None else longest)

    async def check(self, host: str, turn: Turn) -> None:
        """See HostRate.check."""
        async with self._db.system() as session:
            left = (await session.execute(_LEFT, {"host": host})).one_or_none()
        if left is None:
            return
        if not turn.probe and left.resting is not None and left.resting > 0:
            raise CircuitOpen(host, left.resting)
        if left.quiet is not None and left.quiet > 0:
            raise Full(host, left.quiet)

    async def rest(self, host: str, seconds: float) -> None:
        """See HostRate.rest."""
        async with self._db.system() as session:
            await session.execute(_REST, {"host": host, "seconds": seconds})

    async def worked(self, host: str, turn: Turn) -> None:
        """See HostRate.worked. A statement only where there were failures."""
        if turn.failures:
            async with self._db.system() as session:
                await session.execute(_WORKED, {"host": host})
            if turn.probe:
                CIRCUITS.labels("closed").inc()

    async def failed(self, host: str, turn: Turn) -> None:
        """See HostRate.failed."""
        values = {"host": host, "probe": turn.probe, "threshold": self._threshold}
        async with self._db.system() as session:
            opened = await session.scalar(_FAILED, values | self._rest)
        if opened:
            CIRCUITS.labels("opened").inc()

    async def gave_up(self, host: str, turn: Turn) -> None:
        """See HostRate.gave_up. A statement only for a probe."""
        if turn.probe:
            async with self._db.system() as session:
                await session.execute(_GAVE_UP, {"host": host, "threshold": self._threshold})
