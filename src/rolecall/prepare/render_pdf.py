"""PDF by Typst: tagged PDF/UA-1 and PDF/A-2a, the same bytes for the same content, nothing from the network.

The candidate's text reaches Typst as JSON in `sys.inputs` and is set as strings: nothing in it can be markup or code.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from typing import Any

import orjson
import typst

from rolecall.prepare.arrange import arrange
from rolecall.prepare.content import Block, Draft, Item, Paragraph, Role, Section
from rolecall.prepare.designs import DESIGNS
from rolecall.prepare.glyphs import TEMPLATES, families, fonts, is_letter, missing, right_to_left, shown

DENSITIES = 4
_STANDARDS: list[Any] = ["ua-1", "a-2a"]
_ONE_AT_A_TIME = threading.Lock()
"""A compiler keeps its inputs; two threads may not share it at once."""
_MOST_REPAIRS = 5
_FEW = 3
_LONGEST_RUNNING = 60
_FULL, _HALF = 0.75, 0.5
"""Of a page: what ends above the first is set with more air, with all there is of it from the second on."""
_LOOSER = 2.0
"""Steps of density that a short résumé may be set below 0: a step is some 4 % of a page's height."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a document goes: its pages, and how much of the last one is used, 0 to 1."""

    pages: int
    used: float


def resume_pdf(draft: Draft) -> bytes:
    """The résumé as PDF."""
    data, extent = _set(draft)
    if extent.pages == 1 and draft.density == 0:
        data["density"] = -_LOOSER * _unused(extent)
    return _compiled(_resume_template(draft), data, draft)


def letter_pdf(draft: Draft) -> bytes:
    """The cover letter as PDF; one page as long as it can be."""
    for size in (11.0, 10.4, 9.8, 9.4):
        data = _letter_data(draft, size)
        extent = _measured("letter.typ", data)[0]
        if extent.pages == 1:
            data["air"] = _unused(extent)
            break
    return _compiled("letter.typ", data, draft)


def _unused(extent: Extent) -> float:
    """How much room a single page leaves to set it with more air, 0 to 1."""
    return min(1.0, max(0.0, (_FULL - extent.used) / (_FULL - _HALF)))


def resume_extent(draft: Draft) -> Extent:
    """How long the résumé is when set."""
    return _set(draft)[1]


def unshowable(draft: Draft) -> tuple[str, ...]:
    """Characters of the package that the fonts do not have."""
    return missing("".join([*(item.text for item in draft.items()), *(s.text for s in draft.sentences())]))


def running_words(draft: Draft) -> str:
    """What stands before the number of each page from the second one on; nothing for a name that fills a line."""
    name = shown(draft.name)
    return f"{name} · " if name and len(name) <= _LONGEST_RUNNING else ""


def _resume_template(draft: Draft) -> str:
    return "resume.typ" if DESIGNS[draft.design].columns == 1 else "resume-sidebar.typ"


def _set(draft: Draft) -> tuple[dict[str, Any], Extent]:
    """What the template is given, with pages begun earlier where a line of a list would stand alone; and its extent."""
    breaks: set[int] = set()
    for _ in range(_MOST_REPAIRS):
        data = _Numbered(breaks).resume(draft)
        extent, pages = _measured(_resume_template(draft), data)
        found = set(_better_breaks(data, pages)) - breaks
        if not found:
            break
        breaks |= found
    return data, extent


def _better_breaks(data: Mapping[str, Any], pages: Mapping[int, int]) -> Iterable[int]:
    """Lines before which a page should begin: else one line of a list would stand alone before or after its end."""
    for section in data["sections"]:
        items = section["items"]
        for start, end in _lists(items):
            on = [pages[item["n"]] for item in items[start:end]]
            if on[-2] < on[-1] and len(on) > _FEW:
                yield items[end - 2]["n"]
            elif on[-2] < on[-1] or on[0] < on[1]:
                # Too few to be parted: the entry goes along with its lines.
                entry = start
                while entry > 0 and items[entry - 1]["heads"]:
                    entry -= 1
                yield items[entry]["n"]


def _lists(items: Sequence[Mapping[str, Any]]) -> Iterable[tuple[int, int]]:
    """Where runs of at least two bullets begin and end."""
    start = 0
    for at, item in enumerate([*items, {"role": None}]):
        if item["role"] != Role.BULLET:
            if at - start > 1:
                yield start, at
            start = at + 1


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(str(TEMPLATES / template), root=str(TEMPLATES), font_paths=fonts())


def _measured(template: str, data: Mapping[str, Any]) -> tuple[Extent, dict[int, int]]:
    """How far a document goes, and the page of each numbered line. The compiler remembers its layout."""
    with _ONE_AT_A_TIME:
        # A picture of one pixel an inch costs nothing; a query alone takes no new inputs.
        _compiler(template).compile(format="png", ppi=1, sys_inputs=_inputs(data))
        told = _compiler(template).query("<end>", field="value", one=True)
    end = orjson.loads(told)
    return Extent(end["page"], float(str(end["y"]).rstrip("%"))), dict(end["lines"])


def _compiled(template: str, data: Mapping[str, Any], draft: Draft) -> bytes:
    stamp = int(datetime.combine(draft.today, time(), UTC).timestamp())
    # The standards demand a glyph for every character; without one the text still reads, with a box in its place.
    standards = [] if any(is_letter(char) for char in unshowable(draft)) else _STANDARDS
    with _ONE_AT_A_TIME:
        pdf = _compiler(template).compile(
            format="pdf", sys_inputs=_inputs(data), pdf_standards=standards, timestamp=stamp
        )
    assert isinstance(pdf, bytes)
    return pdf


def _inputs(data: Mapping[str, Any]) -> dict[str, str]:
    return {"data": orjson.dumps(data).decode()}


@dataclass
class _Numbered:
    """The data of a résumé, its lines numbered in reading order. Before those in `breaks` a page begins."""

    breaks: set[int]
    count: int = 0

    def resume(self, draft: Draft) -> dict[str, Any]:
        parts = arrange(draft)
        head = [self._item(item) for item in parts.head]
        return {
            **_common(draft, draft.language),
            "direction": _direction(item.text for item in draft.items()),
            "title": draft.name or draft.posting.title,
            "density": draft.density,
            "head": {
                "name": next((item for item in head if item["role"] == Role.NAME), None),
                "label": next((item for item in head if item["role"] == Role.LABEL), None),
                "contacts": [item for item in head if item["role"] == Role.CONTACT],
            },
            "aside": [self._section(section) for section in parts.aside],
            "sections": [self._section(section) for section in parts.main],
        }

    def _section(self, section: Section) -> dict[str, Any]:
        following: Sequence[Item | None] = [*section.items[1:], None]
        return {
            "heading": shown(section.heading),
            "items": [
                self._item(item, heads=after is not None and after.role is Role.BULLET and item.role is not Role.BULLET)
                for item, after in zip(section.items, following, strict=True)
            ],
        }

    def _item(self, item: Item, *, heads: bool = False) -> dict[str, Any]:
        self.count += 1
        text, strong = shown(item.text), shown(item.strong)
        # A line that would be bold from end to end stresses nothing.
        strong = strong if text.startswith(strong) and (item.role is Role.ENTRY or strong != text) else ""
        rest, dates = text[len(strong) :], ""
        if item.role is Role.ENTRY and " | " in rest:
            rest, bar, dates = rest.rpartition(" | ")
            dates = bar + dates
        return {
            "n": self.count,
            "role": item.role,
            "strong": _runs(strong),
            "rest": _runs(rest),
            "loose": [rest],
            "after": _runs(rest.removeprefix(",").strip()),
            "dates": _runs(dates),
            "span": _runs(dates.removeprefix(" | ")),
            "href": link_of(text, *(fact.text for fact in item.facts)) if item.role is Role.CONTACT else "",
            "rtl": right_to_left(text),
            "heads": heads,
            "breaks": self.count in self.breaks,
        }


def _letter_data(draft: Draft, size: float) -> dict[str, Any]:
    return {
        **_common(draft, draft.letter_language),
        "direction": _direction(s.text for p in draft.letter if p.block in _RUNNING for s in p.sentences),
        "title": next(
            (s.text for p in draft.letter if p.block is Block.SUBJECT for s in p.sentences), draft.posting.title
        ),
        "size": size,
        "air": 0.0,
        "density": 0,
        "letter": [_paragraph(paragraph) for paragraph in draft.letter],
    }


_RUNNING = (Block.TEXT, Block.CLOSING)


def _direction(texts: Iterable[str]) -> str:
    return "rtl" if right_to_left(" ".join(texts)) else "ltr"


def _common(draft: Draft, language: str) -> dict[str, Any]:
    text = "".join(item.text for item in draft.items())
    return {
        "author": draft.name,
        "running": running_words(draft),
        "lang": language,
        "page": draft.page,
        "design": draft.design,
        "fonts": families(DESIGNS[draft.design].fonts, text + "".join(s.text for s in draft.sentences())),
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    sender = paragraph.block is Block.SENDER
    return {
        "block": paragraph.block,
        "sentences": [
            {
                "rest": _lead(shown(sentence.text)) if paragraph.block is Block.LEAD else _runs(shown(sentence.text)),
                "loose": [shown(sentence.text)],
                "rtl": right_to_left(sentence.text),
                "href": link_of(sentence.text, *(fact.text for fact in sentence.facts)) if sender else "",
            }
            for sentence in paragraph.sentences
        ],
    }


def _lead(text: str) -> list[str]:
    """As `_runs`, with the dates in brackets at its end in one piece."""
    found = _IN_BRACKETS.search(text)
    return [*_runs(text[: found.start()]), found[0], ""] if found else _runs(text)


_IN_BRACKETS = re.compile(r"\([^()]{4,40}\)$")


def link_of(*texts: str) -> str:
    """Where a way to reach the candidate leads: a `mailto:`, `tel:` or web address; empty when it is none."""
    for text in texts:
        bare = text.strip()
        if _MAIL.fullmatch(bare):
            return f"mailto:{bare}"
        if bare.casefold().startswith(("http://", "https://")) and _WEB.fullmatch(bare.partition("//")[2]):
            return bare
    bare = texts[0].strip()
    if _WEB.fullmatch(bare):
        return f"https://{bare}"
    if _PHONE.fullmatch(bare):
        return "tel:" + re.sub(r"(?!^\+)\D", "", bare.replace("(0)", ""))
    return ""


_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"(?:[\w-]+\.)+[a-zA-Z]{2,24}(?::\d+)?(?:[/?#][^\s<>\"\\^`{|}]*)?")
_PHONE = re.compile(r"\+?[\d\s()./–-]{6,24}")


def _runs(text: str) -> list[str]:
    """The text cut so that every second piece is a word that may not be broken within, as at its hyphen."""
    return _UNBROKEN.split(text)


_UNBROKEN = re.compile(r"((?<!\S)(?=\S{3,36}(?!\S))\S*(?:[-\u2010/+#&]|f[A-Z])\S*(?!\S))")
