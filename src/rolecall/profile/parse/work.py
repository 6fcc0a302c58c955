"""Positions: who employed the candidate as what, where and when, and what they did there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rolecall.profile.document import Line
from rolecall.profile.parse.entries import Entry, entries_of
from rolecall.profile.parse.places import find_place, is_place
from rolecall.profile.parse.spans import Sources, Span, join
from rolecall.profile.parse.words import organisedness, titleness
from rolecall.profile.resume import Work

_STRONG = re.compile(
    r"\s+[|–—•·●▪]\s+|\s+-\s+|\s*[–—]\s+|\s+@\s+|\s+at\s+(?=[A-Z])|\s+bei\s+(?=[A-Z])|\s+chez\s+(?=[A-Z])|\t+|\s*\|\s*|\s+[-–—]\s*$|\s+//\s+"
)
_COMMA = re.compile(r"\s*,\s+")
_LABEL = re.compile(
    r"^(?P<label>company|employer|organi[sz]ation|client|position|role|designation|title|job title|location|place|firma|unternehmen|"
    r"arbeitgeber|entreprise|société|poste|lieu|empresa|puesto|cargo|azienda|ruolo|bedrijf|functie)(?:\s+name)?\s*[:\-–]\s*(?=\S)",
    re.IGNORECASE,
)
_POSITION_LABELS = {
    "position",
    "role",
    "designation",
    "title",
    "job title",
    "poste",
    "puesto",
    "cargo",
    "ruolo",
    "functie",
}
_PLACE_LABELS = {"location", "place", "lieu"}
_PLACEHOLDER = re.compile(r"\s*Company Name\b")
_PROSE_TAIL = re.compile(r"City\s*,\s*State(?:\s*,\s*(?:USA|Country))?\s+(?=\S)")


@dataclass(slots=True)
class Parts:
    """The head of an entry taken apart. `first` and `second` are the two names in the order they stand."""

    names: list[Span] = field(default_factory=list)
    place: Span | None = None
    position: Span | None = None
    employer: Span | None = None
    tail: Span | None = None


def read_work(lines: Sequence[Line], sources: Sources, offset: int) -> list[Work]:
    """The positions of a section; `offset` is the number of positions before it."""
    entries = [entry for entry in entries_of(lines) if entry.head or entry.bullets or entry.prose]
    heads = [take_apart(entry) for entry in entries]
    order = _usual_order(heads)
    found: list[Work] = []
    for entry, parts in zip(entries, heads, strict=True):
        _assign(parts, order)
        pointer = f"/work/{offset + len(found)}"
        prose = ([parts.tail] if parts.tail else []) + entry.prose
        start, end = entry_dates(entry)
        found.append(
            Work(
                name=sources.put(f"{pointer}/name", parts.employer),
                position=sources.put(f"{pointer}/position", parts.position),
                location=sources.put(f"{pointer}/location", parts.place),
                start_date=start if sources.put(f"{pointer}/startDate", entry.when if start else None) else None,
                end_date=end if sources.put(f"{pointer}/endDate", entry.when if end else None) else None,
                summary=_clip(sources.put(f"{pointer}/summary", join(prose, "\n") if prose else None)),
                highlights=sources.put_all(f"{pointer}/highlights", entry.bullets),
            )
        )
    return [work for work in found if work.name or work.position or work.highlights or work.summary]


def entry_dates(entry: Entry) -> tuple[str | None, str | None]:
    """Start and end of an entry; a single date is both."""
    return (entry.period.start, entry.period.end) if entry.period else (None, None)


def take_apart(entry: Entry) -> Parts:
    """Names and place of an entry's head. A note beside the text that is no date is the place."""
    parts = Parts()
    labelled: set[int] = set()
    for number, row in enumerate(entry.head):
        for position, piece in enumerate(row):
            if label := _LABEL.match(piece.text):
                _labelled(parts, label.group("label").casefold(), piece.cut(label.end()).strip())
                labelled.add(number)
                continue
            if tail := _PROSE_TAIL.search(piece.text):
                parts.tail = piece.cut(tail.end())
                piece = piece.cut(0, tail.end()).strip()
            beside = position > 0 and len(entry.head) + len(row) > 2
            _split_piece(parts, piece, beside)
    for note in entry.notes:
        if parts.place is None and (is_place(note.text) or len(note.text) <= 60):
            parts.place = note
    return parts


def _labelled(parts: Parts, label: str, value: Span) -> None:
    if label in _POSITION_LABELS:
        parts.position = parts.position or value
    elif label in _PLACE_LABELS:
        parts.place = parts.place or value
    else:
        parts.employer = parts.employer or value


def _split_piece(parts: Parts, piece: Span, beside: bool) -> None:
    if parts.place is None and is_place(piece.text):
        parts.place = piece
        return
    if parts.place is None and (where := find_place(piece.text)):
        first, last = where
        rest = piece.text[last:].strip(" ,.-–—|()")
        before = piece.text[:first]
        # `Bank of America, Charlotte, NC` ends with its place; `Sydney Harbour Trust` does not.
        if not rest and (not before.strip() or re.search(r"[,|–—(\-]\s*$|\s{2,}$|\sin\s+$", before)):
            parts.place = piece.cut(first, last).strip()
            piece = piece.cut(0, first).strip(" \t,;:|·•–—-/(")
            if piece.text.endswith(" in"):
                piece = piece.cut(0, len(piece.text) - 3)
    if placeholder := _PLACEHOLDER.search(piece.text):
        ahead = piece.cut(0, placeholder.start()).strip()
        name = piece.cut(placeholder.start(), placeholder.end()).strip()
        parts.names += [span for span in (ahead, name) if span]
        return
    names = [name for name in _names_in(piece) if name]
    if beside and len(names) == 1 and parts.place is None and parts.names and titleness(names[0].text) < 0.4:
        if organisedness(names[0].text) < 0.4 and len(parts.names) >= 2:
            parts.place = names[0]
            return
    parts.names += names


def _names_in(piece: Span) -> list[Span]:
    if bold := _bold_part(piece):
        return bold
    strong = piece.split(_STRONG)
    if len(strong) > 1:
        return strong
    return _at_comma(piece)


def _bold_part(piece: Span) -> list[Span] | None:
    """`**Acme, Inc.**, Senior Engineer`: the bold part is one name, what follows the other."""
    inner = [(max(a, piece.start) - piece.start, min(b, piece.end) - piece.start) for a, b in piece.strong]
    inner = [(a, b) for a, b in inner if b > a]
    if len(inner) != 1:
        return None
    first, last = inner[0]
    if last - first >= len(piece.text.rstrip()) - 1:
        return None
    sides = [piece.cut(0, first).strip(), piece.cut(first, last).strip(), piece.cut(last).strip()]
    found = [side for side in sides if side]
    return found if 2 <= len(found) <= 3 else None


def _at_comma(piece: Span) -> list[Span]:
    """`Research Intern, NVIDIA Research`: the comma with a title on one side and none on the other."""
    best: tuple[float, int, int] | None = None
    for match in _COMMA.finditer(piece.text):
        left, right = piece.text[: match.start()], piece.text[match.end() :]
        if re.match(r"(?:inc|llc|ltd|l\.?p|corp|s\.?a|gmbh|co)\b", right, re.IGNORECASE):
            continue
        contrast = abs((titleness(left) - organisedness(left)) - (titleness(right) - organisedness(right)))
        contrast -= 0.3 * min(titleness(left), titleness(right))
        if best is None or contrast > best[0]:
            best = (contrast, match.start(), match.end())
    if best is None or best[0] < 0.35:
        return [piece]
    return [piece.cut(0, best[1]).strip(), piece.cut(best[2]).strip()]


def _usual_order(heads: Sequence[Parts]) -> float:
    """Above 0 when in this section the position stands before the employer, by the names that tell."""
    total = 0.0
    for parts in heads:
        if len(parts.names) >= 2:
            total += _is_position(parts.names[0]) - _is_position(parts.names[1])
    return total


def _is_position(span: Span) -> float:
    return titleness(span.text) - 0.8 * organisedness(span.text)


def _assign(parts: Parts, order: float) -> None:
    names = parts.names
    if not names:
        return
    if len(names) == 1:
        if parts.position is None and (_is_position(names[0]) > 0 or parts.employer is not None):
            parts.position = names[0]
        else:
            parts.employer = parts.employer or names[0]
        return
    first, second = names[0], names[1]
    lead = _is_position(first) - _is_position(second)
    position_first = lead > 0 if abs(lead) > 0.9 or order == 0 else order > 0
    position, employer = (first, second) if position_first else (second, first)
    if parts.position is None:
        parts.position = position
    if parts.employer is None:
        parts.employer = employer
    for extra in names[2:]:
        if parts.place is None and len(extra.text) <= 60 and titleness(extra.text) < 0.4:
            parts.place = extra


def _clip(text: str | None) -> str | None:
    return text[:20_000] if text else None
