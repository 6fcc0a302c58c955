"""Looking for postings over HTTP: words, filters, facets, and searches that are kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select, text

from rolecall.match.searches.saved import tell
from rolecall.platform.events import EventRow
from rolecall.platform.resources import Platform
from rolecall.profile.queries import Resume
from tests.match.examples import BACKEND, MARA

Import = Callable[..., Awaitable[None]]
Upload = Callable[[Resume], Awaitable[None]]

TEXTS = {
    "Senior Porter": "Carry trunks. Salary: $90,000 - $110,000 per year. We sponsor visas.",
    "Porter": "Carry trunks. Salary: $40,000 - $50,000 per year.",
    "Night Porter (Remote)": "Watch over trunks from your own home.",
    "Pastry Chef": "Bake croissants. We do not sponsor visas.",
}


@pytest.fixture
async def four(import_postings: Import, platform: Platform, workspace: UUID) -> None:
    """Four postings, two of which were made comparable by hand: what is read from texts is tested elsewhere."""
    await import_postings(TEXTS)
    visa = '[{"name": "visa_sponsorship", "stated": %s, "start": 0, "end": 1}]'
    rows = {
        "Senior Porter": ("senior", 90_000, 110_000, "USD", visa % "true", "{PT}", "{Lisbon}"),
        "Porter": (None, 40_000, 50_000, "USD", "[]", "{PT,ES}", "{Lisbon,Madrid}"),
        "Night Porter (Remote)": (None, None, None, None, "[]", "{US}", "{}"),
        "Pastry Chef": ("junior", None, 45_000, "EUR", visa % "false", "{PT}", "{Porto}"),
    }
    names = ("level", "low", "high", "currency", "facts", "countries", "cities")
    statement = text(
        "UPDATE discover_posting SET level = :level, pay_low = :low, pay_high = :high, pay_currency = :currency, "
        "facts = CAST(:facts AS jsonb), countries = CAST(:countries AS varchar[]), cities = CAST(:cities AS varchar[]) "
        "WHERE title = :title"
    )
    async with platform.db.workspace(workspace) as session:
        for title, values in rows.items():
            await session.execute(statement, {"title": title, **dict(zip(names, values, strict=True))})


async def titles(client: httpx.AsyncClient, **asked: Any) -> list[str]:
    answer = await client.get("/postings", params=asked)
    page = answer.raise_for_status().json()
    assert page["total"] == len(page["items"])
    assert page["total_exact"]
    return sorted(item["title"] for item in page["items"])


@pytest.mark.usefixtures("four")
async def test_every_filter_leaves_what_it_says(client: httpx.AsyncClient) -> None:
    senior, porter, night, chef = "Senior Porter", "Porter", "Night Porter (Remote)", "Pastry Chef"
    assert await titles(client, level="senior") == [senior]
    assert await titles(client, level=["senior", "junior"]) == [chef, senior]
    assert await titles(client, country="es") == [porter]
    assert await titles(client, country=["ES", "US"]) == [night, porter]
    assert await titles(client, city="porto") == [chef]
    assert await titles(client, min_salary=50_000) == [porter, senior]
    assert await titles(client, min_salary=40_000, currency="eur") == [chef]
    assert await titles(client, visa="yes") == [senior]
    assert await titles(client, visa="no") == [chef]
    assert await titles(client, visa="unsaid") == [night, porter]
    assert await titles(client, workplace="remote") == [night]
    assert await titles(client, remote=False, level="senior") == [senior]
    assert await titles(client, employer="NARROWGAUGE Inc.") == [night, chef, porter, senior]
    assert await titles(client, company="gauge", q="croissants") == [chef]
    assert await titles(client, board="greenhouse", city="Madrid") == [porter]
    assert await titles(client, published_within=0) == []
    assert await titles(client, min_score=1) == []


async def test_a_filter_that_cannot_be_is_refused_in_words(client: httpx.AsyncClient) -> None:
    for wrong in ({"visa": "maybe"}, {"currency": "euro"}, {"min_salary": "-1"}, {"published_within": "-3"}):
        answer = await client.get("/postings", params=wrong)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input"), wrong


@pytest.mark.usefixtures("four")
async def test_with_words_the_most_relevant_comes_first_unless_asked_otherwise(client: httpx.AsyncClient) -> None:
    found = (await client.get("/postings", params={"q": "night porter"})).json()["items"]
    assert found[0]["title"] == "Night Porter (Remote)"
    assert (await client.get("/postings", params={"q": "porter", "sort": "newest"})).json()["total"] >= 3
    assert (await client.get("/postings", params={"sort": "relevance"})).status_code == 200


async def test_a_list_by_relevance_is_cut_into_pages_that_miss_and_repeat_nothing(
    import_postings: Import, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await import_postings({f"Porter of platform {number}": f"Carry {number} trunks." for number in range(23)})
    # So that most are behind what is put in order.
    monkeypatch.setattr("rolecall.discover.relevance.RANKED", 3)
    monkeypatch.setattr("rolecall.discover.relevance.DEPTH", 4)
    for limit in (1, 4, 5, 200):
        seen: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            page = (
                await client.get("/postings", params={"q": "trunks", "limit": limit, "cursor": cursor or None})
            ).json()
            seen += [item["id"] for item in page["items"]]
            cursor = page["next"]
        assert len(seen) == len(set(seen)) == page["total"] == 23, limit


@pytest.mark.usefixtures("four")
async def test_a_facet_counts_what_its_own_filter_would_leave_out(client: httpx.AsyncClient) -> None:
    def counts(answer: httpx.Response, name: str) -> dict[str, int]:
        return {value["value"]: value["count"] for value in answer.raise_for_status().json()["facets"][name]}

    everything = await client.get("/postings/facets")
    assert counts(everything, "country") == {"PT": 3, "ES": 1, "US": 1}
    assert counts(everything, "level") == {"junior": 1, "senior": 1}
    assert counts(everything, "visa") == {"unsaid": 2, "no": 1, "yes": 1}
    assert everything.json()["currency"] == "USD"
    assert counts(everything, "min_salary")["100000"] == 1
    assert counts(everything, "min_salary")["50000"] == 2

    senior = await client.get("/postings/facets", params={"level": "senior"})
    assert counts(senior, "level") == {"junior": 1, "senior": 1}
    assert counts(senior, "country") == {"PT": 1}
    words = await client.get("/postings/facets", params={"q": "croissants"})
    assert counts(words, "level") == {"junior": 1}
    for name, values in everything.json()["facets"].items():
        for value in values:
            asked = {name: value["value"]} | ({"currency": "USD"} if name == "min_salary" else {})
            left = (await client.get("/postings", params=asked)).raise_for_status().json()["total"]
            assert left == value["count"], (name, value)


@pytest.mark.usefixtures("four")
async def test_similar_postings_come_with_their_scores(client: httpx.AsyncClient) -> None:
    chef = (await client.get("/postings", params={"q": "croissants"})).json()["items"][0]["id"]
    similar = (await client.get(f"/postings/{chef}/similar", params={"limit": 2})).json()["items"]
    assert len(similar) == 2
    assert chef not in [item["id"] for item in similar]
    assert (await client.get(f"/postings/{uuid4()}/similar")).status_code == 404


async def told(platform: Platform, workspace: UUID) -> list[dict[str, Any]]:
    async with platform.db.workspace(workspace) as session:
        statement = select(EventRow.payload).where(EventRow.name == "SavedSearchMatched").order_by(EventRow.seq)
        return list(await session.scalars(statement))


async def test_a_saved_search_tells_once_of_what_comes_after_it(
    platform: Platform, workspace: UUID, import_postings: Import, client: httpx.AsyncClient
) -> None:
    await import_postings({"Porter": "Carry trunks."})
    made = await client.post("/searches", json={"name": "Trunks", "filters": {"q": "trunks"}})
    search = made.raise_for_status().json()
    assert (made.status_code, search["new"]) == (201, 0)
    assert await told(platform, workspace) == []

    await import_postings({"Porter": "Carry trunks.", "Night Porter": "Carry trunks by night.", "Baker": "Bake."})
    (event,) = await told(platform, workspace)
    assert event["search_id"] == search["id"]
    async with platform.db.workspace(workspace) as session:
        everything = list(await session.scalars(text("SELECT id FROM discover_posting")))
        assert await tell(session, everything) == 0
    assert len(await told(platform, workspace)) == 1

    found = (await client.get(f"/searches/{search['id']}/postings")).json()["items"]
    assert [(item["title"], item["new"]) for item in found] == [("Night Porter", True), ("Porter", False)]
    assert (await client.get("/searches")).json()["items"][0]["new"] == 1
    seen = (await client.patch(f"/searches/{search['id']}", json={"seen": True})).json()
    assert seen["new"] == 0


async def test_a_saved_search_by_score_tells_when_the_score_comes(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await client.post("/searches", json={"name": "Good ones", "filters": {"min_score": 60}})
    await import_postings({"Backend Developer": BACKEND})
    assert await told(platform, workspace) == []
    await upload(MARA)
    (event,) = await told(platform, workspace)
    assert len(event["posting_ids"]) == 1


async def test_a_quiet_search_counts_and_tells_nothing(
    platform: Platform, workspace: UUID, import_postings: Import, client: httpx.AsyncClient
) -> None:
    await client.post("/searches", json={"name": "Quiet", "filters": {"q": "trunks"}, "notify": False})
    await import_postings({"Porter": "Carry trunks."})
    assert (await client.get("/searches")).json()["items"][0]["new"] == 1
    assert await told(platform, workspace) == []


async def test_a_changed_search_starts_anew_and_a_removed_one_is_gone(
    import_postings: Import, client: httpx.AsyncClient
) -> None:
    await import_postings({"Porter": "Carry trunks.", "Baker": "Bake croissants."})
    id = (await client.post("/searches", json={"name": "Trunks", "filters": {"q": "trunks"}})).json()["id"]
    changed = (await client.patch(f"/searches/{id}", json={"name": "Bread", "filters": {"q": "croissants"}})).json()
    assert (changed["name"], changed["filters"]["q"], changed["new"]) == ("Bread", "croissants", 0)
    found = (await client.get(f"/searches/{id}/postings")).json()["items"]
    assert [(item["title"], item["new"]) for item in found] == [("Baker", False)]
    assert (await client.delete(f"/searches/{id}")).status_code == 204
    assert (await client.get(f"/searches/{id}/postings")).status_code == 404


async def test_a_saved_search_of_another_workspace_is_not_there(client: httpx.AsyncClient) -> None:
    id = (await client.post("/searches", json={"name": "Mine", "filters": {"q": "trunks"}})).json()["id"]
    stranger = {"Authorization": f"Bearer {uuid4()}"}
    assert (await client.get("/searches", headers=stranger)).json()["items"] == []
    for method, path in (
        ("GET", f"/searches/{id}/postings"),
        ("DELETE", f"/searches/{id}"),
        ("PATCH", f"/searches/{id}"),
    ):
        answer = await client.request(method, path, headers=stranger, json={} if method == "PATCH" else None)
        assert answer.status_code == 404, method


async def test_a_search_with_an_unknown_filter_is_not_kept(client: httpx.AsyncClient) -> None:
    answer = await client.post("/searches", json={"name": "Typo", "filters": {"querry": "trunks"}})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
