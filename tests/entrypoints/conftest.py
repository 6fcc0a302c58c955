"""The command line on a real database, and an owner's workspace with something in it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from typer.testing import CliRunner, Result

from rolecall.accounts.personal import ensure_personal
from rolecall.discover.intake import import_answers
from rolecall.entrypoints.cli import app
from rolecall.entrypoints.demo.candidate import FILENAME, resume_pdf
from rolecall.entrypoints.demo.postings import COMPANIES, company, today
from rolecall.flow import FLOW
from rolecall.match.queries import best_postings
from rolecall.platform.jobs.worker import drain
from rolecall.platform.resources import Platform, open_platform
from rolecall.platform.settings import Settings
from rolecall.prepare.open import open_for
from rolecall.profile.upload import upload_resume
from tests.conftest import NOWHERE


@pytest.fixture
def rolecall(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("ROLECALL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("ROLECALL_BOARD_APIS", ",".join(f"{name}={url}" for name, url in NOWHERE.items()))

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, list(words))

    return run


def sample_answers() -> bytes:
    of = company(COMPANIES[0])
    assert of is not None
    jobs = [posting.answer(of, f"https://example.org/{posting.id}", today(), content=True) for posting in of.postings]
    return json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}}).encode()


@pytest.fixture
def filled(rolecall: object, database_url: str) -> UUID:
    """The owner's workspace with a profile, scored postings, and one application that waits for approval."""

    async def fill() -> UUID:
        async with open_platform(Settings(), database_url, FLOW) as platform:
            workspace = (await ensure_personal(platform)).workspace_id
            async with platform.db.workspace(workspace) as session:
                await upload_resume(platform, session, resume_pdf(), FILENAME)
            await import_answers(platform, workspace, sample_answers())
            await drain(platform, FLOW)
            application = await _apply(platform, workspace)
            await drain(platform, FLOW)
            return application

    return asyncio.run(fill())


async def _apply(platform: Platform, workspace: UUID) -> UUID:
    async with platform.db.workspace(workspace) as session:
        (best,) = await best_postings(session, limit=1)
        return await open_for(session, best[0])
