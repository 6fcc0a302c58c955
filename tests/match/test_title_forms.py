"""The forms of a title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.match.titles.forms import MOST_FORMS, forms, singular


@pytest.mark.parametrize(
    ("title", "main"),
    [
        ("Loan Officers", "loan officer"),
        ("Bridge and Gate Tenders, All Other", "bridge and gate tender"),
        ("Safety Engineers, Except Mining", "safety engineer"),
        ("Salesmen", "salesman"),
        ("Secretaries", "secretary"),
        ("Coaches (part time)", "coach"),
    ],
)
def test_a_class_of_jobs_becomes_one_job(title: str, main: str) -> None:
    assert forms(title, english=True).main == main


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Divers, Deep Sea", "deep sea diver"),
        ("Weavers, Knitters, and Spinners", "knitter"),
        ("Wool Weavers and Spinners", "wool spinner"),
        ("Harbour and Canal Pilots", "harbour pilot"),
    ],
)
def test_a_list_of_jobs_is_taken_apart(title: str, form: str) -> None:
    assert form in forms(title, english=True).others


@pytest.mark.parametrize(
    ("title", "main", "other"),
    [
        ("Florist/in", "florist", "floristin"),
        ("Müller/Müllerin", "müller", "müllerin"),
        ("Kaufmann/-frau - Tourismus", "kaufmann tourismus", "tourismus kaufmann"),
        ("Ingenieur/in - Fahrzeugbau", "ingenieur fahrzeugbau", "fahrzeugbauingenieur"),
        ("Brodeur / Brodeuse à la main", "brodeur à la main", "brodeuse à la main"),
        ("Soudeur(euse)", "soudeur", ""),
    ],
)
def test_his_and_her_title_are_told_apart(title: str, main: str, other: str) -> None:
    told = forms(title, english=False)
    assert told.main == main
    assert not other or other in told.others


def test_the_singular_leaves_words_alone_that_only_look_like_plurals() -> None:
    assert [singular(word) for word in ("bus", "business", "analysis", "gas")] == ["bus", "business", "analysis", "gas"]


@given(st.text(max_size=400), st.booleans())
def test_any_text_has_bounded_forms(title: str, english: bool) -> None:
    told = forms(title, english)
    assert len(told.others) <= MOST_FORMS
    assert told.main not in told.others
    assert "" not in told.others
