"""The words of a document, each with its line, section and what the rules made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rolecall.profile.document import Document, Line
from rolecall.profile.parse.sections import Section, sections_of
from rolecall.profile.resume import Resume

_WORD = re.compile(r"(?:19|20)\d\d(?!\w)|[^\W_](?:[\w+#]|[.'’&/@:?=-](?=\w))*|\S")
INDEX = re.compile(r"/\d+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign at `start`..`end` of the document. `rule`: the field the rules gave it to, without indexes."""

    text: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its words and where it stands: in which kind of section, as which of its lines."""

    line: Line
    words: tuple[Word, ...]
    section: str
    place: int
    left: int
    heading: bool


def rows_of(document: Document, resume: Resume) -> list[Row]:
    """The lines of a document in reading order with their words; feet of pages are left out."""
    fields = _Fields(resume)
    rows: list[Row] = []
    for section in sections_of(document):
        rows += _rows(section, fields)
    return rows


def _rows(section: Section, fields: _Fields) -> Iterator[Row]:
    if section.heading is not None:
        yield Row(section.heading, _words(section.heading, fields, 1), section.kind.value, -1, 0, heading=True)
    for place, line in enumerate(section.lines):
        left = len(section.lines) - place - 1
        yield Row(line, _words(line, fields), section.kind.value, place, left, heading=False)


def _words(line: Line, fields: _Fields, cells: int | None = None) -> tuple[Word, ...]:
    """The words of a line; of a heading only its first cell, as the others belong to the section's first line."""
    found: list[Word] = []
    for cell in line.cells[:cells]:
        exact = cell.end - cell.start == len(cell.text)
        for match in _WORD.finditer(cell.text):
            start = cell.start + match.start() if exact else cell.start
            end = cell.start + match.end() if exact else cell.end
            found.append(Word(match.group(), start, end, fields.at(start)))
    return tuple(found)


class _Fields:
    """Which field of the rules a place of the text belongs to; the shortest, where fields lie in one another."""

    def __init__(self, resume: Resume) -> None:
        self._at: dict[int, str] = {}
        ranked = sorted(resume.sources.items(), key=lambda item: item[1].start - item[1].end)
        for pointer, source in ranked:
            name = INDEX.sub("", pointer).strip("/")
            if source.end - source.start <= _LONGEST:
                self._at.update(dict.fromkeys(range(source.start, source.end), name))

    def at(self, place: int) -> str:
        return self._at.get(place, "")


_LONGEST = 4000
"""Letters; a longer field is text and no name of anything."""
