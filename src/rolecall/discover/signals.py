"""What speaks for or against two postings being one job: a name, how strong it is, and a sentence for people.

Strength is a share, 0–1: of a hundred pairs of postings with this signal, whatever else is said of them, so many are
one job. Where the labels of `benchmarks/dedupe.py` allow it that was counted (docs/duplicates.md says how), else it is
set by hand, low. What speaks against a merge with strength 1 is never overruled by itself, only by a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

STRENGTH = {
    # for
    "board_id": 1.0,
    "opening": 0.9,
    "page": 0.95,
    "requisition": 0.9,
    "text": 0.95,
    "published_together": 0.99,
    "listed_twice": 0.7,
    "company": 0.1,
    "title": 0.15,
    "alike_title": 0.1,
    "translated": 0.1,
    "place": 0.1,
    "same_day": 0.1,
    "by_way_of": 0.0,
    "person": 1.0,
    "other_place": 0.0,
    # against
    "other_company": 1.0,
    "other_level": 1.0,
    "other_term": 1.0,
    "other_requisition": 1.0,
    "other_opening": 1.0,
    "other_kind_of_place": 1.0,
    "other_page": 0.9,
    "other_title": 0.9,
    "other_text": 0.9,
    "other_time": 0.9,
    "nothing_shown": 0.5,
    "separated": 1.0,
    "earlier": 0.0,
}


@dataclass(frozen=True, slots=True)
class Signal:
    """One of `STRENGTH`, in plain words."""

    signal: str
    strength: float
    words: str

    def as_json(self) -> dict[str, Any]:
        """As it is stored with a link."""
        return {"signal": self.signal, "strength": self.strength, "words": self.words}


def signal(name: str, words: str) -> Signal:
    """A signal with the strength that its kind has."""
    return Signal(name, STRENGTH[name], words)


def read(stored: Any) -> Signal:
    """A stored signal. Links of earlier releases, and of other hands, have the sentence alone."""
    if isinstance(stored, dict):
        return Signal(str(stored["signal"]), float(stored["strength"]), str(stored["words"]))
    return Signal("earlier", STRENGTH["earlier"], str(stored))
