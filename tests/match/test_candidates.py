"""All résumés of a workspace for one posting: ranked on equal terms, kept, cut into pages, fenced."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import delete, select

from rolecall.discover.queries import posting
from rolecall.match.candidates import for_posting as ranking
from rolecall.match.candidates.for_posting import score_all
from rolecall.match.candidates.prepared import Prepared
from rolecall.match.score import score
from rolecall.match.tables import CandidateScoreRow
from rolecall.platform.jobs.dead import job_counts
from rolecall.platform.resources import Platform
from rolecall.profile.queries import Basics, Preferences, Resume, Skill, facts_of
from rolecall.profile.tables import CorrectionRow, ResumeRow
from rolecall.profile.upload import upload_resume
from tests.match.examples import BACKEND, MARA, NOOR

Import = Callable[..., Awaitable[None]]
Upload = Callable[[Resume], Awaitable[None]]
Run = Callable[[], Awaitable[None]]

CARE = "Requirements:\n\nACLS certificate\n\nExperience with wound care\n"


def person(number: int) -> Resume:
    """Somebody who knows so many of the skills asked for."""
    known = ("Python", "Django", "PostgreSQL", "Kubernetes", "Rust", "Terraform")[: number % 7]
    return Resume(
        basics=Basics(name=f"Person {number:03}", label="Backend Developer", summary=f"Works, number {number}."),
        skills=(Skill(name="Known", keywords=known),) if known else (),
    )


def as_file(resume: Resume) -> dict[str, Any]:
    return resume.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"sources", "others"})


@pytest.fixture
def upload_all(platform: Platform, workspace: UUID, run_jobs: Run) -> Callable[..., Awaitable[None]]:
    """`await upload_all(a, b)` stores résumés; the last one becomes the profile."""

    async def send(*resumes: Resume) -> None:
        async with platform.db.workspace(workspace) as session:
            for number, resume in enumerate(resumes):
                await upload_resume(platform, session, json.dumps(as_file(resume)).encode(), f"resume-{number}.json")
        for _ in range(4):
            await run_jobs()

    return send


async def id_of(client: httpx.AsyncClient, title: str) -> str:
    items = (await client.get("/postings")).json()["items"]
    return next(str(item["id"]) for item in items if item["title"] == title)


async def ranked(client: httpx.AsyncClient, id: str, **params: Any) -> dict[str, Any]:
    answer = await client.get(f"/postings/{id}/candidates", params=params)
    found: dict[str, Any] = answer.raise_for_status().json()
    return found


async def test_who_suits_a_posting_comes_first_and_each_comes_with_reasons(
    import_postings: Import, upload_all: Callable[..., Awaitable[None]], client: httpx.AsyncClient
) -> None:
    await upload_all(NOOR, MARA)
    await import_postings({"Backend Developer": BACKEND, "ICU Nurse": CARE})
    backend = await ranked(client, await id_of(client, "Backend Developer"))
    assert [(item["rank"], item["name"], item["current"]) for item in backend["items"]] == [
        (1, "Mara Lindqvist", True),
        (2, "Noor Haddad", False),
    ]
    assert (backend["total"], backend["pending"], backend["next"]) == (2, 0, None)
    best, last = backend["items"]
    assert best["score"] > last["score"]
    assert sum(part["points"] for part in best["contributions"]) == pytest.approx(best["score"], abs=1)
    assert last["missing"] == len(last["lacks"]) > 0
    nurses = await ranked(client, await id_of(client, "ICU Nurse"))
    assert [item["name"] for item in nurses["items"]] == ["Noor Haddad", "Mara Lindqvist"]


async def test_the_score_is_the_products_own_without_anybodys_wishes(
    platform: Platform,
    workspace: UUID,
    import_postings: Import,
    upload_all: Callable[..., Awaitable[None]],
    prefer: Callable[[Preferences], Awaitable[None]],
    client: httpx.AsyncClient,
) -> None:
    await upload_all(NOOR, MARA)
    await prefer(Preferences(countries=("JP",), titles=("Nurse",)))
    await import_postings({"Backend Developer": BACKEND})
    id = await id_of(client, "Backend Developer")
    best = (await ranked(client, id))["items"][0]
    async with platform.db.workspace(workspace) as session:
        stored = await posting(session, UUID(id))
    alone = score(stored, MARA, facts_of(MARA), Preferences(), datetime.now(UTC).date())
    assert best["decision"] != "filtered"
    assert "wishes" not in {part["name"] for part in best["contributions"]}
    assert best["score"] == alone.score
    assert [part["points"] for part in best["contributions"]] == [part.points for part in alone.contributions]


async def test_findings_come_on_demand_with_the_candidates_own_sentences(
    import_postings: Import, upload_all: Callable[..., Awaitable[None]], client: httpx.AsyncClient
) -> None:
    await upload_all(NOOR, MARA)
    await import_postings({"ICU Nurse": CARE})
    id = await id_of(client, "ICU Nurse")
    best = (await ranked(client, id))["items"][0]
    answer = await client.get(f"/postings/{id}/candidates/{best['resume_id']}")
    shown = answer.raise_for_status().json()
    assert shown["name"] == "Noor Haddad"
    assert shown["match"]["score"] == best["score"]
    evidence = {finding["name"]: finding["evidence"] for finding in shown["match"]["findings"]}
    assert "ACLS" in evidence["ACLS"]


async def test_corrections_count_for_the_current_profile_only(
    platform: Platform,
    workspace: UUID,
    import_postings: Import,
    upload_all: Callable[..., Awaitable[None]],
    run_jobs: Run,
    client: httpx.AsyncClient,
) -> None:
    await upload_all(person(1), person(2))
    await import_postings({"Backend Developer": BACKEND})
    id = await id_of(client, "Backend Developer")
    before = {item["name"]: item["score"] for item in (await ranked(client, id))["items"]}
    async with platform.db.workspace(workspace) as session:
        known = {"before": ["Python", "Django"], "after": ["Basket weaving"]}
        session.add(CorrectionRow(pointer="/basics/name", after="Person Renamed"))
        session.add(CorrectionRow(pointer="/skills/0/keywords", **known))
    after = {item["name"]: item["score"] for item in (await ranked(client, id))["items"]}
    assert after["Person 001"] == before["Person 001"]
    assert after["Person Renamed"] != before["Person 002"]


async def test_pages_follow_each_other_without_loss_or_repetition(
    import_postings: Import, upload_all: Callable[..., Awaitable[None]], client: httpx.AsyncClient
) -> None:
    await upload_all(*(person(number) for number in range(12)))
    await import_postings({"Backend Developer": BACKEND})
    id = await id_of(client, "Backend Developer")
    everyone = (await ranked(client, id))["items"]
    seen: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        page = await ranked(client, id, limit=5, **({"cursor": cursor} if cursor else {}))
        seen += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == everyone
    assert [item["rank"] for item in seen] == list(range(1, 13))


async def test_many_are_left_to_a_job_and_the_list_says_how_many_are_to_come(
    platform: Platform,
    import_postings: Import,
    upload_all: Callable[..., Awaitable[None]],
    run_jobs: Run,
    client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ranking, "AT_ONCE", 3)
    monkeypatch.setattr(ranking, "BATCH", 2)
    await upload_all(*(person(number) for number in range(5)))
    await import_postings({"Backend Developer": BACKEND})
    id = await id_of(client, "Backend Developer")
    assert (await ranked(client, id))["pending"] == 5
    assert (await ranked(client, id))["items"] == []
    async with platform.db.system() as session:
        assert (await job_counts(session, queue="match"))["ready"] == 1, "asking twice queues once"
    await run_jobs()
    done = await ranked(client, id)
    assert (done["pending"], len(done["items"])) == (0, 5)


async def test_only_who_is_new_is_scored_and_a_changed_posting_scores_everybody(
    platform: Platform,
    workspace: UUID,
    import_postings: Import,
    upload_all: Callable[..., Awaitable[None]],
    client: httpx.AsyncClient,
) -> None:
    await upload_all(person(1), person(2))
    await import_postings({"Backend Developer": BACKEND})
    id = UUID(await id_of(client, "Backend Developer"))
    assert await score_all(platform, workspace, id, actor="test") == 2
    assert await score_all(platform, workspace, id, actor="test") == 0
    await upload_all(person(3))
    assert await score_all(platform, workspace, id, actor="test") == 1
    await import_postings({"Backend Developer": BACKEND + "\n- Experience with Kafka\n"})
    assert await score_all(platform, workspace, id, actor="test") == 3


async def test_unreadable_files_are_no_candidates_and_a_removed_resume_takes_its_scores_along(
    platform: Platform,
    workspace: UUID,
    import_postings: Import,
    upload_all: Callable[..., Awaitable[None]],
    run_jobs: Run,
    client: httpx.AsyncClient,
) -> None:
    await upload_all(NOOR, MARA)
    async with platform.db.workspace(workspace) as session:
        await upload_resume(platform, session, b"%PDF-1.4 this is no document", "broken.pdf")
    for _ in range(3):
        await run_jobs()
    await import_postings({"Backend Developer": BACKEND})
    id = await id_of(client, "Backend Developer")
    assert (await ranked(client, id))["total"] == 2
    async with platform.db.workspace(workspace) as session:
        noor = await session.scalar(select(ResumeRow.id).where(ResumeRow.status == "read").order_by(ResumeRow.id))
        await session.execute(delete(ResumeRow).where(ResumeRow.id == noor))
    async with platform.db.workspace(workspace) as session:
        assert len((await session.scalars(select(CandidateScoreRow))).all()) == 1
    assert [item["name"] for item in (await ranked(client, id))["items"]] == ["Mara Lindqvist"]


async def test_another_workspace_sees_neither_posting_nor_people(
    platform: Platform,
    import_postings: Import,
    upload_all: Callable[..., Awaitable[None]],
    client: httpx.AsyncClient,
) -> None:
    await upload_all(NOOR, MARA)
    await import_postings({"Backend Developer": BACKEND})
    id = await id_of(client, "Backend Developer")
    resume = (await ranked(client, id))["items"][0]["resume_id"]
    stranger = {"Authorization": f"Bearer {uuid4()}"}
    assert (await client.get(f"/postings/{id}/candidates", headers=stranger)).status_code == 404
    assert (await client.get(f"/postings/{id}/candidates/{resume}", headers=stranger)).status_code == 404
    async with platform.db.workspace(uuid4()) as session:
        assert (await session.scalars(select(CandidateScoreRow))).all() == []


async def test_what_is_not_there_or_not_ours_is_refused(
    import_postings: Import, upload_all: Callable[..., Awaitable[None]], client: httpx.AsyncClient
) -> None:
    await upload_all(MARA)
    await import_postings({"Backend Developer": BACKEND})
    id = await id_of(client, "Backend Developer")
    assert (await client.get(f"/postings/{uuid4()}/candidates")).status_code == 404
    assert (await client.get(f"/postings/{id}/candidates/{uuid4()}")).status_code == 404
    assert (await client.get(f"/postings/{id}/candidates", params={"cursor": "W10"})).status_code == 422
    assert (await client.get(f"/postings/{id}/candidates", params={"limit": 0})).status_code == 422


async def test_three_hundred_resumes_are_ranked_in_seconds(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    id = UUID(await id_of(client, "Backend Developer"))
    async with platform.db.workspace(workspace) as session:
        for number in range(300):
            made = {"file_hash": f"h{number}", "filename": f"{number}.json", "size": 1, "status": "read", "notices": []}
            session.add(ResumeRow(**made, resume=as_file(person(number))))
    began = time.monotonic()
    assert await score_all(platform, workspace, id, actor="test") == 301
    assert time.monotonic() - began < 20
    page = await ranked(client, str(id), limit=200)
    assert (page["total"], page["pending"], len(page["items"])) == (301, 0, 200)
    assert page["items"][0]["name"] == "Mara Lindqvist"


def test_prepared_candidates_are_kept_the_longest_unused_going_first() -> None:
    today, kept = date(2026, 11, 1), Prepared(most=2)
    first = kept.make("a", MARA, today)
    kept.make("b", NOOR, today)
    assert kept.get("a", today) is first
    kept.make("c", person(1), today)
    assert kept.get("b", today) is None
    assert kept.get("a", today) is first
    assert kept.get("a", date(2026, 11, 2)) is None, "years go on: another day is another candidate"
