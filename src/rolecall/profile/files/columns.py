"""Columns of a page: a gutter that no line crosses, with running text on both sides (a column of dates is not one)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rolecall.profile.files.rows import Block, Row, is_side_text

_MIN_ROWS = 4
_SHORT = 34
_SAME_EDGE = 8.0


@dataclass(frozen=True, slots=True)
class Region:
    """Rows that are read from top to bottom, and the edges they share."""

    rows: list[Row]
    x0: float
    x1: float
    column: int = 0
    """1 for a left column, 2 for a right one, 0 for what has the width to itself."""


def regions_of(rows: Sequence[Row], depth: int = 0) -> list[Region]:
    """The page as regions in reading order: what is above columns, the left one, the right one, what is below."""
    found = _best_gutter(rows) if depth < 3 else None
    if found is None:
        return [_region(rows)] if rows else []
    gutter, first, last = found
    left, right = _split(rows[first:last], gutter)
    return [
        *regions_of(rows[:first], depth + 1),
        *(replace(region, column=1) for region in regions_of(left, depth + 1)),
        *(replace(region, column=2) for region in regions_of(right, depth + 1)),
        *regions_of(rows[last:], depth + 1),
    ]


def over_pages(pages: Sequence[list[Region]]) -> list[tuple[int, Region]]:
    """(page index, region) in reading order: a left column that goes on overleaf is read before the right one."""
    found: list[tuple[int, Region]] = []
    for number, regions in enumerate(pages):
        kept: list[tuple[int, Region]] = []
        while found and found[-1][1].column == 2 and found[-1][0] == number - 1:
            kept.insert(0, found.pop())
        left = next((region for page, region in reversed(found) if region.column == 1 and page == number - 1), None)
        going_on = 0
        if kept and left is not None:
            while going_on < len(regions) and _continues(regions[going_on], left):
                going_on += 1
        found += [(number, region) for region in regions[:going_on]]
        found += kept
        found += [(number, region) for region in regions[going_on:]]
    return found


def _continues(region: Region, left: Region) -> bool:
    return region.column != 2 and abs(region.x0 - left.x0) < _SAME_EDGE and region.x1 <= left.x1 + _SAME_EDGE


def _region(rows: Sequence[Row]) -> Region:
    return Region(
        list(rows), min(row.blocks[0].x0 for row in rows), max(block.x1 for row in rows for block in row.blocks)
    )


def _best_gutter(rows: Sequence[Row]) -> tuple[float, int, int] | None:
    best: tuple[float, float, int, int] | None = None
    for gutter in _candidates(rows):
        for first, last in _runs(rows, gutter):
            weight = _weight(rows[first:last], gutter)
            if weight and (best is None or weight > best[0]):
                best = (weight, gutter, first, last)
    return best[1:] if best else None


def _candidates(rows: Sequence[Row]) -> list[float]:
    starts = sorted(block.x0 - 2.0 for row in rows for block in row.blocks)
    kept: list[float] = []
    for start in starts:
        if not kept or start - kept[-1] > 4:
            kept.append(start)
    return [x for x in kept if sum(abs(start - x) <= 4 for start in starts) >= _MIN_ROWS]


def _side(block: Block, gutter: float) -> int:
    """-1 left of the gutter, 1 right of it, 0 across."""
    return -1 if block.x1 <= gutter else 1 if block.x0 >= gutter - 2.5 else 0


def _runs(rows: Sequence[Row], gutter: float) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = 0
    for index in range(len(rows) + 1):
        if index == len(rows) or any(_side(block, gutter) == 0 for block in rows[index].blocks):
            if index - start >= _MIN_ROWS:
                runs.append(_trimmed(rows, gutter, start, index))
            start = index + 1
    return [run for run in runs if run[1] - run[0] >= _MIN_ROWS]


def _trimmed(rows: Sequence[Row], gutter: float, first: int, last: int) -> tuple[int, int]:
    """Cut to where both columns have text; a column that runs to the foot of the page keeps its rest."""
    sides = [{_side(block, gutter) for block in row.blocks} for row in rows[first:last]]
    right = [first + i for i, side in enumerate(sides) if 1 in side]
    left = [first + i for i, side in enumerate(sides) if -1 in side]
    if not left or not right:
        return first, first
    top = max(min(left), min(right))
    # A heading over one column belongs to it: rows above stay when they stand close on its own side only.
    begin = top
    while begin > first and rows[begin].y - rows[begin - 1].y < 2.2 * rows[begin].size and begin > top - 2:
        begin -= 1
    if min(left) == min(right):
        begin = top
    end = len(rows) if last == len(rows) else min(max(left), max(right)) + 1
    if last != len(rows):
        end = max(max(right) + 1, end) if max(right) >= max(left) else max(right) + 1
    return begin, min(end, last)


def _weight(rows: Sequence[Row], gutter: float) -> float:
    """How much running text stands on the weaker side; 0 when it is a column of dates or a grid of words."""
    left = [block for row in rows for block in row.blocks if _side(block, gutter) < 0]
    right = [block for row in rows for block in row.blocks if _side(block, gutter) > 0]
    if len(left) < _MIN_ROWS - 1 or len(right) < _MIN_ROWS - 1:
        return 0.0
    shared = sum(len({_side(block, gutter) for block in row.blocks}) == 2 for row in rows)
    for side in (left, right):
        notes = sum(is_side_text(block.text) for block in side)
        short = sum(len(block.text) <= _SHORT and not block.bullet for block in side)
        if notes >= 0.35 * len(side):
            return 0.0
        if short >= 0.85 * len(side) and shared >= 0.6 * min(len(left), len(right)):
            return 0.0
    gap = min(block.x0 for block in right) - max(block.x1 for block in left)
    if gap < 7:
        return 0.0
    return float(min(sum(len(block.text) for block in side) for side in (left, right)))


def _split(rows: Sequence[Row], gutter: float) -> tuple[list[Row], list[Row]]:
    halves: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        for half, sign in zip(halves, (-1, 1), strict=True):
            blocks = tuple(block for block in row.blocks if _side(block, gutter) == sign)
            if blocks:
                half.append(Row(row.y, [word for block in blocks for word in block.words], blocks))
    return halves
