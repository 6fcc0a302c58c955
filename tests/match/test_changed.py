"""What is said about two scores of one posting."""

from __future__ import annotations

from dataclasses import replace

from rolecall.discover.queries import Location
from rolecall.match.changed import explain_change
from rolecall.profile.queries import Preferences, Skill
from tests.match.decisions import personal_model
from tests.match.examples import BACKEND, MARA, match

WITH_RUST = MARA.model_copy(update={"skills": (*MARA.skills, Skill(name="More", keywords=("Rust",)))})


def test_nothing_is_said_when_nothing_changed() -> None:
    assert explain_change(match(), match()) == ()
    assert explain_change(match(), replace(match(), version="7-ffffffffffff")) == ()


def test_a_skill_that_was_added_is_named_with_what_it_brought() -> None:
    text = BACKEND.replace("- Kubernetes in production", "- Rust in production\n- Haskell\n- Scala\n- Kotlin")
    said = explain_change(match(text), match(text, WITH_RUST))
    assert said[0].startswith("The score went up from ")
    assert "Better met than before: Rust (met)." in said
    assert any(sentence.startswith("What must be met: +") for sentence in said)
    back = explain_change(match(text, WITH_RUST), match(text))
    assert back[0].startswith("The score went down from ")
    assert "Less well met than before: Rust (partly)." in back


def test_requirements_read_otherwise_are_named() -> None:
    said = explain_change(match(), match(BACKEND.replace("- Fluent English\n", "- Forklift licence\n")))
    assert any(sentence.startswith("Newly found in the posting: ") and "orklift" in sentence for sentence in said)
    assert any(sentence.startswith("No longer read as a requirement: English") for sentence in said)


def test_filters_weights_and_own_decisions_are_told() -> None:
    ruled_out = explain_change(
        match(),
        match(preferences=Preferences(countries=("US",)), locations=(Location("Berlin", city="Berlin", country="DE"),)),
    )
    assert any(sentence.startswith("A filter of yours rules it out now: ") for sentence in ruled_out)
    learnt = explain_change(match(), match(personal=personal_model(tried=True)))
    assert "Your own decisions take part in it now." in learnt
    assert any("changed: what your decisions taught (" in sentence for sentence in learnt)


def test_a_new_version_is_named_only_where_something_changed() -> None:
    old = replace(match(), version="5-0123456789ab", score=40)
    assert explain_change(old, match())[-1].startswith(
        "Between the two changed: the rules, the tables (5-0123456789ab → "
    )
