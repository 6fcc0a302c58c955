"""The lines of a section to entries: a head with a date, notes beside it, and what is told under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rolecall.profile.document import Line
from rolecall.profile.parse.dates import Period, is_duration
from rolecall.profile.parse.degrees import DEGREE
from rolecall.profile.parse.headlines import dates_of, may_be_head, period_in, tells
from rolecall.profile.parse.places import find_place, is_place
from rolecall.profile.parse.spans import Span
from rolecall.profile.parse.starts import prepared, starts_of
from rolecall.profile.parse.words import LIKELY, organisedness, titleness


@dataclass(slots=True)
class Entry:
    """One entry. `head` are the pieces of its head without dates, row by row."""

    head: list[list[Span]] = field(default_factory=list)
    period: Period | None = None
    when: Span | None = None
    notes: list[Span] = field(default_factory=list)
    prose: list[Span] = field(default_factory=list)
    bullets: list[Span] = field(default_factory=list)

    @property
    def pieces(self) -> list[Span]:
        return [span for row in self.head for span in row]


def entries_of(lines: Sequence[Line], begins: Callable[[Sequence[Line]], list[int]] | None = None) -> list[Entry]:
    """Entries in the order of the section. Dates in the heads say where one begins, else the heads' look does.

    `begins` may know better for a kind of section: it gives the lines that begin an entry, or none.
    """
    lines = prepared(lines)
    starts = (begins(lines) if begins else []) or starts_of(lines)
    bounds = [*starts, len(lines)]
    return [_entry(lines[first:last]) for first, last in pairwise(bounds)]


def _entry(lines: Sequence[Line]) -> Entry:
    entry = Entry()
    in_head = True
    dateless = 0
    for index, line in enumerate(lines):
        if line.side:
            _note(entry, line)
        elif (line.bullet and entry.head) or line.bullet:
            in_head = False
            entry.bullets += [Span.of(cell) for cell in line.cells]
        elif in_head and _belongs_to_head(entry, line, lines, index, dateless):
            dateless = dateless + 1 if entry.period else 0
            _head_row(entry, line)
        else:
            in_head = False
            entry.prose.append(Span(line.text, line.start, line.end))
    return entry


def _belongs_to_head(entry: Entry, line: Line, lines: Sequence[Line], index: int, dateless: int) -> bool:
    if index == 0:
        return True
    if entry.period is None and dates_of(line):
        return True
    if not may_be_head(line) or len(entry.head) >= 4:
        return False
    if entry.period is None:
        later = any(dates_of(other) for other in lines[index : index + 3] if not other.bullet)
        return later or (line.bold and not line.gap) or (len(entry.head) < 2 and tells(line))
    if is_place(line.text) or any(is_place(cell.text) for cell in line.cells):
        return dateless < 2
    known = entry.pieces
    has_title = any(titleness(span.text) > LIKELY for span in known)
    has_name = any(organisedness(span.text) > LIKELY > titleness(span.text) for span in known) or len(known) > 1
    if not known:
        return dateless < 2
    if (degree := DEGREE.match(line.text)) and degree.end() < len(line.text):
        parted = line.gap and any(DEGREE.search(span.text) for span in known)
        if not parted:
            return dateless < 2
    if line.bold and not line.gap and dateless < 2:
        return True
    text = line.text
    if (not has_title and titleness(text) > LIKELY) or (not has_name and organisedness(text) > LIKELY):
        return dateless < 2 and len(text.split()) <= 14
    # Words after a title that stand alone before the bullets are the employer's name, unless they read like a sentence.
    follows = lines[index + 1] if index + 1 < len(lines) else None
    lone = len(known) == 1 and dateless <= 1 and not line.gap
    return (
        lone
        and len(text.split()) <= 8
        and not text.endswith(".")
        and (follows is None or follows.bullet or follows.gap)
    )


def _head_row(entry: Entry, line: Line) -> None:
    row: list[Span] = []
    for cell in line.cells:
        span = Span.of(cell)
        if is_duration(span.text):
            continue
        found = None if entry.period else period_in(span)
        if found:
            entry.period = found[0]
            entry.when = span.cut(found[0].begin, found[0].finish)
            row += [part for part in found[1] if part]
        elif span.strip():
            row.append(span.strip(" \t,;|·•–—"))
    if row:
        entry.head.append(row)


def _note(entry: Entry, line: Line) -> None:
    span = Span(line.text, line.start, line.end)
    if is_duration(span.text):
        return
    found = period_in(span)
    if found and entry.period is None:
        entry.period, entry.when = found[0], span.cut(found[0].begin, found[0].finish)
        entry.notes += [part for part in found[1] if part]
    elif find_place(span.text) or len(span.text) <= 60:
        entry.notes.append(span.strip())
