"""Rippling: one entry for each place of a job, the text in the job's own answer."""

from __future__ import annotations

import pytest

from rolecall.boards.contract import Address, Pay, Response
from rolecall.boards.outcomes import PostingGone, Refused, UnreadableAnswer
from rolecall.boards.rippling import Rippling
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, told

QUARRY = Address("rippling", "quarrystone")
SORTER = "7d3f0a10-1111-4222-8333-944455566677"


def test_every_field_of_the_list_arrives() -> None:
    page = Rippling().parse(told("rippling/list"))
    sorter, keeper = page.listings
    assert (page.drift, page.complete) == ((), True)
    assert (sorter.address, sorter.job_id, sorter.title) == (QUARRY, SORTER, "Stone sorter")
    assert (sorter.department, keeper.department) == ("Quarry", None)
    assert sorter.url == f"https://ats.rippling.com/quarrystone/jobs/{SORTER}"
    assert sorter.apply_url == f"{sorter.url}/apply"
    assert keeper.places == ("Carrara, Italy",)
    assert all(listing.partial for listing in page.listings)


def test_a_job_in_several_places_is_one_posting_and_keeps_every_entry() -> None:
    sorter = Rippling().parse(told("rippling/list")).listings[0]
    assert sorter.places == ("Barre, VT", "Remote (Maine, US)")
    assert sorter.raw == {"entries": told("rippling/list")[:2]}
    assert Rippling().parse(sorter.raw).listings == (sorter,)


def test_a_board_on_a_companys_own_host_is_addressed_by_its_path() -> None:
    entry = told("rippling/list")[2] | {"url": f"https://ats.quarry.example/quarrystone/jobs/{SORTER}"}
    assert Rippling().parse([entry]).listings[0].address == QUARRY


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Rippling().parse(told("rippling/drifted"))
    assert ([listing.job_id for listing in page.listings], page.complete) == ([SORTER], False)
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("uuid", "is null"),
        ("name", "is missing"),
        ("title", "is new: not documented when this was written"),
        ("department", "should be an object and is text"),
        ("workLocation", "should be an object and is text"),
        ("workLocation.label", "should be text"),
        ("list", "holds a list instead of an object, which was left out"),
    } <= problems


async def test_the_list_is_asked_once() -> None:
    fetch = FakeFetch(told("rippling/list"))
    await all_pages(Rippling().pages(QUARRY, fetch))
    assert fetch.asked == ["https://api.rippling.com/platform/api/ats/v1/board/quarrystone/jobs"]
    with pytest.raises(Refused, match="no board named “quarrystone”"):
        await all_pages(Rippling().pages(QUARRY, FakeFetch(Response(404, b"{}"))))


async def test_one_job_has_its_text_places_and_pay() -> None:
    fetch = FakeFetch(told("rippling/one"))
    listed = Rippling().parse(told("rippling/list")).listings[0]
    sorter = await Rippling().posting(QUARRY, SORTER, fetch, listed.raw)
    assert fetch.asked == [f"https://api.rippling.com/platform/api/ats/v1/board/quarrystone/jobs/{SORTER}"]
    assert (sorter.job_id, sorter.company, sorter.partial) == (SORTER, "Quarrystone Works", False)
    assert sorter.places == ("Barre, VT", "Remote (Maine, US)")
    # Ranges of one currency and period are spanned; the others are another offer.
    assert sorter.pay == Pay(19, 26, "USD", "hour")
    posting = normalise(sorter)
    assert (posting.employment_type, posting.department) == ("full-time", "Quarry")
    assert posting.text == "Quarrystone is old.\n\nYou sort grey from greyer."
    assert sorter.published_at is not None
    assert Rippling().parse(told("rippling/one")).drift == ()


async def test_a_job_that_is_no_longer_there_is_gone() -> None:
    with pytest.raises(PostingGone, match=SORTER):
        await Rippling().posting(QUARRY, SORTER, FakeFetch(Response(404, b'{"detail": "Not found."}')))
    with pytest.raises(UnreadableAnswer):
        await Rippling().posting(QUARRY, SORTER, FakeFetch({"detail": "?"}))


async def test_its_form_is_not_told() -> None:
    assert await Rippling().questions(QUARRY, SORTER, FakeFetch()) is None
