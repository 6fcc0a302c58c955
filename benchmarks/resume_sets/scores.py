"""Sets of texts compared label by label: strict, by half of the words, and only where a label was marked at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

Texts: TypeAlias = Mapping[str, set[str]]
"""Label → its texts in one résumé, folded and in lower case."""


class Scores:
    """Counts of hits, of what was found and of what was wanted. Labels of `by_word` are compared word by word."""

    def __init__(self, labels: Sequence[str], by_word: Sequence[str] = ()) -> None:
        self._by_word = frozenset(by_word)
        self._counts = {way: {label: [0, 0, 0] for label in labels} for way in ("strict", "overlap", "labelled")}

    def add(self, gold: Texts, found: Texts) -> None:
        """One résumé more."""
        for label in self._counts["strict"]:
            wanted, got, near = gold[label], found[label], overlaps
            if label in self._by_word:
                wanted, got, near = words(wanted), words(got), same
            _add(self._counts["strict"][label], wanted, got, same)
            _add(self._counts["overlap"][label], wanted, got, near)
            if wanted:
                _add(self._counts["labelled"][label], wanted, got, near)

    def f1(self, way: str, label: str) -> float:
        """The F1 of one label over all résumés."""
        hits, found, wanted = self._counts[way][label]
        return 2 * hits / max(1, found + wanted)

    def macro(self, way: str) -> float:
        """The mean of the labels' F1."""
        return sum(self.f1(way, label) for label in self._counts[way]) / len(self._counts[way])


def words(texts: set[str]) -> set[str]:
    """The words of skills; lengths of experience, which stand in brackets behind many, are none."""
    plain_texts = [re.sub(r"\([^()]*(?:years?|months?)\)", " ", text) for text in texts]
    return {word.rstrip(".") for text in plain_texts for word in re.findall(r"[^\W_][\w+#.]*", text)}


def same(a: str, b: str) -> bool:
    return a == b


def overlaps(a: str, b: str) -> bool:
    """Half of the words of the longer one are in both."""
    left, right = set(re.findall(r"\w+", a)), set(re.findall(r"\w+", b))
    return bool(left & right) and len(left & right) * 2 >= max(len(left), len(right))


def _add(counts: list[int], gold: set[str], found: set[str], equal: Callable[[str, str], bool]) -> None:
    """Hits, found, wanted; each wanted text is met at most once."""
    open_ = set(gold)
    for value in sorted(found):
        hit = next((wanted for wanted in sorted(open_) if equal(wanted, value)), None)
        if hit is not None:
            open_.discard(hit)
            counts[0] += 1
    counts[1] += len(found)
    counts[2] += len(gold)
