"""Batches of postings that other programs found."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import httpx
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import func, select

from rolecall.boards.contract import Pay
from rolecall.discover.intake import accept
from rolecall.discover.items import ItemRefused, listing_of
from rolecall.discover.tables import PostingRow
from rolecall.platform.resources import Platform


def item(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "external_id": f"c-{number}",
        "title": f"Baker of loaf {number}",
        "company": "Crumb & Sons",
        "url": f"https://crumb.example/jobs/{number}",
        "locations": ["Ghent, Belgium"],
        "description": f"<p>You bake rye number {number} before dawn and sell it by noon.</p>",
        "salary": {"minimum": 40_000, "maximum": 50_000, "currency": "EUR", "period": "year"},
        "date_posted": "2026-10-01",
        "valid_through": "2026-12-01T00:00:00Z",
        **fields,
    }


async def send(client: httpx.AsyncClient, items: list[Any], **more: Any) -> dict[str, Any]:
    answer = await client.post("/postings/batch", json={"source": "nightly-feed", "items": items, **more})
    assert answer.status_code == 200, answer.text
    taken: dict[str, Any] = answer.json()
    return taken


async def test_items_become_postings_and_sending_them_again_changes_nothing(client: httpx.AsyncClient) -> None:
    first = await send(client, [item(1), item(2)])
    assert (first["accepted"], first["refused"]) == (2, 0)
    assert [outcome["new"] for outcome in first["items"]] == [True, True]
    shown = (await client.get(f"/postings/{first['items'][0]['posting_id']}")).json()
    assert (shown["title"], shown["salary"]["text"]) == ("Baker of loaf 1", "EUR 40,000 – 50,000 a year")
    assert shown["published_at"].startswith("2026-10-01")
    assert shown["liveness"] == {
        "state": "unknown",
        "at": None,
        "evidence": "It came from outside, and nobody has looked at its page since.",
    }
    again = await send(client, [item(1), item(2)])
    assert [outcome["posting_id"] for outcome in again["items"]] == [
        outcome["posting_id"] for outcome in first["items"]
    ]
    assert not any(outcome["new"] for outcome in again["items"])
    assert [change["what"] for change in (await client.get(f"/postings/{shown['id']}")).json()["history"]] == ["found"]
    (board,) = (await client.get("/boards")).json()["items"]
    assert (board["address"], board["board_title"]) == ("intake:nightly-feed", "Sent by nightly-feed")


async def test_each_item_is_refused_by_itself_and_comes_back_with_its_reason(
    client: httpx.AsyncClient, platform: Platform, workspace: UUID
) -> None:
    bad: list[Any] = [
        item(3, title="  "),
        item(4, company=None),
        item(5, external_id=None, url=None),
        item(6, url="not an address"),
        item(7, salary={"minimum": -1}),
        item(8, title="half \ud83d a character"),
        "not an object",
        item(9, deep=_nested(300)),
    ]
    answer = await client.post(
        "/postings/batch",
        content=json.dumps({"source": "nightly-feed", "items": [item(1), *bad, item(2)]}),
        headers={"Content-Type": "application/json"},
    )
    taken = answer.json()
    assert (answer.status_code, taken["accepted"], taken["refused"]) == (200, 2, len(bad))
    assert [outcome["index"] for outcome in taken["items"]] == list(range(len(bad) + 2))
    for outcome in taken["items"][1:-1]:
        assert outcome["posting_id"] is None
        assert outcome["reason"].endswith(".")
    assert taken["items"][1]["item"]["external_id"] == "c-3", "it is given back, not dropped"
    async with platform.db.workspace(workspace) as session:
        assert await session.scalar(select(func.count()).select_from(PostingRow)) == 2


def _nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


async def test_without_an_id_a_posting_is_known_again_by_its_address(client: httpx.AsyncClient) -> None:
    plain = item(1, external_id=None)
    first = await send(client, [plain])
    tracked = item(1, external_id=None, url="https://www.crumb.example/jobs/1/?utm_source=mail")
    again = await send(client, [tracked])
    assert again["items"][0]["posting_id"] == first["items"][0]["posting_id"]


async def test_names_of_schema_org_are_understood() -> None:
    listing = listing_of(
        {
            "@type": "JobPosting",
            "id": 77,
            "title": "Baker",
            "hiringOrganization": {"name": "Crumb & Sons"},
            "jobLocation": "Ghent, Belgium",
            "description": "Line one\nLine <two>",
            "description_format": "text",
            "baseSalary": {"minValue": 18, "maxValue": 21, "currency": "eur", "unitText": "HOUR"},
            "datePosted": "2026-10-01",
            "employmentType": "FULL_TIME",
        },
        "feed",
    )
    assert (listing.job_id, listing.company, listing.places) == ("77", "Crumb & Sons", ("Ghent, Belgium",))
    assert listing.html == "<p>Line one</p>\n<p>Line &lt;two&gt;</p>"
    assert listing.pay == Pay(18, 21, "EUR", "hour")
    assert str(listing.address) == "intake:feed"


async def test_a_batch_is_bounded_and_names_its_source(client: httpx.AsyncClient) -> None:
    for body in (
        {"source": "feed", "items": []},
        {"source": "feed", "items": [item(number) for number in range(501)]},
        {"source": "Not A Name", "items": [item()]},
    ):
        assert (await client.post("/postings/batch", json=body)).status_code == 422
    nameless = (await client.post("/postings/batch", json={"items": [item()]})).json()
    assert nameless["items"][0]["reason"].startswith("source:")


async def test_what_a_bus_hands_over_goes_the_same_way(platform: Platform, workspace: UUID) -> None:
    many = [item(number, source="fleet-a" if number % 2 else "fleet-b") for number in range(250)]
    outcomes = await accept(platform, workspace, many)
    assert [outcome.index for outcome in outcomes] == list(range(250))
    assert all(outcome.new and outcome.posting_id for outcome in outcomes)
    assert await accept(platform, uuid4(), []) == []


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=8,
)


@given(some.dictionaries(some.sampled_from(sorted(item())), JSON))
def test_whatever_an_item_holds_it_is_a_listing_or_refused(fields: dict[str, Any]) -> None:
    try:
        listing = listing_of({**item(), **fields}, "feed")
    except ItemRefused:
        return
    assert listing.title
    assert listing.job_id
