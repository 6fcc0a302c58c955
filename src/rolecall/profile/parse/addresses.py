"""Postal addresses: `Hafenstraße 12, 20457 Hamburg`, `221B Baker Street, London NW1 6XE`."""

from __future__ import annotations

import re

from rolecall.profile.parse.places import country_code
from rolecall.profile.resume import Location

_POSTAL = re.compile(
    r"(?<![\w-])(?:"
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"  # London NW1 6XE
    r"|[A-Z]\d[A-Z] ?\d[A-Z]\d"  # Toronto ON M5V 2T6
    r"|(?:[A-Z]{1,2}-)?(?P<code>\d{4} [A-Z]{2}(?= )|\d{5}-\d{3,4}|\d{2}-\d{3}|\d{4}-\d{3}|\d{3} \d{2}(?= )|\d{5}|(?<![A-Z] )\d{4}(?= [A-ZÀ-Þ]))"
    r")(?![\w-])"
)
_NUMBER = r"\d{1,4}\s?[A-Za-z]?(?:\s?[-–/]\s?\d{1,4}\s?[A-Za-z]?)?"
_STREET = re.compile(
    rf"(?:{_NUMBER}(?:\s(?:bis|ter))?(?:,?\s+[^\W\d_][^\d@]{{2,50}})?|[^\W\d_][^\d@:]{{2,50}}?[\s.]{_NUMBER})",
    re.IGNORECASE,
)
_TOWN = re.compile(r"[A-ZÀ-ÖØ-Þ][^\d@:|]{1,40}")
_PART = re.compile(r"\s*\d{1,4}(?:\s?(?:bis|ter|[A-Za-z]))?,\s*[^\W\d_][^,|;]*|[^,|;]+")  # `14, rue des Lilas` is one
_LABEL = re.compile(r"^\s*[^\W\d_]{4,12}\s?:\s*(?=\S)")
_MOST_PARTS = 4


def is_street(text: str) -> bool:
    """Whether the text may be a street with its house number. What stands beside it has to agree."""
    bare = text.strip(" .,;")
    return bool(_STREET.fullmatch(bare)) and any(char.isalpha() for char in bare)


def find_address(text: str) -> tuple[int, int] | None:
    """Where a street, a postal code and a town stand side by side in a longer text."""
    parts = [(match.start(), match.end()) for match in _PART.finditer(text)]
    for index, (first, last) in enumerate(parts):
        label = _LABEL.match(text[first:last])
        begin = first + (label.end() if label else len(text[first:last]) - len(text[first:last].lstrip()))
        if not is_street(text[begin:last]):
            continue
        for beside in range(index + 1, min(index + _MOST_PARTS, len(parts))):
            start, end = parts[beside]
            code = _POSTAL.search(text[start:end].rstrip())
            if code is None:
                continue
            around = (text[start : start + code.start()] + text[start + code.end() : end]).strip(" .")
            before = text[parts[beside - 1][0] : parts[beside - 1][1]].strip()
            if not (_TOWN.fullmatch(around) or (not around and beside > index + 1 and _TOWN.fullmatch(before))):
                break
            if beside + 1 < len(parts) and country_code(text[slice(*parts[beside + 1])]):
                end = parts[beside + 1][1]
            return begin, start + len(text[start:end].rstrip()) if end == parts[beside][1] else end
    return None


def location_of(text: str) -> Location:
    """The parts of a place: `Princeton, NJ`, `20457 Hamburg`, or an address with its street."""
    parts = [part for match in _PART.finditer(text) if (part := match.group().strip())]
    code = country_code(parts[-1]) if parts else None
    if code and len(parts) > 1:
        parts.pop()
    postal = None
    if parts and (match := _POSTAL.search(parts[-1])):
        postal = match.group("code") or match.group()
        parts[-1] = (parts[-1][: match.start()] + parts[-1][match.end() :]).strip()
        parts = [part for part in parts if part]
    streets = next((index + 1 for index in range(len(parts) - 2, -1, -1) if any(map(str.isdigit, parts[index]))), 0)
    if streets and not any(is_street(part) for part in parts[:streets]):
        streets = 0
    if not streets and len(parts) > 2:
        streets = len(parts) - 2
    address, rest = ", ".join(parts[:streets]) or None, parts[streets:]
    return Location(
        address=address,
        city=rest[0] if rest else None,
        region=", ".join(rest[1:]) or None,
        postal_code=postal,
        country_code=code,
    )
