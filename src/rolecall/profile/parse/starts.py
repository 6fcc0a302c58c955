"""Where entries begin: at the head whose date it is, or at the head that its look tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rolecall.profile.document import Cell, Line
from rolecall.profile.parse.dates import only_period, periods
from rolecall.profile.parse.headlines import HEAD_LENGTH, LONE_ADDRESS, dates_of, may_be_head, tells
from rolecall.profile.parse.places import is_place
from rolecall.profile.parse.spans import Span
from rolecall.profile.parse.words import LIKELY, organisedness, titleness

_HEAD_LINES = 3
_BETWEEN_DATES = re.compile(r"\s*(?:to|till|until|bis|à|a|al|até|tot|[-–—])\s*", re.IGNORECASE)


def prepared(lines: Sequence[Line]) -> list[Line]:
    """The lines without lone addresses, with dates made whole and heads that were set as bullets."""
    return _unbulleted(_with_whole_dates([line for line in lines if not LONE_ADDRESS.match(line.text)]))


def starts_of(lines: Sequence[Line]) -> list[int]:
    """Indexes of the lines that begin an entry."""
    starts = _starts(lines) or _starts_without_dates(lines)
    if starts and starts[0] > 0 and any(not line.bullet for line in lines[: starts[0]]):
        return [0, *starts] if starts[0] > _HEAD_LINES else [0, *starts[1:]]
    return starts


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
            line.bold
            and not only_period(line.text)
            and len(line.cells) > 1
            and (line.gap or index == floor)
            and not (index > floor and _first_row_of_head(lines[index - 1]))
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


def _first_row_of_head(line: Line) -> bool:
    """A bold line set apart from what is over it, with a place in its second column instead of a date."""
    return line.bold and line.gap and len(line.cells) > 1 and is_place(line.cells[-1].text) and not dates_of(line)


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
        if (
            parted
            and not _blank_lined(lines, floor, index)
            and not (above.gap and start == index and (tells(above) or above.bold or is_place(above.cells[-1].text)))
        ):
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
        head = line.bullet and dates_of(line) is not None and len(line.text) <= HEAD_LENGTH
        plain.append(replace(line, bullet=False) if head else line)
    return plain
