"""The words of a place one by one: which country, region, city or part of the world each may be."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rolecall.discover.gazetteer import AREAS, CITIES, COUNTRIES, REGIONS, City, Region, key

DASH = re.compile(r"\s+[-–—]+\s*|\s*[-–—]+\s+|:\s+")
GLUED = re.compile(r"(?P<country>[A-Z]{2,3}|India|Israel|Germany|Canada)[- ](?P<rest>[A-Z].*)")
HYPHEN = re.compile(r"(?P<left>[^-]{3,})-(?P<right>[^-]{3,})")
"""`Paris-France`, `Malaysia-Regional`."""
CODE = 3
"""Up to this length a token is a code, and codes count only in capitals: `in` and `or` are words."""
SMALL_CODES = frozenset(("uk", "usa", "uae"))
"""Codes that are no words, also in small letters."""
ZIP = re.compile(r"\b(?P<state>[A-Z]{2}),?\s+\d{5}(?:-\d{4})?(?!\d)")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")
"""A British postcode."""
BRITISH = re.compile(r"\b(?:UK|U\.K\.|GB|GBR|United Kingdom|Great Britain|England|Scotland|Wales|Ireland)\b")
AROUND = re.compile(
    r"^(?:greater|downtown|central|metro(?:politan)?|local to|near|outside|the|city of)\s+"
    r"|\s*[-–]?\s*\b(?:(?:(?:metro(?:politan)?|bay)\s)?(?:area|region)|metro|region(?:al)?|cbd|hub|warehouse|office"
    r"|headquarters|hq|global|territory|suburbs|downtown|campus|local|based|store|and surrounding areas?)$"
    r"|^\d{4,5}\s+(?=\D)|\s+\d{4,6}$",
    re.IGNORECASE,
)
"""Words that stand around the name of a place: `Greater Chicago Area`, `Sydney CBD`, `10115 Berlin`."""
QUARTER = re.compile(r"^(?:north|south|east|west|mid)(?:ern)?(?:[ -](?:and|&)[ -]\w+)?[\s-]+", re.IGNORECASE)
"""`Northern California` is in California; `East Hartford` is not Hartford."""
LARGE = frozenset(("US", "CA", "GB", "DE", "FR", "ES", "IT", "IN", "CN", "BR", "AU"))
"""Countries that people speak of by their quarters; `West Jordan` is a town in Utah."""
LEADING = re.compile(r"^(?:(?:in|within|from|across|throughout)\s+)+(?:the\s+)?|^the\s+(?=U)", re.IGNORECASE)


@dataclass(slots=True)
class Token:
    """One part of a place, and everything that it may name."""

    text: str
    countries: str | None = None
    regions: tuple[Region, ...] = ()
    city: City | None = None
    area: bool = False
    starts: bool = False
    """Begins a place by how it was written: the `US` of `US-Seattle`."""

    @property
    def known(self) -> bool:
        return bool(self.countries or self.regions or self.city or self.area)


def tokens_of(text: str) -> list[Token]:
    """The parts of what may be one place or several, in their order."""
    text = re.sub(r"[()\[\]]", ",", text)
    # `D.C.` and `Washington, DC` are one city to everybody.
    text = re.sub(r"\bWashington,?\s+D\.?\s?C\b\.?", "Washington DC", text)
    if any(mark.isdigit() for mark in text):
        text = POSTCODE.sub("" if BRITISH.search(text) else ", UK", ZIP.sub(_without_zip, text))
    tokens: list[Token] = []
    for piece in text.split(","):
        whole = LEADING.sub("", piece.strip(" -–—:./"))
        if not whole:
            continue
        token = token_of(whole)
        if token.known:
            tokens.append(token)
            continue
        parts = [part.strip(" -–—:./") for part in DASH.split(whole)]
        if len(parts) == 1 and (glued := GLUED.fullmatch(whole)) and token_of(glued["country"]).countries:
            parts = [glued["country"], glued["rest"]]
        elif len(parts) == 1 and (glued := HYPHEN.fullmatch(whole)):
            sides = [glued["left"], glued["right"]]
            parts = sides if any(token_of(side).countries for side in sides) else parts
        while (tail := _region_tail(parts[0])) and len(parts) <= CODE:
            parts[:1] = tail
        read = [token_of(part) for part in parts if part]
        if len(read) > 1 and read[0].countries:
            read[0] = replace(read[0], starts=True)
        tokens.extend(token for token in read if key(token.text))
    return tokens


def _without_zip(found: re.Match[str]) -> str:
    american = any(region.country == "US" for region in REGIONS.get(key(found["state"]), ()))
    return found["state"] if american else found.group()


def _region_tail(text: str) -> tuple[str, str] | None:
    """`Boston Massachusetts`, `San Francisco CA USA`: a region or country at the end without a comma."""
    words = text.split()
    for size in (2, 1):
        if len(words) > size:
            tail = " ".join(words[-size:])
            token = token_of(tail)
            if (token.regions or token.countries) and not QUARTER.fullmatch(" ".join(words[:-size]) + " "):
                return " ".join(words[:-size]), tail
    return None


@lru_cache(maxsize=20_000)
def token_of(text: str) -> Token:
    """What one part may be; of a part that is not known as it stands, what is known without the words around it."""
    found = _known_as(text)
    if found.known or len(text) <= CODE:
        return found
    inner = AROUND.sub("", AROUND.sub("", text)).strip(" -,.")
    if inner and inner != text and (within := _known_as(inner)).known:
        return replace(within, text=text)
    inner = QUARTER.sub("", inner)
    if inner and inner != text and (within := _known_as(inner)).known and not within.city:
        return replace(within, text=text) if within.regions or within.area or within.countries in LARGE else found
    return found


def _known_as(text: str) -> Token:
    name = key(text)
    code = len(text.replace(".", "")) <= CODE
    if code and not text.replace(".", "").isupper() and name not in SMALL_CODES:
        # Short words in small letters are not codes; names of cities may be short (`Ulm`).
        return Token(text, city=CITIES.get(name))
    country = COUNTRIES.get(name)
    if country is None and len(text) == len("XX") and text.upper() in COUNTRIES.values():
        country = text.upper()
    return Token(text, country, REGIONS.get(name, ()), CITIES.get(name), name in AREAS)
