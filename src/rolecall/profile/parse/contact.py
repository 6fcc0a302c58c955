"""Who the candidate is: name, label, e-mail, phone, links and place, from the head of the résumé."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rolecall.profile.document import Document, Line
from rolecall.profile.parse.addresses import find_address, is_street, location_of
from rolecall.profile.parse.links import EMAIL, read_links
from rolecall.profile.parse.places import find_place, is_place
from rolecall.profile.parse.sections import Kind, Section, kind_of_heading
from rolecall.profile.parse.spans import Sources, Span, join
from rolecall.profile.parse.words import is_title_not_name, titleness
from rolecall.profile.resume import Basics, Location

_PHONE = re.compile(
    r"(?<![\w./=@#-])"
    r"(?:(?:\(?\+\s?\d{1,3}\)?|00\d{2,3}|[18](?=[\s.-]?\())[\s./-]{0,2})?"  # the country
    r"(?:\(0\)\s?)?"
    r"(?:\(\d[\d ]{0,5}\)\s?[./–-]?\s?|(?:\d{1,5}\s?[/–-]\s?){1,2})?"  # the town, which may be set off by a spaced mark
    r"\d(?:[\s.-]{0,2}\d){4,13}"
    r"(?:,?\s?(?:x|ext\.?)\s?\d{1,5})?"
    r"(?!\w|[\s.()-]{1,2}\d)",
    re.IGNORECASE,
)
_DATE = r"(?:(?:\d{1,2}[./-]){0,2}(?:19|20)\d\d|(?:19|20)\d\d(?:[./-]\d{1,2}){1,2})"
_NO_PHONE = re.compile(
    rf"{_DATE}(?:\s*[-–./]\s*{_DATE})?|\d{{5}}\s?[-–]\s?\d{{3,5}}|97[89](?:[\s-]?\d){{10}}"  # dates, postal codes, ISBN
)
_NUMBER_BEFORE = re.compile(r"\d(?:\s?[/–-]\s?|[\s.)(-]{1,2})$")
_OTHER_NUMBER = re.compile(
    r"(?<!\w)(?:ISBN(?:-1[03])?|ISSN|DOI|ORCID|PMID|IBAN|SIRET|SIREN|NIF|CPF|SSN|VAT|PLZ|ZIP|CEP|ID|USt\S*|matrikel\w*|\w*ausweis\w*|"
    r"passport|licen[cs]e|registration|member(?:ship)?|employee|student|certificate|patent)"
    r"(?:[\s-]?(?:code|id|iD|no|nr|number|nummer))?[\s:.#-]*$",
    re.IGNORECASE,
)
_SHORT_NUMBER, _LONG_NUMBER = 7, (9, 15)
_LABELLED = re.compile(
    r"^\s*(?:name|full name|candidate name|nom|nombre|nome|naam|vor- und nachname)\s*[:\-–]\s*(?P<name>\S.{1,60})$",
    re.IGNORECASE,
)
_LOCATION_LABEL = re.compile(
    r"^\s*(?:address|location|current location|city|residence|adresse|anschrift|wohnort|ort|lieu|ville|dirección|ubicación|ciudad|"
    r"residencia|morada|endereço|cidade|localização|indirizzo|residenza|luogo|adres|woonplaats|plaats)\s*[:\-–]\s*(?P<place>\S.*)$",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"\s*(?:\||•|·|●|▪|♦|⋄|◆|/{2}|\s–\s|\s—\s|\s-\s)\s*")
_CREDENTIALS = re.compile(
    r"^(?:Ph\.?D\.?|M\.?D\.?|MBA|CPA|PMP|RN|BSN|MSN|Esq\.?|P\.?E\.?|CFA|CISSP|SHRM(?:-S?CP)?|PHR|SPHR|Jr\.?|Sr\.?|II|III|M\.?Sc\.?|B\.?Sc\.?|M\.?A\.?|"
    r"Dr\.?|Dipl\.?-?\w*\.?|Ing\.?|LCSW|DDS|CISA|CSM|MPH|JD|M\.?S\.?|B\.?A\.?|B\.?S\.?)$"
)
_NOT_NAMES = {
    "resume", "résumé", "curriculum", "vitae", "cv", "lebenslauf", "profile", "contact", "page", "confidential", "bewerbung",
    "developer", "software", "address", "phone", "email", "e-mail", "mobile", "currículum", "mail", "tel",
}  # fmt: skip
_NAME_WORD = re.compile(r"^(?:[^\W\d_](?:[^\W\d_]|['’.-])*)$")
_PARTICLES = {
    "de",
    "da",
    "do",
    "dos",
    "das",
    "del",
    "della",
    "di",
    "van",
    "von",
    "der",
    "den",
    "la",
    "le",
    "el",
    "bin",
    "al",
    "ten",
    "ter",
    "zu",
    "y",
    "e",
    "du",
    "of",
}
_HEAD_LINES = 14
_INITIALS = 3
_LABEL_WORDS = 9


@dataclass(slots=True)
class _Head:
    lines: list[Line]
    spans: list[Span]


def read_basics(document: Document, sections: Sequence[Section], sources: Sources) -> Basics:
    """Name, label and ways to reach the candidate. What cannot be found stays None."""
    head = _head(sections)
    taken: list[Span] = []
    email = _email(document, head)
    phone = _phone(head, document)
    name = _name(document, sections, head)
    profiles, url, link_spans = read_links(document, head.lines, sources)
    place = _place(head, name)
    taken += [span for span in (email, phone, name, place, *link_spans) if span]
    label = _label(head, name, taken)
    return Basics(
        name=_cased(sources.put("/basics/name", name)),
        label=sources.put("/basics/label", label),
        email=sources.put("/basics/email", email),
        phone=sources.put("/basics/phone", phone),
        url=url,
        location=_location(place, sources),
        profiles=profiles,
    )


def _head(sections: Sequence[Section]) -> _Head:
    """Lines that may hold contact data: above the first heading, contact sections, and the top of the largest name."""
    lines: list[Line] = []
    for section in sections:
        if section.kind is Kind.HEADER:
            lines += section.lines[:_HEAD_LINES]
        elif section.kind is Kind.CONTACT:
            lines += section.lines[:20]
    spans = [part for line in lines for cell in line.cells for part in Span.of(cell).split(_BREAKS)]
    return _Head(lines, spans)


def _email(document: Document, head: _Head) -> Span | None:
    for line in head.lines:
        for cell in line.cells:
            if match := EMAIL.search(cell.text):
                return Span.of(cell).cut(match.start(), match.end())
    for link in document.links:
        if link.url.startswith("mailto:") and EMAIL.fullmatch(link.url[7:].split("?")[0]):
            text = link.url[7:].split("?")[0]
            return Span(text, link.start, link.end)
    if match := EMAIL.search(document.text):
        return Span(match.group(), match.start(), match.end())
    return None


def _phone(head: _Head, document: Document) -> Span | None:
    for line in head.lines:
        for cell in line.cells:
            for match in _PHONE.finditer(cell.text):
                if _is_phone(match.group().strip(), cell.text[: match.start()]):
                    return Span.of(cell).cut(match.start(), match.end()).strip(" ,;|•-–")
    for link in document.links:
        if link.url.startswith("tel:"):
            return Span(link.url[4:], link.start, link.end)
    return None


def _is_phone(text: str, before: str) -> bool:
    """Seven or eight bare digits are as likely a postal code or an id: a short number needs its separators."""
    if _NO_PHONE.fullmatch(text) or _OTHER_NUMBER.search(before):
        return False
    if text[0] not in "+(" and _NUMBER_BEFORE.search(before):
        return False  # the end of a longer number
    digits = sum(char.isdigit() for char in text.replace("(0)", ""))
    if digits > _LONG_NUMBER[1]:
        return False
    return digits >= _LONG_NUMBER[0] or (digits >= _SHORT_NUMBER and bool(re.search(r"[\s()+./-]", text)))


def _name(document: Document, sections: Sequence[Section], head: _Head) -> Span | None:
    for line in head.lines:
        for cell in line.cells:
            if match := _LABELLED.match(cell.text):
                return Span.of(cell).cut(match.start("name"), match.end("name")).strip()
    best: tuple[float, Span] | None = None
    for rank, (line, section) in enumerate(_name_lines(document, sections)):
        first = Span.of(line.cells[0])
        for position, part in enumerate(first.split(_BREAKS)[:1] or [first]):
            candidate = _as_name(part)
            if candidate is None:
                continue
            points = (line.size / 10 if line.size else 0.0) - rank * 0.25 - position
            points += 0.6 * line.bold + (0.8 if section.kind is Kind.HEADER else 0.0)
            if is_title_not_name(candidate.text) or is_place(candidate.text) or _is_headings(candidate.text):
                continue
            if best is None or points > best[0]:
                best = (points, candidate)
    return best[1] if best else None


def _is_headings(text: str) -> bool:
    """A heading, or two that stood side by side."""
    return kind_of_heading(text) is not None or any(kind_of_heading(word) for word in text.split() if len(word) > 3)


def _cased(name: str | None) -> str | None:
    """`JOHN DOE` as one writes it; a name in mixed case stays as it is."""
    if name is None or not name.isupper():
        return name
    words = [word if len(word) < _INITIALS else word.title() for word in name.split()]
    return " ".join(word.lower() if word.lower() in _PARTICLES and index else word for index, word in enumerate(words))


def _name_lines(document: Document, sections: Sequence[Section]) -> Iterator[tuple[Line, Section]]:
    """Lines a name may stand on: the first ones, and any that is larger than all headings."""
    biggest = max((line.size for line in document.lines), default=0.0)
    body = sorted(line.size for line in document.lines)[len(document.lines) // 2] if document.lines else 0.0
    for section in sections:
        for index, line in enumerate(([section.heading] if section.heading else []) + section.lines):
            if line is None or line.bullet:
                continue
            on_top = section.kind is Kind.HEADER and index < 5
            if on_top or (biggest > body * 1.35 and line.size >= biggest - 0.5):
                yield line, section


def _as_name(span: Span) -> Span | None:
    """The span as a person's name without credentials, or None: two to five capitalised words and no digits."""
    text = span.text
    if comma := re.search(r",", text):
        rest = [word for word in re.split(r"[\s,]+", text[comma.end() :]) if word]
        if not rest or not all(_CREDENTIALS.match(word) for word in rest):
            return None
        span = span.cut(0, comma.start())
    words = span.text.split()
    while words and len(words) > 2 and _CREDENTIALS.match(words[-1]):
        span = span.cut(0, span.text.rindex(words[-1])).strip()
        words.pop()
    if not 2 <= len(words) <= 5 or len(span.text) > 50:
        return None
    for word in words:
        if word.casefold().strip(".") in _NOT_NAMES or not _NAME_WORD.match(word):
            return None
        if not word[0].isupper() and word.casefold() not in _PARTICLES:
            return None
    return span


def _place(head: _Head, name: Span | None) -> Span | None:
    for span in head.spans:
        if where := find_address(span.text):
            return span.cut(*where).strip()
    for above, span in pairwise(head.spans):
        if is_street(above.text) and find_address(f"{above.text}, {span.text}") == (0, len(above.text + span.text) + 2):
            return join([above, span], ", ")
    for span in head.spans:
        if match := _LOCATION_LABEL.match(span.text):
            return span.cut(match.start("place"), match.end("place")).strip()
    for span in head.spans:
        if name and span.start <= name.start < span.end:
            continue
        if is_place(span.text):
            return span
    for span in head.spans:
        if name and span.start <= name.start < span.end:
            continue
        text = EMAIL.sub(lambda match: " " * len(match.group()), span.text)
        if len(text) < 120 and (where := find_place(text)):
            return span.cut(*where).strip()
    return None


def _label(head: _Head, name: Span | None, taken: Sequence[Span]) -> Span | None:
    """What the candidate calls themselves: a title beside or below the name."""
    best: Span | None = None
    for line in head.lines[:6]:
        for cell in line.cells:
            whole = Span.of(cell)
            if any(span.start < whole.end and whole.start < span.end for span in taken if span is not name):
                parts = whole.split(_BREAKS)
            else:
                parts = [whole.strip()]
            if name and name.start < whole.end and whole.start < name.end:
                parts = whole.without(name.start - whole.start, name.end - whole.start)
            for part in parts:
                if any(span.start < part.end and part.start < span.end for span in taken):
                    continue
                if (
                    len(part.text.split()) > _LABEL_WORDS
                    or part.text.endswith((".", ":"))
                    or not part.text[:1].isalpha()
                ):
                    continue
                if titleness(part.text) > 0.4 and best is None:
                    best = part
    return best


def _location(place: Span | None, sources: Sources) -> Location | None:
    text = sources.put("/basics/location", place)
    if not text:
        return None
    return location_of(text)
