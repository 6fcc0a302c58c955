"""Corrections on what was read: they fit or are refused, and find their field again in the next version."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.profile.corrections import Correction, WrongCorrection, check, correct, without_gaps
from rolecall.profile.queries import Basics, Resume, Skill, Work

READ = Resume(
    basics=Basics(name="A. Byron"),
    work=(Work(position="Engineer", name="Acme", highlights=("One", "Two")), Work(position="Clerk", name="Bank")),
    skills=(Skill(name="Tools", keywords=("Git",)),),
)


def corrected(pointer: str, value: Any, resume: Resume = READ) -> Resume:
    return correct(resume, [Correction(pointer, check(READ, pointer, value), value)]).resume


def test_a_value_is_replaced() -> None:
    assert corrected("/work/1/position", "Accountant").work[1].position == "Accountant"


def test_a_field_that_was_not_found_is_filled_in() -> None:
    assert corrected("/basics/email", "ada@example.org").basics.email == "ada@example.org"
    place = corrected("/basics/location", {"city": "London"}).basics.location
    assert place is not None
    assert place.city == "London"
    place = corrected("/basics/location/city", "Leeds").basics.location
    assert place is not None
    assert place.city == "Leeds"


def test_an_item_is_added_at_the_end_of_a_list() -> None:
    assert corrected("/skills/0/keywords/1", "Rust").skills[0].keywords == ("Git", "Rust")


def test_a_removed_entry_leaves_its_place_to_nobody_and_goes_from_what_others_see() -> None:
    resume = corrected("/work/0", None)
    assert resume.work == (Work(), READ.work[1])
    assert without_gaps(resume).work == (READ.work[1],)


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/work/0/salary", "much"),
        ("/work/7/position", "x"),
        ("/work/0/position", ["a", "list"]),
        ("/work/0/highlights", "no list"),
        ("/sources/0", "x"),
        ("/basics", None),
        ("work", "x"),
        ("/", "x"),
        ("/work/0/position/deeper", "x"),
        ("/basics/name", "x" * 2000),
    ],
)
def test_what_does_not_fit_is_refused(pointer: str, value: Any) -> None:
    with pytest.raises(WrongCorrection):
        check(READ, pointer, value)


def test_a_correction_moves_with_its_value() -> None:
    later = READ.model_copy(update={"work": (Work(position="Director", name="House"), *READ.work)})
    made = correct(later, [Correction("/work/1/position", "Clerk", "Accountant")])
    assert [work.position for work in made.resume.work] == ["Director", "Engineer", "Accountant"]
    assert list(made.applied) == ["/work/2/position"]


def test_a_correction_whose_value_is_gone_is_not_applied_to_another() -> None:
    later = READ.model_copy(update={"work": (Work(position="Director", name="House"),)})
    made = correct(later, [Correction("/work/0/position", "Engineer", "Chief engineer")])
    assert made.resume.work[0].position == "Director"
    assert not made.applied


def test_the_name_stays_what_the_candidate_says_whatever_is_read() -> None:
    later = READ.model_copy(update={"basics": Basics(name="Ada B")})
    made = correct(later, [Correction("/basics/name", "A. Byron", "Ada Byron")])
    assert made.resume.basics.name == "Ada Byron"
