"""DOCX: every paragraph in order, also in tables, text boxes, headers and footers. XML is read without entities."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from rolecall.platform.hidden import UNSHOWN
from rolecall.profile.document import Document, Hyperlink, Line, Writer
from rolecall.profile.files.docx_parts import (
    Style,
    W,
    is_on,
    main_part,
    properties,
    read_part,
    relations,
    size_of,
    styles,
)
from rolecall.profile.files.docx_sight import Eyes
from rolecall.profile.files.glyphs import BULLETS
from rolecall.profile.files.notices import hidden_notice, properties_notice
from rolecall.profile.files.text import read_text
from rolecall.profile.files.unreadable import Empty, Malformed, TooLarge, TooLong

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAX_PARTS = 2_000
_MAX_PARAGRAPHS = 6_000
_PARAGRAPHS_A_PAGE = 60
_GAP_TWIPS = 110
_BARE_LINES = 10
_LEADING_BULLET = re.compile(
    r"^\s*(?:[" + re.escape("".join(sorted(BULLETS - set("-–—*»·")))) + r"]+|[-–*·](?=\s)|\d{1,2}[.)](?=\s))\s*"
)


@dataclass(slots=True)
class _Paragraph:
    """One line of a paragraph: its text with tabs, bold parts, links, and how it looks."""

    text: str
    strong: list[tuple[int, int]]
    links: list[tuple[str, int, int]]
    bullet: bool
    heading: bool
    size: float
    gap: bool
    indent: float


@dataclass(slots=True)
class _Row:
    cells: list[list[_Paragraph | _Row]] = field(default_factory=list)


def read_docx(data: bytes, *, max_pages: int) -> Document:
    """The document's text. Raises `UnreadableResume` for broken, empty and oversized files."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Malformed("DOCX") from None
    if len(names) > _MAX_PARTS:
        raise TooLarge("it is packed in thousands of parts")
    known = styles(archive, names)
    reader = _Reader(known, Writer(), [])
    parts = sorted(name for name in names if re.fullmatch(r"word/header\d*\.xml", name))
    body = main_part(names)
    for name in [
        *parts,
        body,
        *sorted(n for n in names if re.fullmatch(r"word/(?:footer|footnotes|endnotes)\d*\.xml", n)),
    ]:
        root = read_part(archive, name)
        reader.relations = relations(archive, names, name)
        reader.eyes = Eyes(known, root)
        reader.aside = bool(re.match(r"word/(?:foot|end)", name))
        reader.read(root)
    if not any(char.isalnum() for part in reader.writer.parts for char in part):
        raise Empty
    if reader.count > max_pages * _PARAGRAPHS_A_PAGE:
        raise TooLong(reader.count // _PARAGRAPHS_A_PAGE, max_pages)
    notices = (*hidden_notice(" ".join(reader.unseen)), *properties_notice(properties(archive, names)))
    if _is_bare(reader.writer.lines):
        # Text that was pasted or converted line by line: read it as such, so that wrapped lines find together.
        return replace(read_text("\n".join(reader.writer.parts)), links=tuple(reader.links), notices=notices)
    return reader.writer.document(links=reader.links, notices=notices)


def _is_bare(lines: list[Line]) -> bool:
    """Whether nothing but the words themselves tells headings, bullets and paragraphs apart."""
    return len(lines) > _BARE_LINES and not any(
        line.bold or line.bullet or line.heading or line.gap for line in lines[1:]
    )


@dataclass(slots=True)
class _Reader:
    styles: dict[str, Style]
    writer: Writer
    links: list[Hyperlink]
    relations: dict[str, str] = field(default_factory=dict)
    count: int = 0
    aside: bool = False
    empty_before: bool = True
    eyes: Eyes = field(default_factory=lambda: Eyes({}))
    unseen: list[str] = field(default_factory=list)

    def read(self, root: etree._Element) -> None:
        self._write(list(self._content(root)))

    def _content(self, element: etree._Element) -> Iterator[_Paragraph | _Row]:
        """Paragraphs and table rows below an element, in order; text boxes come after the paragraph they hang on."""
        for child in element:
            if not isinstance(child.tag, str) or child.tag == _FALLBACK:
                continue
            if child.tag == f"{W}p":
                self.count += 1
                if self.count > _MAX_PARAGRAPHS:
                    raise TooLarge(f"it has more than {_MAX_PARAGRAPHS} paragraphs")
                yield from self._paragraph(child)
                for box in self._boxes(child):
                    yield from self._content(box)
            elif child.tag == f"{W}tbl":
                for row in child.iter(f"{W}tr"):
                    if self._nearest_table(row) is child:
                        yield _Row([list(self._content(cell)) for cell in self._row_cells(row)])
            else:
                yield from self._content(child)

    def _nearest_table(self, row: etree._Element) -> etree._Element | None:
        return next(row.iterancestors(f"{W}tbl"), None)

    def _row_cells(self, row: etree._Element) -> list[etree._Element]:
        return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr"), None) is row]

    def _boxes(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        for box in paragraph.iter(f"{W}txbxContent"):
            ancestors = list(box.iterancestors())
            if any(a.tag == _FALLBACK for a in ancestors):
                continue
            if next(box.iterancestors(f"{W}p"), None) is paragraph:
                yield box

    def _paragraph(self, element: etree._Element) -> Iterator[_Paragraph]:
        properties = element.find(f"{W}pPr")
        style = self._style(properties)
        listed = style.listed
        before = indent = 0.0
        if properties is not None:
            numbering = properties.find(f"{W}numPr")
            listed = listed or (numbering is not None and not _no_numbering(numbering))
            before = _number(properties.find(f"{W}spacing"), "before")
            indent = _number(properties.find(f"{W}ind"), "left") / 20
        text, strong, sizes, links = "", [], [], []
        for run, hyperlink in self._runs(element):
            piece = _text(run)
            if not piece:
                continue
            look = run.find(f"{W}rPr")
            if piece.strip() and self.eyes.misses(run, look, style):
                self.unseen.append(piece)
                continue
            explicit = look.find(f"{W}b") if look is not None else None
            bold = is_on(look, "b") if explicit is not None else style.bold
            sizes.append((size_of(look) or style.size, len(piece.strip())))
            if bold:
                strong.append((len(text), len(text) + len(piece)))
            if hyperlink:
                links.append((hyperlink, len(text), len(text) + len(piece)))
            text += piece
        size = max(sizes, key=lambda item: item[1])[0] if sizes else style.size
        if not text.strip():
            self.empty_before = True
            return
        gap = self.empty_before or before >= _GAP_TWIPS
        self.empty_before = False
        position = 0
        for part in text.split("\n"):
            end = position + len(part)
            if part.strip():
                yield _Paragraph(
                    part,
                    [
                        (max(a, position) - position, min(b, end) - position)
                        for a, b in strong
                        if b > position and a < end
                    ],
                    [
                        (u, max(a, position) - position, min(b, end) - position)
                        for u, a, b in links
                        if b > position and a < end
                    ],
                    listed,
                    style.heading,
                    size,
                    gap,
                    indent,
                )
                gap = False
            position = end + 1

    def _style(self, properties: etree._Element | None) -> Style:
        item = properties.find(f"{W}pStyle") if properties is not None else None
        key = item.get(f"{W}val", "") if item is not None else ""
        return self.styles.get(key) or self.styles.get("Normal") or self.styles.get("") or Style(size=11.0)

    def _runs(self, paragraph: etree._Element) -> Iterator[tuple[etree._Element, str | None]]:
        for run in paragraph.iter(f"{W}r"):
            if next(run.iterancestors(f"{W}p"), None) is not paragraph:
                continue
            link = next(run.iterancestors(f"{W}hyperlink"), None)
            target = self.relations.get(link.get(f"{_R}id", "")) if link is not None else None
            yield run, target

    def _write(self, items: list[_Paragraph | _Row]) -> None:
        for item in items:
            if isinstance(item, _Paragraph):
                self._line([item])
            else:
                self._row(item)

    def _row(self, row: _Row) -> None:
        """A row of single paragraphs is one line; a date beside a text goes with its first line; else cell by cell."""
        cells = [cell for cell in row.cells if cell]
        if cells and all(isinstance(cell[0], _Paragraph) for cell in cells):
            firsts = [cell[0] for cell in cells if isinstance(cell[0], _Paragraph)]
            short = [len(cell) == 1 and len(first.text) < 60 for cell, first in zip(cells, firsts, strict=True)]
            if len(cells) > 1 and sum(short) >= len(cells) - 1 and not any(first.bullet for first in firsts):
                self._line(firsts)
                for cell in cells:
                    self._write(cell[1:])
                return
        for cell in cells:
            self._write(cell)

    def _line(self, paragraphs: list[_Paragraph]) -> None:
        cells: list[tuple[str, tuple[tuple[int, int], ...]]] = []
        links: list[tuple[str, int, int, int]] = []
        bullet = paragraphs[0].bullet
        for paragraph in paragraphs:
            position = 0
            for part in paragraph.text.split("\t"):
                end = position + len(part)
                lead = len(part) - len(part.lstrip())
                if not cells and (mark := _LEADING_BULLET.match(part)) and mark.end() < len(part):
                    bullet, lead = True, mark.end()
                shown = part[lead:].rstrip()
                begin = position + lead
                finish = begin + len(shown)
                if shown:
                    strong = [
                        (max(a, begin) - begin, min(b, finish) - begin)
                        for a, b in paragraph.strong
                        if b > begin and a < finish
                    ]
                    links += [
                        (u, len(cells), max(a, begin) - begin, min(b, finish) - begin)
                        for u, a, b in paragraph.links
                        if b > begin and a < finish
                    ]
                    cells.append((shown, tuple(strong)))
                elif part.strip() in BULLETS and part.strip():
                    bullet = True
                position = end + 1
        first = paragraphs[0]
        heavy = sum(b - a for _, spans in cells for a, b in spans) * 2 > sum(len(text) for text, _ in cells)
        line = self.writer.add(
            cells,
            bullet=bullet and not first.heading,
            gap=first.gap,
            size=first.size,
            bold=heavy,
            x=first.indent,
            heading=first.heading,
            aside=self.aside,
        )
        if line is not None:
            self.links += [Hyperlink(u, line.cells[c].start + a, line.cells[c].start + b) for u, c, a, b in links]


def _no_numbering(numbering: etree._Element) -> bool:
    item = numbering.find(f"{W}numId")
    return item is not None and item.get(f"{W}val") == "0"


def _number(element: etree._Element | None, name: str) -> float:
    value = element.get(f"{W}{name}", "0") if element is not None else "0"
    return float(value) if re.fullmatch(r"-?\d+(?:\.\d+)?", value) else 0.0


def _text(run: etree._Element) -> str:
    parts: list[str] = []
    for child in run:
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            parts.append("\t")
        elif child.tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif child.tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif child.tag == f"{W}sym":
            code = child.get(f"{W}char", "")
            parts.append(chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,5}", code) else "")
    return UNSHOWN.sub("", "".join(parts).replace("\u00a0", " "))
