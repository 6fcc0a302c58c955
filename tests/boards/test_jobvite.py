"""Jobvite: pages of rows, and a posting in schema.org."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rolecall.boards.contract import Address, Response
from rolecall.boards.jobvite import Jobvite
from rolecall.boards.outcomes import PostingGone, Refused, UnreadableAnswer
from tests.boards.conftest import FakeFetch, all_pages, told

CLOUDBERRY = Address("jobvite", "cloudberry")
SITE = "https://jobs.jobvite.com/cloudberry"


def listed(begin: int, count: int, total: int) -> Response:
    """A page of the list."""
    rows = "".join(
        f'<tr><td class="jv-job-list-name"><a href="/cloudberry/job/oJob{number:04}">Picker {number}</a></td>'
        '<td class="jv-job-list-location">Oulu</td></tr>'
        for number in range(begin, begin + count)
    )
    paging = f'<div class="jv-pagination">{begin + 1}-{begin + count} of {total}</div>'
    return Response(200, f"<html><body><table>{rows}</table>{paging}</body></html>".encode())


def test_every_field_arrives() -> None:
    page = Jobvite().parse(told("jobvite/list"))
    guide, cook = page.listings
    assert (page.drift, page.complete, page.total) == ((), True, 2)
    assert (guide.address, guide.job_id, guide.title) == (CLOUDBERRY, "oAbCdEf1", "Bog Surveyor & Guide")
    assert (guide.places, guide.employment_type) == (("Oulu, Finland",), "Seasonal")
    assert (guide.url, guide.apply_url) == (f"{SITE}/job/oAbCdEf1", f"{SITE}/job/oAbCdEf1/apply")
    assert (cook.job_id, cook.places) == ("oAbCdEf2", ()), "how many places there are does not say which"
    assert guide.partial
    assert cook.partial


def test_a_posting_is_read_out_of_its_schema_org_data() -> None:
    page = Jobvite().parse(told("jobvite/posting"))
    (posting,) = page.listings
    assert page.drift == ()
    assert (posting.address, posting.job_id, posting.company) == (CLOUDBERRY, "oAbCdEf1", "Cloudberry Oy")
    assert (posting.title, posting.places, posting.html) == (
        "Bog Surveyor & Guide",
        ("Oulu, Finland",),
        "<p>You walk the bog.</p>",
    )
    assert posting.published_at == datetime(2026, 10, 2, tzinfo=UTC)
    assert posting.requisition_id is None, "its identifier is the id of the posting again"
    assert not posting.partial


def test_a_posting_without_that_data_is_read_as_people_see_it_and_reported() -> None:
    page = Jobvite().parse(told("jobvite/posting").replace('"title":', '"title"'))
    (posting,) = page.listings
    assert (posting.job_id, posting.title, posting.department) == ("oAbCdEf1", "Bog Surveyor & Guide", "Field")
    assert (posting.places, posting.html) == (("Oulu, Finland",), "<p>You walk the bog.</p>")
    assert [(entry.field, entry.problem) for entry in page.drift] == [("JobPosting", "is not JSON")]


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Jobvite().parse(told("jobvite/drifted"), CLOUDBERRY)
    assert [listing.job_id for listing in page.listings] == ["oAbCdEf1"]
    assert not page.complete
    assert {(entry.job_id, entry.field, entry.problem) for entry in page.drift} == {
        ("oAbCdEf1", "title", "is missing"),
        ("oAbCdEf1", "location", "is missing: no cell of the row is marked as one"),
        (None, "row", "has no link to a posting, left out"),
        (None, "rows", "are 1 where the page says 3"),
    }


async def test_pages_of_fifty_go_to_the_stated_end() -> None:
    fetch = FakeFetch(listed(0, 50, 103), listed(50, 50, 103), listed(100, 3, 103))
    pages = await all_pages(Jobvite().pages(CLOUDBERRY, fetch))
    assert [len(page.listings) for page in pages] == [50, 50, 3]
    assert [page.complete for page in pages] == [False, False, True]
    assert fetch.asked == [f"{SITE}/search?p={number}" for number in range(3)]


async def test_a_page_that_comes_twice_ends_the_reading_and_is_not_complete() -> None:
    pages = await all_pages(Jobvite().pages(CLOUDBERRY, FakeFetch(listed(0, 50, 100), listed(0, 50, 100))))
    assert [page.complete for page in pages] == [False, False]


async def test_no_rows_are_no_postings_only_where_the_page_says_so() -> None:
    none = b'<html><article class="jv-page-body">No results found.</article>'
    (page,) = await all_pages(Jobvite().pages(CLOUDBERRY, FakeFetch(Response(200, none))))
    assert (page.listings, page.drift, page.complete) == ((), (), True)
    for body in (
        b'<html><article class="jv-page-body"><ul><li><a href="/cloudberry/opening/a">Cook</a></ul></article>',
        b'<html><div class="jv-pagination">1-50 of 120</div>',
    ):
        (page,) = await all_pages(Jobvite().pages(CLOUDBERRY, FakeFetch(Response(200, body), Response(200, body))))
        assert (page.listings, page.complete) == ((), False)
        assert [entry.field for entry in page.drift] == ["rows"]


async def test_a_company_that_is_not_there_is_refused() -> None:
    led = Response(200, b"<html>Search", url="https://search.jobvite.com/?invalid=1")
    with pytest.raises(Refused, match="no board named “cloudberry”"):
        await all_pages(Jobvite().pages(CLOUDBERRY, FakeFetch(led)))
    with pytest.raises(Refused, match="names no company"):
        await all_pages(Jobvite().pages(Address("jobvite", ""), FakeFetch()))


async def test_one_posting_is_asked_for_by_its_id() -> None:
    fetch = FakeFetch(Response(200, told("jobvite/posting").encode(), url=f"{SITE}/job/oAbCdEf1"))
    posting = await Jobvite().posting(CLOUDBERRY, "oAbCdEf1", fetch)
    assert fetch.asked == [f"{SITE}/job/oAbCdEf1"]
    assert posting.html == "<p>You walk the bog.</p>"


async def test_a_posting_that_leads_back_to_the_list_is_gone() -> None:
    for answer in (
        Response(404, b""),
        Response(200, told("jobvite/list").encode(), url="https://jobs.jobvite.com/careers/cloudberry/jobs?error=404"),
    ):
        with pytest.raises(PostingGone):
            await Jobvite().posting(CLOUDBERRY, "oAbCdEf1", FakeFetch(answer))
    with pytest.raises(UnreadableAnswer, match="holds no posting"):
        await Jobvite().posting(
            CLOUDBERRY, "oAbCdEf1", FakeFetch(Response(200, b"<html><h2 class='jv-header'>Cook</h2>"))
        )
