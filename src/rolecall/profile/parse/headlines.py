"""Lines that are, or may be, the head of an entry, and the dates in them."""

from __future__ import annotations

import re

from rolecall.profile.document import Line
from rolecall.profile.parse.dates import Period, is_duration, only_period, periods
from rolecall.profile.parse.places import is_place
from rolecall.profile.parse.spans import Span
from rolecall.profile.parse.words import LIKELY, organisedness, titleness

HEAD_LENGTH = 110
"""Longer lines are text."""
_BARE_HEAD_LENGTH = 80
LONE_ADDRESS = re.compile(r"^\s*\w{2,6}://\S+\s*$")
_LABELLED = re.compile(
    r"^(?!(?:company|employer|organi[sz]ation|client|position|role|designation|title|location|firma|unternehmen|entreprise|poste|empresa|"
    r"puesto|cargo|azienda|ruolo|bedrijf|functie)\b)[\w/&.-]+(?:\s[\w/&.-]+){0,3}\s?:\s?\S",
    re.IGNORECASE,
)
_UNDER_A_HEAD = re.compile(
    r"^(?:(?:key|main|major|core|job|roles?|duties)\s?(?:and|&|/)?\s?)*(?:responsibilit(?:y|ies)|achievements?|accomplishments?|duties|tasks|highlights|"
    r"aufgaben|tätigkeiten|missions?|funciones|responsabilidades|mansioni|taken|description|job\sprofile|environment|projects?|job\sdescription)\s*:?\s*-?$",
    re.IGNORECASE,
)
_DATE_WORDS = {
    "date",
    "dates",
    "duration",
    "period",
    "from",
    "since",
    "zeitraum",
    "year",
    "expected",
    "graduated",
    "graduation",
    "est",
    "exp",
}
_LEADING_WORDS = re.compile(
    r"\s*[,(|–-]?\s*\b(?:from|duration|period|since|expected|graduated|graduation|date)\s*:?$", re.IGNORECASE
)


def period_in(span: Span) -> tuple[Period, list[Span]] | None:
    """The date of a head line at its start, its end or in brackets, and what is left of the line."""
    text = span.text
    found = periods(text)
    for period in reversed(found):
        before, after = text[: period.begin].rstrip(), text[period.finish :].strip()
        at_end = not after.strip(" ).,;|-–—:]") or is_duration(after)
        at_start = not before.strip(" (,;|-–—:[•")
        bracketed = before.endswith(("(", "[")) and after.startswith((")", "]"))
        ranged = not period.single
        if at_end or at_start or bracketed or (ranged and len(text) <= HEAD_LENGTH):
            begin, finish = period.begin, period.finish
            if bracketed:
                begin, finish = len(before) - 1, text.index(after[0], period.finish) + 1
            elif at_end:
                finish = len(text)
            left = [
                part
                for part in span.without(begin, finish)
                if not is_duration(part.text) and part.text.casefold() not in _DATE_WORDS
            ]
            return period, [_without_lead(part) for part in left]
    return None


def dates_of(line: Line) -> tuple[Period, list[Span]] | None:
    """The date of a line, if the line can be (part of) a head."""
    for cell in line.cells:
        if only_period(cell.text):
            return periods(cell.text)[0], []
    if len(line.text) > HEAD_LENGTH + 40:
        return None
    for cell in line.cells:
        if found := period_in(Span.of(cell)):
            if found[0].single and _is_sentence(cell.text):
                continue
            return found
    return None


def _is_sentence(text: str) -> bool:
    return (text.rstrip().endswith((".", "!", ";")) and len(text.split()) > 7) or len(text.split()) > 16


def may_be_head(line: Line) -> bool:
    text = line.text.strip()
    if line.bullet or line.side or len(text) > HEAD_LENGTH or not any(char.isalpha() for char in text):
        return False
    if text.endswith((".", ";", "!")) and len(text.split()) > 6:
        return False
    if _LABELLED.match(text) or _UNDER_A_HEAD.match(text) or (len(text) > _BARE_HEAD_LENGTH and not line.bold):
        return False
    return not text.endswith(":") and not text[:1].islower()


def tells(line: Line) -> bool:
    return titleness(line.text) > LIKELY or organisedness(line.text) > LIKELY or is_place(line.text)


def _without_lead(span: Span) -> Span:
    match = _LEADING_WORDS.search(span.text)
    return span.cut(0, match.start()).strip() if match else span
