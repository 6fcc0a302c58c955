"""Words of a text as a weighted bag, and how alike two bags are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from importlib.resources import files
from math import fsum, log, sqrt

from rolecall.match.requirements.languages import STOP_WORDS

WORD = re.compile(r"[^\W\d_][\w+#]*(?:[.'’-](?=\w))?")
MOST_TIMES = 10
_SUFFIXES = (
    "isations",
    "izations",
    "isation",
    "ization",
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ities",
    "ity",
    "ers",
    "ies",
    "ied",
    "ed",
    "es",
    "er",
    "ly",
    "s",
    "en",
    "em",
    "e",
)


def words(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order."""
    return list(filter(None, map(_meant, WORD.findall(text.lower()))))


@lru_cache(maxsize=200_000)
def _meant(word: str) -> str:
    """The word's stem; nothing for a word that carries no meaning."""
    return "" if word in STOP_WORDS or len(word) <= 1 else stem(word)


def stem(word: str) -> str:
    """The word without its commonest endings; crude, the same for every language, never shorter than four letters."""
    word = word.rstrip(".'’-")
    if len(word) < 5 or not word.isalpha():
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


FUNCTION_WORD = 2.0
"""What a function word of another language than English tells."""
_COMMON = frozenset(
    stem(word)
    for word in [
        "experience",
        "experienced",
        "years",
        "year",
        "team",
        "teams",
        "company",
        "role",
        "position",
        "job",
        "opportunity",
        "opportunities",
        "apply",
        "application",
        "applicants",
        "benefits",
        "salary",
        "compensation",
        "insurance",
        "medical",
        "dental",
        "vision",
        "paid",
        "equal",
        "employment",
        "employer",
        "status",
        "candidate",
        "candidates",
        "skills",
        "required",
        "preferred",
        "qualifications",
        "requirements",
        "responsibilities",
        "strong",
        "excellent",
        "ability",
        "including",
        "include",
        "working",
        "work",
        "join",
        "looking",
        "great",
        "new",
        "best",
        "help",
        "make",
        "build",
        "environment",
        "culture",
        "disability",
        "veteran",
        "gender",
        "race",
        "religion",
        "sexual",
        "orientation",
        "national",
        "origin",
        "protected",
        "age",
        "office",
        "remote",
        "hybrid",
        "location",
        "city",
        "state",
        "bonus",
        "equity",
        "stock",
        "range",
        "pay",
        "base",
        "annual",
        "hourly",
        "day",
        "days",
        "week",
        "weeks",
        "time",
        "full",
        "offer",
        "people",
        "grow",
        "growth",
        "bewerbung",
        "stelle",
        "unternehmen",
        "gehalt",
        "urlaub",
        "vorteile",
        "bieten",
        "profil",
        "aufgaben",
        "erfahrung",
        "kenntnisse",
        "team",
        "arbeit",
        "entreprise",
        "poste",
        "candidature",
        "avantages",
        "salaire",
        "profil",
        "missions",
        "expérience",
        "équipe",
        "empresa",
        "puesto",
        "oferta",
        "ofrecemos",
        "experiencia",
        "equipo",
        "trabajo",
    ]
)
"""Words that every posting uses: they say nothing about the work."""


@cache
def weights() -> Mapping[str, float]:
    """How much the stems of the shipped tables tell: inverse document frequency; little for function words of other languages."""
    common = (files("rolecall.match") / "data" / "common_words.tsv").read_text(encoding="utf-8").split()
    table = dict.fromkeys(common, FUNCTION_WORD)
    lines = (files("rolecall.match") / "data" / "words.tsv").read_text(encoding="utf-8").splitlines()
    total = int(lines[0])
    for line in lines[1:]:
        word, count = line.split("\t")
        table[word] = log((total + 1) / (int(count) + 1)) + 1
    for word in _COMMON:
        table[word] = 0.5
    table[""] = log(total + 1) * 1.1
    return table


def weight(word: str) -> float:
    """How much a stem tells: rare words much, words of every posting little."""
    table = weights()
    return table.get(word) or table[""]


def bag(stems: Iterable[str]) -> dict[str, float]:
    """Unit vector of the stems. A repeated word tells a little more (by the logarithm), from `MOST_TIMES` on no more."""
    table = _sharpened()
    unknown = table[""]
    weighted = {
        word: _TELLS[min(count, MOST_TIMES)] * table.get(word, unknown) for word, count in Counter(stems).items()
    }
    norm = sqrt(fsum(value * value for value in weighted.values()))
    return {word: value / norm for word, value in weighted.items()} if norm else {}


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Cosine of two unit vectors, 0 to 1; the order of the words makes no difference."""
    if len(one) > len(other):
        one, other = other, one
    return fsum(value * other[word] for word, value in one.items() if word in other)


def covered(told: Iterable[str], by: AbstractSet[str]) -> float:
    """Share of these stems that are among the others, rare ones counting more; 0 to 1."""
    table = weights()
    unknown = table[""]
    every = [(word, table.get(word, unknown)) for word in told]
    whole = fsum(value for _, value in every)
    return fsum(value for word, value in every if word in by) / whole if whole else 0.0


_TELLS = (0.0, *(1 + log(count) for count in range(1, MOST_TIMES + 1)))


@cache
def _sharpened() -> Mapping[str, float]:
    """The weights to the power of 1.5: rare words tell more still."""
    return {word: round(value**1.5, 4) for word, value in weights().items()}
