"""Whether a form could be filled from the file: sections, dates, contact, length; and advice on the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rolecall.profile.ats.model import Losses, Where
from rolecall.profile.parse.sections import Kind, kind_of_heading
from rolecall.profile.resume import Resume, Work

GAP_MONTHS = 6
SHORT, THIN, LONG, VERY_LONG = 120, 200, 1_200, 1_800
"""Words of a résumé."""
MANY_YEARS = 10
MOST_EXAMPLES = 5
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_MEASURED = re.compile(
    r"\d|[%€£$]|\b(?:doubled|halved|tripled|twice|half|hundreds|thousands|millions?)\b", re.IGNORECASE
)
_WEAK = re.compile(
    r"\W*(?:responsible for|responsibilities? (?:include|were)|duties (?:include|were)|tasked with|in charge of|"
    r"worked (?:on|as|with)|helped|assisted (?:in|with)|i (?:was|am|have|did)|was (?:responsible|involved)|"
    r"involved in|participated in|verantwortlich für|zuständig für|mitarbeit (?:bei|an)|"
    r"responsable (?:de|du|des|del)|en charge de|encargad[oa] de)\b",
    re.IGNORECASE,
)
_NAMES = {Kind.WORK: "experience", Kind.EDUCATION: "education", Kind.SKILLS: "skills", Kind.SUMMARY: "a summary"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it stands in the file, with what it is taken for."""

    kind: Kind
    text: str
    page: int | None


def check_sections(resume: Resume, headings: Sequence[Heading], structured: bool) -> Losses:
    """Whether experience, education, skills and a summary are found, under headings that programs know."""
    losses = Losses.of("sections")
    there = {
        Kind.WORK: bool(resume.work),
        Kind.EDUCATION: bool(resume.education),
        Kind.SKILLS: bool(resume.skills),
        Kind.SUMMARY: bool(resume.basics.summary),
    }
    shares = {Kind.WORK: 0.4, Kind.EDUCATION: 0.25, Kind.SKILLS: 0.2, Kind.SUMMARY: 0.05}
    if not resume.work and resume.projects:
        shares[Kind.WORK] = 0.15  # at the beginning of a career, projects stand for positions
    known = {heading.kind for heading in headings}
    for kind, found in there.items():
        heading = next((each for each in headings if each.kind is kind), None)
        if not found and heading is not None:
            losses.lose(
                shares[kind],
                f"Under “{heading.text}” nothing reads as {_NAMES[kind]}; write each entry on a line of its own.",
                Where(heading.page, heading.text),
            )
        elif not found:
            losses.lose(
                shares[kind],
                f"There is no section that reads as {_NAMES[kind]}; if you have any, put it under a plain heading.",
            )
        elif not structured and kind not in known and kind is not Kind.SUMMARY:
            losses.lose(
                0.05,
                f"Your {_NAMES[kind]} stands under no heading that programs know; write “{_plain(kind)}” above it.",
            )
    for heading in headings:
        if heading.kind is Kind.OTHER and kind_of_heading(heading.text) is None:
            losses.advise(
                f"“{heading.text}” is a heading of your own; programs file what is below it under nothing.",
                Where(heading.page, heading.text),
            )
    return losses


def check_dates(resume: Resume, today: date) -> Losses:
    """Whether each position has dates, in an order that makes sense, the newest first."""
    losses = Losses.of("dates")
    if not resume.work:
        if not any(study.end_date or study.start_date for study in resume.education):
            losses.lose(0.5, "No position and no education has a date that could be read; write “2021-03 – 2023-08”.")
        return losses
    count = len(resume.work)
    spans: list[tuple[int, int, int]] = []
    rough = 0
    for index, work in enumerate(resume.work):
        where, name = place(resume, f"/work/{index}"), _name(work)
        if not work.start_date and not work.end_date:
            losses.lose(
                0.7 / count, f"{name} has no date that could be read; write “2021-03 – 2023-08” beside it.", where
            )
            continue
        start = _month(work.start_date or work.end_date or "", first=True)
        end = _month(work.end_date, first=False) if work.end_date else today.year * 12 + today.month - 1
        if start is None or end is None:
            losses.lose(0.7 / count, f"The dates of {name} are not written as dates; write “2021-03 – 2023-08”.", where)
            continue
        rough += len(work.start_date or work.end_date or "") == 4
        if end < start:
            losses.lose(
                0.3, f"{name} ends before it begins ({work.start_date} – {work.end_date}); put it right.", where
            )
            continue
        if start > today.year * 12 + today.month - 1:
            losses.lose(0.2, f"{name} begins in the future ({work.start_date}); check the year.", where)
        spans.append((index, start, end))
    late = [index for (_, begun, ended), (index, start, end) in pairwise(spans) if end > ended and start > begun]
    if late:
        losses.lose(
            0.2,
            f"{_name(resume.work[late[0]])} is newer than the position above it; programs expect the newest first.",
            place(resume, f"/work/{late[0]}"),
        )
    if rough:
        losses.lose(
            0.1 * rough / count,
            f"{rough} of {count} positions say only the year; months keep a program from counting too few years.",
        )
    for index, months in _gaps(spans, today):
        losses.advise(
            f"{months} months without a position lie beside {_name(resume.work[index])}; some systems ask about them.",
            place(resume, f"/work/{index}"),
        )
    return losses


def check_contact(resume: Resume) -> Losses:
    """Whether a person can be reached by what a program finds."""
    losses = Losses.of("contact")
    basics = resume.basics
    if not basics.name:
        losses.lose(0.2, "No name was found; write it alone on the first line.")
    if not basics.email:
        losses.lose(0.4, "No e-mail address was found; write it as text at the top, not as an icon or a link alone.")
    elif not _EMAIL.fullmatch(basics.email.strip()):
        losses.lose(
            0.3, f"The e-mail address reads “{basics.email[:80]}”, which is none.", place(resume, "/basics/email")
        )
    if not basics.phone:
        losses.lose(0.25, "No phone number was found; write it at the top, with its country code.")
    elif not basics.phone.strip().startswith(("+", "00")):
        losses.advise(
            "Your phone number has no country code; with it, it works from anywhere.", place(resume, "/basics/phone")
        )
    if basics.location is None:
        losses.lose(0.15, "No place was found; city and country are enough.")
    if not basics.profiles and not basics.url:
        losses.advise("No link was found; where your work is to be seen online, an address helps.")
    return losses


def check_length(pages: int, words: int, months: int) -> Losses:
    """Pages and words, for the years of experience."""
    losses = Losses.of("length")
    usual = 2 if months < MANY_YEARS * 12 else 3
    if pages > usual:
        losses.lose(
            min(0.6, 0.3 * (pages - usual)),
            f"It has {pages} pages; for {months // 12} years of experience {usual} are usual.",
        )
    if words < SHORT:
        losses.lose(0.7, f"It has only {words} words; there is little in it to be found by.")
    elif words < THIN:
        losses.lose(0.3, f"It has only {words} words; say of each position what you did and what came of it.")
    elif words > VERY_LONG:
        losses.lose(0.4, f"It has {words:,} words; older positions can be one line each.")
    elif words > LONG:
        losses.lose(0.15, f"It has {words:,} words; older positions can be shorter.")
    return losses


def check_statements(resume: Resume) -> Losses:
    """Advice: sentences that begin with a verb and say what came of it. It costs nothing."""
    losses = Losses.of("statements")
    said = list(_statements(resume))
    if not said:
        return losses
    measured = sum(_MEASURED.search(text) is not None for _, text in said)
    if measured * 4 < len(said):
        losses.advise(
            f"{measured} of {len(said)} statements hold a number; where you know how much, how many, how fast, say it."
        )
    weak = [(pointer, text) for pointer, text in said if _WEAK.match(text)]
    for pointer, text in weak[:MOST_EXAMPLES]:
        start = " ".join(text.split()[:8])
        losses.advise(f"“{start} …” hides what you did; begin with the verb.", place(resume, pointer))
    long = [(pointer, text) for pointer, text in said if len(text.split()) > 45]
    for pointer, text in long[: MOST_EXAMPLES - 2]:
        start = " ".join(text.split()[:8])
        losses.advise(f"“{start} …” has {len(text.split())} words; split it in two.", place(resume, pointer))
    return losses


def months_worked(resume: Resume, today: date) -> int:
    """Months in which there was a position; overlapping ones count once."""
    busy: set[int] = set()
    for work in resume.work:
        start = _month(work.start_date or "", first=True)
        end = _month(work.end_date, first=False) if work.end_date else today.year * 12 + today.month - 1
        if start is not None and end is not None and 0 <= end - start < 12 * 70:
            busy.update(range(start, end + 1))
    return len(busy)


def place(resume: Resume, pointer: str) -> Where:
    """Where a field stood in the file, as far as that is known."""
    source = resume.sources.get(pointer) or next(
        (found for key, found in resume.sources.items() if key.startswith(pointer + "/")), None
    )
    if source is None:
        return Where(pointer=pointer)
    return Where(source.page, " ".join(source.text.split())[:160], pointer)


def _statements(resume: Resume) -> Iterator[tuple[str, str]]:
    for index, work in enumerate(resume.work):
        for number, text in enumerate(work.highlights):
            yield f"/work/{index}/highlights/{number}", text


def _gaps(spans: Sequence[tuple[int, int, int]], today: date) -> Iterator[tuple[int, int]]:
    """(index of the position after the gap, its months), for gaps that no other position covers."""
    reached: int | None = None
    for index, start, end in sorted(spans, key=lambda span: (span[1], span[2])):
        if reached is not None and start - reached - 1 > GAP_MONTHS:
            yield index, start - reached - 1
        reached = max(end, reached or end)
    now = today.year * 12 + today.month - 1
    if reached is not None and now - reached > GAP_MONTHS:
        yield max(spans, key=lambda span: span[2])[0], now - reached


def _month(text: str, *, first: bool) -> int | None:
    """Months since year 0; a bare year is its first or last month."""
    hit = re.match(r"(\d{4})(?:-(\d{2}))?", text)
    if hit is None or not 1900 <= int(hit[1]) <= 2100:
        return None
    return int(hit[1]) * 12 + (int(hit[2]) - 1 if hit[2] else 0 if first else 11)


def _name(work: Work) -> str:
    said = ", ".join(part for part in (work.position, work.name) if part)
    return f"“{said[:80]}”" if said else "A position without a name"


def _plain(kind: Kind) -> str:
    return {Kind.WORK: "Experience", Kind.EDUCATION: "Education", Kind.SKILLS: "Skills"}.get(kind, "Summary")
