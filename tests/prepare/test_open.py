"""From a posting to a package in a real database."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest

from rolecall.applications import lifecycle
from rolecall.applications.queries import State, application, timeline
from rolecall.platform.blobs import Blobs, StorageFull
from rolecall.platform.errors import NotFound
from rolecall.platform.jobs.dead import job_counts
from rolecall.platform.resources import Platform
from rolecall.prepare import make_package
from rolecall.prepare.content import Draft
from rolecall.prepare.jobs import prepare_again
from rolecall.prepare.open import open_for
from rolecall.prepare.package import draft, fingerprint_of
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


async def test_opened_twice_at_the_same_moment_it_is_one_application(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient
) -> None:
    posting_id = await desk.settle()
    looked = asyncio.Barrier(2)

    async def open_beside_another() -> UUID:
        async with platform.db.workspace(workspace) as session:
            await session.connection()
            await looked.wait()
            return await open_for(session, posting_id)

    first, second = await asyncio.gather(open_beside_another(), open_beside_another())
    assert first == second
    assert len((await api.get("/applications")).json()["items"]) == 1


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
    tibetan = ENGINEER.model_copy(update={"basics": Basics(name="བསྟན་འཛིན", email="tenzin@example.org")})
    application_id = await opened(api, await desk.settle(resume=tibetan))
    await run_jobs()
    package = (await api.get(f"/applications/{application_id}/package")).json()
    assert any("no shapes for these letters" in notice for notice in package["notices"])


async def test_an_empty_profile_makes_a_package_that_says_it_is_thin(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    resume = Resume(basics=Basics(name="Ann", email="ann@example.org"))
    application_id = await opened(api, await desk.settle(resume=resume))
    await run_jobs()
    package = (await api.get(f"/applications/{application_id}/package")).json()
    assert any("words" in notice for notice in package["notices"])


async def test_nothing_is_opened_in_the_name_of_a_resume_without_a_name_or_an_address(
    desk: Desk, api: httpx.AsyncClient
) -> None:
    posting_id = await desk.settle(resume=Resume(basics=Basics(name="Ann")))
    answer = await api.post("/applications", json={"posting_id": str(posting_id)})
    assert (answer.status_code, answer.json()["code"]) == (409, "prepare.profile_incomplete")
    assert "no e-mail address or phone number" in answer.json()["detail"]


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


def broken(*_: Any, **__: Any) -> None:
    raise RuntimeError("a fault of ours")


async def test_a_fault_of_ours_ends_the_preparation_with_a_sentence_and_no_dead_letter(
    desk: Desk,
    platform: Platform,
    workspace: UUID,
    api: httpx.AsyncClient,
    run_jobs: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(make_package, "draft", broken)
        application_id = await opened(api, await desk.settle())
        await run_jobs()
    async with platform.db.workspace(workspace) as session:
        assert (await application(session, UUID(application_id))).state is State.NOT_PREPARED
        newest = (await timeline(session, UUID(application_id)))[0]
    assert "something went wrong in Rolecall itself" in newest.text
    assert "RuntimeError" not in newest.text
    async with platform.db.system() as session:
        assert (await job_counts(session))["dead"] == 0
    assert (await api.post(f"/applications/{application_id}/package")).status_code == 202
    await run_jobs()
    assert (await api.get(f"/applications/{application_id}/status")).json()["state"] == "awaiting_approval"


async def test_a_problem_that_cannot_heal_ends_the_preparation_with_its_sentence(
    desk: Desk,
    platform: Platform,
    workspace: UUID,
    api: httpx.AsyncClient,
    run_jobs: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone(*_: Any, **__: Any) -> None:
        raise NotFound("This posting is not there any more.")

    monkeypatch.setattr(make_package, "draft", gone)
    application_id = UUID(await opened(api, await desk.settle()))
    await run_jobs()
    async with platform.db.workspace(workspace) as session:
        assert (await application(session, application_id)).state is State.NOT_PREPARED
        assert (await timeline(session, application_id))[0].text.endswith("This posting is not there any more.")


async def test_before_the_score_is_there_it_waits_says_so_once_and_in_the_end_gives_up(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    await desk.settle()
    application_id = UUID(await opened(api, await desk.posting(None, job=12)))
    for _ in range(2):
        await run_jobs()
        async with platform.db.system() as session:
            await (await session.driver()).execute("UPDATE procrastinate_jobs SET scheduled_at = now()")
    async with platform.db.workspace(workspace) as session:
        assert (await application(session, application_id)).state is State.PREPARING
        assert [entry.kind for entry in await timeline(session, application_id)] == ["waiting", "opened"]
    async with platform.db.system() as session:
        await (await session.driver()).execute("UPDATE applications_application SET moved_at = now() - interval '7 h'")
    await run_jobs()
    async with platform.db.workspace(workspace) as session:
        assert (await application(session, application_id)).state is State.NOT_PREPARED


async def test_nothing_is_open_in_the_database_while_a_package_is_drafted(
    desk: Desk, platform: Platform, api: httpx.AsyncClient, run_jobs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_then: list[int] = []

    def watched(*arguments: Any, **named: Any) -> Draft:
        with psycopg.connect(platform.db.url, autocommit=True) as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND application_name = 'rolecall' AND xact_start IS NOT NULL"
            ).fetchone()
        assert row is not None
        open_then.append(row[0])
        return draft(*arguments, **named)

    monkeypatch.setattr(make_package, "draft", watched)
    await opened(api, await desk.settle())
    await run_jobs()
    assert open_then == [0]


async def test_two_runs_at_once_make_one_package(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id = await opened(api, await desk.settle())
    await asyncio.gather(*(prepare_again.run(platform, workspace, application_id=application_id) for _ in range(2)))
    await run_jobs()
    assert (await api.get(f"/applications/{application_id}/package")).json()["version"] == 1
    moves = (await api.get(f"/applications/{application_id}/timeline")).json()["items"]
    assert [entry["after"] for entry in moves] == ["awaiting_approval", "preparing"]


async def test_asked_again_while_being_prepared_it_gets_another_job(
    desk: Desk, platform: Platform, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id = await opened(api, await desk.settle())
    async with platform.db.system() as session:
        await (await session.driver()).execute("DELETE FROM procrastinate_jobs")
    assert (await api.post(f"/applications/{application_id}/package")).status_code == 202
    await run_jobs()
    assert (await api.get(f"/applications/{application_id}/status")).json()["state"] == "awaiting_approval"


async def test_a_profile_changed_meanwhile_is_written_from_as_it_is_by_then(
    desk: Desk,
    platform: Platform,
    workspace: UUID,
    api: httpx.AsyncClient,
    run_jobs: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drafts: list[Draft] = []

    def changed(*arguments: Any, **named: Any) -> Draft:
        if not drafts:
            with psycopg.connect(platform.db.url, autocommit=True) as connection:
                connection.execute(
                    "UPDATE profile_resume SET resume = jsonb_set(resume, '{basics,name}', '\"Amara Obi\"')"
                )
        drafts.append(draft(*arguments, **named))
        return drafts[-1]

    monkeypatch.setattr(make_package, "draft", changed)
    application_id = UUID(await opened(api, await desk.settle()))
    await run_jobs()
    async with platform.db.workspace(workspace) as session:
        assert (await current_draft(session, application_id)).name == "Amara Obi"
        assert (await current_package(session, application_id)).version == 1
    assert len(drafts) == 2
