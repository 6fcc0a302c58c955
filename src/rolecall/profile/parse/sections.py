"""Sections of a résumé: headings in seven languages, and headings of one's own that look like them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rapidfuzz import fuzz, process

from rolecall.profile.document import Document, Line
from rolecall.profile.parse import lexicon
from rolecall.profile.parse.dates import periods


class Kind(StrEnum):
    """What a section holds."""

    HEADER = "header"
    SUMMARY = "summary"
    WORK = "work"
    EDUCATION = "education"
    SKILLS = "skills"
    PROJECTS = "projects"
    CERTIFICATES = "certificates"
    LANGUAGES = "languages"
    CONTACT = "contact"
    REFERENCES = "references"
    OTHER = "other"


@dataclass(slots=True)
class Section:
    """A heading (none for what stands above the first one) and the lines under it."""

    kind: Kind
    heading: Line | None
    lines: list[Line] = field(default_factory=list)

    @property
    def title(self) -> str:
        return _shown(self.heading.cells[0].text) if self.heading else ""


_KIND_OF = {phrase: Kind(kind) for kind, phrases in lexicon.load("headings").items() for phrase in phrases}
_LONGEST = 60
_LARGER = 0.6
"""Points by which headings are larger than the text, where size tells them."""
_MISSPELT_FROM, _MISSPELT_TO, _MISSPELT_SCORE = 8, 40, 90
_SPACED = re.compile(r"^(?:\w\s){3,}\w$")
_JOINERS = re.compile(r"\s*(?:&|\+|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|/|,)\s*")
_FIRST_WORDS_OF_A_HEADING = re.compile(
    r"^(?:my|relevant|selected|other|additional|professional|key|core|recent|main|prior|previous|current|summary of|list of)\s+"
)


def sections_of(document: Document) -> list[Section]:
    """The document as sections in reading order; the first holds what stands above the first heading."""
    lines = [line for line in document.lines if not line.aside]
    marks = [_known(line) for line in lines]
    looks = _looks(lines, marks)
    sections = [Section(Kind.HEADER, None)]
    for index, line in enumerate(lines):
        kind = marks[index]
        if kind is None and index and _is_own_heading(line, lines, index, looks):
            kind = Kind.OTHER
        if kind is not None and not _contradicted(line, looks, sections[-1]):
            sections.append(Section(kind, line))
            rest = line.cells[1:]
            if rest:
                # A heading in the margin stands on the baseline of its section's first line.
                sections[-1].lines.append(_remainder(line))
        else:
            sections[-1].lines.append(line)
    return [section for section in sections if section.heading or section.lines]


def kind_of_heading(text: str) -> Kind | None:
    """The kind a heading names, if it is one we know: `Work Experience`, `BERUFSERFAHRUNG`, `Education & Training`."""
    name = _normal(text)
    if not name or len(name) > _LONGEST or text.lstrip()[:1].islower() or text.rstrip().endswith((".", ")", ",")):
        return None
    if name in _KIND_OF:
        return _KIND_OF[name]
    parts = [part for part in _JOINERS.split(name) if part]
    if 1 < len(parts) <= 4 and all(part in _KIND_OF for part in parts):
        return _KIND_OF[parts[0]]
    if 1 < len(parts) <= 3 and parts[0] in _KIND_OF and len(name.split()) <= 5 and _KIND_OF[parts[0]] is not Kind.OTHER:
        return _KIND_OF[parts[0]]
    shorter = _FIRST_WORDS_OF_A_HEADING.sub("", name)
    return _KIND_OF.get(shorter) or _misspelt(name, text)


def _misspelt(name: str, text: str) -> Kind | None:
    """`WORK EXPIRIENCE`: one or two letters off a heading, where the line is set like one."""
    set_apart = _is_upper(text) or text.rstrip().endswith(":")
    if not set_apart or not _MISSPELT_FROM <= len(name) <= _MISSPELT_TO:
        return None
    best = process.extractOne(name, _KIND_OF.keys(), scorer=fuzz.ratio, score_cutoff=_MISSPELT_SCORE)
    return _KIND_OF[best[0]] if best else None


def _known(line: Line) -> Kind | None:
    first = line.cells[0].text
    if line.side or len(first) > 60:
        return None
    if len(line.cells) > 1 and (not line.cells[0].strong and not first.isupper()):
        return None
    if line.bullet and not (first.isupper() or line.bold):
        return None
    return kind_of_heading(first)


def _normal(text: str) -> str:
    bare = unicodedata.normalize("NFC", text).strip(" \t:.-–—_=*#|•·>▪■»«~[]()")
    if _SPACED.match(bare):
        bare = re.sub(r"(?<=\w)\s(?=\w)", "", bare)
    return re.sub(r"\s+", " ", bare.replace("&", "and")).casefold().strip()


def _shown(text: str) -> str:
    bare = text.strip(" \t:_=*#|•·~-–—")
    return re.sub(r"(?<=\w)\s(?=\w)", "", bare) if _SPACED.match(bare) else bare


@dataclass(frozen=True, slots=True)
class _Looks:
    """How the known headings look: the usual size, weight, case and indent; None when they do not agree."""

    size: float
    bold: bool
    upper: bool
    body: float
    distinct: bool
    laid_out: bool


def _looks(lines: Sequence[Line], marks: Sequence[Kind | None]) -> _Looks | None:
    known = [line for line, mark in zip(lines, marks, strict=True) if mark is not None]
    if not known:
        return None
    body = _usual_size(lines)
    size = sorted(line.size for line in known)[len(known) // 2]
    bold = sum(line.bold for line in known) * 2 > len(known)
    upper = sum(_is_upper(line.cells[0].text) for line in known) * 2 > len(known)
    laid_out = any(line.size for line in lines)
    distinct = size >= body + _LARGER or upper
    return _Looks(size, bold, upper, body, distinct, laid_out)


def _usual_size(lines: Sequence[Line]) -> float:
    """The size that half of the letters have or stay below."""
    ranked = sorted((line.size, len(line.text)) for line in lines)
    half = sum(letters for _, letters in ranked) / 2
    for size, letters in ranked:
        half -= letters
        if half <= 0:
            return size
    return 0.0


def _is_own_heading(line: Line, lines: Sequence[Line], index: int, looks: _Looks | None) -> bool:
    text = line.cells[0].text.strip()
    if line.heading and not periods(text) and len(text) <= 50:
        return True
    if looks is None or not looks.distinct or line.bullet or line.side or len(line.cells) > 1:
        return False
    if len(text) > 45 or len(text.split()) > 6 or text.endswith((".", ",", ";")) or periods(text) or "@" in text:
        return False
    if not any(char.isalpha() for char in text):
        return False
    follows = lines[index + 1] if index + 1 < len(lines) else None
    if looks.laid_out:
        if follows is not None and not follows.bullet and follows.size <= line.size and periods(follows.text):
            return False  # the head of an entry, with its dates below
        larger = looks.size >= looks.body + _LARGER
        near = (
            line.size >= looks.size - 0.3 * (looks.size - looks.body)
            if larger
            else abs(line.size - looks.size) < _LARGER
        )
        similar = near and line.size < looks.size + 1.5 and line.bold == looks.bold and _is_upper(text) == looks.upper
        return similar and (larger or (looks.upper and line.gap and looks.bold))
    # Plain text: capitals alone on their line, with an empty one above, below the name.
    return looks.upper and _is_upper(text) and line.gap and index > 2 and follows is not None and len(text) > 4


def _contradicted(line: Line, looks: _Looks | None, current: Section) -> bool:
    """A known word that does not look like the other headings: a group's name within skills, a line of text."""
    if looks is None or line.heading:
        return False
    smaller = looks.laid_out and line.size < looks.size - max(0.5, 0.6 * (looks.size - looks.body))
    weaker = looks.laid_out and looks.bold and not line.bold and not _is_upper(line.cells[0].text)
    lower = looks.upper and not _is_upper(line.cells[0].text)
    label = line.cells[0].text.rstrip().endswith(":") and current.kind in (Kind.SKILLS, Kind.WORK, Kind.PROJECTS)
    if looks.size > looks.body + _LARGER and smaller:
        return True
    return (weaker and lower) or (lower and not line.bold) or (label and (lower or weaker)) or (weaker and label)


def _is_upper(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) >= 0.85 * len(letters)


def _remainder(line: Line) -> Line:
    return replace(line, cells=line.cells[1:], bold=line.cells[1].strong != ())
