"""What is missing among postings: counted, scored by the score itself, and told in the candidate's own words."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest

from rolecall.discover.queries import Posting, said_words
from rolecall.match.candidate import Candidate
from rolecall.match.gaps.find import MOST_GAPS, Gap, Gaps, find_gaps
from rolecall.match.gaps.suppose import FLUENT, Lack, supposed
from rolecall.match.gaps.weak import Weak
from rolecall.match.model import RequirementKind
from rolecall.match.score import score
from rolecall.match.skills.taxonomy import taxonomy
from rolecall.profile.queries import (
    Basics,
    Education,
    Fact,
    Language,
    Preferences,
    Resume,
    Skill,
    Work,
    fact_id,
    facts_of,
)
from rolecall.profile.queries import FactKind as Kind
from tests.match.examples import BACKEND, MARA, TODAY, posting

KAFKA = BACKEND.replace("- Kubernetes in production", "- Kafka in production\n- Experience with Elasticsearch")
ABROAD = BACKEND.replace("Fluent English", "German at B2 level\n- You must have the right to work in the US")


def found(
    *texts: str, resume: Resume = MARA, preferences: Preferences | None = None
) -> tuple[Gaps, Mapping[UUID, Posting]]:
    postings = {uuid4(): posting(text) for text in texts}
    return find_gaps(postings, resume, facts_of(resume), preferences or Preferences(), TODAY), postings


def gap(gaps: Gaps, name: str) -> Gap:
    (one,) = [each for each in gaps.gaps if each.name == name]
    return one


def weak(gaps: Gaps, name: str) -> Weak:
    (one,) = [each for each in gaps.weak if each.name == name]
    return one


def test_what_most_postings_must_have_comes_first() -> None:
    gaps, _ = found(KAFKA, KAFKA + "\n", BACKEND)
    assert [each.name for each in gaps.gaps if each.must] == ["Elasticsearch", "Kafka"]
    kafka = gap(gaps, "Kafka")
    assert (kafka.postings, kafka.must, kafka.partly) == (2, 2, 0)
    assert kafka.example == "Kafka in production"
    # Wished for by all three, which weighs less than what two demand.
    assert gap(gaps, "Terraform").postings == 3
    assert [each.name for each in gaps.gaps].index("Terraform") > 1


def test_what_one_skill_would_open_is_what_the_score_says_with_it_in_the_resume() -> None:
    gaps, postings = found(KAFKA.replace("Django and PostgreSQL", "Elixir and Oracle Database"))
    ((id, wanted),) = postings.items()
    effect = gap(gaps, "Kafka").effect
    assert effect is not None
    before = score(wanted, MARA, facts_of(MARA), Preferences(), TODAY)
    learnt = (*facts_of(MARA), Fact(fact_id(Kind.SKILL, "Kafka"), Kind.SKILL, "Kafka", "/skills/9/name"))
    after = score(wanted, MARA, learnt, Preferences(), TODAY)
    assert after.score > before.score
    assert [(each.posting_id, each.before, each.after) for each in effect.risen] == [(id, before.score, after.score)]
    gained = round(100 * (after.probability - before.probability), 1)
    assert effect.mean_points == effect.most_points == gained > 0
    assert {over.threshold: over.postings for over in effect.over} == {
        threshold: int(before.score < threshold <= after.score) for threshold in (50, 70, 90)
    }


def test_a_posting_that_rises_over_a_threshold_is_counted_there() -> None:
    person = MARA.model_copy(update={"skills": (), "work": MARA.work[1:]})
    texts = [BACKEND.replace("Kubernetes in production", f"{name} in production") for name in ("Kafka", "Redis")]
    gaps, postings = found(*texts, resume=person)
    counted = 0
    for each in gaps.gaps:
        assert each.effect is not None
        for over in each.effect.over:
            rises = [one for one in each.effect.risen if one.before < over.threshold <= one.after]
            assert over.postings == len(rises)
            counted += over.postings
    assert counted > 0
    assert len(postings) == 2


def test_a_posting_that_is_held_below_ninety_gains_points_and_stays_below() -> None:
    gaps, postings = found(BACKEND)
    ((_, wanted),) = postings.items()
    before = score(wanted, MARA, facts_of(MARA), Preferences(), TODAY)
    assert before.probability > 0.9 > before.score / 100
    effect = gap(gaps, "Terraform").effect
    assert effect is not None
    assert effect.mean_points > 0
    assert effect.over[-1].threshold == 90
    assert effect.over[-1].postings == 0


def test_of_two_that_are_offered_for_choice_both_are_gaps_and_each_would_do() -> None:
    gaps, _ = found(BACKEND.replace("- Kubernetes in production", "- Experience with Kafka or RabbitMQ"))
    for name in ("Kafka", "RabbitMQ"):
        effect = gap(gaps, name).effect
        assert effect is not None
        assert effect.met == 1


def test_what_the_candidate_has_something_like_is_partly_met() -> None:
    gaps, _ = found(BACKEND)
    rust = gap(gaps, "Rust")
    assert (rust.postings, rust.must, rust.partly) == (1, 0, 1)
    assert weak(gaps, "Rust").said is not None


def test_a_language_years_and_a_degree_are_gaps_of_their_own_kind() -> None:
    degree = "Bachelor's degree in computer science or equivalent experience"
    text = ABROAD.replace("3+ years", "12+ years").replace(degree, "PhD in computer science")
    gaps, _ = found(text)
    kinds = {each.name: each.kind for each in gaps.gaps}
    assert kinds["German"] is RequirementKind.LANGUAGE
    assert kinds["12 years of Python"] is RequirementKind.YEARS
    assert kinds["Doctorate"] is RequirementKind.DEGREE
    for name in ("German", "12 years of Python", "Doctorate"):
        effect = gap(gaps, name).effect
        assert effect is not None
        assert effect.met == 1, name


def test_visa_and_place_stand_apart_and_nothing_is_promised_of_them() -> None:
    gaps, postings = found(ABROAD, BACKEND, preferences=Preferences(needs_visa=True))
    assert [(each.kind, each.name, each.postings) for each in gaps.hard] == [("visa", "Right to work", 1)]
    assert gaps.hard[0].example == "You must have the right to work in the US"
    assert gaps.hard[0].example_posting in postings
    assert "Right to work" not in {each.name for each in gaps.gaps}


def test_a_wish_of_their_own_that_rules_postings_out_is_told_as_theirs() -> None:
    gaps, _ = found(BACKEND + "\nWe do not sponsor visas.\n", preferences=Preferences(needs_visa=True))
    assert [(each.name, each.postings) for each in gaps.hard if each.own_wish] == [("visa", 1)]


def test_a_skill_that_only_the_list_names_is_weak_and_the_sentence_to_strengthen_is_theirs() -> None:
    gaps, _ = found(BACKEND.replace("Kubernetes in production", "Docker in production"))
    docker = weak(gaps, "Docker")
    assert docker.said is not None
    assert docker.beside is not None
    facts = {fact.id: fact for fact in facts_of(MARA)}
    assert facts[docker.said.fact_id].pointer == docker.said.pointer == "/skills/1/keywords/0"
    assert docker.beside.sentence in facts[docker.beside.fact_id].text
    assert "Tidewater Ferries (2021–today)" in docker.suggestion
    assert docker.suggestion.endswith("if it was so.")


def test_what_work_names_already_is_not_called_weak() -> None:
    gaps, _ = found(BACKEND)
    assert "PostgreSQL" not in {each.name for each in gaps.weak}
    assert "Kubernetes" not in {each.name for each in gaps.weak}


def test_a_skill_without_any_kin_in_the_work_is_weak_without_a_sentence_being_named() -> None:
    person = Resume(
        basics=Basics(name="Ilse Brandt"),
        work=(Work(name="Mole Bakery", position="Baker", start_date="2020-01", highlights=("Baked bread.",)),),
        skills=(Skill(name="Terraform"),),
    )
    gaps, _ = found("## Requirements\n\n- Experience with Terraform\n", resume=person)
    terraform = weak(gaps, "Terraform")
    assert terraform.beside is None
    assert "Mole Bakery" not in terraform.suggestion


def test_a_language_without_its_level_is_weak_where_a_level_is_asked_for() -> None:
    person = replace_languages(MARA, Language(language="German"))
    gaps, _ = found(ABROAD, resume=person)
    german = weak(gaps, "German")
    assert german.said is not None
    assert german.said.sentence == "German"
    assert "German" not in {each.name for each in gaps.gaps}


def test_a_degree_without_its_end_is_weak() -> None:
    study = Education(institution="University of Porto", study_type="BSc", area="Informatics", start_date="2015")
    person = MARA.model_copy(update={"education": (study,)})
    gaps, _ = found(BACKEND.replace(" or equivalent experience", ""), resume=person)
    assert "year of its end" in weak(gaps, "Bachelor").suggestion


def test_every_suggestion_points_to_a_fact_that_is_there() -> None:
    texts = [KAFKA, ABROAD, BACKEND, BACKEND.replace("3+ years of experience with Python", "7+ years of Go")]
    gaps, _ = found(*texts)
    facts = {fact.id: fact for fact in facts_of(MARA)}
    places = [place for each in gaps.weak for place in (each.said, each.beside) if place is not None]
    assert places
    for place in places:
        assert facts[place.fact_id].pointer == place.pointer
        assert place.sentence.strip("… ") in facts[place.fact_id].text


def test_when_time_is_up_the_answer_says_so_and_holds_what_was_done() -> None:
    asked = iter([False, False, True])
    postings = {uuid4(): posting(text) for text in (KAFKA, BACKEND, ABROAD)}
    gaps = find_gaps(postings, MARA, facts_of(MARA), Preferences(), TODAY, time_is_up=lambda: next(asked, True))
    assert gaps.looked_at == 2
    assert gaps.cut_short
    assert all(each.effect is None for each in gaps.gaps)


def test_no_posting_no_gap() -> None:
    gaps, _ = found()
    assert gaps == Gaps(0, (), 0, (), (), cut_short=False)


def test_rare_gaps_beyond_the_bound_are_counted() -> None:
    names = [name for name in sorted(taxonomy().skills) if taxonomy().skills[name].trade == "software"][:60]
    gaps, _ = found("## Requirements\n\n" + "".join(f"- Experience with {name}\n" for name in names))
    assert len(gaps.gaps) == MOST_GAPS
    assert gaps.more > 0


def candidate_with(lack: Lack) -> Candidate:
    plain = Candidate.prepare(NOBODY, facts_of(NOBODY), Preferences(), TODAY)
    return Candidate.prepare(NOBODY, (*facts_of(NOBODY), *supposed(lack, plain)), Preferences(), TODAY)


NOBODY = Resume(basics=Basics(name="Jo Doe"))


def test_a_supposed_skill_or_certificate_is_one_that_the_candidate_then_has() -> None:
    table = taxonomy()
    wrong = [
        name
        for name, skill in table.skills.items()
        if name
        not in candidate_with(
            Lack(
                RequirementKind.CERTIFICATE if skill.kind == "certificate" else RequirementKind.SKILL,
                name,
            )
        ).skills
    ]
    assert wrong == []


@pytest.mark.parametrize("level", range(len(said_words.DEGREES)))
def test_a_supposed_degree_is_one_that_the_candidate_then_has(level: int) -> None:
    made = candidate_with(Lack(RequirementKind.DEGREE, said_words.DEGREES[level], level=level))
    assert [(study.level, study.finished) for study in made.studies] == [(level, True)]


def test_supposed_years_are_exactly_those_that_lack() -> None:
    plain = Candidate.prepare(MARA, facts_of(MARA), Preferences(), TODAY)
    lack = Lack(RequirementKind.YEARS, "12 years of Python", skills=("Python",), years=12)
    made = Candidate.prepare(MARA, (*facts_of(MARA), *supposed(lack, plain)), Preferences(), TODAY)
    with_python = [job.span.last - job.span.first for job in made.jobs if "Python" in job.skills]
    assert sum(with_python) == 144


def test_a_supposed_language_is_spoken_fluently() -> None:
    made = candidate_with(Lack(RequirementKind.LANGUAGE, "German"))
    assert made.tongues["German"].level is not None
    assert FLUENT in made.tongues["German"].proof.sentence


def replace_languages(resume: Resume, *languages: Language) -> Resume:
    return resume.model_copy(update={"languages": languages})


def test_the_same_postings_give_the_same_gaps() -> None:
    postings = {UUID(int=number): posting(text) for number, text in enumerate((KAFKA, ABROAD, BACKEND))}
    first, second = (find_gaps(postings, MARA, facts_of(MARA), Preferences(), TODAY) for _ in range(2))
    assert first == second
