"""A title → department (eleven) and seniority (six), in English, German and French.

Two linear models over hashed words and runs of letters, trained by `tools/train_titles.py`. What the models have no
evidence for falls back to "Other" and "Professional": that is most of the world's titles. Weights are whole numbers;
sums are exact, so the same title gets the same classes on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from itertools import pairwise
from math import isqrt
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from rolecall.match.titles import rules as title_rules

DEPARTMENTS = (
    "Administrative",
    "Business Development",
    "Consulting",
    "Customer Support",
    "Human Resources",
    "Information Technology",
    "Marketing",
    "Other",
    "Project Management",
    "Purchasing",
    "Sales",
)
SENIORITIES = ("Junior", "Professional", "Senior", "Lead", "Management", "Director")
_WITHOUT_A_WORD = 3
"""Where no word names the rank, a title is one of the first three: nobody leads without saying so."""

BUCKETS = 1 << 15
MOST_CHARACTERS = 200
UNIT = 1024
"""Length of each half of a title's vector (words; runs of letters), before the weights."""
_RUNS = (3, 4, 5)
_ASIDE = re.compile(
    r"\((?:all|m|w|f|d|h|x|gn|div|i)(?:\s?[/|*,]\s?(?:m|w|f|d|h|x|gn|div|i))*\.?\)|\(all genders\)|\bm/w/d\b|\bw/m/d\b",
    re.IGNORECASE,
)
_EMPLOYER = re.compile(r"\s(?:@|at|bei|chez|c/o)\s.*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[&+#.][^\W_]+)*|[+#]+")


@dataclass(frozen=True, slots=True)
class TitleClasses:
    """What a title says of the work's field and rank."""

    department: str
    seniority: str


@lru_cache(maxsize=20_000)
def classes(title: str) -> TitleClasses:
    """Department and seniority of a title. An empty title gets the fallbacks. About 0.1 ms, then kept."""
    title = title[:MOST_CHARACTERS]
    buckets = vector(title)
    if not buckets:
        return TitleClasses("Other", "Professional")
    department, seniority = _models()
    field = DEPARTMENTS[department.best(buckets)]
    if field == "Other":
        field = title_rules.field(title) or field
    return TitleClasses(field, title_rules.rank(title) or SENIORITIES[seniority.best(buckets, _WITHOUT_A_WORD)])


def vector(title: str) -> dict[int, int]:
    """Hashed features with whole-number values: words and pairs of words one half, runs of letters the other."""
    words = words_of(title)
    out: dict[int, int] = {}
    for half in (list(_of_words(words)), list(_of_letters(words))):
        if half:
            value = UNIT // max(1, isqrt(len(half)))
            for feature in half:
                bucket = crc32(feature.encode()) % BUCKETS
                out[bucket] = out.get(bucket, 0) + value
    return out


def words_of(title: str) -> list[str]:
    """The title's words in small letters, without "(m/w/d)" and the employer's name."""
    text = _ASIDE.sub(" ", title[:MOST_CHARACTERS])
    return _WORD.findall((_EMPLOYER.sub("", text).strip() or text).lower())


def _of_words(words: list[str]) -> Iterator[str]:
    for word in dict.fromkeys(words):
        yield f"w {word}"
    for one, other in pairwise(words):
        yield f"p {one} {other}"
    if words:
        yield f"f {words[0]}"
        yield f"l {words[-1]}"


def _of_letters(words: list[str]) -> Iterator[str]:
    seen = set()
    for word in words:
        edged = f" {word} "
        for length in _RUNS:
            for at in range(len(edged) - length + 1):
                run = edged[at : at + length]
                if run not in seen:
                    seen.add(run)
                    yield f"r {run}"


@dataclass(frozen=True, slots=True)
class _Model:
    """Weights as classes × buckets, and each class's own start; both in the same whole-number measure."""

    weights: NDArray[np.int64]
    starts: NDArray[np.int64]

    def best(self, buckets: dict[int, int], most: int | None = None) -> int:
        """Number of the class with the highest sum, among the first `most`; of equal ones the first."""
        at = np.fromiter(buckets, dtype=np.int64)
        values = np.fromiter(buckets.values(), dtype=np.int64)
        return int(np.argmax((self.weights[:, at] @ values + self.starts)[:most]))


@cache
def _models() -> tuple[_Model, _Model]:
    path = files("rolecall.match") / "data" / "title_classes.npz"
    with as_file(path) as file, np.load(file, allow_pickle=False) as stored:
        department, seniority = (
            _Model(stored[f"{name}_weights"].astype(np.int64), stored[f"{name}_starts"])
            for name in ("department", "seniority")
        )
    return department, seniority
