"""Letter templates: kept in a real database, tried on a posting, and chosen for letters."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient

from tests.prepare.applied import Desk

Run = Callable[[], Awaitable[None]]
TEXT = "Dear {company} team,\n\n{opening} I have read about your service.\n\n{evidence:2}\n\nKind regards,\n{name}"


async def _prepared(api: AsyncClient, run_jobs: Run, posting: UUID) -> str:
    opened = await api.post("/applications", json={"posting_id": str(posting)})
    await run_jobs()
    return str(opened.json()["applications"][0]["id"])


async def _add(api: AsyncClient, name: str = "Mine", text: str = TEXT, language: str = "en") -> str:
    answer = await api.post("/letter-templates", json={"name": name, "language": language, "text": text})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_a_template_is_kept_changed_and_removed_and_its_versions_stay(api: AsyncClient, desk: Desk) -> None:
    await desk.settle()
    template = await _add(api)
    changed = await api.patch(f"/letter-templates/{template}", json={"text": TEXT + "\n\nP.S. {reach}"})
    assert changed.json()["version"] == 2
    shown = (await api.get(f"/letter-templates/{template}")).json()
    assert [version["version"] for version in shown["versions"]] == [2, 1]
    assert shown["versions"][1]["text"] == TEXT
    assert (await api.delete(f"/letter-templates/{template}")).status_code == 204
    assert (await api.get(f"/letter-templates/{template}")).status_code == 404
    assert (await api.get("/letter-templates")).json()["items"] == []
    await _add(api)


async def test_of_two_changes_at_once_each_is_a_version(api: AsyncClient, desk: Desk) -> None:
    await desk.settle()
    template = await _add(api)
    texts = [f"{TEXT}\n\nP.S. {{reach}} {number}" for number in range(4)]
    answers = await asyncio.gather(*(api.patch(f"/letter-templates/{template}", json={"text": text}) for text in texts))
    assert [answer.status_code for answer in answers] == [200] * 4, [answer.text for answer in answers]
    shown = (await api.get(f"/letter-templates/{template}")).json()
    assert [version["version"] for version in shown["versions"]] == [5, 4, 3, 2, 1]
    assert {version["text"] for version in shown["versions"]} == {TEXT, *texts}


async def test_two_who_say_at_once_how_letters_are_to_be_are_both_heard(api: AsyncClient, desk: Desk) -> None:
    await desk.settle()
    tones = ("warm", "formal", "plain")
    answers = await asyncio.gather(*(api.put("/letter-settings", json={"tone": tone}) for tone in tones))
    assert [answer.status_code for answer in answers] == [200] * 3, [answer.text for answer in answers]
    assert (await api.get("/letter-settings")).json()["tone"] in tones


async def test_a_change_that_changes_nothing_is_no_version(api: AsyncClient, desk: Desk) -> None:
    await desk.settle()
    template = await _add(api)
    assert (await api.patch(f"/letter-templates/{template}", json={"text": TEXT})).json()["version"] == 1


async def test_a_wrong_template_is_refused_with_its_places(api: AsyncClient, desk: Desk) -> None:
    await desk.settle()
    answer = await api.post("/letter-templates", json={"name": "Mine", "text": "Dear {compny},\n{if why}yes"})
    assert answer.status_code == 422
    assert answer.json()["code"] == "prepare.template_wrong"
    assert [(error["line"], error["column"]) for error in answer.json()["errors"]] == [(1, 6), (2, 1)]
    assert "Did you mean {company}?" in answer.json()["errors"][0]["message"]


async def test_two_templates_do_not_share_a_name(api: AsyncClient, desk: Desk) -> None:
    await desk.settle()
    await _add(api)
    answer = await api.post("/letter-templates", json={"name": "Mine", "text": TEXT})
    assert answer.status_code == 409
    assert answer.json()["code"] == "prepare.template_name_taken"


async def test_a_preview_is_text_and_pdf_and_keeps_nothing(api: AsyncClient, desk: Desk) -> None:
    posting = await desk.settle()
    asked = {"posting_id": str(posting), "text": TEXT + "\n\nI won the Turing Award."}
    shown = (await api.post("/letter-templates/preview", json=asked)).json()
    assert "Dear Brightline" in shown["text"]
    assert "Turing" not in shown["text"]
    assert any("Turing" in gone["text"] for gone in shown["left_out"])
    assert 0 < shown["check"]["score"] <= 100
    pdf = await api.post("/letter-templates/preview/pdf", json=asked)
    assert pdf.content.startswith(b"%PDF")
    assert (await api.get("/letter-templates")).json()["items"] == []


async def test_a_preview_of_a_wrong_template_says_where(api: AsyncClient, desk: Desk) -> None:
    posting = await desk.settle()
    shown = (await api.post("/letter-templates/preview", json={"posting_id": str(posting), "text": "a\n {"})).json()
    assert shown["letter"] is None
    assert (shown["errors"][0]["line"], shown["errors"][0]["column"]) == (2, 2)


async def test_the_workspaces_template_writes_the_letters(api: AsyncClient, desk: Desk, run_jobs: Run) -> None:
    posting = await desk.settle()
    template = await _add(api)
    settings = {"tone": "warm", "length": "short", "template_id": template}
    assert (await api.put("/letter-settings", json=settings)).status_code == 200
    assert (await api.get("/letter-templates")).json()["items"][0]["default"]
    application = await _prepared(api, run_jobs, posting)
    package = (await api.get(f"/applications/{application}/package")).json()
    said = [s["text"] for p in package["letter"]["paragraphs"] for s in p["sentences"]]
    assert "I have read about your service." in said
    await api.delete(f"/letter-templates/{template}")
    assert (await api.get("/letter-settings")).json()["template_id"] is None


async def test_a_template_in_another_language_does_not_write_an_english_letter(
    api: AsyncClient, desk: Desk, run_jobs: Run
) -> None:
    posting = await desk.settle()
    template = await _add(api, text="Guten Tag,\n\n{opening}\n\n{closing}", language="de")
    await api.put("/letter-settings", json={"template_id": template})
    application = await _prepared(api, run_jobs, posting)
    package = (await api.get(f"/applications/{application}/package")).json()
    assert "I am applying" in str(package["letter"])


async def test_an_applications_letter_is_written_anew_and_the_resume_stays(
    api: AsyncClient, desk: Desk, run_jobs: Run
) -> None:
    posting = await desk.settle()
    application = await _prepared(api, run_jobs, posting)
    before = (await api.get(f"/applications/{application}/package")).json()
    why = "I want to work where “You will build services in Python and Go” is the plan."
    chosen = {"tone": "formal", "length": "short", "why": why, "contact": "Robin Ferris"}
    answer = await api.put(f"/applications/{application}/letter", json=chosen)
    assert answer.status_code == 200, answer.text
    after = (await api.get(f"/applications/{application}/package")).json()
    assert after["version"] == before["version"] + 1
    assert after["resume"] == before["resume"]
    said = [s["text"] for p in after["letter"]["paragraphs"] for s in p["sentences"]]
    assert why in said
    assert "Dear Robin Ferris," in said
    assert "Yours sincerely," in said
    checked = (await api.get(f"/applications/{application}/package/letter-check")).json()
    assert checked["score"] >= 80


async def test_a_reason_that_no_fact_supports_is_refused_and_changes_nothing(
    api: AsyncClient, desk: Desk, run_jobs: Run
) -> None:
    posting = await desk.settle()
    application = await _prepared(api, run_jobs, posting)
    claim = {"why": "As a certified SAP expert with 30 years I fit.", "contact": None}
    answer = await api.put(f"/applications/{application}/letter", json=claim)
    assert answer.status_code == 422
    assert answer.json()["code"] == "prepare.unsupported_claims"
    named = " ".join(claim["text"] for claim in answer.json()["unsupported"])
    assert all(claimed in named for claimed in ("certified", "SAP", "expert", "30 years"))
    assert (await api.get(f"/applications/{application}/package")).json()["version"] == 1
    assert not (await api.get(f"/applications/{application}/letter")).json()["own"]


@pytest.mark.parametrize("contact", ["PhD Award Winner", "certified by SAP", "42", "…"])
async def test_a_contact_is_a_name(api: AsyncClient, desk: Desk, contact: str) -> None:
    posting = await desk.settle()
    answer = await api.post("/letter-templates/preview", json={"posting_id": str(posting), "contact": contact})
    assert answer.status_code == 422
    assert "name of a person" in answer.json()["detail"]


async def test_another_workspace_sees_and_changes_nothing_of_it(api: AsyncClient, desk: Desk, run_jobs: Run) -> None:
    posting = await desk.settle()
    template = await _add(api)
    application = await _prepared(api, run_jobs, posting)
    api.headers["Authorization"] = "Bearer other"
    assert (await api.get("/letter-templates")).json()["items"] == []
    for method, path in (
        ("GET", f"/letter-templates/{template}"),
        ("PATCH", f"/letter-templates/{template}"),
        ("DELETE", f"/letter-templates/{template}"),
        ("PUT", f"/applications/{application}/letter"),
        ("GET", f"/applications/{application}/package/letter-check"),
    ):
        answer = await api.request(method, path, json={})
        assert answer.status_code == 404, (method, path, answer.text)
    settings = await api.put("/letter-settings", json={"template_id": template})
    assert settings.status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", "/letter-templates/{}"), ("delete", "/letter-templates/{}"), ("get", "/applications/{}/letter")],
)
async def test_what_is_not_there_is_said(api: AsyncClient, desk: Desk, method: str, path: str) -> None:
    await desk.settle()
    assert (await api.request(method, path.format(uuid4()))).status_code == 404
