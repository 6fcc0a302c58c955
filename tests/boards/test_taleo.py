"""Taleo: rows of columns that every employer chooses. The answers here are imitated after public programs that read it;
none was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from rolecall.boards.contract import Address, Json, Response
from rolecall.boards.outcomes import NeedsHuman, PostingGone, Refused, RetryLater, UnreadableAnswer
from rolecall.boards.taleo import Taleo
from tests.boards.conftest import FakeFetch, all_pages, told

LIGHTHOUSES = Address("taleo", "leuchtturm/ext")
BUSINESS = Address("taleo", "LIGHT/37", "phg02")
HOST = "https://leuchtturm.taleo.net/careersection"
SECTION = Response(200, told("taleo/section").encode())


class Zoned(FakeFetch):
    """Answers 500 without a time zone in the headers, as the endpoint does."""

    async def __call__(
        self, url: str, *, method: str = "GET", json: Json | None = None, headers: Mapping[str, str] | None = None
    ) -> Response:
        if method == "POST" and "tz" not in (headers or {}):
            return Response(500, b"")
        return await super().__call__(url, method=method, json=json, headers=headers)


def numbered(count: int, begin: int, total: int, page: int) -> dict[str, Any]:
    rows = [
        {"contestNo": f"R{number}", "column": ["Keeper"], "linkedColumn": 0, "locationsColumns": []}
        for number in range(begin, begin + count)
    ]
    return {"requisitionList": rows, "pagingData": {"currentPageNo": page, "pageSize": 25, "totalCount": total}}


async def test_every_field_arrives() -> None:
    fetch = Zoned(SECTION, told("taleo/list"))
    (page,) = await all_pages(Taleo().pages(LIGHTHOUSES, fetch))
    trimmer, fitter = page.listings
    assert (page.drift, page.complete, page.total) == ((), True, 2)
    assert fetch.asked == [
        f"{HOST}/ext/jobsearch.ftl?lang=en",
        f"{HOST}/rest/jobboard/searchjobs?lang=en&portal=101430233",
    ]
    assert fetch.sent[1] is not None
    assert fetch.sent[1]["pageNo"] == 1
    assert (trimmer.job_id, trimmer.requisition_id, trimmer.opening_id) == ("26000071", "26000071", "90017")
    assert (trimmer.title, trimmer.places) == ("Lamp Trimmer", ("IS-Reykjanes", "IS-Akureyri"))
    assert (trimmer.department, trimmer.published_at) == ("Lighthouses", datetime(2026, 10, 5, tzinfo=UTC))
    assert trimmer.url == f"{HOST}/ext/jobdetail.ftl?job=26000071"
    assert trimmer.apply_url == f"{HOST}/ext/jobapply.ftl?job=26000071"
    assert (fitter.places, fitter.department) == (("Reykjanes",), None)
    assert fitter.published_at is None, "10/02/2026 is the tenth of February or the second of October"
    assert trimmer.partial


def test_columns_without_the_heads_of_the_page_have_a_title_and_places_only() -> None:
    trimmer = Taleo().parse(told("taleo/list"), LIGHTHOUSES).listings[0]
    assert (trimmer.title, trimmer.places) == ("Lamp Trimmer", ("IS-Reykjanes", "IS-Akureyri"))
    assert (trimmer.department, trimmer.published_at) == (None, None)


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Taleo().parse(told("taleo/drifted"), LIGHTHOUSES)
    assert [listing.job_id for listing in page.listings] == ["90017", "26000072"]
    assert page.listings[0].places == ('["IS-Reykjanes"',)
    assert not page.complete
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("contestNo", "is missing"),
        ("contestNumber", "is new, and may be the new name of contestNo, which is missing"),
        ("column", "has no title where linkedColumn says"),
        ("column", "should be a list and is text"),
        ("pagingData.totalCount", "is missing or no number"),
        ("requisitionList", "holds null instead of an object, left out"),
    } <= problems


async def test_pages_go_to_the_number_that_the_first_one_states() -> None:
    fetch = FakeFetch(SECTION, numbered(25, 0, 51, 1), numbered(25, 25, 51, 2), numbered(1, 50, 51, 3))
    pages = await all_pages(Taleo().pages(LIGHTHOUSES, fetch))
    assert [len(page.listings) for page in pages] == [25, 25, 1]
    assert [page.complete for page in pages] == [False, False, True]
    assert [sent["pageNo"] for sent in fetch.sent if sent] == [1, 2, 3]


async def test_requisitions_that_are_counted_and_never_given_leave_a_reading_incomplete() -> None:
    fetch = FakeFetch(SECTION, numbered(22, 0, 48, 1), numbered(21, 25, 48, 2))
    pages = await all_pages(Taleo().pages(LIGHTHOUSES, fetch))
    assert [page.complete for page in pages] == [False, False]
    assert pages[-1].total == 48


async def test_one_posting_takes_its_text_from_its_page_and_the_rest_from_the_list() -> None:
    (page,) = await all_pages(Taleo().pages(LIGHTHOUSES, FakeFetch(SECTION, told("taleo/list"))))
    fetch = FakeFetch(Response(200, told("taleo/posting").encode()))
    posting = await Taleo().posting(LIGHTHOUSES, "26000071", fetch, page.listings[0].raw)
    assert fetch.asked == [f"{HOST}/ext/jobdetail.ftl?job=26000071&lang=en"]
    assert posting.html == "<p>You trim the keeper's lamps.</p>\n<ul><li>No fear of stairs</li></ul>"
    assert (posting.title, posting.places, posting.department) == (
        "Lamp Trimmer",
        ("IS-Reykjanes", "IS-Akureyri"),
        "Lighthouses",
    )
    assert (posting.job_id, posting.partial) == ("26000071", False)


def test_a_posting_by_itself_has_its_title_and_number_from_the_page() -> None:
    page = Taleo().parse(told("taleo/posting"))
    (posting,) = page.listings
    assert (page.drift, posting.address) == ((), LIGHTHOUSES)
    assert (posting.job_id, posting.title) == ("26000071", "Lamp Trimmer")
    plain = told("taleo/posting").replace("Submission for the position: Lamp Trimmer - (Job Number: 26000071)", "")
    assert Taleo().parse(plain).listings[0].title == "Lamp Trimmer"


def test_the_older_page_keeps_its_values_in_a_hidden_field() -> None:
    values = "90017!|!true!|!Lamp%20Trimmer!|!26000071!|!%21*%21%3Cp%3EYou%20trim%20all%20the%20lamps.%3C%2Fp%3E"
    link = f'<a href="{HOST}/ext/jobdetail.ftl?job=26000071">x</a>'
    page = f'<html>{link}<input type="hidden" id="initialHistory" value="{values}">'
    (posting,) = Taleo().parse(page).listings
    assert (posting.title, posting.html) == ("Lamp Trimmer", "<p>You trim all the lamps.</p>")


async def test_a_posting_is_gone_when_its_page_says_so() -> None:
    says = b"<html><p>The job description you are trying to view is no longer available."
    for answer in (Response(404, b""), Response(200, says)):
        with pytest.raises(PostingGone):
            await Taleo().posting(LIGHTHOUSES, "26000071", FakeFetch(answer))
    with pytest.raises(UnreadableAnswer, match="holds no posting"):
        await Taleo().posting(LIGHTHOUSES, "26000071", FakeFetch(Response(200, b"<html><p>Welcome")))


async def test_maintenance_passes_and_a_closed_section_does_not() -> None:
    with pytest.raises(RetryLater, match="maintained"):
        await all_pages(Taleo().pages(LIGHTHOUSES, FakeFetch(Response(200, b"<html><h1>Come Back Soon</h1>"))))
    closed = Response(200, b"<html><h1>Career Section Unavailable</h1>")
    with pytest.raises(Refused, match="is not open"):
        await all_pages(Taleo().pages(LIGHTHOUSES, FakeFetch(closed)))
    with pytest.raises(Refused, match="is not open"):
        flagged = {"requisitionList": [], "careerSectionUnAvailable": True}
        await all_pages(Taleo().pages(LIGHTHOUSES, FakeFetch(SECTION, flagged)))
    with pytest.raises(UnreadableAnswer, match="names no portal"):
        await all_pages(Taleo().pages(LIGHTHOUSES, FakeFetch(Response(200, b"<html>Jobs"))))
    with pytest.raises(Refused, match="taleo:company/section"):
        await all_pages(Taleo().pages(Address("taleo", "leuchtturm"), FakeFetch()))


async def test_business_edition_is_read_posting_by_posting() -> None:
    with pytest.raises(NeedsHuman, match="single postings"):
        await all_pages(Taleo().pages(BUSINESS, FakeFetch()))
    data = '{"@type":"JobPosting","title":"Lamp Trimmer","description":"<p>You trim.</p>","identifier":{"value":"71"}}'
    page = f'<html><script type="application/ld+json">{data}</script>'
    fetch = FakeFetch(Response(200, page.encode()))
    posting = await Taleo().posting(BUSINESS, "71", fetch)
    url = "https://phg.tbe.taleo.net/phg02/ats/careers/v2/viewRequisition?org=LIGHT&cws=37&rid=71"
    assert fetch.asked == [url]
    assert (posting.job_id, posting.title, posting.url) == ("71", "Lamp Trimmer", url)
    assert Taleo().locate(Taleo().postings_url(BUSINESS)) is not None


async def test_a_mirror_stands_in_for_the_host() -> None:
    fetch = FakeFetch(SECTION, told("taleo/list"))
    await all_pages(Taleo("http://127.0.0.1:9010/{company}").pages(LIGHTHOUSES, fetch))
    assert fetch.asked[0] == "http://127.0.0.1:9010/leuchtturm/careersection/ext/jobsearch.ftl?lang=en"
