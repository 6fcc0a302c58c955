"""What tests stand on: a real PostgreSQL of their own, a fresh database each, the real flow."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from rolecall.boards.registry import BOARDS
from rolecall.flow import FLOW
from rolecall.platform.embedded import embedded_postgres
from rolecall.platform.jobs import Flow
from rolecall.platform.jobs.worker import drain
from rolecall.platform.migrations import migrate
from rolecall.platform.resources import Platform, open_platform
from rolecall.platform.settings import Settings

# What a test writes need not survive a power cut.
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "300"}
TEMPLATE = "rolecall"
ROOT = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """Nothing of the developer's own environment reaches a test."""
    for name in [name for name in os.environ if name.startswith("ROLECALL_") and name not in KEPT]:
        del os.environ[name]
    for name in ("DATABASE_URL", "S3_URL", "OPENAI_API_KEY", "ANTHROPIC_API_KEY"):
        os.environ.pop(name, None)


NOWHERE = dict.fromkeys(BOARDS, "http://127.0.0.1:9")
"""No board is asked anything at its own address: a look at a posting ends here."""

KEPT = {"ROLECALL_DATA", "ROLECALL_REQUIRE_SERVICES"}


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real data; tests that need it skip where it is missing."""
    folder = Path(os.environ.get("ROLECALL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the data folder {folder} is missing (set ROLECALL_DATA)")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server of this test process, whose database `rolecall` is migrated and empty."""
    # Short and outside root's home: the server runs as another user, and its socket's path is bounded.
    folder = Path(tempfile.mkdtemp(prefix="rolecall-test-", dir="/tmp"))
    folder.chmod(0o711)
    try:
        with embedded_postgres(folder, FAST) as url:
            migrate(url)
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(postgres: str) -> Iterator[str]:
    """A database of its own, copied from the migrated one."""
    name = f"test_{uuid4().hex}"
    admin = postgres.replace(f"/{TEMPLATE}?", "/postgres?")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    try:
        yield postgres.replace(f"/{TEMPLATE}?", f"/{name}?")
    finally:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database_url(postgres: str) -> Iterator[str]:
    """A fresh, migrated database."""
    with fresh_database(postgres) as url:
        yield url


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a test: its own folder, private addresses on this machine allowed one by one by who needs them."""
    return Settings(
        _env_file=None,
        data_dir=tmp_path / "data",
        requests_per_second=50,
        board_apis=NOWHERE,
        log_level="warning",
    )


@pytest.fixture
def flow() -> Flow:
    """The product's own flow; a test may override it."""
    return FLOW


@pytest.fixture
async def platform(database_url: str, settings: Settings, flow: Flow) -> AsyncIterator[Platform]:
    """Everything work stands on, real."""
    async with open_platform(settings, database_url, flow) as opened:
        yield opened


@pytest.fixture
def workspace() -> UUID:
    """The id of a workspace. Rows need no more than the id; tests of accounts make whole workspaces."""
    return uuid4()


@pytest.fixture
def run_jobs(platform: Platform, flow: Flow) -> Callable[[], Awaitable[None]]:
    """`await run_jobs()` runs every job that is ready, and those they defer, until none is left."""

    async def run() -> None:
        await asyncio.wait_for(drain(platform, flow), 60)

    return run
