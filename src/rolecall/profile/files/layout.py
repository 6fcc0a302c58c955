"""Words on pages to lines in reading order: furniture away, columns apart, wrapped lines together, side notes aside."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rolecall.profile.document import Document, Hyperlink, Writer
from rolecall.profile.files.columns import Region, over_pages, regions_of
from rolecall.profile.files.furniture import without_furniture
from rolecall.profile.files.glyphs import Word
from rolecall.profile.files.rows import Block, PageWords, Row, is_side_text, rows_of, tidy

_ADDRESS = re.compile(r"\S@\S|^(?:https?://|www\.)|\.(?:com|org|net|io|dev)(?:/|$)|^\+?\d[\d()-]{6,}$")
_LABEL = re.compile(r"[A-ZÀ-Þ][\w&/ -]{1,32}: ")
_PITCH_LIMIT = 1.38
_MIN_MEASURE = 0.55
"""A column is only taken as filled when its longest lines reach over this part of it."""


def lay_out(pages: Sequence[PageWords]) -> Document:
    """The document in reading order."""
    rows = without_furniture([rows_of(page) for page in pages])
    writer = Writer()
    composer = _Composer(writer)
    for index, region in over_pages([regions_of(page_rows) for page_rows in rows]):
        composer.region(region, pages[index].number)
    return writer.document(links=_hyperlinks(pages, composer.placed), pages=len(pages))


@dataclass(slots=True)
class _Paragraph:
    blocks: list[Block]
    page: int
    bullet: bool
    gap: bool
    text_x: float
    rows: list[Row] = field(default_factory=list)
    sides: list[Block] = field(default_factory=list)
    """Notes beside a bullet or paragraph: lines of their own after it."""
    lead: list[Block] = field(default_factory=list)
    rest: list[Block] = field(default_factory=list)
    """Notes beside a header row: cells of its line, before and behind the text."""


@dataclass(slots=True)
class _Composer:
    """Collects rows to paragraphs and writes them. `placed` remembers where each word went, for the links."""

    writer: Writer
    placed: list[tuple[int, Word, int]] = field(default_factory=list)
    current: _Paragraph | None = None

    def region(self, region: Region, page: int) -> None:
        rows = region.rows
        pitch = _usual_pitch(rows)
        gaps = [
            index == 0 or row.y - rows[index - 1].y > pitch * _PITCH_LIMIT * min(row.size, rows[index - 1].size)
            for index, row in enumerate(rows)
        ]
        measures = _measures(rows, gaps, region.x1)
        for index, row in enumerate(rows):
            self._row(row, rows[index - 1] if index else None, region, page, gaps[index], measures[index])
        self._flush()

    def _row(self, row: Row, before: Row | None, region: Region, page: int, gap: bool, measure: float) -> None:
        blocks = list(row.blocks)
        lead = [blocks.pop(0)] if len(blocks) > 1 and is_side_text(blocks[0].text) else []
        main = blocks[0]
        marked = [block for block in blocks[1:] if block.bullet]
        rest = [block for block in blocks[1:] if not block.bullet]
        current = self.current
        if (
            current
            and not main.bullet
            and not gap
            and before is not None
            and current.page == page
            and not (lead and not current.bullet)
            and self._goes_on(current, main, rest, region, measure)
        ):
            current.blocks.append(main)
            current.rows.append(row)
            current.sides += lead + rest
            return
        self._flush()
        if main.bullet:
            self.current = _Paragraph([main], page, True, gap, main.text_x, [row], lead + rest)
        else:
            # A header row keeps its side notes in the line, in the order they stand on the page.
            self.current = _Paragraph([main], page, False, gap, main.x0, [row], lead=lead, rest=rest)
        for block in marked:
            self._flush()
            self.current = _Paragraph([block], page, True, False, block.text_x, [row])

    def _goes_on(self, current: _Paragraph, block: Block, rest: list[Block], region: Region, measure: float) -> bool:
        last = current.blocks[-1]
        if abs(block.size - last.size) > 0.12 * last.size:
            return False
        if rest and not all(is_side_text(side.text) or current.bullet for side in rest):
            return False
        if last.text.endswith("\u00ad"):
            return True
        if (current.rest or current.lead) and (rest or block.bold != last.bold or not last.ends_open):
            return False
        if _ADDRESS.search(last.words[-1].text) or _ADDRESS.search(block.words[0].text):
            return False
        if _LABEL.match(block.text) and (last.text[-1:] not in ",-" or _LABEL.match(current.blocks[0].text)):
            return False
        indented = block.x0 >= current.text_x - 0.35 * block.size
        if current.bullet and not indented:
            return False
        if not current.bullet and abs(block.x0 - last.x0) > 2.2 * block.size:
            return False
        edge = max(measure, last.x1)
        wide = edge - region.x0 >= _MIN_MEASURE * (region.x1 - region.x0)
        full = wide and last.x1 + 0.2 * block.size + block.first_width > edge + 0.5
        if block.bold != last.bold and not current.bullet and not (full and last.ends_open):
            return False
        if block.starts_small and (full or current.bullet or last.x1 - region.x0 > 0.6 * (region.x1 - region.x0)):
            return True
        return full

    def _flush(self) -> None:
        current, self.current = self.current, None
        if current is None:
            return
        groups = [*([block] for block in current.lead), current.blocks, *([block] for block in current.rest)]
        first = current.blocks[0]
        joined = [_join(group) for group in groups]
        cells = [(text, _strong(text, starts, group)) for (text, starts), group in zip(joined, groups, strict=True)]
        line = self.writer.add(
            cells,
            page=current.page,
            bullet=current.bullet,
            gap=current.gap,
            size=first.size,
            bold=first.bold,
            x=first.x0,
        )
        if line is None:
            return
        for cell, (_, starts), group in zip(line.cells, joined, groups, strict=True):
            self._place(current.page, cell.start, starts, group)
        for side in current.sides:
            self._write_side(side, current.page)

    def _write_side(self, block: Block, page: int) -> None:
        text, starts = _join([block])
        line = self.writer.add([(text, ())], page=page, side=True, size=block.size, bold=block.bold, x=block.x0)
        if line is not None:
            self._place(page, line.start, starts, [block])

    def _place(self, page: int, start: int, starts: list[int], blocks: list[Block]) -> None:
        words = [word for block in blocks for word in block.words]
        self.placed += [(page, word, start + offset) for word, offset in zip(words, starts, strict=True)]


def _join(blocks: Sequence[Block]) -> tuple[str, list[int]]:
    """The text of wrapped lines as one, with the offset of each word; hyphens of the line break go."""
    text = ""
    starts: list[int] = []
    for number, block in enumerate(blocks):
        for position, word in enumerate(block.words):
            shown = tidy(word.text)
            at_break = number > 0 and position == 0
            if text.endswith("\u00ad"):
                text = text[:-1]
            elif text and not (at_break and text.endswith("-") and text[-2:-1].isalnum() and shown[:1].islower()):
                text += " "
            starts.append(len(text))
            text += shown
    return text.replace("\u00ad", ""), starts


def _strong(text: str, starts: list[int], blocks: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    words = [word for block in blocks for word in block.words]
    spans: list[tuple[int, int]] = []
    for index, (start, word) in enumerate(zip(starts, words, strict=True)):
        if not word.bold:
            continue
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        end = start + len(text[start:end].rstrip())
        if spans and text[spans[-1][1] : start].strip() == "" and index and words[index - 1].bold:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)


def _usual_pitch(rows: Sequence[Row]) -> float:
    """Line distance in units of the letters' size, as most neighbouring lines have it."""
    steps = sorted(
        (after.y - row.y) / row.size
        for row, after in itertools.pairwise(rows)
        if abs(after.size - row.size) < 0.1 * row.size and 0.7 < (after.y - row.y) / row.size < 2.4
    )
    return steps[len(steps) // 3] if steps else 1.2


def _measures(rows: Sequence[Row], gaps: Sequence[bool], right: float) -> list[float]:
    """The right edge the text around each row can reach: the region's, or in an entry with side notes its own."""
    measures = [right] * len(rows)
    starts = [index for index, gap in enumerate(gaps) if gap] + [len(rows)]
    for first, last in itertools.pairwise(starts):
        group = rows[first:last]
        if any(row.blocks[-1] is not row.main and not row.blocks[-1].bullet for row in group):
            measures[first:last] = [max(row.main.x1 for row in group)] * len(group)
    return measures


def _hyperlinks(pages: Sequence[PageWords], placed: Sequence[tuple[int, Word, int]]) -> list[Hyperlink]:
    found: list[Hyperlink] = []
    for page in pages:
        words = [(word, start) for number, word, start in placed if number == page.number]
        for url, x0, top, x1, bottom in page.links:
            under = [
                (start, start + len(tidy(word.text)))
                for word, start in words
                if x0 - 1 <= (word.x0 + word.x1) / 2 <= x1 + 1 and top - 1 <= word.y - 0.3 * word.size <= bottom + 1
            ]
            start, end = (min(s for s, _ in under), max(e for _, e in under)) if under else (0, 0)
            if found and found[-1].url == url and found[-1].start <= start <= found[-1].end + 1:
                found[-1] = Hyperlink(url, found[-1].start, max(found[-1].end, end))
            else:
                found.append(Hyperlink(url, start, end))
    return found
