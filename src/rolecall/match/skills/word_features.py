"""What the tagger looks at in a sentence: each word, its neighbours, the lists of names it stands in.

The training (`tools/train_tagger.py`) and the reading use the same functions, so that both see the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]

OFFSETS = (-2, -1, 0, 1, 2)
"""Places of the words around a word whose features are looked at."""
LONGEST_NAME = 7
"""Words of a name in the gazetteer."""

_TRIM = re.compile(r"^[^\w<#+.]+|[^\w>#+]+$")
_CAMEL = re.compile("[a-z][A-Z]")
_SIGN = re.compile(r"[.#+/&-]")
_REPEATED = re.compile(r"(.)\1+")
_SHAPE = str.maketrans({**dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "X"), **dict.fromkeys("0123456789", "d")}) | {
    ord(c): "x" for c in "abcdefghijklmnopqrstuvwxyz"
}


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

    def of_word(self, word: str) -> tuple[str, bool]:
        """The lists that a word by itself stands in, and whether longer names begin with it."""
        return self.names.get(word) or self._of_singular("", word), word in self.beginnings

    def found(self, lower: Sequence[str], each_word: Sequence[tuple[str, bool]] | None = None) -> dict[int, list[str]]:
        """For each word in a name: the list, and whether it is the name's first, last, inner or only word.

        `each_word` is `of_word` of each, where it is known already.
        """
        spans: dict[str, list[Span]] = {}
        names, beginnings = self.names, self.beginnings
        for first, (lists, begins) in enumerate(each_word or map(self.of_word, lower)):
            for each in lists:
                spans.setdefault(each, []).append((first, first + 1))
            if not begins:
                continue
            name = lower[first]
            for last in range(first + 1, min(len(lower), first + LONGEST_NAME)):
                word = lower[last]
                longer = f"{name} {word}"
                for each in names.get(longer) or self._of_singular(f"{name} ", word):
                    spans.setdefault(each, []).append((first, last + 1))
                if longer not in beginnings:
                    break
                name = longer
        out: dict[int, list[str]] = {}
        for each in sorted(spans):
            places = spans[each]
            for start, end in _longest_first(places) if len(places) > 1 else places:
                if end - start == 1:
                    out.setdefault(start, []).append(f"g{each}U")
                    continue
                for at in range(start, end):
                    part = "B" if at == start else "L" if at == end - 1 else "I"
                    out.setdefault(at, []).append(f"g{each}{part}")
        return out

    def _of_singular(self, before: str, word: str) -> str:
        """The lists of a name whose last word is here in the plural."""
        if len(word) > 3 and word[-1] == "s" and word[-2] != "s":
            return self.names.get(before + word[:-1]) or ""
        return ""


def _longest_first(places: Sequence[Span]) -> Iterator[Span]:
    """The spans that do not overlap a longer one, or one as long that begins before."""
    taken: set[int] = set()
    for start, end in sorted(places, key=lambda span: (span[0] - span[1], span[0])):
        inside = range(start, end)
        if taken.isdisjoint(inside):
            taken.update(inside)
            yield start, end


@cache
def gazetteer() -> Gazetteer:
    """The names that ship with the package."""
    return Gazetteer.read((files("rolecall.match") / "data" / "gazetteer.tsv").read_text(encoding="utf-8"))
