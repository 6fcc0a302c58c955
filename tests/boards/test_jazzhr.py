"""JazzHR: no recorded answer exists here; pages imitated after the markup that public readers of JazzHR rely on."""

from __future__ import annotations

import pytest

from rolecall.boards.contract import Address, Response
from rolecall.boards.jazzhr import JazzHR
from rolecall.boards.outcomes import PostingGone, Refused, UnreadableAnswer
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, told

SAILS = Address("jazzhr", "gullwingsails")


def html(text: str, url: str = "") -> Response:
    return Response(200, text.encode(), url=url)


def test_every_posting_of_the_list_arrives_once() -> None:
    page = JazzHR().parse(told("jazzhr/list"))
    maker, walker = page.listings
    assert (page.drift, page.complete) == ((), True)
    assert (maker.address, maker.job_id, maker.title) == (SAILS, "k7Rb2QwX9z", "Sail maker & mender")
    assert (maker.places, maker.department) == (("Newport, RI",), "Loft")
    assert (walker.job_id, walker.title, walker.places) == ("P0mn8Lk3Jh", "Rope walker", ())
    assert walker.url == "https://gullwingsails.applytojob.com/apply/jobs/details/P0mn8Lk3Jh"
    assert all(listing.partial for listing in page.listings)


def test_what_was_read_can_be_read_again() -> None:
    for listing in JazzHR().parse(told("jazzhr/list")).listings:
        assert JazzHR().parse(listing.raw).listings == (listing,)


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = JazzHR().parse(told("jazzhr/drifted"))
    assert [listing.job_id for listing in page.listings] == ["k7Rb2QwX9z", "P0mn8Lk3Jh"]
    assert {(entry.field, entry.problem) for entry in page.drift} == {
        ("title", "is null"),
        ("place", "stands beside no posting"),
    }


def test_a_list_that_is_empty_says_so() -> None:
    page = JazzHR().parse(told("jazzhr/empty"), SAILS)
    assert (page.listings, page.drift, page.complete) == ((), (), True)


def test_a_list_that_shows_nothing_and_says_nothing_closes_nothing() -> None:
    page = JazzHR().parse(told("jazzhr/empty").replace("There are currently no open positions.", "Welcome!"), SAILS)
    assert [entry.field for entry in page.drift] == ["list"]
    assert not page.complete


def test_links_to_other_hosts_are_not_ours() -> None:
    text = told("jazzhr/list").replace("https://gullwingsails.applytojob.com/apply/k7", "https://evil.example/apply/k7")
    page = JazzHR().parse(text, SAILS)
    assert all("evil" not in listing.url for listing in page.listings)


async def test_the_list_is_asked_at_the_companys_host() -> None:
    fetch = FakeFetch(html(told("jazzhr/list")))
    (page,) = await all_pages(JazzHR().pages(SAILS, fetch))
    assert fetch.asked == ["https://gullwingsails.applytojob.com/apply"]
    assert len(page.listings) == 2


async def test_another_page_is_unreadable_and_the_front_page_means_an_unknown_company() -> None:
    with pytest.raises(UnreadableAnswer, match="another web page"):
        await all_pages(JazzHR().pages(SAILS, FakeFetch(html("<html><p>Parked domain</html>"))))
    with pytest.raises(Refused, match="no board named"):
        await all_pages(JazzHR().pages(SAILS, FakeFetch(html("<html>JazzHR", "https://www.jazzhr.com/"))))


async def test_one_posting_is_read_from_its_page() -> None:
    page = html(told("jazzhr/one"), "https://gullwingsails.applytojob.com/apply/k7Rb2QwX9z/Sail-Maker")
    fetch = FakeFetch(page)
    maker = await JazzHR().posting(SAILS, "k7Rb2QwX9z", fetch)
    assert fetch.asked == ["https://gullwingsails.applytojob.com/apply/k7Rb2QwX9z"]
    assert (maker.job_id, maker.company, maker.places) == ("k7Rb2QwX9z", "Gullwing Sails", ("Newport, RI, US",))
    assert normalise(maker).text == "You cut and sew."
    assert normalise(maker).employment_type == "full-time"
    assert not maker.partial


async def test_a_page_without_data_for_machines_is_read_by_its_words() -> None:
    (maker,) = JazzHR().parse(told("jazzhr/plain")).listings
    assert (maker.title, maker.html) == ("Sail maker", "<p>You cut and sew.</p>")
    assert [entry.field for entry in JazzHR().parse(told("jazzhr/plain")).drift] == ["JobPosting"]
    found = await JazzHR().posting(SAILS, "k7Rb2QwX9z", FakeFetch(html(told("jazzhr/plain"))), {"place": "Newport, RI"})
    assert found.places == ("Newport, RI",)
    with pytest.raises(UnreadableAnswer, match="shows no description"):
        await JazzHR().posting(SAILS, "k7Rb2QwX9z", FakeFetch(html("<html><h1>Sail maker</h1></html>")))


@pytest.mark.parametrize(
    "answer",
    [
        Response(404, b""),
        Response(200, b"<html>Openings</html>", url="https://gullwingsails.applytojob.com/apply/jobs"),
        Response(200, b"<html>Openings</html>", url="https://gullwingsails.applytojob.com/apply"),
    ],
)
async def test_a_closed_posting_leads_to_the_list_and_is_gone(answer: Response) -> None:
    with pytest.raises(PostingGone, match="k7Rb2QwX9z"):
        await JazzHR().posting(SAILS, "k7Rb2QwX9z", FakeFetch(answer))


def test_only_its_own_pages_are_recognised() -> None:
    assert JazzHR().recognises(told("jazzhr/list"))
    assert JazzHR().recognises(told("jazzhr/one"))
    assert not JazzHR().recognises('<html><a href="https://gullwingsails.applytojob.com/apply">Careers</a></html>')
    assert not JazzHR().recognises({"jobs": []})
    with pytest.raises(UnreadableAnswer, match="web pages"):
        JazzHR().parse({"jobs": []})


async def test_its_form_is_not_told() -> None:
    assert await JazzHR().questions(SAILS, "k7Rb2QwX9z", FakeFetch()) is None
