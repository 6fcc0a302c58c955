"""Paylocity: a list in the data of a web page's script, and postings whose URLs name no company."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from rolecall.boards.contract import Address, Pay, Response
from rolecall.boards.outcomes import PostingGone, Refused, UnreadableAnswer
from rolecall.boards.paylocity import Paylocity
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, told

MILL = Address("paylocity", "5c0ffee0-17a1-4b2c-8d3e-0123456789ab")
SITE = "https://recruiting.paylocity.com"
DETAILS = f"{SITE}/Recruiting/Jobs/Details/4270311/Quernstone-Millworks/Stone-Dresser"


def html(text: str, url: str = "") -> Response:
    return Response(200, text.encode(), url=url)


def of_data(*jobs: object) -> str:
    """The list's page with these jobs."""
    data = {"Jobs": jobs, "ModuleTitle": "Quernstone Millworks"}
    return f"<html><script>window.pageData = {json.dumps(data)};</script></html>"


def test_every_field_arrives() -> None:
    page = Paylocity().parse(told("paylocity/list"))
    dresser, keeper = page.listings
    assert (page.drift, page.complete) == ((), True)
    assert (dresser.address, dresser.job_id, dresser.title) == (MILL, "4270311", "Stone Dresser & Sharpener")
    assert dresser.url == f"{SITE}/recruiting/jobs/Details/4270311"
    assert dresser.apply_url == f"{SITE}/recruiting/jobs/Apply/4270311"
    assert (dresser.company, dresser.department) == ("Quernstone Millworks", "Grinding")
    assert (dresser.places, dresser.workplace) == (("Duluth, MN, USA",), "hybrid")
    assert dresser.published_at == datetime(2026, 10, 2, 14, 30, tzinfo=UTC)
    assert dresser.raw["JobLocation"]["Zip"] == "55802"
    assert (keeper.places, keeper.remote, keeper.workplace) == (("Upper Loft",), True, None)
    posting = normalise(dresser)
    assert (posting.workplace, posting.locations[0].city, posting.locations[0].country) == ("hybrid", "Duluth", "US")


def test_the_beginning_of_a_text_is_not_taken_for_the_text() -> None:
    page = Paylocity().parse(told("paylocity/list"))
    assert [(listing.html, listing.partial) for listing in page.listings] == [("", True), ("", True)]


def test_a_no_beside_remote_says_nothing() -> None:
    (dresser, _) = Paylocity().parse(told("paylocity/list")).listings
    assert dresser.raw["IsRemote"] is False
    assert dresser.remote is None


def test_the_data_of_the_page_are_read_as_well_and_every_entry_again() -> None:
    page = Paylocity().parse(told("paylocity/list"))
    data = {"Jobs": [listing.raw for listing in page.listings], "ModuleTitle": "Quernstone Millworks"}
    assert Paylocity().parse(data, MILL) == page
    assert Paylocity().parse(json.dumps(data), MILL) == page
    (again,) = Paylocity().parse(page.listings[0].raw, MILL).listings
    assert (again.job_id, again.raw) == ("4270311", page.listings[0].raw)


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Paylocity().parse(told("paylocity/drifted"), MILL)
    dresser, keeper = page.listings
    assert (dresser.job_id, dresser.title, keeper.title) == ("4270311", "", "Sieve Keeper")
    assert keeper.job_id.startswith("raw-")
    assert not page.complete, "what cannot be read may be a posting that was read before"
    assert {(entry.field, entry.problem) for entry in page.drift} == {
        ("JobTitle", "is missing"),
        ("Title", "is new, and may be the new name of JobTitle, which is missing"),
        ("PublishedDate", "is not a time we can read: 'the day before yesterday'"),
        ("HiringDepartment", "should be text and is a list"),
        ("IsRemote", "should be yes/no and is text"),
        ("JobId", "is missing"),
        ("JobLocation", "is missing"),
        ("Jobs", "holds text instead of an object, which was left out"),
    }


def test_a_posting_for_the_companys_own_people_is_left_out_and_said() -> None:
    job = {"JobId": 7, "JobTitle": "Miller", "PublishedDate": "2026-10-02", "JobLocation": {}, "IsInternal": True}
    page = Paylocity().parse(of_data(job, job | {"JobId": 8, "IsInternal": False}), MILL)
    assert [listing.job_id for listing in page.listings] == ["8"]
    assert [(entry.job_id, entry.field) for entry in page.drift] == [("7", "IsInternal")]
    assert page.complete


def test_a_posting_told_twice_is_one() -> None:
    job = {"JobId": 7, "JobTitle": "Miller", "PublishedDate": "2026-10-02", "JobLocation": {"City": "Duluth"}}
    (miller,) = Paylocity().parse(of_data(job, job), MILL).listings
    assert (miller.job_id, miller.raw) == ("7", job)


async def test_the_list_is_asked_once_as_its_page() -> None:
    fetch = FakeFetch(told("paylocity/list"))
    (page,) = await all_pages(Paylocity().pages(MILL, fetch))
    assert fetch.asked == [f"{SITE}/recruiting/jobs/All/{MILL.company}"]
    assert (len(page.listings), page.complete) == (2, True)


async def test_an_empty_list_is_complete_and_a_page_without_one_is_unreadable() -> None:
    (page,) = await all_pages(Paylocity().pages(MILL, FakeFetch(of_data())))
    assert (page.listings, page.complete) == ((), True)
    for text in (
        "<html><p>Welcome!</p></html>",
        "<html><script>window.pageData = {};</script></html>",
        '<html><script>window.pageData = {"Jobs": [{"JobId": 7',
        "<html><script>window.pageData = " + '{"Jobs":' * 50_000,
    ):
        with pytest.raises(UnreadableAnswer, match="no list of postings"):
            await all_pages(Paylocity().pages(MILL, FakeFetch(text)))


async def test_a_page_that_is_not_found_means_an_unknown_company() -> None:
    lost = html("<html>Sorry</html>", f"{SITE}/Recruiting/Jobs/NotFound")
    with pytest.raises(Refused, match="no board named"):
        await all_pages(Paylocity().pages(MILL, FakeFetch(lost)))
    with pytest.raises(Refused, match="no board named"):
        await all_pages(Paylocity().pages(Address("paylocity", "../../evil"), FakeFetch()))


async def test_one_posting_is_read_from_its_page() -> None:
    fetch = FakeFetch(html(told("paylocity/posting"), DETAILS))
    listed = Paylocity().parse(told("paylocity/list")).listings[0].raw
    dresser = await Paylocity().posting(MILL, "4270311", fetch, listed)
    assert fetch.asked == [f"{SITE}/recruiting/jobs/Details/4270311"]
    assert (dresser.address, dresser.job_id, dresser.partial) == (MILL, "4270311", False)
    assert (dresser.title, dresser.company) == ("Stone Dresser & Sharpener", "Quernstone Millworks")
    assert dresser.html == "<p>You cut furrows into granite.</p><ul><li>Own chisels</li></ul>"
    assert dresser.pay == Pay(24.5, 31, "USD", "hour")
    assert dresser.requisition_id is None, "its identifier is the posting's id again"
    assert dresser.apply_url == f"{SITE}/recruiting/jobs/Apply/4270311"
    # What only the list tells.
    assert (dresser.department, dresser.workplace) == ("Grinding", "hybrid")
    assert dresser.published_at == datetime(2026, 10, 2, 14, 30, tzinfo=UTC)


async def test_what_a_postings_page_leaves_out_is_taken_from_the_list() -> None:
    bare = '{"@type": "JobPosting", "title": "Sieve Keeper", "description": "<p>Shake.</p>"}'
    text = f'<html><script type="application/ld+json">{bare}</script></html>'
    keeper = Paylocity().parse(told("paylocity/list")).listings[1]
    found = await Paylocity().posting(MILL, "4270399", FakeFetch(html(text)), keeper.raw)
    assert (found.places, found.remote, found.published_at) == (keeper.places, True, keeper.published_at)
    assert (found.html, found.partial) == ("<p>Shake.</p>", False)


async def test_a_posting_whose_url_names_no_company_finds_it_on_its_page() -> None:
    nobody = Address("paylocity", "")
    dresser = await Paylocity().posting(nobody, "4270311", FakeFetch(html(told("paylocity/posting"), DETAILS)))
    assert dresser.address == MILL
    assert Paylocity().parse(told("paylocity/posting")).listings[0].address == MILL
    alone = told("paylocity/posting").replace("/Jobs/All/", "/Jobs/Other/")
    with pytest.raises(Refused, match="names no company"):
        await Paylocity().posting(nobody, "4270311", FakeFetch(html(alone, DETAILS)))


@pytest.mark.parametrize(
    "answer",
    [
        Response(404, b""),
        Response(410, b""),
        html("<html>This job was not found</html>", f"{SITE}/Recruiting/Jobs/JobNotFound"),
        html(told("paylocity/list"), f"{SITE}/Recruiting/Jobs/All/{MILL.company}/Quernstone-Millworks"),
    ],
)
async def test_a_closed_posting_is_gone(answer: Response) -> None:
    with pytest.raises(PostingGone, match="4270311"):
        await Paylocity().posting(MILL, "4270311", FakeFetch(answer))


@pytest.mark.parametrize("text", ["<html>Welcome</html>", "<script type='application/ld+json'>{</script>"])
async def test_a_page_without_a_posting_closes_nothing(text: str) -> None:
    with pytest.raises(UnreadableAnswer, match="holds no posting"):
        await Paylocity().posting(MILL, "4270311", FakeFetch(html(text, DETAILS)))


def test_only_its_own_pages_are_recognised() -> None:
    assert Paylocity().recognises(told("paylocity/list"))
    assert Paylocity().recognises(told("paylocity/posting"))
    assert Paylocity().recognises(told("paylocity/drifted"))
    assert not Paylocity().recognises("<html><script>window.pageData = {}</script></html>")
    assert not Paylocity().recognises({"Jobs": []})


async def test_its_form_is_not_told() -> None:
    assert await Paylocity().questions(MILL, "4270311", FakeFetch()) is None
