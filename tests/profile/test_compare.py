"""Two versions of a résumé beside each other."""

from __future__ import annotations

import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rolecall.profile.compare import compare
from rolecall.profile.words import Run, changed_words


def fields(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    made = compare(before, "", after, "")["fields"]
    return [(change["kind"], change["pointer_before"], change["pointer_after"]) for change in made]


def job(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "position": "Engineer", **more}


def test_a_version_is_the_same_as_itself() -> None:
    resume = {"basics": {"name": "Ada"}, "work": [job("Acme"), job("Acme")], "skills": [{"keywords": ["Git"]}]}
    assert fields(resume, resume) == []


def test_fields_are_added_removed_and_changed() -> None:
    before = {"basics": {"name": "Ada", "phone": "1"}, "sources": {"/basics/name": {"start": 0}}}
    after = {"basics": {"name": "Ada B.", "location": {"city": "Leeds"}}}
    assert fields(before, after) == [
        ("changed", "/basics/name", "/basics/name"),
        ("added", None, "/basics/location"),
        ("removed", "/basics/phone", None),
    ]


def test_an_entry_that_moved_and_changed_is_one_and_a_new_one_another() -> None:
    before = {"work": [job("Acme", startDate="2020"), job("Bank", startDate="2015", endDate="2019")]}
    after = {"work": [job("Harbour", startDate="2024"), job("Acme", startDate="2020-03", endDate="2024")]}
    assert fields(before, after) == [
        ("added", None, "/work/0"),
        ("changed", "/work/0/startDate", "/work/1/startDate"),
        ("added", None, "/work/1/endDate"),
        ("removed", "/work/1", None),
    ]


def test_a_reworded_point_is_changed_and_another_one_added() -> None:
    before = {"work": [job("Acme", highlights=["Led a team of 4 people", "Wrote the export"])]}
    after = {"work": [job("Acme", highlights=["Wrote the export", "Hired two", "Led a team of 7 people"])]}
    assert fields(before, after) == [
        ("added", None, "/work/0/highlights/1"),
        ("changed", "/work/0/highlights/0", "/work/0/highlights/2"),
    ]


def test_words_are_told_apart_and_a_whole_replacement_in_one_piece() -> None:
    assert changed_words("Led a team of 4", "Led a team of 7") == (
        Run("same", "Led a team of "),
        Run("removed", "4"),
        Run("added", "7"),
    )
    assert changed_words("one two three", "four five six") == (
        Run("removed", "one two three"),
        Run("added", "four five six"),
    )
    assert changed_words("", "new") == (Run("added", "new"),)


TEXT = st.text(alphabet=st.sampled_from("ab \n"), max_size=60)


@given(TEXT, TEXT)
def test_both_texts_can_be_put_together_again(before: str, after: str) -> None:
    runs = changed_words(before, after)
    assert "".join(run.text for run in runs if run.kind != "added") == before
    assert "".join(run.text for run in runs if run.kind != "removed") == after
    assert all(one.kind != other.kind for one, other in zip(runs, runs[1:], strict=False))


def test_long_texts_without_anything_in_common_take_no_time() -> None:
    began = time.monotonic()
    runs = changed_words(" ".join(map(str, range(50_000))), "\n".join(map(str, range(60_000, 110_000))))
    assert [run.kind for run in runs] == ["removed", "added"]
    assert time.monotonic() - began < 5
