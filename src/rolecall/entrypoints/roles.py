"""One role per process: the API, a worker, migrations. Stopped by SIGTERM or Ctrl-C, gracefully."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from prometheus_client import start_http_server

from rolecall.entrypoints.api import serve_api
from rolecall.entrypoints.demo.board import serving
from rolecall.flow import FLOW
from rolecall.platform.embedded import embedded_postgres, running_url
from rolecall.platform.errors import InvalidInput
from rolecall.platform.jobs.worker import run_worker
from rolecall.platform.migrations import migrate
from rolecall.platform.resources import open_platform
from rolecall.platform.settings import Settings

PARENT = "ROLECALL_PARENT"


@contextmanager
def database(settings: Settings, *, owned: bool = False) -> Iterator[str]:
    """The address of the database in force, migrated: `DATABASE_URL`, else the embedded one.

    `owned`: refuse when another Rolecall runs the embedded server; otherwise join it.
    """
    if settings.database_url:
        url = settings.database_url.get_secret_value()
        migrate(url)
        yield url
        return
    running = None if owned else running_url(settings.data_dir)
    if running:
        yield running
        return
    with embedded_postgres(settings.data_dir) as url:
        migrate(url)
        yield url


async def run_api(settings: Settings, url: str) -> None:
    """The API until told to stop."""
    await _until_stopped(lambda stop: serve_api(settings, url, stop))


async def run_jobs(settings: Settings, url: str, queues: Sequence[str] | None) -> None:
    """A worker until told to stop; raises InvalidInput for a queue that does not exist."""
    unknown = set(queues or ()) - set(FLOW.queues)
    if unknown:
        raise InvalidInput(f"There is no queue {', '.join(sorted(unknown))}; there are: {', '.join(FLOW.queues)}.")
    if settings.worker_metrics_port:
        start_http_server(settings.worker_metrics_port, addr=settings.host)
    async with open_platform(settings, url, FLOW) as platform:
        await _until_stopped(lambda stop: run_worker(platform, FLOW, stop, queues=queues))


async def run_demo_board(port: int) -> None:
    """The sample companies' board until told to stop."""

    async def serve(stop: asyncio.Event) -> None:
        async with serving(port):
            await stop.wait()

    await _until_stopped(serve)


async def _until_stopped(serve: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    watch = asyncio.create_task(_stop_with_parent(stop))
    try:
        await serve(stop)
    finally:
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch


async def _stop_with_parent(stop: asyncio.Event) -> None:
    """A child of `rolecall up` ends when `up` was killed: nobody else would end it."""
    parent = int(os.environ.get(PARENT, "0"))
    while parent and os.getppid() == parent:
        await asyncio.sleep(0.5)
    if parent:
        stop.set()
