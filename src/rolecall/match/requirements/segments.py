"""A text cut into headings and sentences, each with its offsets, each knowing the section it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rolecall.match.requirements.sections import INLINE, LONGEST_INLINE, Section, section_of
from rolecall.platform.patterns import AnyCase, lowered


class Segment(NamedTuple):
    """One sentence or bullet. `raw` is `text[start:end]` of the whole; `text` is the same without Markdown's signs."""

    start: int
    end: int
    raw: str
    text: str
    section: Section
    bullet: bool
    heading: bool = False


_BULLET = re.compile(r"[ \t>]*(?:[-*+•·▪●◦‣–—✓✔➢►o](?=\s)|\(?\d{1,2}[.)](?=\s)|\\-(?=\s))[ \t]*")
_BOLD_LINE = re.compile(r"(\*\*|__)(?P<words>(?:(?!\1).)+)\1\s*:?\s*")
_BOLD_LEAD = re.compile(r"(\*\*|__)(?P<words>(?:(?!\1).){2,60}?):?\s*\1\s*:?\s*")
_MARKS = re.compile(
    r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`|\\(?=[-*_.#+!()\[\]&])|"
    r"!?\[(?P<label>[^\]\n]{0,300})\]\([^)\n]{0,2000}\)"
)
_STOPS = ".!?…"
_SENTENCE_END = re.compile(
    r"[.!?…;\s](?:(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-ZÀ-ÖØ-ÞŚŻŁČŠŽ0-9¿¡])|(?<=[a-z)]{2}[.!?])(?=[A-Z][a-z]+\s)|"
    r"(?<=\s)(?:\s{2,}|•\s*)|(?<=;)\s+(?=[A-ZÀ-Þ]))"
)
"""Begins with the few letters that it can begin with: so the engine passes over all others."""
_ABBREVIATION = AnyCase(
    r"(?:\b(?:e\.g|i\.e|etc|incl|approx|min|max|no|vs|sr|jr|dr|mr|mrs|ms|st|inc|ltd|co|corp|dept|yrs|"
    r"ca|bzw|ggf|inkl|evtl|z\.\s?b|d\.\s?h|u\.\s?a|"
    r"mind|abgeschl|p\.\s?ex|ej|art|nr|tel|u\.s|u\.k|m\.sc|b\.sc|b\.s|m\.s|ph\.d|b\.a|m\.a|dipl|ing|"
    r"exp|qual)|\b[a-z])\.$"
)
_LONGEST_ABBREVIATION = 12
_AROUND = " \t\n•·"
_GLUED = re.compile(r"[A-Z](?<=[a-zß)]{3}.)[a-z]{2,}[ ,]")


def segments(text: str, glued: bool = False) -> list[Segment]:
    """The text's headings and sentences in order. `glued`: also break where a capital is stuck to a word ("yearsWhat")."""
    return [segment for segment in _cut(text, glued) if segment.text]


def _cut(text: str, glued: bool) -> Iterator[Segment]:
    section = Section.OTHER
    low = lowered(text)
    at = 0
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        body = line.strip()
        if not body:
            continue
        begin = start + line.index(body[0])
        end = begin + len(body)
        bullet = _BULLET.match(text, begin, end)
        if bullet is not None and bullet.end() < end and not body.startswith("**"):
            begin = bullet.end()
            body = text[begin:end]
        words, opened = _heading(body, bullet is not None)
        if words is not None:
            section = opened
            yield Segment(begin, end, body, words, section, bullet=False, heading=True)
            continue
        if bullet is None:
            for piece_start, piece_end, opened_here in _inline(text, begin, end):
                if opened_here is not None:
                    section = opened_here
                yield from _sentences(text, low, piece_start, piece_end, section, False, glued)
        else:
            yield from _sentences(text, low, begin, end, _lead(body, section), True, glued)


def _heading(body: str, bullet: bool) -> tuple[str | None, Section]:
    """(words, section) of a line that is a heading, (None, …) of another line."""
    if len(body) > 120 or bullet:
        return None, Section.OTHER
    hashes = body.startswith("#")
    bold = _BOLD_LINE.fullmatch(body)
    words = (bold["words"] if bold else body.lstrip("#")).strip().strip("*_").strip()
    if not (hashes or bold or body.endswith(":") or len(words.split()) <= 6):
        return None, Section.OTHER
    known = section_of(words)
    if hashes:
        return words, known or Section.OTHER
    if bold and len(words) <= 90 and not words.endswith("."):
        return words, known or Section.OTHER
    if known is None or words.endswith((".", ",", ";")):
        return None, Section.OTHER
    if body.endswith(":") or len(words.split()) <= 6:
        return words, known
    return None, Section.OTHER


def _inline(text: str, begin: int, end: int) -> Iterator[tuple[int, int, Section | None]]:
    """A running line cut where a heading stands in the middle of it: (start, end, section that opens there)."""
    opened: Section | None = None
    colon = text.find(":", begin, end)
    while colon >= 0:
        left = max(begin, colon - LONGEST_INLINE)
        hit = INLINE.search(text[left:colon])
        section = section_of(hit["heading"]) if hit is not None and (hit.start() or left == begin) else None
        if hit is not None and section is not None and colon + 1 < end - 2:
            start = left + hit.start()
            if start > begin:
                yield begin, start, opened
            begin, opened = colon + 1, section
        colon = text.find(":", colon + 1, end)
    yield begin, end, opened


def _lead(body: str, section: Section) -> Section:
    """A bullet that begins with its own bold heading ("**Nice to have:** Rust") stands in that section."""
    lead = _BOLD_LEAD.match(body)
    if lead is None:
        return section
    own = section_of(lead["words"])
    return own if own in (Section.NICE, Section.MUST, Section.BENEFITS) else section


def _sentences(
    text: str, low: str, begin: int, end: int, section: Section, bullet: bool, glued: bool
) -> Iterator[Segment]:
    at = begin
    for cut in _cuts(text, low, begin, end, glued):
        if text[at:cut].strip():
            yield _segment(text, at, cut, section, bullet)
        at = cut
    if text[at:end].strip():
        yield _segment(text, at, end, section, bullet)


def _cuts(text: str, low: str, begin: int, end: int, glued: bool) -> Sequence[int]:
    """Where a line is cut. `low` is the text in small letters."""
    inside = text[begin : end - 1]
    if not glued and not (
        "." in inside
        or "!" in inside
        or "?" in inside
        or "   " in inside
        or "…" in inside
        or ";" in inside
        or "•" in inside
    ):
        return ()
    first = begin - 1 if begin and text[begin].isspace() and text[begin - 1] in _STOPS else begin
    cuts = [
        hit.end() for hit in _SENTENCE_END.finditer(text, first, end) if not _abbreviated(text, low, begin, *hit.span())
    ]
    if glued:
        cuts = sorted({*cuts, *(hit.start() for hit in _GLUED.finditer(text, begin, end))})
    return cuts


def _abbreviated(text: str, low: str, begin: int, start: int, end: int) -> bool:
    """Whether the full stop at an end of a sentence is that of an abbreviation."""
    stop = start + (text[start] in _STOPS)
    if text[stop - 1] != ".":
        return False
    left = max(begin, (stop if end - start > 1 else start) - _LONGEST_ABBREVIATION)
    return _ABBREVIATION.small.search(low, left, stop) is not None


def _segment(text: str, begin: int, end: int, section: Section, bullet: bool) -> Segment:
    raw = text[begin:end].lstrip(_AROUND)
    start = end - len(raw)
    raw = raw.rstrip(_AROUND)
    return Segment(start, start + len(raw), raw, shown(raw), section, bullet)


def shown(raw: str) -> str:
    """A sentence for people: Markdown's signs taken off, white space folded."""
    if "*" in raw or "_" in raw or "`" in raw or "[" in raw or "\\" in raw:
        raw = _MARKS.sub(lambda hit: hit["label"] or "", raw)
    return " ".join(raw.split())
