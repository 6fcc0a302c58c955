"""The forms of a title or of an occupation's name: without what is only said beside it, in the singular, its halves.

Lists of occupations write "Cooks, Fast Food", "Claims Adjusters, Examiners, and Investigators", "Kaufmann/-frau -
Büromanagement", "Abatteur / Abatteuse de carrières"; advertisements and résumés write "fast food cook". Every rule
here is about the writing, none about a trade.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MOST_CHARACTERS = 300
"""Of a title; what is longer is a text, and its beginning is read."""
MOST_FORMS = 12

_BESIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_EXCEPT = re.compile(
    r"[\s,;–-]*\b(?:all others?|other than\b.*|except\b.*|including\b.*|not elsewhere classified|n\.e\.c\.?|"
    r"ohne spezialisierung|a\. ?n\. ?g\.?|sonstige|non class\w+ ailleurs|sauf\b.*)\s*$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*[,;/|]\s*(?:(?:and|or|und|oder|et|ou)\b\s*)?|\s+(?:and|or|und|oder|et|ou|&)\s+", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—]\s+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PAIR = re.compile(r"([^\W\d_]{3,})\s*(?:[/:*·]\s*-?|\((?=\w{1,6}\)))([^\W\d_]+)\)?")
_ENDINGS = frozenset(
    [
        "in",
        "innen",
        "r",
        "n",
        "e",
        "ne",
        "le",
        "te",
        "ice",
        "trice",
        "rice",
        "euse",
        "ère",
        "iere",
        "ière",
        "esse",
        "frau",
        "mann",
        "fachfrau",
        "gehilfin",
        "kraft",
        "eur",
    ]
)
_MANY = re.compile(r"(?:ch|sh|x|ss|zz)es$")
_LONGER = 4


@dataclass(frozen=True, slots=True)
class Forms:
    """`main` is the whole title, cleaned; `others` are its halves and turns, the likelier ones first."""

    main: str
    others: tuple[str, ...]


@lru_cache(maxsize=20_000)
def forms(title: str, english: bool) -> Forms:
    """All forms, in small letters; in English words in the singular. A title without a word has an empty main form."""
    text = _BESIDE.sub(_gendered, title[:MOST_CHARACTERS])
    for _ in range(2):
        text = _EXCEPT.sub("", text).strip(" ,;-–")
    first, second = _sexes(text)

    def told(some: str) -> str:
        words = _WORD.findall(some.lower())
        return " ".join(map(singular, words) if english else words)

    main = told(first) or told(title[:MOST_CHARACTERS])
    others = [told(second)] if second != first else []
    others += [told(form) for form in _turned(first)]
    others += [told(form) for form in _halves(first)]
    kept = tuple(dict.fromkeys(form for form in others if form and form != main))[:MOST_FORMS]
    return Forms(main, kept)


def singular(word: str) -> str:
    """An English word in the singular, by its ending: "clerks" → "clerk", "salesmen" → "salesman"."""
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > _LONGER:
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    if _MANY.search(word):
        return word[:-2]
    return word.removesuffix("s")


def _gendered(hit: re.Match[str]) -> str:
    """What stands in brackets says something beside the title, but for the ending of the other sex: "Ingénieur(e)"."""
    return hit.group() if hit.group()[1:-1].lower().strip("-") in _ENDINGS and _joined(hit) else " "


def _joined(hit: re.Match[str]) -> bool:
    return hit.start() > 0 and hit.string[hit.start() - 1].isalpha()


def _sexes(text: str) -> tuple[str, str]:
    """The title of him and of her where one word gives both: "Altenpfleger/in", "Technicien/Technicienne"."""

    def one(hit: re.Match[str]) -> str:
        return hit[1] if _same(hit[1], hit[2]) else hit.group()

    def other(hit: re.Match[str]) -> str:
        if not _same(hit[1], hit[2]):
            return hit.group()
        if len(hit[2]) > _LONGER and hit[2].lower()[:3] == hit[1].lower()[:3]:
            return hit[2]
        return hit[1] + hit[2] if hit[2].lower() in ("in", "e", "ne") else hit[1]

    return _PAIR.sub(one, text), _PAIR.sub(other, text)


def _same(one: str, other: str) -> bool:
    one, other = one.lower(), other.lower()
    return other in _ENDINGS or (
        len(other) > _LONGER and one[:4] == other[:4] and abs(len(one) - len(other)) <= _LONGER
    )


def _turned(text: str) -> list[str]:
    """From "Cooks, Fast Food" also "Fast Food Cooks"; from "Ingenieur - Maschinenbau" also the one word."""
    for by in (_DASH, re.compile(r"\s*,\s*")):
        halves = [half for half in by.split(text) if half]
        if len(halves) == 2 and not _SPLIT.fullmatch(f", {halves[1].split()[0]} "):
            head, kind = halves
            out = [f"{kind} {head}", head]
            if " " not in kind:
                out.append(kind + head.lower())
            return out
    return []


def _halves(text: str) -> list[str]:
    """From "Claims Adjusters and Investigators" both, each also with the words that it shares with the other."""
    parts = [part.strip() for part in _SPLIT.split(text) if part and part.strip()]
    if len(parts) < 2:
        return []
    first, last = parts[0].split(), parts[-1].split()
    out = []
    for number, part in enumerate(parts):
        out.append(part)
        if number < len(parts) - 1:
            out.append(f"{part} {last[-1]}")
        if number and len(first) > 1:
            out.append(f"{' '.join(first[:-1])} {part}")
    return out
