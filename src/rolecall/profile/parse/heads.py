"""The head of a position taken apart: position, employer and place, in whatever order and punctuation they come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rolecall.profile.parse.entries import Entry
from rolecall.profile.parse.places import find_place, is_place
from rolecall.profile.parse.spans import Span
from rolecall.profile.parse.words import LIKELY, organisedness, titleness

_STRONG = re.compile(
    r"\s+[|–—•·●▪]\s+|\s+-\s+|\s*[–—]\s+|\s+@\s+|\s+at\s+(?=[A-Z])|\s+bei\s+(?=[A-Z])|\s+chez\s+(?=[A-Z])|\t+|\s*\|\s*|"
    r"\s+[-–—]\s*$|\s+//\s+"
)
_COMMA = re.compile(r"\s*,\s+")
_LEGAL_FORM = re.compile(r"(?:inc|llc|ltd|l\.?p|corp|s\.?a|gmbh|co)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?P<label>company|employer|organi[sz]ation|client|position|role|designation|title|job title|location|place|firma|unternehmen|"
    r"arbeitgeber|entreprise|société|poste|lieu|empresa|puesto|cargo|azienda|ruolo|bedrijf|functie)(?:\s+name)?\s*:\s*(?=\S)",
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
_NAMELESS = re.compile(r"\bCompany Name\b")
_PROSE_AFTER = re.compile(r"City\s*,\s*State(?:\s*,\s*(?:USA|Country))?\s+(?=\S)")
_BEFORE_PLACE = re.compile(r"[,|–—(\-]\s*$|\s{2,}$|\sin\s+$|Company Name\s+$")
_NOTE_LENGTH = 60
_TITLE_WORDS = 8
_CONTRAST = 0.35
_CLEAR = 0.9


@dataclass(slots=True)
class Parts:
    """What a head names. `names` are position and employer as long as it is open which is which."""

    names: list[Span] = field(default_factory=list)
    place: Span | None = None
    position: Span | None = None
    employer: Span | None = None
    tail: Span | None = None
    """Text that begins in the line of the head."""


def take_apart(entry: Entry) -> Parts:
    """Names and place of an entry's head. A note beside the text that is no date is the place."""
    parts = Parts()
    for row in entry.head:
        for position, piece in enumerate(row):
            if label := _LABEL.match(piece.text):
                _labelled(parts, label.group("label").casefold(), piece.cut(label.end()).strip())
            else:
                beside = position > 0 and len(entry.head) + len(row) > 2
                _take(parts, piece, beside)
    for note in entry.notes:
        if parts.place is None and (is_place(note.text) or len(note.text) <= _NOTE_LENGTH):
            parts.place = note
    return parts


def usual_order(heads: Sequence[Parts]) -> float:
    """Above 0 when in this section the position stands before the employer, by the names that tell."""
    return sum(_is_position(p.names[0]) - _is_position(p.names[1]) for p in heads if len(p.names) > 1)


def assign(parts: Parts, order: float) -> None:
    """Decide which name is the position; where the words do not tell, the order of the section does."""
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
    position_first = lead > 0 if abs(lead) > _CLEAR or order == 0 else order > 0
    position, employer = (first, second) if position_first else (second, first)
    parts.position = parts.position or position
    parts.employer = parts.employer or employer
    for extra in names[2:]:
        if parts.place is None and len(extra.text) <= _NOTE_LENGTH and titleness(extra.text) < LIKELY:
            parts.place = extra


def _labelled(parts: Parts, label: str, value: Span) -> None:
    if label in _POSITION_LABELS:
        parts.position = parts.position or value
    elif label in _PLACE_LABELS:
        parts.place = parts.place or value
    else:
        parts.employer = parts.employer or value


def _take(parts: Parts, piece: Span, beside: bool) -> None:
    if nameless := _NAMELESS.search(piece.text):
        _take_nameless(parts, piece, nameless)
        return
    if parts.place is None and is_place(piece.text):
        parts.place = piece
        return
    if parts.place is None and (where := find_place(piece.text)):
        first, last = where
        before, rest = piece.text[:first], piece.text[last:].strip(" ,.-–—|()")
        # `Bank of America, Charlotte, NC` ends with its place; `Sydney Harbour Trust` does not.
        if not rest and (not before.strip() or _BEFORE_PLACE.search(before)):
            parts.place = piece.cut(first, last).strip()
            piece = piece.cut(0, first).strip(" \t,;:|·•–—-/(")
            if piece.text.endswith(" in"):
                piece = piece.cut(0, len(piece.text) - 3)
    names = [name for name in _names_in(piece) if name]
    third = beside and len(names) == 1 and parts.place is None and len(parts.names) > 1
    if third and max(titleness(names[0].text), organisedness(names[0].text)) < LIKELY:
        parts.place = names[0]
    else:
        parts.names += names


def _take_nameless(parts: Parts, piece: Span, nameless: re.Match[str]) -> None:
    """An anonymised head: `Analyst Company Name - City , State`, with more of a title or text behind the place."""
    parts.names += [span for span in (piece.cut(0, nameless.start()).strip(), piece.cut(*nameless.span())) if span]
    rest = piece.cut(nameless.end())
    where = find_place(rest.text)
    if where is None:
        return
    parts.place = parts.place or rest.cut(*where).strip()
    after = rest.cut(where[1]).strip()
    if after and nameless.start() == 0 and len(after.text.split()) <= _TITLE_WORDS:
        parts.names.insert(0, after)
    elif after:
        parts.tail = after


def _names_in(piece: Span) -> list[Span]:
    if bold := _bold_part(piece):
        return bold
    strong = piece.split(_STRONG)
    return strong if len(strong) > 1 else _at_comma(piece)


def _bold_part(piece: Span) -> list[Span] | None:
    """`**Acme, Inc.**, Senior Engineer`: the bold part is one name, what follows the other."""
    inner = [(max(a, piece.start) - piece.start, min(b, piece.end) - piece.start) for a, b in piece.strong]
    inner = [(a, b) for a, b in inner if b > a]
    if len(inner) != 1:
        return None
    first, last = inner[0]
    if last - first >= len(piece.text.rstrip()) - 1:
        return None
    found = [
        side for side in (piece.cut(0, first).strip(), piece.cut(first, last).strip(), piece.cut(last).strip()) if side
    ]
    return found if len(found) > 1 else None


def _at_comma(piece: Span) -> list[Span]:
    """`Research Intern, NVIDIA Research`: the comma with a title on one side and none on the other."""
    best: tuple[float, int, int] | None = None
    for match in _COMMA.finditer(piece.text):
        left, right = piece.text[: match.start()], piece.text[match.end() :]
        if _LEGAL_FORM.match(right):
            continue
        contrast = abs((titleness(left) - organisedness(left)) - (titleness(right) - organisedness(right)))
        contrast -= 0.3 * min(titleness(left), titleness(right))
        if best is None or contrast > best[0]:
            best = (contrast, match.start(), match.end())
    if best is None or best[0] < _CONTRAST:
        return [piece]
    return [piece.cut(0, best[1]).strip(), piece.cut(best[2]).strip()]


def _is_position(span: Span) -> float:
    return titleness(span.text) - 0.8 * organisedness(span.text)
