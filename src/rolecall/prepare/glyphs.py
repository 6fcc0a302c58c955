"""The fonts of the papers, and which characters they can show. They come with the packages, none from system or
network.
"""

from __future__ import annotations

import json
import struct
import unicodedata
from functools import cache
from pathlib import Path

import rendercv_fonts
import typst

FAMILIES = ("Source Sans 3", "Noto Sans", "Noto Sans SC", "Noto Sans JP", "Noto Sans KR", "Mukta")
_FOLDERS = ("Source Sans 3", "Noto Sans", "Mukta")
_END = 0xFFFF
"""The last segment of format 4 is no character."""
_JOINERS = "\u200c\u200d"
TEMPLATES = Path(__file__).parent / "templates"
_ROOT = Path(rendercv_fonts.__file__).parent


@cache
def fonts() -> typst.Fonts:
    """The fonts, opened once for the process."""
    paths: list[str] = [str(_ROOT / folder) for folder in _FOLDERS]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)


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
    inputs = {"character": char, "fonts": json.dumps(FAMILIES)}
    try:
        compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError:
        return False
    return True


@cache
def _covered() -> frozenset[int]:
    covered: set[int] = set()
    for folder in _FOLDERS:
        for path in sorted((_ROOT / folder).glob("*-Regular.[ot]tf")):
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
