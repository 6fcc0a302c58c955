"""Titles and the occupations that they may mean."""

from __future__ import annotations

from importlib.resources import as_file

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from rolecall.match.titles import esco
from rolecall.match.titles.index import TitleIndex, stems
from rolecall.match.titles.levels import fit, occupations
from rolecall.match.titles.occupations import Occupations
from rolecall.platform.embeddings import sentences

NAMES = ["baker", "bread maker", "pastry cook", "veterinarian", "animal doctor", "stonemason", "stone carver"]
OF = [0, 0, 1, 2, 2, 3, 3]
GERMAN = [
    "Bäcker/Bäckerin",
    "Konditor/Konditorin",
    "Tierarzt/Tierärztin",
    "Steinmetz/Steinmetzin",
    "Maschinenbauingenieur",
]
NOTHING: frozenset[str] = frozenset()


def test_the_index_gives_the_cosines_of_scikit_learn() -> None:
    index = TitleIndex(NAMES)
    for analyzer, settings, ours in (
        (stems, {}, index.words),
        ("char_wb", {"ngram_range": (2, 5)}, index.letters),
    ):
        vectors = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, **settings)
        matrix = vectors.fit_transform(NAMES)
        theirs = (vectors.transform(["stone baker"]) @ matrix.T).toarray()[0]
        assert ours("stone baker") == pytest.approx(theirs, abs=1e-6)


def test_english_titles_are_found_by_meaning() -> None:
    found = Occupations(NAMES, OF, english=True).likely("Physicians for Pets", most=2)
    assert found[0].occupation == 2


@pytest.mark.parametrize(
    ("title", "number"), [("Bäckerin", 0), ("Tierärzte", 2), ("Steinmetz/in", 3), ("Ingenieur/in - Maschinenbau", 4)]
)
def test_other_languages_are_found_by_their_writing(title: str, number: int) -> None:
    assert Occupations(GERMAN, range(5), english=False).likely(title)[0].occupation == number


def test_each_occupation_stands_once_in_the_list() -> None:
    found = Occupations(NAMES, OF, english=True).likely("stone baker", most=10)
    assert sorted(one.occupation for one in found) == [0, 1, 2, 3]
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_scores_do_not_depend_on_what_was_asked_before() -> None:
    table = Occupations(NAMES, OF, english=True)
    before = table.scores("Stone Cutters and Carvers")
    table.scores("Bakers")
    again = Occupations(NAMES, OF, english=True).scores("Stone Cutters and Carvers")
    assert np.array_equal(before, again)


def test_a_title_without_a_word_finds_nothing() -> None:
    assert Occupations(NAMES, OF, english=True).likely("…") == []


def test_the_shipped_meanings_are_those_of_the_shipped_model() -> None:
    with as_file(esco._DATA / "occupations.npz") as path, np.load(path, allow_pickle=False) as stored:
        assert str(stored["model"]) == sentences.MODEL, "run tools/build_occupations.py"


def test_a_title_is_linked_by_any_of_its_names() -> None:
    assert {esco.occupation(number).name for number in occupations("Senior Lorry Driver (m/f/d)")} == {
        "cargo vehicle driver"
    }
    assert occupations("Lorry Driver") == occupations("Truck Drivers")


@pytest.mark.parametrize("title", ["Supervisor", "Technician", "Manager", "", "Krankenpfleger", "2 listings"])
def test_what_says_too_little_is_not_linked(title: str) -> None:
    assert not occupations(title)


@pytest.mark.parametrize(("one", "other"), [("Sommelier", "Wine Steward"), ("Realtor", "Senior Estate Agent")])
def test_names_of_one_occupation_fit_each_other(one: str, other: str) -> None:
    value, nearest = fit(one, ["Waiter", other], NOTHING)
    assert value == pytest.approx(0.9)
    assert nearest == other
    assert fit(one, ["Waiter"], NOTHING) == (0.0, None)


def test_what_is_said_beside_a_title_is_asked_for_all_the_same() -> None:
    plain, more = (fit(title, ["Estate Agent"], NOTHING)[0] for title in ("Realtor", "Realtor, Vineyards"))
    assert 0 < more < plain


def test_likely_occupations_of_a_title_and_none_for_what_is_none() -> None:
    assert "truck" in esco.likely("Truck Driver")[0].name or "cargo" in esco.likely("Truck Driver")[0].name
    assert esco.likely("(2 listings)") == []
