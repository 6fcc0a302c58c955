"""The ATS check over HTTP, on a real database: alone, against a posting, a field, and one's applications."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

import httpx
import pytest

from rolecall.platform.resources import Platform
from rolecall.profile.ats.stored import check_stored
from rolecall.profile.queries import Resume, resume_files
from tests.match.examples import BACKEND, MARA

Import = Callable[..., Awaitable[None]]
Upload = Callable[[Resume], Awaitable[None]]


@pytest.fixture
async def resume_id(upload: Upload, platform: Platform, workspace: UUID) -> UUID:
    await upload(MARA)
    async with platform.db.workspace(workspace) as session:
        (file,) = await resume_files(session, 1)
    return file.id


async def test_before_the_file_was_checked_it_says_so(client: httpx.AsyncClient, resume_id: UUID) -> None:
    answer = await client.get(f"/resumes/{resume_id}/ats")
    assert (answer.status_code, answer.json()["code"]) == (404, "ats.not_checked")
    assert (await client.get(f"/resumes/{uuid4()}/ats")).status_code == 404


async def test_alone_against_a_posting_and_against_a_field(
    client: httpx.AsyncClient, resume_id: UUID, import_postings: Import, platform: Platform, workspace: UUID
) -> None:
    await check_stored(platform, workspace, resume_id, actor="user:test")
    await import_postings({f"Backend Developer {number}": BACKEND for number in range(4)})
    alone = (await client.get(f"/resumes/{resume_id}/ats")).json()
    assert (alone["against"], alone["keywords"]) == (None, [])
    (first, *_) = (await client.get("/postings")).json()["items"]
    held = (await client.get(f"/resumes/{resume_id}/ats", params={"posting_id": first["id"]})).json()
    named = {keyword["name"]: keyword["named"] for keyword in held["keywords"]}
    assert (named["Django"], named["Kubernetes"], named["Rust"]) == ("literal", "synonym", "missing")
    assert held["parts"][0]["name"] == "keywords"
    assert held["score"] == round(sum(part["points"] for part in held["parts"]))
    field = (await client.get(f"/resumes/{resume_id}/ats", params={"field": "backend developer"})).json()
    assert field["against"].endswith("for “backend developer”")
    assert {keyword["share"] for keyword in field["keywords"]} == {1.0}


async def test_only_one_thing_can_be_named(
    client: httpx.AsyncClient, resume_id: UUID, platform: Platform, workspace: UUID
) -> None:
    await check_stored(platform, workspace, resume_id, actor="user:test")
    two = {"field": "developer", "applications": "true"}
    assert (await client.get(f"/resumes/{resume_id}/ats", params=two)).status_code == 422
    none_yet = (await client.get(f"/resumes/{resume_id}/ats", params={"applications": "true"})).json()
    assert any("left out" in notice for notice in none_yet["notices"])
