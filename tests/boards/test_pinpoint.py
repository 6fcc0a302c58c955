"""Pinpoint: text in titled parts, pay that may be hidden, answers with only a path."""

from __future__ import annotations

import pytest

from rolecall.boards.contract import Address, Pay, Response
from rolecall.boards.outcomes import PostingGone, Refused, UnreadableAnswer
from rolecall.boards.pinpoint import Pinpoint
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, told

SHIP = Address("pinpoint", "tallship")
RIGGER = "3c1e5a70-0001-4b6c-9d55-aa1d2e3f4050"


def test_every_field_arrives() -> None:
    page = Pinpoint().parse(told("pinpoint/list"))
    rigger, cook, purser = page.listings
    assert (page.drift, page.complete) == ((), True)
    assert (rigger.address, rigger.job_id, rigger.title) == (SHIP, RIGGER, "Rigger")
    assert (rigger.requisition_id, rigger.opening_id) == ("TS-12", "8801")
    assert (rigger.department, cook.department) == ("Deck", "Galley")
    assert rigger.pay == Pay(28_000, 31_000, "GBP", "year")
    assert (rigger.places, cook.places, purser.places) == (("Falmouth, Cornwall",), ("Falmouth, UK",), ("Remote",))
    assert (rigger.workplace, cook.workplace) == ("onsite", "hybrid")
    assert rigger.valid_through is not None
    assert normalise(rigger).employment_type == "full-time"


def test_the_text_is_every_part_under_its_heading_and_in_order() -> None:
    text = normalise(Pinpoint().parse(told("pinpoint/list")).listings[0]).text
    parts = ["You climb.", "### What you will do", "Tie knots", "### What you bring", "### Benefits", "Rum & biscuits."]
    assert sorted(parts, key=text.index) == parts


def test_pay_that_is_not_shown_is_not_told_and_pay_in_words_is() -> None:
    _, cook, purser = Pinpoint().parse(told("pinpoint/list")).listings
    assert (cook.pay, purser.pay) == (None, None)
    assert normalise(cook).text.endswith("Enough for two")
    assert "28,000" not in normalise(purser).text


def test_a_path_is_enough_for_a_link() -> None:
    cook = Pinpoint().parse(told("pinpoint/list")).listings[1]
    assert cook.url == "https://tallship.pinpointhq.com/postings/3c1e5a70-0002-4b6c-9d55-aa1d2e3f4050"
    crooked = told("pinpoint/list")["data"][1] | {"path": "javascript:alert(1)"}
    assert Pinpoint().parse({"data": [crooked]}, SHIP).listings[0].url == "https://tallship.pinpointhq.com/"


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Pinpoint().parse(told("pinpoint/drifted"))
    (rigger,) = page.listings
    assert (rigger.job_id, rigger.pay, page.complete) == (RIGGER, None, False)
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("title", "is missing"),
        ("job_title", "is new, and may be the new name of title, which is missing"),
        ("location", "should be an object and is a list"),
        ("compensation", "has amounts that are not numbers"),
        ("compensation_visible", "should be yes/no and is text"),
        ("deadline_at", "is not a time we can read: 'Christmas'"),
        ("description", "should be text and is a number"),
        ("job", "should be an object and is text"),
        ("data", "holds a number instead of an object, which was left out"),
    } <= problems


async def test_the_list_is_asked_at_the_companys_host() -> None:
    fetch = FakeFetch(told("pinpoint/list"))
    await all_pages(Pinpoint().pages(SHIP, fetch))
    assert fetch.asked == ["https://tallship.pinpointhq.com/postings.json"]
    front = Response(200, b"<html>", url="https://www.pinpointhq.com/")
    with pytest.raises(Refused, match="no board named"):
        await all_pages(Pinpoint().pages(SHIP, FakeFetch(front)))


async def test_one_posting_is_picked_out_of_the_list() -> None:
    assert (await Pinpoint().posting(SHIP, RIGGER, FakeFetch(told("pinpoint/list")))).title == "Rigger"
    with pytest.raises(PostingGone):
        await Pinpoint().posting(SHIP, "gone", FakeFetch(told("pinpoint/list")))
    # What cannot be read may be the posting that is asked for.
    with pytest.raises(UnreadableAnswer):
        await Pinpoint().posting(SHIP, "gone", FakeFetch(told("pinpoint/drifted")))


async def test_its_form_is_not_told() -> None:
    assert await Pinpoint().questions(SHIP, RIGGER, FakeFetch()) is None
