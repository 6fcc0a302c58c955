"""Letters on a page to words: where a word ends is told by the letters' advances, not only by the file's own blanks."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rolecall.profile.files.sight import Ink

BULLETS = frozenset("•◦‣▪▫●○■□◆◇❖➢➤►▶▸✓✔⁃∙·*–—-»›→➔⮚★☆✦✧⚫⬥\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf02d\u2043〓")
_NUMBERING = re.compile(r"\(?\d{1,2}[.)]")
_ICONS = ("\ue000", "\uf8ff")
_MIN_SAMPLES = 4
_GAP_OWN_BLANKS = 0.34
_GAP_NO_BLANKS = 0.135


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter: `x0`..`x1` its box, `origin` where the pen stood, `y` its baseline from the top; points."""

    char: str
    x0: float
    x1: float
    origin: float
    y: float
    size: float
    font: int
    bold: bool = False
    italic: bool = False
    parted: bool = False
    """The reader of the file takes this for the start of a word, though the file has no blank before it."""
    ink: Ink | None = None
    """How it is drawn, where the file tells."""


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a gap; `y` is the baseline from the top of the page."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    page: int = 0

    @property
    def is_bullet(self) -> bool:
        """A bullet glyph or the number of a numbered list, alone."""
        return self.text in BULLETS or bool(_NUMBERING.fullmatch(self.text))


def words_of(glyphs: Sequence[Glyph]) -> list[Word]:
    """Words in the order of the glyphs. A blank, a new line, a jump or a gap wider than letters have ends a word."""
    if not glyphs:
        return []
    blanks = sum(glyph.char.isspace() for glyph in glyphs)
    own_blanks = blanks > 0.06 * len(glyphs)
    limit = _GAP_OWN_BLANKS if own_blanks else _GAP_NO_BLANKS
    advance = _advances(glyphs)
    found: list[Word] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        if glyph.char.isspace():
            _close(run, found)
            run = []
            continue
        if run:
            before = run[-1]
            usual = advance.get((before.font, round(before.size, 1), before.char), before.x1 - before.origin)
            gap = glyph.origin - before.origin - usual
            em = max(before.size, glyph.size, 1.0)
            if (
                abs(glyph.y - before.y) > 0.5 * em
                or gap > (_GAP_NO_BLANKS if glyph.parted else limit) * em
                or glyph.origin < before.origin - 0.3 * em
                or _is_icon(glyph.char) != _is_icon(before.char)
                or (len(run) == 1 and run[0].char in "•◦▪●○■❖➢►✓\uf0b7\uf0a7")
            ):
                _close(run, found)
                run = []
        run.append(glyph)
    _close(run, found)
    return found


def glued_share(words: Sequence[str]) -> float:
    """Share of words over 17 letters (no address, no hyphen): about 0 in healthy text, above .01 words are glued."""
    plain = [word for word in words if word and not set(word) & set("@/\\-_.–—|&+:,") and word[0].isalpha()]
    if len(plain) < 30:
        return 0.0
    return sum(len(word) > 17 for word in plain) / len(plain)


def _advances(glyphs: Sequence[Glyph]) -> dict[tuple[int, float, str], float]:
    """The usual pen advance of each letter inside words: the lower quartile seen, where there are enough of them."""
    seen: dict[tuple[int, float, str], list[float]] = defaultdict(list)
    for glyph, after in itertools.pairwise(glyphs):
        step = after.origin - glyph.origin
        if abs(after.y - glyph.y) < 0.3 * glyph.size and 0 < step < 2.0 * glyph.size and not after.char.isspace():
            seen[(glyph.font, round(glyph.size, 1), glyph.char)].append(step)
    usual: dict[tuple[int, float, str], float] = {}
    ratios: list[float] = []
    boxes = {(g.font, round(g.size, 1), g.char): g.x1 - g.origin for g in glyphs}
    for key, steps in seen.items():
        if len(steps) >= _MIN_SAMPLES:
            steps.sort()
            usual[key] = steps[len(steps) // 4]
            if boxes[key] > 0:
                ratios.append(usual[key] / boxes[key])
    ratio = min(1.0, median(ratios)) if ratios else 1.0
    for key, box in boxes.items():
        usual[key] = min(usual[key], box * 1.02) if key in usual else box * ratio
    return usual


def _is_icon(char: str) -> bool:
    return _ICONS[0] <= char <= _ICONS[1] and char not in BULLETS


def _close(run: list[Glyph], found: list[Word]) -> None:
    text = "".join(glyph.char for glyph in run)
    if not text or all(_is_icon(char) for char in text):
        return
    solid = [glyph for glyph in run if glyph.char.isalnum()] or run
    found.append(
        Word(
            text,
            run[0].x0,
            run[-1].x1,
            median(glyph.y for glyph in run),
            max(glyph.size for glyph in solid),
            sum(glyph.bold for glyph in solid) * 2 > len(solid),
            sum(glyph.italic for glyph in solid) * 2 > len(solid),
        )
    )
