"""Files read back before they count: the words in a PDF or DOCX against the words that went in, in order."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import pypdfium2
from lxml import etree

from rolecall.prepare.arrange import arrange
from rolecall.prepare.content import Draft, Item, Role
from rolecall.prepare.designs import DESIGNS
from rolecall.prepare.glyphs import missing, shown
from rolecall.prepare.pictures import PDFIUM
from rolecall.prepare.words import plain

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = frozenset("•|")


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where a file does not say what went in: word number from 1, and both words."""

    at: int
    expected: str | None
    found: str | None


def resume_words(draft: Draft) -> tuple[str, ...]:
    """Every word of the résumé in the order of the draft, which is that of the DOCX."""
    said: list[str] = []
    for section in draft.resume:
        said.append(section.heading)
        said.extend(item.text for item in section.items)
    return split(" ".join(map(shown, said)))


def resume_pdf_words(draft: Draft) -> tuple[str, ...]:
    """Every word of the résumé in the order of its design."""
    said: list[str] = []
    parts = arrange(draft)
    for section in parts.sections:
        said.append(section.heading)
        stacked = {Role.ENTRY, Role.LINE} if section in parts.aside else {Role.ENTRY}
        said.extend(pdf_text(draft, item) if item.role in stacked else item.text for item in section.items)
    return split(" ".join(map(shown, said)))


def pdf_text(draft: Draft, item: Item) -> str:
    """A line as its design sets it: beside a side column a title stands on a line of its own, without its comma."""
    rest = item.text.removeprefix(item.strong)
    if DESIGNS[draft.design].columns > 1 and item.strong and rest.startswith(","):
        return f"{item.strong} {rest.removeprefix(',')}"
    return item.text


def letter_words(draft: Draft) -> tuple[str, ...]:
    """Every word of the letter in reading order."""
    return split(" ".join(shown(sentence.text) for sentence in draft.sentences()))


def pdf_words(data: bytes, running: str = "") -> tuple[str, ...]:
    """Every word of a PDF as a machine reads it (PDFium), page after page.

    `running` is what stands before the number of a page (`2/3`) at its foot; that line is no part of the content.
    """
    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            read = [page.get_textpage().get_text_bounded() for page in document]
        finally:
            document.close()
    # PDFium writes U+FFFE or U+0002 where a line ends in a hyphen.
    pages = [re.sub("[\ufffe\x02]\r?\n?", "-", text) for text in read]
    return split("\n".join(_without_foot(page, f"{running}{n}/{len(pages)}") for n, page in enumerate(pages, 1)))


def _without_foot(page: str, foot: str) -> str:
    lines = page.splitlines()
    # In its characters, not its words: a name from right to left comes back in another order.
    wanted = sorted("".join(split(foot)))
    for at in (0, -1):
        if lines and sorted("".join(split(lines[at]))) == wanted:
            del lines[at]
            break
    return "\n".join(lines)


def docx_words(data: bytes) -> tuple[str, ...]:
    """Every word of a DOCX, paragraph after paragraph."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"), etree.XMLParser(resolve_entities=False))
    return split(
        "\n".join(
            "".join(node.text or "\n" for node in paragraph.iter(f"{_W}t", f"{_W}br"))
            for paragraph in body.iter(f"{_W}p")
        )
    )


def pdf_difference(expected: Sequence[str], found: Sequence[str]) -> Difference | None:
    """As `difference`, for what a PDF can tell.

    Letters of scripts that are drawn in another order than they are read (Hebrew, Arabic, Indic, Thai), and those the
    fonts lack, come back in no order one can rely on: they are left out on both sides, and with text from right to left
    the other words count in any order and without their punctuation.
    """
    expected, found = _hyphens_joined(expected), _hyphens_joined(found)
    if all(word.isascii() for word in expected):
        return difference(expected, found)
    lost = frozenset(missing("".join(expected)))
    want, have = ([plain for word in side if (plain := _reliable(word, lost))] for side in (expected, found))
    if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for word in expected for char in word):
        want, have = (sorted(part for word in side for part in _SPOKEN.findall(word)) for side in (want, have))
        # A word that was parted at a line's end cannot be put together again among others in any order.
        if sorted("".join(want)) == sorted("".join(have)):
            return None
    return difference(want, have)


def _hyphens_joined(said: Sequence[str]) -> Sequence[str]:
    """A word that ends in a hyphen as one with the next: at a line's end the two cannot be told apart."""
    joined: list[str] = []
    for word in said:
        if joined and joined[-1].endswith("-") and joined[-1].strip("-"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _reliable(word: str, lost: frozenset[str]) -> str:
    return "".join(
        char
        for char in word
        if char not in lost
        and unicodedata.bidirectional(char) not in _RIGHT_TO_LEFT
        and unicodedata.category(char) not in {"Mn", "Mc"}
        and not _REORDERED.match(char)
    )


_SPOKEN = re.compile(r"[^\W_]+")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_REORDERED = re.compile("[\u0900-\u0eff\u1000-\u109f\u1780-\u17ff]")


def split(text: str) -> tuple[str, ...]:
    """Words as they are compared: characters made plain, bullets and bars between fields left out, case kept."""
    return tuple(word for word in plain(text).split() if word not in _MARKS)


def difference(expected: Sequence[str], found: Sequence[str]) -> Difference | None:
    """Where the words first differ; None when they do not. A long word broken over two lines is still one word."""
    joined = list(_rejoined(expected, found))
    for number, (want, have) in enumerate(zip_longest(expected, joined), 1):
        if want != have:
            return Difference(number, want, have)
    return None


def _rejoined(expected: Sequence[str], found: Sequence[str]) -> Iterable[str]:
    at = 0
    for want in expected:
        if at >= len(found):
            return
        whole, end = found[at], at + 1
        while whole != want and want.startswith(whole) and end < len(found) and want.startswith(whole + found[end]):
            whole, end = whole + found[end], end + 1
        at = end if whole == want else at + 1
        yield whole if whole == want else found[at - 1]
    yield from found[at:]
