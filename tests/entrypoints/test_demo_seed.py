"""What the demo puts in, from the upload to a posting that closes, over the real API and with the real worker."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from rolecall.accounts.links import make_link
from rolecall.accounts.personal import ensure_personal
from rolecall.entrypoints.api import serve_api
from rolecall.entrypoints.demo.board import serving
from rolecall.entrypoints.demo.seed import SeedFailed, seed, show_one_closing
from rolecall.flow import FLOW
from rolecall.platform.jobs.dead import job_counts
from rolecall.platform.jobs.worker import drain
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings

SHORTLY = 0.2


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
async def board() -> AsyncIterator[str]:
    async with serving(closes_after=SHORTLY) as origin:
        yield origin


@pytest.fixture
async def settings(tmp_path: Path, board: str) -> Settings:
    return Settings(
        _env_file=None,
        data_dir=tmp_path / "data",
        port=free_port(),
        requests_per_second=50,
        log_level="warning",
        board_apis={"greenhouse": board},
    ).model_copy(update={"allow_private_hosts": (board.removeprefix("http://"),)})


@pytest.fixture
async def api(settings: Settings, database_url: str) -> AsyncIterator[str]:
    stop = asyncio.Event()
    serving_api = asyncio.create_task(serve_api(settings, database_url, stop))
    origin = f"http://127.0.0.1:{settings.port}"
    async with httpx.AsyncClient(trust_env=False) as client:
        for _ in range(100):
            try:
                await client.get(f"{origin}/health/live")
                break
            except httpx.ConnectError:
                await asyncio.sleep(0.1)
    yield origin
    stop.set()
    await serving_api


@pytest.fixture
async def token(platform: Platform, api: str) -> str:
    owner = await ensure_personal(platform)
    link = await make_link(platform, owner.user_id, owner.workspace_id)
    async with httpx.AsyncClient(base_url=f"{api}/api/v1", trust_env=False) as client:
        answer = await client.post("/auth/link", json={"token": link.partition("#token=")[2]})
    access: str = answer.raise_for_status().json()["access_token"]
    return access


async def finish(platform: Platform) -> None:
    """Run everything there is; a drain ends while a job still runs whose own jobs come after."""
    for _ in range(50):
        await drain(platform, FLOW)
        async with platform.db.system() as session:
            counts = await job_counts(session)
        if not counts["ready"] and not counts["running"]:
            return
    raise AssertionError(f"there is no end of jobs: {counts}")


async def ask(api: str, token: str, path: str) -> dict[str, Any]:
    async with httpx.AsyncClient(
        base_url=f"{api}/api/v1", headers={"Authorization": f"Bearer {token}"}, trust_env=False
    ) as client:
        document: dict[str, Any] = (await client.get(path)).raise_for_status().json()
        return document


async def test_the_sample_is_put_in_once_crawled_scored_and_one_posting_closes(
    platform: Platform, api: str, token: str
) -> None:
    await seed(api, token)
    await seed(api, token)
    await finish(platform)

    boards = (await ask(api, token, "/boards"))["items"]
    assert {board["address"]: board["status"] for board in boards} == {
        "greenhouse:quillmoor": "ok",
        "greenhouse:sundrel": "ok",
        "greenhouse:alderpeak": "ok",
    }
    assert len((await ask(api, token, "/resumes"))["items"]) == 1
    assert (await ask(api, token, "/profile"))["resume"]["basics"]["name"] == "Nadja Okoro"
    best = (await ask(api, token, "/postings?sort=score&limit=200"))["items"]
    assert best[0]["title"] == "Senior Backend Engineer"
    assert (best[0]["score"], best[0]["decision"]) == (89, "review"), "90 needs decisions of the candidate's own"
    assert all(posting["score"] is not None for posting in best)
    assert 35 <= len(best) <= 42, "the same job in several cities may be shown once"

    await show_one_closing(api, token, closes_after=SHORTLY)
    await finish(platform)
    closed = (await ask(api, token, "/postings?status=closed"))["items"]
    assert [posting["title"] for posting in closed] == ["Backend Engineer, Billing (12-month contract)"]


async def test_a_refused_request_is_told_in_one_sentence(api: str) -> None:
    with pytest.raises(SeedFailed, match="GET resumes was answered 401"):
        await seed(api, "not a token")


async def test_an_api_that_does_not_answer_is_told_in_one_sentence() -> None:
    with pytest.raises(SeedFailed, match="GET resumes was not answered"):
        await seed(f"http://127.0.0.1:{free_port()}", "any")
