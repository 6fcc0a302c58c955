"""Gaps over HTTP: of the postings that are liked, kept while nothing changes, found by a job where it takes long."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select, update

from rolecall.applications.lifecycle import open_application
from rolecall.match.gaps import kept as gaps_kept
from rolecall.match.gaps.find import find_gaps
from rolecall.match.jobs import drop_unasked
from rolecall.match.learning.labels import decide
from rolecall.match.searches.asked import FiltersIn
from rolecall.match.searches.saved import save
from rolecall.match.tables import ComputationRow
from rolecall.platform.jobs.dead import job_counts
from rolecall.platform.resources import Platform
from rolecall.profile.queries import Resume
from tests.match.examples import BACKEND, MARA, NOOR

Import = Callable[..., Awaitable[None]]
Upload = Callable[[Resume], Awaitable[None]]
Run = Callable[[], Awaitable[None]]

KAFKA = BACKEND.replace("Kubernetes in production", "Kafka in production").replace(
    "Django and PostgreSQL", "Elixir and Oracle Database"
)
CARE = "Requirements:\n\nACLS certificate\n\nExperience with wound care\n\nExperience with phlebotomy\n"


async def asked(client: httpx.AsyncClient, **params: Any) -> dict[str, Any]:
    answer = await client.get("/match/gaps", params=params)
    found: dict[str, Any] = answer.raise_for_status().json()
    return found


def names(answer: dict[str, Any]) -> list[str]:
    return [gap["name"] for gap in answer["found"]["gaps"]]


async def ready_jobs(platform: Platform) -> int:
    async with platform.db.system() as session:
        return (await job_counts(session, queue="match"))["ready"]


async def test_without_a_resume_it_says_what_to_do(client: httpx.AsyncClient) -> None:
    answer = await client.get("/match/gaps")
    assert answer.status_code == 404
    assert answer.json()["code"] == "profile.none"


async def test_nothing_liked_yet_is_an_answer_and_no_error(upload: Upload, client: httpx.AsyncClient) -> None:
    await upload(MARA)
    answer = await asked(client)
    assert answer["current"]
    assert answer["found"]["looked_at"] == 0
    assert answer["found"]["gaps"] == []


async def test_what_scores_well_enough_is_looked_at_and_the_rest_is_not(
    import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": KAFKA, "Ward Nurse": CARE})
    answer = await asked(client)
    assert answer["liked"] == {"scored": 1}
    assert names(answer)[:2] == ["Elixir", "Kafka"]
    assert "ACLS" not in names(answer)
    ((posting),) = answer["postings"]
    assert posting["title"] == "Backend Developer"
    risen = answer["found"]["gaps"][0]["effect"]["risen"]
    assert [each["posting_id"] for each in risen] == [posting["id"]]
    assert risen[0]["before"] == posting["score"] < risen[0]["after"]


async def test_a_decision_an_application_and_a_saved_search_make_a_posting_liked_whatever_its_score(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": KAFKA, "Ward Nurse": CARE, "Night Nurse": CARE + "\nNights."})
    items = (await client.get("/postings")).json()["items"]
    ids = {item["title"]: UUID(item["id"]) for item in items}
    async with platform.db.workspace(workspace) as session:
        await open_application(
            session, posting_id=ids["Ward Nurse"], company="N", title="Ward Nurse", url="https://n", board="x", score=1
        )
        await save(session, "Nights", FiltersIn(q="night"))
    answer = await asked(client)
    assert answer["liked"] == {"applied": 1, "saved": 1, "scored": 1}
    assert {"ACLS", "Kafka"} <= set(names(answer))
    async with platform.db.workspace(workspace) as session:
        await decide(session, ids["Night Nurse"], "shortlist")
    assert (await asked(client))["liked"] == {"shortlisted": 1, "applied": 1, "scored": 1}
    async with platform.db.workspace(workspace) as session:
        await decide(session, ids["Night Nurse"], "reject")
    assert (await asked(client))["liked"] == {"applied": 1, "scored": 1}, "what is rejected is liked in no way"
    async with platform.db.workspace(workspace) as session:
        await decide(session, ids["Night Nurse"], "clear")
    alone = await asked(client, liked="applied")
    assert alone["found"]["looked_at"] == 1
    assert "Kafka" not in names(alone)
    titled = await asked(client, query="nurse")
    assert titled["found"]["looked_at"] == 2


async def test_what_was_found_is_kept_until_the_resume_changes(
    platform: Platform,
    workspace: UUID,
    import_postings: Import,
    upload: Upload,
    client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": KAFKA})
    first = await asked(client)
    calls = count_calls(monkeypatch)
    assert await asked(client) == first
    assert calls == []
    await upload(NOOR)
    changed = await asked(client, min_score=0)
    assert len(calls) == 1
    assert names(changed) != names(first)


async def test_many_postings_are_left_to_a_job_and_the_answer_says_so(
    platform: Platform,
    import_postings: Import,
    upload: Upload,
    run_jobs: Run,
    client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gaps_kept, "AT_ONCE", 2)
    await upload(MARA)
    await import_postings({f"Backend Developer {number}": f"{KAFKA}\n- Line {number}\n" for number in range(3)})
    first = await asked(client)
    assert (first["computing"], first["current"], first["found"]) == (True, False, None)
    assert (await asked(client))["computing"]
    assert await ready_jobs(platform) == 1, "asking twice queues once"
    await run_jobs()
    then = await asked(client)
    assert (then["computing"], then["current"]) == (False, True)
    assert then["found"]["looked_at"] == 3


async def test_what_is_out_of_date_is_shown_as_such_until_the_job_is_done(
    import_postings: Import,
    upload: Upload,
    run_jobs: Run,
    client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": KAFKA})
    before = await asked(client)
    monkeypatch.setattr(gaps_kept, "AT_ONCE", 0)
    await import_postings({"Backend Developer": KAFKA.replace("Kafka", "Ansible")})
    meanwhile = await asked(client)
    assert (meanwhile["current"], meanwhile["computing"]) == (False, True)
    assert meanwhile["found_at"] == before["found_at"]
    assert "Kafka" in names(meanwhile)
    await run_jobs()
    after = await asked(client)
    assert after["current"]
    assert "Kafka" not in names(after)
    assert "Ansible" in names(after)


async def test_another_workspace_sees_nothing_of_it(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": KAFKA})
    await asked(client)
    async with platform.db.workspace(uuid4()) as session:
        assert (await session.scalars(select(ComputationRow))).all() == []
    async with platform.db.workspace(workspace) as session:
        assert len((await session.scalars(select(ComputationRow))).all()) == 1


async def test_what_nobody_asks_for_any_more_is_dropped(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": KAFKA})
    await asked(client)
    await asked(client, query="developer")
    async with platform.db.workspace(workspace) as session:
        first = await session.scalar(select(ComputationRow.id).order_by(ComputationRow.id).limit(1))
        long_ago = datetime.now(UTC) - timedelta(days=8)
        await session.execute(update(ComputationRow).where(ComputationRow.id == first).values(asked_at=long_ago))
    await drop_unasked.run(platform, None)
    async with platform.db.workspace(workspace) as session:
        left = list(await session.scalars(select(ComputationRow.id)))
    assert len(left) == 1
    assert first not in left


@pytest.mark.parametrize("params", [{"liked": "everything"}, {"min_score": 101}, {"query": "x" * 201}])
async def test_what_cannot_be_asked_is_refused(client: httpx.AsyncClient, params: dict[str, Any]) -> None:
    assert (await client.get("/match/gaps", params=params)).status_code == 422


def count_calls(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    calls: list[int] = []
    real = find_gaps

    def counted(*given: Any, **named: Any) -> Any:
        calls.append(1)
        return real(*given, **named)

    monkeypatch.setattr(gaps_kept, "find_gaps", counted)
    return calls
