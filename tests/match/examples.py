"""Invented candidates and postings for the tests of match."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from rolecall.discover.queries import Posting
from rolecall.match.learning.personal import Personal
from rolecall.match.model import Finding, Match
from rolecall.match.score import score
from rolecall.profile.queries import (
    Basics,
    Certificate,
    Education,
    Language,
    Location,
    Preferences,
    Resume,
    Skill,
    Work,
    facts_of,
)

TODAY = date(2026, 11, 1)

MARA = Resume(
    basics=Basics(
        name="Mara Lindqvist",
        label="Backend Developer",
        summary="Backend developer who likes small teams and plain code.",
        location=Location(city="Lisbon", country_code="PT"),
    ),
    work=(
        Work(
            name="Tidewater Ferries",
            position="Backend Developer",
            start_date="2021-03",
            highlights=(
                "Built the booking service in Django and PostgreSQL, used by 40 harbours.",
                "Moved nine services from virtual machines to K8s without a day of downtime.",
                "Wrote REST APIs for the mobile crew and kept the CI/CD pipeline green.",
            ),
        ),
        Work(
            name="Cobalt Press",
            position="Junior Developer",
            start_date="2018-09",
            end_date="2021-02",
            highlights=(
                "Maintained a Flask site for 200 bookshops.",
                "Wrote unit tests with pytest for the order importer.",
            ),
        ),
    ),
    education=(
        Education(
            institution="University of Porto", study_type="BSc", area="Informatics", start_date="2015", end_date="2018"
        ),
    ),
    skills=(Skill(name="Languages", keywords=("Python", "Go", "SQL")), Skill(name="Tools", keywords=("Docker", "Git"))),
    languages=(Language(language="English", fluency="C1"), Language(language="Portuguese", fluency="native")),
)

NOOR = Resume(
    basics=Basics(name="Noor Haddad", label="Registered Nurse", summary="Nurse on a busy intensive care ward."),
    work=(
        Work(
            name="St Brannoc Hospital",
            position="Staff Nurse, Intensive Care",
            start_date="2020-01",
            highlights=(
                "Cared for up to three ventilated patients a shift on the ICU.",
                "Took over medication administration and wound care for the evening team.",
            ),
        ),
    ),
    education=(Education(institution="Marrow College", study_type="BSc", area="Nursing", end_date="2019"),),
    certificates=(Certificate(name="Registered Nurse (RN)", date="2019"), Certificate(name="ACLS", date="2023")),
)

BACKEND = """## About the role

You will look after the booking platform of a small railway.

## What you will do

- Build REST APIs in Python that ticket machines can rely on
- Run services on Kubernetes together with two colleagues

## Requirements

- 3+ years of experience with Python
- Experience with Django and PostgreSQL
- Kubernetes in production
- Bachelor's degree in computer science or equivalent experience
- Fluent English

## Nice to have

- Experience with Rust
- Knowledge of Terraform
"""


def posting(text: str = BACKEND, title: str = "Backend Developer", **fields: Any) -> Posting:
    """A posting with this text; everything else is filled in."""
    made = Posting(
        board="greenhouse",
        board_company="narrowgauge",
        job_id="7",
        title=title,
        company="Narrow Gauge",
        url="https://jobs.example/7",
        apply_url="https://jobs.example/7/apply",
        text=text,
    )
    return replace(made, **fields)


def match(
    text: str = BACKEND,
    resume: Resume = MARA,
    *,
    title: str = "Backend Developer",
    preferences: Preferences | None = None,
    personal: Personal | None = None,
    **fields: Any,
) -> Match:
    """The posting scored for the candidate, on `TODAY`."""
    wanted = preferences or Preferences()
    return score(posting(text, title, **fields), resume, facts_of(resume), wanted, TODAY, personal)


def finding(scored: Match, name: str) -> Finding:
    """The finding about a requirement of this name."""
    found = [each for each in scored.findings if each.requirement.name == name]
    assert found, f"{name} is not among {[each.requirement.name for each in scored.findings]}"
    return found[0]
