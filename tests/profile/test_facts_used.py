"""An own fact is used wherever facts are: as evidence in a score, as a bullet of its position, by the claim gate."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from rolecall.discover.intake import import_answers
from rolecall.flow import FLOW
from rolecall.match.tables import ScoreRow
from rolecall.platform.jobs import Flow
from rolecall.platform.resources import Platform
from rolecall.prepare.claims import Gate
from rolecall.prepare.content import Role
from rolecall.prepare.package import draft, gate_package
from rolecall.profile.fact_base.own import Said, add_fact, edit_fact, withdraw_fact
from rolecall.profile.facts import FactKind
from rolecall.profile.queries import Profile, current_profile, read_files, resumes_as_read
from rolecall.profile.upload import upload_resume
from tests.prepare.people import EVERYONE, TODAY, match
from tests.profile.people import ADA

Run = Callable[[], Awaitable[None]]
WANTED = "<p>Requirements</p><ul><li>Experience with Kubernetes</li><li>Experience with Python</li></ul>"


@pytest.fixture
def flow() -> Flow:
    """The product's own."""
    return FLOW


async def settle(platform: Platform, workspace: UUID, run_jobs: Run) -> None:
    async with platform.db.workspace(workspace) as session:
        await upload_resume(platform, session, ADA.encode(), "ada.txt")
    for _ in range(4):
        await run_jobs()


async def profile_of(platform: Platform, workspace: UUID) -> Profile:
    async with platform.db.workspace(workspace) as session:
        profile = await current_profile(session)
    assert profile is not None
    return profile


async def say(platform: Platform, workspace: UUID, said: Said) -> str:
    async with platform.db.workspace(workspace) as session:
        return await add_fact(session, said)


async def finding(platform: Platform, workspace: UUID, name: str) -> dict[str, Any]:
    async with platform.db.workspace(workspace) as session:
        row = await session.scalar(select(ScoreRow))
    assert row is not None
    found: dict[str, Any] = next(each for each in row.match["findings"] if each["name"] == name)
    return found


async def test_an_own_fact_is_evidence_in_every_score_and_no_more_when_taken_back(
    platform: Platform, workspace: UUID, run_jobs: Run
) -> None:
    await settle(platform, workspace, run_jobs)
    job = {
        "id": 1,
        "title": "Data Engineer",
        "updated_at": "2026-10-01T09:00:00Z",
        "location": {"name": "London, UK"},
        "absolute_url": "https://boards.greenhouse.io/narrowgauge/jobs/1",
        "content": WANTED,
    }
    await import_answers(platform, workspace, json.dumps({"jobs": [job], "meta": {"total": 1}}).encode())
    for _ in range(3):
        await run_jobs()
    before = await finding(platform, workspace, "Kubernetes")
    assert (before["met"], before["fact_id"]) != ("met", None)
    assert before["met"] != "met"
    said = Said("Runs 30 services on Kubernetes", FactKind.DUTY, "/work/0")
    fact_id = await say(platform, workspace, said)
    for _ in range(3):
        await run_jobs()
    after = await finding(platform, workspace, "Kubernetes")
    assert (after["met"], after["fact_id"]) == ("met", fact_id)
    async with platform.db.workspace(workspace) as session:
        await withdraw_fact(session, fact_id)
    for _ in range(3):
        await run_jobs()
    assert (await finding(platform, workspace, "Kubernetes"))["met"] == before["met"]


async def test_a_tailored_resume_prints_it_as_a_bullet_of_its_position_and_the_gate_lets_it_pass(
    platform: Platform, workspace: UUID, run_jobs: Run
) -> None:
    await settle(platform, workspace, run_jobs)
    claim = "Cut the build's time by 40 %"
    assert gate(await profile_of(platform, workspace)).check_edit(claim).unsupported
    fact_id = await say(platform, workspace, Said(claim, FactKind.DUTY, "/work/1"))
    profile = await profile_of(platform, workspace)
    assert not gate(profile).check_edit(claim).unsupported
    assert gate(profile).check_edit(claim.replace("40", "60")).unsupported
    _, posting, _ = EVERYONE["engineer"]
    made = draft(posting, profile.resume, profile.facts, match(profile.facts, ("Python",)), TODAY)
    items = [item for section in made.resume for item in section.items]
    bullet = next(item for item in items if item.text == claim)
    above = [item for item in items[: items.index(bullet)] if item.role is Role.ENTRY][-1]
    assert above.text.startswith("Data Engineer, Difference Co")
    assert [ref.id for ref in bullet.facts] == [fact_id]
    assert not gate_package(made)


async def test_an_edited_fact_is_never_cited_for_what_another_line_says(
    platform: Platform, workspace: UUID, run_jobs: Run
) -> None:
    await settle(platform, workspace, run_jobs)
    profile = await profile_of(platform, workspace)
    was = next(fact for fact in profile.facts if fact.text == "Led a team of 4 engineers")
    async with platform.db.workspace(workspace) as session:
        await edit_fact(session, was.id, {"text": "Led a team of 5 engineers"})
    # The old words, said of another position: another fact, although the first one's id was made of these words.
    other = await say(platform, workspace, Said("Led a team of 4 engineers", FactKind.DUTY, "/work/1"))
    profile = await profile_of(platform, workspace)
    assert {fact.id: fact.text for fact in profile.facts if "Led a team" in fact.text} == {
        was.id: "Led a team of 5 engineers",
        other: "Led a team of 4 engineers",
    }
    _, posting, _ = EVERYONE["engineer"]
    made = draft(posting, profile.resume, profile.facts, match(profile.facts, ("Python",)), TODAY)
    cited = {item.text: [ref.id for ref in item.facts] for section in made.resume for item in section.items}
    assert cited["Led a team of 4 engineers"] == [other]
    assert cited["Led a team of 5 engineers"] == [was.id]


async def test_own_facts_count_where_resumes_are_compared(platform: Platform, workspace: UUID, run_jobs: Run) -> None:
    await settle(platform, workspace, run_jobs)
    async with platform.db.workspace(workspace) as session:
        ((before,), _) = await read_files(session, 10)
    await say(platform, workspace, Said("Kubernetes", FactKind.SKILL))
    async with platform.db.workspace(workspace) as session:
        ((after,), _) = await read_files(session, 10)
        resume = (await resumes_as_read(session, [after.id]))[after.id]
    assert after.digest != before.digest
    assert "Kubernetes" in [skill.name for skill in resume.skills]


def gate(profile: Profile) -> Gate:
    return Gate(profile.facts, title="Data Engineer", company="Brightline", languages=("en",), today=TODAY)
