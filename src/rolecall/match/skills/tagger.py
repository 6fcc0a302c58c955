"""Where a sentence names something one must know or be able to do: a trained sequence tagger (a linear-chain CRF).

    known("Experience with NumPy, SciPy and data pipelines.")   # spans of "NumPy", "SciPy", "data pipelines"

`tools/train_tagger.py` trains the weights with CRFsuite and writes `data/tagger.npz`; here they are only looked up and
added (`crf.py`). They are whole numbers, so that a sentence has the same spans on every machine.
What it was trained on and how well it does: `docs/skills.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files
from itertools import pairwise
from typing import Literal, TypeAlias

import numpy as np

from rolecall.match.skills.crf import Model
from rolecall.match.skills.word_features import Span, base, gazetteer

Layer: TypeAlias = Literal["knowledge", "skill"]
"""`knowledge`: what one knows ("Python", "accounting"). `skill`: what one does ("communicate with clients")."""

LONGEST = 80
"""Words; a longer sentence is tagged in pieces of this length."""

_TOKEN = re.compile(r"\.(?i:net)\b|[^\W_](?:[\w+#&'’®™*-]|\.(?=\w))*|[^\s\w]", re.UNICODE)
_NAMES = frozenset("tok")
_UNSEEN = frozenset(",\"“”!„'’`*_")
"""Signs that the tagger's training sentences do not have; a comma still ends a span."""


def known(text: str, layer: Layer = "knowledge") -> list[Span]:
    """Spans (offsets of characters) of what a sentence names; no span reaches over a comma."""
    return known_of_all([text], layer)[0]


def known_of_all(texts: Sequence[str], layer: Layer = "knowledge") -> list[list[Span]]:
    """The same for each of several sentences: for all of a posting three times as fast as one after the other."""
    places = [list(tokenized(text)) for text in texts]
    sentences = [
        (
            [text[start:end] for start, end in tokens],
            frozenset(index for index, (one, other) in enumerate(pairwise(tokens), 1) if "," in text[one[1] : other[0]])
            if "," in text
            else frozenset(),
        )
        for text, tokens in zip(texts, places, strict=True)
    ]
    return [
        [(tokens[first][0], tokens[last - 1][1]) for first, last in spans]
        for tokens, spans in zip(places, tagged_of_all(sentences, layer), strict=True)
    ]


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
    return tagged_of_all([(words, cuts)], layer)[0]


def tagged_of_all(
    sentences: Sequence[tuple[Sequence[str], frozenset[int]]], layer: Layer = "knowledge"
) -> list[list[Span]]:
    """The same for each of several sentences with its cuts."""
    pieces, owners = [], []
    for number, (words, cuts) in enumerate(sentences):
        for at in range(0, len(words), LONGEST):
            pieces.append((words[at : at + LONGEST], frozenset(cut - at for cut in cuts) if at else cuts))
            owners.append((number, at))
    out: list[list[Span]] = [[] for _ in sentences]
    for (number, at), spans in zip(owners, _model(layer).spans(pieces), strict=True):
        out[number] += [(first + at, last + at) for first, last in spans]
    return out


def listed(name: str) -> bool:
    """Whether a name stands in the gazetteer as a technology or a knowledge."""
    words = [base(name[start:end]).lower() for start, end in tokenized(name)]
    return not _NAMES.isdisjoint(gazetteer().names.get(" ".join(words), ""))


def digest() -> str:
    """The checksum of the weights and the gazetteer: two machines with the same tag alike."""
    data = files("rolecall.match") / "data"
    return sha256((data / "tagger.npz").read_bytes() + (data / "gazetteer.tsv").read_bytes()).hexdigest()


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
