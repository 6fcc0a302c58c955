"""Any page with schema.org/JobPosting: read by itself, as a list, and when it is gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rolecall.boards.contract import Address, Response
from rolecall.boards.outcomes import PostingGone, RetryLater, UnknownAddress, UnreadableAnswer
from rolecall.boards.page import FEW_TRIES, WebPage
from rolecall.boards.registry import page_address, parse_address, recognise
from tests.boards.conftest import FakeFetch, all_pages

POSTING = (Path(__file__).parent / "page" / "posting.html").read_text(encoding="utf-8")
HERE = "https://crumb.example/jobs"
CRUMB = Address("page", "crumb.example/jobs")
ID = "crumb.example/jobs/night-baker-7"


def answer(body: str, url: str = HERE, status: int = 200) -> Response:
    return Response(status, body.encode(), url=url)


def job(number: int, **more: Any) -> dict[str, Any]:
    told = {
        "@type": "JobPosting",
        "title": f"Baker {number}",
        "description": "<p>Bread.</p>",
        "url": f"{HERE}/baker-number-{number}",
    }
    return {name: value for name, value in (told | more).items() if value is not None}


def page(*documents: Any, body: str = "", head: str = "") -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in documents)
    return f"<html><head>{scripts}{head}</head><body>{body}</body></html>"


def listed(*numbers: int) -> dict[str, Any]:
    items = [{"@type": "ListItem", "position": n, "url": f"/jobs/baker-number-{n}"} for n in numbers]
    return {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}


async def test_a_posting_page_is_a_board_of_one() -> None:
    address = Address("page", ID)
    fetch = FakeFetch(answer(POSTING, f"https://{ID}"))
    first, last = await all_pages(WebPage().pages(address, fetch))
    (listing,) = first.listings
    assert fetch.asked == [f"https://{ID}"]
    assert (listing.job_id, listing.title, listing.company) == (ID, "Night Baker", "Crumb")
    assert (listing.places, listing.requisition_id, listing.employment_type) == (("Ghent, BE",), "NB-7", "FULL_TIME")
    assert (last.complete, last.listings, first.drift) == (True, (), ())


async def test_all_postings_of_a_page_are_taken_and_told_apart() -> None:
    same = {"identifier": "CRUMB", "url": None}
    body = page([job(1), job(2)], job(3, **same), job(4, **same), job(5, url=HERE, title="Oven Keeper"))
    pages = await all_pages(WebPage().pages(CRUMB, FakeFetch(answer(body))))
    listings = [listing for each in pages for listing in each.listings]
    assert [listing.title for listing in listings] == ["Baker 1", "Baker 2", "Baker 3", "Baker 4", "Oven Keeper"]
    assert len({listing.job_id for listing in listings}) == 5
    assert listings[0].job_id == "crumb.example/jobs/baker-number-1"
    assert pages[-1].complete


async def test_a_list_that_only_names_its_postings_is_followed() -> None:
    fetch = FakeFetch(
        answer(page(listed(1, 2))),
        answer(page(job(1)), f"{HERE}/baker-number-1"),
        answer("", f"{HERE}/baker-number-2", 404),
    )
    pages = await all_pages(WebPage().pages(CRUMB, fetch))
    assert fetch.asked == [HERE, f"{HERE}/baker-number-1", f"{HERE}/baker-number-2"]
    assert [listing.title for each in pages for listing in each.listings] == ["Baker 1"]
    assert pages[-1].complete, "a posting that is gone is no part of the list any more"


async def test_links_that_look_like_postings_are_followed_on_the_same_site_only() -> None:
    body = page(
        body="""<a href="/jobs/night-baker-7#apply">Baker</a> <a href="https://other.example/jobs/12">x</a>
                <a href="/jobs">All</a> <a href="/about-us-and-you">About</a> <a href="mailto:x@crumb.example">M</a>"""
    )
    fetch = FakeFetch(answer(body), answer(POSTING, f"{HERE}/night-baker-7"))
    pages = await all_pages(WebPage().pages(CRUMB, fetch))
    assert fetch.asked == [HERE, f"{HERE}/night-baker-7"]
    assert [listing.title for each in pages for listing in each.listings] == ["Night Baker"]


async def test_links_that_are_no_postings_are_not_tried_for_ever() -> None:
    links = "".join(f'<a href="/jobs/{number}">x</a>' for number in range(100, 200))
    fetch = FakeFetch(answer(page(body=links)), *[answer(page(), f"{HERE}/{n}") for n in range(100, 200)])
    with pytest.raises(UnreadableAnswer, match=r"neither holds nor links to a posting"):
        await all_pages(WebPage().pages(CRUMB, fetch))
    assert len(fetch.asked) == 1 + FEW_TRIES


async def test_the_next_page_is_read_too() -> None:
    fetch = FakeFetch(
        answer(page(job(1), head='<link rel="next" href="?page=2">')),
        answer(page(job(2), body='<a rel="next" href="/jobs?page=2">more</a>'), f"{HERE}?page=2"),
    )
    pages = await all_pages(WebPage().pages(CRUMB, fetch))
    assert fetch.asked == [HERE, f"{HERE}?page=2"]
    assert (len([1 for each in pages for _ in each.listings]), pages[-1].complete) == (2, True)


async def test_broken_data_are_reported_and_close_nothing() -> None:
    body = page(job(1)) + '<script type="application/ld+json">{"@type": "JobPosting", </script>'
    pages = await all_pages(WebPage().pages(CRUMB, FakeFetch(answer(body))))
    assert [listing.title for listing in pages[0].listings] == ["Baker 1"]
    assert ("application/ld+json", "is not JSON, left out") in {
        (d.field, d.problem) for each in pages for d in each.drift
    }
    assert not pages[-1].complete


async def test_a_posting_that_cannot_be_read_leaves_the_list_incomplete() -> None:
    fetch = FakeFetch(
        answer(page(listed(1, 2))), answer(page(job(1)), f"{HERE}/baker-number-1"), answer("", status=403)
    )
    pages = await all_pages(WebPage().pages(CRUMB, fetch))
    assert not pages[-1].complete
    busy = FakeFetch(answer(page(listed(1))), answer("", status=429))
    with pytest.raises(RetryLater):
        await all_pages(WebPage().pages(CRUMB, busy))


async def test_what_has_passed_is_left_out_of_the_list_and_said() -> None:
    body = page(job(1), job(2, validThrough="2020-01-01"))
    (first, last) = await all_pages(WebPage().pages(CRUMB, FakeFetch(answer(body))))
    assert [listing.title for listing in first.listings] == ["Baker 1"]
    assert [(entry.field, entry.job_id) for entry in first.drift] == [
        ("validThrough", "crumb.example/jobs/baker-number-2")
    ]
    assert last.complete


async def test_a_posting_without_its_text_has_it_on_its_own_page() -> None:
    (first, _) = await all_pages(WebPage().pages(CRUMB, FakeFetch(answer(page(job(1, description=None))))))
    (listing,) = first.listings
    assert (listing.partial, [entry.field for entry in first.drift]) == (True, ["description"])
    fetch = FakeFetch(answer(page(job(1)), f"{HERE}/baker-number-1"))
    whole = await WebPage().posting(CRUMB, listing.job_id, fetch, listing.raw)
    assert fetch.asked == [f"{HERE}/baker-number-1"]
    assert (whole.html, whole.partial, whole.job_id) == ("<p>Bread.</p>", False, listing.job_id)


@pytest.mark.parametrize(
    "told",
    [
        answer("", status=404),
        answer("", status=410),
        answer(page(body="<h1>This position has been filled</h1>"), f"https://{ID}"),
        answer(page(job(7, validThrough="2020-01-01"), head=""), f"https://{ID}"),
        answer(page(job(1)), HERE),
    ],
)
async def test_a_posting_is_gone_when_its_page_its_data_or_its_time_is(told: Response) -> None:
    with pytest.raises(PostingGone):
        await WebPage().posting(CRUMB, ID, FakeFetch(told))


@pytest.mark.parametrize(
    "told",
    [
        answer('<script type="application/ld+json">{"@type": </script>', f"https://{ID}"),
        answer("not a page at all", f"https://{ID}"),
        answer(page(listed(1, 2)), HERE),
    ],
)
async def test_what_cannot_be_told_is_not_gone(told: Response) -> None:
    with pytest.raises(UnreadableAnswer):
        await WebPage().posting(CRUMB, ID, FakeFetch(told))


async def test_an_id_of_the_employers_own_is_looked_for_on_the_list() -> None:
    body = page(job(1, url=None, identifier="REQ/2026/7"), job(2))
    listing = WebPage().parse(body, CRUMB).listings[0]
    fetch = FakeFetch(answer(body))
    assert (await WebPage().posting(CRUMB, listing.job_id, fetch)).title == "Baker 1"
    assert (listing.job_id, fetch.asked) == ("REQ/2026/7", [HERE])


def test_a_saved_page_names_itself() -> None:
    found = WebPage().parse(POSTING)
    assert (str(found.listings[0].address), found.listings[0].job_id) == (f"page:{ID}", ID)
    assert recognise(POSTING) is not None
    assert recognise("<html><body>JobPosting</body></html>") is None


def test_only_a_page_with_postings_or_a_list_of_them_is_a_board() -> None:
    assert page_address("https://crumb.example/jobs?utm_source=x#top", POSTING) == CRUMB
    assert page_address(HERE, page(listed(1))) == CRUMB
    assert page_address(HERE, page({"@type": "ItemList", "itemListElement": ["/bread/rye"]})) is None
    assert page_address(HERE, page(body="<h1>Jobs</h1>")) is None


def test_a_pages_address_is_its_host_and_path() -> None:
    assert parse_address("page:https://Crumb.example/jobs/?utm_campaign=x") == CRUMB
    assert parse_address("page:crumb.example/jobs?team=night") == Address("page", "crumb.example/jobs?team=night")
    assert WebPage().locate(HERE) is None
    for text in ("page:no host", "page:x@y", f"page:crumb.example/{'x' * 300}"):
        with pytest.raises(UnknownAddress):
            parse_address(text)


def test_a_saved_posting_alone_is_read_decoded_or_not() -> None:
    document = [job(1), {"@graph": [job(2)]}]
    for body in (document, json.dumps(document), json.dumps(document).encode()):
        assert [listing.title for listing in WebPage().parse(body).listings] == ["Baker 1", "Baker 2"]


async def test_microdata_are_a_posting_too() -> None:
    body = """<div itemscope itemtype="http://schema.org/JobPosting"><h1 itemprop="title">Night Baker</h1>
        <a itemprop="url" href="/jobs/night-baker-7">x</a><div itemprop="description"><p>Bread.</p></div></div>"""
    first, last = await all_pages(WebPage().pages(CRUMB, FakeFetch(answer(f"<html><body>{body}</body></html>"))))
    assert [(listing.job_id, listing.html) for listing in first.listings] == [(ID, "<p>Bread.</p>")]
    assert last.complete


def test_what_is_no_address_in_a_page_is_passed_over() -> None:
    body = page(job(1), body='<a href="http://[">x</a>', head='<link rel="canonical" href="http://[">')
    (listing,) = WebPage().parse(body).listings
    assert listing.title
