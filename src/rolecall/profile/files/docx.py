"""DOCX: every paragraph in order, also in tables, text boxes, headers and footers. XML is read without entities."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from rolecall.profile.document import Document, Hyperlink, Line, Writer
from rolecall.profile.files.glyphs import BULLETS
from rolecall.profile.files.text import read_text
from rolecall.profile.files.unreadable import Empty, Malformed, TooLarge, TooLong

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAX_PART = 24_000_000
_MAX_PARTS = 2_000
_MAX_PARAGRAPHS = 6_000
_PARAGRAPHS_A_PAGE = 60
_GAP_TWIPS = 110
_BARE_LINES = 10
_LEADING_BULLET = re.compile(
    r"^\s*(?:[" + re.escape("".join(sorted(BULLETS - set("-–—*»·")))) + r"]+|[-–*·](?=\s)|\d{1,2}[.)](?=\s))\s*"
)


@dataclass(frozen=True, slots=True)
class _Style:
    name: str = ""
    bold: bool = False
    size: float = 0.0
    heading: bool = False
    listed: bool = False


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
    styles = _styles(archive, names)
    reader = _Reader(styles, Writer(), [])
    parts = sorted(name for name in names if re.fullmatch(r"word/header\d*\.xml", name))
    body = _main_part(names)
    for name in [
        *parts,
        body,
        *sorted(n for n in names if re.fullmatch(r"word/(?:footer|footnotes|endnotes)\d*\.xml", n)),
    ]:
        root = _part(archive, name)
        reader.relations = _relations(archive, names, name)
        reader.aside = bool(re.match(r"word/(?:foot|end)", name))
        reader.read(root)
    if not any(char.isalnum() for part in reader.writer.parts for char in part):
        raise Empty
    if reader.count > max_pages * _PARAGRAPHS_A_PAGE:
        raise TooLong(reader.count // _PARAGRAPHS_A_PAGE, max_pages)
    if _is_bare(reader.writer.lines):
        # Text that was pasted or converted line by line: read it as such, so that wrapped lines find together.
        return replace(read_text("\n".join(reader.writer.parts)), links=tuple(reader.links))
    return reader.writer.document(links=reader.links)


def _is_bare(lines: list[Line]) -> bool:
    """Whether nothing but the words themselves tells headings, bullets and paragraphs apart."""
    return len(lines) > _BARE_LINES and not any(
        line.bold or line.bullet or line.heading or line.gap for line in lines[1:]
    )


def _main_part(names: list[str]) -> str:
    for name in ("word/document.xml", "word/document2.xml"):
        if name in names:
            return name
    raise Malformed("DOCX")


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    try:
        with archive.open(name) as packed:
            data = packed.read(_MAX_PART + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        raise Malformed("DOCX") from None
    except Exception as error:  # zlib.error has no public home in zipfile's signature
        raise Malformed("DOCX") from error
    if len(data) > _MAX_PART:
        raise TooLarge("it unpacks to more than 24 MB of text")
    if b"<!DOCTYPE" in data[:2_000] or b"<!ENTITY" in data:
        raise Malformed("DOCX")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Malformed("DOCX") from None


def _relations(archive: zipfile.ZipFile, names: list[str], part: str) -> dict[str, str]:
    path = re.sub(r"([^/]+)$", r"_rels/\1.rels", part)
    if path not in names:
        return {}
    return {
        item.get("Id", ""): item.get("Target", "")
        for item in _part(archive, path)
        if item.get("Type", "").endswith("/hyperlink") and len(item.get("Target", "")) < 2_000
    }


def _styles(archive: zipfile.ZipFile, names: list[str]) -> dict[str, _Style]:
    if "word/styles.xml" not in names:
        return {}
    root = _part(archive, "word/styles.xml")
    raw = {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}
    base_size = _size(root.find(f"{_W}docDefaults//{_W}rPr")) or 11.0
    found: dict[str, _Style] = {}
    for key in raw:
        name, bold, size, heading, listed = "", False, 0.0, False, False
        at: str | None = key
        for _ in range(8):
            style = raw.get(at or "")
            if style is None:
                break
            title = style.find(f"{_W}name")
            name = name or (title.get(f"{_W}val", "") if title is not None else "")
            run = style.find(f"{_W}rPr")
            bold = bold or _is_on(run, "b")
            size = size or _size(run)
            paragraph = style.find(f"{_W}pPr")
            if paragraph is not None:
                heading = heading or paragraph.find(f"{_W}outlineLvl") is not None
                listed = listed or paragraph.find(f"{_W}numPr") is not None
            parent = style.find(f"{_W}basedOn")
            at = parent.get(f"{_W}val") if parent is not None else None
        lower = name.casefold()
        heading = (heading or lower.startswith(("heading", "überschrift", "titre"))) and not lower.startswith(
            ("list", "normal")
        )
        found[key] = _Style(name, bold, size or base_size, heading, listed or lower.startswith("list"))
    found[""] = _Style(size=base_size)
    return found


def _is_on(run: etree._Element | None, tag: str) -> bool:
    item = run.find(f"{_W}{tag}") if run is not None else None
    return item is not None and item.get(f"{_W}val", "1") not in ("0", "false", "off")


def _size(run: etree._Element | None) -> float:
    item = run.find(f"{_W}sz") if run is not None else None
    value = item.get(f"{_W}val", "") if item is not None else ""
    return int(value) / 2 if value.isdigit() else 0.0


@dataclass(slots=True)
class _Reader:
    styles: dict[str, _Style]
    writer: Writer
    links: list[Hyperlink]
    relations: dict[str, str] = field(default_factory=dict)
    count: int = 0
    aside: bool = False
    empty_before: bool = True

    def read(self, root: etree._Element) -> None:
        self._write(list(self._content(root)))

    def _content(self, element: etree._Element) -> Iterator[_Paragraph | _Row]:
        """Paragraphs and table rows below an element, in order; text boxes come after the paragraph they hang on."""
        for child in element:
            if not isinstance(child.tag, str) or child.tag == _FALLBACK:
                continue
            if child.tag == f"{_W}p":
                self.count += 1
                if self.count > _MAX_PARAGRAPHS:
                    raise TooLarge(f"it has more than {_MAX_PARAGRAPHS} paragraphs")
                yield from self._paragraph(child)
                for box in self._boxes(child):
                    yield from self._content(box)
            elif child.tag == f"{_W}tbl":
                for row in child.iter(f"{_W}tr"):
                    if self._nearest_table(row) is child:
                        yield _Row([list(self._content(cell)) for cell in self._row_cells(row)])
            else:
                yield from self._content(child)

    def _nearest_table(self, row: etree._Element) -> etree._Element | None:
        return next(row.iterancestors(f"{_W}tbl"), None)

    def _row_cells(self, row: etree._Element) -> list[etree._Element]:
        return [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr"), None) is row]

    def _boxes(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        for box in paragraph.iter(f"{_W}txbxContent"):
            ancestors = list(box.iterancestors())
            if any(a.tag == _FALLBACK for a in ancestors):
                continue
            if next(box.iterancestors(f"{_W}p"), None) is paragraph:
                yield box

    def _paragraph(self, element: etree._Element) -> Iterator[_Paragraph]:
        properties = element.find(f"{_W}pPr")
        style = self._style(properties)
        listed = style.listed
        before = indent = 0.0
        if properties is not None:
            numbering = properties.find(f"{_W}numPr")
            listed = listed or (numbering is not None and not _no_numbering(numbering))
            before = _number(properties.find(f"{_W}spacing"), "before")
            indent = _number(properties.find(f"{_W}ind"), "left") / 20
        text, strong, sizes, links = "", [], [], []
        for run, hyperlink in self._runs(element):
            piece = _text(run)
            if not piece:
                continue
            look = run.find(f"{_W}rPr")
            explicit = look.find(f"{_W}b") if look is not None else None
            bold = _is_on(look, "b") if explicit is not None else style.bold
            sizes.append((_size(look) or style.size, len(piece.strip())))
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

    def _style(self, properties: etree._Element | None) -> _Style:
        item = properties.find(f"{_W}pStyle") if properties is not None else None
        key = item.get(f"{_W}val", "") if item is not None else ""
        return self.styles.get(key) or self.styles.get("Normal") or self.styles.get("") or _Style(size=11.0)

    def _runs(self, paragraph: etree._Element) -> Iterator[tuple[etree._Element, str | None]]:
        for run in paragraph.iter(f"{_W}r"):
            if next(run.iterancestors(f"{_W}p"), None) is not paragraph:
                continue
            link = next(run.iterancestors(f"{_W}hyperlink"), None)
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
    item = numbering.find(f"{_W}numId")
    return item is not None and item.get(f"{_W}val") == "0"


def _number(element: etree._Element | None, name: str) -> float:
    value = element.get(f"{_W}{name}", "0") if element is not None else "0"
    return float(value) if re.fullmatch(r"-?\d+(?:\.\d+)?", value) else 0.0


def _text(run: etree._Element) -> str:
    parts: list[str] = []
    for child in run:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in (f"{_W}tab", f"{_W}ptab"):
            parts.append("\t")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif child.tag == f"{_W}sym":
            code = child.get(f"{_W}char", "")
            parts.append(chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,5}", code) else "")
    return "".join(parts).replace("\u00a0", " ").replace("\u200b", "").replace("\u00ad", "")
