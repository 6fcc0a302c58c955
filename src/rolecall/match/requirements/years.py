"""Years of experience: how many a sentence asks for or states, and how many a candidate's dated positions add up to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rolecall.discover.queries import said, said_words


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of work in months since year 0: from `first` up to but without `last`."""

    first: int
    last: int


def stated(sentence: str) -> said.Years | None:
    """The most years of experience that a candidate's own sentence states."""
    found = [
        (number, hit)
        for hit in said_words.YEARS.finditer(sentence)
        if said_words.WORK.search(sentence)
        and (number := said.number_of(hit["least"])) is not None
        and 0 < number <= 50
    ]
    if not found:
        return None
    number, hit = max(found, key=lambda pair: pair[0])
    return said.Years(number, hit.start(), hit.end())


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
