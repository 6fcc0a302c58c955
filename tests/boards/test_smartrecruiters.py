"""SmartRecruiters: pages of a hundred without text, and a posting in sections."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from rolecall.boards.contract import Address, Response
from rolecall.boards.outcomes import PostingGone, Refused, UnreadableAnswer
from rolecall.boards.smartrecruiters import SmartRecruiters
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, told

FJORD = Address("smartrecruiters", "FjordLink")
API = "https://api.smartrecruiters.com/v1/companies/FjordLink/postings"


def test_every_field_arrives() -> None:
    page = SmartRecruiters().parse(told("smartrecruiters/list"))
    mate, analyst = page.listings
    assert (page.drift, page.complete, page.total) == ((), True, 2)
    assert (mate.address, mate.job_id, mate.requisition_id) == (FJORD, "744000099000001", "REF71K")
    assert (mate.company, mate.department, mate.employment_type) == ("Fjord Link AS", "Deck", "Full-time")
    assert (mate.places, mate.workplace, mate.language) == (("Bergen, Vestland, Norway",), "hybrid", "en")
    assert mate.published_at == datetime(2026, 10, 3, 8, 15, tzinfo=UTC)
    assert mate.url == "https://jobs.smartrecruiters.com/FjordLink/744000099000001"
    assert (analyst.places, analyst.remote, analyst.department) == (("Norway",), True, "Analyst")
    assert mate.partial
    assert analyst.partial


def test_the_text_is_every_section_once_and_in_order() -> None:
    (posting,) = SmartRecruiters().parse(told("smartrecruiters/posting")).listings
    assert posting.url.endswith("-ferry-mate")
    assert posting.apply_url.endswith("?oga=true")
    assert not posting.partial
    text = normalise(posting).text
    parts = ["### Who we are", "We cross the fjord.", "### What you do", "You moor & unmoor.", "A mate's ticket"]
    parts += ["### What you get", "Free crossings."]
    assert [text.count(part) for part in parts] == [1] * len(parts)
    assert sorted(parts, key=text.index) == parts
    assert "### More" not in text


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = SmartRecruiters().parse(told("smartrecruiters/drifted"))
    assert [listing.job_id for listing in page.listings] == ["744000099000001", "744000099000002"]
    assert not page.complete
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("name", "is missing"),
        ("jobName", "is new, and may be the new name of name, which is missing"),
        ("company", "should be an object and is text"),
        ("location", "should be an object and is a list"),
        ("releasedDate", "is not a time we can read: 'last week'"),
        ("id", "is missing"),
        ("totalFound", "is missing or no number"),
        ("content", "holds text instead of an object, left out"),
    } <= problems


def numbered(count: int, begin: int = 0, total: int | None = None) -> dict[str, Any]:
    first = told("smartrecruiters/list")["content"][0]
    postings = [first | {"id": f"{744_000_000_000_000 + number}"} for number in range(begin, begin + count)]
    return {"offset": begin, "limit": 100, "content": postings} | ({} if total is None else {"totalFound": total})


async def test_pages_of_a_hundred_go_up_to_the_total() -> None:
    fetch = FakeFetch(numbered(100, 0, 205), numbered(100, 100, 205), numbered(5, 200, 205))
    pages = await all_pages(SmartRecruiters().pages(FJORD, fetch))
    assert [len(page.listings) for page in pages] == [100, 100, 5]
    assert [page.complete for page in pages] == [False, False, True]
    assert fetch.asked == [f"{API}?limit=100&offset={offset}" for offset in (0, 100, 200)]


async def test_a_page_that_comes_twice_ends_the_reading_and_is_not_complete() -> None:
    fetch = FakeFetch(numbered(100, 0, 300), numbered(100, 0, 300))
    pages = await all_pages(SmartRecruiters().pages(FJORD, fetch))
    assert [page.complete for page in pages] == [False, False]


async def test_without_a_total_a_page_that_is_not_full_is_the_last() -> None:
    pages = await all_pages(SmartRecruiters().pages(FJORD, FakeFetch(numbered(100), numbered(3, 100))))
    assert [page.complete for page in pages] == [False, True]
    assert all(entry.field == "totalFound" for page in pages for entry in page.drift)


async def test_a_company_without_postings_is_empty_and_complete() -> None:
    (page,) = await all_pages(SmartRecruiters().pages(FJORD, FakeFetch({"content": [], "totalFound": 0})))
    assert (page.listings, page.complete, page.total) == ((), True, 0)


async def test_one_posting_is_asked_for_by_its_id() -> None:
    fetch = FakeFetch(told("smartrecruiters/posting"))
    posting = await SmartRecruiters().posting(FJORD, "744000099000001", fetch)
    assert fetch.asked == [f"{API}/744000099000001"]
    assert posting.html.startswith("<h3>Who we are</h3>")


async def test_a_posting_that_is_not_active_is_gone() -> None:
    for answer in (Response(404, b"{}"), told("smartrecruiters/posting") | {"active": False}):
        with pytest.raises(PostingGone):
            await SmartRecruiters().posting(FJORD, "744000099000001", FakeFetch(answer))
    with pytest.raises(UnreadableAnswer, match="no text"):
        await SmartRecruiters().posting(FJORD, "7", FakeFetch(told("smartrecruiters/list")["content"][0]))
    with pytest.raises(UnreadableAnswer, match="not a posting"):
        await SmartRecruiters().posting(FJORD, "7", FakeFetch({"error": "?"}))


def test_sections_of_another_kind_are_reported_and_the_others_kept() -> None:
    document = told("smartrecruiters/posting")
    document["jobAd"]["sections"] |= {"qualifications": "a ticket", "jobDescription": {"text": ["You moor"]}}
    page = SmartRecruiters().parse(document)
    assert "Free crossings." in page.listings[0].html
    assert {entry.field for entry in page.drift} == {
        "jobAd.sections.qualifications",
        "jobAd.sections.jobDescription.text",
    }


async def test_no_company_is_refused_before_anything_is_asked() -> None:
    with pytest.raises(Refused, match="names no company"):
        await all_pages(SmartRecruiters().pages(Address("smartrecruiters", ""), FakeFetch()))
