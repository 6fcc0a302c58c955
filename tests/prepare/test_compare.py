"""Comparing word by word: nothing is lost, the same input gives the same answer, and the work is bounded."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.prepare.compare import Fate, Op, compare, diff_words, totals
from rolecall.prepare.explain import explain
from rolecall.prepare.lines import Line, own_lines, resume_lines
from tests.prepare.people import EVERYONE
from tests.prepare.test_package import drafted

WORDS = st.sampled_from(["led", "a", "team", "of", "4", "engineers,", "in", "C++", "and", ".NET", "at", "R&D"])
SENTENCES = st.lists(WORDS, max_size=12).map(" ".join)


def line(text: str, *, id: str = "", under: str = "/work/0") -> Line:
    return Line(id or text, "Experience", under, "bullet", text)


def joined(text: str) -> str:
    return "".join(text.split())


@given(SENTENCES, SENTENCES)
def test_the_runs_make_both_texts_again(before: str, after: str) -> None:
    runs = diff_words(before, after)
    assert "".join(run.text for run in runs if run.op is not Op.OUT) == after
    assert joined("".join(run.text for run in runs if run.op is not Op.IN)) == joined(before)
    assert runs == diff_words(before, after)


@given(st.lists(SENTENCES, max_size=6), st.lists(SENTENCES, max_size=6))
def test_every_line_of_both_stands_in_the_comparison_once(before: list[str], after: list[str]) -> None:
    first = [line(text, id=f"a{at}") for at, text in enumerate(before)]
    second = [line(text, id=f"b{at}") for at, text in enumerate(after)]
    found = compare(first, second)
    assert [each.after for each in found if each.after] == second
    assert sorted(each.before.id for each in found if each.before) == sorted(each.id for each in first)


def test_one_line_that_changed_places_is_the_only_one_that_moved() -> None:
    before = [line(text) for text in ("one", "two", "three", "four", "five")]
    after = [before[4], *before[:4]]
    found = compare(before, after)
    assert [(each.after.text, each.was, each.now) for each in found if each.moved and each.after] == [("five", 5, 1)]
    assert {each.fate for each in found} == {Fate.SAME}


def test_a_point_that_stands_under_another_position_has_moved() -> None:
    (found,) = compare([line("Built it", under="/work/0")], [line("Built it", under="/work/1")])
    assert (found.fate, found.moved, found.was) == (Fate.SAME, True, None)


def test_a_line_worded_anew_is_paired_and_an_unlike_one_is_not() -> None:
    before = [line("Cut the time of releases from two days to one hour", id="x"), line("Ran the book club", id="y")]
    after = [line("Cut the time of releases from two days to ten minutes", id="z"), line("Wrote Rust", id="q")]
    fates = [each.fate for each in compare(before, after)]
    assert sorted(fates) == [Fate.ADDED, Fate.CHANGED, Fate.LEFT_OUT]


def test_what_a_line_shows_is_a_reason_to_move_up_and_never_down() -> None:
    ups: list[str] = []
    downs: list[str] = []
    for who in sorted(EVERYONE):
        draft = drafted(who)
        ours = resume_lines(draft)
        draft = replace(draft, terms=tuple((fact.id, "Kafka") for line in ours for fact in line.facts))
        for each in explain(compare(tuple(reversed(ours)), ours), draft, original=False):
            (ups if each.why.startswith("Moved up") else downs if each.why.startswith("Moved down") else []).append(
                each.why
            )
    assert any("which the posting asks for" in why for why in ups)
    assert downs
    assert not any("which the posting asks for" in why for why in downs)


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_a_tailored_resume_beside_the_own_one_has_no_word_that_is_new(who: str) -> None:
    draft = drafted(who)
    assert draft.origin is not None
    found = compare(own_lines(draft.origin, draft.language), resume_lines(draft))
    counted = totals(found)
    assert counted.added == 0
    assert counted.words_in <= 3
    assert counted.words_before - counted.words_out == counted.words_after - counted.words_in


def test_the_longest_lines_are_compared_within_a_moment() -> None:
    before, after = "a b " * 1_250, "b c a " * 830
    began = time.perf_counter()
    found = compare([line(before, id=str(n)) for n in range(60)], [line(after, id=str(n)) for n in range(60)])
    assert len(found) == 60
    assert time.perf_counter() - began < 5
