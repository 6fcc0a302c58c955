"""When a failed job is tried again: the queue's schedule, unless the failure itself says better."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.exceptions import JobAborted
from procrastinate.jobs import Job

from rolecall.platform.errors import Problem

DEFAULT_SCHEDULE = tuple(timedelta(seconds=seconds) for seconds in (2, 10, 60, 300, 1800))


class Schedule(BaseRetryStrategy):
    """Waits as listed, then gives up. A problem that cannot heal by itself is given up at once."""

    def __init__(self, waits: Sequence[timedelta]) -> None:
        self.waits = waits

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Now, when the worker is stopping; later, when the schedule says so; None when the job is dead."""
        if isinstance(exception, JobAborted | asyncio.CancelledError):
            return RetryDecision(retry_at=datetime.now(UTC))
        if isinstance(exception, Problem) and not exception.retry:
            return None
        if job.attempts >= len(self.waits):
            return None
        wait = self.waits[job.attempts]
        if isinstance(exception, Problem) and exception.retry_after:
            wait = max(wait, exception.retry_after)
        return RetryDecision(retry_at=datetime.now(UTC) + wait)
