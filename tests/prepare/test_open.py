"""From a posting to a package in a real database."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from uuid import UUID

import httpx
import pytest

from rolecall.applications import lifecycle
from rolecall.applications.queries import State, application, timeline
from rolecall.platform.blobs import Blobs, StorageFull
from rolecall.platform.errors import NotFound
from rolecall.platform.resources import Platform
from rolecall.prepare.package import fingerprint_of
from rolecall.prepare.queries import current_draft, current_package
from rolecall.profile.queries import Basics, Resume
from tests.prepare.applied import Desk
from tests.prepare.people import ENGINEER

Run = Callable[[], Awaitable[None]]


async def opened(api: httpx.AsyncClient, posting_id: UUID) -> str:
    answer = await api.post("/applications", json={"posting_id": str(posting_id)})
    assert answer.status_code == 202, answer.text
    application_id = answer.json()["applications"][0]["id"]
    assert isinstance(application_id, str)
    return application_id


async def test_opening_an_application_makes_its_package(desk: Desk, api: httpx.AsyncClient, run_jobs: Run) -> None:
    application_id = await opened(api, await desk.settle())
    await run_jobs()
    status = (await api.get(f"/applications/{application_id}/status")).json()
    assert status["state"] == "awaiting_approval"
    package = (await api.get(f"/applications/{application_id}/package")).json()
    assert [file["name"] for file in package["files"]] == [
        "cover-letter.docx",
        "cover-letter.pdf",
        "resume.docx",
        "resume.pdf",
    ]
    assert package["status"] == "draft"
    assert package["version"] == 1
    shown = (await api.get(f"/applications/{application_id}")).json()
    assert shown["fingerprint"] == package["fingerprint"]


async def test_the_files_served_are_the_bytes_that_were_fingerprinted(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id = await opened(api, await desk.settle())
    await run_jobs()
    package = (await api.get(f"/applications/{application_id}/package")).json()
    hashes = {}
    for file in package["files"]:
        answer = await api.get(file["url"].removeprefix("/api/v1"))
        assert answer.headers["content-type"].startswith(file["media_type"])
        hashes[file["name"]] = hashlib.sha256(answer.content).hexdigest()
        assert hashes[file["name"]] == file["sha256"]
    assert fingerprint_of(hashes) == package["fingerprint"]
    missing = await api.get(f"/applications/{application_id}/package/files/salary.pdf")
    assert missing.status_code == 404


async def test_opening_the_same_posting_again_names_the_same_application(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    posting_id = await desk.settle()
    first = await opened(api, posting_id)
    assert await opened(api, posting_id) == first
    await run_jobs()
    assert await opened(api, posting_id) == first
    package = (await api.get(f"/applications/{first}/package")).json()
    assert package["version"] == 1


async def test_without_a_profile_nothing_is_opened_and_the_answer_says_what_to_do(
    desk: Desk, api: httpx.AsyncClient
) -> None:
    posting_id = await desk.posting(None)
    answer = await api.post("/applications", json={"posting_id": str(posting_id)})
    assert answer.status_code == 409
    assert answer.json()["code"] == "prepare.no_profile"
    assert (await api.get("/applications")).json()["items"] == []


async def test_a_posting_of_another_workspace_is_not_there(desk: Desk, api: httpx.AsyncClient) -> None:
    posting_id = await desk.settle()
    answer = await api.post(
        "/applications", json={"posting_id": str(posting_id)}, headers={"Authorization": "Bearer other"}
    )
    assert answer.status_code == 404


async def test_a_package_of_another_workspace_is_not_there(desk: Desk, api: httpx.AsyncClient, run_jobs: Run) -> None:
    application_id = await opened(api, await desk.settle())
    await run_jobs()
    other = {"Authorization": "Bearer other"}
    for path in ("package", "package/files/resume.pdf", "export"):
        assert (await api.get(f"/applications/{application_id}/{path}", headers=other)).status_code == 404


class FullStore(Blobs):
    """A store whose disk is full for as many files as it is told."""

    def __init__(self, inner: Blobs, failures: int) -> None:
        self._inner = inner
        self.failures = failures

    async def put(self, data: bytes) -> str:
        if self.failures:
            self.failures -= 1
            raise StorageFull("There is no space left for files; free some space and try again.")
        return await self._inner.put(data)

    async def get(self, data_hash: str) -> bytes:
        return await self._inner.get(data_hash)


async def test_a_full_disk_loses_nothing_is_told_once_and_tried_again(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    object.__setattr__(platform, "blobs", FullStore(platform.blobs, failures=1))
    application_id = UUID(await opened(api, await desk.settle()))
    await run_jobs()
    async with platform.db.workspace(workspace) as session:
        assert (await application(session, application_id)).state is State.PREPARING
        told = [entry.text for entry in await timeline(session, application_id) if entry.kind == "waiting"]
        with pytest.raises(NotFound):
            await current_package(session, application_id)
    assert told == ["The package waits: There is no space left for files; free some space and try again."]
    async with platform.db.system() as session:
        await (await session.driver()).execute("UPDATE procrastinate_jobs SET scheduled_at = now()")
    await run_jobs()
    async with platform.db.workspace(workspace) as session:
        assert (await application(session, application_id)).state is State.AWAITING_APPROVAL


async def test_a_name_in_letters_without_shapes_still_makes_a_package_and_says_so(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    thai = ENGINEER.model_copy(update={"basics": Basics(name="สมชาย ใจดี", email="somchai@example.org")})
    application_id = await opened(api, await desk.settle(resume=thai))
    await run_jobs()
    package = (await api.get(f"/applications/{application_id}/package")).json()
    assert any("no shapes for these letters" in notice for notice in package["notices"])


async def test_an_empty_profile_makes_a_package_that_says_it_is_thin(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id = await opened(api, await desk.settle(resume=Resume(basics=Basics(name="Ann"))))
    await run_jobs()
    package = (await api.get(f"/applications/{application_id}/package")).json()
    assert any("words" in notice for notice in package["notices"])


async def test_a_package_is_prepared_anew_from_the_profile_as_it_is_by_then(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id = await opened(api, await desk.settle())
    await run_jobs()
    answer = await api.post(f"/applications/{application_id}/package")
    assert answer.status_code == 202
    await run_jobs()
    package = (await api.get(f"/applications/{application_id}/package")).json()
    assert package["version"] == 2
    assert (await api.get(f"/applications/{application_id}/status")).json()["state"] == "awaiting_approval"


async def test_what_was_drafted_can_be_read_back_from_the_database(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id = UUID(await opened(api, await desk.settle()))
    await run_jobs()
    async with platform.db.workspace(workspace) as session:
        drafted = await current_draft(session, application_id)
        package = await current_package(session, application_id)
        assert await lifecycle.state_of(session, application_id) is State.AWAITING_APPROVAL
    assert drafted.name == "Amara Okafor"
    assert [item.text for item in drafted.items()] == [
        item["text"] for section in package.manifest["resume"]["sections"] for item in section["items"]
    ]
