"""Match on a real database: postings come in through discover, the candidate through profile."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI

from rolecall.applications import events as applications
from rolecall.discover import events as discover
from rolecall.discover.intake import import_answers
from rolecall.match.events import LabelsChanged, PostingDecided, PostingScored, SavedSearchMatched, ScoringLearnt
from rolecall.match.jobs import (
    catch_up,
    drop_unasked,
    find_gaps,
    rank_candidates,
    rescore_batch,
    rescore_outdated,
)
from rolecall.match.rescore import rescore, score_postings
from rolecall.match.routes import router
from rolecall.platform.api import Caller, install_problems
from rolecall.platform.jobs import Flow
from rolecall.platform.resources import Platform
from rolecall.profile.adopt import adopt
from rolecall.profile.change import change_profile
from rolecall.profile.events import ProfileChanged, ResumeRead, ResumeUnreadable, ResumeUploaded
from rolecall.profile.jobs import read_file
from rolecall.profile.queries import Preferences, Resume
from rolecall.profile.read_upload import read_upload
from rolecall.profile.upload import upload_resume

Import = Callable[..., Awaitable[None]]
Upload = Callable[[Resume], Awaitable[None]]


@pytest.fixture
def flow() -> Flow:
    """Discover and profile feed match; nothing else listens."""
    return Flow(
        reactions={
            ResumeUploaded: (read_upload,),
            ResumeRead: (adopt,),
            ResumeUnreadable: (),
            ProfileChanged: (rescore,),
            discover.PostingFound: (),
            discover.PostingChanged: (),
            discover.PostingReopened: (),
            discover.PostingsRead: (score_postings,),
            discover.PostingClosed: (),
            discover.PostingsMerged: (),
            discover.PostingsLinked: (),
            discover.PostingsSeparated: (),
            applications.ApplicationOpened: (),
            PostingScored: (),
            PostingDecided: (),
            LabelsChanged: (),
            ScoringLearnt: (),
            SavedSearchMatched: (),
        },
        jobs=(read_file, rescore_batch, rescore_outdated, catch_up, find_gaps, rank_candidates, drop_unasked),
    )


@pytest.fixture
async def client(platform: Platform, workspace: UUID) -> AsyncIterator[httpx.AsyncClient]:
    """Signed in to the workspace."""

    async def authenticate(_platform: Platform, token: str) -> Caller:
        return Caller(UUID(token), uuid4(), "owner")

    app = FastAPI()
    app.include_router(router)
    app.state.platform, app.state.authenticate = platform, authenticate
    install_problems(app)
    headers = {"Authorization": f"Bearer {workspace}"}
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://rolecall.test", headers=headers) as client:
        yield client


@pytest.fixture
def import_postings(platform: Platform, workspace: UUID, run_jobs: Callable[[], Awaitable[None]]) -> Import:
    """`await import_postings({"Title": "text"})` brings postings in as a board tells them, and lets reactions run."""

    async def bring(texts: Mapping[str, str], company: str = "narrowgauge") -> None:
        jobs = [
            {
                "id": 100 + number,
                "title": title,
                "updated_at": "2026-10-01T09:00:00Z",
                "location": {"name": "Lisbon, Portugal"},
                "absolute_url": f"https://boards.greenhouse.io/{company}/jobs/{100 + number}",
                "content": "".join(f"<p>{line}</p>" for line in text.splitlines() if line),
            }
            for number, (title, text) in enumerate(texts.items())
        ]
        await import_answers(platform, workspace, json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}}).encode())
        await run_jobs()

    return bring


@pytest.fixture
def upload(platform: Platform, workspace: UUID, run_jobs: Callable[[], Awaitable[None]]) -> Upload:
    """`await upload(resume)` makes it the profile and lets everything be scored."""

    async def send(resume: Resume) -> None:
        document = resume.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"sources", "others"})
        async with platform.db.workspace(workspace) as session:
            await upload_resume(platform, session, json.dumps(document).encode(), "resume.json")
        for _ in range(4):  # the reading, the adopting, the queueing, the batches
            await run_jobs()

    return send


@pytest.fixture
def prefer(
    platform: Platform, workspace: UUID, run_jobs: Callable[[], Awaitable[None]]
) -> Callable[[Preferences], Awaitable[None]]:
    """`await prefer(preferences)` says what the candidate wants and lets everything be scored again."""

    async def say(preferences: Preferences) -> None:
        async with platform.db.workspace(workspace) as session:
            await change_profile(session, [], preferences)
        for _ in range(2):
            await run_jobs()

    return say
