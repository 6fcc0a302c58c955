"""A résumé file as lines of text with what is seen of its layout: the common ground of readers and parser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """A run of text without a wide gap. `start`/`end` are offsets in the document's text, `strong` its bold parts."""

    text: str
    start: int
    end: int
    strong: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, bullet or table row. Layout is in points; plain text has no sizes (0) and counts columns."""

    cells: tuple[Cell, ...]
    page: int | None = None
    bullet: bool = False
    side: bool = False
    """Stood in a narrow column beside the text: a date, a place."""
    gap: bool = False
    """More white space above it than between the lines of a paragraph."""
    size: float = 0.0
    bold: bool = False
    x: float = 0.0
    aside: bool = False
    """Stood in a foot: text of the file, but of no section."""
    heading: bool = False
    """The file itself says that this is a heading (a DOCX style, a Markdown mark)."""

    @property
    def text(self) -> str:
        return "  ".join(cell.text for cell in self.cells)

    @property
    def start(self) -> int:
        return self.cells[0].start

    @property
    def end(self) -> int:
        return self.cells[-1].end


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link of the file and the text it lies on (`start == end` when it lies on an icon)."""

    url: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text, and its lines as views of that text."""

    text: str
    lines: tuple[Line, ...]
    links: tuple[Hyperlink, ...] = ()
    pages: int = 1
    notices: tuple[str, ...] = ()


@dataclass(slots=True)
class Writer:
    """Puts lines one after the other and keeps the offsets. Cells are two blanks apart, lines a line break."""

    parts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    length: int = 0

    def add(
        self,
        cells: Iterable[str | tuple[str, tuple[tuple[int, int], ...]]],
        *,
        page: int | None = None,
        bullet: bool = False,
        side: bool = False,
        gap: bool = False,
        size: float = 0.0,
        bold: bool = False,
        x: float = 0.0,
        heading: bool = False,
        aside: bool = False,
    ) -> Line | None:
        """Append a line; `strong` ranges of a cell count from the cell's start. Nothing is added for blank text."""
        placed: list[Cell] = []
        position = self.length + (1 if self.lines else 0)
        for cell in cells:
            raw, strong = (cell, ()) if isinstance(cell, str) else cell
            if not raw.strip():
                continue
            if placed:
                position += 2
            placed.append(
                Cell(raw, position, position + len(raw), tuple((position + a, position + b) for a, b in strong))
            )
            position += len(raw)
        if not placed:
            return None
        line = Line(tuple(placed), page, bullet, side, gap, size, bold, x, aside, heading)
        self.parts.append(line.text)
        self.lines.append(line)
        self.length = position
        return line

    def document(self, *, links: Iterable[Hyperlink] = (), pages: int = 1, notices: Iterable[str] = ()) -> Document:
        return Document("\n".join(self.parts), tuple(self.lines), tuple(links), pages, tuple(notices))
