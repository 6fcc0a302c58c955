"""Labels for a sequence by a linear-chain CRF whose weights are whole numbers: the likeliest labels, and how sure.

    chain = Chain(("O", "B", "I"), {"w=python": [-80, 120, 40]}, moves)
    scores = chain.scores([["w=python", "UP"], ["w=developer"]])
    chain.best(scores)        # [1, 0]: the labels' indexes
    chain.marginals(scores)   # probability of each label at each place, rows sum to 1

Weights come from a training that shows the same features (CRFsuite's are real numbers: multiply by `SCALE` and round).
Formulas: Sutton and McCallum, An Introduction to Conditional Random Fields (2012), sections 2.3 and 4.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

SCALE = 200
"""Whole units of a weight of 1."""
Scores: TypeAlias = NDArray[np.float64]
"""One row a place, one column a label, in weights of CRFsuite (not whole units)."""


class Chain:
    """Weights of features (name → one number a label) and of moves (label before × label after), in whole units."""

    def __init__(self, labels: Sequence[str], weights: Mapping[str, Sequence[int]], moves: Any) -> None:
        self.labels = tuple(labels)
        self._rows = {name: row for row, name in enumerate(weights)}
        self._table = np.array(list(weights.values()), dtype=np.int32).reshape(-1, len(self.labels))
        self._moves = np.asarray(moves, dtype=np.float64) / SCALE

    def scores(self, places: Iterable[Iterable[str]]) -> Scores:
        """What speaks for each label at each place. Features that were not seen in training say nothing."""
        rows = [[row for name in names if (row := self._rows.get(name)) is not None] for names in places]
        total = np.zeros((len(rows), len(self.labels)))
        for at, found in enumerate(rows):
            total[at] = self._table[found].sum(axis=0)
        return total / SCALE

    def best(self, scores: Scores) -> list[int]:
        """The likeliest labels (Viterbi); of equally likely ones the first."""
        if not len(scores):
            return []
        back = np.zeros(scores.shape, dtype=np.intp)
        total = scores[0]
        for at in range(1, len(scores)):
            ways = total[:, None] + self._moves
            back[at] = ways.argmax(axis=0)
            total = ways.max(axis=0) + scores[at]
        label = int(total.argmax())
        labels = [label]
        for at in range(len(scores) - 1, 0, -1):
            label = int(back[at, label])
            labels.append(label)
        return labels[::-1]

    def marginals(self, scores: Scores) -> NDArray[np.float64]:
        """The probability of each label at each place, over all ways to label the whole (forward-backward)."""
        if not len(scores):
            return np.zeros(scores.shape)
        moves = np.exp(self._moves)
        local = np.exp(scores - scores.max(axis=1, keepdims=True))
        ahead, behind = np.zeros(scores.shape), np.ones(scores.shape)
        ahead[0] = local[0] / local[0].sum()
        for at in range(1, len(scores)):
            here = (ahead[at - 1] @ moves) * local[at]
            ahead[at] = here / here.sum()
        for at in range(len(scores) - 2, -1, -1):
            here = moves @ (local[at + 1] * behind[at + 1])
            behind[at] = here / here.sum()
        both = ahead * behind
        return np.asarray(both / both.sum(axis=1, keepdims=True))
