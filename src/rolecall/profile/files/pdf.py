"""PDF: letters with their places by PDFium; where its words come out glued, by pdfminer.six."""

from __future__ import annotations

import ctypes
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTItem

from rolecall.platform.hidden import UNSHOWN
from rolecall.profile.document import Document
from rolecall.profile.files.glyphs import Glyph, Word, glued_share, words_of
from rolecall.profile.files.layout import lay_out
from rolecall.profile.files.notices import hidden_notice, properties_notice
from rolecall.profile.files.rows import PageWords
from rolecall.profile.files.sight import Sight, is_scan
from rolecall.profile.files.unreadable import Empty, Encrypted, Malformed, Scanned, TooLong
from rolecall.profile.storable import storable_text

GLUED_LIMIT = 0.01
_FEW_LETTERS = 25
_MOST_OBJECTS = 20_000
_BLANK = 32
_WHITE = (9, 10, 13)
_LINE_HYPHEN = "\u00ad"
_HYPHEN_MARKS = (2, 0xFFFE)  # PDFium's own for a hyphen at the end of a line
_NOTHING = (0xFFFF, 0xFFFD, 0x200B, 0xFEFF)
_SAME_PEN = 0.01
_STRAY_WORDS = 2
"""So many unseen words are a slip of the program that made the file: they are left out, but not worth a word."""


def read_pdf(data: bytes, *, max_pages: int) -> Document:
    """The document in reading order. Raises `UnreadableResume` for locked, broken, scanned, empty or long files."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise Encrypted from None
        raise Malformed("PDF") from None
    try:
        count = len(pdf)
        if count == 0:
            raise Empty
        if count > max_pages:
            raise TooLong(count, max_pages)
        unseen: list[Word] = []
        pages = [_page(pdf, index, unseen) for index in range(count)]
        letters = sum(len(word.text) for page in pages for word in page.words)
        if letters < _FEW_LETTERS * 1:
            raise Scanned if _has_pictures(pdf) else Empty
        notices = (
            *_unseen_notice([word.text for word in unseen]),
            *properties_notice(pdf.get_metadata_dict(skip_empty=True)),
        )
    finally:
        pdf.close()
    if glued_share([word.text for page in pages for word in page.words]) > GLUED_LIMIT:
        slower = _by_pdfminer(data, pages, unseen)
        if glued_share([w.text for p in slower for w in p.words]) < glued_share(
            [w.text for p in pages for w in p.words]
        ):
            pages = slower
    document = lay_out(pages)
    return replace(document, notices=(*document.notices, *notices))


def _unseen_notice(words: Sequence[str]) -> tuple[str, ...]:
    return hidden_notice(" ".join(words)) if len(words) > _STRAY_WORDS else ()


def _page(pdf: pypdfium2.PdfDocument, index: int, unseen: list[Word]) -> PageWords:
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError:
        raise Malformed("PDF") from None
    width, height = page.get_size()
    text = page.get_textpage()
    sight = Sight(page)
    glyphs = list(_glyphs(text, height, sight))
    sight.scan = is_scan(page, [glyph.ink.mode for glyph in glyphs if glyph.ink and not glyph.char.isspace()])
    seen = _seen(glyphs, sight, height)
    if len(seen) < len(glyphs):
        kept = {id(glyph) for glyph in seen}
        unseen += [
            Word(word.text, word.x0, word.x1, word.y, word.size, page=index)
            for word in words_of([glyph for glyph in glyphs if id(glyph) not in kept or glyph.char.isspace()])
        ]
    words = words_of(seen) + list(_drawn_bullets(page, height))
    links = tuple(_links(pdf, page, height))
    text.close()
    page.close()
    return PageWords(index + 1, width, height, words, links)


def _seen(glyphs: Sequence[Glyph], sight: Sight, height: float) -> list[Glyph]:
    """The letters that are to be seen, word by word as they are drawn."""
    seen: list[Glyph] = []
    for (blank, *_), run in itertools.groupby(glyphs, key=lambda glyph: (glyph.char.isspace(), glyph.ink, glyph.y)):
        word = list(run)
        left, right = min(glyph.x0 for glyph in word), max(glyph.x1 for glyph in word)
        base, size = height - word[0].y, max(glyph.size for glyph in word)
        if blank or sight.sees(word[0].ink, (left, base - 0.2 * size, right, base + 0.75 * size)):
            seen += word
    return seen


def _glyphs(text: pypdfium2.PdfTextPage, height: float, sight: Sight) -> Iterator[Glyph]:
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    fonts: dict[int, tuple[int, bool, bool]] = {}
    pending: Glyph | None = None
    parted = False
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            parted = parted or code == _BLANK
            continue
        char = _LINE_HYPHEN if code in _HYPHEN_MARKS else storable_text(chr(code))
        if (
            not char
            or (char != _LINE_HYPHEN and UNSHOWN.match(char))
            or code in _NOTHING
            or (code < _BLANK and code not in _WHITE and char != _LINE_HYPHEN)
        ):
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        handle = pdfium.FPDFText_GetTextObject(text, index)
        font, bold, italic = _font(handle, fonts)
        size = abs(box.top - box.bottom)
        if (
            pending
            and abs(pending.origin - x.value) < _SAME_PEN
            and abs(pending.y - (height - y.value)) < _SAME_PEN
            and not char.isspace()
        ):
            # A ligature comes as several letters in one box.
            pending = replace(pending, char=pending.char + char, x1=max(pending.x1, box.right))
            continue
        if pending:
            yield pending
        pending = Glyph(char, box.left, box.right, x.value, height - y.value, size, font, bold, italic, parted)
        if handle:
            pending = replace(pending, ink=sight.ink(handle))
        parted = False
    if pending:
        yield pending


def _font(handle: Any, fonts: dict[int, tuple[int, bool, bool]]) -> tuple[int, bool, bool]:
    font = pdfium.FPDFTextObj_GetFont(handle) if handle else None
    if not font:
        return 0, False, False
    address = ctypes.cast(font, ctypes.c_void_p).value or 0
    if address not in fonts:
        buffer = ctypes.create_string_buffer(128)
        pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
        name = buffer.value.decode("utf-8", "ignore").casefold()
        bold = any(mark in name for mark in ("bold", "black", "heavy", "semib", "-demi", "medi")) or (
            pdfium.FPDFFont_GetWeight(font) >= 600
        )
        fonts[address] = (len(fonts) + 1, bold, "ital" in name or "obli" in name)
    return fonts[address]


def _links(
    pdf: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, height: float
) -> Iterator[tuple[str, float, float, float, float]]:
    position = ctypes.c_int(0)
    link = pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        size = pdfium.FPDFAction_GetURIPath(pdf, action, None, 0) if action else 0
        rect = pdfium.FS_RECTF()
        if not 1 < size < 2_000 or not pdfium.FPDFLink_GetAnnotRect(link, rect):
            continue
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(pdf, action, buffer, size)
        url = buffer.value.decode("utf-8", "ignore")
        yield url, rect.left, height - rect.top, rect.right, height - rect.bottom


def _drawn_bullets(page: pypdfium2.PdfPage, height: float) -> Iterator[Word]:
    """List marks that are drawn as dots or squares and so are no letters."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        wide, high = right.value - left.value, top.value - bottom.value
        if 1.2 < wide < 6 and 1.2 < high < 6 and 0.7 < wide / high < 1.4:
            # The dot hangs at half the height of small letters: .25 em over the baseline, an em being about 3 dots.
            size = max(2.6 * high, 8.0)
            yield Word("•", left.value, right.value, height - (bottom.value + top.value) / 2 + 0.25 * size, size)


def _has_pictures(pdf: pypdfium2.PdfDocument) -> bool:
    for index in range(min(len(pdf), 3)):
        page = pdf[index]
        for _ in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH), max_depth=4):
            return True
    return False


def _by_pdfminer(data: bytes, pages: list[PageWords], unseen: Sequence[Word]) -> list[PageWords]:
    read: list[PageWords] = []
    for known, layout in zip(pages, extract_pages(io.BytesIO(data), laparams=LAParams()), strict=False):
        height = layout.height
        dark = [word for word in unseen if word.page == known.number - 1]
        glyphs = [_from_pdfminer(item, height) for item in _characters(layout)]
        words: list[Word] = words_of([glyph for glyph in glyphs if not any(_within(glyph, word) for word in dark)])
        read.append(PageWords(known.number, known.width, known.height, words, known.links))
    return read


def _within(glyph: Glyph, word: Word) -> bool:
    middle = (glyph.x0 + glyph.x1) / 2
    return word.x0 <= middle <= word.x1 and abs(glyph.y - word.y) < 0.5 * max(word.size, 1.0)


def _characters(item: LTItem) -> Iterator[LTItem]:
    if isinstance(item, LTContainer):
        for child in item:
            yield from _characters(child)
    elif hasattr(item, "get_text"):
        yield item


def _from_pdfminer(item: LTItem, height: float) -> Glyph:
    if not isinstance(item, LTChar):
        return Glyph(" ", 0, 0, 0, 0, 1, 0)
    name = item.fontname.casefold()
    bold = "bold" in name or "black" in name
    char = storable_text(item.get_text())
    return Glyph(char, item.x0, item.x1, item.x0, height - item.y0, item.size, hash(name), bold, "ital" in name)
