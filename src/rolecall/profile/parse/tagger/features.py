"""What the tagger looks at: the word, its line, its neighbours, its section, and what the rules said of it.

Training and reading use the same functions. A feature is a short text; its weights are looked up by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rolecall.profile.parse.dates import periods
from rolecall.profile.parse.degrees import DEGREE
from rolecall.profile.parse.places import find_place, is_place
from rolecall.profile.parse.tagger.words import Row
from rolecall.profile.parse.words import is_school, organisedness, titleness

_SHAPE = str.maketrans({**dict.fromkeys("0123456789", "9")})
_REPEATED = re.compile(r"(.)\1+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = re.compile(r"years?|yrs?|months?", re.IGNORECASE)
_LENGTHS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24)
_NEAR = 2
_PIECE = re.compile(r"\s+[-–—|•]\s+|\s+[-–—]\s*$|\s*\|\s*|\s*,\s+|\s{2,}|\s+at\s+|\s*\(|\s*\)")
_LONG_LINE = 14


def features_of(rows: Sequence[Row]) -> list[list[list[str]]]:
    """For each row, for each of its words, its features."""
    known = _told_names(rows)
    lines = [_of_line(row) for row in rows]
    out: list[list[list[str]]] = []
    for index, row in enumerate(rows):
        around: list[str] = []
        for offset in (-3, -2, -1, 1, 2, 3):
            at = index + offset
            if 0 <= at < len(rows):
                around += [f"L{offset}:{each}" for each in lines[at][: 4 if abs(offset) == 1 else 2]]
            else:
                around.append(f"L{offset}:none")
        out.append(_of_words(row, lines[index] + around, known))
    return out


def _of_line(row: Row) -> list[str]:
    """What is said of a line; the most telling first, as lines further off see only those."""
    text = row.line.text
    dates = periods(text) if len(text) < 200 else ()
    kind = (
        "H" if row.heading
        else "B" if row.line.bullet
        else "D" if dates and len(text) - sum(d.finish - d.begin for d in dates) <= 4
        else "d" if dates
        else "p"
    )  # fmt: skip
    told = _told(text) if len(row.words) <= _LONG_LINE else "long"
    return [
        f"k={row.section}{kind}",
        f"t={told}{kind}",
        f"n={_bucket(len(row.words))}{kind}",
        f"gap={row.line.gap:d}{kind}",
        f"pl={row.section}{min(row.place, 3)}{min(row.left, 2)}",
        f"end={text.rstrip()[-1:] if not text.rstrip()[-1:].isalnum() else 'w'}",
        f"bold={row.line.bold:d}{row.line.side:d}{len(row.line.cells) > 1:d}",
    ]


def _of_words(row: Row, line: Sequence[str], known: dict[str, set[str]]) -> list[list[str]]:
    words = row.words
    lower = [word.text.lower() for word in words]
    pieces = _pieces(row)
    own = [[*_of_word(word.text), f"r={word.rule}"] for word in words]
    out: list[list[str]] = []
    for at, word in enumerate(words):
        found = ["b", *line, *own[at]]
        rule = word.rule or "-"
        found += [f"r|k={rule}{line[0]}", f"r|t={rule}{line[1]}"]
        for offset in (-3, -2, -1, 1, 2, 3):
            there = at + offset
            if 0 <= there < len(words):
                found.append(f"{offset}:w={lower[there]}")
                if abs(offset) <= _NEAR:
                    found += [f"{offset}:{each}" for each in own[there][1:]]
            else:
                found.append(f"{offset}:{'BOL' if offset < 0 else 'EOL'}")
        if not at:
            found += [f"BOL|{line[3]}", f"BOL|{line[0]}", f"BOL|{line[1]}"]
        number, first, last, told, count = pieces[at]
        found += [
            f"pc={min(number, 4)}", f"pc|k={min(number, 4)}{line[0]}", f"pt={told}", f"pt|k={told}{line[0]}",
            f"pn={_bucket(count)}{told}", f"pb={first:d}{last:d}", f"pn|k={min(count, 5)}{min(number, 3)}{line[0]}",
        ]  # fmt: skip
        found.append(f"at={min(at, 4)}{line[0]}")
        for name in sorted(known.get(lower[at], ())):
            found.append(f"known={name}")
        found.append(f"w|k={lower[at]}{line[0]}")
        if at:
            found.append(f"ww={lower[at - 1]} {lower[at]}")
        if at + 1 < len(words):
            found.append(f"w+w={lower[at]} {lower[at + 1]}")
        out.append(found)
    return out


@lru_cache(maxsize=50_000)
def _of_word(text: str) -> tuple[str, ...]:
    lower = text.lower()
    letters = "".join("X" if c.isupper() else "x" if c.isalpha() else c for c in text.translate(_SHAPE))
    shape = _REPEATED.sub(r"\1", letters)[:8]
    found = [f"w={lower}", f"s={shape}", f"u3={lower[-3:]}", f"p3={lower[:3]}"]
    if len(text) > 1 and text.isupper():
        found.append("UP")
    if _YEAR.fullmatch(text):
        found += ["YEAR", f"YEAR{text[:3]}"]
    if _YEARS.fullmatch(text):
        found.append("YEARS")
    if titleness(text) > 0.4:
        found.append("TITLE")
    if organisedness(text) > 0.4:
        found.append("ORG")
    if is_school(text):
        found.append("SCHOOL")
    if is_place(text):
        found.append("PLACE")
    if DEGREE.fullmatch(text):
        found.append("DEGREE")
    if "xxx" in lower or "@" in text:
        found.append("MASKED")
    return tuple(found)


@lru_cache(maxsize=20_000)
def _told(text: str) -> str:
    """What lexicons say of a line or a piece of one."""
    if len(text) > 150:
        return "long"
    said = ""
    if DEGREE.search(text):
        said += "G"
    if is_school(text):
        said += "S"
    elif organisedness(text) > 0.4:
        said += "O"
    if titleness(text) > 0.4:
        said += "T"
    if is_place(text) or find_place(text):
        said += "P"
    return said or "0"


def _pieces(row: Row) -> list[tuple[int, bool, bool, str, int]]:
    """For each word: which piece of its line it is in, whether first or last of it, what is told of it, its words."""
    out: list[tuple[int, bool, bool, str, int]] = []
    if not row.words:
        return out
    text, start = row.line.text, row.line.start
    if len(row.words) > 40:
        return [(0, at == 0, at == len(row.words) - 1, "long", len(row.words)) for at in range(len(row.words))]
    bounds: list[tuple[int, int]] = []
    begin = 0
    for match in _PIECE.finditer(text):
        bounds.append((begin, match.start()))
        begin = match.end()
    bounds.append((begin, len(text)))
    bounds = [(a, b) for a, b in bounds if text[a:b].strip()]
    of: list[int] = []
    for word in row.words:
        place = word.start - start
        of.append(max((n for n, (a, _) in enumerate(bounds) if a <= place), default=0))
    for at, number in enumerate(of):
        a, b = bounds[number] if bounds else (0, len(text))
        first, last = at == 0 or of[at - 1] != number, at == len(of) - 1 or of[at + 1] != number
        out.append((number, first, last, _told(text[a:b].strip()), of.count(number)))
    return out


def _told_names(rows: Sequence[Row]) -> dict[str, set[str]]:
    """Words of the names that rules found, to know them where they stand again."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for word in row.words:
            if word.rule in _NAMED and len(word.text) > 2:
                found.setdefault(word.text.lower(), set()).add(word.rule)
    return found


_NAMED = {"basics/name", "basics/label", "work/name", "work/position", "work/location", "education/institution",
          "education/studyType", "education/area", "basics/location", "education/location"}  # fmt: skip


def _bucket(count: int) -> int:
    return sum(count > each for each in _LENGTHS)
