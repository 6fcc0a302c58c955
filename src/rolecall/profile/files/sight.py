"""What of a PDF's letters a person can see: the page is drawn, and where a word leaves no trace, it does not count.

Drawing it shows white words, covered words, words off the page and words behind a clip alike, and leaves white words
on a dark bar alone. Words in the invisible mode count only in a scan, where they are the text of its picture.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

SCALE = 1.5
"""Dots a point: a full stop of 8 points is 2 dots wide."""
FAINT = 12
"""Of 255 shades; a word that differs less from its ground is not seen."""
TINY = 2.6
"""Points of a letter's height (the line's, not the x's) below which nobody reads it."""
LIGHT = 200
MOST_DOTS = 20_000_000
"""Dots of the pictures on a page; with more of them the page is not drawn, and only the other signs are looked for."""
LARGEST_PAGE = 3_000.0
_UNDRAWN_MODES = (3, 7)


@dataclass(frozen=True, slots=True)
class Ink:
    """How a letter is drawn: `mode` as in the file (3 draws nothing), `shade` its grey of 255, None if not known."""

    mode: int
    shade: int | None


@dataclass(slots=True)
class Sight:
    """One page, drawn once when the first word asks."""

    page: pypdfium2.PdfPage
    scan: bool = False
    """The page is a picture with its text laid over it."""
    inks: dict[int, Ink] = field(default_factory=dict)
    _drawn: pypdfium2.PdfBitmap | None = None
    _refused: bool = False

    def ink(self, handle: object) -> Ink:
        """How the text object draws its letters."""
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
        if address not in self.inks:
            self.inks[address] = _ink(handle)
        return self.inks[address]

    def sees(self, ink: Ink | None, box: tuple[float, float, float, float]) -> bool:
        """Whether a word in this box (left, bottom, right, top; points) is to be seen."""
        left, bottom, right, top = box
        if ink is not None and ink.mode in _UNDRAWN_MODES and not self.scan:
            return False
        if 0 < top - bottom < TINY and right - left < TINY * 40:
            return False
        dots = self._dots(left, bottom, right, top)
        if dots is None:
            return not (self._refused and ink is not None and ink.mode == 0 and (ink.shade or 0) > 255 - FAINT)
        if not dots:
            return False
        if max(dots) - min(dots) < FAINT:
            return False
        if ink is not None and ink.mode == 0 and ink.shade is not None and ink.shade >= LIGHT:
            ground = Counter(dots).most_common(1)[0][0]
            return abs(ground - ink.shade) >= FAINT
        return True

    def _dots(self, left: float, bottom: float, right: float, top: float) -> bytes | None:
        """The greys within the box; empty off the page, None where the page could not be drawn."""
        drawn = self._draw()
        if drawn is None:
            return None
        xs, ys = [], []
        x, y = ctypes.c_int(), ctypes.c_int()
        for at in ((left, bottom), (right, top)):
            pdfium.FPDF_PageToDevice(self.page, 0, 0, drawn.width, drawn.height, 0, *at, x, y)
            xs.append(x.value)
            ys.append(y.value)
        x0, x1 = max(0, min(xs)), min(drawn.width, max(xs) + 1)
        y0, y1 = max(0, min(ys)), min(drawn.height, max(ys) + 1)
        if x1 <= x0 or y1 <= y0:
            return b""
        view = memoryview(drawn.buffer).cast("B")
        return b"".join(bytes(view[row * drawn.stride + x0 : row * drawn.stride + x1]) for row in range(y0, y1))

    def _draw(self) -> pypdfium2.PdfBitmap | None:
        if self._drawn is None and not self._refused:
            width, height = self.page.get_size()
            if max(width, height) > LARGEST_PAGE or picture_dots(self.page) > MOST_DOTS:
                self._refused = True
            else:
                self._drawn = self.page.render(scale=SCALE, grayscale=True, may_draw_forms=False)
        return self._drawn


def is_scan(page: pypdfium2.PdfPage, modes: Sequence[int]) -> bool:
    """Whether a picture fills the page and nearly all its letters are laid over it without being drawn."""
    if not modes or sum(mode == 3 for mode in modes) < 0.8 * len(modes):
        return False
    width, height = page.get_size()
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=4):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > 0.5 * width * height:
            return True
    return False


def _ink(handle: object) -> Ink:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
        return Ink(mode, None)
    if alpha.value < FAINT:
        return Ink(3, None)
    return Ink(mode, round(0.299 * red.value + 0.587 * green.value + 0.114 * blue.value))


def picture_dots(page: pypdfium2.PdfPage) -> int:
    """Dots of the pictures on a page, together; beyond 200 pictures, more than may be drawn."""
    total = 0
    width, height = ctypes.c_uint(), ctypes.c_uint()
    for count, item in enumerate(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=4)):
        if count > 200:
            return MOST_DOTS + 1
        if pdfium.FPDFImageObj_GetImagePixelSize(item, width, height):
            total += width.value * height.value
    return total
