"""What can come of a request besides an answer: one sentence for a person, and `retry_after` where it is known.

All carry `host` in their details. `retry` says whether the same request may work later by itself.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from rolecall.platform.errors import InvalidInput, Problem, Unavailable


class InvalidUrl(InvalidInput):
    """The address is not one that can be fetched."""

    code = "http.invalid_url"


class ForbiddenAddress(Problem):
    """The name leads into a private network."""

    code = "http.forbidden_address"
    status = 422

    @classmethod
    def of(cls, host: str) -> Self:
        return cls(
            f"{host} leads to a private or special network address, which is never fetched; if it is yours and meant, "
            "list host:port in ROLECALL_ALLOW_PRIVATE_HOSTS.",
            host=host,
        )


class Unreachable(Unavailable):
    """No connection, no such name, a broken connection."""

    code = "http.unreachable"


class TooSlow(Unavailable):
    """The whole answer did not come in time."""

    code = "http.too_slow"


class HostResting(Unavailable):
    """The host failed several times in a row and is left alone until `retry_after`."""

    code = "http.host_resting"


class HostBusy(Unavailable):
    """So many requests wait for this host already that this one would wait too long."""

    code = "http.host_busy"


class AskedToWait(Unavailable):
    """The host answered 429 or 503: nothing more is asked of it until `retry_after`. `status_code` is what it said."""

    code = "http.asked_to_wait"


class RobotsRefused(Problem):
    """The site's robots.txt does not want this page read."""

    code = "http.robots_refused"
    status = 422


class RobotsUnreadable(Unavailable):
    """The site's robots.txt answers with an error, which counts as a no until it is readable again."""

    code = "http.robots_unreadable"


class TooLarge(Problem):
    """The answer is larger than what is read."""

    code = "http.too_large"
    status = 502


class BadAnswer(Problem):
    """The answer is not HTTP that can be used: redirects without end, an unknown encoding, broken compression."""

    code = "http.bad_answer"
    status = 502


def in_words(delay: timedelta) -> str:
    """A delay for a sentence: `40 seconds`, `12 minutes`, `3 hours`."""
    whole = max(1, round(delay.total_seconds()))
    for size, name in ((3600, "hour"), (60, "minute")):
        if whole >= 2 * size:
            return f"{round(whole / size)} {name}s"
    return f"{whole} second" + ("" if whole == 1 else "s")
