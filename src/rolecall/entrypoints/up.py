"""`rolecall up`: database, API, dashboard and worker on one machine, in one process group, until Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from threading import Thread
from types import FrameType

import httpx
from rich.console import Console

from rolecall.accounts.links import make_link
from rolecall.accounts.personal import ensure_personal
from rolecall.entrypoints.demo.seed import seed, show_one_closing
from rolecall.entrypoints.roles import PARENT, database
from rolecall.flow import FLOW
from rolecall.platform.errors import Problem
from rolecall.platform.resources import open_platform
from rolecall.platform.settings import Settings

# A part that dies this often within a minute is not brought back: a restart does not mend it.
MOST_RESTARTS = 5
START_SECONDS = 180


class PortTaken(Problem):
    """Something else listens on the port."""

    code = "up.port_taken"
    status = 409


class NotStarted(Problem):
    """A part of Rolecall did not come up, or does not stay up."""

    code = "up.not_started"
    status = 503


def up(settings: Settings, console: Console, *, demo: bool, open_browser: bool) -> None:
    """Run everything until Ctrl-C or SIGTERM; raises Problem when something is in the way."""
    _check_port(settings.host, settings.port)
    if demo:
        _check_port("127.0.0.1", settings.port + 1)
    # SIGINT too: a process that a script started in the background is born ignoring it.
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, _interrupt)
    with ExitStack() as stack:
        with console.status("Starting the database …"):
            url = stack.enter_context(database(settings, owned=True))
        environment = _environment(settings, url, demo=demo)
        parts = stack.enter_context(_Parts(environment))
        if demo:
            parts.start("sample board", "demo-board", str(settings.port + 1))
        parts.start("API", "api")
        parts.start("worker", "worker")
        with console.status("Starting the API and a worker …"):
            parts.await_ready(f"http://{settings.host}:{settings.port}/health/ready")
        link = asyncio.run(_sign_in_link(settings, url))
        if demo:
            with console.status("Adding the sample candidate and companies …"):
                _add_samples(f"http://{settings.host}:{settings.port}", asyncio.run(_sign_in_link(settings, url)))
        console.print(f"\n[bold]Rolecall is running:[/bold] {settings.dashboard_url}")
        console.print(f"Sign in once with this link (it works one time):\n{link}", soft_wrap=True)
        if demo:
            console.print(f"[dim]The sample companies' board: http://127.0.0.1:{settings.port + 1}[/dim]")
        console.print(
            f"[dim]Data in {settings.data_dir}; Ctrl-C stops everything. Other commands find it with "
            f"--data {settings.data_dir}.[/dim]\n",
            soft_wrap=True,
        )
        if open_browser and _has_screen():
            webbrowser.open(link)
        with suppress(KeyboardInterrupt):
            parts.watch()
        console.print("Stopping …")


async def _sign_in_link(settings: Settings, url: str) -> str:
    async with open_platform(settings, url, FLOW) as platform:
        owner = await ensure_personal(platform)
        return await make_link(platform, owner.user_id, owner.workspace_id)


def _add_samples(api: str, link: str) -> None:
    """What a new user would do, through the API; one posting is then seen to close, in the background."""
    answer = httpx.post(
        f"{api}/api/v1/auth/link", json={"token": link.partition("#token=")[2]}, timeout=30, trust_env=False
    )
    token = answer.raise_for_status().json()["access_token"]
    asyncio.run(seed(api, token))
    Thread(target=lambda: asyncio.run(show_one_closing(api, token)), daemon=True).start()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _has_screen() -> bool:
    """Without one, a text browser would take the terminal."""
    return sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"Port {port} on {host} cannot be used ({error.strerror}); choose another with --port."
            ) from error


def _environment(settings: Settings, url: str, *, demo: bool) -> dict[str, str]:
    """What the parts are told: the same settings, whatever their working directory or flags."""
    told = {
        **os.environ,
        PARENT: str(os.getpid()),
        "DATABASE_URL": url,
        "ROLECALL_DATA_DIR": str(settings.data_dir),
        "ROLECALL_HOST": settings.host,
        "ROLECALL_PORT": str(settings.port),
    }
    if demo:
        address = f"127.0.0.1:{settings.port + 1}"
        told |= {
            "ROLECALL_BOARD_APIS": f"greenhouse=http://{address}",
            "ROLECALL_ALLOW_PRIVATE_HOSTS": ",".join((*settings.allow_private_hosts, address)),
        }
    return told


@dataclass
class _Part:
    name: str
    command: list[str]
    process: subprocess.Popen[bytes]
    deaths: list[float] = field(default_factory=list)


class _Parts:
    """The child processes: started, watched, brought back, stopped."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._parts: list[_Part] = []

    def __enter__(self) -> _Parts:
        return self

    def __exit__(self, *_error: object) -> None:
        for part in self._parts:
            with suppress(ProcessLookupError):
                part.process.terminate()
        for part in self._parts:
            try:
                part.process.wait(30)
            except subprocess.TimeoutExpired:
                part.process.kill()
                part.process.wait()

    def start(self, name: str, *arguments: str) -> None:
        command = [sys.executable, "-m", "rolecall.entrypoints.cli", *arguments]
        self._parts.append(_Part(name, command, self._run(command)))

    def _run(self, command: list[str]) -> subprocess.Popen[bytes]:
        # Ctrl-C reaches the whole process group. A part that is still starting must not die of it half-way: it is born
        # deaf to it, listens once it runs, and `up` asks it to finish anyway.
        heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            return subprocess.Popen(command, env=dict(self._environment), stdin=subprocess.DEVNULL)
        finally:
            signal.signal(signal.SIGINT, heard)

    def await_ready(self, address: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            for part in self._parts:
                if part.process.poll() is not None:
                    raise NotStarted(f"The {part.name} did not start; its last lines above say why.")
            with suppress(httpx.HTTPError):
                if httpx.get(address, timeout=2, trust_env=False).status_code == httpx.codes.OK:
                    return
            time.sleep(0.1)
        raise NotStarted(f"The API did not answer within {START_SECONDS} s; `rolecall doctor` may say why.")

    def watch(self) -> None:
        """Bring back what dies; raises NotStarted for what dies again and again."""
        while True:
            time.sleep(0.5)
            for part in self._parts:
                if part.process.poll() is None:
                    continue
                now = time.monotonic()
                part.deaths = [*(at for at in part.deaths if now - at < 60), now]
                if len(part.deaths) > MOST_RESTARTS:
                    raise NotStarted(f"The {part.name} keeps dying; its last lines above say why.")
                part.process = self._run(part.command)
