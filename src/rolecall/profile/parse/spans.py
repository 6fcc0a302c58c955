"""Pieces of a document's text that remember where they stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rolecall.profile.document import Cell, Document
from rolecall.profile.resume import Source

_EDGE = " \t\r\n\u00a0,;:|·•–—-/"


@dataclass(frozen=True, slots=True)
class Span:
    """`text` stood at `start`..`end` of the document (it may have been tidied since); `strong` are its bold parts."""

    text: str
    start: int
    end: int
    strong: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, cell: Cell) -> Span:
        return cls(cell.text, cell.start, cell.end, cell.strong)

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    def cut(self, first: int, last: int | None = None) -> Span:
        """The part between two offsets of the text."""
        last = len(self.text) if last is None else last
        return Span(self.text[first:last], self.start + first, self.start + last, self.strong)

    def strip(self, edge: str = _EDGE) -> Span:
        """Without blanks and separators at both ends. Brackets are kept when they pair up."""
        left = len(self.text) - len(self.text.lstrip(edge))
        right = len(self.text.rstrip(edge))
        piece = self.cut(left, max(left, right))
        text = piece.text
        if text[:1] in "([" and text[-1:] in ")]" and text.count("(") + text.count("[") == 1:
            return piece.cut(1, len(text) - 1).strip(edge)
        if text.startswith("(") and ")" not in text:
            return piece.cut(1).strip(edge)
        if text.endswith(")") and "(" not in text:
            return piece.cut(0, len(text) - 1).strip(edge)
        return piece

    def split(self, pattern: re.Pattern[str]) -> list[Span]:
        """The parts between matches, stripped, without empty ones."""
        parts: list[Span] = []
        position = 0
        for match in pattern.finditer(self.text):
            parts.append(self.cut(position, match.start()).strip())
            position = match.end()
        parts.append(self.cut(position).strip())
        return [part for part in parts if part]

    def without(self, first: int, last: int) -> list[Span]:
        """What is left on both sides when a part is taken out, stripped, without empty ones."""
        return [part for part in (self.cut(0, first).strip(), self.cut(last).strip()) if part]

    @property
    def bold(self) -> bool:
        covered = sum(max(0, min(end, self.end) - max(start, self.start)) for start, end in self.strong)
        return covered * 2 > max(1, len(self.text.strip()))


def join(spans: Sequence[Span], separator: str = " ") -> Span:
    """Several spans as one value; its place reaches from the first to the last."""
    return Span(separator.join(span.text for span in spans), min(s.start for s in spans), max(s.end for s in spans))


@dataclass(slots=True)
class Sources:
    """Writes down for each field where it stood."""

    document: Document
    found: dict[str, Source] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [line.start for line in self.document.lines]

    def put(self, pointer: str, span: Span | None) -> str | None:
        """Remember the span for the pointer, and give its text with white space folded (None for nothing)."""
        if span is None or not span:
            return None
        index = bisect_right(self._starts, span.start) - 1
        page = self.document.lines[index].page if index >= 0 else None
        text = self.document.text[span.start : span.end]
        self.found[pointer] = Source(page=page, start=span.start, end=span.end, text=text[:20_000])
        return " ".join(span.text.split())

    def forget(self, pointer: str) -> None:
        """Take back what was written down for an entry that turned out to be none."""
        for known in [known for known in self.found if known == pointer or known.startswith(pointer + "/")]:
            del self.found[known]

    def put_all(self, pointer: str, spans: Iterable[Span], limit: int = 20_000) -> tuple[str, ...]:
        """The same for a list: `/work/0/highlights` gives `/work/0/highlights/0`, `/1`, …."""
        values: list[str] = []
        for span in spans:
            value = self.put(f"{pointer}/{len(values)}", span)
            if value:
                values.append(value[:limit])
        return tuple(values)
