"""Which words of a title are a rank, and which are part of the job's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.discover.ranks import ranks_contradict, ranks_differ, ranks_of, terms_differ


@pytest.mark.parametrize(
    ("title", "ranks"),
    [
        ("Baker", ""),
        ("Sr. Baker", "senior"),
        ("Baker II", "2"),
        ("Baker, Level 3", "3"),
        ("L1 Support", "1"),
        ("Tier2 Support", "2"),
        ("Staff Baker", "staff"),
        ("Senior Staff Baker", "senior staff"),
        ("Chief of Staff", "chief"),
        ("Member of Technical Staff", ""),
        ("Staff Nurse", ""),
        ("Assistant Bakery Manager", "assistant manager"),
        ("Medical Assistant", ""),
        ("Medical Assistant - Ghent", ""),
        ("Assistant Principal", "assistant principal"),
        ("Associate Baker", "associate"),
        ("Warehouse Associate", ""),
        ("Associate, Client Service", ""),
        ("Associate (AI) Consultant", "associate"),
        ("Account Executive", ""),
        ("Executive Director", "executive director"),
        ("Executive Assistant", ""),
        ("Lead Baker", "lead"),
        ("Team Lead", "lead"),
        ("Lead Generation Specialist", ""),
        ("Head of Bread", "head"),
        ("Head of Leadership Programmes", "head"),
        ("Baking Internship", "intern"),
        ("Werkstudent Backstube", "intern"),
        ("Working Student Bakery", "intern"),
        ("New Grad Baker", "graduate"),
        ("Entry-Level Baker", "entry"),
        ("Driver - 4 Day Work Week!", ""),
        ("Driver 4- day week", ""),
        ("Baker (3-5 years)", ""),
        ("Baker - $4,000 Bonus", ""),
        ("Baker - 2nd Shift", ""),
        ("Account Manager Post 1", "manager"),
        ("3D Artist", ""),
        ("Baker I Gouda", ""),
        ("Baker 2026", ""),
        ("VP, Bread", "vice"),
        ("Foreman", "supervisor"),
    ],
)
def test_a_word_counts_where_it_stands_as_a_rank(title: str, ranks: str) -> None:
    assert ranks_of(title) == frozenset(ranks.split())


def test_a_translated_title_may_name_its_rank_in_another_word() -> None:
    assert ranks_differ("Bakery Manager", "Bakery Hand")
    assert not ranks_differ("Bakery Manager", "Gérant de boulangerie")
    assert ranks_differ("Senior Baker", "Boulanger junior à Gand")


def test_a_title_that_says_less_does_not_contradict() -> None:
    assert not ranks_contradict("Baker", "Senior Baker")
    assert ranks_contradict("Junior Baker", "Senior Baker")


def test_terms_are_years_and_seasons_that_both_titles_name() -> None:
    assert terms_differ("Intern 2026", "Intern 2027")
    assert terms_differ("Intern, Fall", "Intern, Spring")
    assert not terms_differ("Intern, Fall 2026", "Intern, Autumn")
    assert not terms_differ("Intern", "Intern 2026")


@given(st.text(max_size=200))
def test_no_title_breaks_it(title: str) -> None:
    assert ranks_of(title) == ranks_of(title)
    assert not ranks_differ(title, title)
