"""Positions: who employed the candidate as what, where and when, and what they did there."""

from __future__ import annotations

from collections.abc import Sequence

from rolecall.profile.document import Line
from rolecall.profile.parse.entries import Entry, entries_of
from rolecall.profile.parse.heads import assign, take_apart, usual_order
from rolecall.profile.parse.spans import Sources, join
from rolecall.profile.resume import Work

_LONGEST = 20_000


def read_work(lines: Sequence[Line], sources: Sources, offset: int) -> list[Work]:
    """The positions of a section; `offset` is the number of positions before it."""
    entries = [entry for entry in entries_of(lines) if entry.head or entry.bullets or entry.prose]
    heads = [take_apart(entry) for entry in entries]
    order = usual_order(heads)
    found: list[Work] = []
    for entry, parts in zip(entries, heads, strict=True):
        assign(parts, order)
        pointer = f"/work/{offset + len(found)}"
        prose = ([parts.tail] if parts.tail else []) + entry.prose
        start, end = entry_dates(entry)
        summary = sources.put(f"{pointer}/summary", join(prose, "\n") if prose else None)
        work = Work(
            name=sources.put(f"{pointer}/name", parts.employer),
            position=sources.put(f"{pointer}/position", parts.position),
            location=sources.put(f"{pointer}/location", parts.place),
            start_date=start if sources.put(f"{pointer}/startDate", entry.when if start else None) else None,
            end_date=end if sources.put(f"{pointer}/endDate", entry.when if end else None) else None,
            summary=summary[:_LONGEST] if summary else None,
            highlights=sources.put_all(f"{pointer}/highlights", entry.bullets),
        )
        if work.name or work.position or work.highlights or work.summary:
            found.append(work)
        else:
            sources.forget(pointer)
    return found


def entry_dates(entry: Entry) -> tuple[str | None, str | None]:
    """Start and end of an entry; a single date is both."""
    return (entry.period.start, entry.period.end) if entry.period else (None, None)
