"""A span or a sentence as skills of ESCO, the European classification, best first.

    link("analysing patients' medical data")   # Link("analyse medical data", …), …

A label fits by its meaning (the built-in sentence model, and the static embedding), and by its letters (pieces of two to
four, rare ones counting more). A sentence names several skills: each label is also held against every stretch of up to
`LONGEST_STRETCH` words, and its best stretch counts. `tools/build_esco.py` makes the labels and their vectors. A few
milliseconds for a span, some fifty for a sentence; 50 MB and a second when it is first used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from math import log

import numpy as np
from numpy.typing import NDArray

from rolecall.match.requirements.languages import STOP_WORDS
from rolecall.match.words import stem
from rolecall.platform.embeddings import sentences, static

Scores = NDArray[np.float32]

MOST_CHARACTERS = 1_000
MOST_STRETCHES = 160
LONGEST_STRETCH = 5
SHORT = 10
"""Words up to which a text is taken for one skill, and its stretches are not looked at."""
SENTENCE, STATIC, LETTERS = 2.0, 1.0, 1.0
"""What the likenesses weigh: by the sentence model, by the static embedding, by letters."""
WHOLE = 448
"""What a component of a label's vector is multiplied by, to be kept as a signed byte."""
PIECES = (2, 3, 4)
_WORD = re.compile(r"[^\W_][\w+#.]*[\w+#]|[^\W_]")


@dataclass(frozen=True, slots=True)
class Link:
    """An ESCO skill by its preferred label, with how well it fits (higher is better; no probability)."""

    label: str
    score: float


def link(text: str, most: int = 10) -> list[Link]:
    """The `most` ESCO skills that fit a span or sentence best, at most one for each label. A text without a word has none."""
    row = scores([text])[0]
    best = np.argsort(-row, kind="stable")[:most]
    return [Link(labels()[index], float(row[index])) for index in best if row[index] > 0]


def scores(texts: Sequence[str]) -> Scores:
    """How well each of `labels()` fits each text: texts × labels."""
    return np.stack([_index().scores(text[:MOST_CHARACTERS]) for text in texts])


@cache
def labels() -> tuple[str, ...]:
    """The preferred labels of ESCO's skills, in the order of the table."""
    return tuple((files("rolecall.match") / "data" / "esco_labels.txt").read_text(encoding="utf-8").splitlines())


class _Index:
    """The labels, ready to be held against a text."""

    def __init__(self, names: Sequence[str]) -> None:
        self._meaning = static.embed(names)
        self._sentences = _vectors(names)
        counted = [_pieces(name) for name in names]
        seen = Counter(piece for pieces in counted for piece in pieces)
        self._columns = {piece: column for column, piece in enumerate(sorted(seen))}
        self._rarity = np.array([log((1 + len(names)) / (1 + seen[piece])) + 1 for piece in self._columns], np.float32)
        rows: list[list[int]] = [[] for _ in self._columns]
        values: list[list[float]] = [[] for _ in self._columns]
        for row, pieces in enumerate(counted):
            columns = [self._columns[piece] for piece in pieces]
            weights = self._weights(columns, list(pieces.values()))
            for column, weight in zip(columns, weights.tolist(), strict=True):
                rows[column].append(row)
                values[column].append(weight)
        self._rows = [np.array(each, dtype=np.int32) for each in rows]
        self._values = [np.array(each, dtype=np.float32) for each in values]
        self._count = len(names)

    def scores(self, text: str) -> Scores:
        if not _WORD.search(text):
            return np.zeros(self._count, dtype=np.float32)
        total: Scores = (
            SENTENCE * (self._sentences @ sentences.embed([text])[0])
            + STATIC * (self._meaning @ static.embed([text])[0])
            + LETTERS * self._letters(text)
        )
        stretches = _stretches(text)
        if stretches:
            near = STATIC * (static.embed(stretches) @ self._meaning.T)
            letters = LETTERS * np.stack([self._letters(stretch) for stretch in stretches])
            total += (near + letters).max(axis=0)
        return total

    def _letters(self, text: str) -> Scores:
        out = np.zeros(self._count, dtype=np.float32)
        found = {self._columns[piece]: count for piece, count in _pieces(text).items() if piece in self._columns}
        columns = list(found)
        for column, weight in zip(columns, self._weights(columns, list(found.values())).tolist(), strict=True):
            out[self._rows[column]] += weight * self._values[column]
        return out

    def _weights(self, columns: Sequence[int], counts: Sequence[int]) -> Scores:
        weights = (np.log(np.array(counts, dtype=np.float32)) + 1) * self._rarity[list(columns)]
        length = float(np.linalg.norm(weights))
        return (weights / length if length else weights).astype(np.float32)


def _vectors(names: Sequence[str]) -> Scores:
    """The labels' vectors by the sentence model: as they were kept, or made now where another model is built in."""
    with (
        as_file(files("rolecall.match") / "data" / "esco_vectors.npz") as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        if str(stored["model"]) == sentences.MODEL and len(stored["vectors"]) == len(names):
            return static.unit(stored["vectors"].astype(np.float32))
    return sentences.embed(names)


def _pieces(text: str) -> Counter[str]:
    """Pieces of letters of a text's words, which have a space at both ends."""
    pieces: Counter[str] = Counter()
    for word in _WORD.findall(text.lower()):
        padded = f" {word} "
        for size in PIECES:
            pieces.update(padded[at : at + size] for at in range(len(padded) - size + 1))
    return pieces


def _stretches(text: str) -> list[str]:
    """Runs of words that begin and end with a word that says something, shortest first; none of a short text."""
    found = list(_WORD.finditer(text))
    if len(found) <= SHORT:
        return []
    telling = [hit.group().lower() not in STOP_WORDS and len(stem(hit.group())) > 1 for hit in found]
    out: dict[str, None] = {}
    for size in range(1, LONGEST_STRETCH + 1):
        for first in range(len(found) - size + 1):
            last = first + size - 1
            if telling[first] and telling[last]:
                out.setdefault(text[found[first].start() : found[last].end()])
    return list(out)[:MOST_STRETCHES]


@cache
def _index() -> _Index:
    return _Index(labels())
