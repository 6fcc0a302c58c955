"""Scoring beside the event loop: one thread of its own, so that much of it at once waits its turn and slows nobody else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")

# One: scoring is Python from end to end, and a second thread would only share the first one's time.
_THREAD = ThreadPoolExecutor(max_workers=1, thread_name_prefix="match")


async def aside(work: Callable[[], Result]) -> Result:
    """Run `work` in the thread for scoring; what it raises is raised here."""
    return await asyncio.get_running_loop().run_in_executor(_THREAD, work)
