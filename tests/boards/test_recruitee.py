"""Recruitee: text in two parts, hosts of the company's own, the form in the offer itself."""

from __future__ import annotations

import pytest

from rolecall.boards.contract import Address, Pay, Question, Response
from rolecall.boards.outcomes import PostingGone, Refused, UnreadableAnswer
from rolecall.boards.recruitee import Recruitee
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, told

KELP = Address("recruitee", "kelpkitchen")


def test_every_field_arrives() -> None:
    page = Recruitee().parse(told("recruitee/list"))
    cook, stirrer = page.listings
    assert (page.drift, page.complete) == ((), True)
    assert cook.address == KELP
    assert (cook.job_id, cook.opening_id, cook.company) == ("algae-cook", "51001", "Kelp Kitchen")
    assert cook.places == ("Bergen, Vestland, Norway", "Ålesund, Norway")
    assert cook.pay == Pay(480_000, 560_000.5, "NOK", "year")
    assert (cook.workplace, cook.remote, stirrer.workplace, stirrer.remote) == ("onsite", None, "remote", True)
    assert cook.published_at is not None
    assert cook.valid_through is not None
    assert (cook.published_at.isoformat(), cook.valid_through.isoformat()) == (
        "2026-08-02T09:30:00+00:00",
        "2026-12-24T22:59:59+00:00",
    )
    assert (stirrer.pay, stirrer.valid_through, stirrer.places) == (None, None, ("Bergen, Vestland, Norway",))
    assert normalise(cook).employment_type == "full-time"
    assert normalise(cook).text.endswith("A steady spoon")


def test_the_language_is_the_one_the_offer_is_written_in() -> None:
    assert [listing.language for listing in Recruitee().parse(told("recruitee/list")).listings] == ["en", "en"]


def test_a_host_of_the_companys_own_keeps_its_links() -> None:
    stirrer = Recruitee().parse(told("recruitee/list")).listings[1]
    assert stirrer.url == "https://jobs.kelpkitchen.example/o/night-stirrer"
    assert stirrer.apply_url == "https://jobs.kelpkitchen.example/o/night-stirrer/c/new"


def test_the_mailbox_names_the_company_when_no_link_does() -> None:
    offers = [told("recruitee/list")["offers"][1]]
    assert Recruitee().parse({"offers": offers}).listings[0].address == KELP
    del offers[0]["mailbox_email"]
    assert Recruitee().parse({"offers": offers}).listings[0].address == KELP  # spelled from its name


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Recruitee().parse(told("recruitee/drifted"))
    (cook,) = page.listings
    assert (cook.job_id, cook.title, page.complete) == ("algae-cook", "Algae cook", False)
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("title", "is missing"),
        ("headline", "is new: not documented when this was written"),
        ("remote", "should be yes/no and is text"),
        ("salary", "has amounts that are not numbers"),
        ("locations", "holds something that is not an object, left out"),
        ("published_at", "is not a time we can read: 'tomorrow'"),
        ("id", "should be text and is an object"),
        ("offers", "holds text instead of an object, which was left out"),
    } <= problems


async def test_the_list_is_asked_at_the_companys_host() -> None:
    fetch = FakeFetch(told("recruitee/list"))
    await all_pages(Recruitee().pages(KELP, fetch))
    assert fetch.asked == ["https://kelpkitchen.recruitee.com/api/offers/"]


async def test_being_led_to_the_companys_own_host_is_fine_and_to_recruitees_front_page_is_not() -> None:
    body = b'{"offers": []}'
    own = Response(200, body, url="https://jobs.kelpkitchen.example/api/offers/")
    (page,) = await all_pages(Recruitee().pages(KELP, FakeFetch(own)))
    assert page.complete
    front = Response(200, b"<html>Hire better", url="https://recruitee.com/")
    with pytest.raises(Refused, match="no board named"):
        await all_pages(Recruitee().pages(KELP, FakeFetch(front)))


async def test_a_name_that_fits_in_no_host_is_never_asked() -> None:
    for company in ("evil.example/", "a b", "x@y", ""):
        with pytest.raises(Refused):
            await all_pages(Recruitee().pages(Address("recruitee", company), FakeFetch()))


async def test_one_offer_is_read_by_its_slug() -> None:
    fetch = FakeFetch(told("recruitee/one"))
    cook = await Recruitee().posting(KELP, "algae-cook", fetch)
    assert fetch.asked == ["https://kelpkitchen.recruitee.com/api/offers/algae-cook"]
    assert cook == Recruitee().parse(told("recruitee/list")).listings[0]


@pytest.mark.parametrize("status", ["closed", "archived", "draft"])
async def test_an_offer_that_is_not_published_is_gone(status: str) -> None:
    closed = {"offer": told("recruitee/one")["offer"] | {"status": status}}
    with pytest.raises(PostingGone):
        await Recruitee().posting(KELP, "algae-cook", FakeFetch(closed))
    with pytest.raises(PostingGone):
        await Recruitee().posting(KELP, "algae-cook", FakeFetch(Response(404, b'{"error": "not found"}')))


async def test_the_form_is_what_the_offer_asks_for() -> None:
    questions = await Recruitee().questions(KELP, "algae-cook", FakeFetch(told("recruitee/one")))
    assert questions == (
        Question("name", "Full name", "text", required=True),
        Question("email", "Email", "email", required=True),
        Question("phone", "Phone", "phone", required=True),
        Question("cv", "CV", "file", required=True),
        Question("cover_letter", "Cover letter", "textarea", required=False),
        Question("locations", "Which kitchen?", "select", required=False, options=(("1", "Pier"), ("2", "Bergen"))),
        Question("901", "Can you swim?", "boolean", required=True),
        Question("903", "Which seas?", "multiselect", required=False, options=(("31", "North"), ("32", "Norwegian"))),
        Question("904", "Tell us of a soup.", "textarea", required=False),
    )


async def test_an_answer_without_an_offer_is_said() -> None:
    with pytest.raises(UnreadableAnswer, match="no offer in it"):
        await Recruitee().posting(KELP, "algae-cook", FakeFetch({"offers": []}))


async def test_another_api_stands_in() -> None:
    fetch = FakeFetch(told("recruitee/list"))
    await all_pages(Recruitee(api="http://127.0.0.1:9010/{company}").pages(KELP, fetch))
    assert fetch.asked == ["http://127.0.0.1:9010/kelpkitchen/api/offers/"]
