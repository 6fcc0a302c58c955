"""Which postings are one job, and which are not however alike they look."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.discover.duplicates import compare, group, similarity
from rolecall.discover.places import parse
from rolecall.discover.posting import Posting
from rolecall.discover.titles import company_key, levels_of, title_key

TEXT = " ".join(
    f"You knead batch {number} and let it rest before it goes to oven {number % 7}." for number in range(30)
)
OTHER = " ".join(f"We count the flour of shelf {number} and write it down for week {number}." for number in range(30))
DAY = datetime(2026, 10, 1, 9, tzinfo=UTC)


def posting(job_id: str = "1", title: str = "Baker", place: str = "Ghent, Belgium", **told: Any) -> Posting:
    return Posting(
        **{
            "board": "greenhouse",
            "board_company": "crumb",
            "job_id": job_id,
            "title": title,
            "company": "Crumb & Sons",
            "url": f"https://job-boards.greenhouse.io/crumb/jobs/{job_id}",
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
    "one requisition in two places": (
        {"requisition_id": "C-9"},
        {"requisition_id": "c 9", "place": "Leuven", "text": ""},
    ),
    "the same text in two places": ({}, {"place": "Leuven, Belgium"}),
    "the place is in the title": ({"title": "Baker - Belgium"}, {"title": "Baker - Spain", "place": "Madrid, Spain"}),
    "abbreviated": ({"title": "Sr. Baker (m/f/d)"}, {"title": "Senior Baker"}),
    "another board of the company": ({"text": ""}, {"text": "", "board": "lever", "company": "Crumb and Sons, Inc."}),
    "published in one go without texts": (
        {"text": "", "published_at": DAY},
        {"text": "", "published_at": DAY + timedelta(seconds=2), "place": "Leuven, Belgium"},
    ),
}
DIFFERENT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "levels": ({"title": "Baker I"}, {"title": "Baker II"}),
    "levels of one opening": ({"title": "Baker", "opening_id": "9"}, {"title": "Senior Baker", "opening_id": "9"}),
    "openings": ({"opening_id": "9"}, {"opening_id": "10"}),
    "requisitions": ({"requisition_id": "C-9"}, {"requisition_id": "C-10"}),
    "jobs under one careless number": (
        {"requisition_id": "C-9"},
        {"requisition_id": "C-9", "title": "Accountant"},
    ),
    "titles and texts under one opening": (
        {"opening_id": "9", "title": "Rye Baker"},
        {"opening_id": "9", "title": "Rye Bread Baker for Restaurants", "text": OTHER},
    ),
    "a placeholder is no number": (
        {"requisition_id": "See Opening ID", "text": ""},
        {"requisition_id": "See Opening ID", "text": ""},
    ),
    "texts": ({}, {"text": OTHER}),
    "companies": ({}, {"board_company": "mill", "company": "Mill Works"}),
    "years": ({"title": "Baking Intern 2026"}, {"title": "Baking Intern 2027"}),
    "published days apart without texts": (
        {"text": "", "published_at": DAY},
        {"text": "", "published_at": DAY + timedelta(days=2), "place": "Leuven, Belgium"},
    ),
    "one word in another place": (
        {"title": "Data Infrastructure Engineer"},
        {"title": "Agent Infrastructure Engineer"},
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_one_job_is_recognised_with_its_reasons(case: str) -> None:
    one, other = SAME[case]
    found = compare(posting(**one), posting(**{"job_id": "2", **other}))
    assert found.same, found.against
    assert found.signals
    assert compare(posting(**{"job_id": "2", **other}), posting(**one)).same


@pytest.mark.parametrize("case", DIFFERENT)
def test_different_jobs_stay_apart_with_a_reason(case: str) -> None:
    one, other = DIFFERENT[case]
    found = compare(posting(**one), posting(**{"job_id": "2", **other}))
    assert not found.same
    assert found.against


def test_a_group_holds_every_place_once() -> None:
    places = ("Ghent, Belgium", "Leuven, Belgium", "Ghent, Belgium")
    (job,) = group(posting(str(number), place=place, opening_id="9") for number, place in enumerate(places))
    assert [place.city for place in job.locations] == ["Ghent", "Leuven"]
    assert len(job.duplicates) == 2
    assert all(twin.signals for twin in job.duplicates)


@given(st.integers())
def test_every_posting_is_in_one_group_whatever_the_order(seed: int) -> None:
    postings = [
        posting(str(number), title=title, opening_id=opening)
        for number, (title, opening) in enumerate(
            [("Baker", "9"), ("Baker", "9"), ("Senior Baker", "9"), ("Baker", "10"), ("Miller", None), ("Baker", "9")]
        )
    ]
    shuffled = list(postings)
    random.Random(seed).shuffle(shuffled)
    groups = group(shuffled)
    assert groups == group(postings)
    members = [one.job_id for job in groups for one in (job.kept, *(twin.posting for twin in job.duplicates))]
    assert sorted(members) == [str(number) for number in range(6)]
    assert len(groups) == 4


def test_short_texts_prove_nothing() -> None:
    assert similarity("Bake bread.", "Bake bread.") is None
    assert similarity(TEXT, TEXT) == 1.0
    assert (similarity(TEXT, OTHER) or 0) < 0.1


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


def test_levels_are_words_of_rank() -> None:
    assert levels_of("Staff Engineer") != levels_of("Senior Staff Engineer")
    assert levels_of("Engineer, II") == levels_of("Engineer 2")
    assert levels_of("Head of Leadership Programmes") == {"head"}


def test_companies_are_compared_without_legal_form() -> None:
    assert company_key("The Crumb & Sons, Inc.") == company_key("crumb and sons") != company_key("Crumb Mills")
