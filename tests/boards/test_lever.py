"""Lever: a text in parts, pages of a hundred, two regions."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.boards.contract import Address, Pay
from rolecall.boards.lever import Lever
from rolecall.boards.outcomes import UnreadableAnswer
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, told

PERALES = Address("lever", "perales", "eu")


def test_every_field_arrives() -> None:
    page = Lever().parse(told("lever/list"))
    foreman, watch = page.listings
    assert page.drift == ()
    assert foreman.address == PERALES
    assert foreman.job_id == "5b1d7c0e-0001-4a6b-9c55-1d2e3f405060"
    assert (foreman.places, foreman.workplace, foreman.employment_type) == (("Lleida", "Girona"), "onsite", "Full-time")
    assert foreman.pay == Pay(31_000, 36_000, "EUR", "year")
    assert watch.pay == Pay(14, 16, "EUR", "hour")
    assert (watch.department, watch.workplace, watch.remote) == ("Yard", None, None)
    assert watch.apply_url.endswith("/apply")


def test_the_text_is_every_part_once_and_in_order() -> None:
    foreman, watch = (normalise(listing).text for listing in Lever().parse(told("lever/list")).listings)
    parts = [
        "Pears are our life.",
        "You lead the picking.",
        "### You bring",
        "Five seasons",
        "Lunch is on us.",
        "fourteen",
    ]
    assert [foreman.count(part) for part in parts] == [1] * len(parts)
    assert sorted(parts, key=foreman.index) == parts
    assert watch == "Watch the pears & the gate."


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Lever().parse(told("lever/drifted"))
    assert len(page.listings) == 2
    assert normalise(page.listings[0]).text.startswith("Pears are our life.")
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("text", "is missing"),
        ("title", "is new: not documented when this was written"),
        ("categories", "should be an object and is text"),
        ("salaryRange", "has amounts that are not numbers"),
        ("lists", "holds something that is not an object, left out"),
        ("createdAt", "is not a time we can read: 'soon'"),
        ("list", "holds int instead of an object, left out"),
    } <= problems


def numbered(count: int, begin: int = 0) -> list[dict[str, Any]]:
    first = told("lever/list")[0]
    return [first | {"id": f"id-{number}"} for number in range(begin, begin + count)]


async def test_pages_are_read_until_one_is_not_full() -> None:
    fetch = FakeFetch(numbered(100), numbered(100, 100), numbered(3, 200))
    pages = await all_pages(Lever().pages(PERALES, fetch))
    assert [len(page.listings) for page in pages] == [100, 100, 3]
    assert [page.complete for page in pages] == [False, False, True]
    assert fetch.asked[1] == "https://api.eu.lever.co/v0/postings/perales?mode=json&skip=100&limit=100"


async def test_a_board_that_repeats_its_first_page_ends_and_is_not_complete() -> None:
    pages = await all_pages(Lever().pages(Address("lever", "perales"), FakeFetch(numbered(100), numbered(100))))
    assert [page.complete for page in pages] == [False, False]


async def test_an_unreadable_entry_neither_ends_the_reading_nor_counts_as_closed() -> None:
    fetch = FakeFetch([*numbered(99), None], numbered(100, 100), numbered(3, 200))
    pages = await all_pages(Lever().pages(PERALES, fetch))
    assert [len(page.listings) for page in pages] == [99, 100, 3]
    assert not any(page.complete for page in pages)


async def test_another_api_serves_both_regions() -> None:
    fetch = FakeFetch([])
    await all_pages(Lever(api="http://127.0.0.1:9010").pages(PERALES, fetch))
    assert fetch.asked[0].startswith("http://127.0.0.1:9010/v0/postings/perales?")


def test_something_else_is_no_answer() -> None:
    with pytest.raises(UnreadableAnswer):
        Lever().parse({"ok": False, "error": "Document not found"})
