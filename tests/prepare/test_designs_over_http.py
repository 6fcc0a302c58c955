"""Choosing a design: for the workspace, and for one package."""

from __future__ import annotations

import json
from uuid import UUID

import httpx
import pytest
from sqlalchemy import func, select

from rolecall.platform.events import EventRow
from rolecall.platform.resources import Platform
from rolecall.prepare.designs import DESIGNS
from rolecall.prepare.tables import PackageRow
from rolecall.profile.queries import Resume
from rolecall.profile.read import read_unbounded
from tests.prepare.applied import Desk
from tests.prepare.people import ENGINEER
from tests.prepare.test_open import Run, opened


async def test_the_designs_there_are_come_with_what_a_person_needs_to_choose(
    desk: Desk, api: httpx.AsyncClient
) -> None:
    answer = (await api.get("/designs")).json()["items"]
    assert [design["name"] for design in answer] == list(DESIGNS)
    assert [design["name"] for design in answer if design["default"]] == ["plain"]
    assert {design["name"]: (design["columns"], design["machine_safe"]) for design in answer}["sidebar"] == (2, False)


async def test_the_chosen_design_is_that_of_papers_to_come_and_scores_nothing_anew(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    posting_id = await desk.settle()
    async with platform.db.workspace(workspace) as session:
        before = await session.scalar(select(func.count()).select_from(EventRow))
    chosen = await api.patch("/profile", json={"design": "classic"})
    assert chosen.json()["design"] == "classic"
    async with platform.db.workspace(workspace) as session:
        assert await session.scalar(select(func.count()).select_from(EventRow)) == before
    application_id = await opened(api, posting_id)
    await run_jobs()
    assert (await api.get(f"/applications/{application_id}/package")).json()["design"] == "classic"


async def test_a_package_in_another_design_is_a_new_version_with_the_same_words(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id = await opened(api, await desk.settle())
    await run_jobs()
    path = f"/applications/{application_id}/package"
    before = (await api.get(path)).json()
    after = (await api.patch(path, json={"design": "sidebar"})).json()
    assert (before["design"], before["version"]) == ("plain", 1)
    assert (after["design"], after["version"]) == ("sidebar", 2)
    assert after["fingerprint"] != before["fingerprint"]
    assert after["resume"] == before["resume"]
    again = (await api.patch(path, json={"design": "sidebar"})).json()
    assert (again["version"], again["fingerprint"]) == (2, after["fingerprint"])
    unknown = await api.patch(path, json={"design": "baroque"})
    assert unknown.status_code == 422


async def test_a_package_of_an_earlier_release_is_shown_and_set_anew(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id = await opened(api, await desk.settle())
    await run_jobs()
    path = f"/applications/{application_id}/package"
    async with platform.db.workspace(workspace) as session:
        row = await session.scalar(select(PackageRow))
        assert row is not None
        old = {key: value for key, value in row.draft.items() if key not in {"design", "origin"}}
        told = {key: value for key, value in row.manifest.items() if key != "design"}
        columns = {"application_id": row.application_id, "fingerprint": row.fingerprint, "edited": False}
        session.add(PackageRow(**columns, version=2, draft=old, manifest=told))
    assert (await api.get(path)).json()["design"] == "plain"
    refused = await api.get(f"{path}/formats/resume.json")
    assert (refused.status_code, refused.json()["code"]) == (409, "prepare.no_origin")
    assert (await api.patch(path, json={"design": "modern"})).json()["design"] == "modern"


async def test_the_package_comes_in_other_formats_too(desk: Desk, api: httpx.AsyncClient, run_jobs: Run) -> None:
    application_id = await opened(api, await desk.settle())
    await run_jobs()
    path = f"/applications/{application_id}/package/formats"
    told = await api.get(f"{path}/resume.json")
    assert told.headers["content-type"] == "application/json"
    assert told.json()["basics"]["name"] == ENGINEER.basics.name
    assert (await api.get(f"{path}/resume.md")).text.startswith("# Amara Okafor\n")
    assert "Dear " in (await api.get(f"{path}/cover-letter.md")).text
    missing = await api.get(f"{path}/resume.rtf")
    assert missing.status_code == 404
    assert "resume.md" in missing.json()["detail"]
    assert isinstance(read_unbounded(json.dumps(told.json()).encode(), "r.json").resume, Resume)


@pytest.mark.parametrize("name", ["resume.json", "resume.md"])
async def test_formats_of_another_workspace_are_not_there(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run, name: str
) -> None:
    application_id = await opened(api, await desk.settle())
    await run_jobs()
    stranger = {"Authorization": "Bearer other"}
    answer = await api.get(f"/applications/{application_id}/package/formats/{name}", headers=stranger)
    assert answer.status_code == 404
