"""One role per process: started by its own command, stopped by SIGTERM, watched by its metrics."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psycopg
import pytest

from rolecall.entrypoints.roles import run_jobs
from rolecall.flow import FLOW
from rolecall.platform.errors import InvalidInput
from rolecall.platform.settings import Settings
from tests.journeys.conftest import free_port


def test_a_worker_of_its_own_shows_its_metrics_beats_and_stops_when_asked(database_url: str, tmp_path: Path) -> None:
    port = free_port()
    environment = {
        "DATABASE_URL": database_url,
        "ROLECALL_DATA_DIR": str(tmp_path / "data"),
        "ROLECALL_WORKER_METRICS_PORT": str(port),
    }
    command = [sys.executable, "-m", "rolecall.entrypoints.cli", "worker", "--queues", "match,prepare"]
    worker = subprocess.Popen(command, env={**os.environ, **environment})
    try:
        deadline, beating = time.monotonic() + 60, 0
        while not beating and time.monotonic() < deadline:
            time.sleep(0.2)
            with psycopg.connect(database_url) as connection:
                (beating,) = connection.execute("SELECT count(*) FROM procrastinate_workers").fetchone() or (0,)
        assert beating == 1
        assert "rolecall_platform_jobs_total" in httpx.get(f"http://127.0.0.1:{port}/metrics", trust_env=False).text
    finally:
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0
    with psycopg.connect(database_url) as connection:
        assert connection.execute("SELECT count(*) FROM procrastinate_workers").fetchone() == (0,), "it took its leave"


async def test_a_queue_that_does_not_exist_is_named_with_those_that_do(database_url: str, settings: Settings) -> None:
    with pytest.raises(InvalidInput, match=r"no queue nothing; there are: .*match.*prepare"):
        await run_jobs(settings, database_url, ["nothing"])
    assert {"discover", "match", "prepare", "profile", "review"} <= set(FLOW.queues)
