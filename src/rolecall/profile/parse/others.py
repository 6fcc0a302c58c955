"""Projects, and everything else a résumé may hold: publications, awards, talks, volunteering, interests."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rolecall.profile.document import Hyperlink, Line
from rolecall.profile.parse.dates import only_period
from rolecall.profile.parse.entries import Entry as Piece
from rolecall.profile.parse.entries import entries_of
from rolecall.profile.parse.headlines import period_in
from rolecall.profile.parse.places import is_place
from rolecall.profile.parse.spans import Sources, Span, join
from rolecall.profile.parse.work import entry_dates
from rolecall.profile.resume import Entry, Project

_VENUE = re.compile(r"\((?P<venue>[^()]{2,120})\)\s*$")
_NAME_LIMIT = 300


def read_projects(lines: Sequence[Line], links: Sequence[Hyperlink], sources: Sources, offset: int) -> list[Project]:
    """The projects of a section; `offset` is the number of projects before it."""
    found: list[Project] = []
    for entry in entries_of(lines):
        pointer = f"/projects/{offset + len(found)}"
        start, end = entry_dates(entry)
        pieces = entry.pieces
        if not pieces and entry.bullets and len(entry.bullets) == 1:
            pieces, entry.bullets = entry.bullets, []
        place = next((piece for piece in [*pieces[1:], *entry.notes] if is_place(piece.text)), None)
        names = [piece for piece in pieces if piece is not place]
        prose = names[1:] + entry.prose
        url = next((link for link in links if names and names[0].start <= link.start < names[0].end), None)
        name = sources.put(f"{pointer}/name", names[0].cut(0, 1_000) if names else None)
        if not name and not entry.bullets and not prose:
            sources.forget(pointer)
            continue
        found.append(
            Project(
                name=name,
                description=sources.put(f"{pointer}/description", join(prose, "\n") if prose else None),
                start_date=start if sources.put(f"{pointer}/startDate", entry.when if start else None) else None,
                end_date=end if sources.put(f"{pointer}/endDate", entry.when if end else None) else None,
                url=sources.put(f"{pointer}/url", Span(url.url, url.start, url.end)) if url else None,
                location=sources.put(f"{pointer}/location", place),
                highlights=sources.put_all(f"{pointer}/highlights", entry.bullets),
            )
        )
    return found


def read_others(section: str, lines: Sequence[Line], sources: Sources, offset: int) -> list[Entry]:
    """Entries of a section JSON Resume has no closer shape for. In a plain list every line is an entry."""
    found: list[Entry] = []
    for entry in _others(lines):
        pointer = f"/others/{offset + len(found)}"
        pieces = entry.pieces
        if not pieces and len(entry.bullets) == 1:
            pieces, entry.bullets = entry.bullets, []
        prose = pieces[1:] + entry.prose
        venue = _venue(prose)
        date = (entry.period.end or entry.period.start) if entry.period else None
        name = pieces[0] if pieces else None
        if name and len(name.text) > _NAME_LIMIT:
            prose, name = [name, *prose], None
        made = Entry(
            section=section[:200],
            name=sources.put(f"{pointer}/name", name),
            organization=sources.put(f"{pointer}/organization", venue),
            date=date if sources.put(f"{pointer}/date", entry.when) else None,
            summary=sources.put(f"{pointer}/summary", join(prose, "\n") if prose else None),
            highlights=sources.put_all(f"{pointer}/highlights", entry.bullets),
        )
        if made.name or made.summary or made.highlights:
            found.append(made)
        else:
            sources.forget(pointer)
    return found


def _others(lines: Sequence[Line]) -> list[Piece]:
    if any(not line.bullet and not line.side for line in lines) and any(
        line.gap or line.bold or line.bullet or _dated(lines[0]) for line in lines[1:]
    ):
        entries = entries_of(lines)
        if len(entries) > 1 or any(not line.bullet for line in lines):
            return entries
    return [_single(line) for line in lines if not line.side]


def _dated(line: Line) -> bool:
    """Whether the line has a date in a column of its own."""
    return len(line.cells) > 1 and any(only_period(cell.text) for cell in line.cells)


def _single(line: Line) -> Piece:
    whole = Span(line.text, line.start, line.end, tuple(s for cell in line.cells for s in cell.strong))
    entry = Piece()
    if found := period_in(whole):
        entry.period, entry.when = found[0], whole.cut(found[0].begin, found[0].finish)
    entry.head = [[whole.strip(" \t,;|·•")]]
    return entry


def _venue(prose: Sequence[Span]) -> Span | None:
    for span in prose:
        if match := _VENUE.search(span.text):
            return span.cut(match.start("venue"), match.end("venue"))
    return None
