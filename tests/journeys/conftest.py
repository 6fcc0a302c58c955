"""A whole Rolecall for journeys: started by its own command, with the sample companies' board beside it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree

import httpx
import psutil
import pytest

START_SECONDS = 90
_LINK = re.compile(r"\S+/sign-in#token=\S+")


@dataclass
class Rolecall:
    """A running Rolecall. `link` signs its owner in, once."""

    url: str
    link: str
    data: Path
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    clients: list[httpx.Client] = field(default_factory=list)

    def sign_in(self) -> httpx.Client:
        """A client of the API, signed in with the link."""
        answer = httpx.post(
            f"{self.url}/api/v1/auth/link", json={"token": self.link.partition("#token=")[2]}, timeout=30
        )
        token = answer.raise_for_status().json()["access_token"]
        client = httpx.Client(base_url=f"{self.url}/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=60)
        self.clients.append(client)
        return client

    def kill_everything(self) -> None:
        """SIGKILL to every process, as a power cut does it: the database's too."""
        family = [self.process.pid, *(child.pid for child in psutil.Process(self.process.pid).children(recursive=True))]
        for pid in family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()


def free_port() -> int:
    """A port nobody uses just now, and neither the one after it."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            with suppress(OSError, OverflowError):
                second.bind(("127.0.0.1", port + 1))
                return port


@contextmanager
def rolecall_up(data: Path, *arguments: str, **environment: str) -> Iterator[Rolecall]:
    """`rolecall up` on a data directory, until the block ends; its output goes to the test's."""
    port = free_port()
    command = [sys.executable, "-m", "rolecall.entrypoints.cli", "up", "--no-open", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--data", str(data), *arguments],
        env={**os.environ, "ROLECALL_REQUESTS_PER_SECOND": "50", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    running = Rolecall(f"http://127.0.0.1:{port}", "", data, process)
    said = threading.Event()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            running.lines.append(line)
            if found := _LINK.search(line):
                running.link = found[0]
                said.set()
        said.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        if not said.wait(START_SECONDS) or not running.link:
            pytest.fail("Rolecall did not start:\n" + "".join(running.lines))
        yield running
    finally:
        for client in running.clients:
            client.close()
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                running.kill_everything()
                pytest.fail("Rolecall did not stop within a minute:\n" + "".join(running.lines))
        listener.join(10)
        assert process.stdout is not None
        process.stdout.close()
        sys.stdout.write("".join(running.lines))


@pytest.fixture(scope="session")
def short_folder() -> Iterator[Path]:
    """A folder whose path is short enough for a socket, and outside root's home."""
    folder = Path(tempfile.mkdtemp(prefix="rc-", dir="/tmp"))
    folder.chmod(0o711)
    yield folder
    rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sample_board() -> Iterator[str]:
    """The sample companies' board alone: `host:port`."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "rolecall.entrypoints.cli", "demo-board", str(port)])
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(httpx.HTTPError):
            httpx.get(f"http://127.0.0.1:{port}/robots.txt", timeout=2)
            break
        time.sleep(0.1)
    yield f"127.0.0.1:{port}"
    process.terminate()
    process.wait(30)


@pytest.fixture(scope="session")
def sample_environment(sample_board: str) -> dict[str, str]:
    """What makes Greenhouse boards be read from the sample board."""
    return {"ROLECALL_BOARD_APIS": f"greenhouse=http://{sample_board}", "ROLECALL_ALLOW_PRIVATE_HOSTS": sample_board}


@pytest.fixture(scope="session")
def live_server(short_folder: Path) -> Iterator[Rolecall]:
    """`rolecall up --demo`: the sample candidate and companies are in it."""
    with rolecall_up(short_folder / "demo", "--demo") as running:
        yield running


@pytest.fixture
def empty_server(short_folder: Path, sample_environment: dict[str, str]) -> Iterator[Rolecall]:
    """`rolecall up` with nothing in it; Greenhouse boards are read from the sample board."""
    folder = short_folder / f"empty-{time.monotonic_ns()}"
    with rolecall_up(folder, **sample_environment) as running:
        yield running
