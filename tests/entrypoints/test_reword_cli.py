"""`rolecall apps reword`: what it costs is said before, what came of it after, and the exit status fits."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from typer.testing import CliRunner, Result

from rolecall.entrypoints.cli import app
from rolecall.entrypoints.commands.models import somebody_works
from rolecall.flow import FLOW
from rolecall.platform.jobs.worker import drain, run_worker
from rolecall.platform.resources import open_platform
from rolecall.platform.settings import Settings
from tests.platform.model_server import KEY, ModelServer, Trouble, serving, wordy


@pytest.fixture
def model(rolecall: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """A language model that this machine's Rolecall is set up for."""
    with serving() as server:
        server.replies = [wordy]
        for name, value in {
            "ROLECALL_LLM_MODEL": "compatible:test-large",
            "ROLECALL_LLM_BASE_URL": f"{server.url}/v1",
            "ROLECALL_LLM_API_KEY": KEY,
            "ROLECALL_LLM_PRICE_IN": "1",
            "ROLECALL_LLM_PRICE_OUT": "10",
            "ROLECALL_LLM_BUDGET": "5",
        }.items():
            monkeypatch.setenv(name, value)
        yield server


@contextmanager
def working(database_url: str) -> Iterator[None]:
    """A worker beside the command line, as `rolecall worker` is one."""
    up, down = threading.Event(), threading.Event()

    async def work() -> None:
        stop = asyncio.Event()
        async with open_platform(Settings(), database_url, FLOW) as platform:
            running = asyncio.create_task(run_worker(platform, FLOW, stop, queues=["prepare"]))
            while not await somebody_works(platform):
                await asyncio.sleep(0.05)
            up.set()
            await asyncio.to_thread(down.wait)
            stop.set()
            await running

    thread = threading.Thread(target=asyncio.run, args=(work(),))
    thread.start()
    assert up.wait(30)
    try:
        yield
    finally:
        down.set()
        thread.join(30)


def test_without_a_model_it_says_so_and_without_a_yes_nothing_is_sent(
    rolecall: Callable[..., Result], filled: UUID, request: pytest.FixtureRequest
) -> None:
    refused = rolecall("apps", "reword", str(filled), "--yes")
    assert refused.exit_code == 1
    assert "No language model is set up" in str(refused.exception)
    model: ModelServer = request.getfixturevalue("model")
    no = CliRunner().invoke(app, ["apps", "reword", str(filled)], input="n\n")
    assert no.exit_code == 1
    assert " lines: compatible:test-large will cost about $0.0" in no.output
    assert "$5.00 of this month's budget are left" in no.output
    assert model.asked == []


def test_it_shows_what_was_reworded_and_refused_and_can_be_taken_back(
    rolecall: Callable[..., Result], filled: UUID, model: ModelServer, database_url: str
) -> None:
    with working(database_url):
        made = CliRunner().invoke(app, ["apps", "reword", str(filled)], input="y\n")
        assert made.exit_code == 0, made.output
        assert "1 line reworded by compatible:test-large, 1 not taken ($0.0042, 1500 tokens)." in made.output
        assert (
            "  - Moved 14 services from virtual machines to Kubernetes on AWS with Terraform and Helm\n" in made.output
        )
        assert "  + With Terraform and Helm, moved 14 services" in made.output
        assert "  × Mentor thirty engineers" in made.output
        assert "No fact of yours says “thirty” (number)" in made.output
        assert f"This is version 2. `rolecall apps restore {filled} 1` takes it back." in made.output
        assert rolecall("apps", "restore", str(filled), "1").exit_code == 0

        again = rolecall("apps", "reword", str(filled), "--yes", "--json")
        run = json.loads(again.stdout)
        assert (run["state"], run["version"], run["made"], len(run["reworded"])) == ("done", 3, 4, 1)
        assert (run["tokens"], run["cost_usd"], run["cost_exact"]) == (1500, 0.0042, True)

        model.replies = [Trouble(401)]
        failed = rolecall("apps", "reword", str(filled), "--yes")
        assert failed.exit_code == 1
        assert "refuses the key" in failed.output
    assert len(json.loads(rolecall("apps", "versions", str(filled), "--json").stdout)) == 4


def test_where_nothing_works_it_is_queued_once_and_says_so(
    rolecall: Callable[..., Result], filled: UUID, model: ModelServer, database_url: str
) -> None:
    queued = rolecall("apps", "reword", str(filled), "--yes")
    assert queued.exit_code == 0
    assert "It is queued. Nothing works on it: start `rolecall up` or `rolecall worker`." in queued.output
    # What is asked for already costs nothing more, so nobody is asked again.
    assert "It is queued." in rolecall("apps", "reword", str(filled)).output

    async def work() -> None:
        async with open_platform(Settings(), database_url, FLOW) as platform:
            await drain(platform, FLOW)

    asyncio.run(work())
    assert len(model.asked) == 1
    assert "1 line reworded by compatible:test-large" in rolecall("apps", "show", str(filled)).output
