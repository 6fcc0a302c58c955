"""The candidate's own facts in their résumé: a line of the position it belongs to, a skill, a certificate, a project.

Those who score, tailor or check read a résumé and its facts; so an own fact needs no second way to any of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rolecall.profile.facts import Fact, FactKind, fact_id, facts_of
from rolecall.profile.resume import Certificate, Education, Entry, Language, Project, Resume, Skill

SECTION = "Additional information"
"""The heading of own facts that belong to no entry."""
STATIONS = {
    "work": FactKind.DUTY,
    "projects": FactKind.PROJECT,
    "education": FactKind.EDUCATION,
    "others": FactKind.OTHER,
}
"""Sections whose entries take lines, and what such a line is."""
_FLUENT = re.compile(r"(?P<language>[^()]+?)\s*\((?P<fluency>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class OwnFact:
    """A fact that the candidate said. `about` is the id of the fact whose entry it belongs to."""

    id: str
    kind: FactKind
    text: str
    about: str | None = None
    since: str | None = None
    until: str | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """The résumé with own facts in it, and all facts. `at` is where each own fact stands; absent where it cannot."""

    resume: Resume
    facts: tuple[Fact, ...]
    at: Mapping[str, str]


def place(resume: Resume, own: Sequence[OwnFact], known: Mapping[str, str]) -> Placed:
    """Put own facts into a résumé whose other statements have the ids `known`.

    A fact whose entry is not in this résumé is printed nowhere, but is still a fact: its pointer is
    `/facts/<id>/<revision>`.
    """
    resume = resume.with_fact_ids(known)
    stands = {fact.id: fact.pointer for fact in facts_of(resume)}
    at: dict[str, str] = {}
    # An own project or study may itself be what another own fact is about.
    for fact in sorted(own, key=lambda each: each.about is not None):
        if fact.about is None:
            resume, at[fact.id] = _alone(resume, fact)
        elif (station := station_at(stands.get(fact.about, ""))) is not None:
            resume, at[fact.id] = _below(resume, fact, station)
        stands.update(at)
    return _with_ids(resume, own, at, known)


def station_at(pointer: str) -> tuple[str, int] | None:
    """The section and number of the entry that a pointer leads into; None where an entry takes no lines."""
    steps = pointer.split("/")
    if len(steps) > 2 and steps[1] in STATIONS and re.fullmatch(r"\d{1,4}", steps[2]):
        return steps[1], int(steps[2])
    return None


def _with_ids(resume: Resume, own: Sequence[OwnFact], at: Mapping[str, str], known: Mapping[str, str]) -> Placed:
    stated = facts_of(resume.with_fact_ids({}))
    ids = dict(known)
    said: dict[str, OwnFact] = {}
    for fact in own:
        if fact.id in at:
            made = next((each for each in stated if each.pointer == at[fact.id]), None)
            ids[made.id if made else fact_id(fact.kind, fact.text)] = fact.id
            said[fact.id] = fact
    resume = resume.with_fact_ids(ids)
    facts = [
        replace(fact, since=said[fact.id].since or fact.since, until=said[fact.id].until or fact.until)
        if fact.id in said
        else fact
        for fact in facts_of(resume)
    ]
    facts += [
        Fact(fact.id, fact.kind, fact.text, f"/facts/{fact.id}/{fact.revision}", fact.since, fact.until)
        for fact in own
        if fact.id not in at
    ]
    return Placed(resume, tuple(facts), at)


def _below(resume: Resume, fact: OwnFact, station: tuple[str, int]) -> tuple[Resume, str]:
    section, index = station
    entries = list(getattr(resume, section))
    name = "keywords" if fact.kind is FactKind.SKILL and section == "projects" else "highlights"
    lines, number = _with_line(getattr(entries[index], name), fact.text)
    entries[index] = entries[index].model_copy(update={name: lines})
    return resume.model_copy(update={section: tuple(entries)}), f"/{section}/{index}/{name}/{number}"


def _alone(resume: Resume, fact: OwnFact) -> tuple[Resume, str]:
    if fact.kind is FactKind.SKILL:
        at = f"/skills/{len(resume.skills)}/name"
        return resume.model_copy(update={"skills": (*resume.skills, Skill(name=fact.text))}), at
    entry: Certificate | Language | Project | Education
    if fact.kind is FactKind.CERTIFICATE:
        section, entry = "certificates", Certificate(name=fact.text, date=fact.since or fact.until)
    elif fact.kind is FactKind.LANGUAGE:
        fluent = _FLUENT.fullmatch(fact.text)
        section, entry = "languages", Language(**fluent.groupdict()) if fluent else Language(language=fact.text)
    elif fact.kind is FactKind.PROJECT:
        section, entry = "projects", Project(name=fact.text, start_date=fact.since, end_date=fact.until)
    elif fact.kind is FactKind.EDUCATION:
        section, entry = "education", Education(study_type=fact.text, start_date=fact.since, end_date=fact.until)
    else:
        return _among_others(resume, fact)
    entries = getattr(resume, section)
    return resume.model_copy(update={section: (*entries, entry)}), f"/{section}/{len(entries)}"


def _among_others(resume: Resume, fact: OwnFact) -> tuple[Resume, str]:
    others = list(resume.others)
    if not others or others[-1].section != SECTION or others[-1].name:
        others.append(Entry(section=SECTION))
    lines, number = _with_line(others[-1].highlights, fact.text)
    others[-1] = others[-1].model_copy(update={"highlights": lines})
    return resume.model_copy(update={"others": tuple(others)}), f"/others/{len(others) - 1}/highlights/{number}"


def _with_line(lines: tuple[str, ...], text: str) -> tuple[tuple[str, ...], int]:
    """The lines with this one, and its number: what the résumé says already is not said twice."""
    folded = [" ".join(line.split()) for line in lines]
    return (lines, folded.index(text)) if text in folded else ((*lines, text), len(lines))
