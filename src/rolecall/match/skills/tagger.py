"""Where a sentence names something one must know or be able to do: a trained sequence tagger (a linear-chain CRF).

    known("Experience with NumPy, SciPy and data pipelines.")   # spans of "NumPy", "SciPy", "data pipelines"

`tools/train_tagger.py` trains the weights with CRFsuite and writes `data/tagger.npz`; here they are only looked up and
added. They are whole numbers, so that a sentence has the same spans on every machine. Most features say something of
one word, wherever it stands: their sums are kept for each word, which makes a sentence cost some hundred microseconds.
What it was trained on and how well it does: `docs/skills.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Layer: TypeAlias = Literal["knowledge", "skill"]
"""`knowledge`: what one knows ("Python", "accounting"). `skill`: what one does ("communicate with clients")."""
Weights: TypeAlias = tuple[int, int, int]
"""For the labels O, B and I."""
Span: TypeAlias = tuple[int, int]

OFFSETS = (-2, -1, 0, 1, 2)
"""Places of the words around a word whose features are looked at."""
LONGEST = 80
"""Words; a longer sentence is tagged in pieces of this length."""
LONGEST_NAME = 7
"""Words of a name in the gazetteer."""
TECHNICAL_BIAS = 400
"""Taken from the label "outside" in a sentence that names a technology: such a sentence is likely to name more."""
TECHNOLOGY = "gt"
MOST_KEPT = 50_000
"""Words whose sums are kept; with more the store begins anew."""
O, B, I = 0, 1, 2  # noqa: E741
NEVER = -1_000_000_000

_TOKEN = re.compile(r"\.(?i:net)\b|[^\W_](?:[\w+#&'’®™*-]|\.(?=\w))*|[^\s\w]", re.UNICODE)
_NAMES = frozenset("tok")
_UNSEEN = frozenset(",\"“”!„'’`*_")
"""Signs that the tagger's training sentences do not have; a comma still ends a span."""
_TRIM = re.compile(r"^[^\w<#+.]+|[^\w>#+]+$")
_CAMEL = re.compile("[a-z][A-Z]")
_SIGN = re.compile(r"[.#+/&-]")
_REPEATED = re.compile(r"(.)\1+")
_SHAPE = str.maketrans({**dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "X"), **dict.fromkeys("0123456789", "d")}) | {
    ord(c): "x" for c in "abcdefghijklmnopqrstuvwxyz"
}


def known(text: str, layer: Layer = "knowledge") -> list[Span]:
    """Spans (offsets of characters) of what a sentence names; no span reaches over a comma."""
    tokens = list(tokenized(text))
    cuts = frozenset(index for index in range(1, len(tokens)) if "," in text[tokens[index - 1][1] : tokens[index][0]])
    words = [text[start:end] for start, end in tokens]
    return [(tokens[first][0], tokens[last - 1][1]) for first, last in tagged(words, layer, cuts)]


def tokenized(text: str) -> Iterator[Span]:
    """Words and signs as the training sentences have them: no commas and quotation marks, a slash by itself."""
    for hit in _TOKEN.finditer(text):
        start, end = hit.span()
        if end - start == 1 and text[start] in _UNSEEN:
            continue
        while end - start > 1 and text[end - 1] in "'’&-*®™":
            end -= 1
        yield start, end


def tagged(words: Sequence[str], layer: Layer = "knowledge", cuts: frozenset[int] = frozenset()) -> list[Span]:
    """Spans as (first word, word after the last). No span goes on at a word of `cuts`."""
    model = _model(layer)
    out: list[Span] = []
    for at in range(0, len(words), LONGEST):
        piece = words[at : at + LONGEST]
        inside = frozenset(cut - at for cut in cuts) if at else cuts
        out += [(first + at, last + at) for first, last in model.spans(piece, inside)]
    return out


def listed(name: str) -> bool:
    """Whether a name stands in the gazetteer as a technology or a knowledge."""
    words = [base(name[start:end]).lower() for start, end in tokenized(name)]
    return not _NAMES.isdisjoint(gazetteer().names.get(" ".join(words), ""))


def digest() -> str:
    """The checksum of the weights and the gazetteer: two machines with the same tag alike."""
    data = files("rolecall.match") / "data"
    return sha256((data / "tagger.npz").read_bytes() + (data / "gazetteer.tsv").read_bytes()).hexdigest()


# What is looked at. The training uses the same functions, so that both see the same.


def base(word: str) -> str:
    """A word without the signs around it."""
    return _TRIM.sub("", word) or word


def features_of_word(word: str, clusters: Mapping[str, Sequence[int]]) -> list[str]:
    """What is said of one word wherever it stands: itself, its shape and ends, the groups of words like it."""
    bare = base(word)
    lower = bare.lower()
    shape = _REPEATED.sub(r"\1", word.translate(_SHAPE))[:8]
    found = [f"w={lower}", f"s={shape}", f"u2={lower[-2:]}", f"u3={lower[-3:]}", f"u4={lower[-4:]}", f"p3={lower[:3]}"]
    found += [f"c{column}={number}" for column, number in zip(COLUMNS, clusters.get(lower, ()), strict=False)]
    if len(bare) > 1 and bare.isupper():
        found.append("UP")
    if bare[:1].isupper():
        found.append("TI")
    if any(letter.isdigit() for letter in bare):
        found.append("DG")
    if _CAMEL.search(bare):
        found.append("CAM")
    if _SIGN.search(bare):
        found.append("SYM")
    if len(word) > 1 and word[-1] in ").;:":
        found.append("TAIL")
    return found


COLUMNS = "abc"
"""A word's groups at three sizes, the coarsest first."""
FAR = ("w=", "s=", "ca", "cb")
"""Beginnings of the features that count also two words away."""


def placed(features: Sequence[str], offset: int) -> list[str]:
    """The features of a word as another word sees them, `offset` places from it."""
    if abs(offset) == 2:
        features = [each for each in features if each.startswith(FAR)]
    return [f"{offset}:{each}" for each in features]


def pairs(lower: Sequence[str], index: int) -> list[str]:
    """Features of two neighbouring words."""
    found = [f"{lower[index - 1]}|{lower[index]}<"] if index else []
    if index + 1 < len(lower):
        found.append(f"{lower[index]}|{lower[index + 1]}>")
    if index > 1:
        found.append(f"{lower[index - 2]}|{lower[index - 1]}«")
    return found


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names by their words, each with the lists it stands in: one letter a list (`tools/build_skills.py` says which)."""

    names: Mapping[str, str]
    beginnings: frozenset[str]

    @classmethod
    def read(cls, table: str) -> Gazetteer:
        names = dict(line.split("\t", 1) for line in table.splitlines())
        beginnings = {name[:at] for name in names for at in range(len(name)) if name[at] == " "}
        return cls(names, frozenset(beginnings))

    def found(self, lower: Sequence[str]) -> dict[int, list[str]]:
        """For each word in a name: the list, and whether it is the name's first, last, inner or only word."""
        spans: dict[str, list[Span]] = {}
        for first in range(len(lower)):
            name = ""
            for last in range(first, min(len(lower), first + LONGEST_NAME)):
                word = lower[last]
                lists = self.names.get(name + word) or (
                    self.names.get(name + word[:-1]) if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else None
                )
                for each in lists or "":
                    spans.setdefault(each, []).append((first, last + 1))
                name += word
                if name not in self.beginnings:
                    break
                name += " "
        out: dict[int, list[str]] = {}
        for each in sorted(spans):
            taken: set[int] = set()
            for start, end in sorted(spans[each], key=lambda span: (span[0] - span[1], span[0])):
                if taken.isdisjoint(range(start, end)):
                    taken.update(range(start, end))
                    for at in range(start, end):
                        part = "U" if end - start == 1 else "B" if at == start else "L" if at == end - 1 else "I"
                        out.setdefault(at, []).append(f"g{each}{part}")
        return out


class Model:
    """The weights of one layer, ready to add up."""

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
        self._rows: dict[str, int] = {}
        self._sums = np.zeros((1024, len(OFFSETS), 3), dtype=np.int32)
        self._edges = np.array(
            [[self._sum([f"{offset}:{edge}"]) for edge in ("BOS", "EOS")] for offset in OFFSETS], dtype=np.int32
        )
        self._always = np.array(self._sum(["b"]), dtype=np.int32)

    def spans(self, words: Sequence[str], cuts: frozenset[int]) -> list[Span]:
        if not words:
            return []
        labels = self._best(self._scores(words), cuts)
        out: list[Span] = []
        start: int | None = None
        for index, label in enumerate([*labels, O]):
            if label != I and start is not None:
                out.append((start, index))
                start = None
            if label == B:
                start = index
        return out

    def _scores(self, words: Sequence[str]) -> list[list[int]]:
        """What speaks for each label at each word."""
        count = len(words)
        if len(self._rows) + count > MOST_KEPT:
            self._rows.clear()
        rows = [self._row(word) for word in words]
        sums = self._sums[rows]
        total = np.tile(self._always, (count, 1))
        for place, offset in enumerate(OFFSETS):
            far = min(abs(offset), count)
            if offset < 0:
                total[far:] += sums[: count - far, place]
                total[:far] += self._edges[place, 0]
            elif offset > 0:
                total[: count - far] += sums[far:, place]
                total[count - far :] += self._edges[place, 1]
            else:
                total += sums[:, place]
        scores: list[list[int]] = total.tolist()
        weights = self._weights
        lower = [base(word).lower() for word in words]
        named = self._gazetteer.found(lower)
        bias = self._bias
        if self._technical and any(each.startswith(TECHNOLOGY) for found in named.values() for each in found):
            bias += TECHNICAL_BIAS
        for score in scores:
            score[O] -= bias
        for at, found in named.items():
            for offset in OFFSETS:
                if 0 <= at - offset < count:
                    for each in found:
                        if value := weights.get(f"{offset}:{each}"):
                            _add(scores[at - offset], value)
        for index, score in enumerate(scores):
            for pair in pairs(lower, index):
                if value := weights.get(pair):
                    _add(score, value)
        return scores

    def _best(self, scores: Sequence[Sequence[int]], cuts: frozenset[int]) -> list[int]:
        """The likeliest labels (Viterbi); of equally likely ones the first in the order O, B, I."""
        (oo, ob, _), (bo, bb, bi), (io, ib, ii) = self._moves
        outside, begun, inner = scores[0][O], scores[0][B], NEVER
        back: list[Weights] = []
        for index in range(1, len(scores)):
            here = scores[index]
            to_o, from_o = _most(outside + oo, begun + bo, inner + io)
            to_b, from_b = _most(outside + ob, begun + bb, inner + ib)
            to_i, from_i = (NEVER, B) if index in cuts else _most(NEVER, begun + bi, inner + ii)
            outside, begun, inner = to_o + here[O], to_b + here[B], to_i + here[I]
            back.append((from_o, from_b, from_i))
        label = _most(outside, begun, inner)[1]
        labels = [label]
        for step in reversed(back):
            label = step[label]
            labels.append(label)
        return labels[::-1]

    def _row(self, word: str) -> int:
        row = self._rows.get(word)
        if row is None:
            row = len(self._rows)
            if row >= len(self._sums):
                self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)])
            features = features_of_word(word, self._clusters)
            self._sums[row] = [self._sum(placed(features, offset)) for offset in OFFSETS]
            self._rows[word] = row
        return row

    def _sum(self, features: Sequence[str]) -> Weights:
        found = [value for each in features if (value := self._weights.get(each)) is not None]
        return sum(v[O] for v in found), sum(v[B] for v in found), sum(v[I] for v in found)


def _add(score: list[int], value: Weights) -> None:
    score[O] += value[O]
    score[B] += value[B]
    score[I] += value[I]


def _most(outside: int, begun: int, inner: int) -> tuple[int, int]:
    if outside >= begun:
        return (outside, O) if outside >= inner else (inner, I)
    return (begun, B) if begun >= inner else (inner, I)


@cache
def _model(layer: Layer) -> Model:
    data = files("rolecall.match") / "data"
    with as_file(data / "tagger.npz") as path, np.load(path, allow_pickle=False) as stored:
        names = bytes(stored[f"{layer}_features"]).decode().split("\n")
        weights = dict(zip(names, map(tuple, stored[f"{layer}_weights"].tolist()), strict=True))
        moves, bias = stored[f"{layer}_moves"], int(stored[f"{layer}_bias"])
        words = bytes(stored["words"]).decode().split("\n")
        clusters = dict(zip(words, stored["clusters"].tolist(), strict=True))
    return Model(weights, moves, bias, clusters, gazetteer(), technical=layer == "knowledge")


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.read((files("rolecall.match") / "data" / "gazetteer.tsv").read_text(encoding="utf-8"))
