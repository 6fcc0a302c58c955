"""BambooHR: a list without text, the text and the form in each opening's own answer."""

from __future__ import annotations

import pytest

from rolecall.boards.bamboohr import BambooHR
from rolecall.boards.contract import Address, Question, Response
from rolecall.boards.outcomes import PostingGone, Refused, UnreadableAnswer
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, told

COBALT = Address("bamboohr", "cobaltfarm")


def test_every_field_of_the_list_arrives() -> None:
    page = BambooHR().parse(told("bamboohr/list"), COBALT)
    dyer, colour = page.listings
    assert (page.drift, page.complete, page.total) == ((), True, 2)
    assert (dyer.job_id, dyer.title, dyer.department) == ("41", "Blue dyer", "Vats")
    assert (dyer.places, colour.places) == (("Kalamazoo, Michigan",), ("Guelph, Ontario, Canada",))
    assert (dyer.workplace, colour.workplace, dyer.remote, colour.remote) == ("onsite", "remote", None, True)
    assert dyer.url == "https://cobaltfarm.bamboohr.com/careers/41"
    assert [normalise(each).employment_type for each in page.listings] == ["full-time", "contract"]
    assert all(listing.partial for listing in page.listings)


def test_a_list_shorter_than_it_says_is_not_complete() -> None:
    document = told("bamboohr/list")
    document["meta"]["totalCount"] = 3
    assert not BambooHR().parse(document, COBALT).complete


def test_whoever_recorded_a_list_says_whose_it_is() -> None:
    assert BambooHR().parse(told("bamboohr/list")).listings[0].address.company == "unknown"
    assert BambooHR().parse({"company": "Cobaltfarm"} | told("bamboohr/list")).listings[0].address == COBALT
    assert BambooHR().parse(told("bamboohr/one")).listings[0].address == COBALT


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = BambooHR().parse(told("bamboohr/drifted"), COBALT)
    assert (len(page.listings), page.complete) == (1, False)
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("jobOpeningName", "is missing"),
        ("openingName", "is new, and may be the new name of jobOpeningName, which is missing"),
        ("id", "is missing"),
        ("location", "should be an object and is text"),
        ("isRemote", "should be yes/no and is text"),
        ("locationType", "should be text and is a list"),
        ("result", "holds null instead of an object, which was left out"),
    } <= problems


async def test_the_list_is_asked_at_the_companys_host() -> None:
    fetch = FakeFetch(told("bamboohr/list"))
    await all_pages(BambooHR().pages(COBALT, fetch))
    assert fetch.asked == ["https://cobaltfarm.bamboohr.com/careers/list"]


async def test_being_led_to_the_front_page_means_an_unknown_company() -> None:
    front = Response(200, b"<!doctype html><p>HR software", url="https://www.bamboohr.com/")
    with pytest.raises(Refused, match="no board named “cobaltfarm”"):
        await all_pages(BambooHR().pages(COBALT, FakeFetch(front)))


async def test_one_opening_has_its_text_pay_and_date() -> None:
    fetch = FakeFetch(told("bamboohr/one"))
    listed = BambooHR().parse(told("bamboohr/list"), COBALT).listings[0]
    dyer = await BambooHR().posting(COBALT, "41", fetch, listed.raw)
    assert fetch.asked == ["https://cobaltfarm.bamboohr.com/careers/41/detail"]
    assert (dyer.job_id, dyer.partial, dyer.places) == ("41", False, ("Kalamazoo, Michigan, United States",))
    posting = normalise(dyer)
    assert posting.text.startswith("You stir the blue.")
    assert posting.salary is not None
    assert (posting.salary.minimum, posting.salary.period) == (24, "hour")
    assert dyer.published_at is not None
    assert dyer.raw == told("bamboohr/one")["result"]


async def test_what_only_the_list_says_is_kept() -> None:
    one = told("bamboohr/one")
    del one["result"]["jobOpening"]["locationType"]
    listed = told("bamboohr/list")["result"][0] | {"locationType": "2"}
    assert (await BambooHR().posting(COBALT, "41", FakeFetch(one), listed)).workplace == "hybrid"


@pytest.mark.parametrize(
    "answer",
    [
        Response(404, b"{}"),
        {"result": None},
        {"result": []},
        {"result": {"jobOpening": {"jobOpeningName": "Blue dyer", "jobOpeningStatus": "Filled"}}},
        Response(200, b"{}", url="https://cobaltfarm.bamboohr.com/careers"),
        Response(200, b"<p>", url="https://www.bamboohr.com/"),
    ],
)
async def test_a_closed_opening_is_gone(answer: object) -> None:
    with pytest.raises(PostingGone, match="41"):
        await BambooHR().posting(COBALT, "41", FakeFetch(answer))


async def test_an_answer_without_an_opening_is_said() -> None:
    with pytest.raises(UnreadableAnswer, match="no opening in it"):
        await BambooHR().posting(COBALT, "41", FakeFetch({"result": {"job": {}}}))


async def test_the_form_is_told_with_the_employers_own_questions() -> None:
    questions = await BambooHR().questions(COBALT, "41", FakeFetch(told("bamboohr/one")))
    assert questions == (
        Question("firstName", "First name", "text", required=True),
        Question("lastName", "Last name", "text", required=True),
        Question("email", "Email", "email", required=True),
        Question("phone", "Phone", "phone", required=False),
        Question("resumeFileId", "Resume", "file", required=True),
        Question("countryId", "Country", "select", required=False, options=(("1", "United States"), ("2", "Canada"))),
        Question("77", "May you work with indigo?", "boolean", required=True),
        Question("78", "Why blue?", "textarea", required=False),
    )
    without = told("bamboohr/one")
    del without["result"]["formFields"]
    assert await BambooHR().questions(COBALT, "41", FakeFetch(without)) is None
