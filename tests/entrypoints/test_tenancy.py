"""A second workspace sees nothing of the first and changes nothing of it: every operation of the API is tried."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from rolecall.entrypoints.api import create_app
from rolecall.entrypoints.demo.candidate import FILENAME, resume_pdf
from rolecall.entrypoints.demo.postings import COMPANIES, company, today
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings

SECRET = "Zanzibar-Quokka"
# These answer about the caller, not about data; and one that never ends.
NOT_ABOUT_DATA = {"stream_live", "register", "login", "link", "refresh", "logout", "is_live", "is_ready"}
CONTENT: dict[str, dict[str, Any]] = {
    "application/json": {"json": {}},
    "multipart/form-data": {"files": {"file": ("resume.txt", b"Ada Example\nada@example.org\n", "text/plain")}},
}


# What the owner could do at this moment: a stranger who sends exactly this is still told that there is no such thing.
VALID: dict[str, Callable[[dict[str, str]], dict[str, Any]]] = {
    "open_application": lambda ids: {"posting_id": ids["posting_id"]},
    "edit_package": lambda ids: {"items": [{"id": ids["line_id"], "text": None}]},
    "approve_package": lambda ids: {"fingerprint": ids["fingerprint"]},
    "reject_package": lambda _: {"reason": "no"},
    "mark_application_sent": lambda _: {},
    "add_note": lambda _: {"text": "no"},
    "withdraw_application": lambda _: {},
    "decide_on_posting": lambda _: {"decision": "shortlist"},
    "change_search": lambda _: {"name": "x"},
    "record_outcome": lambda _: {"state": "rejected"},
}


LISTS_OF_ANYBODY = {"list_resumes", "list_answers", "list_designs"}
"""The stranger has a résumé too; the kinds of answers and the designs are the same for everyone."""


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"registration": "open"})


@pytest.fixture
async def api(platform: Platform) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(platform), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test/api/v1") as client:
        yield client


async def registered(api: httpx.AsyncClient, name: str) -> dict[str, str]:
    person = {"email": f"{name}@example.org", "password": "correct horse battery", "name": name}
    answer = await api.post("/auth/register", json=person)
    return {"Authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}


async def dead_letter(platform: Platform, workspace: str) -> int:
    """A job of this workspace that was given up."""
    async with platform.db.system() as session:
        made = text(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args) "
            "VALUES ('match', 'match.gone', 'failed', jsonb_build_object('workspace_id', CAST(:id AS text))) "
            "RETURNING id"
        )
        return int(await session.scalar(made, {"id": workspace}) or 0)


async def filled(
    api: httpx.AsyncClient, platform: Platform, who: dict[str, str], run_jobs: Callable[[], Awaitable[None]]
) -> dict[str, str]:
    """A workspace with everything in it; gives the id that stands behind each path parameter."""
    file = {"file": (FILENAME, resume_pdf(), "application/pdf")}
    resume = (await api.post("/resumes", files=file, headers=who)).raise_for_status().json()
    of = company(COMPANIES[0])
    assert of is not None
    jobs = [posting.answer(of, f"https://example.org/{posting.id}", today(), content=True) for posting in of.postings]
    jobs[0]["title"] = f"{SECRET} Engineer"
    answer = {
        "file": ("jobs.json", json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}}).encode(), "application/json")
    }
    (await api.post("/postings/import", files=answer, headers=who)).raise_for_status()
    await run_jobs()
    posting = (await api.get("/postings", params={"q": SECRET}, headers=who)).json()["items"][0]
    assert (await api.get("/resumes", headers=who)).json()["items"][0]["status"] == "read"
    opened = await api.post("/applications", json={"posting_id": posting["id"]}, headers=who)
    application = opened.raise_for_status().json()["applications"][0]["id"]
    await run_jobs()
    assert (await api.get(f"/applications/{application}", headers=who)).json()["state"] == "awaiting_approval"
    (await api.post(f"/applications/{application}/timeline", json={"text": SECRET}, headers=who)).raise_for_status()
    board = (await api.get("/boards", headers=who)).json()["items"][0]
    kept = await api.post("/searches", json={"name": SECRET, "filters": {"q": SECRET}}, headers=who)
    template = await api.post("/letter-templates", json={"name": SECRET, "text": SECRET}, headers=who)
    fact = await api.post("/facts", json={"text": SECRET, "kind": "skill"}, headers=who)
    said = {"kind": "custom", "question": SECRET, "value": SECRET}
    answered = await api.put("/answers", json=said, headers=who)
    await run_jobs()  # the fact is counted in every score
    package = (await api.get(f"/applications/{application}/package", headers=who)).json()
    return {
        "line_id": package["resume"]["sections"][-1]["items"][-1]["id"],
        "fingerprint": package["fingerprint"],
        "resume_id": resume["id"],
        "other": resume["id"],
        "posting_id": posting["id"],
        "twin_id": posting["id"],
        "application_id": application,
        "board_id": board["id"],
        "search_id": kept.raise_for_status().json()["id"],
        "answer_id": answered.raise_for_status().json()["id"],
        "fact_id": fact.raise_for_status().json()["id"],
        "template_id": template.raise_for_status().json()["id"],
        "letter_id": str(await dead_letter(platform, (await api.get("/me", headers=who)).json()["workspace"]["id"])),
        "version": "1",
        "name": "resume.pdf",
    }


def operations(description: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]


async def everything_of(platform: Platform, workspace: UUID) -> dict[str, list[Any]]:
    """Every row of a workspace, of every fenced table."""
    async with platform.db.system() as session:
        names = list(
            await session.scalars(
                text(
                    "SELECT table_name FROM information_schema.columns "
                    "WHERE column_name = 'workspace_id' AND table_schema = 'public' ORDER BY 1"
                )
            )
        )
        return {
            name: sorted(
                await session.scalars(
                    text(f"SELECT to_jsonb(t)::text FROM {name} t WHERE workspace_id = :id"), {"id": workspace}
                )
            )
            for name in names
        }


async def test_no_operation_shows_or_changes_anything_of_another_workspace(
    api: httpx.AsyncClient, platform: Platform, run_jobs: Callable[[], Awaitable[None]]
) -> None:
    owner, stranger = await registered(api, "owner"), await registered(api, "stranger")
    ids = await filled(api, platform, owner, run_jobs)
    mine = UUID((await api.get("/me", headers=owner)).json()["workspace"]["id"])
    before = await everything_of(platform, mine)
    assert {name for name, rows in before.items() if rows} >= {
        "applications_application", "applications_timeline", "discover_posting", "match_score", "prepare_package",
        "profile_resume", "platform_event", "match_saved_search", "match_saved_match",
    }  # fmt: skip

    tried = 0
    for method, path, operation in operations(create_app().openapi()):
        if operation["operationId"] in NOT_ABOUT_DATA:
            continue
        names = [parameter["name"] for parameter in operation.get("parameters", []) if parameter["in"] == "path"]
        ids["id"] = ids["resume_id"] if "/resumes/" in path else ids["posting_id"]
        missing = [name for name in names if name not in ids]
        assert not missing, f"{path}: say in this test what stands behind {missing}"
        address = path.removeprefix("/api/v1").format(**ids)
        content = next(iter(operation.get("requestBody", {}).get("content", {})), None)
        bodies: list[dict[str, Any]] = [CONTENT.get(content or "", {})]
        if operation["operationId"] in VALID:
            bodies = [{"json": VALID[operation["operationId"]](ids)}]
        elif content == "application/json":
            bodies += [
                {
                    "json": {
                        "text": "x",
                        "reason": "x",
                        "state": "rejected",
                        "fingerprint": "0" * 64,
                        "items": [],
                        "note": "x",
                    }
                }
            ]
        for body in bodies:
            answer = await api.request(method, address, headers=stranger, **body)
            tried += 1
            said = answer.text
            assert SECRET not in said, f"{method} {path} shows another workspace's data"
            assert answer.status_code != 500, f"{method} {path}: {said}"
            if operation["operationId"] in VALID or (names and method in {"get", "delete"} and "name" not in names[:1]):
                assert answer.status_code == 404, f"{method} {path} answered {answer.status_code}: {said}"
            elif names and "name" not in names[:1]:
                assert answer.status_code in {403, 404, 405, 409, 422}, f"{method} {path} answered {answer.status_code}"
            elif method == "get" and answer.is_success and "items" in answer.json():
                assert answer.json()["items"] == [] or operation["operationId"] in LISTS_OF_ANYBODY, (
                    f"{path} is not empty"
                )
    await run_jobs()
    assert tried > 40
    assert await everything_of(platform, mine) == before


CRAFTED: tuple[Any, ...] = (
    [1],
    ["x", "y"],
    [5, 6],
    [{}],
    [float("inf")],
    [10**30],
    ["2026-01-01", "x"],
    [None],
    {},
    "x",
    [[]],
)


async def test_a_crafted_cursor_path_or_nul_is_answered_in_words(
    api: httpx.AsyncClient, platform: Platform, run_jobs: Callable[[], Awaitable[None]]
) -> None:
    owner = await registered(api, "owner")
    ids = await filled(api, platform, owner, run_jobs)
    ids["id"] = ids["resume_id"]
    lists = [
        path.removeprefix("/api/v1").format(**ids)
        for method, path, operation in operations(create_app().openapi())
        if method == "get" and any(parameter["name"] == "cursor" for parameter in operation.get("parameters", []))
    ]
    assert len(lists) >= 7
    for path in lists:
        for values in CRAFTED:
            cursor = base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
            answer = await api.get(path, params={"cursor": cursor}, headers=owner)
            assert answer.status_code in {200, 422}, f"{path} with the cursor {values}: {answer.status_code}"
    for cursor in ("9" * 39, "-1", "9" * 18 + "-" + "9" * 30):
        answer = await api.get("/live", headers=owner | {"Last-Event-ID": cursor})
        assert answer.status_code == 422, cursor
    for path in ("/" + "a" * 300, "/a%00b", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fapi.py"):
        answer = await api.get(f"http://test{path}")
        assert answer.status_code in {200, 404, 503}, path
        assert "root:" not in answer.text
        assert "create_app" not in answer.text
    noted = await api.post(f"/applications/{ids['application_id']}/timeline", json={"text": "a\0b"}, headers=owner)
    searched = await api.get("/postings", params={"q": "a\0b"}, headers=owner)
    for answer in (noted, searched):
        assert answer.status_code == 422
        assert "NUL" in answer.json()["detail"]


async def test_without_a_token_there_is_nothing(api: httpx.AsyncClient) -> None:
    for method, path, operation in operations(create_app().openapi()):
        if operation["operationId"] in NOT_ABOUT_DATA - {"stream_live"}:
            continue
        address = path.removeprefix("/api/v1").replace("{", "").replace("}", "")
        answer = await api.request(method, address)
        assert answer.status_code in {401, 422}, f"{method} {path} answered {answer.status_code} to nobody"
        if answer.status_code == 401:
            assert answer.json()["code"] == "not_signed_in"
