"""What `rolecall up --demo` does after start: what a new user would do, through the same HTTP API."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from rolecall.entrypoints.demo.board import CLOSES_AFTER
from rolecall.entrypoints.demo.candidate import FILENAME, resume_pdf
from rolecall.entrypoints.demo.postings import COMPANIES
from rolecall.platform.errors import Problem

CLOSING_COMPANY = "quillmoor"


class SeedFailed(Problem):
    """The sample data could not be put in; the message says which request was answered how."""

    code = "demo.seed_failed"


async def seed(base_url: str, token: str) -> None:
    """Upload the sample résumé if the workspace has none, and add the sample boards that are not there yet.

    base_url: the API's origin, `http://127.0.0.1:8009`; token: an access token of the workspace's owner.
    Can be called again: what is there stays. Crawling and scoring follow by themselves. Raises SeedFailed.
    """
    async with _api(base_url, token) as api:
        if not (await _ask(api, "GET", "resumes"))["items"]:
            await _ask(api, "POST", "resumes", files={"file": (FILENAME, resume_pdf(), "application/pdf")})
        known = {board["address"] for board in (await _ask(api, "GET", "boards"))["items"]}
        for company in COMPANIES:
            if (address := f"greenhouse:{company}") not in known:
                await _ask(api, "POST", "boards", json={"address": address})


async def show_one_closing(
    base_url: str, token: str, *, closes_after: float = CLOSES_AFTER, patience: int = 60
) -> None:
    """Read one board a second time after the sample board has taken a posting down, so that it is seen to close.

    Waits up to `patience` seconds for the first reading, then `closes_after`. Run it beside everything else.
    """
    async with _api(base_url, token) as api:
        for _ in range(patience):
            if (board := await _closing_board(api)).get("last_ok_at"):
                await asyncio.sleep(closes_after + 0.5)
                await _ask(api, "POST", f"boards/{board['id']}/crawl")
                return
            await asyncio.sleep(1)


async def _closing_board(api: httpx.AsyncClient) -> dict[str, Any]:
    boards = (await _ask(api, "GET", "boards"))["items"]
    return next((board for board in boards if board["address"] == f"greenhouse:{CLOSING_COMPANY}"), {})


def _api(base_url: str, token: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=f"{base_url.rstrip('/')}/api/v1/",
        headers={"Authorization": f"Bearer {token}"},
        timeout=120,  # a busy machine answers late
        trust_env=False,
    )


async def _ask(api: httpx.AsyncClient, method: str, path: str, **what: Any) -> dict[str, Any]:
    try:
        answer = await api.request(method, path, **what)
    except httpx.HTTPError as error:
        raise SeedFailed(f"The sample data could not be put in: {method} {path} was not answered.") from error
    if answer.is_error:
        raise SeedFailed(f"The sample data could not be put in: {method} {path} was answered {answer.status_code}.")
    document: dict[str, Any] = answer.json()
    return document
