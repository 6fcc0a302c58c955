"""What the API says of a posting's title."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import uuid4

import httpx

Import = Callable[..., Awaitable[None]]


async def test_a_postings_title_is_told(import_postings: Import, client: httpx.AsyncClient) -> None:
    await import_postings({"Senior Truck Driver": "Drive a truck. Two years of experience."})
    item = (await client.get("/postings")).json()["items"][0]
    told = (await client.get(f"/postings/{item['id']}/title")).json()
    assert told["title"] == "Senior Truck Driver"
    assert (told["department"], told["seniority"]) == ("Other", "Senior")
    assert [one["name"] for one in told["named"]] == ["cargo vehicle driver"]
    assert told["likely"] == []


async def test_occupations_by_meaning_are_looked_for_when_asked(
    import_postings: Import, client: httpx.AsyncClient
) -> None:
    await import_postings({"Truck Driver": "Drive a truck."})
    item = (await client.get("/postings")).json()["items"][0]
    told = (await client.get(f"/postings/{item['id']}/title", params={"likely": True})).json()
    assert told["likely"]
    assert all(set(one) == {"code", "name"} for one in told["likely"])


async def test_a_posting_that_is_not_there_has_no_title(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/postings/{uuid4()}/title")
    assert answer.status_code == 404
