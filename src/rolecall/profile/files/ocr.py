"""A scanned PDF by text recognition, where the user has `tesseract` installed. Runs inside the bounded process only.

tesseract is a program of its own: it gets one page at a time as a picture on its standard input, inherits the process's
bounds on memory and files, has a bound on processor time of its own, and ends with the process that started it.
Its table of words (TSV) is described in https://tesseract-ocr.github.io/tessdoc/Command-Line-Usage.html.
"""

from __future__ import annotations

import csv
import ctypes
import io
import math
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from statistics import fmean

import pypdfium2

from rolecall.profile.document import Document
from rolecall.profile.files.glyphs import Word
from rolecall.profile.files.layout import lay_out
from rolecall.profile.files.rows import PageWords
from rolecall.profile.files.sight import picture_dots
from rolecall.profile.files.unreadable import Malformed, Scanned, TooLarge, TooLong

MOST_PAGES = 6
WALL_SECONDS = 40.0
_PROCESSOR_SECONDS = 8
"""For all pages together; a page of print takes about one."""
_DOTS_AN_INCH = 200
_MOST_DOTS = 8_000_000
_MOST_PICTURE_DOTS = 40_000_000
_LEAST_SURE = 30.0
_SURE_BY_SHAPE = 90.0
_LANGUAGES = ("eng", "deu", "fra", "spa", "por", "ita", "nld")
_MOST_LANGUAGES = 3
_LEAST_WORDS = 5
_WORD, _LINE = "5", "4"
_PDEATHSIG = 1


def recogniser() -> str | None:
    """The path of `tesseract`; None where it is not installed."""
    return shutil.which("tesseract")


def languages(program: str) -> list[str]:
    """Which of the languages we parse it has data for, English first; empty when it does not answer."""
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.SubprocessError):
        return []
    installed = set(told.stdout.split())
    return [name for name in _LANGUAGES if name in installed]


def read_scan(data: bytes, *, max_pages: int) -> tuple[Document, float]:
    """The document in reading order, and how sure the recogniser was of its words (0 to 1).

    Raises Scanned where too little is recognised, TooLong and TooLarge beyond the bounds.
    """
    program = recogniser()
    known = languages(program)[:_MOST_LANGUAGES] if program else []
    if program is None or not known:
        raise Scanned
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise Malformed("PDF") from None
    most = min(max_pages, MOST_PAGES)
    if len(pdf) > most:
        raise TooLong(len(pdf), most)
    pages: list[PageWords] = []
    sureness: list[float] = []
    for index in range(len(pdf)):
        picture, scale, width, height = _picture(pdf, index)
        words: list[Word] = []
        for word, sure in _words(_recognised(program, known, picture, round(72 * scale)), scale):
            words.append(word)
            sureness.append(sure)
        if len(sureness) < _LEAST_WORDS:
            raise Scanned  # no need to look at the other pages of a picture book
        pages.append(PageWords(index + 1, width, height, words))
    pdf.close()
    document = lay_out(pages)
    notice = "The file holds a picture of text; its words were recognised by a program, so please check every field."
    return replace(document, notices=(*document.notices, notice)), fmean(sureness) / 100


def _picture(pdf: pypdfium2.PdfDocument, index: int) -> tuple[bytes, float, float, float]:
    """The page as a grey picture (PGM), dots a point, and its size in points."""
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError:
        raise Malformed("PDF") from None
    width, height = page.get_size()
    if picture_dots(page) > _MOST_PICTURE_DOTS:
        raise TooLarge("its pictures are too fine to recognise")
    scale = min(_DOTS_AN_INCH / 72, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
    drawn = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    view = memoryview(drawn.buffer).cast("B")
    rows = b"".join(view[row * drawn.stride : row * drawn.stride + drawn.width] for row in range(drawn.height))
    head = b"P5\n%d %d\n255\n" % (drawn.width, drawn.height)
    drawn.close()
    page.close()
    return head + rows, scale, width, height


def _recognised(program: str, known: list[str], picture: bytes, resolution: int) -> str:
    """The table of words in one picture. Raises Scanned when there is none within its time."""
    command = [program, "stdin", "stdout", "-l", "+".join(known), "--dpi", str(max(70, resolution)), "tsv"]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        told = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            check=False,
            timeout=WALL_SECONDS,
            preexec_fn=partial(_bound, _PROCESSOR_SECONDS - math.ceil(used.ru_utime + used.ru_stime)),
            env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"},
        )
    except (OSError, subprocess.SubprocessError):
        raise Scanned from None
    if told.returncode < 0 and -told.returncode in (signal.SIGXCPU, signal.SIGKILL):
        raise TooLarge("recognising its words takes longer than it may")
    if told.returncode:
        raise Scanned
    return told.stdout.decode("utf-8", "replace")


def _bound(seconds: int) -> None:
    """Between fork and exec: the processor time that is left, and the end together with who asked."""
    resource.setrlimit(resource.RLIMIT_CPU, (max(1, seconds), max(2, seconds + 1)))
    signal.setitimer(signal.ITIMER_REAL, 0)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)


def _words(table: str, scale: float) -> Iterator[tuple[Word, float]]:
    """Words in points with the sureness of each (0 to 100); base and size are those of their line."""
    base = size = 0.0
    first = False
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        try:
            left, top, wide, high = (float(row[name]) / scale for name in ("left", "top", "width", "height"))
            sure, text = float(row["conf"]), (row["text"] or "").strip()
        except (KeyError, TypeError, ValueError):
            continue
        if row["level"] == _LINE:
            base, size, first = top + high, high, True
        elif row["level"] == _WORD and text:
            mark = _mark(wide, high, size, first=first)
            first = False
            if mark or sure >= _LEAST_SURE:
                yield Word(mark or text, left, left + wide, base, size), _SURE_BY_SHAPE if mark else sure


def _mark(wide: float, high: float, size: float, *, first: bool) -> str | None:
    """A dot before a line or a dash between words, told by its shape: recognisers take them for any small letter."""
    if first and 0.1 * size < high < 0.45 * size and 0.7 < wide / high < 1.4:
        return "•"
    return "–" if not first and high < 0.2 * size and wide > 2 * high else None
