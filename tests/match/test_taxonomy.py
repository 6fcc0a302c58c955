"""Which words are skills, and when they are only words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.match.skills.taxonomy import taxonomy
from rolecall.platform.patterns import lowered


def named(text: str) -> list[str]:
    return [mention.skill for mention in taxonomy().mentions(text)]


@pytest.mark.parametrize(
    ("written", "skill"),
    [
        ("K8s", "Kubernetes"),
        ("JS", "JavaScript"),
        ("Golang", "Go"),
        ("CI/CD", "CI/CD"),
        ("continuous integration", "CI/CD"),
        ("C#", "C#"),
        ("C++", "C++"),
        ("Node.js", "Node.js"),
        ("Postgres", "PostgreSQL"),
        ("Gabelstapler", "Forklift operation"),
        ("comptabilité", "Accounting"),
        ("atención al cliente", "Customer service"),
        ("Wundversorgung", "Wound care"),
        ("blueprints", "Blueprint reading"),
    ],
)
def test_a_skill_is_known_by_its_other_names(written: str, skill: str) -> None:
    assert skill in named(f"Experience with {written} and reading blueprints.")


@pytest.mark.parametrize(
    "sentence",
    [
        "We go above and beyond, drive growth and meet solid goals.",
        "Excel in a team that is swift and keen.",
        "Access to a gym and word of mouth.",
        "Health insurance and a rest day.",
        "Our R&D department is in block C of the campus.",
        "Teams that dash and flask around.",
    ],
)
def test_ordinary_words_are_no_skills(sentence: str) -> None:
    assert named(sentence) == []


def test_an_ordinary_word_is_a_skill_in_the_company_of_skills() -> None:
    assert named("Go, Rust and Python") == ["Go", "Rust", "Python"]
    assert named("proficient in Excel and Word") == ["Microsoft Excel", "Microsoft Word"]


def test_the_longest_name_counts() -> None:
    assert named("Experience with React Native") == ["React Native"]
    assert named("SQL Server tuning") == ["SQL Server"]


def test_a_part_of_a_word_is_no_skill() -> None:
    assert named("We javascripted the sqlalchemical pythonesque reactor") == []


def test_one_skill_brings_others_and_never_itself() -> None:
    table = taxonomy()
    assert "Python" in table.implied("Django")
    assert "SQL" in table.implied("PostgreSQL")
    assert all(name not in table.implied(name) for name in table.skills)


def test_near_skills_are_near_in_both_directions() -> None:
    table = taxonomy()
    assert all(name in table.near(other) for name in table.skills for other in table.near(name))


@given(st.text(max_size=300))
def test_mentions_lie_within_the_text_in_order(text: str) -> None:
    mentions = taxonomy().mentions(text)
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)


@given(st.text(max_size=300))
def test_lower_case_keeps_every_offset(text: str) -> None:
    assert len(lowered(text)) == len(text)
