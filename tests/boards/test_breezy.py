"""Breezy HR: no recorded answer exists here; answers imitated after what public readers of Breezy rely on."""

from __future__ import annotations

import pytest

from rolecall.boards.breezy import Breezy
from rolecall.boards.contract import Address, Response
from rolecall.boards.outcomes import PostingGone, Refused, UnreadableAnswer
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, told

MOON = Address("breezy", "papermoon")
MAKER = "4e5f6a7b8c9d"


def html(text: str, url: str = "") -> Response:
    return Response(200, text.encode(), url=url)


def test_every_field_arrives() -> None:
    page = Breezy().parse(told("breezy/list"))
    maker, clerk = page.listings
    assert (page.drift, page.complete) == ((), True)
    assert (maker.address, maker.job_id, maker.title, maker.company) == (MOON, MAKER, "Lantern maker", "Paper Moon")
    assert (maker.places, maker.remote, maker.department) == (
        ("Lisboa, Portugal", "Porto, Portugal"),
        False,
        "Workshop",
    )
    assert (clerk.places, clerk.remote, clerk.department) == ((), True, None)
    assert maker.apply_url == f"https://papermoon.breezy.hr/p/{MAKER}-lantern-maker/apply"
    assert [normalise(each).employment_type for each in page.listings] == ["full-time", "part-time"]
    salary = normalise(maker).salary
    assert salary is not None
    assert (salary.minimum, salary.maximum, salary.currency, salary.period) == (1_400, 1_700, "EUR", "month")
    assert maker.published_at is not None
    assert not maker.partial


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Breezy().parse(told("breezy/drifted"), MOON)
    (maker,) = page.listings
    assert (maker.partial, page.complete) == (True, False)
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("name", "is missing"),
        ("position_name", "is new, and may be the new name of name, which is missing"),
        ("id", "is null"),
        ("url", "should be text and is a number"),
        ("location", "should be an object and is text"),
        ("locations", "holds something that is not an object, left out"),
        ("published_date", "is not a time we can read: 'last week'"),
        ("description", "is null"),
        ("list", "holds null instead of an object, which was left out"),
    } <= problems


async def test_the_list_is_asked_once_with_descriptions() -> None:
    fetch = FakeFetch(told("breezy/list"))
    await all_pages(Breezy().pages(MOON, fetch))
    assert fetch.asked == ["https://papermoon.breezy.hr/json?verbose=true"]


async def test_an_unknown_company_is_refused() -> None:
    for answer in (Response(404, b"Career portal not found"), html("<html>Breezy", "https://breezy.hr/")):
        with pytest.raises(Refused, match="no board named “papermoon”"):
            await all_pages(Breezy().pages(MOON, FakeFetch(answer)))


async def test_one_posting_is_read_from_its_page() -> None:
    fetch = FakeFetch(html(told("breezy/one"), f"https://papermoon.breezy.hr/p/{MAKER}-lantern-maker"))
    maker = await Breezy().posting(MOON, MAKER, fetch)
    assert fetch.asked == [f"https://papermoon.breezy.hr/p/{MAKER}"]
    assert (maker.job_id, maker.title, maker.places) == (MAKER, "Lantern maker", ("Lisboa, PT",))
    assert (maker.html, maker.partial) == ("<p>You fold light.</p>", False)


async def test_the_list_and_the_page_are_put_together() -> None:
    listed = Breezy().parse(told("breezy/list"), MOON).listings[0]
    assert await Breezy().posting(MOON, MAKER, FakeFetch(html(told("breezy/one"))), listed.raw) == listed
    without = {name: value for name, value in listed.raw.items() if name != "description"}
    found = await Breezy().posting(MOON, MAKER, FakeFetch(html(told("breezy/plain"))), without)
    assert (found.places, found.html) == (listed.places, listed.html)


async def test_a_page_without_data_for_machines_is_read_by_its_words() -> None:
    page = Breezy().parse(told("breezy/plain"))
    assert [(listing.job_id, listing.title, listing.html) for listing in page.listings] == [
        (MAKER, "Lantern maker", "<p>You fold light.</p>")
    ]
    assert [entry.field for entry in page.drift] == ["JobPosting"]
    with pytest.raises(UnreadableAnswer, match="shows no description"):
        await Breezy().posting(MOON, MAKER, FakeFetch(html("<html><h1>Lantern maker</h1></html>")))


@pytest.mark.parametrize(
    "answer",
    [
        Response(404, b""),
        html(told("breezy/closed")),
        html("<html>Openings</html>", "https://papermoon.breezy.hr/"),
        html("<html>Breezy</html>", "https://breezy.hr/"),
    ],
)
async def test_a_closed_posting_answers_200_and_is_gone(answer: Response) -> None:
    with pytest.raises(PostingGone, match=MAKER):
        await Breezy().posting(MOON, MAKER, FakeFetch(answer), told("breezy/list")[0])


async def test_a_posting_that_speaks_of_closed_positions_is_not_closed() -> None:
    text = told("breezy/plain").replace(
        "You fold light.", "Position closed doors? We are no longer accepting candidates."
    )
    assert (await Breezy().posting(MOON, MAKER, FakeFetch(html(text)))).title == "Lantern maker"


async def test_its_form_is_not_told() -> None:
    assert await Breezy().questions(MOON, MAKER, FakeFetch()) is None
