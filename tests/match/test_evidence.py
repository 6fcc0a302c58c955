"""A requirement held against facts: met, partly or missing, with a sentence that really says it."""

from __future__ import annotations

import pytest

from rolecall.match.model import Met
from rolecall.profile.queries import Basics, Certificate, Education, Preferences, Resume, Skill, Work, facts_of
from tests.match.examples import MARA, NOOR, finding, match


def needs(*lines: str) -> str:
    return "## Requirements\n" + "".join(f"- {line}\n" for line in lines)


def person(
    *highlights: str, position: str = "Clerk", since: str = "2022-01", until: str | None = None, **more: object
) -> Resume:
    work = Work(name="Somewhere", position=position, start_date=since, end_date=until, highlights=highlights)
    return Resume(basics=Basics(name="Kim Vale"), work=(work,), **more)


def test_an_alias_meets_the_skill_and_the_sentence_shows_the_alias() -> None:
    found = finding(match(needs("Kubernetes in production")), "Kubernetes")
    assert found.met is Met.MET
    assert found.evidence == "Moved nine services from virtual machines to K8s without a day of downtime."


def test_every_sentence_shown_is_the_candidates_own_and_belongs_to_the_fact_named() -> None:
    facts = {fact.id: fact.text for fact in facts_of(MARA)}
    shown = [found for found in match().findings if found.evidence]
    assert shown
    for found in shown:
        assert found.fact_id is not None
        assert found.evidence is not None
        assert found.evidence in facts[found.fact_id]


def test_work_done_proves_better_than_a_list_of_words() -> None:
    resume = person("Rebuilt the intranet with Django.", skills=(Skill(name="Tools", keywords=("Django",)),))
    assert (
        finding(match(needs("Experience with Django"), resume), "Django").evidence
        == "Rebuilt the intranet with Django."
    )


def test_a_skill_that_includes_another_meets_it_and_says_how() -> None:
    found = finding(match(needs("Experience with Python"), person("Rebuilt the intranet with Django.")), "Python")
    assert found.met is Met.MET
    assert found.why == "Django, which your résumé names, includes Python."


def test_a_near_skill_meets_it_partly_and_says_that_it_is_not_the_same() -> None:
    found = finding(match(needs("Experience with MySQL"), person("Kept a PostgreSQL cluster alive.")), "MySQL")
    assert found.met is Met.PARTLY
    assert "not MySQL itself" in found.why


def test_the_reason_quotes_the_word_that_stands_in_the_resume() -> None:
    text = needs("Experience with Kubernetes", "Experience with Django")
    scored = match(text, person("Moved nine services to K8s.", "Rebuilt the intranet with django."))
    assert finding(scored, "Kubernetes").why == "Your résumé says “K8s”, which we count as Kubernetes."
    assert finding(scored, "Django").why == "Your résumé names Django."


def test_every_reason_quotes_the_resume_where_it_uses_another_word() -> None:
    resume = person("Kept a postgres cluster alive.", "Moved nine services to K8s.")
    assert finding(match(needs("Experience with MySQL"), resume), "MySQL").why == (
        "Your résumé says “postgres”, which we count as PostgreSQL; that is close to MySQL, but not MySQL itself."
    )
    assert finding(match(needs("Experience with SQL"), resume), "SQL").why == (
        "Your résumé says “postgres”, which we count as PostgreSQL; that includes SQL."
    )
    listed = match(needs("At least two of the following: Kubernetes, PostgreSQL, Scala"), resume)
    assert listed.findings[0].why == "Your résumé names 2 of these: Kubernetes (“K8s”), PostgreSQL (“postgres”)."
    nurse = Resume(certificates=(Certificate(name="Registered nurse, expected 2027"),))
    assert finding(match(needs("RN license"), nurse), "RN license").why == (
        "Your résumé says “Registered nurse”, which we count as RN license, but as something under way."
    )


def test_what_nobody_says_is_missing() -> None:
    found = finding(match(needs("Experience with COBOL")), "COBOL")
    assert (found.met, found.evidence, found.fact_id) == (Met.MISSING, None, None)


def test_a_denial_is_no_evidence() -> None:
    resume = person("Ran the shop, though with no experience in Kubernetes.")
    assert finding(match(needs("Kubernetes in production"), resume), "Kubernetes").met is Met.MISSING


def test_a_wish_is_no_evidence() -> None:
    resume = person("Ran the shop.").model_copy(
        update={"basics": Basics(summary="Looking for a role with Kubernetes.")}
    )
    assert finding(match(needs("Kubernetes in production"), resume), "Kubernetes").met is Met.MISSING


def test_overlapping_positions_count_once() -> None:
    both = Resume(
        work=(
            Work(position="Cook", name="A", start_date="2020-01", end_date="2021-12"),
            Work(position="Cook", name="B", start_date="2021-01", end_date="2022-12"),
        )
    )
    assert "3 years." in finding(match(needs("3 years of experience"), both), "3 years of experience").why
    assert finding(match(needs("4 years of experience"), both), "4 years of experience").met is Met.PARTLY


def test_years_of_a_skill_count_only_positions_that_name_it() -> None:
    found = finding(match(needs("7 years of experience with Kubernetes")), "7 years of Kubernetes")
    assert found.met is Met.PARTLY
    assert "8 years" in found.why
    assert "5 years 8 months" in found.why


def test_years_in_another_trade_do_not_count_for_a_skill() -> None:
    assert finding(match(needs("3 years of experience with Python"), NOOR), "3 years of Python").met is Met.MISSING


def test_years_that_only_the_summary_states_count_partly_beside_dates_that_say_less() -> None:
    resume = person("Sorted post.").model_copy(update={"basics": Basics(summary="Clerk with 9 years of experience.")})
    found = finding(match(needs("8 years of experience"), resume), "8 years of experience")
    assert (found.met, found.evidence) == (Met.PARTLY, "Clerk with 9 years of experience.")


@pytest.mark.parametrize(
    ("asked", "studied", "met"),
    [
        ("Bachelor's degree in computer science", "MSc", Met.MET),
        ("Master's degree in computer science", "BSc", Met.PARTLY),
        ("PhD in computer science", "BSc", Met.MISSING),
        ("Abgeschlossenes Studium der Informatik", "BSc", Met.MET),
    ],
)
def test_a_higher_degree_meets_a_lower_one(asked: str, studied: str, met: Met) -> None:
    study = Education(institution="U", study_type=studied, area="Computer Science", start_date="2010", end_date="2014")
    assert match(needs(asked), Resume(education=(study,))).findings[0].met is met


def test_a_degree_in_another_field_meets_it_partly() -> None:
    found = finding(match(needs("Bachelor's degree in computer science"), NOOR), "Bachelor")
    assert found.met is Met.PARTLY
    assert "another field" in found.why


def test_a_degree_that_is_not_finished_meets_it_partly() -> None:
    study = Education(institution="U", study_type="BSc", area="Physics", start_date="2025-09", end_date="2028-06")
    assert match(needs("Bachelor's degree"), Resume(education=(study,))).findings[0].met is Met.PARTLY


def test_experience_meets_a_degree_partly_where_the_posting_takes_it() -> None:
    found = finding(match(needs("Bachelor's degree or equivalent experience"), person("Sorted post.")), "Bachelor")
    assert found.met is Met.PARTLY


def test_a_certificate_under_way_is_not_yet_one() -> None:
    resume = Resume(certificates=(Certificate(name="CPA, expected 2027"),))
    assert finding(match(needs("CPA"), resume), "CPA").met is Met.PARTLY


def test_a_language_is_met_at_its_level() -> None:
    scored = match(needs("Fluent English", "Fluent German"))
    assert finding(scored, "English").met is Met.MET
    assert finding(scored, "German").met is Met.MISSING


def test_one_of_two_languages_is_enough_where_the_posting_says_or() -> None:
    found = finding(match(needs("German or Portuguese")), "German or Portuguese")
    assert (found.met, found.evidence) == (Met.MET, "Portuguese (native)")


@pytest.mark.parametrize(("needs_visa", "met"), [(True, Met.MISSING), (False, Met.MET), (None, Met.PARTLY)])
def test_the_right_to_work_is_what_the_candidate_said(needs_visa: bool | None, met: Met) -> None:
    scored = match(needs("You must have the right to work in the UK"), preferences=Preferences(needs_visa=needs_visa))
    assert finding(scored, "Right to work").met is met


def test_a_place_is_held_against_where_the_candidate_lives() -> None:
    scored = match(needs("You must be based in Lisbon", "Candidates must be located in Norway"))
    assert (finding(scored, "Lisbon").met, finding(scored, "Norway").met) == (Met.MET, Met.MISSING)


def test_some_of_a_list_meet_it_partly_and_enough_of_it_wholly() -> None:
    listed = "the following: Django, Kotlin, PostgreSQL, Scala"
    assert match(needs(f"At least two of {listed}")).findings[0].met is Met.MET
    assert match(needs(f"At least 3 of {listed}")).findings[0].met is Met.PARTLY


@pytest.mark.parametrize(
    ("sentence", "met"),
    [
        ("Ran incentive compensation for sixty clerks.", Met.MET),
        ("Planned compensation and every other incentive.", Met.PARTLY),
        ("Paid sixty clerks.", Met.MISSING),
    ],
)
def test_a_name_that_no_table_knows_is_met_by_the_same_words_together(sentence: str, met: Met) -> None:
    found = finding(
        match(needs("Knowledge of incentive compensation"), resume=person(sentence)), "incentive compensation"
    )
    assert found.met is met
    assert (found.evidence == sentence) is (met is not Met.MISSING)
