"""Facts: every statement of the résumé, once, with an id that only its words decide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rolecall.profile.facts import Fact, FactKind, fact_id, facts_of, sentences
from rolecall.profile.queries import Basics, Education, Language, Resume, Skill, Work

ADA = Resume(
    basics=Basics(name="Ada Byron", email="ada@example.org", summary="Builds engines. Led by Dr. Babbage since 2019."),
    work=(
        Work(
            position="Engineer",
            name="Acme",
            location="London",
            start_date="2021-03",
            summary="Runs the mill. Keeps it running.",
            highlights=("Cut costs by 8%",),
        ),
        Work(position="Clerk", name="Bank", start_date="2019", end_date="2019", highlights=("Cut costs by 8%",)),
    ),
    education=(Education(study_type="BSc", area="Mathematics", institution="UCL", end_date="2017"),),
    skills=(Skill(name="Languages", keywords=("Python", "SQL")), Skill(name="Negotiation")),
    languages=(Language(language="English", fluency="native"),),
)


def texts(kind: FactKind) -> list[str]:
    return [fact.text for fact in facts_of(ADA) if fact.kind is kind]


def test_a_position_is_stated_with_employer_and_dates() -> None:
    assert texts(FactKind.POSITION) == ["Engineer, Acme | 2021-03 – Present", "Clerk, Bank | 2019"]


def test_paragraphs_are_one_fact_a_sentence_and_bullets_one_each() -> None:
    assert texts(FactKind.SUMMARY) == ["Builds engines.", "Led by Dr. Babbage since 2019."]
    assert texts(FactKind.DUTY) == ["Runs the mill.", "Keeps it running.", "Cut costs by 8%"]


def test_a_study_a_skill_and_a_language_are_facts() -> None:
    assert texts(FactKind.EDUCATION) == ["BSc in Mathematics, UCL | 2017"]
    assert texts(FactKind.SKILL) == ["Python", "SQL", "Negotiation"]
    assert texts(FactKind.LANGUAGE) == ["English (native)"]


def test_a_duty_carries_the_dates_of_its_position_and_leads_to_its_place() -> None:
    (duty,) = [fact for fact in facts_of(ADA) if fact.text == "Cut costs by 8%"]
    assert duty == Fact(duty.id, FactKind.DUTY, "Cut costs by 8%", "/work/0/highlights/0", "2021-03", None)


def test_a_statement_made_twice_is_one_fact() -> None:
    ids = [fact.id for fact in facts_of(ADA)]
    assert len(ids) == len(set(ids))


def test_order_and_white_space_do_not_change_an_id_but_words_do() -> None:
    reordered = ADA.model_copy(update={"work": ADA.work[::-1]})
    assert {fact.id for fact in facts_of(reordered)} == {fact.id for fact in facts_of(ADA)}
    assert fact_id(FactKind.DUTY, "Cut  costs\nby 8%") == fact_id(FactKind.DUTY, "Cut costs by 8%")
    assert fact_id(FactKind.DUTY, "Cut costs by 9%") != fact_id(FactKind.DUTY, "Cut costs by 8%")


def test_an_empty_resume_has_no_facts() -> None:
    assert facts_of(Resume()) == ()


@given(st.text())
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    assert " ".join(sentences(text)).split() == text.split()
