"""The embedded server: one owner, survives kill -9, never takes a stranger for itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import rmtree

import psutil
import psycopg
import pytest

from rolecall.platform.embedded import DataDirInUse, embedded_postgres, running_url


@pytest.fixture
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="rolecall-embedded-", dir="/tmp"))
    yield path
    rmtree(path, ignore_errors=True)


HOLD = """
import sys, time, psycopg
from pathlib import Path
from rolecall.platform.embedded import embedded_postgres
with embedded_postgres(Path(sys.argv[1])) as url:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('still here')")
    print("started", flush=True)
    time.sleep(60)
"""


def test_data_survives_kill_of_the_owner_and_a_pid_file_that_names_a_stranger(folder: Path) -> None:
    owner = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE)
    assert owner.stdout is not None
    assert owner.stdout.readline() == b"started\n"

    with pytest.raises(DataDirInUse, match=f"process {owner.pid}"), embedded_postgres(folder):
        pass
    client = running_url(folder)
    assert client is not None
    with psycopg.connect(client) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("still here",)]

    owner.kill()
    owner.communicate()
    orphan = int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    assert psutil.pid_exists(orphan), "the server is meant to outlive its killed owner here"

    with embedded_postgres(folder) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("still here",)]
        running = int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
        assert running != orphan
    assert not psutil.pid_exists(running)
    assert running_url(folder) is None

    # A reboot may give the old number to any process: this one is certainly not PostgreSQL.
    (folder / "postgres" / "postmaster.pid").write_text(
        f"{os.getpid()}\n{folder / 'postgres'}\n0\n5432\n/tmp\n\n0\nready\n"
    )
    with embedded_postgres(folder) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchall() == [(1,)]


def test_a_server_that_dies_while_it_is_owned_is_brought_back(folder: Path) -> None:
    with embedded_postgres(folder) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (word text)")
        first = int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(first, signal.SIGKILL)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            time.sleep(0.1)
            with suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=2) as connection:
                assert connection.execute("SELECT count(*) FROM kept").fetchall() == [(0,)]
                break
        else:
            pytest.fail("it did not come back")
        assert int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0]) != first


def test_the_server_comes_back_after_the_server_itself_was_killed(folder: Path) -> None:
    with embedded_postgres(folder) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept (word text)")
        server = int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(server, signal.SIGKILL)
    with embedded_postgres(folder) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchall() == [(0,)]
