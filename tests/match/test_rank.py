"""The best postings are there at once, also while the background still scores for yesterday's candidate."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

import httpx
from sqlalchemy import delete, select

from rolecall.match.queries import match_of_posting
from rolecall.match.rank import best_now, likely
from rolecall.match.tables import ScoreRow
from rolecall.platform.resources import Platform
from rolecall.profile.queries import Resume
from tests.match.examples import BACKEND, MARA, NOOR

Import = Callable[..., Awaitable[None]]
Upload = Callable[[Resume], Awaitable[None]]

WARD = "We look after thirty beds.\n\nRequirements:\n\nRegistered nurse\n\nExperience with wound care\n"


async def test_best_now_is_what_is_stored_once_everything_is_scored(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload
) -> None:
    await import_postings({"Backend Developer": BACKEND, "ICU Nurse": WARD})
    await upload(MARA)
    async with platform.db.workspace(workspace) as session:
        best = await best_now(session)
        assert len(best) == 2
        for one in best:
            stored = await match_of_posting(session, one.posting_id)
            assert stored is not None
            assert stored.match == one.match
    assert best[0].match.score > best[1].match.score


async def test_scores_that_are_not_there_yet_are_made_and_not_written_down(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await import_postings({"Backend Developer": BACKEND, "ICU Nurse": WARD})
    await upload(NOOR)
    async with platform.db.workspace(workspace) as session:
        await session.execute(delete(ScoreRow))
    page = (await client.get("/postings", params={"sort": "fit"})).json()
    assert [item["title"] for item in page["items"]] == ["ICU Nurse", "Backend Developer"]
    assert all(item["score"] is not None for item in page["items"])
    best = page["items"][0]["score"]
    page = (await client.get("/postings", params={"sort": "fit", "min_score": best})).json()
    assert [item["title"] for item in page["items"]] == ["ICU Nurse"]
    async with platform.db.workspace(workspace) as session:
        assert list(await session.scalars(select(ScoreRow.id))) == []


async def test_filters_hold_and_the_likeliest_come_first(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    titles = {f"Gardener {number}": f"Roses and lawns in garden {number}, all year round." for number in range(6)}
    await import_postings({**titles, "Backend Developer": BACKEND})
    await upload(MARA)
    async with platform.db.workspace(workspace) as session:
        found = await likely(session, limit=3)
        assert len(found) == 3
        first = await match_of_posting(session, found[0])
    assert first is not None
    items = (await client.get("/postings", params={"sort": "fit", "limit": 1})).json()["items"]
    assert [item["title"] for item in items] == ["Backend Developer"]
    assert (await client.get("/postings", params={"sort": "fit", "status": "closed"})).json()["items"] == []


async def test_without_a_candidate_nothing_is_ranked(
    platform: Platform, workspace: UUID, import_postings: Import, client: httpx.AsyncClient
) -> None:
    await import_postings({"Backend Developer": BACKEND})
    async with platform.db.workspace(workspace) as session:
        assert await likely(session) == []
        assert await best_now(session) == []
    assert (await client.get("/postings", params={"sort": "fit"})).json()["items"] == []
