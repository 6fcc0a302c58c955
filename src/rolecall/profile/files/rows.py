"""Words on a page to rows, and rows to blocks with wide gaps between them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rolecall.profile.files.glyphs import Word
from rolecall.profile.parse.dates import is_duration, only_period

_WIDE_GAP = 1.05
_COLUMN_ROWS = 4
_TRACKED_LETTERS = 4
_MOJIBAKE = re.compile(r"ï¼[\u200b\u200d\x8d\u00ad]?|Â(?=[\sA-Z0-9\u00a0]|$)")
_DOUBLE_UTF8 = re.compile(r"â€.|Ã[\u0080-\u00bf]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page: its words in the file's order, and links as (url, left, top, right, bottom); points from the top left."""

    number: int
    width: float
    height: float
    words: list[Word]
    links: tuple[tuple[str, float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring words of a row. A leading bullet is not among the words: `bullet` says that it was there."""

    words: tuple[Word, ...]
    x0: float
    bullet: bool = False

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def text_x(self) -> float:
        return self.words[0].x0

    @property
    def text(self) -> str:
        return " ".join(tidy(word.text) for word in self.words)

    @property
    def size(self) -> float:
        return _size_of(self.words)

    @property
    def bold(self) -> bool:
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.bold) * 2 > letters

    @property
    def first_width(self) -> float:
        return self.words[0].x1 - self.words[0].x0

    @property
    def starts_small(self) -> bool:
        return self.words[0].text[:1].islower()

    @property
    def ends_open(self) -> bool:
        return self.words[-1].text[-1:] not in ".:;!?"


@dataclass(slots=True)
class Row:
    """What stands on one baseline."""

    y: float
    words: list[Word] = field(default_factory=list)
    blocks: tuple[Block, ...] = ()

    @property
    def size(self) -> float:
        return _size_of(self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def main(self) -> Block:
        """The block that is not a date beside the text."""
        return next((block for block in self.blocks if not is_side_text(block.text)), self.blocks[0])


def rows_of(page: PageWords) -> list[Row]:
    """Rows from top to bottom, words from left to right."""
    rows: list[Row] = []
    for word in sorted(page.words, key=lambda word: (word.y, word.x0)):
        row = next((row for row in rows[-3:] if abs(row.y - word.y) < 0.32 * min(row.size, word.size)), None)
        if row is None:
            rows.append(row := Row(word.y))
        row.words.append(word)
    for row in rows:
        row.words = _untracked(sorted(row.words, key=lambda word: word.x0))
        row.blocks = blocks_of(row.words)
    kept = [row for row in sorted(rows, key=lambda row: row.y) if row.blocks]
    _part_leading_dates(kept)
    return kept


def _part_leading_dates(rows: Sequence[Row]) -> None:
    """Dates set flush right against the text on their right (`2018 – 2023 University`) become a block of their own."""
    starts = Counter(round(block.x0 / 3) for row in rows for block in row.blocks)
    for row in rows:
        first = row.blocks[0]
        if first.bullet:
            continue
        for cut in range(min(len(first.words) - 1, 8), 0, -1):
            rest = first.words[cut]
            column = round(rest.x0 / 3)
            if (
                sum(starts[column + step] for step in (-1, 0, 1)) >= _COLUMN_ROWS
                and rest.x0 - first.words[cut - 1].x1 > 0.3 * rest.size
                and is_side_text(" ".join(tidy(word.text) for word in first.words[:cut]))
            ):
                halves = (Block(first.words[:cut], first.x0), Block(first.words[cut:], rest.x0))
                row.blocks = (*halves, *row.blocks[1:])
                break


def _untracked(words: list[Word]) -> list[Word]:
    """Spaced letters (`S K I L L S`) as words: single letters whose gaps are alike belong together."""
    singles = sum(len(word.text) == 1 and word.text.isalpha() for word in words)
    if singles < _TRACKED_LETTERS or singles * 3 < len(words) * 2:
        return words
    gaps = sorted(after.x0 - word.x1 for word, after in pairwise(words))
    limit = 1.6 * max(gaps[len(gaps) // 2], 0.5)
    joined = [words[0]]
    for word in words[1:]:
        last = joined[-1]
        if word.x0 - last.x1 <= limit:
            joined[-1] = replace(last, text=last.text + word.text, x1=word.x1)
        else:
            joined.append(word)
    return joined


def blocks_of(words: Sequence[Word]) -> tuple[Block, ...]:
    """Split at wide gaps, and before a bullet in the middle of a row."""
    groups: list[list[Word]] = []
    for word in words:
        if groups:
            last = groups[-1][-1]
            alone = len(groups[-1]) == 1 and last.is_bullet
            if not alone and word.x0 - last.x1 > _WIDE_GAP * max(word.size, last.size):
                groups.append([])
        else:
            groups.append([])
        groups[-1].append(word)
    blocks: list[Block] = []
    for group in groups:
        bullet = group[0].is_bullet and (len(group) > 1 or group[0].text not in "-–—»*·")
        kept = group[1:] if bullet else group
        if kept:
            blocks.append(Block(tuple(kept), group[0].x0, bullet))
    return tuple(blocks)


def is_side_text(text: str) -> bool:
    """Nothing but a date, a range of dates or a length of time."""
    return is_duration(text) or only_period(text) is not None


def tidy(text: str) -> str:
    """A word as text: ligatures resolved, accents composed, UTF-8 that was decoded as Windows-1252 undone."""
    cleaned = _MOJIBAKE.sub(lambda match: "-" if match.group()[0] == "ï" else "", text.translate(_LIGATURES))
    cleaned = _DOUBLE_UTF8.sub(_undone, cleaned).replace("\u200b", "")
    return unicodedata.normalize("NFC", cleaned) or text


def _undone(match: re.Match[str]) -> str:
    try:
        return match.group().encode("cp1252").decode("utf-8")
    except UnicodeError:
        return "" if match.group().startswith("â€") else match.group()


def _size_of(words: Sequence[Word]) -> float:
    """The size most letters have."""
    ranked = sorted((word.size, len(word.text)) for word in words)
    half = sum(letters for _, letters in ranked) / 2
    for size, letters in ranked:
        half -= letters
        if half <= 0:
            return size
    return ranked[-1][0]
