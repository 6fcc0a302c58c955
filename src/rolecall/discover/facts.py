"""What a posting's text says of the job beyond its board's fields, each with the words that say it.

A sentence is read only when it holds one of the words that such a statement needs, so that a text costs little. What
is not said plainly is no fact: absence means that the text does not speak of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from rolecall.discover import fact_words, said, said_words
from rolecall.discover.fact_words import FACT_TRIGGERS
from rolecall.discover.posting import Fact, FactName
from rolecall.discover.said_words import DEGREE_PATTERNS

DEGREES = ("school", "vocational", "associate", "bachelor", "master", "doctorate")
"""Values of a degree, from the lowest: as `said_words.DEGREES` in one word each."""
SPOKEN = ("", "basic", "intermediate", "good", "fluent", "native")
"""How well a language is spoken, by `said.Spoken.level`."""
MOST = 40
"""Facts of one posting."""
LONGEST_SENTENCE = 400
LINES_ABOVE, LONGEST_HEADING = 40, 120
"""How many lines above a sentence its heading is looked for, and how long a heading is."""
NUMBER_BEFORE = re.compile(
    r"\d|\b(?:" + "|".join(sorted(said_words.NUMBERS, key=len, reverse=True)) + r")\b", re.IGNORECASE
)
NEAR = 28
"""Characters before "years" in which their number stands."""


class _About(IntEnum):
    YEARS = 0
    DEGREE = 1
    RIGHTS = 2
    LANGUAGE = 3
    SENIORITY = 4


LISTED = [(word, _About[about.upper()]) for about, words in FACT_TRIGGERS.items() for word in words.split("|")]
FINDER = AhoCorasick([word for word, _ in LISTED], implementation=Implementation.DFA)
ABOUT = tuple(about for _, about in LISTED)


@dataclass(frozen=True, slots=True)
class _Said:
    """A fact within a sentence; `start` and `end` count from where the sentence begins."""

    name: FactName
    start: int
    end: int
    value: float | str | None = None
    stated: bool = True
    level: str | None = None


def facts_in(text: str) -> tuple[Fact, ...]:
    """The facts of a text (clean Markdown) in their order, each once; at most `MOST`."""
    places: list[list[int]] = [[] for _ in _About]
    for index, at, _ in FINDER.find_matches_as_indexes(text):
        places[ABOUT[index]].append(at)
    found: dict[tuple[FactName, bool, float | str | None], Fact] = {}
    for about in _About:
        done = -1
        for at in places[about]:
            if at < done or len(found) >= MOST:
                continue
            if about is _About.YEARS and not NUMBER_BEFORE.search(text, max(0, at - NEAR), at):
                continue
            start, done = _sentence(text, at)
            words = text[start:done]
            bullet = text.startswith("- ", text.rfind("\n", 0, start) + 1)
            for each in _said(about, words, bullet):
                key = (each.name, each.stated, each.value)
                if key not in found:
                    wished = each.stated and (_is_wished(words) or _is_wished(_heading(text, start)))
                    span = (start + each.start, start + each.end)
                    found[key] = Fact(each.name, each.stated, *span, each.value, each.level, wished=wished)
    return tuple(sorted(found.values(), key=lambda fact: (fact.start, fact.end)))[:MOST]


@lru_cache(maxsize=20_000)
def _said(about: _About, words: str, bullet: bool) -> tuple[_Said, ...]:
    """What a sentence says of one thing. Postings of one company share many of their sentences."""
    return tuple(READERS[about](words, bullet))


@lru_cache(maxsize=20_000)
def _is_wished(words: str) -> bool:
    return said.wished(words)


def _heading(text: str, start: int) -> str:
    """The nearest line above that is a heading; '' where there is none near."""
    end = text.rfind("\n", 0, start)
    for _ in range(LINES_ABOVE):
        if end <= 0:
            return ""
        begin = text.rfind("\n", 0, end) + 1
        if end - begin <= LONGEST_HEADING and (
            text.startswith(("#", "**"), begin) or text.endswith((":", ":**"), begin, end)
        ):
            return text[begin:end]
        end = begin - 1
    return ""


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Beginning and end of the sentence or bullet around an offset."""
    left, right = max(0, at - LONGEST_SENTENCE), min(len(text), at + LONGEST_SENTENCE)
    line = text.rfind("\n", left, at) + 1 or left
    start = text.rfind(". ", line, at)
    while start >= 0 and not _ends(text, start):
        start = text.rfind(". ", line, start)
    end = text.find("\n", at, right)
    end = end if end >= 0 else right
    stop = text.find(". ", at, end)
    while stop >= 0 and not _ends(text, stop):
        stop = text.find(". ", stop + 2, end)
    return start + 2 if start >= 0 else line, stop + 1 if stop >= 0 else end


def _ends(text: str, stop: int) -> bool:
    """Whether a full stop ends a sentence: not that of `M.Sc. or`, of `U.S. citizen`, of `e.g. Spark`."""
    return text[stop - 3 : stop].isalnum() and not text[stop + 2 : stop + 3].islower()


def _years(words: str, bullet: bool) -> Iterator[_Said]:
    asked = said.years_asked(words, bullet)
    if asked is not None and not fact_words.YEARS_OF_A_COMPANY.match(words, asked.end):
        yield _Said(FactName.YEARS, asked.start, asked.end, asked.least)


def _degree(words: str, _: bool) -> Iterator[_Said]:
    if (hit := fact_words.NO_DEGREE.search(words)) is not None:
        yield _Said(FactName.DEGREE, *hit.span(), stated=False)
        return
    if fact_words.NOT_OF_THE_JOB.search(words):
        return
    named = [(level, hit) for level, pattern in DEGREE_PATTERNS if (hit := pattern.search(words))]
    if named:
        level, hit = min(named, key=lambda each: each[0])
        yield _Said(FactName.DEGREE, *hit.span(), DEGREES[level])
    elif (hit := said_words.ANY_DEGREE.search(words)) is not None:
        yield _Said(FactName.DEGREE, *hit.span(), "bachelor")


def _rights(words: str, _: bool) -> Iterator[_Said]:
    if (hit := said_words.NO_SPONSOR.search(words)) is not None:
        if not fact_words.EITHER_WAY.search(words):
            yield _Said(FactName.VISA_SPONSORSHIP, *hit.span(), stated=False)
    elif (hit := said_words.SPONSORS.search(words)) is not None and fact_words.OF_A_VISA.search(words):
        yield _Said(FactName.VISA_SPONSORSHIP, *hit.span())
    if fact_words.NOT_OF_THE_JOB.search(words):
        return
    if (hit := said_words.AUTHORISED.search(words)) is not None and not said.offers_visa(words):
        yield _Said(FactName.WORK_AUTHORISATION, *hit.span())
    if (hit := fact_words.NO_CLEARANCE.search(words)) is not None:
        yield _Said(FactName.SECURITY_CLEARANCE, *hit.span(), stated=False)
    elif said.asks_clearance(words) and (hit := said_words.CLEARANCE.search(words)) is not None:
        yield _Said(FactName.SECURITY_CLEARANCE, *hit.span())


def _languages(words: str, bullet: bool) -> Iterator[_Said]:
    spoken = {each.name: each for each in said.languages_asked(words, bullet)}
    for hit in said_words.LANGUAGE.finditer(words) if spoken else ():
        each = spoken.pop(said_words.LANGUAGE_BY_WORD[hit.group()], None)
        if each is not None:
            level = SPOKEN[each.level] if each.level else None
            yield _Said(FactName.LANGUAGE, *hit.span(), fact_words.LANGUAGE_CODES[each.name], level=level)


def _seniority(words: str, _: bool) -> Iterator[_Said]:
    hit = fact_words.SENIORITY.search(words)
    if hit is not None:
        word = hit["told"] or hit["named"]
        yield _Said(FactName.SENIORITY, *hit.span(), {"executive": "director"}.get(word, word))


READERS: tuple[Callable[[str, bool], Iterator[_Said]], ...] = (_years, _degree, _rights, _languages, _seniority)
