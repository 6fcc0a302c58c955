"""Which postings are one job, and which are not however alike they look."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.discover.compare import compare, conflicts, explain
from rolecall.discover.duplicates import Group, group
from rolecall.discover.places import parse
from rolecall.discover.posting import Posting, Workplace
from rolecall.discover.signals import STRENGTH, Signal, read, signal
from rolecall.discover.texts import contained, similarity, text_key
from rolecall.discover.titles import company_key, title_key

TEXT = " ".join(
    f"You knead batch {number} and let it rest before it goes to oven {number % 7}." for number in range(30)
)
OTHER = " ".join(f"We count the flour of shelf {number} and write it down for week {number}." for number in range(30))
DAY = datetime(2026, 10, 1, 9, tzinfo=UTC)
PAGE = "https://careers.crumb.example/jobs/4021"


def posting(job_id: str = "1", title: str = "Baker", place: str = "Ghent, Belgium", **told: Any) -> Posting:
    board = told.get("board", "greenhouse")
    hosted = {"greenhouse": "job-boards.greenhouse.io/crumb/jobs", "lever": "jobs.lever.co/crumb"}
    return Posting(
        **{
            "board": board,
            "board_company": "crumb",
            "job_id": job_id,
            "title": title,
            "company": "Crumb & Sons",
            "url": f"https://{hosted.get(board, 'list.example')}/{job_id}",
            "apply_url": "",
            "text": TEXT,
            "locations": parse(place).locations,
            **told,
        }
    )


SAME: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "the same posting read twice": ({}, {"job_id": "1", "title": "Baker and Pastry Chef"}),
    "one opening in two places": ({"opening_id": "9"}, {"opening_id": "9", "place": "Leuven, Belgium", "text": OTHER}),
    "one opening under two titles": ({"opening_id": "9"}, {"opening_id": "9", "title": "Baker of Rye"}),
    "one opening under two titles that differ but for the first words": (
        {"opening_id": "9", "text": "", "title": "Oven Technician - Dutch speaking"},
        {"opening_id": "9", "text": "", "title": "Oven Technician (October start)"},
    ),
    "one opening under two titles with one text": (
        {"opening_id": "9", "title": "Bread Salesperson"},
        {"opening_id": "9", "title": "Counter Hand"},
    ),
    "one opening under initials": (
        {"opening_id": "9", "text": "", "title": "RBB - Night Shift"},
        {"opening_id": "9", "text": "", "title": "Rye Bread Baker (days)"},
    ),
    "one opening written in one word and in two": (
        {"opening_id": "9", "text": "", "title": "Rye Bread Hand"},
        {"opening_id": "9", "text": "", "title": "Ryebreadhand"},
    ),
    "one opening in one place under titles that share a third of their words": (
        {"opening_id": "9", "text": "", "title": "Oven Repair Technician"},
        {"opening_id": "9", "text": "", "title": "Kneader Service Technician"},
    ),
    "one opening in two languages": (
        {"opening_id": "9", "text": "", "title": "Bakery Manager"},
        {"opening_id": "9", "text": "", "title": "Gérant de boulangerie"},
    ),
    "one opening, here remote and there in a city": (
        {"opening_id": "9", "place": "Remote - Belgium"},
        {"opening_id": "9"},
    ),
    "an assistant by profession beside another profession": (
        {"opening_id": "9", "text": "", "title": "Dough Assistant - Night Shift"},
        {"opening_id": "9", "text": "", "title": "Dough Technician - Night Shift"},
    ),
    "a number that is no grade": (
        {"opening_id": "9", "text": "", "title": "Bread Driver - 4 Day Week"},
        {"opening_id": "9", "text": "", "title": "Bread Driver"},
    ),
    "one requisition in two places": (
        {"requisition_id": "C-9"},
        {"requisition_id": "c 9", "place": "Leuven", "text": ""},
    ),
    "the same text in two places": ({}, {"place": "Leuven, Belgium"}),
    "the place is in the title": ({"title": "Baker - Belgium"}, {"title": "Baker - Spain", "place": "Madrid, Spain"}),
    "abbreviated": ({"title": "Sr. Baker (m/f/d)"}, {"title": "Senior Baker"}),
    "another board of the company": ({"text": ""}, {"text": "", "board": "lever", "company": "Crumb and Sons, Inc."}),
    "a brand in brackets": (
        {"text": "", "company": "Crumb & Sons (Old Mill)"},
        {"text": "", "board": "lever", "company": "Old Mill"},
    ),
    "published in one go without texts": (
        {"text": "", "published_at": DAY},
        {"text": "", "published_at": DAY + timedelta(seconds=2), "place": "Leuven, Belgium"},
    ),
    "one page in two lists under two titles": (
        {"board": "first", "text": "", "url": PAGE},
        {"board": "second", "text": "", "url": f"{PAGE}/apply?utm_source=x", "title": "Bread Maker", "place": "Remote"},
    ),
    "one page in two lists under two names of the company": (
        {"board": "first", "text": "", "url": PAGE},
        {"board": "second", "text": "", "url": PAGE, "company": "Old Mill Bread"},
    ),
    "one page of which a list tells the level": (
        {"board": "first", "text": "", "url": PAGE},
        {"board": "second", "text": "", "url": PAGE, "title": "Senior Baker"},
    ),
    "a list's link and the posting that it leads to": (
        {},
        {"board": "list", "text": "", "url": "https://www.crumb.example/careers?gh_jid=1&utm_source=list"},
    ),
}
DIFFERENT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "levels": ({"title": "Baker I"}, {"title": "Baker II"}),
    "levels of one opening": ({"title": "Baker", "opening_id": "9"}, {"title": "Senior Baker", "opening_id": "9"}),
    "grades of one opening": (
        {"title": "Senior Baker I - Rye", "opening_id": "9"},
        {"title": "Senior Baker II - Rye", "opening_id": "9"},
    ),
    "levels of one requisition": (
        {"title": "Lead Baker", "requisition_id": "C-9"},
        {"title": "Senior Baker", "requisition_id": "C-9"},
    ),
    "levels on one page": (
        {"board": "first", "text": "", "url": PAGE, "title": "Junior Baker"},
        {"board": "second", "text": "", "url": PAGE, "title": "Senior Baker"},
    ),
    "openings": ({"opening_id": "9"}, {"opening_id": "10"}),
    "requisitions": ({"requisition_id": "C-9"}, {"requisition_id": "C-10"}),
    "requisitions under one opening": (
        {"requisition_id": "C-9", "opening_id": "9"},
        {"requisition_id": "C-10", "opening_id": "9"},
    ),
    "jobs under one careless number": (
        {"requisition_id": "C-9"},
        {"requisition_id": "C-9", "title": "Accountant", "text": OTHER},
    ),
    "jobs under one careless number without texts": (
        {"requisition_id": "C-9", "text": ""},
        {"requisition_id": "C-9", "title": "Accountant", "text": ""},
    ),
    "titles and texts under one opening": (
        {"opening_id": "9", "title": "Rye Baker"},
        {"opening_id": "9", "title": "Rye Bread Baker for Restaurants", "text": OTHER},
    ),
    "titles under one opening that share a third of their words in two places": (
        {"opening_id": "9", "text": "", "title": "Oven Repair Technician"},
        {"opening_id": "9", "text": "", "title": "Kneader Service Technician", "place": "Leuven, Belgium"},
    ),
    "a placeholder is no number": (
        {"requisition_id": "See Opening ID", "text": ""},
        {"requisition_id": "See Opening ID", "text": ""},
    ),
    "texts": ({}, {"text": OTHER}),
    "companies": ({}, {"board_company": "mill", "company": "Mill Works"}),
    "years": ({"title": "Baking Intern 2026"}, {"title": "Baking Intern 2027"}),
    "seasons": ({"title": "Baking Intern - Summer 2026"}, {"title": "Baking Intern - Winter 2026"}),
    "published days apart without texts": (
        {"text": "", "published_at": DAY},
        {"text": "", "published_at": DAY + timedelta(days=2), "place": "Leuven, Belgium"},
    ),
    "a year apart on two boards without texts": (
        {"text": "", "published_at": DAY},
        {"text": "", "board": "lever", "published_at": DAY + timedelta(days=365)},
    ),
    "one word in another place": (
        {"title": "Data Infrastructure Engineer"},
        {"title": "Agent Infrastructure Engineer"},
    ),
    "remote and on site under one opening": (
        {"opening_id": "9", "place": "Remote - Belgium"},
        {"opening_id": "9", "workplace": Workplace.ONSITE},
    ),
    "remote and hybrid under one requisition": (
        {"requisition_id": "C-9", "workplace": Workplace.HYBRID},
        {"requisition_id": "C-9", "place": "Remote"},
    ),
    "remote and a city by words alone": ({"place": "Remote - Belgium"}, {}),
    "two pages of one platform in two lists": (
        {"board": "first", "text": "", "url": "https://jobs.lever.co/crumb/8d01b718-5ac6-47db-9cdf-459062fdccec"},
        {"board": "second", "text": "", "url": "https://jobs.lever.co/crumb/7c01b718-5ac6-47db-9cdf-459062fdccec"},
    ),
    "a page that was used again for another company's job": (
        {"board": "first", "text": "", "url": PAGE},
        {"board": "second", "text": "", "url": PAGE, "company": "Mill Works", "title": "Accountant"},
    ),
    "the page of all postings": (
        {"board": "first", "text": "", "url": "https://crumb.example/careers"},
        {"board": "second", "text": "", "url": "https://crumb.example/careers", "title": "Accountant"},
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_one_job_is_recognised_with_its_reasons(case: str) -> None:
    one, other = posting(**SAME[case][0]), posting(**{"job_id": "2", **SAME[case][1]})
    found = compare(one, other)
    assert found.same, found.against
    assert found.signals
    assert all(each.words.endswith(".") and STRENGTH[each.signal] == each.strength for each in found.signals)
    assert compare(other, one).same
    assert len(group([one, other])) == 1, "they meet to be compared"


@pytest.mark.parametrize("case", DIFFERENT)
def test_different_jobs_stay_apart_with_a_reason(case: str) -> None:
    one, other = posting(**DIFFERENT[case][0]), posting(**{"job_id": "2", **DIFFERENT[case][1]})
    found = compare(one, other)
    assert not found.same
    assert found.against
    assert not compare(other, one).same
    assert len(group([one, other])) == 2


def test_a_copy_under_another_companys_name_is_linked_and_not_merged() -> None:
    text = f"{TEXT}\nFor twenty years we have found people for bakeries of every size, and you need not tell us where."
    copied = posting("2", board="lever", board_company="hands", company="Hands & Co", text=text)
    found = compare(posting(), copied)
    assert (found.kind, found.same) == ("agency", False)
    assert found.signals[0].words.startswith("100% of the text stands in the other")
    assert compare(posting(text=OTHER), copied).kind is None
    assert compare(posting(title="Senior Baker"), copied).kind is None


def test_other_jobs_of_one_opening_are_linked_and_not_merged() -> None:
    one = posting(opening_id="9")
    for other in ({"title": "Senior Baker"}, {"title": "Accountant", "text": OTHER}):
        found = compare(one, posting("2", opening_id="9", **other))
        assert (found.kind, found.same) == ("opening", False)
        assert found.signals[0].signal == "opening"


def test_everything_is_told_to_who_is_about_to_decide() -> None:
    found = explain(
        posting(requisition_id="C-9", published_at=DAY),
        posting("2", "Senior Baker", "Remote - Belgium", requisition_id="C-10", text=TEXT),
    )
    assert found.kind is None
    assert {"company", "text", "alike_title"} <= {each.signal for each in found.signals}
    assert {"other_requisition", "other_level"} <= {each.signal for each in found.against}
    assert "none and senior" in next(each.words for each in found.against if each.signal == "other_level")


def test_a_group_holds_every_place_once() -> None:
    places = ("Ghent, Belgium", "Leuven, Belgium", "Ghent, Belgium")
    (job,) = group(posting(str(number), place=place, opening_id="9") for number, place in enumerate(places))
    assert [place.city for place in job.locations] == ["Ghent", "Leuven"]
    assert len(job.duplicates) == 2
    assert all(twin.signals for twin in job.duplicates)


def test_postings_that_are_alike_in_a_row_are_one_job_and_say_by_way_of_which() -> None:
    told = {"opening_id": "9", "text": ""}
    titles = ("Rye Baker", "Rye Baker and Miller of Spelt", "Miller of Spelt")
    row = [posting(str(number), title, published_at=DAY, **told) for number, title in enumerate(titles)]
    assert not compare(row[0], row[2]).same
    (job,) = group(row)
    (last,) = (twin for twin in job.duplicates if twin.posting.title == titles[2])
    assert last.signals[-1].words == "It is alike “Rye Baker and Miller of Spelt”, which is the same job."


def test_no_third_posting_brings_together_what_is_apart() -> None:
    told = {"opening_id": "9"}
    remote, city, office = (
        posting("1", place="Remote - Belgium", **told),
        posting("2", place="Ghent, Belgium", **told),
        posting("3", workplace=Workplace.ONSITE, **told),
    )
    assert compare(remote, city).same and compare(city, office).same
    for job in group([remote, city, office]):
        ids = {job.kept.job_id, *(twin.posting.job_id for twin in job.duplicates)}
        assert not {"1", "3"} <= ids


TITLES = st.sampled_from(
    ["Baker", "Senior Baker", "Baker - Rye", "Rye Baker", "Miller", "Baker II", "Boulanger à Gand", "Bakery Assistant"]
)
PLACES = st.sampled_from(["Ghent, Belgium", "Remote - Belgium", "Leuven", ""])
POSTINGS = st.lists(
    st.builds(
        lambda title, place, told: (title, place, told),
        TITLES,
        PLACES,
        st.fixed_dictionaries(
            {
                "opening_id": st.sampled_from([None, "9", "10"]),
                "requisition_id": st.sampled_from([None, "C-9", "C-10", "evergreen"]),
                "text": st.sampled_from(["", TEXT, OTHER]),
                "board": st.sampled_from(["greenhouse", "lever", "list"]),
                "workplace": st.sampled_from([None, Workplace.ONSITE, Workplace.REMOTE]),
                "published_at": st.sampled_from([None, DAY, DAY + timedelta(days=100)]),
            }
        ),
    ),
    max_size=12,
)


@given(POSTINGS, st.integers())
def test_any_order_gives_the_same_groups_and_nothing_that_is_apart_is_in_one(drawn: list[Any], seed: int) -> None:
    postings = [posting(str(number), title, place, **told) for number, (title, place, told) in enumerate(drawn)]
    groups = group(postings)
    shuffled = list(postings)
    random.Random(seed).shuffle(shuffled)
    assert group(shuffled) == groups
    assert sorted(each.job_id for job in groups for each in members(job)) == sorted(each.job_id for each in postings)
    for job in groups:
        for one in members(job):
            for other in members(job):
                assert not list(conflicts(one, other, "page")), (one, other)


def members(job: Group) -> list[Posting]:
    return [job.kept, *(twin.posting for twin in job.duplicates)]


def test_short_texts_prove_nothing() -> None:
    assert similarity("Bake bread.", "Bake bread.") is None
    assert contained("Bake bread.", TEXT) is None
    assert similarity(TEXT, TEXT) == 1.0
    assert (similarity(TEXT, OTHER) or 0) < 0.1


def test_copies_of_a_text_are_found_by_its_longest_paragraph_of_its_own() -> None:
    law = "We are an equal opportunity employer and give reasonable accommodation to everybody. " * 30
    assert text_key(TEXT) is not None
    assert text_key(f"# Baker\n\n{TEXT}\n\n{law}") == text_key(f"Hands & Co seeks:\n{TEXT.upper()}\nCall us.")
    assert text_key(TEXT) != text_key(OTHER)
    assert text_key(law) is None
    assert text_key("Bake bread.") is None


def test_stored_signals_are_read_as_they_were_written() -> None:
    told = signal("opening", "The board files both under the opening 9.")
    assert read(told.as_json()) == told
    assert read("The titles are the same.") == Signal("earlier", 0.0, "The titles are the same.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sr. SWE II (m/w/d)", "Senior Software Engineer 2"),
        ("Software Engineering Intern - Summer 2026", "Software Engineer Internship"),
        ("Field Engineer - Spain", "Field Engineer, EMEA"),
        ("Full-Stack Dev", "Fullstack Developer"),
        ("Baker #1234 (Remote)", "Baker"),
    ],
)
def test_titles_are_compared_by_what_they_mean(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


def test_companies_are_compared_without_legal_form() -> None:
    assert company_key("The Crumb & Sons, Inc.") == company_key("crumb and sons") != company_key("Crumb Mills")
