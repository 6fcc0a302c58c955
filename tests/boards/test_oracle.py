"""Oracle Recruiting: paging within the finder, ten thousand at most, sites with names and sites with numbers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from rolecall.boards.contract import Address, Response
from rolecall.boards.oracle import Oracle
from rolecall.boards.outcomes import PostingGone, Refused, UnreadableAnswer
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, told

PORCELAIN = Address("oracle", "ab/CX_1", "us2")
NAMED = Address("oracle", "ab/Kilnworks", "us2")
HOST = "https://ab.fa.us2.oraclecloud.com"
PAGE = Response(
    200,
    b"""<html><head><meta property="og:site_name" content="Kilnworks Careers"><title>x</title></head>
    <script>window.CX_CONFIG = { app: { siteNumber: 'CX_2001' } }</script></html>""",
)


def test_every_field_arrives() -> None:
    page = Oracle().parse(told("oracle/list"), PORCELAIN)
    keeper, chemist = page.listings
    assert (page.drift, page.complete, page.total) == ((), True, 2)
    assert (keeper.job_id, keeper.requisition_id, keeper.department) == ("3107", "3107", "Firing")
    assert keeper.places == ("Limoges, France", "Delft, Netherlands")
    assert (keeper.workplace, keeper.employment_type, keeper.language) == ("On-site", "Full time", "en")
    assert keeper.published_at == datetime(2026, 10, 5, tzinfo=UTC)
    assert keeper.valid_through == datetime(2026, 12, 1, tzinfo=UTC)
    assert keeper.url == f"{HOST}/hcmUI/CandidateExperience/en/sites/CX_1/job/3107"
    assert (chemist.places, chemist.workplace) == (("PT",), None)
    assert keeper.partial
    assert {"Distance", "Relevancy", "TrendingFlag"} <= set(keeper.volatile)


def test_the_text_is_every_part_once_and_in_order() -> None:
    page = Oracle().parse(told("oracle/posting"), PORCELAIN)
    (posting,) = page.listings
    assert page.drift == ()
    assert not posting.partial
    text = normalise(posting).text
    parts = ["Porcelain since 1790.", "You keep the kilns at heat.", "Load and fire", "Steady hands."]
    assert [text.count(part) for part in parts] == [1] * len(parts)
    assert sorted(parts, key=text.index) == parts
    assert posting.published_at == datetime(2026, 10, 5, 9, tzinfo=UTC)


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Oracle().parse(told("oracle/drifted"), PORCELAIN)
    assert [listing.title for listing in page.listings] == ["", "Glaze Chemist"]
    assert page.listings[0].job_id == "3107"
    assert page.listings[1].job_id.startswith("raw-")
    assert not page.complete
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("Title", "is missing"),
        ("JobTitle", "is new, and may be the new name of Title, which is missing"),
        ("Id", "is missing"),
        ("PostedDate", "is not a time we can read: 'soon'"),
        ("PrimaryLocation", "should be text and is an object"),
        ("secondaryLocations", "holds a place without a name"),
        ("secondaryLocations", "should be a list and is text"),
        ("requisitionList", "holds yes/no instead of an object, left out"),
    } <= problems


def numbered(count: int, begin: int, total: int | None) -> dict[str, Any]:
    first = told("oracle/list")["items"][0]["requisitionList"][0]
    item: dict[str, Any] = {"requisitionList": [first | {"Id": str(number)} for number in range(begin, begin + count)]}
    return {"items": [item if total is None else item | {"TotalJobsCount": total}]}


async def test_pages_of_two_hundred_go_up_to_the_total_and_bear_the_sites_name() -> None:
    fetch = FakeFetch(numbered(200, 0, 203), PAGE, numbered(3, 200, 203))
    pages = await all_pages(Oracle().pages(PORCELAIN, fetch))
    assert [len(page.listings) for page in pages] == [200, 3]
    assert [page.complete for page in pages] == [False, True]
    assert {listing.company for page in pages for listing in page.listings} == {"Kilnworks"}
    assert fetch.asked[0] == (
        f"{HOST}/hcmRestApi/resources/latest/recruitingCEJobRequisitions?onlyData=true"
        "&expand=requisitionList.secondaryLocations,requisitionList.workLocation,requisitionList.otherWorkLocations"
        "&finder=findReqs;siteNumber=CX_1,limit=200,offset=0,sortBy=POSTING_DATES_DESC"
    )
    assert "offset=200," in fetch.asked[2]


async def test_beyond_ten_thousand_nothing_is_complete() -> None:
    answers: list[Any] = [numbered(200, offset, 10_500) for offset in range(0, 10_000, 200)]
    pages = await all_pages(Oracle().pages(PORCELAIN, FakeFetch(answers[0], PAGE, *answers[1:])))
    assert sum(len(page.listings) for page in pages) == 10_000
    assert not any(page.complete for page in pages)


async def test_the_number_of_a_named_site_is_read_from_its_page_once() -> None:
    board = Oracle()
    fetch = FakeFetch(PAGE, numbered(2, 0, 2), told("oracle/posting"))
    await all_pages(board.pages(NAMED, fetch))
    posting = await board.posting(NAMED, "3107", fetch)
    assert fetch.asked[0] == f"{HOST}/hcmUI/CandidateExperience/en/sites/Kilnworks"
    assert "siteNumber=CX_2001," in fetch.asked[1]
    assert fetch.asked[2] == (
        f"{HOST}/hcmRestApi/resources/latest/recruitingCEJobRequisitionDetails?expand=all&onlyData=true"
        "&finder=ById;Id=%223107%22,siteNumber=CX_2001"
    )
    assert posting.company == "Kilnworks"
    assert posting.url == f"{HOST}/hcmUI/CandidateExperience/en/sites/Kilnworks/job/3107"


async def test_a_site_whose_page_fails_has_no_name_and_is_read_all_the_same() -> None:
    (page,) = await all_pages(Oracle().pages(PORCELAIN, FakeFetch(numbered(2, 0, 2), Response(500, b""))))
    assert [listing.company for listing in page.listings] == [None, None]
    assert page.complete


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kilnworks Careers", "Kilnworks"),
        ("Kilnworks Career Site", "Kilnworks"),
        ("Kilnworks &amp; Sons - External Careers", "Kilnworks & Sons"),
        ("Candidate Experience site", None),
        ("Careers", None),
    ],
)
async def test_the_employers_name_is_what_stands_before_careers(title: str, name: str | None) -> None:
    shown = Response(200, f"<html><head><title>{title}</title></head></html>".encode())
    (page,) = await all_pages(Oracle().pages(PORCELAIN, FakeFetch(numbered(1, 0, 1), shown)))
    assert page.listings[0].company == name


async def test_a_missing_total_is_reported() -> None:
    (page,) = await all_pages(Oracle().pages(PORCELAIN, FakeFetch(numbered(2, 0, None), PAGE)))
    assert [(entry.field, entry.problem) for entry in page.drift] == [("TotalJobsCount", "is missing")]
    assert page.complete


async def test_a_posting_without_items_is_gone_and_one_without_text_is_unreadable() -> None:
    answers: list[Any] = [{"items": []}, Response(404, b"{}")]
    for answer in answers:
        with pytest.raises(PostingGone):
            await Oracle().posting(PORCELAIN, "3107", FakeFetch(PAGE, answer))
    with pytest.raises(UnreadableAnswer, match="no text"):
        await Oracle().posting(
            PORCELAIN,
            "3107",
            FakeFetch(PAGE, {"items": [{"Id": "3107", "Title": "Keeper", "PrimaryLocation": "Delft"}]}),
        )
    with pytest.raises(UnreadableAnswer, match="no list of requisitions"):
        await Oracle().posting(PORCELAIN, "3107", FakeFetch(PAGE, {"items": [{"error": "?"}]}))


async def test_nothing_from_a_site_of_unknown_number_is_not_a_closed_posting() -> None:
    unnumbered = Response(200, b"<html><title>Kilnworks Careers</title>")
    with pytest.raises(UnreadableAnswer, match="may still be there"):
        await Oracle().posting(NAMED, "3107", FakeFetch(unnumbered, {"items": []}))


async def test_an_address_in_another_form_is_refused_with_the_right_one() -> None:
    with pytest.raises(Refused, match="oracle:pod/site@us2"):
        await all_pages(Oracle().pages(Address("oracle", "ab"), FakeFetch()))


async def test_a_mirror_stands_in_for_the_host() -> None:
    fetch = FakeFetch(numbered(1, 0, 1), PAGE)
    await all_pages(Oracle("http://127.0.0.1:9010/{host}").pages(PORCELAIN, fetch))
    assert fetch.asked[0].startswith("http://127.0.0.1:9010/ab.fa.us2.oraclecloud.com/hcmRestApi/")
