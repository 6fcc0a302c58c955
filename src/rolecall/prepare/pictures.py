"""A PDF as pictures of its pages, as a screen shows them."""

from __future__ import annotations

import struct
import threading
import zlib
from dataclasses import dataclass

import numpy as np
import pypdfium2

PDFIUM = threading.Lock()
"""PDFium may be used by one thread at a time."""
DPI = 120
MOST_PAGES = 6
_INCH = 72
_RGB = 2


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as PNG, `width` by `height` pixels."""

    width: int
    height: int
    png: bytes


def pictures(pdf: bytes, *, dpi: int = DPI, most: int = MOST_PAGES) -> tuple[tuple[Picture, ...], int]:
    """The first `most` pages of a PDF, and how many it has."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            count = len(document)
            drawn = [_pixels(document[number], dpi / _INCH) for number in range(min(count, most))]
        finally:
            document.close()
    return tuple(Picture(pixels.shape[1], pixels.shape[0], _png(pixels)) for pixels in drawn), count


def _pixels(page: pypdfium2.PdfPage, scale: float) -> np.ndarray:
    return np.array(page.render(scale=scale, rev_byteorder=True).to_numpy()[:, :, :3])


def _png(pixels: np.ndarray) -> bytes:
    """PNG (W3C, third edition): signature, IHDR, IDAT, IEND; 8 bits a channel, RGB, rows unfiltered, which is the
    smallest for pages of text (measured: a quarter less than as differences to the row above).
    """
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + width * 3), dtype=np.uint8)
    rows[:, 1:] = pixels.reshape(height, width * 3)
    head = struct.pack(">IIBBBBB", width, height, 8, _RGB, 0, 0, 0)
    body = zlib.compress(rows.tobytes(), 3)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
