"""Corrections on what was read: they fit or are refused, and find their field again in the next version."""

from __future__ import annotations

from typing import Any

import pytest

from rolecall.profile.corrections import Correction, WrongCorrection, correct, correction_of, without_gaps
from rolecall.profile.queries import Basics, Certificate, Resume, Skill, Work

READ = Resume(
    basics=Basics(name="A. Byron"),
    work=(Work(position="Engineer", name="Acme", highlights=("One", "Two")), Work(position="Clerk", name="Bank")),
    skills=(Skill(name="Tools", keywords=("Git",)),),
)


def corrected(pointer: str, value: Any, resume: Resume = READ) -> Resume:
    return correct(resume, [correction_of(READ, pointer, value)]).resume


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
        correction_of(READ, pointer, value)


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


HISTORY = Resume(
    work=(
        Work(position="Engineer", name="Acme", start_date="2020-03", highlights=("Built the billing",)),
        Work(position="Engineer", name="Acme", start_date="2017-01", end_date="2020-02", highlights=("Ran the shop",)),
        Work(position="Clerk", name="Bank", start_date="2015", end_date="2016"),
    ),
    skills=(Skill(name="Tools", keywords=("Git", "Excel")),),
    certificates=(Certificate(name="First aid", date="2019"),),
)
NEW_JOB = Work(position="Engineer", name="Harbour", start_date="2024-05", highlights=("Moved the cranes",))


def with_new_job(resume: Resume = HISTORY) -> Resume:
    return resume.model_copy(update={"work": (NEW_JOB, *resume.work)})


def test_of_two_jobs_with_one_title_the_corrected_one_keeps_its_correction() -> None:
    made = correct(with_new_job(), [correction_of(HISTORY, "/work/1/position", "Junior engineer")])
    assert [work.position for work in made.resume.work] == ["Engineer", "Engineer", "Junior engineer", "Clerk"]


def test_a_field_that_was_filled_in_follows_its_job() -> None:
    made = correct(with_new_job(), [correction_of(HISTORY, "/work/1/location", "Leeds")])
    assert [work.location for work in made.resume.work] == [None, None, "Leeds", None]


def test_a_bullet_is_added_to_its_job_and_once_only() -> None:
    addition = correction_of(HISTORY, "/work/1/highlights/1", "Closed the shop")
    later = with_new_job()
    assert correct(later, [addition]).resume.work[2].highlights == ("Ran the shop", "Closed the shop")
    own = later.work[2].model_copy(update={"highlights": ("Closed the shop", "Ran the shop")})
    written = later.model_copy(update={"work": (*later.work[:2], own, *later.work[3:])})
    assert correct(written, [addition]).resume.work[2].highlights == ("Closed the shop", "Ran the shop")


def test_a_job_that_was_removed_stays_removed_though_it_reads_a_little_different() -> None:
    removed = correction_of(HISTORY, "/work/2", None)
    later = with_new_job()
    other = later.work[3].model_copy(update={"end_date": "2016-11", "location": "York"})
    made = correct(later.model_copy(update={"work": (*later.work[:3], other)}), [removed])
    assert made.resume.work[3] == Work()
    assert made.resume.work[:3] == later.work[:3]


def test_the_job_one_had_before_does_not_get_the_correction_of_one_that_is_gone() -> None:
    gone = Resume(work=(HISTORY.work[0], HISTORY.work[2]))
    made = correct(gone, [correction_of(HISTORY, "/work/1/position", "Junior engineer")])
    assert made.resume.work == gone.work
    assert not made.applied


def test_a_job_of_ones_own_stands_at_the_end_until_the_file_has_it() -> None:
    own = {"position": "Reviewer", "name": "Royal Society", "startDate": "2023"}
    added = correction_of(HISTORY, "/work/3", own)
    made = correct(with_new_job(), [added])
    assert made.resume.work[4].name == "Royal Society"
    assert list(made.applied) == ["/work/4"]
    filed = (*with_new_job().work, Work(position="Reviewer", name="Royal Society", start_date="2023-04"))
    assert correct(HISTORY.model_copy(update={"work": filed}), [added]).resume.work == filed


def test_words_put_into_a_list_and_taken_out_of_it_outlive_a_longer_list() -> None:
    changed = correction_of(HISTORY, "/skills/0/keywords", ["Git", "Airflow"])
    longer = Resume(skills=(Skill(name="Tools", keywords=("Git", "dbt", "Excel")),))
    assert correct(longer, [changed]).resume.skills[0].keywords == ("Git", "dbt", "Airflow")


def test_a_date_that_is_now_told_more_exactly_is_the_same_certificate() -> None:
    later = Resume(certificates=(Certificate(name="Sailing"), Certificate(name="First aid", date="2019-06")))
    made = correct(later, [correction_of(HISTORY, "/certificates/0/issuer", "Red Cross")])
    assert [certificate.issuer for certificate in made.resume.certificates] == [None, "Red Cross"]


def test_a_correction_from_before_entries_were_kept_still_goes_by_its_value() -> None:
    made = correct(with_new_job(), [Correction("/work/2/name", "Bank", "The Bank")])
    assert made.resume.work[3].name == "The Bank"
