"""Which entry of one version of a résumé is which of another: the same job or study, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

Data = Mapping[str, Any]

SAME = 0.6
"""From this likeness on two entries are one. Employer and position are not enough: people hold a position twice."""

_FIELDS: dict[str, tuple[tuple[str, float], ...]] = {
    "/work": (("name", 3.0), ("position", 2.0), ("startDate", 2.5), ("endDate", 1.0)),
    "/education": (("institution", 3.0), ("studyType", 1.5), ("area", 1.5), ("startDate", 1.5), ("endDate", 1.5)),
    "/skills": (("name", 3.0),),
    "/projects": (("name", 4.0), ("startDate", 1.0), ("endDate", 1.0)),
    "/certificates": (("name", 4.0), ("issuer", 1.0), ("date", 1.0)),
    "/languages": (("language", 4.0),),
    "/others": (("name", 3.0), ("organization", 1.5), ("date", 1.0), ("section", 0.5)),
    "/basics/profiles": (("url", 3.0), ("username", 1.0), ("network", 1.0)),
}
_TOLD = ("summary", "description", "highlights", "keywords", "courses")
_TOLD_WEIGHT = 2.0
_HALF_KNOWN = 0.3
_WORD = re.compile(r"\w+")

LISTS = tuple(_FIELDS)
"""Pointers of the lists whose entries are things of their own."""


def likeness(place: str, one: Data, other: Data) -> float:
    """How much two entries of the list at a pointer have in common: 0 for nothing, 1 for all that either says.

    A field that only one of them has speaks little against them: it may just have been read better.
    """
    shared = weights = 0.0
    for name, weight in _FIELDS[place]:
        left, right = one.get(name), other.get(name)
        if left and right:
            weights += weight
            shared += weight * _alike(str(left), str(right), date=name.casefold().endswith("date"))
        elif left or right:
            weights += weight * _HALF_KNOWN
    left_words, right_words = _told(one), _told(other)
    if left_words and right_words:
        weights += _TOLD_WEIGHT
        shared += _TOLD_WEIGHT * len(left_words & right_words) / len(left_words | right_words)
    return shared / weights if weights else 0.0


def nearest(place: str, entry: Data, index: int, entries: Sequence[Data]) -> int | None:
    """The index of the same entry in another list; of two alike ones the one that stands nearer to `index`."""
    ranked = [
        (value, -abs(at - index), at)
        for at, other in enumerate(entries)
        if (value := likeness(place, entry, other)) >= SAME
    ]
    return max(ranked)[2] if ranked else None


def paired(place: str, before: Sequence[Data], after: Sequence[Data]) -> list[tuple[int | None, int | None]]:
    """Entries of two lists as pairs of indices, in the order of `after`; what has no partner stands alone."""
    ranked = sorted(
        (
            (-value, abs(left - right), left, right)
            for left, one in enumerate(before)
            for right, other in enumerate(after)
            if (value := likeness(place, one, other)) >= SAME
        ),
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, left, right in ranked:
        if left not in taken and right not in partner:
            partner[right] = left
            taken.add(left)
    gone: list[tuple[int | None, int | None]] = [(left, None) for left in range(len(before)) if left not in taken]
    return [*((partner.get(right), right) for right in range(len(after))), *gone]


def _alike(left: str, right: str, *, date: bool) -> float:
    if date:
        # `2021` and `2021-03` may be one date, told more exactly.
        return float(left.startswith(right) or right.startswith(left))
    one, other = _words(left), _words(right)
    if one == other:
        return 1.0
    overlap = len(one & other) / len(one | other) if one | other else 0.0
    return overlap if overlap >= 0.5 else 0.0


def _told(entry: Data) -> set[str]:
    words: set[str] = set()
    for name in _TOLD:
        value = entry.get(name)
        for text in value if isinstance(value, list) else [value]:
            words |= _words(text) if isinstance(text, str) else set()
    return words


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
