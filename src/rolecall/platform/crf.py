"""Labels for a sequence by a linear-chain CRF whose weights are whole numbers: the likeliest labels, and how sure.

    chain = Chain(("O", "NAME"), {"w=python": (-80, 120)}, moves=((0, -40), (-40, 60)))
    scores = chain.scores([["w=python", "UP"], ["w=developer"]])
    chain.best(scores)        # [1, 0]: the labels' indexes
    chain.marginals(scores)   # probability of each label at each place, rows sum to 1

Plain Python on purpose: it also runs where a file is read under a bound of memory that NumPy's own libraries would half
fill. Weights come from a training that shows the same features (CRFsuite's are real numbers: times `SCALE`, rounded).
Formulas: Sutton and McCallum, An Introduction to Conditional Random Fields (2012), sections 2.3 and 4.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp
from operator import mul
from typing import TypeAlias

SCALE = 200
"""Whole units of a weight of 1."""
Row: TypeAlias = Sequence[float]
"""One number a label."""


class Chain:
    """Weights of features (name → one whole number a label) and of moves (label before → label after)."""

    def __init__(
        self, labels: Sequence[str], weights: Mapping[str, Sequence[int]], moves: Sequence[Sequence[int]]
    ) -> None:
        self.labels = tuple(labels)
        self.weights = weights
        self.moves = tuple(tuple(row) for row in moves)
        self._into = [[row[label] / SCALE for row in self.moves] for label in range(len(self.labels))]

    def scores(self, places: Iterable[Iterable[str]]) -> list[list[float]]:
        """What speaks for each label at each place. Features that were not seen in training say nothing."""
        weights = self.weights
        nothing = [0.0] * len(self.labels)
        found = [[row for name in names if (row := weights.get(name)) is not None] for names in places]
        return [[sum(column) / SCALE for column in zip(*rows, strict=True)] if rows else nothing for rows in found]

    def best(self, scores: Sequence[Row]) -> list[int]:
        """The likeliest labels (Viterbi); of equally likely ones the first."""
        if not scores:
            return []
        total = list(scores[0])
        back: list[list[int]] = []
        for here in scores[1:]:
            ways = [[so_far + move for so_far, move in zip(total, into, strict=True)] for into in self._into]
            tops = [max(way) for way in ways]
            back.append([way.index(top) for way, top in zip(ways, tops, strict=True)])
            total = [top + own for top, own in zip(tops, here, strict=True)]
        label = total.index(max(total))
        labels = [label]
        for step in reversed(back):
            label = step[label]
            labels.append(label)
        return labels[::-1]

    def marginals(self, scores: Sequence[Row]) -> list[list[float]]:
        """The probability of each label at each place, over all ways to label the whole (forward-backward)."""
        if not scores:
            return []
        into = [[exp(move) for move in row] for row in self._into]
        onward = list(zip(*into, strict=True))
        local = [[exp(value - max(row)) for value in row] for row in scores]
        ahead = [_to_one(local[0])]
        for here in local[1:]:
            before = ahead[-1]
            ahead.append(_to_one([_product(before, row) * own for row, own in zip(into, here, strict=True)]))
        behind = [1.0] * len(self.labels)
        both = [ahead[-1]]
        for at in range(len(local) - 2, -1, -1):
            told = [own * later for own, later in zip(local[at + 1], behind, strict=True)]
            behind = _to_one([_product(row, told) for row in onward])
            both.append(_to_one([one * other for one, other in zip(ahead[at], behind, strict=True)]))
        return both[::-1]


def _product(one: Row, other: Row) -> float:
    total: float = sum(map(mul, one, other))
    return total


def _to_one(row: Row) -> list[float]:
    total = sum(row) or 1.0
    return [value / total for value in row]
