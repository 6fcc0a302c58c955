"""The weights of the tagger's chain, added up: for several sentences at once, since most of a call is not arithmetic.

Most features say something of one word, wherever it stands: their sums are kept for each word. All numbers are whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from rolecall.match.skills.word_features import OFFSETS, Gazetteer, Span, base, features_of_word, placed

Weights: TypeAlias = tuple[int, int, int]
"""For the labels O, B and I."""
Words: TypeAlias = Sequence[str]

TECHNICAL_BIAS = 400
"""Taken from the label "outside" in a sentence that names a technology: such a sentence is likely to name more."""
TECHNOLOGY = "gt"
MOST_KEPT = 50_000
"""Words whose sums are kept; with more the store begins anew."""
O, B, I = 0, 1, 2  # noqa: E741
NEVER = -1_000_000_000
EDGE = 0
"""The row of sums that stands for what lies before and behind a sentence."""
FURTHEST = max(OFFSETS)
NOTHING: Weights = (0, 0, 0)
PAIRED = "<>«"
"""How the names of the features of two neighbouring words end (`word_features.pairs`)."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept of a word: the row of its sums, and the word as the pairs and the gazetteer look for it."""

    row: int
    lower: str
    alone: tuple[str, bool]
    """What the gazetteer has of the word by itself."""
    leads: bool
    """Whether some pair of words begins with it."""


class Model:
    """The weights of one layer, ready to add up. Safe in threads."""

    def __init__(
        self,
        weights: Mapping[str, Weights],
        moves: NDArray[np.int32],
        bias: int,
        clusters: Mapping[str, Sequence[int]],
        gazetteer: Gazetteer,
        technical: bool = False,
    ) -> None:
        self._weights = weights
        self._moves: list[list[int]] = moves.tolist()
        self._bias = bias
        self._technical = technical
        self._clusters = clusters
        self._gazetteer = gazetteer
        self._words: dict[str, _Known] = {}
        self._sums = np.zeros((1024, len(OFFSETS), 3), dtype=np.int32)
        self._sums[EDGE] = [self._sum([f"{at}:{'BOS' if at < 0 else 'EOS'}"]) if at else NOTHING for at in OFFSETS]
        self._always = np.array(self._sum(["b"]), dtype=np.int32)
        self._pairs = _paired(weights)
        # A sign may stand in a pair by itself, "|" too: every beginning of a pair up to a "|" counts as its first word.
        self._leading = frozenset(pair[:at] for pair in self._pairs for at, sign in enumerate(pair) if sign == "|")
        self._named: dict[str, tuple[tuple[int, Weights], ...]] = {}
        self._adding = Lock()

    def spans(self, sentences: Sequence[tuple[Words, frozenset[int]]]) -> list[list[Span]]:
        """For each sentence, its words and where no span goes on: the spans as (first word, word after the last)."""
        filled = [(words, cuts) for words, cuts in sentences if words]
        scores = iter(self._scores([words for words, _ in filled]) if filled else ())
        return [_spans(self._best(next(scores), cuts)) if words else [] for words, cuts in sentences]

    def _scores(self, sentences: Sequence[Words]) -> list[list[list[int]]]:
        """What speaks for each label at each word of each sentence."""
        with self._adding:
            if len(self._words) + sum(map(len, sentences)) > MOST_KEPT:
                self._words.clear()
            known = [[self._known(word) for word in words] for words in sentences]
            rows = [EDGE] * FURTHEST
            for each in known:
                rows += [word.row for word in each]
                rows += [EDGE] * FURTHEST
            sums = self._sums[rows]
        inner = len(rows) - 2 * FURTHEST
        total = np.tile(self._always, (inner, 1))
        for place, offset in enumerate(OFFSETS):
            begin = FURTHEST + offset
            total += sums[begin : begin + inner, place]
        flat: list[list[int]] = total.tolist()
        out, at = [], 0
        for each in known:
            scores = flat[at : at + len(each)]
            self._add_neighbours(scores, each)
            out.append(scores)
            at += len(each) + FURTHEST
        return out

    def _add_neighbours(self, scores: list[list[int]], words: Sequence[_Known]) -> None:
        """Add what the gazetteer's names and the pairs of words say."""
        count = len(scores)
        lower = [word.lower for word in words]
        named = self._gazetteer.found(lower, [word.alone for word in words])
        bias = self._bias
        if self._technical and any(each.startswith(TECHNOLOGY) for found in named.values() for each in found):
            bias += TECHNICAL_BIAS
        if bias:
            for score in scores:
                score[O] -= bias
        for at, found in named.items():
            for each in found:
                for offset, value in self._of_name(each):
                    if 0 <= at - offset < count:
                        _add(scores[at - offset], value)
        pairs = self._pairs
        for index, (one, other) in enumerate(pairwise(words)):
            if one.leads and (weights := pairs.get(f"{one.lower}|{other.lower}")) is not None:
                for at, value in enumerate(weights, index):
                    if value is not NOTHING and at < count:
                        _add(scores[at], value)

    def _of_name(self, feature: str) -> tuple[tuple[int, Weights], ...]:
        """The weights of a gazetteer's feature for the words around, by their offset."""
        found = self._named.get(feature)
        if found is None:
            weights = ((offset, self._weights.get(f"{offset}:{feature}")) for offset in OFFSETS)
            found = self._named[feature] = tuple((offset, value) for offset, value in weights if value)
        return found

    def _best(self, scores: Sequence[Sequence[int]], cuts: frozenset[int]) -> list[int]:
        """The likeliest labels (Viterbi); of equally likely ones the first in the order O, B, I."""
        (oo, ob, _), (bo, bb, bi), (io, ib, ii) = self._moves
        outside, begun, inner = scores[0][O], scores[0][B], NEVER
        back: list[Weights] = []
        for index in range(1, len(scores)):
            here_o, here_b, here_i = scores[index]
            to_o, from_o = outside + oo, O
            if (other := begun + bo) > to_o:
                to_o, from_o = other, B
            if (other := inner + io) > to_o:
                to_o, from_o = other, I
            to_b, from_b = outside + ob, O
            if (other := begun + bb) > to_b:
                to_b, from_b = other, B
            if (other := inner + ib) > to_b:
                to_b, from_b = other, I
            to_i, from_i = NEVER, B
            if index not in cuts:
                to_i = begun + bi
                if (other := inner + ii) > to_i:
                    to_i, from_i = other, I
                if to_i <= NEVER:
                    to_i, from_i = NEVER, O
            outside, begun, inner = to_o + here_o, to_b + here_b, to_i + here_i
            back.append((from_o, from_b, from_i))
        ends = (outside, begun, inner)
        label = ends.index(max(ends))
        labels = [label]
        for step in reversed(back):
            label = step[label]
            labels.append(label)
        return labels[::-1]

    def _known(self, word: str) -> _Known:
        known = self._words.get(word)
        if known is None:
            row = len(self._words) + 1
            if row >= len(self._sums):
                self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)])
            features = features_of_word(word, self._clusters)
            self._sums[row] = [self._sum(placed(features, offset)) for offset in OFFSETS]
            lower = base(word).lower()
            known = self._words[word] = _Known(row, lower, self._gazetteer.of_word(lower), lower in self._leading)
        return known

    def _sum(self, features: Iterable[str]) -> Weights:
        found = [value for each in features if (value := self._weights.get(each)) is not None]
        return sum(v[O] for v in found), sum(v[B] for v in found), sum(v[I] for v in found)


def _paired(weights: Mapping[str, Weights]) -> dict[str, tuple[Weights, Weights, Weights]]:
    """The features of two neighbouring words: weights for the first of them, the second, and the word after."""
    found: dict[str, list[Weights]] = {}
    for name, value in weights.items():
        if "|" in name and name[-1] in PAIRED:
            found.setdefault(name[:-1], [NOTHING] * 3)["><«".index(name[-1])] = value
    return {pair: (first, second, after) for pair, (first, second, after) in found.items()}


def _spans(labels: Sequence[int]) -> list[Span]:
    out: list[Span] = []
    start: int | None = None
    for index, label in enumerate([*labels, O]):
        if label != I and start is not None:
            out.append((start, index))
            start = None
        if label == B:
            start = index
    return out


def _add(score: list[int], value: Weights) -> None:
    score[O] += value[O]
    score[B] += value[B]
    score[I] += value[I]
