"""What changed between two states of a posting: field by field, old beside new, short enough to keep for ever. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from rolecall.discover.search import told_salary

LONGEST = 200
"""Characters kept of a value; a history is read, not restored from."""
MOST_PLACES = 12


def differences(fields: Iterable[str], before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """`[{field, before, after, lines}]` for these fields of `discover_posting`.

    `before` and `after` are words for people, null where there was nothing. Of a text only the number of lines that
    are new or gone is told (`lines`).
    """
    told = []
    for field in fields:
        if field == "text":
            lines = changed_lines(before.get(field) or "", after.get(field) or "")
            told.append({"field": field, "before": None, "after": None, "lines": lines})
        else:
            words = [in_words(field, values.get(field)) for values in (before, after)]
            told.append({"field": field, "before": words[0], "after": words[1], "lines": None})
    return told


def changed_lines(before: str, after: str) -> int:
    """How many lines of a text changed: a line in another place did not, an exchanged one counts once."""
    old, new = (Counter(line.strip() for line in text.splitlines() if line.strip()) for text in (before, after))
    return max((old - new).total(), (new - old).total()) or int(before != after)


def in_words(field: str, value: Any) -> str | None:
    """A stored value as a person reads it, bounded; None for none."""
    if value is None or value in ([], ""):
        return None
    if field == "salary":
        salary = told_salary(value)
        return _bounded(salary["text"]) if salary else None
    if field == "locations":
        places = [place["text"] for place in value]
        more = len(places) - MOST_PLACES
        return _bounded("; ".join(places[:MOST_PLACES]) + (f"; and {more} more" if more > 0 else ""))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return _bounded(str(value))


def sentence(difference: Mapping[str, Any]) -> str:
    """`salary: 90,000 → 100,000`, `text: 12 lines changed`."""
    name = str(difference["field"]).replace("_", " ")
    lines = difference.get("lines")
    if lines is not None:
        return f"{name}: {lines} line{'' if lines == 1 else 's'} changed"
    return f"{name}: {difference.get('before') or 'nothing'} → {difference.get('after') or 'nothing'}"


def _bounded(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
