"""Two versions of a résumé: which fields were added, removed and changed, and the words of both texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from rolecall.profile.entries import LISTS, paired
from rolecall.profile.words import Run, changed_words

_NEAR = 0.5
"""Two points with so much in common are one that was reworded."""
_MOST_POINTS = 200


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field, or an entry as a whole. The pointers are those of either version; `words` tells a changed text apart."""

    kind: Literal["added", "removed", "changed"]
    pointer_before: str | None
    pointer_after: str | None
    before: Any
    after: Any
    words: tuple[Run, ...] = ()


def compare(
    before: Mapping[str, Any], before_text: str, after: Mapping[str, Any], after_text: str
) -> dict[str, list[dict[str, Any]]]:
    """`{"fields": [FieldChange, …], "text": [Run, …]}` as JSON. Résumés are JSON Resume, `sources` are ignored.

    Entries are known by what they say, not by where they stand: a new job before the others is one addition.
    """
    fields = [*_dicts(_bare(before), _bare(after), "", "")]
    return {
        "fields": [asdict(change) for change in fields],
        "text": [asdict(run) for run in changed_words(before_text, after_text)],
    }


def _bare(resume: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in resume.items() if key != "sources"}


def _dicts(before: Mapping[str, Any], after: Mapping[str, Any], left: str, right: str) -> Iterator[FieldChange]:
    for key in dict.fromkeys([*after, *before]):
        yield from _values(before.get(key), after.get(key), f"{left}/{key}", f"{right}/{key}")


def _values(before: Any, after: Any, left: str, right: str) -> Iterator[FieldChange]:
    if before == after or (before in (None, "", [], {}) and after in (None, "", [], {})):
        return
    if isinstance(before, list) or isinstance(after, list):
        yield from _lists(before or [], after or [], left, right)
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _dicts(before, after, left, right)
    elif before in (None, "", {}):
        yield FieldChange("added", None, right, None, after)
    elif after in (None, "", {}):
        yield FieldChange("removed", left, None, before, None)
    else:
        yield FieldChange("changed", left, right, before, after, changed_words(str(before), str(after)))


def _lists(before: Sequence[Any], after: Sequence[Any], left: str, right: str) -> Iterator[FieldChange]:
    pairs = paired(right, before, after) if right in LISTS else _points(before, after)
    for old, new in pairs:
        if old is None and new is not None:
            yield FieldChange("added", None, f"{right}/{new}", None, after[new])
        elif new is None and old is not None:
            yield FieldChange("removed", f"{left}/{old}", None, before[old], None)
        elif old is not None and new is not None:
            yield from _values(before[old], after[new], f"{left}/{old}", f"{right}/{new}")


def _points(before: Sequence[Any], after: Sequence[Any]) -> list[tuple[int | None, int | None]]:
    """Texts of two lists as pairs: the same ones, then those that were reworded; the rest alone."""
    left = list(range(min(len(before), _MOST_POINTS)))
    pairs: dict[int, int] = {}
    for new in range(min(len(after), _MOST_POINTS)):
        same = next((old for old in left if before[old] == after[new]), None)
        if same is not None:
            pairs[new] = same
            left.remove(same)
    for new in range(min(len(after), _MOST_POINTS)):
        if new in pairs:
            continue
        near = max(((_share(before[old], after[new]), -old) for old in left), default=(0.0, 0))
        if near[0] >= _NEAR:
            pairs[new] = -near[1]
            left.remove(-near[1])
    return [*((pairs.get(new), new) for new in range(len(after))), *((old, None) for old in left)]


def _share(one: Any, other: Any) -> float:
    return SequenceMatcher(None, str(one).split(), str(other).split(), autojunk=False).ratio()
