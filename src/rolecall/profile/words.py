"""What changed between two texts, word by word: lines are matched first, then the words of those that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"\S+|\s+")
_MOST_WORDS = 3_000
"""Of a block that differs; a longer one is told as taken out and put in, for matching takes the square of it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow each other and have one fate. All `same` and `removed` runs joined are the text before."""

    kind: Literal["same", "added", "removed"]
    text: str


def changed_words(before: str, after: str) -> tuple[Run, ...]:
    """The way from one text to the other, white space included."""
    left, right = before.splitlines(keepends=True), after.splitlines(keepends=True)
    runs: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=len(left) + len(right) > 4_000).get_opcodes():
        old, new = "".join(left[a:b]), "".join(right[c:d])
        runs += [Run("same", old)] if tag == "equal" else _words(old, new)
    return tuple(_merged(runs))


def _words(before: str, after: str) -> Iterator[Run]:
    left, right = _WORD.findall(before), _WORD.findall(after)
    if not left or not right or len(left) + len(right) > _MOST_WORDS:
        yield from _replaced(before, after)
        return
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run("same", "".join(left[a:b]))
        else:
            yield from _replaced("".join(left[a:b]), "".join(right[c:d]))


def _replaced(before: str, after: str) -> Iterator[Run]:
    if before:
        yield Run("removed", before)
    if after:
        yield Run("added", after)


def _merged(runs: Sequence[Run]) -> Iterator[Run]:
    """Neighbours of one kind as one, what was taken out before what was put in; a blank between changes is in both."""
    same = removed = added = ""
    for index, run in enumerate(runs):
        between = 0 < index < len(runs) - 1 and "same" not in (runs[index - 1].kind, runs[index + 1].kind)
        if run.kind == "same" and (run.text.strip() or not between):
            if removed or added:
                yield from _told(same, removed, added)
                same = removed = added = ""
            same += run.text
            continue
        removed += run.text if run.kind != "added" else ""
        added += run.text if run.kind != "removed" else ""
    yield from _told(same, removed, added)


def _told(same: str, removed: str, added: str) -> Iterator[Run]:
    if same:
        yield Run("same", same)
    yield from _replaced(removed, added)
