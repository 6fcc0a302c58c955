"""The routes of profile on a real database, for one signed-in candidate."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI

from rolecall.platform.api import Caller, install_problems
from rolecall.platform.jobs import Flow
from rolecall.platform.resources import Platform
from rolecall.profile.adopt import adopt
from rolecall.profile.answers.routes import router as answers
from rolecall.profile.events import ProfileChanged, ResumeRead, ResumeUnreadable, ResumeUploaded
from rolecall.profile.fact_base.routes import router as facts
from rolecall.profile.jobs import read_file
from rolecall.profile.read_upload import read_upload
from rolecall.profile.routes import router

Upload = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def flow() -> Flow:
    """Profile by itself: an upload is read, what was read is adopted."""
    return Flow(
        reactions={ResumeUploaded: (read_upload,), ResumeRead: (adopt,), ResumeUnreadable: (), ProfileChanged: ()},
        jobs=(read_file,),
    )


@pytest.fixture
def app(platform: Platform) -> FastAPI:
    async def authenticate(_platform: Platform, token: str) -> Caller:
        return Caller(UUID(token), uuid4(), "owner")

    app = FastAPI()
    for known in (router, facts, answers):
        app.include_router(known)
    app.state.platform, app.state.authenticate = platform, authenticate
    install_problems(app)
    return app


@pytest.fixture
async def client(app: FastAPI, workspace: UUID) -> AsyncIterator[httpx.AsyncClient]:
    """Signed in to the workspace."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    headers = {"Authorization": f"Bearer {workspace}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://rolecall.test", headers=headers) as client:
        yield client


@pytest.fixture
def upload(client: httpx.AsyncClient, run_jobs: Callable[[], Awaitable[None]]) -> Upload:
    """`await upload(data, name)` uploads, has it read, and gives what `GET /resumes/{id}` says of it."""

    async def send(data: bytes, filename: str) -> dict[str, Any]:
        answer = await client.post("/resumes", files={"file": (filename, data)})
        assert answer.status_code == 202, answer.text
        for _ in range(2):  # the reading, then what it leads to
            await run_jobs()
        shown = await client.get(f"/resumes/{answer.json()['id']}")
        assert shown.status_code == 200, shown.text
        found: dict[str, Any] = shown.json()
        return found

    return send
