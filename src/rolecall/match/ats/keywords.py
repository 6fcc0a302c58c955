"""Which skills that a posting asks for stand in a résumé: in the posting's word, by another word, or not at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rolecall.match.candidate import Candidate
from rolecall.match.model import RequirementKind
from rolecall.match.requirements.read import Reading, read
from rolecall.match.skills.taxonomy import Taxonomy

FIELD_SHARE = 0.2
"""A skill that so many of a field's postings ask for is one of the field's own."""
FIELD_SKILLS = 20
FEWEST_POSTINGS = 3
"""Fewer postings make no field."""


class Named(StrEnum):
    """How a résumé names a skill that is asked for."""

    LITERAL = "literal"
    """In the posting's own word."""
    SYNONYM = "synonym"
    """By another word for the same thing."""
    IMPLIED = "implied"
    """Only something that includes it is named."""
    MISSING = "missing"


WORTH = {Named.LITERAL: 1.0, Named.SYNONYM: 0.7, Named.IMPLIED: 0.5, Named.MISSING: 0.0}
MUST, NICE = 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A skill that is asked for, any one of `skills`, in these `words`. `weight` is how much it counts."""

    name: str
    skills: tuple[str, ...]
    words: tuple[str, ...]
    must: bool
    weight: float
    share: float | None = None
    """Of a field: the share of its postings that ask for it."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A skill that is asked for, held against the résumé. `yours` is the résumé's word, `sentence` where it stands."""

    name: str
    must: bool
    named: Named
    weight: float
    asked_as: str
    yours: str | None = None
    sentence: str | None = None
    fact_id: str | None = None
    close: str | None = None
    """Missing, but the résumé names this, which is like it and not the same."""
    share: float | None = None


def asked_by(text: str, table: Taxonomy) -> list[Asked]:
    """The skills and certificates that one posting asks for, musts before wishes."""
    found: dict[tuple[str, ...], Asked] = {}
    reading = read(text, table)
    for ask in reading.asks:
        if ask.requirement.kind not in (RequirementKind.SKILL, RequirementKind.CERTIFICATE) or not ask.skills:
            continue
        words = tuple(
            dict.fromkeys(
                ask.requirement.text[each.start : each.end]
                for each in table.mentions(ask.requirement.text)
                if each.skill in ask.skills
            )
        )
        must = ask.requirement.must
        found.setdefault(ask.skills, Asked(ask.requirement.name, ask.skills, words, must, MUST if must else NICE))
    return sorted(found.values(), key=lambda asked: not asked.must)


def asked_in_field(texts: Iterable[str], table: Taxonomy) -> tuple[list[Asked], int]:
    """(the skills that a field's postings ask for most often, how many postings it has)."""
    counts: Counter[str] = Counter()
    words: dict[str, Counter[str]] = {}
    number = 0
    for text in texts:
        number += 1
        reading = read(text, table)
        for name in _skills_of(reading):
            counts[name] += 1
        for ask in reading.asks:
            for each in table.mentions(ask.requirement.text):
                if each.skill in ask.skills:
                    said = ask.requirement.text[each.start : each.end]
                    words.setdefault(each.skill, Counter())[said] += 1
    if number < FEWEST_POSTINGS:
        return [], number
    often = [
        (name, count)
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if count >= max(2, FIELD_SHARE * number)
    ]
    asked = []
    for name, count in often[:FIELD_SKILLS]:
        told = sorted(words.get(name, Counter()).items(), key=lambda pair: (-pair[1], pair[0]))
        share = round(count / number, 4)
        asked.append(Asked(name, (name,), tuple(word for word, _ in told[:2]), False, share, share))
    return asked, number


def held(asked: Sequence[Asked], candidate: Candidate, text: str, table: Taxonomy) -> tuple[Keyword, ...]:
    """Each against the candidate's facts and the file's text."""
    return tuple(_held(each, candidate, text, table) for each in asked)


def covered(found: Sequence[Keyword]) -> float:
    """Weighted share of the keywords that are there, 0–1."""
    total = sum(keyword.weight for keyword in found)
    return sum(keyword.weight * WORTH[keyword.named] for keyword in found) / total if total else 1.0


def _skills_of(reading: Reading) -> set[str]:
    wanted = (RequirementKind.SKILL, RequirementKind.CERTIFICATE)
    return {name for ask in reading.asks if ask.requirement.kind in wanted for name in ask.skills}


def _held(asked: Asked, candidate: Candidate, text: str, table: Taxonomy) -> Keyword:
    word = asked.words[0] if asked.words else asked.name

    def found(named: Named, skill: str | None = None, **more: str | None) -> Keyword:
        proof = candidate.skills.get(skill) if skill else None
        return Keyword(
            asked.name,
            asked.must,
            named,
            asked.weight,
            word,
            sentence=proof.sentence if proof else None,
            fact_id=proof.fact_id if proof else None,
            share=asked.share,
            **more,
        )

    known = next((skill for skill in asked.skills if skill in candidate.skills), None)
    literal = next((each for each in (*asked.words, *asked.skills) if stands(each, text)), None)
    if literal is not None and (known is not None or len(literal) > 2):
        return found(Named.LITERAL, known, yours=literal)
    if known is not None:
        return found(Named.SYNONYM, known, yours=candidate.said.get(known, known))
    bringer = next((candidate.implied[skill] for skill in asked.skills if skill in candidate.implied), None)
    if bringer is not None:
        return found(Named.IMPLIED, bringer, yours=bringer)
    near = next((other for skill in asked.skills for other in table.near(skill) if other in candidate.skills), None)
    return found(Named.MISSING, close=near)


def stands(word: str, text: str) -> bool:
    """Whether a word stands in the text as it is written, but for capitals."""
    return re.search(rf"(?<![\w+#]){re.escape(word)}(?![\w+#])", text, re.IGNORECASE) is not None
