"""The candidate's facts: every statement of the résumé with a stable id. All that may be claimed comes from here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from rolecall.profile.resume import Education, Resume


class FactKind(StrEnum):
    """What a fact states."""

    NAME = "name"
    LABEL = "label"
    CONTACT = "contact"
    SUMMARY = "summary"
    POSITION = "position"
    DUTY = "duty"
    EDUCATION = "education"
    SKILL = "skill"
    PROJECT = "project"
    CERTIFICATE = "certificate"
    LANGUAGE = "language"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement. `pointer` is its JSON pointer in the résumé. In a workspace `id` survives re-ordering and
    re-wording, since the fact base keeps it; of a résumé alone it is made of the kind and the text.
    """

    id: str
    kind: FactKind
    text: str
    pointer: str
    since: str | None = None
    """ISO 8601 start of the position, project or study it belongs to."""
    until: str | None = None
    """ISO 8601 end; None with a `since` means: until today."""


def fact_id(kind: FactKind, text: str) -> str:
    """Stable id of a statement: `f_` and 12 hex digits of the SHA-256 of its kind and its text, white space folded."""
    return "f_" + sha256(f"{kind}\n{' '.join(text.split())}".encode()).hexdigest()[:12]


def facts_of(resume: Resume) -> tuple[Fact, ...]:
    """Every statement of the résumé in its order. A position's text is `position, employer | start – end`.

    Dates are ISO 8601 as in the résumé, an open end reads `Present`. A bullet is one fact; a paragraph is one fact per
    sentence. The same statement made twice is one fact, at the place where it stood first. A statement that the fact
    base knows (`Resume.fact_ids`) has the id it has there.
    """
    first: dict[str, Fact] = {}
    for fact in _statements(resume):
        if fact.text:
            first.setdefault(fact.id, fact)
    ids = resume.fact_ids
    return tuple(replace(fact, id=ids[fact.id]) if fact.id in ids else fact for fact in first.values())


_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[\"'“(\[]?[A-ZÀ-ÖØ-Þ0-9\u0370-\u04ff])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|Prof|Sr|Jr|St|Inc|Ltd|Co|Corp|No|vs|e\.g|i\.e|etc|approx|Dept|Univ|Nr|bzw|z\.B|u\.a|"
    r"ca|Ing|Dipl|[A-Z])\.$"
)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, white space folded. `Dr. Ada` and initials do not end a sentence."""
    folded = " ".join(text.split())
    found: list[str] = []
    for piece in _SENTENCE_END.split(folded):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] += " " + piece
        elif piece:
            found.append(piece)
    return tuple(found)


def _statements(resume: Resume) -> Iterator[Fact]:
    yield from _basics(resume)
    yield from _positions(resume)
    for index, study in enumerate(resume.education):
        yield from _study(study, f"/education/{index}")
    for index, skill in enumerate(resume.skills):
        if skill.name and not skill.keywords:
            yield _fact(FactKind.SKILL, skill.name, f"/skills/{index}/name")
        yield from _listed(FactKind.SKILL, skill.keywords, f"/skills/{index}/keywords")
    yield from _projects(resume)
    for index, certificate in enumerate(resume.certificates):
        text = _dated(_joined(certificate.name, certificate.issuer), certificate.date, certificate.date)
        yield _fact(FactKind.CERTIFICATE, text, f"/certificates/{index}", certificate.date, certificate.date)
    for index, language in enumerate(resume.languages):
        text = language.language or ""
        yield _fact(
            FactKind.LANGUAGE,
            f"{text} ({language.fluency})" if text and language.fluency else text,
            f"/languages/{index}",
        )
    for index, entry in enumerate(resume.others):
        pointer = f"/others/{index}"
        text = _dated(_joined(entry.name, entry.organization), entry.date, entry.date)
        yield _fact(FactKind.OTHER, text, pointer, entry.date, entry.date)
        yield from _paragraph(FactKind.OTHER, entry.summary, f"{pointer}/summary", entry.date, entry.date)
        yield from _listed(FactKind.OTHER, entry.highlights, f"{pointer}/highlights", entry.date, entry.date)


def _basics(resume: Resume) -> Iterator[Fact]:
    basics = resume.basics
    yield _fact(FactKind.NAME, basics.name, "/basics/name")
    yield _fact(FactKind.LABEL, basics.label, "/basics/label")
    for name, value in (("email", basics.email), ("phone", basics.phone), ("url", basics.url)):
        yield _fact(FactKind.CONTACT, value, f"/basics/{name}")
    if basics.location:
        place = basics.location
        text = _joined(place.address, place.city, place.region, place.postal_code) or place.country_code
        yield _fact(FactKind.CONTACT, text, "/basics/location")
    for index, profile in enumerate(basics.profiles):
        yield _fact(FactKind.CONTACT, profile.url or profile.username, f"/basics/profiles/{index}")
    yield from _paragraph(FactKind.SUMMARY, basics.summary, "/basics/summary")


def _positions(resume: Resume) -> Iterator[Fact]:
    for index, work in enumerate(resume.work):
        pointer, since, until = f"/work/{index}", work.start_date, work.end_date
        text = _dated(_joined(work.position, work.name), since, until)
        yield _fact(FactKind.POSITION, text, pointer, since, until)
        yield _fact(FactKind.OTHER, work.location, f"{pointer}/location", since, until)
        yield from _paragraph(FactKind.DUTY, work.summary, f"{pointer}/summary", since, until)
        yield from _listed(FactKind.DUTY, work.highlights, f"{pointer}/highlights", since, until)


def _study(study: Education, pointer: str) -> Iterator[Fact]:
    since, until = study.start_date, study.end_date
    degree = " in ".join(part for part in (study.study_type, study.area) if part)
    text = _dated(_joined(degree, study.institution), since, until, open_end=bool(since))
    yield _fact(FactKind.EDUCATION, text, pointer, since, until)
    yield _fact(FactKind.EDUCATION, study.score, f"{pointer}/score", since, until)
    yield _fact(FactKind.OTHER, study.location, f"{pointer}/location", since, until)
    yield from _paragraph(FactKind.EDUCATION, study.summary, f"{pointer}/summary", since, until)
    yield from _listed(FactKind.EDUCATION, study.courses, f"{pointer}/courses", since, until)
    yield from _listed(FactKind.EDUCATION, study.highlights, f"{pointer}/highlights", since, until)


def _projects(resume: Resume) -> Iterator[Fact]:
    for index, project in enumerate(resume.projects):
        pointer, since, until = f"/projects/{index}", project.start_date, project.end_date
        yield _fact(FactKind.PROJECT, _dated(project.name or "", since, until), pointer, since, until)
        yield from _paragraph(FactKind.PROJECT, project.description, f"{pointer}/description", since, until)
        yield from _listed(FactKind.PROJECT, project.highlights, f"{pointer}/highlights", since, until)
        yield from _listed(FactKind.SKILL, project.keywords, f"{pointer}/keywords", since, until)


def _fact(kind: FactKind, text: str | None, pointer: str, since: str | None = None, until: str | None = None) -> Fact:
    folded = " ".join((text or "").split())
    return Fact(fact_id(kind, folded), kind, folded, pointer, since, until)


def _listed(
    kind: FactKind, texts: Iterable[str], pointer: str, since: str | None = None, until: str | None = None
) -> Iterator[Fact]:
    for index, text in enumerate(texts):
        yield _fact(kind, text, f"{pointer}/{index}", since, until)


def _paragraph(
    kind: FactKind, text: str | None, pointer: str, since: str | None = None, until: str | None = None
) -> Iterator[Fact]:
    for sentence in sentences(text or ""):
        yield _fact(kind, sentence, pointer, since, until)


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _dated(text: str, since: str | None, until: str | None, *, open_end: bool = True) -> str:
    if not since and not until:
        return text
    if since == until or not since:
        span = until or ""
    elif until:
        span = f"{since} – {until}"
    else:
        span = f"{since} – Present" if open_end else since
    return f"{text} | {span}" if text else span
