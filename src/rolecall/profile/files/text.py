"""Plain text and Markdown: lines, empty lines, bullets, and paragraphs that were wrapped by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rolecall.profile.document import Cell, Document, Hyperlink, Line
from rolecall.profile.files.unreadable import Empty, UnknownKind
from rolecall.profile.parse.sections import kind_of_heading

_BULLET = re.compile(
    r"^(?P<indent>[ \t]*)"
    r"(?:[•◦‣▪▫●○■□◆◇❖➢➤►▶▸✓✔⁃∙·➔✦✧⚫〓\uf0b7\uf0a7\uf0d8\u2043]+|[-–*+»>](?=\s)|(?:\(?\d{1,2}[.)])(?=\s))[ \t]*(?=\S)"
)
_WIDE = re.compile(r"\t+| {3,}")
_RULE = re.compile(r"^[\s=_*~#–—-]{3,}$")
_HEADING = re.compile(r"^#{1,6}\s+")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*_])|`([^`]+)`")
_NARROW, _WIDEST = 45, 160
_LONGEST_MARKED = 5_000


def decode(data: bytes) -> str:
    """The bytes as text: UTF-8, UTF-16 by its mark, else Windows-1252. Raises for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    odd = sum((char < " " and char not in "\n\t\f\v") or char == "\ufffd" for char in text)
    if odd > 0.01 * max(1, len(text)):
        raise UnknownKind
    return text.replace("\x00", "")


def read_text(text: str) -> Document:
    """Plain text. Offsets are those of the text itself."""
    if not any(char.isalnum() for char in text):
        raise Empty
    raw = [_Raw(match.group(), match.start()) for match in re.finditer(r"[^\n\f\v]*", text) if match.group() or True]
    return Document(text, tuple(_lines(raw, text)))


def read_markdown(text: str) -> Document:
    """Markdown. Marks are taken off, so that the text reads as a person sees it; links keep their address."""
    kept: list[_Raw] = []
    links: list[Hyperlink] = []
    length = 0
    for line in text.split("\n"):
        heading = bool(_HEADING.match(line))
        level = len(line) - len(line.lstrip("#")) if heading else 0
        shown, strong, found = _unmarked(_HEADING.sub("", line).rstrip("# ") if heading else line)
        links += [Hyperlink(url, length + start, length + end) for url, start, end in found]
        if heading and level == 1 and not any(raw.text.strip() for raw in kept):
            kept.append(_Raw(shown, length, False, ((0, len(shown)),)))
        elif heading and level <= 2:
            kept.append(_Raw(shown, length, True, ((0, len(shown)),)))
        else:
            kept.append(_Raw(shown, length, False, ((0, len(shown)),) if heading else strong))
        length += len(shown) + 1
    plain = "\n".join(raw.text for raw in kept)
    if not any(char.isalnum() for char in plain):
        raise Empty
    return Document(plain, tuple(_lines(kept, plain)), tuple(links))


@dataclass(slots=True)
class _Raw:
    """A line of the file; `strong` are bold parts by their offset in the line."""

    text: str
    start: int
    heading: bool = False
    strong: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Open:
    start: int
    end: int
    last: int
    bullet: bool
    gap: bool
    raw: _Raw
    column: int


def _lines(raw: list[_Raw], text: str) -> list[Line]:
    measure = _measure(raw)
    found: list[Line] = []
    current: _Open | None = None
    gap = True
    for line in raw:
        bare = line.text.strip()
        if not bare or _RULE.match(bare):
            if not line.text and line.start and text[line.start - 1 : line.start] != "\n":
                continue  # the empty match between two lines
            gap = True
            found += _closed(current, text)
            current = None
            continue
        bullet = _BULLET.match(line.text)
        column = len(line.text) - len(line.text.lstrip())
        begin = line.start + (bullet.end() if bullet else column)
        end = line.start + len(line.text.rstrip())
        if current and not bullet and not gap and not line.heading and _goes_on(current, line.text, measure):
            current.end, current.last = end, len(line.text.rstrip())
        else:
            found += _closed(current, text)
            current = _Open(begin, end, len(line.text.rstrip()), bool(bullet), gap, line, column)
        gap = False
    found += _closed(current, text)
    return found


def _goes_on(current: _Open, text: str, measure: int) -> bool:
    if current.raw.heading or current.raw.strong or _WIDE.search(text.strip()) or kind_of_heading(text):
        return False
    if kind_of_heading(current.raw.text):
        return False
    first = text.split(maxsplit=1)[0]
    if first[0].islower() and current.last > 0.5 * measure:
        return True
    if measure and current.last + 1 + len(first) > measure and current.last > _NARROW:
        return True
    return current.bullet and len(text) - len(text.lstrip()) > current.column + 1


def _measure(raw: list[_Raw]) -> int:
    """The width the text was wrapped at; 0 when it was not."""
    lengths = sorted(len(line.text.rstrip()) for line in raw if line.text.strip())
    if not lengths or lengths[-1] > _WIDEST:
        return 0
    return lengths[int(len(lengths) * 0.97)] if lengths[-1] > _NARROW else 0


def _closed(current: _Open | None, text: str) -> list[Line]:
    if current is None or current.end <= current.start:
        return []
    piece = text[current.start : current.end]
    spans: list[tuple[int, int]] = []
    position = 0
    if "\n" not in piece:
        for match in _WIDE.finditer(piece):
            spans.append((position, match.start()))
            position = match.end()
    spans.append((position, len(piece)))
    offset = current.raw.start
    strong = tuple((offset + a, offset + b) for a, b in current.raw.strong)
    cells = tuple(
        Cell(piece[a:b].replace("\n", " ").replace("\t", " "), current.start + a, current.start + b, strong)
        for a, b in spans
        if piece[a:b].strip()
    )
    bold = sum(b - a for a, b in current.raw.strong) * 2 > len(current.raw.text.strip())
    return [
        Line(
            cells,
            bullet=current.bullet,
            gap=current.gap,
            bold=bold,
            x=float(current.column),
            heading=current.raw.heading,
        )
    ]


def _unmarked(line: str) -> tuple[str, tuple[tuple[int, int], ...], list[tuple[str, int, int]]]:
    """A Markdown line as shown, its bold parts and its links; one that is far too long is shown as it stands."""
    if len(line) > _LONGEST_MARKED:
        return line.rstrip(), (), []
    links: list[tuple[str, int, int]] = []
    strong: list[tuple[int, int]] = []
    shown = ""
    position = 0
    for match in _LINK.finditer(line):
        shown += line[position : match.start()]
        links.append((match.group(2), len(shown), len(shown) + len(match.group(1))))
        shown += match.group(1)
        position = match.end()
    shown += line[position:]
    while mark := _STRONG.search(shown):
        inner = mark.group(2)
        shown = shown[: mark.start()] + inner + shown[mark.end() :]
        strong.append((mark.start(), mark.start() + len(inner)))
        links = [_moved(link, mark.start(), mark.end(), len(inner)) for link in links]
    while mark := _EMPHASIS.search(shown):
        inner = mark.group(2) or mark.group(3)
        shown = shown[: mark.start()] + inner + shown[mark.end() :]
        strong = [(a - 1 if a > mark.start() else a, b - 1 if b > mark.start() else b) for a, b in strong]
        links = [_moved(link, mark.start(), mark.end(), len(inner)) for link in links]
    return shown.rstrip(), tuple(strong), [(url, min(a, len(shown)), min(b, len(shown))) for url, a, b in links]


def _moved(link: tuple[str, int, int], start: int, end: int, inner: int) -> tuple[str, int, int]:
    url, first, last = link
    lead = (end - start - inner) // 2
    shift = lead if first > start else 0
    shift_last = 2 * lead if last >= end else lead if last > start else 0
    return url, first - shift, max(first - shift, last - shift_last)
