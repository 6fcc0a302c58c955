"""Personio: XML with titled sections, two top-level domains, postings told twice."""

from __future__ import annotations

import pytest

from rolecall.boards.contract import Address, Pay, Response
from rolecall.boards.outcomes import PostingGone, Refused, UnreadableAnswer
from rolecall.boards.personio import Personio
from rolecall.boards.registry import locate
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, told

ADLER = Address("personio", "uhrwerk-adler", "com")


def xml(text: str, url: str = "") -> Response:
    return Response(200, text.encode(), url=url)


def test_every_field_arrives() -> None:
    page = Personio().parse(told("personio/list"), ADLER)
    maker, polisher = page.listings
    assert (page.drift, page.complete) == ((), True)
    assert (maker.job_id, maker.title, maker.company) == ("880011", "Uhrmacher (m/w/d)", "Uhrwerk Adler GmbH")
    assert maker.url == "https://uhrwerk-adler.jobs.personio.com/job/880011"
    assert maker.pay == Pay(38_000, 44_000, "EUR", "year")
    assert (maker.department, polisher.department) == ("Manufaktur", "Werkstatt")
    assert maker.published_at is not None
    assert maker.published_at.isoformat() == "2026-08-21T07:30:00+00:00"
    assert [normalise(each).employment_type for each in page.listings] == ["full-time", "temporary"]
    assert (polisher.company, polisher.pay, polisher.places) == (None, None, ("Remote",))


def test_the_text_is_every_section_under_its_title_and_in_order() -> None:
    text = normalise(Personio().parse(told("personio/list"), ADLER).listings[0]).text
    parts = ["### Deine Aufgaben & Ziele", "Du setzt Unruhen ein.", "### Dein Profil", "Ruhige Hände"]
    assert sorted(parts, key=text.index) == parts


def test_a_posting_told_twice_is_one_with_the_places_of_both() -> None:
    maker = Personio().parse(told("personio/list"), ADLER).listings[0]
    assert maker.places == ("Glashütte", "Dresden", "Leipzig", "Pirna")
    assert [entry["id"] for entry in maker.raw["entries"]] == ["880011", "880011"]
    assert Personio().parse(maker.raw, ADLER).listings[0] == maker
    # Two that say the same are kept once.
    twice = told("personio/list").replace("Pirna", "Leipzig")
    assert "entries" not in Personio().parse(twice, ADLER).listings[0].raw


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Personio().parse(told("personio/drifted"), ADLER)
    (maker,) = page.listings
    assert not page.complete
    assert maker.job_id.startswith("raw-")
    assert maker.places == ("Dresden", "Leipzig")
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("id", "is missing"),
        ("name", "is missing"),
        ("title", "is new: not documented when this was written"),
        ("office", "should be text and is an object"),
        ("jobDescriptions", "has a value that is not text, left out"),
        ("salaryInformation", "has amounts that are not numbers"),
        ("createdAt", "is not a time we can read: 'neulich'"),
        ("workzag-jobs", "holds text instead of an object, which was left out"),
    } <= problems


@pytest.mark.parametrize(("region", "host"), [(None, "jobs.personio.de"), ("com", "jobs.personio.com")])
async def test_the_document_is_asked_at_the_regions_host(region: str | None, host: str) -> None:
    address = Address("personio", "uhrwerk-adler", region)
    fetch = FakeFetch(xml(told("personio/list")))
    (page,) = await all_pages(Personio().pages(address, fetch))
    assert fetch.asked == [f"https://uhrwerk-adler.{host}/xml?language=en"]
    assert len(page.listings) == 2
    place = locate(Personio().postings_url(address))
    assert place is not None
    assert place.address == address


async def test_a_company_without_postings_has_none() -> None:
    (page,) = await all_pages(Personio().pages(ADLER, FakeFetch(xml("<workzag-jobs></workzag-jobs>"))))
    assert (page.listings, page.complete) == ((), True)


async def test_an_unknown_company_is_told_from_an_empty_one() -> None:
    front = xml("<html><body>Personio</body></html>", "https://www.personio.com/")
    with pytest.raises(Refused, match="no board named “uhrwerk-adler”"):
        await all_pages(Personio().pages(ADLER, FakeFetch(front)))


@pytest.mark.parametrize("text", ["<html><p>Wartung</html>", "<workzag-jobs><position>", "<error>x</error>", "[]"])
async def test_anything_but_the_list_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableAnswer, match="Personio"):
        await all_pages(Personio().pages(ADLER, FakeFetch(xml(text))))


def test_entities_lead_nowhere() -> None:
    text = told("personio/list").replace(
        "<workzag-jobs>", '<!DOCTYPE x [<!ENTITY leak SYSTEM "file:///etc/passwd">]><workzag-jobs>'
    )
    page = Personio().parse(text.replace("Aushilfe Politur", "&leak;"), ADLER)
    assert "root:" not in str(page)


async def test_one_posting_is_picked_out_of_the_document() -> None:
    found = await Personio().posting(ADLER, "880012", FakeFetch(xml(told("personio/list"))))
    assert found.title == "Aushilfe Politur"
    with pytest.raises(PostingGone, match="880099"):
        await Personio().posting(ADLER, "880099", FakeFetch(xml(told("personio/list"))))


async def test_its_form_is_not_told() -> None:
    assert await Personio().questions(ADLER, "880012", FakeFetch()) is None
