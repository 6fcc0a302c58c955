"""One request at a time per host, so many a second: a host's "next free at", shared by all workers through PostgreSQL.

Taking a slot is one statement and holds no lock while waiting: it moves the host's `next_at` on by one interval and
says how long to sleep until the slot that was taken.
"""

from __future__ import annotations

import time
from typing import Protocol

from sqlalchemy import text

from rolecall.platform.db import Database


class Full(Exception):
    """The next free slot lies further away than the caller would wait; no slot was taken. `seconds` until it."""

    def __init__(self, key: str, seconds: float) -> None:
        super().__init__(f"{key} is free in {seconds:.1f} s")
        self.key = key
        self.seconds = seconds


class HostRate(Protocol):
    """Where slots come from."""

    async def take(self, host: str, interval: float, longest: float) -> float:
        """Take the next slot of a host and return the seconds to wait for it; raises Full beyond `longest` seconds.

        interval: seconds that the slot after this one comes later.
        """

    async def rest(self, host: str, seconds: float) -> None:
        """Give out no slot of this host for the next `seconds`; never shortens a rest."""


class LocalHostRate:
    """Slots of one process: for the command line without a database, and for tests."""

    def __init__(self, capacity: int = 10_000) -> None:
        self._capacity = capacity
        self._next_at: dict[str, float] = {}

    async def take(self, host: str, interval: float, longest: float) -> float:
        """See HostRate.take."""
        now = time.monotonic()
        slot = max(self._next_at.get(host, now), now)
        if slot - now > longest:
            raise Full(host, slot - now)
        self._set(host, slot + interval, now)
        return slot - now

    async def rest(self, host: str, seconds: float) -> None:
        """See HostRate.rest."""
        now = time.monotonic()
        self._set(host, max(self._next_at.get(host, now), now + seconds), now)

    def _set(self, host: str, next_at: float, now: float) -> None:
        self._next_at[host] = next_at
        if len(self._next_at) > self._capacity:  # what lies in the past limits nothing any more
            self._next_at = {key: at for key, at in self._next_at.items() if at > now}


# clock_timestamp(), not now(): the statement may have waited for the row while the transaction's clock stood still.
_TAKE = text("""
    INSERT INTO platform_host_rate AS rate (host, next_at)
    VALUES (:host, clock_timestamp() + make_interval(secs => :interval))
    ON CONFLICT (host) DO UPDATE
      SET next_at = greatest(rate.next_at, clock_timestamp()) + make_interval(secs => :interval)
      WHERE rate.next_at <= clock_timestamp() + make_interval(secs => :longest)
    RETURNING extract(epoch FROM rate.next_at - clock_timestamp())::float8 - :interval
""")
_LEFT = text(
    "SELECT extract(epoch FROM next_at - clock_timestamp())::float8 FROM platform_host_rate WHERE host = :host"
)
_REST = text("""
    INSERT INTO platform_host_rate AS rate (host, next_at)
    VALUES (:host, clock_timestamp() + make_interval(secs => :seconds))
    ON CONFLICT (host) DO UPDATE SET next_at = greatest(rate.next_at, excluded.next_at)
""")


class SharedHostRate:
    """Slots shared by every process on one database (table `platform_host_rate`). The database's clock decides."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def take(self, host: str, interval: float, longest: float) -> float:
        """See HostRate.take."""
        values = {"host": host, "interval": interval, "longest": longest}
        async with self._db.system() as session:
            wait: float | None = await session.scalar(_TAKE, values)
            left: float | None = None if wait is not None else await session.scalar(_LEFT, {"host": host})
        if wait is None:
            raise Full(host, left or longest)
        return max(0.0, wait)

    async def rest(self, host: str, seconds: float) -> None:
        """See HostRate.rest."""
        async with self._db.system() as session:
            await session.execute(_REST, {"host": host, "seconds": seconds})
