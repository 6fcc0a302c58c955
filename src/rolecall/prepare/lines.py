"""A résumé as lines that can be compared: of a package, and of the candidate's own résumé, set in the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rolecall.prepare.content import Draft, FactRef, Role, without_scheme
from rolecall.prepare.wording import Wording, study_name, wording
from rolecall.profile.queries import Resume


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `under` is the id of the entry it stands under, empty for one that stands by itself."""

    id: str
    section: str
    under: str
    role: str
    text: str
    facts: tuple[FactRef, ...] = ()
    edited: bool = False
    reworded: bool = False


def resume_lines(draft: Draft) -> tuple[Line, ...]:
    """Every line of a package's résumé, in its order."""
    found: list[Line] = []
    for section in draft.resume:
        under = ""
        for item in section.items:
            if item.role is not Role.BULLET:
                under = ""
            said = (item.role, item.text, item.facts, item.edited, item.reworded)
            found.append(Line(item.id, section.heading, under, *said))
            if item.role is Role.ENTRY:
                under = item.id
    return tuple(found)


def letter_lines(draft: Draft) -> tuple[Line, ...]:
    """Every sentence of a package's letter, in its order."""
    return tuple(
        Line(sentence.id, "", "", f"letter-{paragraph.block}", sentence.text, sentence.facts, sentence.edited)
        for paragraph in draft.letter
        for sentence in paragraph.sentences
    )


def own_lines(resume: Resume, language: str) -> tuple[Line, ...]:
    """The candidate's own résumé as lines, in its own order; nothing is chosen, ordered or left out."""
    return tuple(_own(resume, wording(language)))


def _own(resume: Resume, words: Wording) -> Iterator[Line]:
    basics = resume.basics
    place = basics.location
    where = (", ".join(part for part in (place.city, place.region) if part) or place.address) if place else None
    yield from _line("/basics/name", "", Role.NAME, basics.name)
    yield from _line("/basics/label", "", Role.LABEL, basics.label)
    yield from _line("/basics/location", "", Role.CONTACT, where)
    for name, value in (("email", basics.email), ("phone", basics.phone), ("url", basics.url)):
        yield from _line(f"/basics/{name}", "", Role.CONTACT, without_scheme(value) if value else None)
    for at, link in enumerate(basics.profiles):
        way = link.url or link.username
        yield from _line(f"/basics/profiles/{at}", "", Role.CONTACT, without_scheme(way) if way else None)
    yield from _line("/basics/summary", words.summary, Role.PARAGRAPH, basics.summary)
    for at, work in enumerate(resume.work):
        head = _head((work.position, work.name, work.location), words.span(work.start_date, work.end_date))
        yield from _entry(f"/work/{at}", words.work, head, work.summary, "summary", work.highlights)
    for at, project in enumerate(resume.projects):
        head = _head((project.name, project.location), words.span(project.start_date, project.end_date))
        yield from _entry(
            f"/projects/{at}", words.projects, head, project.description, "description", project.highlights
        )
    for at, study in enumerate(resume.education):
        span = words.span(study.start_date, study.end_date, open_ended=bool(study.start_date))
        degree = study_name(study.study_type, study.area)
        head = _head((degree, study.institution, study.location), span)
        pointer = f"/education/{at}"
        yield from _entry(pointer, words.education, head, study.summary, "summary", study.highlights)
        yield from _line(f"{pointer}/score", words.education, Role.BULLET, study.score, under=pointer)
        for number, course in enumerate(study.courses):
            yield from _line(f"{pointer}/courses/{number}", words.education, Role.BULLET, course, under=pointer)
    yield from _skills(resume, words)
    for at, certificate in enumerate(resume.certificates):
        head = _head((certificate.name, certificate.issuer), words.span(None, certificate.date))
        yield from _line(f"/certificates/{at}", words.certificates, Role.LINE, head)
    spoken = (f"{known.language} ({known.fluency})" if known.fluency else known.language for known in resume.languages)
    yield from _line("/languages", words.languages, Role.LINE, ", ".join(name for name in spoken if name))
    for at, other in enumerate(resume.others):
        head = _head((other.name, other.organization), words.span(None, other.date))
        yield from _entry(f"/others/{at}", other.section, head, other.summary, "summary", other.highlights)


def _skills(resume: Resume, words: Wording) -> Iterator[Line]:
    loose = [skill.name for skill in resume.skills if skill.name and not skill.keywords]
    for at, skill in enumerate(resume.skills):
        if skill.keywords:
            listed = ", ".join(skill.keywords)
            text = f"{skill.name}: {listed}" if skill.name else listed
            yield from _line(f"/skills/{at}", words.skills, Role.LINE, text)
    yield from _line("/skills", words.skills, Role.LINE, ", ".join(loose))


def _entry(
    pointer: str, section: str | None, head: str, paragraph: str | None, name: str, highlights: Sequence[str]
) -> Iterator[Line]:
    yield from _line(pointer, section or "", Role.ENTRY, head)
    yield from _line(f"{pointer}/{name}", section or "", Role.BULLET, paragraph, under=pointer)
    for at, highlight in enumerate(highlights):
        yield from _line(f"{pointer}/highlights/{at}", section or "", Role.BULLET, highlight, under=pointer)


def _head(names: Sequence[str | None], span: str) -> str:
    text = ", ".join(name.strip() for name in names if name and name.strip())
    return f"{text} | {span}" if text and span else text or span


def _line(pointer: str, section: str, role: Role, text: str | None, *, under: str = "") -> Iterator[Line]:
    folded = " ".join((text or "").split())
    if folded:
        yield Line(pointer, section, under, role, folded)
