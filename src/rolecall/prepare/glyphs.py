"""The fonts of the papers, and which characters they can show. They come with the packages, none from system or
network.
"""

from __future__ import annotations

import json
import re
import struct
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import justmytype_intl_rtl
import justmytype_intl_sea
import justmytype_intl_south_asia
import rendercv_fonts
import typst

FALLBACKS = (
    *("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Bengali"),
    *("Noto Sans Tamil", "Noto Sans Telugu", "Noto Sans Thai", "Noto Sans Lao", "Noto Sans Khmer", "Noto Sans Myanmar"),
)
"""Families that fill the gaps of every design's own, before those for Chinese, Japanese and Korean."""
_EAST_ASIAN = {"zh": "Noto Sans SC", "ja": "Noto Sans JP", "ko": "Noto Sans KR"}
_OF_DESIGNS = ("Source Sans 3", "Lato", "XCharter", "Noto Sans")
_END = 0xFFFF
"""The last segment of format 4 is no character."""
_UPRIGHT = ("-Regular", "wght]")
_GREEK_OR_CYRILLIC = re.compile("[\u0370-\u052f]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7af]")
_JOINERS = "\u200c\u200d"
TEMPLATES = Path(__file__).parent / "templates"
_ROOTS = (
    *(Path(rendercv_fonts.__file__).parent / family for family in _OF_DESIGNS),
    *(Path(pack.__file__).parent for pack in (justmytype_intl_rtl, justmytype_intl_sea, justmytype_intl_south_asia)),
)


@cache
def fonts() -> typst.Fonts:
    """The fonts, opened once for the process."""
    paths: list[str] = [str(root) for root in _ROOTS]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)


def families(own: Sequence[str], text: str) -> tuple[str, ...]:
    """The families to ask for, in order: the design's own, then those that fill gaps.

    The first of a design's own has Latin letters only where there is a second.

    Chinese, Japanese and Korean share code points and draw them differently: what else is in the text tells which.
    """
    if text.isascii():
        return (*own, *FALLBACKS[:1])
    if own[1:] and len(_GREEK_OR_CYRILLIC.findall(text)) > len(text) // 20:
        own = own[1:]  # Letters of one face and figures of another do not go together.
    return (*own, *FALLBACKS, *dict.fromkeys([_EAST_ASIAN[east_asian(text)], *_EAST_ASIAN.values()]))


def east_asian(text: str) -> str:
    """Whose forms of the characters that Chinese, Japanese and Korean share a text wants: `zh`, `ja` or `ko`."""
    return "ja" if _KANA.search(text) else "ko" if _HANGUL.search(text) else "zh"


def missing(text: str) -> tuple[str, ...]:
    """Characters of a text that no font has, each once, in order. White space and invisible characters never miss."""
    if text.isascii():
        return ()
    covered = _covered()
    return tuple(
        dict.fromkeys(
            char
            for char in text
            if ord(char) not in covered
            and not char.isspace()
            and unicodedata.category(char) not in {"Cc", "Cf"}
            and not _drawn(char)
        )
    )


def is_letter(char: str) -> bool:
    """Whether a character carries words (a letter, mark or number) and not only decoration."""
    return unicodedata.category(char)[0] in "LMN"


def shown(text: str) -> str:
    """The text as it is set: white space folded; decoration that no font has (such as emoji) and control characters
    left out.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    gone = {char for char in missing(text) if not is_letter(char)}
    kept = (
        " " if char in gone or char.isspace() else char
        for char in text
        if char in _JOINERS or char.isspace() or char.isprintable()
    )
    return " ".join("".join(kept).split())


def right_to_left(text: str) -> bool:
    """Whether a text is mostly written from right to left."""
    letters = [unicodedata.bidirectional(char) for char in text if char.isalpha()]
    return sum(kind in {"R", "AL"} for kind in letters) > len(letters) / 2


@cache
def _drawn(char: str) -> bool:
    """Whether the fonts inside Typst have a character (Hebrew, Arabic, signs); they are no files, so it is tried."""
    compiler = typst.Compiler(str(TEMPLATES / "probe.typ"), root=str(TEMPLATES), font_paths=fonts())
    inputs = {"character": char, "fonts": json.dumps(families((), char))}
    try:
        compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError:
        return False
    return True


@cache
def _covered() -> frozenset[int]:
    covered: set[int] = set()
    for root in _ROOTS:
        for path in sorted(root.rglob("*.[ot]tf")):
            if path.stem.endswith(_UPRIGHT):
                covered |= _characters(path.read_bytes())
    return frozenset(covered)


def _characters(font: bytes) -> set[int]:
    """Code points of a font's `cmap`, formats 4 and 12 (learn.microsoft.com/typography/opentype/spec/cmap)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    start = next(
        struct.unpack_from(">I", font, 12 + 16 * index + 8)[0]
        for index in range(tables)
        if font[12 + 16 * index : 16 + 16 * index] == b"cmap"
    )
    found: set[int] = set()
    for index in range(struct.unpack_from(">H", font, start + 2)[0]):
        table = start + struct.unpack_from(">I", font, start + 4 + 8 * index + 4)[0]
        match struct.unpack_from(">H", font, table)[0]:
            case 4:
                size = struct.unpack_from(">H", font, table + 6)[0] // 2
                ends = struct.unpack_from(f">{size}H", font, table + 14)
                starts = struct.unpack_from(f">{size}H", font, table + 16 + 2 * size)
                for first, last in zip(starts, ends, strict=True):
                    if first != _END:
                        found.update(range(first, last + 1))
            case 12:
                for group in range(struct.unpack_from(">I", font, table + 12)[0]):
                    first, last = struct.unpack_from(">II", font, table + 16 + 12 * group)
                    found.update(range(first, last + 1))
    return found
