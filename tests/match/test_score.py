"""The score as a whole: what it adds up to, what it never does, and that it is always the same."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from math import log
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from rolecall.discover.queries import Salary
from rolecall.match.calibration import SHIFT, SLOPE
from rolecall.match.candidate import Candidate
from rolecall.match.learning.personal import Personal, fit
from rolecall.match.model import Certainty, Decision, Match, Met
from rolecall.match.record import as_json, from_json
from rolecall.match.score import (
    FORMULA,
    MOST_OF_SHORT_TEXT,
    MOST_UNLESS_ALL_MET,
    STRONG,
    VERSION,
    WEAK,
    score,
    score_prepared,
)
from rolecall.profile.preferences import Part
from rolecall.profile.queries import Preferences, Resume, Skill, facts_of
from tests.match.decisions import examples, personal_model
from tests.match.examples import BACKEND, MARA, NOOR, TODAY, match, posting

LINES = (
    "3+ years of experience with Python",
    "Experience with Django and PostgreSQL",
    "Kubernetes in production",
    "Bachelor's degree in computer science",
    "Fluent English",
    "Fluent German",
    "RN license",
    "10+ years of experience",
    "Forklift licence",
    "Experience with Rust is a plus",
    "We cannot sponsor visas",
)
CALIBRATED = personal_model(tried=True)
UNSURE = replace(CALIBRATED, calibrated=False)
FEW = fit(examples()[:30])
models = st.sampled_from([None, CALIBRATED, UNSURE, FEW])
texts = st.lists(st.sampled_from(LINES), max_size=8, unique=True).map(
    lambda lines: (
        "We run a railway and need help with it.\n\n## Requirements\n"
        + "".join(f"- {line}\n" for line in lines)
        + "\nWrite to us. " * 20
    )
)
titles = st.sampled_from(["Backend Developer", "Senior Python Engineer", "ICU Nurse", "Head Chef", "Intern", ""])
resumes = st.sampled_from([MARA, NOOR, Resume()])
preferences = st.builds(
    Preferences,
    countries=st.sampled_from([(), ("PT",), ("US", "CA")]),
    workplace=st.sampled_from([(), ("remote",)]),
    needs_visa=st.sampled_from([None, True, False]),
    salary_floor=st.sampled_from([None, 50_000]),
    salary_currency=st.just("EUR"),
)


def probability_to_mean(chance: float) -> float:
    """The weighted mean of the parts that gave this probability."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return (log(chance / (1 - chance)) - SHIFT) / SLOPE


def digest(scored: Match) -> str:
    return hashlib.sha256(json.dumps(as_json(scored), ensure_ascii=False).encode()).hexdigest()


def test_a_good_match_is_strong_once_decisions_calibrate_it_and_another_trade_is_weak() -> None:
    strong = match(personal=CALIBRATED)
    assert (strong.decision, match(resume=NOOR, personal=CALIBRATED).decision) == (Decision.STRONG, Decision.WEAK)
    assert (strong.personal, strong.calibrated) == (True, True)
    assert strong.version == f"{VERSION}+{CALIBRATED.version}"


@pytest.mark.parametrize("personal", [None, FEW, UNSURE], ids=["no decisions", "too few", "not surely enough"])
def test_without_a_model_calibrated_for_this_person_the_score_stays_below_ninety(personal: Personal | None) -> None:
    held = match(personal=personal)
    assert held.probability > 0.9
    assert MOST_UNLESS_ALL_MET - 9 <= held.score <= MOST_UNLESS_ALL_MET
    assert held.decision is Decision.REVIEW
    assert any(notice.startswith("Held below 90: ") for notice in held.notices)


def test_one_requirement_that_is_not_met_keeps_the_score_below_ninety() -> None:
    lacking = match(
        BACKEND.replace("- Fluent English\n", "- Fluent English\n- Forklift licence\n"), personal=CALIBRATED
    )
    assert match(personal=CALIBRATED).score >= STRONG
    assert lacking.score <= MOST_UNLESS_ALL_MET


def test_a_posting_that_asks_for_nothing_is_never_strong() -> None:
    text = "Come and help us with booking services in Django, PostgreSQL and Kubernetes. " * 8
    assert match(text, personal=CALIBRATED).score <= MOST_UNLESS_ALL_MET


def test_a_very_short_text_is_told_and_held_low() -> None:
    scored = match("Django developer wanted.\n\n## Requirements\n- Experience with Django\n")
    assert scored.score <= MOST_OF_SHORT_TEXT
    assert any("very short" in notice for notice in scored.notices)


def test_the_same_job_one_level_up_or_down_scores_less() -> None:
    junior = MARA.model_copy(
        update={"work": (MARA.work[1].model_copy(update={"start_date": "2025-09", "end_date": None}),)}
    )
    text = (
        "Build things in Python with a small team.\n\n## Requirements\n- Experience with Python\n"
        + "Write to us. " * 20
    )

    def level(title: str, resume: Resume) -> float:
        return next(part.value for part in match(text, resume, title=title).contributions if part.name == "level")

    assert level("Senior Developer", MARA) > level("Senior Developer", junior)
    assert level("Junior Developer", junior) > level("Junior Developer", MARA)
    assert level("Senior Developer", MARA) > level("Director of Development", MARA)


def test_sr_is_senior_and_an_engineer_is_a_developer() -> None:
    long, short = match(title="Senior Backend Developer"), match(title="Sr. Backend Engineer")
    for name in ("must", "title", "level"):
        (one,), (other,) = ([part.value for part in each.contributions if part.name == name] for each in (long, short))
        assert one == other
    assert abs(long.score - short.score) <= 1  # the words themselves are still others


def test_a_posting_in_another_language_is_judged_by_what_it_asks_for_and_not_by_its_words() -> None:
    text = (
        "Wir betreiben eine kleine Eisenbahn und suchen Verstärkung für unser Team in der Entwicklung.\n\n"
        "## Ihr Profil\n- Erfahrung mit Django und PostgreSQL\n- Mindestens 3 Jahre Berufserfahrung mit Python\n"
        "- Gute Englischkenntnisse\n\n## Wir bieten\n"
        "- Ein Team, das sich auf dich freut, und viel Zeit für die Arbeit mit den Zügen und der Technik\n"
    )
    scored = match(text)
    assert "words" not in {part.name for part in scored.contributions}
    assert all(found.met is Met.MET for found in scored.findings)
    assert scored.score >= 80


def test_a_resume_that_says_nothing_scores_without_complaint() -> None:
    assert match(resume=Resume()).decision is Decision.WEAK


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(texts, titles, resumes, preferences, models)
def test_the_parts_add_up_to_the_score(
    text: str, title: str, resume: Resume, wanted: Preferences, personal: Personal | None
) -> None:
    scored = match(text, resume, title=title, preferences=wanted, personal=personal)
    assert round(sum(part.points for part in scored.contributions), 6) == scored.score
    assert all(0 <= part.value <= 1 for part in scored.contributions)
    for part in scored.contributions:
        assert part.points == pytest.approx(part.value * part.weight, abs=0.16) or part.name in ("own", "held")
    assert scored.band.low <= scored.score <= scored.band.high
    assert 0 <= scored.probability <= 1
    assert any(part.name == "held" for part in scored.contributions) == any("Held below" in n for n in scored.notices)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(texts, titles, resumes, preferences, models)
def test_ninety_and_more_only_when_every_requirement_is_met_and_the_model_is_calibrated(
    text: str, title: str, resume: Resume, wanted: Preferences, personal: Personal | None
) -> None:
    scored = match(text, resume, title=title, preferences=wanted, personal=personal)
    if scored.score >= STRONG:
        assert all(found.met is Met.MET for found in scored.findings if found.requirement.must)
        assert scored.calibrated
    assert (scored.decision is Decision.FILTERED) == bool(scored.filtered)
    assert scored.decision is not Decision.STRONG or scored.score >= STRONG
    assert scored.decision is not Decision.REVIEW or WEAK <= scored.score < STRONG


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(texts, titles, preferences, st.sampled_from(["Rust", "Forklift licence", "RN", "German", "Kubernetes", "Go"]))
def test_a_skill_more_in_the_resume_never_lowers_the_score_of_a_posting_that_asks_for_it(
    text: str, title: str, wanted: Preferences, skill: str
) -> None:
    asking = text.replace("## Requirements\n", f"## Requirements\n- Experience with {skill}\n")
    more = MARA.model_copy(update={"skills": (*MARA.skills, Skill(name="More", keywords=(skill,)))})
    before = match(asking, MARA, title=title, preferences=wanted)
    after = match(asking, more, title=title, preferences=wanted)
    assert after.probability >= before.probability
    assert after.score >= before.score


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(texts, titles, resumes, st.sampled_from(["must", "nice", "skills", "title", "level", "words", "reach"]))
def test_more_weight_moves_the_score_towards_that_part(text: str, title: str, resume: Resume, name: Part) -> None:
    def weighed(times: float) -> Match:
        return match(text, resume, title=title, preferences=Preferences(weights={name: times}))

    without, usual, twice = weighed(0), weighed(1), weighed(2)
    assert usual == match(text, resume, title=title)
    part = next((part for part in usual.contributions if part.name == name), None)
    if part is None:
        assert without.probability == usual.probability == twice.probability
        return
    assert next(each for each in without.contributions if each.name == name).points == 0
    mean = probability_to_mean(usual.probability)
    if part.value > mean + 0.02:
        assert twice.probability >= usual.probability >= without.probability
    if part.value < mean - 0.02:
        assert twice.probability <= usual.probability <= without.probability


def test_a_weight_outside_nought_to_two_or_of_no_part_is_refused() -> None:
    for weights in ({"must": 2.1}, {"must": -0.1}, {"luck": 1.0}, dict.fromkeys(get_args(Part), 0.0)):
        with pytest.raises(ValidationError):
            Preferences.model_validate({"weights": weights})


def test_a_posting_that_says_more_is_told_with_more_certainty() -> None:
    little = match("We run a small railway in the hills and look for help with our booking system in Django. " * 4)
    much = match(BACKEND)
    width = {name: each.band.high - each.band.low for name, each in (("little", little), ("much", much))}
    assert width["little"] > width["much"]
    assert much.band.certainty is Certainty.SURE


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(texts, resumes)
def test_what_is_missing_never_gains(text: str, resume: Resume) -> None:
    lacking = text.replace(
        "## Requirements\n", "## Requirements\n- Licence to drive trams in Lisbon required by training\n"
    )
    part = {each.name: each for each in match(text, resume).contributions}
    less = {each.name: each for each in match(lacking, resume).contributions}
    assert less["must"].value <= (part["must"].value if "must" in part else 1.0) + 1e-9


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(texts, titles, resumes, preferences)
def test_a_match_survives_being_written_down(text: str, title: str, resume: Resume, wanted: Preferences) -> None:
    scored = match(text, resume, title=title, preferences=wanted)
    assert from_json(json.loads(json.dumps(as_json(scored)))) == scored


def test_a_prepared_candidate_gives_the_same_as_a_fresh_one() -> None:
    candidate = Candidate.prepare(MARA, facts_of(MARA), Preferences(), TODAY)
    first = [score_prepared(posting(), candidate) for _ in range(3)]
    assert {digest(each) for each in first} == {digest(match())}


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_another_process_with_another_hash_seed_gives_the_same_bytes(seed: str) -> None:
    program = (
        "import hashlib, json\n"
        "from rolecall.match.record import as_json\n"
        "from tests.match.examples import MARA, NOOR, match\n"
        "made = [as_json(match(resume=resume)) for resume in (MARA, NOOR)]\n"
        "print(hashlib.sha256(json.dumps(made, ensure_ascii=False).encode()).hexdigest())\n"
    )
    there = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    made = [as_json(match(resume=resume)) for resume in (MARA, NOOR)]
    assert there.stdout.strip() == hashlib.sha256(json.dumps(made, ensure_ascii=False).encode()).hexdigest()


def test_findings_are_musts_first_then_wishes_each_as_the_text_has_them() -> None:
    text = "## Nice to have\n- Terraform\n- Docker\n\n## Requirements\n- Experience with Django\n- Fluent English\n"
    shown = [(found.requirement.name, found.requirement.must) for found in match(text).findings]
    assert shown == [("Django", True), ("English", True), ("Terraform", False), ("Docker", False)]


def test_the_version_names_the_formula_and_the_tables() -> None:
    formula, _, tables = VERSION.partition("-")
    assert (formula, len(tables)) == (str(FORMULA), 12)
    assert match().version == VERSION


def test_years_are_counted_up_to_the_day_that_is_given() -> None:
    later = score(posting(), MARA, facts_of(MARA), Preferences(), date(2030, 1, 1))
    assert digest(later) != digest(match())


def test_pay_below_the_floor_filters_and_keeps_the_score() -> None:
    text = BACKEND + "\nPay: €40,000 a year.\n"
    start = text.index("€40,000")
    wanted = Preferences(salary_floor=60_000, salary_currency="EUR")
    pay = Salary(40_000, 40_000, "EUR", "year", start, start + len("€40,000 a year"))
    scored = match(text, preferences=wanted, salary=pay)
    assert scored.decision is Decision.FILTERED
    assert [(each.filter, "“€40,000 a year”" in each.why) for each in scored.filtered] == [("salary", True)]
    assert scored.score > WEAK


def test_a_change_of_rules_or_tables_raises_the_version() -> None:
    """Goes red when a score changes: raise `FORMULA` (tables raise the version by themselves) and write the new sum."""
    made = [as_json(match(resume=resume)) for resume in (MARA, NOOR)]
    shown = [{key: value for key, value in each.items() if key != "version"} for each in made]
    told = hashlib.sha256(json.dumps([FORMULA, shown], ensure_ascii=False).encode()).hexdigest()[:16]
    assert told == "c824677748fbe559"
