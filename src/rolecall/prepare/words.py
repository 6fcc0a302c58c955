"""Texts as comparable words: dates, numbers and case made alike, so that `Mar 2022` equals `2022-03`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rolecall.prepare.wording import OF_RESUMES, WORDINGS

_EDGES = ".,;:!?()[]{}<>\"'“”„«»‹›‘’|•·–—-…*_/\\`~&"
MONTHS: dict[str, int] = {}
"""Names of months in every language of ours, folded, to their numbers."""
_WORDINGS = (*WORDINGS.values(), *OF_RESUMES.values())
for _wording in _WORDINGS:
    for _names in (_wording.months, _wording.short_months):
        for _number, _name in enumerate(_names.split(), 1):
            MONTHS[_name.rstrip(".").casefold()] = _number
            if _wording.code in WORDINGS:
                MONTHS.setdefault(_name.rstrip(".").casefold()[:3], _number)
PRESENT = frozenset({wording.present.casefold() for wording in _WORDINGS} | {"present", "now", "current", "today"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_EASTERN = re.compile(r"((?:19|20)\d\d)年\s?(1[0-2]|0?[1-9])月")
_ISO_DAY = re.compile(r"((?:19|20)\d\d-\d\d)-\d\d")


def plain(text: str) -> str:
    """Compatibility characters made plain (NFKC), soft hyphens and zero-width characters gone."""
    return re.sub(r"[\u00ad\u200b-\u200f\u2060\ufeff]", "", unicodedata.normalize("NFKC", text))


def words(text: str) -> tuple[str, ...]:
    """Comparable words: case folded, outer punctuation gone, `https://` left away,
    typographic quotes made plain, `March 2022` as `2022-03`.
    """
    folded = plain(text).casefold().replace("\u2019", "'").replace("\u2010", "-").replace("\u2011", "-")
    folded = re.sub(r"\bhttps?://(?:www\.)?", "", folded)
    folded = _EASTERN.sub(lambda hit: f"{hit[1]}-{int(hit[2]):02d}", folded)
    parts = re.split(r"\s+|(?<=\D)[–—/](?=\S)|(?<=\d)[–—](?=\d)", folded)
    ends = [
        part[-1:] in {",", ";", ")"} or after[:1] == "(" for part, after in zip(parts, [*parts[1:], ""], strict=True)
    ]
    split = ((part.strip(_EDGES), ended) for part, ended in zip(parts, ends, strict=True))
    return tuple(_with_dates([(word, ends) for word, ends in split if word]))


def _with_dates(split: Sequence[tuple[str, bool]]) -> list[str]:
    """Month and year as one word, unless a comma or bracket stands between: then they may be two fields."""
    merged: list[str] = []
    ended = [False, *(ends for _, ends in split)]
    for at, (word, _) in enumerate(split):
        month = merged[-1] if merged and not ended[at] else ""
        if word in PRESENT:
            merged.append("present")
        elif _YEAR.fullmatch(word) and month in MONTHS:
            merged[-1] = f"{word}-{MONTHS[month]:02d}"
        elif _YEAR.fullmatch(word) and month in {"de", "of"} and len(merged) > 1 and merged[-2] in MONTHS:
            merged.pop()
            merged[-1] = f"{word}-{MONTHS[merged[-1]]:02d}"
        elif found := _ISO_DAY.fullmatch(word):
            merged.append(found[1])
        else:
            merged.append(word)
    return merged


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, verbatim and in order; a line is never joined with the next one."""
    found: list[str] = []
    for line in text.splitlines():
        start = 0
        for end in _SENTENCE_END.finditer(line):
            last = line[start : end.start()].rsplit(maxsplit=1)[-1]
            if last.casefold().rstrip(".") in _ABBREVIATIONS or re.fullmatch(r"\W*[A-ZÀ-Þ]\.", last):
                continue
            found.append(line[start : end.start()].strip())
            start = end.end()
        found.append(line[start:].strip())
    return tuple(part for part in found if part)


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ÖØ-Þ\d“\"(])")
_ABBREVIATIONS = frozenset(
    """
    e.g i.e etc inc ltd vs dr mr ms mrs st no approx incl z.b ca bzw co corp dept prof
    """.split()  # noqa: SIM905 (eighty quoted words in a column are harder to read)
)
