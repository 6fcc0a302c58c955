"""What the check of a file says: a number, the parts that add up to it, and what to change, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

VERSION = 1
"""Raised with every change of a rule or a weight: the same file, version and day give the same check."""

WEIGHTS = {
    "text": 25.0,
    "order": 10.0,
    "sections": 20.0,
    "dates": 15.0,
    "contact": 15.0,
    "length": 7.0,
    "file": 8.0,
    "statements": 0.0,
}
"""Points of each part; together 100. Statements are advice: how well a sentence sells is nobody's formula."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where something stands: `page` counts from 1, `text` is quoted, `pointer` is the field's JSON pointer."""

    page: int | None = None
    text: str | None = None
    pointer: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What is wrong and what to do about it. `gain` is how many points it brings; 0 is advice."""

    part: str
    what: str
    gain: float = 0.0
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score: `value` (0–1) times `weight` gives `points`."""

    name: str
    value: float
    weight: float
    points: float
    why: str


@dataclass(frozen=True, slots=True)
class Extract:
    """What one reader of the file got out of it: `words` in number, and how far it agrees with the others (0–1)."""

    reader: str
    words: int
    agreement: float | None
    order: float | None


@dataclass(frozen=True, slots=True)
class FileCheck:
    """The check of a file by itself. `score` is the sum of the parts' points, rounded."""

    score: int
    version: int
    as_of: str
    """The day that "until now" stands for, ISO 8601."""
    kind: str | None
    pages: int
    words: int
    parts: tuple[Part, ...]
    changes: tuple[Change, ...]
    """The most points first."""
    notices: tuple[str, ...]
    extracts: tuple[Extract, ...]
    text: str = ""
    """In reading order; what keywords are looked for in."""


@dataclass(slots=True)
class Losses:
    """Gathers what one part loses. Losses are shares of the part and add up, to no more than the whole of it."""

    part: str
    lost: float
    changes: list[Change]

    @classmethod
    def of(cls, part: str) -> Losses:
        return cls(part, 0.0, [])

    def lose(self, share: float, what: str, where: Where | None = None) -> None:
        """Take a share off, as far as there is any left, and say what would bring it back."""
        taken = max(0.0, min(share, 1.0 - self.lost))
        self.lost += taken
        self.changes.append(Change(self.part, what, round(taken * WEIGHTS.get(self.part, 0.0), 2), where))

    def advise(self, what: str, where: Where | None = None) -> None:
        """Say something that costs nothing."""
        self.changes.append(Change(self.part, what, 0.0, where))

    def result(self, good: str) -> Part:
        """The part; `good` is why it is as it is where nothing is lost."""
        weight = WEIGHTS[self.part]
        value = round(1.0 - self.lost, 4)
        costly = [change for change in self.changes if change.gain > 0]
        why = good if not costly else costly[0].what if len(costly) == 1 else f"{len(costly)} things to change."
        return Part(self.part, value, weight, round(value * weight, 2), why)


def total(parts: Sequence[Part]) -> int:
    """The points of all parts, rounded half up and bounded to 0–100."""
    return min(100, max(0, int(sum(part.points for part in parts) + 0.5)))


def in_order(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The most points first; equal ones as they were found."""
    return tuple(sorted(changes, key=lambda change: -change.gain))


def as_json(check: FileCheck) -> dict[str, Any]:
    """Plain values, as they are kept and as they go over the wire."""
    return asdict(check)


def from_json(kept: Mapping[str, Any]) -> FileCheck:
    """The check that `as_json` wrote down."""
    return FileCheck(
        **{
            **kept,
            "parts": tuple(Part(**part) for part in kept["parts"]),
            "changes": tuple(
                replace(Change(**change), where=Where(**change["where"]) if change["where"] else None)
                for change in kept["changes"]
            ),
            "notices": tuple(kept["notices"]),
            "extracts": tuple(Extract(**extract) for extract in kept["extracts"]),
        }
    )
