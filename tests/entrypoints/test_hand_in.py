"""Jobs from anywhere and a résumé, handed in at once: `POST /applications` as a form."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest

from rolecall.entrypoints.api import create_app
from rolecall.entrypoints.demo.candidate import FILENAME, resume_pdf
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings
from tests.entrypoints.test_tenancy import registered

Run = Callable[[], Awaitable[None]]
DUTIES = "You build services in Python on PostgreSQL, and you review the code of four colleagues. " * 4


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"registration": "open"})


@pytest.fixture
async def api(platform: Platform) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(platform), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test/api/v1") as client:
        client.headers.update(await registered(client, "ada"))
        yield client


def job(number: int, **fields: Any) -> dict[str, Any]:
    return {"title": f"Backend Engineer {number}", "company_name": "Crumb & Sons", "description": DUTIES, **fields}


async def hand_in(api: httpx.AsyncClient, jobs: Any, cv: bytes | None = None, key: str | None = None) -> httpx.Response:
    data = resume_pdf() if cv is None else cv
    return await api.post(
        "/applications",
        data={"jobs": json.dumps({"jobs": jobs})},
        files={"cv": (FILENAME, data, "application/pdf")},
        headers={"Idempotency-Key": key} if key else None,
    )


async def prepared(api: httpx.AsyncClient, run_jobs: Run, application_id: str) -> dict[str, Any]:
    """The application, once its package was made: that is tried again until the posting is scored."""
    shown: dict[str, Any] = {}
    for _ in range(20):
        await run_jobs()
        shown = (await api.get(f"/applications/{application_id}")).json()
        if shown["state"] != "preparing":
            break
        await asyncio.sleep(0.5)
    return shown


async def test_each_job_becomes_a_posting_and_an_application_that_is_prepared(
    api: httpx.AsyncClient, run_jobs: Run
) -> None:
    answer = await hand_in(api, [job(1), job(2, url="https://crumb.example/jobs/2", location="Ghent, Belgium")])
    assert answer.status_code == 202, answer.text
    opened = answer.json()["applications"]
    assert len(opened) == 2
    for application in opened:
        shown = await prepared(api, run_jobs, application["id"])
        assert (shown["state"], shown["company"]) == ("awaiting_approval", "Crumb & Sons")
        assert (await api.get(application["status_url"].removeprefix("/api/v1"))).status_code == 200
    assert (await api.get("/profile")).json()["resume"]["basics"]["name"]
    again = await hand_in(api, [job(1)])
    assert [each["id"] for each in again.json()["applications"]] == [opened[0]["id"]]


async def test_an_idempotency_key_gives_the_same_answer_and_refuses_another_form(api: httpx.AsyncClient) -> None:
    first = await hand_in(api, [job(1)], key="k1")
    again = await hand_in(api, [job(1)], key="k1")
    assert (again.status_code, again.json()) == (202, first.json())
    assert again.headers["idempotency-replayed"] == "true"
    assert len((await api.get("/resumes")).json()["items"]) == 1
    assert (await hand_in(api, [job(2)], key="k1")).status_code == 422


async def test_a_job_that_is_only_named_is_kept_as_it_was_named(api: httpx.AsyncClient) -> None:
    named = job(3, description=None, url="https://www.linkedin.com/jobs/view/4000000003")
    answer = await hand_in(api, [named])
    assert answer.status_code == 202, answer.text
    view = (await api.get(f"/applications/{answer.json()['applications'][0]['id']}")).json()
    shown = (await api.get(f"/postings/{view['posting_id']}")).json()
    assert (shown["title"], shown["url"], shown["text"]) == ("Backend Engineer 3", named["url"], "")


@pytest.mark.parametrize(
    "jobs",
    [[], [{"title": "Baker"}], [{"title": " ", "company_name": "Crumb"}], [job(1)] * 101, "no list", [None]],
)
async def test_jobs_that_cannot_be_used_are_one_sentence_and_nothing_is_kept(api: httpx.AsyncClient, jobs: Any) -> None:
    answer = await hand_in(api, jobs)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
    assert (await api.get("/resumes")).json()["items"] == []


async def test_a_form_without_a_resume_or_with_an_unreadable_one_is_refused(api: httpx.AsyncClient) -> None:
    bare = await api.post("/applications", files={"jobs": ("jobs.json", json.dumps({"jobs": [job(1)]}))})
    assert bare.status_code == 422
    assert bare.json()["detail"].startswith("cv:")
    broken = await hand_in(api, [job(1)], cv=b"%PDF-1.7 not really")
    assert broken.status_code == 422
    assert broken.json()["detail"]
    assert (await api.get("/applications")).json()["items"] == []
    assert (await api.post("/applications", json={"posting_id": "no"})).status_code == 422, "JSON is another form"
