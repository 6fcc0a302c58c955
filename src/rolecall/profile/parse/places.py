"""Places as résumés write them: `Princeton, NJ`, `Istanbul, Türkiye`, `Remote`."""

from __future__ import annotations

import re

from rolecall.profile.parse import lexicon

_PLACES = lexicon.load("places")
_CODE_OF = {name: code for code, names in _PLACES["countries"].items() for name in names}
_REGIONS = frozenset(_PLACES["regions"])
_CITIES = frozenset(_PLACES["cities"])
_US_STATE = r"(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|ON|QC|BC|AB|MB|NS|SK|NB|NSW|VIC|QLD)"
_REMOTE = re.compile(
    r"^\(?(?:remote|fully remote|hybrid|on-?site|home[- ]?office|télétravail|teletrabajo|remoto|in remoto|à distance|thuiswerk|worldwide|anywhere)\)?"
    r"(?:\s*[(,–-]\s*[\w\s.]+\)?)?$", re.IGNORECASE,
)  # fmt: skip
_WITH_REGION = 3
_TOWN = r"[A-ZÀ-ÖØ-ÞŁŚŻÇĞİŞ][\w'’.\u00c0-\u024f-]*(?:[\s-](?:[A-ZÀ-ÖØ-Þ][\w'’.\u00c0-\u024f-]*|de|del|da|do|la|le|am|an|der|den|di|of|sur|upon)){0,3}"
_PARTS = re.compile(r"(?:(?!\s-\s|\s\s)[^,|()–—])+")
_ONE_TOWN = re.compile(_TOWN)
_CITY_STATE = re.compile(
    rf"(?<![\w.]){_TOWN}\s?,\s?{_US_STATE}(?!\w)(?:\s+\d{{5}}(?:-\d{{4}})?)?(?:\s?,\s?(?:USA?|United States|Canada))?"
)
_CITY_NAMED = re.compile(rf"(?<![\w.]){_TOWN}\s?,\s?(?:{_TOWN}\s?,\s?)?(?P<last>{_TOWN})")
NAMELESS_PLACE = re.compile(r"City\s*,\s*State(?:\s*,\s*(?:USA?|Country))?", re.IGNORECASE)
_POSTAL_TOWN = re.compile(rf"^(?:.*?,\s*)?(?:[A-Z]{{1,2}}-)?\d{{4,5}}\s+{_TOWN}(?:\s?,\s?{_TOWN})?$")


def country_code(text: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country's name in one of seven languages."""
    return _CODE_OF.get(text.strip(" .,()").casefold()) or _CODE_OF.get(text.strip(" ,()").casefold())


def is_place(text: str) -> bool:
    """Whether the whole text is a place we can be sure of."""
    bare = text.strip(" .,;|()[]–—-")
    if not bare or len(bare) > 80:
        return False
    lower = bare.casefold()
    if _REMOTE.match(bare) or lower in _CODE_OF or lower in _CITIES or lower in _REGIONS:
        return True
    if NAMELESS_PLACE.fullmatch(bare) or _CITY_STATE.fullmatch(bare) or _POSTAL_TOWN.match(bare):
        return True
    parts = [part.strip().casefold() for part in bare.split(",")]
    match = _CITY_NAMED.fullmatch(bare)
    if match and _known(match.group("last")):
        return len(parts) < _WITH_REGION or _is_region(parts[1]) or parts[0] in _CITIES
    return len(parts) > 1 and parts[0] in _CITIES and len(parts[1].split()) <= 3


def find_place(text: str) -> tuple[int, int] | None:
    """Where a place we can be sure of stands in a longer text: `Acme, Princeton, NJ` gives the last two."""
    for pattern in (NAMELESS_PLACE, _CITY_STATE):
        matches = list(pattern.finditer(text))
        if matches:
            return _shorter(text, *matches[-1].span())
    if where := _town_and_country(text):
        return where
    for match in reversed(list(re.finditer(r"[^,|()–—]+", text))):
        piece = match.group().strip(" .-")
        if piece.casefold() in _CITIES or piece.casefold() in _CODE_OF or _REMOTE.match(piece):
            start = match.start() + match.group().index(piece)
            return start, start + len(piece)
    return None


def _town_and_country(text: str) -> tuple[int, int] | None:
    """The last `Town, Country` or `Town, Region, Country` among the parts between commas."""
    parts = [(match.start(), match.group()) for match in _PARTS.finditer(text)]
    for index in range(len(parts) - 1, 0, -1):
        start, part = parts[index]
        before_start, before = parts[index - 1]
        if not _known(part) or text[before_start + len(before) : start].strip() != ",":
            continue
        first = index - 1
        if _is_region(before.strip().casefold()) and index > 1 and _ONE_TOWN.fullmatch(parts[index - 2][1].strip()):
            first = index - 2
        elif not _ONE_TOWN.fullmatch(before.strip()):
            continue
        begin, town = parts[first]
        return begin + len(town) - len(town.lstrip()), start + len(part.rstrip())
    return None


def _known(name: str) -> bool:
    lower = name.strip(" .").casefold()
    return lower in _CODE_OF or lower in _REGIONS or name.strip() in _CODE_OF


def _is_region(text: str) -> bool:
    return text in _REGIONS or re.fullmatch(_US_STATE, text.upper()) is not None


def _shorter(text: str, start: int, end: int) -> tuple[int, int]:
    """`Acme, London, UK` keeps the last two: the first is the employer, unless the middle is a region."""
    parts = text[start:end].split(",")
    if len(parts) == _WITH_REGION and not _is_region(parts[1].strip().casefold()):
        return start + len(parts[0]) + 1, end
    return start, end
