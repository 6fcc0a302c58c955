"""Ashby: places with addresses, compensation, unlisted postings."""

from __future__ import annotations

from rolecall.boards.ashby import Ashby
from rolecall.boards.contract import Address, Pay
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, told


def test_every_field_arrives() -> None:
    page = Ashby().parse(told("ashby/list"))
    (blower,) = page.listings
    assert blower.address == Address("ashby", "Vetro Vivo")
    assert blower.places == ("Murano, Veneto, Italy", "Venice, Veneto, Italy")
    assert blower.pay == Pay(38_000, 44_000, "EUR", "year")
    posting = normalise(blower)
    assert (posting.employment_type, posting.workplace, posting.department) == ("full-time", "onsite", "Furnace")
    assert [place.country for place in posting.locations] == ["IT", "IT"]


def test_an_unlisted_posting_is_left_out_and_said() -> None:
    page = Ashby().parse(told("ashby/list"))
    assert [(entry.job_id, entry.field) for entry in page.drift] == [
        ("9c0ffee0-0002-4111-8222-333344445555", "isListed")
    ]
    assert page.total == 2


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Ashby().parse(told("ashby/drifted"))
    assert len(page.listings) == 1
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("title", "is missing"),
        ("name", "is new: not documented when this was written"),
        ("isRemote", "should be yes/no and is text"),
        ("compensation", "has amounts that are not numbers"),
        ("secondaryLocations", "holds something that is neither an object nor text, left out"),
        ("descriptionHtml", "is missing"),
        ("jobs", "holds NoneType instead of an object, which was left out"),
    } <= problems


async def test_the_list_endpoint_is_asked_once_with_compensation() -> None:
    fetch = FakeFetch(told("ashby/list"))
    await all_pages(Ashby().pages(Address("ashby", "Vetro Vivo"), fetch))
    assert fetch.asked == ["https://api.ashbyhq.com/posting-api/job-board/Vetro%20Vivo?includeCompensation=true"]


def test_an_entry_that_cannot_be_read_makes_the_answer_incomplete() -> None:
    document = told("ashby/list")
    assert Ashby().parse(document).complete
    document["jobs"].append(None)
    assert not Ashby().parse(document).complete
