"""PDF by Typst: tagged PDF/UA-1 and PDF/A-2a, the same bytes for the same content, nothing from the network.

The candidate's text reaches Typst as JSON in `sys.inputs` and is set as strings: nothing in it can be markup or code.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from typing import Any

import orjson
import typst

from rolecall.prepare.content import Block, Draft, Item, Paragraph, Role, Section
from rolecall.prepare.glyphs import FAMILIES, TEMPLATES, fonts, is_letter, missing, right_to_left, shown

DENSITIES = 4
_STANDARDS: list[Any] = ["ua-1", "a-2a"]
_ONE_AT_A_TIME = threading.Lock()
"""A compiler keeps its inputs; two threads may not share it at once."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a document goes: its pages, and how much of the last one is used, 0 to 1."""

    pages: int
    used: float


def resume_pdf(draft: Draft) -> bytes:
    """The résumé as PDF."""
    return _compile("resume.typ", _resume_data(draft), draft)[0]


def letter_pdf(draft: Draft) -> bytes:
    """The cover letter as PDF; one page as long as it can be."""
    for size in (11.0, 10.4, 9.8, 9.4):
        pdf, extent = _compile("letter.typ", _letter_data(draft, size), draft)
        if extent.pages == 1:
            break
    return pdf


def resume_extent(draft: Draft) -> Extent:
    """How long the résumé is when set."""
    return _compile("resume.typ", _resume_data(draft), draft)[1]


def unshowable(draft: Draft) -> tuple[str, ...]:
    """Characters of the package that the fonts do not have."""
    return missing("".join([*(item.text for item in draft.items()), *(s.text for s in draft.sentences())]))


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(str(TEMPLATES / template), root=str(TEMPLATES), font_paths=fonts())


def _compile(template: str, data: Mapping[str, Any], draft: Draft) -> tuple[bytes, Extent]:
    stamp = int(datetime.combine(draft.today, time(), UTC).timestamp())
    # The standards demand a glyph for every character; without one the text still reads, with a box in its place.
    standards = [] if any(is_letter(char) for char in unshowable(draft)) else _STANDARDS
    with _ONE_AT_A_TIME:
        compiler = _compiler(template)
        pdf = compiler.compile(
            format="pdf", sys_inputs={"data": orjson.dumps(data).decode()}, pdf_standards=standards, timestamp=stamp
        )
        end = orjson.loads(compiler.query("<end>", field="value", one=True))
    assert isinstance(pdf, bytes)
    return pdf, Extent(end["page"], float(str(end["y"]).rstrip("%")))


def _resume_data(draft: Draft) -> dict[str, Any]:
    return {
        **_common(draft, draft.language),
        "title": draft.name or draft.posting.title,
        "density": draft.density,
        "sections": [_section(section) for section in draft.resume],
    }


def _letter_data(draft: Draft, size: float) -> dict[str, Any]:
    return {
        **_common(draft, draft.letter_language),
        "title": next(
            (s.text for p in draft.letter if p.block is Block.SUBJECT for s in p.sentences), draft.posting.title
        ),
        "size": size,
        "letter": [_paragraph(paragraph) for paragraph in draft.letter],
    }


def _common(draft: Draft, language: str) -> dict[str, Any]:
    text = "".join(item.text for item in draft.items())
    return {
        "author": draft.name,
        "lang": language,
        "direction": "rtl" if right_to_left(text) else "ltr",
        "page": draft.page,
        "fonts": FAMILIES,
    }


def _section(section: Section) -> dict[str, Any]:
    following: Sequence[Item | None] = [*section.items[1:], None]
    return {
        "heading": shown(section.heading),
        "items": [
            _item(item, heads=after is not None and after.role is Role.BULLET)
            for item, after in zip(section.items, following, strict=True)
        ],
    }


def _item(item: Item, *, heads: bool) -> dict[str, Any]:
    text, strong = shown(item.text), shown(item.strong)
    strong = strong if text.startswith(strong) else ""
    rest, dates = text[len(strong) :], ""
    if item.role is Role.ENTRY and " | " in rest:
        rest, bar, dates = rest.rpartition(" | ")
        dates = bar + dates
    return {"role": item.role, "strong": _runs(strong), "rest": _runs(rest), "dates": _runs(dates), "heads": heads}


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {"block": paragraph.block, "sentences": [_runs(shown(sentence.text)) for sentence in paragraph.sentences]}


def _runs(text: str) -> list[str]:
    """The text cut so that every second piece is a word that may not be broken at its hyphen or slash."""
    return _UNBROKEN.split(text)


_UNBROKEN = re.compile(r"((?<!\S)(?=\S{3,36}(?!\S))\S*[-\u2010/]\S*(?!\S))")
