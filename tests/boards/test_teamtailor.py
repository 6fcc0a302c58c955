"""Teamtailor: a feed in pages, hosts of companies' own, regions, a JobPosting in each item."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.boards.contract import Address, Pay, Place, Response
from rolecall.boards.outcomes import PostingGone, Refused, UnreadableAnswer
from rolecall.boards.teamtailor import Teamtailor
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, dumped, told

KAYAK = Address("teamtailor", "norrskenkajak")
OWN = Address("teamtailor", "career.kajak.example")


def test_every_field_arrives() -> None:
    page = Teamtailor().parse(told("teamtailor/list"))
    builder, guide = page.listings
    assert (page.drift, page.complete) == ((), True)
    assert (builder.address, builder.job_id, builder.title) == (KAYAK, "7001001", "Kayak builder")
    assert (builder.places, builder.company) == (("Luleå, SE", "Umeå, SE"), "Norrsken Kajak")
    assert builder.pay == Pay(31_000, 36_000, "SEK", "month")
    assert builder.valid_through is not None
    assert builder.requisition_id is None
    assert builder.apply_url.endswith("/jobs/7001001-kayak-builder/applications/new")
    assert (guide.remote, guide.places) == (True, ("Remote - Sweden",))
    assert normalise(builder).text == "You bend ash & canvas."
    assert normalise(builder).employment_type == "full-time"
    assert builder.raw == told("teamtailor/list")["items"][0]


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Teamtailor().parse(told("teamtailor/drifted"))
    assert [listing.job_id for listing in page.listings] == ["7001001", "7001001"]
    assert not page.complete
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("title", "is missing"),
        ("name", "is new: not documented when this was written"),
        ("_jobposting", "should be an object and is text"),
        ("content_html", "is missing"),
        ("date_published", "is not a time we can read: 'today'"),
        ("url", "is null"),
        ("description", "should be text and is a number"),
        ("pay", "is new: not documented when this was written"),
        ("items", "holds a number instead of an object, which was left out"),
    } <= problems


def feed(numbers: range, following: str | None = None) -> dict[str, Any]:
    first: dict[str, Any] = told("teamtailor/list")
    host = "https://norrskenkajak.teamtailor.com"
    items = [first["items"][0] | {"url": f"{host}/jobs/{number}-x"} for number in numbers]
    return first | {"items": items} | ({"next_url": following} if following else {})


async def test_pages_are_followed_by_the_feeds_own_links() -> None:
    base = "https://norrskenkajak.teamtailor.com/jobs.json"
    fetch = FakeFetch(feed(range(2), f"{base}?page=2"), feed(range(2, 4), "/jobs.json?page=3"), feed(range(4, 5)))
    pages = await all_pages(Teamtailor().pages(KAYAK, fetch))
    assert fetch.asked == [base, f"{base}?page=2", f"{base}?page=3"]
    assert [len(page.listings) for page in pages] == [2, 2, 1]
    assert [page.complete for page in pages] == [False, False, True]


async def test_a_feed_that_goes_round_in_circles_ends_and_is_not_complete() -> None:
    again = feed(range(2), "https://norrskenkajak.teamtailor.com/jobs.json?page=1")
    pages = await all_pages(Teamtailor().pages(KAYAK, FakeFetch(again, again)))
    assert [page.complete for page in pages] == [False, False]


async def test_a_link_to_somewhere_else_is_not_followed() -> None:
    fetch = FakeFetch(feed(range(2), "https://evil.example/steal"))
    (page,) = await all_pages(Teamtailor().pages(KAYAK, fetch))
    assert (len(fetch.asked), page.complete) == (1, False)
    fetch = FakeFetch(feed(range(2), "https://evil.example/jobs.json?page=2"), feed(range(2, 3)))
    await all_pages(Teamtailor().pages(KAYAK, fetch))
    assert fetch.asked[1] == "https://norrskenkajak.teamtailor.com/jobs.json?page=2"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        (KAYAK, "norrskenkajak.teamtailor.com"),
        (Address("teamtailor", "norrskenkajak", "na"), "norrskenkajak.na.teamtailor.com"),
        (OWN, "career.kajak.example"),
    ],
)
async def test_each_kind_of_host_is_asked_and_known_again(address: Address, host: str) -> None:
    fetch = FakeFetch(told("teamtailor/list"))
    await all_pages(Teamtailor().pages(address, fetch))
    assert fetch.asked == [f"https://{host}/jobs.json"]
    assert Teamtailor().locate(Teamtailor().postings_url(address)) == Place(address)


def test_a_feed_on_a_companys_own_host_is_addressed_by_that_host() -> None:
    text = dumped(told("teamtailor/list")).replace(b"norrskenkajak.teamtailor.com", b"career.kajak.example")
    builder = Teamtailor().parse(text).listings[0]
    assert (builder.address, builder.job_id) == (OWN, "7001001")


async def test_a_name_that_fits_in_no_host_is_never_asked() -> None:
    for company in ("evil.example/x", "a b", "127.0.0.1:80", ""):
        with pytest.raises(Refused):
            await all_pages(Teamtailor().pages(Address("teamtailor", company), FakeFetch()))


async def test_one_posting_is_read_from_its_page() -> None:
    fetch = FakeFetch(Response(200, told("teamtailor/one").encode()))
    builder = await Teamtailor().posting(KAYAK, "7001001", fetch)
    assert fetch.asked == ["https://norrskenkajak.teamtailor.com/jobs/7001001"]
    assert (builder.job_id, builder.title, builder.places) == ("7001001", "Kayak builder", ("Luleå, SE", "Umeå, SE"))
    assert builder.html == Teamtailor().parse(told("teamtailor/list")).listings[0].html


async def test_a_page_that_says_nothing_to_machines_is_looked_up_in_the_feed() -> None:
    page = Response(200, b"<html><h1>Kayak builder</h1></html>")
    builder = await Teamtailor().posting(KAYAK, "7001001", FakeFetch(page, told("teamtailor/list")))
    assert builder.title == "Kayak builder"
    with pytest.raises(PostingGone):
        await Teamtailor().posting(KAYAK, "7009999", FakeFetch(page, told("teamtailor/list")))


@pytest.mark.parametrize(
    "answer",
    [
        Response(404, b""),
        Response(410, b""),
        Response(200, b"<html>Jobs</html>", url="https://norrskenkajak.teamtailor.com/jobs"),
        Response(200, b"<html>Hello</html>", url="https://www.teamtailor.com/"),
    ],
)
async def test_a_closed_posting_is_gone(answer: Response) -> None:
    with pytest.raises(PostingGone):
        await Teamtailor().posting(KAYAK, "7001001", FakeFetch(answer))


def test_a_page_without_a_posting_is_unreadable() -> None:
    with pytest.raises(UnreadableAnswer):
        Teamtailor().parse("<html><h1>Hello</h1></html>")
    assert Teamtailor().recognises(told("teamtailor/one"))
    assert not Teamtailor().recognises("<html><h1>Hello</h1></html>")


async def test_its_form_is_not_told() -> None:
    assert await Teamtailor().questions(KAYAK, "7001001", FakeFetch()) is None


async def test_an_unreadable_item_neither_ends_the_reading_nor_counts_as_closed() -> None:
    broken = feed(range(2), "/jobs.json?page=2")
    broken["items"].append(None)
    pages = await all_pages(Teamtailor().pages(KAYAK, FakeFetch(broken, feed(range(2, 3)))))
    assert [len(page.listings) for page in pages] == [2, 1]
    assert not any(page.complete for page in pages)
