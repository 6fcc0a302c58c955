"""What the fixed wording of a letter consists of: one set of phrases for a language and a tone.

Slots are in braces. A phrase is built so that any title, employer or name fits its slot without inflection, and so that
nothing in it depends on the gender of the reader or of the candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum


class Tone(StrEnum):
    """How a letter speaks. Plain and warm tell in prose, formal sets points under their positions."""

    PLAIN = "plain"
    WARM = "warm"
    FORMAL = "formal"


class Length(StrEnum):
    """How long a letter is."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Words from the greeting to the name: as many as a letter should have, and at most may have."""

    fewest: int
    most: int


BOUNDS = {Length.SHORT: Bounds(80, 170), Length.MEDIUM: Bounds(150, 280), Length.LONG: Bounds(250, 400)}


@dataclass(frozen=True, slots=True)
class Phrases:
    """Fixed wording of a letter in one language and tone."""

    subject: str
    greeting: str
    greeting_contact: str
    opening: str
    in_short: str
    """Before a sentence of the candidate's own summary."""
    quote: str
    """Around a sentence of the posting, which stands in quotation marks."""
    asked: str
    shown: str
    """Before a list that shows some of the names said."""
    shown_alone: str
    now: str
    """A sentence on the position the candidate holds; `now` is the word for it, which only its fact has."""
    at: str
    at_once: str
    """Like `at`, without dates."""
    at_alone: str
    """Like `at`, without an employer."""
    project: str
    more: tuple[str, ...]
    """Further sentences on the same position, in turn."""
    also: str
    studied: str
    trained: str
    """Like `studied`, for what is no academic degree: a trade, a school."""
    speaks: str
    certified: str
    enclosed: str
    ask: str
    talk: str
    reach: str
    either: str
    thanks: str
    regards: str
    am: tuple[str, ...] = ()
    """Before what the candidate is (`nurse with nine years …`): in English one with `a`,
    one with `an`, one for what has its article."""
    copulas: tuple[str, str] = ("", "")
    """What stands between `I` and an adjective, now and then (`am`, `was`); empty where no sentence needs it."""
    courtesies: tuple[str, ...] = ()
    """What people write at the head and foot of a letter; it claims nothing, so templates may say it."""

    def texts(self) -> Iterator[str]:
        """Every phrase."""
        for field in fields(self):
            value = getattr(self, field.name)
            yield from (value,) if isinstance(value, str) else value

    def fragments(self) -> frozenset[str]:
        """Every stretch of fixed wording between slots."""
        return frozenset(part for text in self.texts() for part in re.split(r"\{\w+\}", text) if part.strip())
