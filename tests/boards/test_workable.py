"""Workable: one entry for each place of a posting, short links without the company, forms by section."""

from __future__ import annotations

import pytest

from rolecall.boards.contract import Address, Question, Response
from rolecall.boards.outcomes import PostingGone, Refused, UnreadableAnswer
from rolecall.boards.workable import Workable
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, dumped, told

MOSS = Address("workable", "moss-fern")


def test_every_field_arrives() -> None:
    page = Workable().parse(told("workable/list"), MOSS)
    gardener, counter = page.listings
    assert (page.drift, page.complete) == ((), True)
    assert (gardener.job_id, gardener.title, gardener.company) == ("A1B2C3D4E5", "Moss gardener", "Moss & Fern")
    assert (gardener.requisition_id, gardener.department) == ("MF-7", "Greenhouse")
    assert (gardener.remote, counter.remote) == (False, True)
    assert gardener.apply_url == "https://apply.workable.com/j/A1B2C3D4E5/apply"
    assert (counter.requisition_id, counter.department, counter.places) == (None, None, ("Ireland",))
    assert gardener.published_at is not None
    assert gardener.published_at.date().isoformat() == "2026-09-01"
    assert [normalise(each).employment_type for each in page.listings] == ["full-time", "part-time"]
    assert normalise(gardener).text.count("Patience") == 1
    assert not gardener.partial


def test_a_posting_in_several_places_is_one_posting_and_keeps_every_entry() -> None:
    document = told("workable/list")
    gardener = Workable().parse(document, MOSS).listings[0]
    assert gardener.places == ("Galway, Connacht, Ireland", "Sintra, Lisbon, Portugal")
    assert gardener.raw == {"entries": document["jobs"][:2]}
    assert Workable().parse(gardener.raw, MOSS).listings == (Workable().parse(document["jobs"][:2], MOSS).listings)


def test_a_place_that_the_employer_hides_stays_hidden() -> None:
    assert "Vigo" not in str(Workable().parse(told("workable/list")).listings[0].places)


def test_the_companys_name_stands_in_for_the_account_that_a_list_does_not_name() -> None:
    assert Workable().parse(told("workable/list")).listings[0].address == MOSS
    assert (
        Workable().parse({"name": "", "jobs": told("workable/list")["jobs"]}).listings[0].address.company == "unknown"
    )


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Workable().parse(told("workable/drifted"), MOSS)
    assert [listing.job_id for listing in page.listings] == ["A1B2C3D4E5"]
    assert not page.complete
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("shortcode", "is null"),
        ("title", "is missing"),
        ("job_title", "is new, and may be the new name of title, which is missing"),
        ("telecommuting", "should be yes/no and is text"),
        ("published_on", "is not a time we can read: 'soon'"),
        ("locations", "should be a list of objects"),
        ("description", "should be text and is a list"),
        ("jobs", "holds a number instead of an object, which was left out"),
    } <= problems


async def test_the_list_is_asked_once_with_details() -> None:
    fetch = FakeFetch(told("workable/list"))
    pages = await all_pages(Workable().pages(MOSS, fetch))
    assert fetch.asked == ["https://apply.workable.com/api/v1/widget/accounts/moss-fern?details=true"]
    assert [page.complete for page in pages] == [True]


async def test_an_account_without_postings_is_not_an_unknown_account() -> None:
    (page,) = await all_pages(Workable().pages(MOSS, FakeFetch({"name": "Moss & Fern", "jobs": []})))
    assert (page.listings, page.complete) == ((), True)
    with pytest.raises(Refused, match="no board named “moss-fern”"):
        await all_pages(Workable().pages(MOSS, FakeFetch(Response(404, b'{"error": "Not found"}'))))


async def test_one_posting_is_put_together_from_its_parts() -> None:
    fetch = FakeFetch(told("workable/one"))
    gardener = await Workable().posting(MOSS, "A1B2C3D4E5", fetch)
    assert fetch.asked == ["https://apply.workable.com/api/v2/accounts/moss-fern/jobs/A1B2C3D4E5"]
    text = normalise(gardener).text
    parts = ["You keep the moss green.", "### Requirements", "Patience", "### Benefits", "Boots."]
    assert sorted(parts, key=text.index) == parts
    assert (gardener.workplace, gardener.language, gardener.department) == ("on-site", "en", "Gardens, Greenhouse")
    assert normalise(gardener).employment_type == "full-time"
    assert gardener.url == "https://apply.workable.com/moss-fern/j/A1B2C3D4E5"


async def test_a_short_link_leads_to_its_company() -> None:
    place = Workable().locate("https://apply.workable.com/j/A1B2C3D4E5")
    assert place is not None
    there = Response(200, b"<html>", url="https://apply.workable.com/moss-fern/j/A1B2C3D4E5/")
    fetch = FakeFetch(there, told("workable/one"))
    listing = await Workable().posting(place.address, "A1B2C3D4E5", fetch)
    assert listing.address == MOSS
    assert fetch.asked[0] == "https://apply.workable.com/j/A1B2C3D4E5"
    lost = Response(200, b"<html>", url="https://apply.workable.com/oops")
    with pytest.raises(PostingGone):
        await Workable().posting(place.address, "A1B2C3D4E5", FakeFetch(lost))


@pytest.mark.parametrize(
    "answer", [Response(404, b"{}"), Response(410, b""), told("workable/one") | {"state": "archived"}]
)
async def test_a_closed_posting_is_gone(answer: object) -> None:
    with pytest.raises(PostingGone, match="A1B2C3D4E5"):
        await Workable().posting(MOSS, "A1B2C3D4E5", FakeFetch(answer))


async def test_the_form_is_told_field_by_field() -> None:
    fetch = FakeFetch(Response(200, dumped(told("workable/form"))))
    questions = await Workable().questions(MOSS, "A1B2C3D4E5", fetch)
    assert fetch.asked == ["https://apply.workable.com/api/v1/jobs/A1B2C3D4E5/form"]
    assert questions is not None
    by_id = {question.id: question for question in questions}
    assert by_id["email"] == Question("email", "Email", "email", required=True)
    assert by_id["resume"].kind == "file"
    assert by_id["QA_1"] == Question("QA_1", "Do you like rain?", "boolean", required=True)
    # The name is what is sent, and the value what a person reads.
    assert by_id["QA_2"].options == (("101", "Peat"), ("102", "Star"))
    assert (by_id["QA_3"].kind, by_id["QA_3"].required) == ("multiselect", None)
    assert by_id["QA_4"].kind == "select"
    assert by_id["CA_5"].kind == "textarea"
    # A school is only asked for once somebody adds an education.
    assert by_id["education.school"] == Question("education.school", "School", "text", required=False)


async def test_a_form_that_is_no_list_is_said() -> None:
    with pytest.raises(UnreadableAnswer, match="not a list of sections"):
        await Workable().questions(MOSS, "A1B2C3D4E5", FakeFetch({"sections": []}))


async def test_another_api_stands_in() -> None:
    fetch = FakeFetch(told("workable/list"))
    await all_pages(Workable(api="http://127.0.0.1:9010/").pages(MOSS, fetch))
    assert fetch.asked[0].startswith("http://127.0.0.1:9010/api/v1/widget/accounts/moss-fern?")
