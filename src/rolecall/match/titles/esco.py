"""The occupations of ESCO: which of them a title names outright, and which it may mean.

`data/occupations.tsv.xz` and `data/occupations.npz` are made by `tools/build_occupations.py`; their licence is in
`data/NOTICE.md`. Names are English.
"""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files

import numpy as np

from rolecall.match.titles.forms import singular
from rolecall.match.titles.index import WORD
from rolecall.match.titles.occupations import Occupations
from rolecall.match.words import stem

MOST_BEARERS = 3
"""A name that more occupations than this bear says too little to link by."""
MOST_KINDS = 20
"""A single word that ends names of more occupations than this ("supervisor") links only as an occupation's first name."""
LIKELY = 1.25
"""A score of meaning, words and letters together (at most 1.8) below which no occupation is shown."""
_LITTLE = frozenset(("of", "and", "the", "in", "for", "to", "or"))
_DATA = files("rolecall.match") / "data"


@dataclass(frozen=True, slots=True)
class Occupation:
    """ESCO's code (its first four digits are ISCO's group) and the preferred name."""

    code: str
    name: str


def linked(title: str) -> frozenset[int]:
    """Numbers of the occupations that bear the title as a name, whatever the order and the number of its words.

    Nothing for a name that many occupations bear ("technician"), and for what is no English name of ESCO's. A few
    microseconds.
    """
    return _keys().get(_key(title), frozenset())


def likely(title: str, most: int = 3) -> list[Occupation]:
    """Occupations that an English title may mean, the likeliest first; empty when none is near. About 10 ms."""
    found = _searched().likely(title, most)
    return [_table()[0][one.occupation] for one in found if one.score >= LIKELY]


def occupation(number: int) -> Occupation:
    """The occupation of a number that `linked` gave."""
    return _table()[0][number]


def _key(title: str) -> tuple[str, ...]:
    return tuple(sorted(_base(word) for word in WORD.findall(title.lower()) if word not in _LITTLE))


@lru_cache(maxsize=50_000)
def _base(word: str) -> str:
    return stem(singular(word))


@cache
def _table() -> tuple[tuple[Occupation, ...], tuple[str, ...], tuple[int, ...]]:
    """Occupations; all names; the number of each name's occupation."""
    occupations, names, of = [], [], []
    text = lzma.decompress((_DATA / "occupations.tsv.xz").read_bytes()).decode()
    for number, line in enumerate(text.splitlines()):
        code, *spelt = line.split("\t")
        occupations.append(Occupation(code, spelt[0]))
        names += spelt
        of += [number] * len(spelt)
    return tuple(occupations), tuple(names), tuple(of)


@cache
def _keys() -> dict[tuple[str, ...], frozenset[int]]:
    table, names, of = _table()
    found: dict[tuple[str, ...], set[int]] = {}
    ends: dict[str, set[int]] = {}
    for name, number in zip(names, of, strict=True):
        found.setdefault(_key(name), set()).add(number)
        if words := WORD.findall(name.lower()):
            ends.setdefault(_base(words[-1]), set()).add(number)
    first = {_key(each.name) for each in table}
    return {
        key: frozenset(numbers)
        for key, numbers in found.items()
        if key
        and len(numbers) <= MOST_BEARERS
        and (len(key) > 1 or key in first or len(ends.get(key[0], ())) <= MOST_KINDS)
    }


@cache
def _searched() -> Occupations:
    _, names, of = _table()
    with as_file(_DATA / "occupations.npz") as path, np.load(path, allow_pickle=False) as stored:
        meanings = stored["meanings"].astype(np.float32)
    lengths = np.linalg.norm(meanings, axis=1, keepdims=True)
    return Occupations(names, of, english=True, meanings=(meanings / np.maximum(lengths, 1)).astype(np.float32))
