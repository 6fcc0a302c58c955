"""Titles and levels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.match.titles.levels import fit, level, level_of_years

NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Senior Software Engineer", "Software Developer"),
        ("Sr. Backend Engineer", "Senior Back-End Developer"),
        ("Krankenpfleger (m/w/d)", "Nurse"),
        ("Développeur logiciel", "Software Engineer"),
        ("LKW-Fahrer", "Driver"),
        ("Buchhalterin", "Accountant"),
        ("Full Stack Engineer", "Fullstack Developer"),
    ],
)
def test_the_same_job_has_many_names(one: str, other: str) -> None:
    assert fit(one, [other], NOTHING)[0] == pytest.approx(1.0, abs=0.35)
    assert fit(one, [other], NOTHING)[0] > fit(one, ["Florist"], NOTHING)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Machine Learning Engineer", "Software Engineer"),
        ("Chef de projet", "Head Chef"),
        ("Accountant", "Account Executive"),
    ],
)
def test_one_word_in_common_is_not_the_same_job(one: str, other: str) -> None:
    assert fit(one, [other], NOTHING)[0] < 0.5


def test_the_nearest_of_several_titles_is_named() -> None:
    assert fit("Software Engineer", ["Waiter", "Software Developer"], NOTHING)[1] == "Software Developer"


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("Software Engineering Intern", 0),
        ("Werkstudent Logistik", 0),
        ("Junior Accountant", 1),
        ("Accountant", None),
        ("Staff Nurse", None),
        ("Senior Nurse", 3),
        ("Sr. Engineer", 3),
        ("Tech Lead", 4),
        ("Staff Engineer", 4),
        ("Director of Sales", 5),
        ("VP Engineering", 6),
    ],
)
def test_levels_are_read_from_titles(title: str, value: float | None) -> None:
    assert level(title) == value


@given(st.floats(0, 60), st.floats(0, 60))
def test_more_years_never_mean_a_lower_level(one: float, other: float) -> None:
    assert level_of_years(min(one, other)) <= level_of_years(max(one, other))


@given(st.text(max_size=80), st.lists(st.text(max_size=40), max_size=4))
def test_a_fit_lies_between_none_and_all(title: str, own: list[str]) -> None:
    assert 0 <= fit(title, own, NOTHING)[0] <= 1
