"""Approval of exactly these bytes, and nothing else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from rolecall.applications.queries import State, application, timeline
from rolecall.match.queries import Decision
from rolecall.platform.resources import Platform
from rolecall.prepare.queries import current_package
from rolecall.profile.queries import facts_of
from rolecall.review.queries import approval_of
from rolecall.review.tables import DecisionRow
from tests.prepare.applied import ASKED, Desk
from tests.prepare.people import ENGINEER, match

Run = Callable[[], Awaitable[None]]


async def prepared(desk: Desk, api: httpx.AsyncClient, run_jobs: Run, **settled: Any) -> tuple[str, dict[str, Any]]:
    posting_id = await desk.settle(**settled)
    answer = await api.post("/applications", json={"posting_id": str(posting_id)})
    application_id: str = answer.json()["applications"][0]["id"]
    await run_jobs()
    return application_id, await package_of(api, application_id)


async def package_of(api: httpx.AsyncClient, application_id: str) -> dict[str, Any]:
    shown: dict[str, Any] = (await api.get(f"/applications/{application_id}/package")).json()
    return shown


def line(package: dict[str, Any], beginning: str) -> dict[str, Any]:
    return next(
        item
        for section in package["resume"]["sections"]
        for item in section["items"]
        if item["text"].startswith(beginning)
    )


def edit(line_id: str, text: str | None) -> dict[str, Any]:
    return {"items": [{"id": line_id, "text": text}]}


async def test_the_fingerprint_that_was_read_is_approved_and_who_said_so_is_kept(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id, package = await prepared(desk, api, run_jobs)
    answer = await api.post(f"/applications/{application_id}/approve", json={"fingerprint": package["fingerprint"]})
    assert answer.status_code == 200
    assert answer.json()["state"] == "approved"
    assert (await package_of(api, application_id))["status"] == "approved"
    async with platform.db.workspace(workspace) as session:
        approval = await approval_of(session, UUID(application_id), package["fingerprint"])
    assert approval is not None
    assert approval.by.startswith("user:")
    assert str(approval.package_id) == package["id"]


async def test_another_fingerprint_is_refused(desk: Desk, api: httpx.AsyncClient, run_jobs: Run) -> None:
    application_id, package = await prepared(desk, api, run_jobs)
    answer = await api.post(f"/applications/{application_id}/approve", json={"fingerprint": "0" * 64})
    assert answer.status_code == 409
    assert answer.json()["code"] == "review.package_changed"
    assert answer.json()["fingerprint"] == package["fingerprint"]
    assert (await api.get(f"/applications/{application_id}/status")).json()["state"] == "awaiting_approval"


async def test_approval_is_refused_after_the_package_changed(desk: Desk, api: httpx.AsyncClient, run_jobs: Run) -> None:
    application_id, read = await prepared(desk, api, run_jobs)
    club = line(read, "Organised the monthly book club")
    await api.patch(f"/applications/{application_id}/package", json=edit(club["id"], None))
    answer = await api.post(f"/applications/{application_id}/approve", json={"fingerprint": read["fingerprint"]})
    assert answer.status_code == 409
    assert answer.json()["code"] == "review.package_changed"


async def test_a_package_edited_after_approval_waits_for_approval_again(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id, read = await prepared(desk, api, run_jobs)
    await api.post(f"/applications/{application_id}/approve", json={"fingerprint": read["fingerprint"]})
    club = line(read, "Organised the monthly book club")
    answer = await api.patch(f"/applications/{application_id}/package", json=edit(club["id"], None))
    assert answer.status_code == 200
    after = answer.json()
    assert after["version"] == 2
    assert after["status"] == "draft"
    assert after["fingerprint"] != read["fingerprint"]
    await run_jobs()
    assert (await api.get(f"/applications/{application_id}/status")).json()["state"] == "awaiting_approval"
    assert (await api.get(f"/applications/{application_id}/export")).status_code == 409
    again = await api.post(f"/applications/{application_id}/approve", json={"fingerprint": after["fingerprint"]})
    assert again.json()["state"] == "approved"


async def test_the_candidates_wording_is_taken_when_facts_say_it(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id, read = await prepared(desk, api, run_jobs)
    led = line(read, "Led 4 engineers")
    new = "Led 4 engineers who moved label printing to an event-driven service in Python"
    answer = await api.patch(f"/applications/{application_id}/package", json=edit(led["id"], new))
    assert answer.status_code == 200, answer.text
    changed = line(answer.json(), new)
    assert changed["changed"]
    assert changed["original"] == led["text"]
    assert changed["facts"] == led["facts"]


async def test_an_edit_that_claims_too_much_is_refused_with_the_claims_named_and_changes_nothing(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id, read = await prepared(desk, api, run_jobs)
    led = line(read, "Led 4 engineers")
    answer = await api.patch(
        f"/applications/{application_id}/package", json=edit(led["id"], "Led 40 engineers at Google in Rust")
    )
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"] == "prepare.unsupported_claims"
    assert {claim["text"] for claim in problem["unsupported"]} >= {"40", "Google", "Rust"}
    assert {claim["id"] for claim in problem["unsupported"]} == {led["id"]}
    assert (await package_of(api, application_id))["version"] == 1


async def test_a_sentence_of_the_letter_can_be_reworded_too(desk: Desk, api: httpx.AsyncClient, run_jobs: Run) -> None:
    application_id, read = await prepared(desk, api, run_jobs)
    sentences = [s for p in read["letter"]["paragraphs"] for s in p["sentences"]]
    thanks = next(s for s in sentences if s["text"].startswith("Thank you"))
    answer = await api.patch(
        f"/applications/{application_id}/package", json=edit(thanks["id"], "Thank you for reading this.")
    )
    texts = [s["text"] for p in answer.json()["letter"]["paragraphs"] for s in p["sentences"]]
    assert "Thank you for reading this." in texts
    assert thanks["text"] not in texts


@pytest.mark.parametrize("beginning", ["Amara Okafor", "Senior Backend Engineer"])
async def test_name_and_positions_are_corrected_in_the_profile_and_not_here(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run, beginning: str
) -> None:
    application_id, read = await prepared(desk, api, run_jobs)
    fixed = line(read, beginning)
    for text in ("Somebody Else", None):
        answer = await api.patch(f"/applications/{application_id}/package", json=edit(fixed["id"], text))
        assert answer.status_code == 422
        assert answer.json()["code"] == "prepare.not_editable"


async def test_an_edit_of_a_line_that_is_not_there_is_refused(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id, _ = await prepared(desk, api, run_jobs)
    answer = await api.patch(f"/applications/{application_id}/package", json=edit("/work/99", "x"))
    assert answer.json()["code"] == "prepare.not_editable"


async def test_a_rejected_package_is_discarded_with_its_reason(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id, read = await prepared(desk, api, run_jobs)
    answer = await api.post(f"/applications/{application_id}/reject", json={"reason": "Too long for me"})
    assert answer.json()["state"] == "discarded"
    assert (await package_of(api, application_id))["status"] == "rejected"
    again = await api.post(f"/applications/{application_id}/reject", json={"reason": "Too long for me"})
    assert again.status_code == 200
    approve = await api.post(f"/applications/{application_id}/approve", json={"fingerprint": read["fingerprint"]})
    assert approve.status_code == 409
    async with platform.db.workspace(workspace) as session:
        decisions = list(await session.scalars(select(DecisionRow)))
        told = await timeline(session, UUID(application_id))
    assert [(decision.approved, decision.reason) for decision in decisions] == [(False, "Too long for me")]
    assert any("Too long for me" in entry.text for entry in told)


async def test_an_approval_can_be_taken_back(desk: Desk, api: httpx.AsyncClient, run_jobs: Run) -> None:
    application_id, read = await prepared(desk, api, run_jobs)
    await api.post(f"/applications/{application_id}/approve", json={"fingerprint": read["fingerprint"]})
    answer = await api.post(f"/applications/{application_id}/reject", json={"reason": "Changed my mind"})
    assert answer.json()["state"] == "discarded"
    assert (await api.get(f"/applications/{application_id}/export")).status_code == 409


async def test_policy_approves_a_strong_package_where_the_workspace_says_so(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id, read = await prepared(desk, api, run_jobs, score=93, auto_approve=True)
    async with platform.db.workspace(workspace) as session:
        assert (await application(session, UUID(application_id))).state is State.APPROVED
        decision = (await session.scalars(select(DecisionRow))).one()
    assert (decision.by, decision.score, decision.fingerprint) == ("policy", 93, read["fingerprint"])


@pytest.mark.parametrize(("score", "auto_approve"), [(89, True), (95, False)])
async def test_policy_keeps_out_of_it_otherwise(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run, score: int, auto_approve: bool
) -> None:
    application_id, _ = await prepared(desk, api, run_jobs, score=score, auto_approve=auto_approve)
    assert (await api.get(f"/applications/{application_id}/status")).json()["state"] == "awaiting_approval"


async def test_policy_never_approves_what_a_filter_of_the_candidate_rules_out(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    await desk.settle(auto_approve=True)
    ruled_out = match(facts_of(ENGINEER), ASKED, score=95)
    posting_id = await desk.posting(replace(ruled_out, decision=Decision.FILTERED), job=12)
    answer = await api.post("/applications", json={"posting_id": str(posting_id)})
    application_id = answer.json()["applications"][0]["id"]
    await run_jobs()
    assert (await api.get(f"/applications/{application_id}/status")).json()["state"] == "awaiting_approval"


async def test_policy_never_approves_what_a_person_reworded(desk: Desk, api: httpx.AsyncClient, run_jobs: Run) -> None:
    application_id, read = await prepared(desk, api, run_jobs, score=95, auto_approve=True)
    club = line(read, "Organised the monthly book club")
    await api.patch(f"/applications/{application_id}/package", json=edit(club["id"], None))
    await run_jobs()
    assert (await api.get(f"/applications/{application_id}/status")).json()["state"] == "awaiting_approval"


async def test_each_version_stays_readable_in_the_database(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run
) -> None:
    application_id, read = await prepared(desk, api, run_jobs)
    club = line(read, "Organised the monthly book club")
    await api.patch(f"/applications/{application_id}/package", json=edit(club["id"], "Organised the book club"))
    async with platform.db.workspace(workspace) as session:
        package = await current_package(session, UUID(application_id))
        first = await platform.blobs.get(read["files"][0]["sha256"])
    assert (package.version, package.edited) == (2, True)
    assert first
