"""Scores come and go with postings and with the candidate, on a real database."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import delete, select, text

from rolecall.discover.queries import open_posting_ids, told_salary
from rolecall.match import jobs, store
from rolecall.match.jobs import BATCH, rescore_batch
from rolecall.match.queries import Decision, best_postings, count_scored, match_of_posting, scores
from rolecall.match.store import score_stored
from rolecall.match.tables import ScoreRow
from rolecall.platform.api import encode_cursor
from rolecall.platform.db import Session
from rolecall.platform.events import EventRow
from rolecall.platform.resources import Platform
from rolecall.profile.change import change_profile
from rolecall.profile.queries import Preferences, Resume
from tests.match.examples import BACKEND, MARA, NOOR

Import = Callable[..., Awaitable[None]]
Upload = Callable[[Resume], Awaitable[None]]

CARE = """We look after thirty beds in two wards.

Requirements:

Registered nurse with 2 years of experience in intensive care

ACLS certificate

Experience with wound care
"""


async def scored_events(platform: Platform, workspace: UUID) -> list[dict[str, object]]:
    async with platform.db.workspace(workspace) as session:
        statement = select(EventRow.payload).where(EventRow.name == "PostingScored").order_by(EventRow.seq)
        return list(await session.scalars(statement))


async def test_a_posting_that_comes_before_the_candidate_is_scored_when_the_candidate_comes(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await import_postings({"Backend Developer": BACKEND, "ICU Nurse": CARE})
    before = (await client.get("/postings")).json()
    assert [item["score"] for item in before["items"]] == [None, None]
    await upload(MARA)
    after = (await client.get("/postings")).json()
    assert [item["title"] for item in after["items"]] == ["Backend Developer", "ICU Nurse"]
    assert after["items"][0]["score"] > after["items"][1]["score"]
    assert after["total"] == 2
    assert len(await scored_events(platform, workspace)) == 2


async def test_a_posting_that_comes_later_is_scored_by_itself(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload
) -> None:
    await upload(NOOR)
    await import_postings({"ICU Nurse": CARE})
    async with platform.db.workspace(workspace) as session:
        (best,) = await best_postings(session)
        scored = await match_of_posting(session, best[0])
    assert scored is not None
    assert scored.match.score == best[1].score
    assert {finding.requirement.name for finding in scored.match.findings} >= {"ACLS", "Wound care"}
    assert [event["posting_id"] for event in await scored_events(platform, workspace)] == [str(best[0])]


async def test_scoring_again_without_news_writes_and_tells_nothing(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    async with platform.db.workspace(workspace) as session:
        ids = await open_posting_ids(session)
        assert await score_stored(session, ids) == 0
    assert len(await scored_events(platform, workspace)) == 1


async def test_a_changed_posting_gets_another_score(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    await import_postings({"Backend Developer": BACKEND.replace("Kubernetes in production", "COBOL in production")})
    first, second = await scored_events(platform, workspace)
    assert first["posting_id"] == second["posting_id"]
    assert int(str(first["score"])) > int(str(second["score"]))


async def test_new_preferences_score_everything_again_and_filter(
    import_postings: Import,
    upload: Upload,
    prefer: Callable[[Preferences], Awaitable[None]],
    client: httpx.AsyncClient,
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    await prefer(Preferences(countries=("JP",)))
    (item,) = (await client.get("/postings")).json()["items"]
    assert item["decision"] == "filtered"
    match = (await client.get(f"/postings/{item['id']}/match")).json()
    assert [filtered["filter"] for filtered in match["filtered"]] == ["place"]
    assert "Lisbon" in match["filtered"][0]["why"]


async def test_what_is_filtered_comes_after_everything_else(
    import_postings: Import,
    upload: Upload,
    prefer: Callable[[Preferences], Awaitable[None]],
    client: httpx.AsyncClient,
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND + "\nWe do not sponsor visas.\n", "ICU Nurse": CARE})
    await prefer(Preferences(needs_visa=True))
    items = (await client.get("/postings")).json()["items"]
    assert [(item["title"], item["decision"]) for item in items] == [
        ("ICU Nurse", "weak"),
        ("Backend Developer", "filtered"),
    ]


async def test_the_list_is_cut_into_pages_that_miss_and_repeat_nothing(
    import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(MARA)
    await import_postings(
        {f"Backend Developer, line {number}": BACKEND + f"\n- Line {number}\n" for number in range(7)}
    )
    for sort in ("score", "newest"):
        seen: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            page = (await client.get("/postings", params={"limit": 3, "sort": sort, "cursor": cursor or None})).json()
            seen += [item["id"] for item in page["items"]]
            cursor = page["next"]
        assert len(seen) == len(set(seen)) == 7, sort


async def test_a_cursor_of_another_list_is_refused(
    import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(MARA)
    await import_postings({f"Backend Developer, line {number}": BACKEND for number in range(3)})
    cursor = (await client.get("/postings", params={"limit": 1, "sort": "newest"})).json()["next"]
    answer = await client.get("/postings", params={"sort": "score", "cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


MOMENT, NOBODY = "2026-11-22T12:00:00+00:00", str(UUID(int=0))


@pytest.mark.parametrize("sort", ["score", "newest"])
@pytest.mark.parametrize(
    "values",
    [
        [],
        [5, 6, 7],
        [{}, MOMENT, NOBODY],
        [None, MOMENT, NOBODY],
        [10**12, MOMENT, NOBODY],
        [10**400, MOMENT, NOBODY],
        [float("inf"), MOMENT, NOBODY],
        [1, "2026-11-22T12:00:00", NOBODY],
        [1, MOMENT, 7],
        [MOMENT, None],
        ["yesterday", NOBODY],
    ],
)
async def test_a_cursor_that_somebody_made_up_is_refused(
    client: httpx.AsyncClient, sort: str, values: list[object]
) -> None:
    answer = await client.get("/postings", params={"sort": sort, "cursor": encode_cursor(values)})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")


async def test_pay_reads_the_same_in_the_list_as_in_the_posting(
    platform: Platform, workspace: UUID, import_postings: Import, client: httpx.AsyncClient
) -> None:
    await import_postings({"Porter": "Carry trunks."})
    salary = {"minimum": 30000, "maximum": 40000, "currency": "EUR", "period": "year"}
    async with platform.db.workspace(workspace) as session:
        await session.execute(text("UPDATE discover_posting SET salary = :salary"), {"salary": json.dumps(salary)})
    (item,) = (await client.get("/postings")).json()["items"]
    assert item["salary"] == told_salary(salary)


async def test_the_list_is_filtered_by_score_and_by_words(
    import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND, "ICU Nurse": CARE})
    by_score = (await client.get("/postings", params={"min_score": 60})).json()
    by_words = (await client.get("/postings", params={"q": "wards"})).json()
    assert [item["title"] for item in by_score["items"]] == ["Backend Developer"]
    assert [item["title"] for item in by_words["items"]] == ["ICU Nurse"]


async def test_a_posting_without_a_score_and_one_that_is_not_there_are_told_apart(
    platform: Platform, workspace: UUID, import_postings: Import, client: httpx.AsyncClient
) -> None:
    await import_postings({"Backend Developer": BACKEND})
    async with platform.db.workspace(workspace) as session:
        (waiting,) = await open_posting_ids(session)
    assert (await client.get(f"/postings/{waiting}/match")).json()["code"] == "match.not_scored"
    assert (await client.get(f"/postings/{uuid4()}/match")).json()["code"] != "match.not_scored"


async def test_another_workspace_sees_no_score(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    async with platform.db.workspace(workspace) as session:
        ids = await open_posting_ids(session)
        assert {score.decision for score in (await scores(session, ids)).values()} <= set(Decision)
        assert await count_scored(session) == 1
    async with platform.db.workspace(uuid4()) as session:
        assert await scores(session, ids) == {}
        assert await count_scored(session) == 0


async def test_more_postings_than_a_batch_are_all_scored_again(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload
) -> None:
    count = BATCH + 3
    await import_postings({f"Porter {number}": f"Carry {number} trunks." for number in range(count)})
    await upload(MARA)
    async with platform.db.workspace(workspace) as session:
        assert await count_scored(session) == count


async def test_a_score_of_the_candidate_as_they_were_never_stays_over_a_newer_one(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    async with platform.db.workspace(workspace) as session:
        ids = await open_posting_ids(session)
        await change_profile(session, [], Preferences(countries=("PT",)))
    read, go_on = asyncio.Event(), asyncio.Event()
    written = store._write

    async def held_back(session: Session, *rest: Any) -> None:
        if not read.is_set():
            read.set()
            await go_on.wait()
        await written(session, *rest)

    monkeypatch.setattr(store, "_write", held_back)

    async def wave() -> None:
        async with platform.db.workspace(workspace) as session:
            await score_stored(session, ids)

    slow = asyncio.create_task(wave())
    await read.wait()
    async with platform.db.workspace(workspace) as session:
        await change_profile(session, [], Preferences(countries=("JP",)))
    await wave()
    go_on.set()
    await slow
    async with platform.db.workspace(workspace) as session:
        (score,) = (await scores(session, ids)).values()
    assert score.decision is Decision.FILTERED


async def test_a_batch_is_a_range_of_ids_however_many_are_in_it(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    await upload(MARA)
    await import_postings({f"Porter {number}": f"Carry {number} trunks." for number in range(7)})
    async with platform.db.workspace(workspace) as session:
        ids = await open_posting_ids(session)
        await session.execute(delete(ScoreRow))
    monkeypatch.setattr(jobs, "BATCH", 2)
    await rescore_batch.run(platform, workspace, after=str(ids[0]), until=str(ids[5]))
    async with platform.db.workspace(workspace) as session:
        assert set(await scores(session, ids)) == set(ids[1:6])
