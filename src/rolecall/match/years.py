"""Years of experience: how many a sentence asks for or states, and how many a candidate's dated positions add up to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MOST = 25
"""More years than this are no requirement but a company's age."""

_NUMBERS = {
    word: number
    for number, words in {
        1: "one ein einem einer une un uno una",
        2: "two zwei deux dos due twee două",
        3: "three drei trois tres tre drie trei",
        4: "four vier quatre cuatro quattro patru",
        5: "five fünf cinq cinco cinque vijf cinci",
        6: "six sechs seis sei zes șase",
        7: "seven sieben sept siete sette zeven șapte",
        8: "eight acht huit ocho otto opt",
        9: "nine neun neuf nueve nove negen nouă",
        10: "ten zehn dix diez dieci tien zece",
        12: "twelve zwölf douze doce",
        15: "fifteen fünfzehn quinze quince",
    }.items()
    for word in words.split()
}
_NUMBER = r"\d{1,2}(?:[.,]5)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
_UNIT = r"years?|yrs?\b\.?|jahre?n?|ans\b|années?|años?|anni\b|anno\b|jaar|anos\b|ani\b|lat\b|år\b"
_YEARS = re.compile(
    rf"(?<![\w$€£.,])(?P<least>{_NUMBER})(?:\s?\(\d{{1,2}}\))?(?P<plus>\s?\+|\s?plus\b|\s?or more\b)?"
    rf"(?:\s?(?:-|–|—|to|bis|à|a|hasta|o|or|und|oder|/)\s?(?P<most>{_NUMBER})(?:\s?\(\d{{1,2}}\))?(?P<more>\s?\+)?)?"
    rf"\s?(?:full |volle |or more |and more |o más |ou plus )?(?:-\s?)?(?P<unit>{_UNIT})(?![a-z]*[- ]old\b)",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"experience|experienced|work(?:ed|ing)|background|track record|practice|practising|practicing|"
    r"in (?:a|an|the) (?:similar|comparable|related|relevant)|as an?\b|"
    r"erfahrung|berufspraxis|tätigkeit|expérience|exp[ée]rimenté|experiencia|esperienza|ervaring|"
    r"experiência|experiență|doświadczenia|erfarenhet|"
    r"development|engineering|programming|managing|leading|using|with\b",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"\b(?:over|in|for|during|within|past|last|next|every|each|first|founded|since|after) the (?:past|"
    r"last|next|first|coming)\b|\byears? (?:ago|in a row|in business|of age|old)\b|"
    r"\b(?:we|our company|company|firm|team) (?:have|has|had|were|was|is)\b|\b(?:our|company's|"
    r"combined|history|anniversary|warranty|contract of|term of)\b.{0,30}\byears?\b|\bvest|\bolder\b|"
    r"\b18 years\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Years:
    """`least` years asked for or stated; `start`/`end` of the words within the sentence."""

    least: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of work in months since year 0: from `first` up to but without `last`."""

    first: int
    last: int


def asked(sentence: str, sure: bool) -> Years | None:
    """The fewest years of experience that a sentence asks for; `sure` where it stands under a heading of requirements."""
    hits = list(_YEARS.finditer(sentence))
    if not hits or _NOT_ASKED.search(sentence):
        return None
    if not (_WORK.search(sentence) or (sure and len(sentence) < 60)):
        return None
    found = [(number, hit) for hit in hits if (number := _number(hit["least"])) is not None and 0 < number <= MOST]
    if not found:
        return None
    least, hit = min(found, key=lambda pair: pair[0])
    return Years(least, hit.start(), hit.end())


def stated(sentence: str) -> Years | None:
    """The most years of experience that a candidate's own sentence states."""
    found = [
        (number, hit)
        for hit in _YEARS.finditer(sentence)
        if _WORK.search(sentence) and (number := _number(hit["least"])) is not None and 0 < number <= 50
    ]
    if not found:
        return None
    number, hit = max(found, key=lambda pair: pair[0])
    return Years(number, hit.start(), hit.end())


def span(since: str | None, until: str | None, today: date) -> Span | None:
    """The months between two ISO dates of any precision; no end means until today. None without a readable start.

    A bare year counts from its middle to the middle of the end's year, so "2019 to 2021" are two years.
    """
    first = _month(since)
    if first is None:
        return None
    now = today.year * 12 + today.month - 1
    if until is None:
        last = now
    else:
        end = _month(until)
        if end is None:
            return None
        last = end + (0 if len(until) == 4 else 1)
        if len(until) == 4 and since is not None and len(since) == 4 and first == end:
            last = first + 6
    last = min(last, now + 1)
    return Span(first, last) if last > first else None


def total(spans: Iterable[Span]) -> int:
    """Months covered by at least one of the spans."""
    months, reached = 0, -1
    for one in sorted(spans, key=lambda each: (each.first, each.last)):
        months += max(0, one.last - max(one.first, reached))
        reached = max(reached, one.last)
    return months


def in_words(months: int) -> str:
    """`7 years 2 months`, `1 year`, `5 months`."""
    years, rest = divmod(months, 12)
    parts = ([f"{years} year{'s' * (years != 1)}"] if years else []) + (
        [f"{rest} month{'s' * (rest != 1)}"] if rest or not years else []
    )
    return " ".join(parts)


def _month(text: str | None) -> int | None:
    hit = re.match(r"(\d{4})(?:-(\d{2}))?", text or "")
    if hit is None:
        return None
    month = int(hit[2]) if hit[2] else 7
    return int(hit[1]) * 12 + month - 1 if 1 <= month <= 12 else None


def _number(word: str) -> float | None:
    lower = word.lower()
    if lower in _NUMBERS:
        return float(_NUMBERS[lower])
    try:
        return float(lower.replace(",", "."))
    except ValueError:
        return None
