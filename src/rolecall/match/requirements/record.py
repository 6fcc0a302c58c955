"""A reading as bytes and back: what `match_reading` keeps. Loads in a twentieth of the time that reading takes.

Sentences are kept as the places where they stand: the posting's text is there whenever a score is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from rolecall.match.model import Requirement, RequirementKind
from rolecall.match.requirements.asks import Ask
from rolecall.match.requirements.read import Reading
from rolecall.match.requirements.sections import Section
from rolecall.match.requirements.segments import Segment, shown

FORMAT = 1
"""Raised with every change of what the bytes mean."""
Span = tuple[int, int]

_KINDS = {kind.value: kind for kind in RequirementKind}
_SECTIONS = {section.value: section for section in Section}
_TAIL = ((), None, None, False, 1, False, (), None)
"""The fields of an `Ask` after its requirement, as they are where nothing is said. Those at the end are left out."""


def as_bytes(reading: Reading, text: str) -> bytes:
    """JSON of a reading of `text`; `from_bytes` with the same text gives an equal one."""
    raws = [
        (place, each.raw) for place, each in enumerate(reading.sentences) if each.raw != text[each.start : each.end]
    ]
    told: dict[Span, str] = {(each.start, each.end): each.text for each in reading.sentences}
    told |= {(ask.requirement.start, ask.requirement.end): ask.requirement.text for ask in reading.asks}
    return orjson.dumps(
        [
            [(each.start, each.end, each.section.value, each.bullet) for each in reading.sentences],
            raws,
            # What was blanked, being no text for people, is not to be seen in the posting's own text.
            [(*span, words) for span, words in told.items() if words != shown(text[slice(*span)])],
            [_plain(ask) for ask in reading.asks],
            reading.notices,
            reading.language,
            reading.refuses_visa,
            reading.length,
            dict(reading.named),
        ]
    )


def from_bytes(kept: bytes, text: str) -> Reading:
    """The reading of `text` that `as_bytes` wrote down."""
    sentences, raws, words, asks, notices, language, refused, length, named = orjson.loads(kept)
    told = _Told(text, {(start, end): said for start, end, said in words})
    blanked = dict(raws)
    return Reading(
        asks=tuple([_ask(each, told) for each in asks]),
        sentences=tuple(
            [
                Segment(start, end, blanked.get(place) or text[start:end], told[start, end], _SECTIONS[section], bullet)
                for place, (start, end, section, bullet) in enumerate(sentences)
            ]
        ),
        notices=tuple(notices),
        language=language,
        refuses_visa=refused,
        length=length,
        named=named,
    )


class _Told(dict[Span, str]):
    """What stands at a place, as a person sees it."""

    def __init__(self, text: str, otherwise: Mapping[Span, str]) -> None:
        super().__init__(otherwise)
        self._text = text

    def __missing__(self, span: Span) -> str:
        self[span] = words = shown(self._text[slice(*span)])
        return words


def _plain(ask: Ask) -> list[Any]:
    wanted = ask.requirement
    tail = [
        ask.skills, ask.years, ask.level, ask.equivalent, ask.enough, ask.optional_duty, ask.own, ask.at,
    ]  # fmt: skip
    while tail and tail[-1] == _TAIL[len(tail) - 1]:
        tail.pop()
    return [wanted.kind.value, wanted.name, wanted.must, wanted.start, wanted.end, *tail]


def _ask(kept: list[Any], told: Mapping[Span, str]) -> Ask:
    kind, name, must, start, end, *tail = kept
    whole: list[Any] = [*tail, *_TAIL[len(tail) :]]
    skills, years, level, equivalent, enough, optional_duty, own, at = whole
    return Ask(
        Requirement(_KINDS[kind], told[start, end], name, must, start, end),
        tuple(skills),
        years,
        level,
        equivalent,
        enough,
        optional_duty,
        tuple(own),
        tuple(at) if at else None,
    )
