"""iCIMS: pages of cards whose labels every employer chooses, and a posting in schema.org."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rolecall.boards.contract import Address, Response
from rolecall.boards.icims import Icims
from rolecall.boards.outcomes import NeedsHuman, PostingGone, Refused, UnreadableAnswer
from tests.boards.conftest import FakeFetch, all_pages, told

SALTPAN = Address("icims", "careers-saltpan")
PORTAL = "https://careers-saltpan.icims.com"


def listed(begin: int, count: int, page: int, pages: int | None) -> Response:
    """A page of search results."""
    cards = "".join(
        f'<li class="iCIMS_JobCardItem"><span class="field-label">Location</span><span>PT</span>'
        f'<div class="title"><a href="/jobs/{number}/raker/job?in_iframe=1"><h3>Raker {number}</h3></a></div></li>'
        for number in range(begin, begin + count)
    )
    paging = f'<div class="iCIMS_Paging">Page {page} of {pages}</div>' if pages else ""
    return Response(200, f'<html><body class="iCIMS_x">{paging}<ul class="iCIMS_JobsTable">{cards}</ul>'.encode())


def test_every_field_arrives() -> None:
    page = Icims().parse(told("icims/list"))
    raker, analyst = page.listings
    assert (page.drift, page.complete) == ((), True)
    assert (raker.address, raker.job_id, raker.requisition_id) == (SALTPAN, "7212", "2026-7212")
    assert raker.title == "Salt Raker, Dawn & Dusk"
    assert raker.places == ("PT-Faro-Olhao", "US-Remote")
    assert (raker.department, raker.employment_type) == ("Ponds", "Seasonal")
    assert raker.url == f"{PORTAL}/jobs/7212/salt-raker%2c-dawn/job"
    assert raker.raw["fields"]["Posted Date"] == "10/4/2026 3:05 PM"
    assert raker.volatile == ("fields.Posted Date",)
    assert (analyst.job_id, analyst.title, analyst.url) == (
        "7213",
        "Brine Analyst",
        f"{PORTAL}/jobs/7213/brine-analyst/job",
    )
    assert raker.partial
    assert analyst.partial


def test_a_posting_is_read_out_of_its_schema_org_data() -> None:
    page = Icims().parse(told("icims/posting"))
    (posting,) = page.listings
    assert page.drift == ()
    assert (posting.address, posting.job_id, posting.company) == (SALTPAN, "7212", "Saltpan Cooperative")
    assert (posting.title, posting.department, posting.employment_type) == (
        "Salt Raker, Dawn & Dusk",
        "Ponds",
        "SEASONAL",
    )
    assert posting.places == ("Olhao, PT",), "the word for a region that is not told is no region"
    assert posting.html == "<p>You rake the salt.</p><ul><li>Own boots</li></ul>"
    assert posting.published_at == datetime(2026, 10, 4, 14, 5, tzinfo=UTC)
    assert posting.raw["jobLocation"][0]["address"]["addressRegion"] == "UNAVAILABLE"
    assert not posting.partial


def test_a_posting_without_that_data_is_read_as_people_see_it_and_reported() -> None:
    page = Icims().parse(told("icims/posting").replace("JobPosting", "Thing"))
    (posting,) = page.listings
    assert (posting.job_id, posting.title, posting.department) == ("7212", "Salt Raker, Dawn & Dusk", "Ponds")
    assert "You rake the salt." in posting.html
    assert [(entry.field, entry.problem) for entry in page.drift] == [("JobPosting", "is missing")]


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Icims().parse(told("icims/drifted"), SALTPAN)
    assert [listing.job_id for listing in page.listings] == ["7212"]
    assert not page.complete
    assert {(entry.job_id, entry.field, entry.problem) for entry in page.drift} == {
        ("7212", "title", "is missing"),
        (None, "Location", "is missing: no field of any card is labelled as one"),
        (None, "card", "has no link to a posting, left out"),
    }


def test_rows_of_the_older_layout_are_cards_too() -> None:
    page = Icims().parse(
        '<div class="container-fluid iCIMS_JobsTable"><div class="row">'
        '<span class="sr-only field-label">Job Location</span><span>PT-Faro</span>'
        '<a class="iCIMS_Anchor" href="/jobs/5/raker/job" title="5 - Raker">Raker</a></div></div>',
        SALTPAN,
    )
    assert [(listing.job_id, listing.title, listing.places) for listing in page.listings] == [
        ("5", "Raker", ("PT-Faro",))
    ]
    assert page.drift == ()


async def test_pages_go_to_the_number_that_is_stated() -> None:
    fetch = FakeFetch(listed(1, 20, 1, 3), listed(21, 20, 2, 3), listed(41, 2, 3, 3))
    pages = await all_pages(Icims().pages(SALTPAN, fetch))
    assert [len(page.listings) for page in pages] == [20, 20, 2]
    assert [page.complete for page in pages] == [False, False, True]
    assert fetch.asked == [f"{PORTAL}/jobs/search?ss=1&in_iframe=1&pr={number}" for number in range(3)]


async def test_a_posting_that_comes_twice_shows_that_another_was_missed() -> None:
    fetch = FakeFetch(listed(1, 20, 1, 2), listed(20, 20, 2, 2))
    pages = await all_pages(Icims().pages(SALTPAN, fetch))
    assert [page.complete for page in pages] == [False, False]
    assert len({listing.job_id for page in pages for listing in page.listings}) == 39


def test_one_page_of_several_is_not_complete() -> None:
    assert not Icims().parse(listed(1, 20, 1, 7).body, SALTPAN).complete


async def test_no_cards_are_no_postings_only_where_the_page_says_so() -> None:
    none = b'<html><div class="iCIMS_ListingsPage">Sorry, no jobs were found that match.</div>'
    (page,) = await all_pages(Icims().pages(SALTPAN, FakeFetch(Response(200, none))))
    assert (page.listings, page.drift, page.complete) == ((), (), True)
    for body in (
        b'<html><div class="iCIMS_ListingsPage"><a href="/openings/7">Raker</a></div>',
        b'<html><div class="iCIMS_Paging">Page 1 of 7</div><p>No jobs here for birds',
    ):
        (page,) = await all_pages(Icims().pages(SALTPAN, FakeFetch(Response(200, body))))
        assert (page.listings, page.complete) == ((), False)
        assert [entry.field for entry in page.drift] == ["cards"]


async def test_a_portal_that_moved_says_where_to() -> None:
    script = rb"window.top.location.href = 'https:\/\/jobs.saltpan.example\/home';"
    moved = b"<html><script>" + script + b"</script><body class=iCIMS_>"
    with pytest.raises(Refused, match=r"on to jobs\.saltpan\.example"):
        await all_pages(Icims().pages(SALTPAN, FakeFetch(Response(200, moved))))


async def test_a_log_in_is_for_a_person() -> None:
    led = Response(200, b"<html>Sign in", url=f"{PORTAL}/jobs/login?back=intro&loginOnly=1")
    with pytest.raises(NeedsHuman, match="log-in"):
        await all_pages(Icims().pages(SALTPAN, FakeFetch(led)))
    with pytest.raises(NeedsHuman, match="log-in"):
        await Icims().posting(SALTPAN, "7212", FakeFetch(led))


async def test_one_posting_is_asked_for_where_the_list_links_it() -> None:
    raw = Icims().parse(told("icims/list")).listings[0].raw
    page = Response(200, told("icims/posting").encode(), url=f"{PORTAL}/jobs/7212/salt-raker/job?in_iframe=1")
    fetch = FakeFetch(page, page)
    posting = await Icims().posting(SALTPAN, "7212", fetch, raw)
    await Icims().posting(SALTPAN, "7212", fetch)
    assert fetch.asked == [
        f"{PORTAL}/jobs/7212/salt-raker%2c-dawn/job?in_iframe=1",
        f"{PORTAL}/jobs/7212/job?in_iframe=1",
    ]
    assert (posting.job_id, posting.html[:17]) == ("7212", "<p>You rake the s")


@pytest.mark.parametrize(
    "answer",
    [
        Response(410, b""),
        Response(200, b"<html><p>x", url=f"{PORTAL}/jobs/search?ss=1"),
        Response(200, told("icims/list").encode()),
        Response(200, b"<html><h1>Raker</h1><p>The job you are looking for is no longer available."),
    ],
)
async def test_a_posting_that_leads_elsewhere_or_says_so_is_gone(answer: Response) -> None:
    with pytest.raises(PostingGone):
        await Icims().posting(SALTPAN, "7212", FakeFetch(answer))


@pytest.mark.parametrize(
    "answer",
    [
        Response(200, b"<html><h1>Jobs", url="https://jobs.saltpan.example/home"),
        Response(200, b"<html><script>window.top.location.href = 'https://jobs.saltpan.example/7212';</script>"),
    ],
)
async def test_a_posting_whose_portal_moved_is_not_gone(answer: Response) -> None:
    with pytest.raises(Refused, match=r"on to jobs\.saltpan\.example"):
        await Icims().posting(SALTPAN, "7212", FakeFetch(answer))


async def test_a_page_that_is_nothing_of_this_is_unreadable() -> None:
    page = Response(200, b"<html><p>Welcome")
    with pytest.raises(UnreadableAnswer, match="holds no posting"):
        await Icims().posting(SALTPAN, "7212", FakeFetch(page))
    with pytest.raises(UnreadableAnswer, match="no list of postings"):
        await all_pages(Icims().pages(SALTPAN, FakeFetch(page)))
    with pytest.raises(Refused, match="icims:careers-example"):
        await all_pages(Icims().pages(Address("icims", "careers saltpan/x"), FakeFetch()))
