"""The lines of a section to entries: a head with a date, notes beside it, and what is told under it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from rolecall.profile.document import Cell, Line
from rolecall.profile.parse.dates import Period, is_duration, only_period, periods
from rolecall.profile.parse.places import find_place, is_place
from rolecall.profile.parse.spans import Span
from rolecall.profile.parse.words import LIKELY, organisedness, titleness

_HEAD_LENGTH = 110
_BARE_HEAD_LENGTH = 80
_BETWEEN_DATES = re.compile(r"\s*(?:to|till|until|bis|à|a|al|até|tot|[-–—])\s*", re.IGNORECASE)
_LONE_ADDRESS = re.compile(r"^\s*\w{2,6}://\S+\s*$")
_LABELLED = re.compile(
    r"^(?!(?:company|employer|organi[sz]ation|client|position|role|designation|title|location|firma|unternehmen|entreprise|poste|empresa|"
    r"puesto|cargo|azienda|ruolo|bedrijf|functie)\b)[\w/&.-]+(?:\s[\w/&.-]+){0,3}\s?:\s?\S",
    re.IGNORECASE,
)
_UNDER_A_HEAD = re.compile(
    r"^(?:(?:key|main|major|core|job|roles?|duties)\s?(?:and|&|/)?\s?)*(?:responsibilit(?:y|ies)|achievements?|accomplishments?|duties|tasks|highlights|"
    r"aufgaben|tätigkeiten|missions?|funciones|responsabilidades|mansioni|taken|description|job\sprofile|environment|projects?|job\sdescription)\s*:?\s*-?$",
    re.IGNORECASE,
)
_HEAD_LINES = 3


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
    lines = _unbulleted(_with_whole_dates([line for line in lines if not _LONE_ADDRESS.match(line.text)]))
    starts = (begins(lines) if begins else []) or _starts(lines) or _starts_without_dates(lines)
    if not starts:
        return []
    if starts[0] > 0 and any(not line.bullet for line in lines[: starts[0]]):
        starts = [0, *starts] if starts[0] > _HEAD_LINES else [0, *starts[1:]]
    bounds = [*starts, len(lines)]
    return [_entry(lines[first:last]) for first, last in itertools.pairwise(bounds)]


def period_in(span: Span) -> tuple[Period, list[Span]] | None:
    """The date of a head line at its start, its end or in brackets, and what is left of the line."""
    text = span.text
    found = periods(text)
    for period in reversed(found):
        before, after = text[: period.begin].rstrip(), text[period.finish :].strip()
        at_end = not after.strip(" ).,;|-–—:]") or is_duration(after)
        at_start = not before.strip(" (,;|-–—:[•")
        bracketed = before.endswith(("(", "[")) and after.startswith((")", "]"))
        ranged = not period.single
        if at_end or at_start or bracketed or (ranged and len(text) <= _HEAD_LENGTH):
            begin, finish = period.begin, period.finish
            if bracketed:
                begin, finish = len(before) - 1, text.index(after[0], period.finish) + 1
            elif at_end:
                finish = len(text)
            left = [
                part
                for part in span.without(begin, finish)
                if not is_duration(part.text) and part.text.casefold() not in _DATE_WORDS
            ]
            return period, [_without_lead(part) for part in left]
    return None


_DATE_WORDS = {
    "date",
    "dates",
    "duration",
    "period",
    "from",
    "since",
    "zeitraum",
    "year",
    "expected",
    "graduated",
    "graduation",
    "est",
    "exp",
}
_LEADING_WORDS = re.compile(
    r"\s*[,(|–-]?\s*\b(?:from|duration|period|since|expected|graduated|graduation|date)\s*:?$", re.IGNORECASE
)


def _without_lead(span: Span) -> Span:
    match = _LEADING_WORDS.search(span.text)
    return span.cut(0, match.start()).strip() if match else span


def _with_whole_dates(lines: Sequence[Line]) -> list[Line]:
    """A range that was broken over lines (`May 2013`, `to`, `June 2015`) as one line."""
    whole: list[Line] = []
    for line in lines:
        whole.append(line)
        if len(whole) >= 3 and _BETWEEN_DATES.fullmatch(whole[-2].text):
            first, last = whole[-3], whole[-1]
            text = " ".join(part.text for part in whole[-3:])
            if len(text) == last.end - first.start and (only := only_period(text)) and not only.single:
                whole[-3:] = [replace(first, cells=(Cell(text, first.start, last.end),))]
    return whole


def _unbulleted(lines: Sequence[Line]) -> list[Line]:
    """Heads that are set as bullets themselves (a list of jobs with lists in them) count as heads."""
    if any(dates_of(line) for line in lines if not line.bullet):
        return list(lines)
    plain: list[Line] = []
    for line in lines:
        head = line.bullet and dates_of(line) is not None and len(line.text) <= _HEAD_LENGTH
        plain.append(replace(line, bullet=False) if head else line)
    return plain


def dates_of(line: Line) -> tuple[Period, list[Span]] | None:
    """The date of a line, if the line can be (part of) a head."""
    for cell in line.cells:
        if only_period(cell.text):
            return periods(cell.text)[0], []
    if len(line.text) > _HEAD_LENGTH + 40:
        return None
    for cell in line.cells:
        if found := period_in(Span.of(cell)):
            if found[0].single and _is_sentence(cell.text):
                continue
            return found
    return None


def _is_sentence(text: str) -> bool:
    return (text.rstrip().endswith((".", "!", ";")) and len(text.split()) > 7) or len(text.split()) > 16


def may_be_head(line: Line) -> bool:
    text = line.text.strip()
    if line.bullet or line.side or len(text) > _HEAD_LENGTH or not any(char.isalpha() for char in text):
        return False
    if text.endswith((".", ";", "!")) and len(text.split()) > 6:
        return False
    if _LABELLED.match(text) or _UNDER_A_HEAD.match(text) or (len(text) > _BARE_HEAD_LENGTH and not line.bold):
        return False
    return not text.endswith(":") and not text[:1].islower()


def _starts(lines: Sequence[Line]) -> list[int]:
    dates = [index for index, line in enumerate(lines) if not line.bullet and dates_of(line)]
    if not dates:
        return []
    ranged = [index for index in dates if not dates_of(lines[index])[0].single]  # type: ignore[index]
    if len(ranged) >= 2 and len(ranged) * 2 >= len(dates):
        # Where ranges are the rule, a lone year within text under a head is no new entry.
        dates = [index for index in dates if index in ranged or _strong_single(lines, index)]
    strong = [index for index in dates if _strong_date(lines, index)]
    if len(strong) >= 2:
        # Where dates stand by themselves, a year at the end of a line under a head is no new entry.
        dates = strong
    first = dates[0]
    date_first = first == 0 and only_period(lines[0].text) is not None
    starts: list[int] = []
    floor = 0
    informative_gaps = any(not line.gap for line in lines[1:])
    for index in dates:
        line = lines[index]
        if line.side:
            start = _head_before(lines, index, floor)
        elif date_first or (
            line.bold and not only_period(line.text) and len(line.cells) > 1 and (line.gap or index == floor)
        ):
            start = index
        else:
            start = _look_back(lines, index, floor, informative_gaps)
        if starts and start <= starts[-1]:
            if line.side or not starts or index - starts[-1] <= _HEAD_LINES:
                continue
            start = index
        starts.append(start)
        floor = index + 1
    return starts


def _strong_date(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    return (
        line.side
        or any(only_period(cell.text) for cell in line.cells)
        or bool(periods(line.text) and not periods(line.text)[0].single)
    )


def _strong_single(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    return line.side or line.bold or any(only_period(cell.text) for cell in line.cells)


def _head_before(lines: Sequence[Line], index: int, floor: int) -> int:
    """The head that a date beside the text belongs to: the lines over the bullets it stands beside."""
    position = index
    while position > floor and (lines[position - 1].bullet or lines[position - 1].side):
        position -= 1
    while position > floor and not (lines[position - 1].bullet or lines[position - 1].side):
        position -= 1
        if lines[position].gap or lines[position].bold:
            break
    return position


def _look_back(lines: Sequence[Line], index: int, floor: int, informative_gaps: bool) -> int:
    """The first line of the head whose date stands on line `index`."""
    line = lines[index]
    start = index
    named = titleness(line.text) > LIKELY, organisedness(line.text) > LIKELY
    own: list[Span] | list[Cell] = (dates_of(line) or (None, []))[1] or [
        cell for cell in line.cells if not only_period(cell.text) and not is_place(cell.text)
    ]
    wanted = _HEAD_LINES - (1 if own else 0) - (1 if all(named) else 0)
    while start > floor and wanted > 0:
        above = lines[start - 1]
        if not may_be_head(above) or dates_of(above):
            break
        parted = lines[start].gap and informative_gaps and not (not own and start == index)
        if parted and not _blank_lined(lines, floor, index) and not (above.gap and start == index and _tells(above)):
            break
        if (
            own
            and not above.bold
            and lines[start].gap is not False
            and titleness(above.text) + organisedness(above.text) < LIKELY
        ):
            break
        start -= 1
        wanted -= 1
        if above.bold and above.gap and informative_gaps:
            break
    return start


def _blank_lined(lines: Sequence[Line], floor: int, index: int) -> bool:
    """Whether every line around a head has an empty one above it (text copied from the web)."""
    near = lines[max(floor, index - 2) : index + 1]
    return all(line.gap for line in near) and not any(line.size for line in near)


def _starts_without_dates(lines: Sequence[Line]) -> list[int]:
    """Heads told by their look: bold, or a plain line over bullets; in a bare list every bullet is an entry."""
    bold = [i for i, line in enumerate(lines) if line.bold and not line.bullet and not line.side]
    if bold and len(bold) < len(lines):
        return [i for i in bold if i == 0 or i - 1 not in bold or lines[i].gap]
    heads = _heads_over_bullets(lines)
    if heads:
        return heads
    return [i for i, line in enumerate(lines) if not line.side]


def _heads_over_bullets(lines: Sequence[Line]) -> list[int]:
    """First lines of short blocks (three lines at most) that stand over bullets."""
    heads: list[int] = []
    for index, line in enumerate(lines):
        if index == 0 or not line.bullet or lines[index - 1].bullet or not may_be_head(lines[index - 1]):
            continue
        first = index - 1
        while first > 0 and index - first < _HEAD_LINES and may_be_head(lines[first - 1]) and not lines[first].gap:
            first -= 1
        heads.append(first)
    return heads


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
        return later or (line.bold and not line.gap) or (len(entry.head) < 2 and _tells(line))
    if is_place(line.text) or any(is_place(cell.text) for cell in line.cells):
        return dateless < 2
    known = entry.pieces
    has_title = any(titleness(span.text) > LIKELY for span in known)
    has_name = any(organisedness(span.text) > LIKELY > titleness(span.text) for span in known) or len(known) > 1
    if not known:
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


def _tells(line: Line) -> bool:
    return titleness(line.text) > LIKELY or organisedness(line.text) > LIKELY or is_place(line.text)


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
