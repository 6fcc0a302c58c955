"""Reading the fields of one posting with an eye on drift: what is missing, renamed or retyped is reported.

Used by every board; says nothing about any of them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import orjson
from rapidfuzz import fuzz

from rolecall.boards.contract import Drift, Json

T = TypeVar("T")

TYPE_NAMES = {str: "text", int: "a number", float: "a number", bool: "yes/no", dict: "an object", list: "a list"}
ALIKE = 70
"""How alike (0–100) a new name is to a missing one to be named beside it."""
LONGEST_ID = 200
UTC_WORD = re.compile(r" (?:UTC|GMT)$")
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)


def type_name(value: object) -> str:
    """`a list` for []: types in words for people."""
    return "null" if value is None else TYPE_NAMES.get(type(value), type(value).__name__)


def fallback_id(raw: object) -> str:
    """An id for a posting that came without one: the same posting gets the same id every time."""
    try:
        plain = orjson.dumps(raw, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    except TypeError:
        # Numbers beyond 64 bits and halves of characters: other programs decode them, and hand them in decoded.
        plain = json.dumps(raw, sort_keys=True, default=str).encode()
    return "raw-" + hashlib.sha256(plain).hexdigest()[:24]


def bounded_id(text: str) -> str:
    """An id that can be stored and indexed: the end of one that is too long is replaced by its hash."""
    plain = text.strip().replace("\x00", "\u2400")
    if len(plain) <= LONGEST_ID:
        return plain
    digest = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return f"{plain[: LONGEST_ID - len(digest) - 1]}-{digest}"


def moment(value: object) -> datetime | None:
    """ISO 8601 text or epoch milliseconds to an aware UTC time; None for what is neither."""
    try:
        if isinstance(value, str):
            parsed = datetime.fromisoformat(UTC_WORD.sub("+00:00", value.strip()))
            found = (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found = datetime.fromtimestamp(value / 1000, UTC)
        else:
            return None
    except (ValueError, OverflowError, OSError):
        return None
    return found if EARLIEST <= found <= LATEST else None


@dataclass(slots=True)
class Fields:
    """One posting's fields. Every reader returns None where the field does not hold what it should, and notes why."""

    raw: Json
    job_id: str | None
    drift: list[Drift]

    def note(self, field: str, problem: str) -> None:
        """Report a field."""
        self.drift.append(Drift(self.job_id, field, problem))

    def text(self, field: str, *, required: bool = False) -> str | None:
        """Text, verbatim. A number where text was documented is taken as text and reported."""
        value = self._typed(field, str, required)
        if value is None and isinstance(other := self.raw.get(field), int | float) and not isinstance(other, bool):
            return str(other)
        return value

    def identifier(self, field: str, *, required: bool = False) -> str | None:
        """An id: a number or text, both are documented somewhere."""
        value = self.raw.get(field)
        if isinstance(value, bool) or not isinstance(value, int | str):
            self._typed(field, str, required)
            return None
        return bounded_id(str(value)) or None

    def yes(self, field: str, *, required: bool = False) -> bool | None:
        """A truth value."""
        return self._typed(field, bool, required)

    def mapping(self, field: str, *, required: bool = False) -> Mapping[str, Any]:
        """An object; empty when it is missing."""
        return self._typed(field, dict, required) or {}

    def items(self, field: str, *, required: bool = False) -> Sequence[Any]:
        """A list; empty when it is missing."""
        return self._typed(field, list, required) or []

    def moment(self, field: str, *, required: bool = False) -> datetime | None:
        """A time, from ISO 8601 text or epoch milliseconds."""
        value = self.raw.get(field)
        if value is None:
            if required:
                self.note(field, self._missing(field))
            return None
        found = moment(value)
        if found is None:
            self.note(field, f"is not a time we can read: {str(value)[:40]!r}")
        return found

    def _typed(self, field: str, kind: type[T], required: bool) -> T | None:
        value = self.raw.get(field)
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        if value is None:
            if required:
                self.note(field, self._missing(field))
        else:
            self.note(field, f"should be {TYPE_NAMES[kind]} and is {type_name(value)}")
        return None

    def _missing(self, field: str) -> str:
        return "is null" if field in self.raw else "is missing"


def renamed(raws: Sequence[Json], documented: frozenset[str], drift: Sequence[Drift]) -> list[Drift]:
    """For a page: fields nobody documented, one report each, with the missing field they may be the new name of."""
    missing = {entry.field for entry in drift if entry.problem == "is missing"}
    unknown = {str(field) for raw in raws for field in raw if field not in documented}
    found = []
    for field in sorted(unknown):
        likely = max(missing, key=lambda name: fuzz.WRatio(name.lower(), field.lower()), default=None)
        if likely is not None and fuzz.WRatio(likely.lower(), field.lower()) >= ALIKE:
            found.append(Drift(None, field, f"is new, and may be the new name of {likely}, which is missing"))
        else:
            found.append(Drift(None, field, "is new: not documented when this was written"))
    return found
