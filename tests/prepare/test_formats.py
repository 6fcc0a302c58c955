"""Markdown and JSON Resume: the same content, and our own reader finds in it what went in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from rolecall.prepare.content import Draft, Role
from rolecall.prepare.edit import Changes, edited
from rolecall.prepare.package import draft
from rolecall.prepare.readback import letter_words, resume_words, split
from rolecall.prepare.render_json_resume import resume_json
from rolecall.prepare.render_markdown import letter_markdown, resume_markdown
from rolecall.profile.queries import Resume, facts_of
from rolecall.profile.read import read_unbounded
from tests.prepare.people import ENGINEER, EVERYONE, LED, TODAY, match
from tests.prepare.scripts import SCRIPTS

CASES = {**EVERYONE, **SCRIPTS}
DATE = re.compile(r"[12]\d{3}(-[01]\d(-[0-3]\d)?)?")
TEXTS = {
    "basics": {"name", "label", "email", "phone", "url", "summary", "location", "profiles"},
    "work": {"name", "position", "location", "url", "startDate", "endDate", "highlights"},
    "education": {
        "institution",
        "area",
        "studyType",
        "location",
        "startDate",
        "endDate",
        "score",
        "courses",
        "highlights",
    },
    "projects": {"name", "description", "startDate", "endDate", "url", "location", "highlights", "keywords"},
    "skills": {"name", "level", "keywords"},
    "languages": {"language", "fluency"},
    "certificates": {"name", "date", "issuer"},
    "others": {"section", "name", "organization", "date", "summary", "highlights"},
}


def drafted(who: str) -> Draft:
    resume, posting, asked = CASES[who]
    facts = facts_of(resume)
    return draft(posting, resume, facts, match(facts, asked), TODAY)


def lines(resume: Resume, who: str) -> set[str]:
    """What a draft for the same posting says of a résumé."""
    _, posting, asked = CASES[who]
    facts = facts_of(resume)
    return {item.text for item in draft(posting, resume, facts, match(facts, asked), TODAY).items()}


def dates(told: Any) -> Iterator[str]:
    if isinstance(told, list):
        for part in told:
            yield from dates(part)
    elif isinstance(told, dict):
        for name, value in told.items():
            if name in {"startDate", "endDate", "date"}:
                yield value
            yield from dates(value)


@pytest.mark.parametrize("who", CASES)
def test_json_resume_has_the_shape_of_the_standard(who: str) -> None:
    told = json.loads(resume_json(drafted(who)))
    assert set(told) <= {"$schema", "meta", *TEXTS}
    for section, fields in TEXTS.items():
        parts = told.get(section, [])
        for part in [parts] if isinstance(parts, dict) else parts:
            assert set(part) <= fields, section
            assert None not in part.values()
    assert all(DATE.fullmatch(date) for date in dates(told))


@pytest.mark.parametrize("who", CASES)
def test_our_own_reader_reads_from_json_resume_what_the_papers_say(who: str) -> None:
    said = drafted(who)
    back = read_unbounded(resume_json(said), "resume.json").resume
    assert lines(back, who) == {item.text for item in said.items()}


@pytest.mark.parametrize("who", ["engineer", "ingenieur", "teacher"])
def test_our_own_reader_reads_the_positions_from_markdown(who: str) -> None:
    resume = CASES[who][0]
    back = read_unbounded(resume_markdown(drafted(who)).encode(), "resume.md").resume
    assert back.basics.email == resume.basics.email
    assert [(w.position, w.start_date, w.end_date) for w in back.work] == [
        (w.position, w.start_date, w.end_date) for w in resume.work
    ]
    assert {line for w in back.work for line in w.highlights} == {line for w in resume.work for line in w.highlights}


@pytest.mark.parametrize("who", CASES)
def test_markdown_says_the_words_of_the_papers_in_their_order(who: str) -> None:
    said = drafted(who)
    marks = re.compile(r"^(#+|-) |\*\*|\\", re.MULTILINE)
    assert split(marks.sub("", resume_markdown(said))) == resume_words(said)
    assert split(marks.sub("", letter_markdown(said))) == letter_words(said)


def test_what_was_left_out_or_reworded_is_so_in_json_resume_too() -> None:
    said = drafted("engineer")
    club = next(item for item in said.items() if "book club" in item.text)
    led = next(item for item in said.items() if item.text == LED)
    changed = edited(said, Changes({club.id: None, led.id: "Led 4 engineers in moving label printing to PostgreSQL"}))
    told = json.loads(resume_json(changed))["work"][0]["highlights"]
    assert "Led 4 engineers in moving label printing to PostgreSQL" in told
    assert LED not in told
    assert not any("book club" in line for line in told)


def test_a_skill_within_another_one_is_not_taken_for_it() -> None:
    said = drafted("engineer")
    skills = next(item for item in said.items() if item.id == "/skills/0")
    shorter = replace(skills, text="Languages: TypeScript, Python")
    changed = replace(
        said,
        resume=tuple(
            replace(section, items=tuple(shorter if item is skills else item for item in section.items))
            for section in said.resume
        ),
        origin=ENGINEER.model_copy(
            update={"skills": (ENGINEER.skills[0].model_copy(update={"keywords": ("Type", "Python", "TypeScript")}),)}
        ),
    )
    assert json.loads(resume_json(changed))["skills"] == [{"name": "Languages", "keywords": ["TypeScript", "Python"]}]


def test_marks_in_the_candidates_text_stay_what_they_are() -> None:
    said = drafted("engineer")
    bullet = next(item for item in said.items() if item.role is Role.BULLET)
    sharp = replace(bullet, text="# Wrote *fast* C_# [code](x) <b>now</b>")
    shown = replace(said, resume=(replace(said.resume[-1], heading="", items=(sharp,)),))
    assert resume_markdown(shown) == "- \\# Wrote \\*fast\\* C\\_# \\[code\\](x) \\<b\\>now\\</b\\>\n"
