"""What a text says of years, degree, visa, right to work, clearance, languages and seniority."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.boards.contract import Address, Listing
from rolecall.discover.facts import MOST, facts_in
from rolecall.discover.normalise import normalise
from rolecall.discover.posting import Fact, FactName


def only(text: str, name: FactName) -> Fact:
    (fact,) = [fact for fact in facts_in(text) if fact.name is name]
    return fact


@pytest.mark.parametrize(
    ("text", "name", "value", "stated", "words"),
    [
        ("You bring at least 5 years of experience with rye.", FactName.YEARS, 5.0, True, "5 years"),
        ("- 3-5 years of baking experience", FactName.YEARS, 3.0, True, "3-5 years"),
        ("Mindestens drei Jahre Erfahrung im Backen.", FactName.YEARS, 3.0, True, "drei Jahre"),
        ("Deux ans d'expérience en boulangerie.", FactName.YEARS, 2.0, True, "Deux ans"),
        ("- Bachelor's degree in baking", FactName.DEGREE, "bachelor", True, "Bachelor's"),
        ("- B.Sc. or M.Sc. in Food Science", FactName.DEGREE, "bachelor", True, "B.Sc"),
        ("A PhD in chemistry is required.", FactName.DEGREE, "doctorate", True, "PhD"),
        ("A college degree is enough.", FactName.DEGREE, "bachelor", True, "college degree"),
        ("No degree required.", FactName.DEGREE, None, False, "No degree required"),
        ("We do not sponsor visas.", FactName.VISA_SPONSORSHIP, None, False, "do not sponsor visas"),
        ("We can sponsor your visa.", FactName.VISA_SPONSORSHIP, None, True, "We can sponsor"),
        (
            "You must be authorized to work in Canada.",
            FactName.WORK_AUTHORISATION,
            None,
            True,
            "authorized to work",
        ),
        ("Active Secret clearance required.", FactName.SECURITY_CLEARANCE, None, True, "Secret clearance"),
        ("No security clearance needed.", FactName.SECURITY_CLEARANCE, None, False, "No security clearance"),
        ("You speak fluent German.", FactName.LANGUAGE, "de", True, "German"),
        ("Englischkenntnisse auf Niveau B2.", FactName.LANGUAGE, "en", True, "Englischkenntnisse"),
        ("This is an entry-level position.", FactName.SENIORITY, "entry", True, "entry-level position"),
        ("Seniority level: Senior", FactName.SENIORITY, "senior", True, "Seniority level: Senior"),
    ],
)
def test_a_fact_has_its_value_and_the_words_that_say_it(
    text: str, name: FactName, value: float | str | None, stated: bool, words: str
) -> None:
    whole = f"## About\n\nWe bake.\n{text}\nWe sell."
    fact = only(whole, name)
    assert (fact.value, fact.stated, whole[fact.start : fact.end]) == (value, stated, words)


@pytest.mark.parametrize(
    "text",
    [
        "We have been baking for over 40 years.",
        "20 years since our first loaf, we still love the work of baking with rye experience.",
        "We reimburse tuition for a bachelor's degree.",
        "Authorized to work here with or without sponsorship is a matter of taste.",
        "We work with sponsors of sports clubs.",
        "Customs clearance of flour is your duty.",
        "We serve the German market.",
        "You polish the counter.",
        "A stock clearance sale.",
        "Bread for people of every level.",
        "",
    ],
)
def test_what_is_not_asked_is_no_fact(text: str) -> None:
    told = [fact for fact in facts_in(text) if fact.name is not FactName.WORK_AUTHORISATION]
    assert told == []


def test_what_would_be_nice_is_told_from_what_must_be() -> None:
    text = "## Requirements\n\n- 5 years of experience\n- A PhD is a plus\n\n## Nice to have\n\n- Fluent French\n"
    told = {fact.name: fact.wished for fact in facts_in(text)}
    assert told == {FactName.YEARS: False, FactName.DEGREE: True, FactName.LANGUAGE: True}


def test_how_well_a_language_is_spoken_is_told() -> None:
    levels = [(fact.value, fact.level) for fact in facts_in("- German (C1)\n- basic French language skills\n")]
    assert levels == [("de", "fluent"), ("fr", "basic")]


def posting(**told: Any) -> Listing:
    empty = {"job_id": "1", "title": "Baker", "url": "https://crumb.example/1", "apply_url": "", "raw": {}}
    return Listing(**{"address": Address("lever", "crumb"), **empty, **told})


def test_the_text_tells_the_level_where_the_title_is_silent() -> None:
    html = "<p>This is a senior-level role.</p>"
    assert normalise(posting(html=html)).level == "senior"
    assert normalise(posting(html=html, title="Junior Baker")).level == "junior"
    found = normalise(posting(html=html))
    assert [found.text[fact.start : fact.end] for fact in found.facts] == ["senior-level role"]


SENTENCES = st.sampled_from(
    [
        "5 years of experience", "A PhD is a plus.", "We do not sponsor visas.", "Fluent in German and French",
        "U.S. citizen with a Secret clearance", "## Nice to have", "- M.Sc. or Ph.D. in baking",
        "No degree required. Rye",
        "\n", ". ", "年", "ß", "Bachelor", "\U0001f35e 3 years of rye experience", "**Preferred:**",
    ]
)  # fmt: skip


@given(st.lists(SENTENCES | st.text(max_size=20), max_size=30).map("\n".join))
def test_any_text_gives_facts_whose_offsets_point_at_words(text: str) -> None:
    facts = facts_in(text)
    assert len(facts) <= MOST
    assert list(facts) == sorted(facts, key=lambda fact: (fact.start, fact.end))
    assert len({(fact.name, fact.stated, fact.value) for fact in facts}) == len(facts)
    for fact in facts:
        assert 0 <= fact.start < fact.end <= len(text)
        assert text[fact.start : fact.end].strip()


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert facts_in(text) == facts_in(text)
