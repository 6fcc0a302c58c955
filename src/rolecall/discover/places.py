"""Places out of what employers write: `Denver, CO; Remote - US`, `India - Pune`, `London or Berlin`.

Every part that is not certain is left out: a place always keeps its words in `text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rolecall.discover.gazetteer import AREAS, CITIES, COUNTRIES, REGIONS, City, Region, key
from rolecall.discover.posting import Location, Workplace

REMOTE = re.compile(
    r"\b(?:fully[ -]|100 ?% |full[ -]?time )?(?:remote(?:ly)?|home[ -]?based|work(?:ing)? from (?:home|anywhere)|wfh"
    r"|anywhere|virtual|telecommut\w*|telework|t[ée]l[ée]travail|remoto|home[ -]?office|teletrabajo|distributed)\b"
    r"(?: location| work)?",
    re.IGNORECASE,
)
HYBRID = re.compile(r"\bh[iyí]b?br[ií]do?\b", re.IGNORECASE)
ONSITE = re.compile(r"\b(?:on[ -]?site|in[ -](?:office|person)|office[ -]based)\b", re.IGNORECASE)
NOISE = re.compile(
    r"\b(?:flexible|(?:multiple|various|several) locations|nationwide|hq|headquarters|office)\b"
    r"|^\s*(?:in|within|from|across|based in)\s",
    re.IGNORECASE,
)
HARD = re.compile(r"\s*[;|•·\n\r]+\s*|\s+/\s+|\s*,?\s+(?:or|and/or|oder|ou)\s+", re.IGNORECASE)
SOFT = re.compile(r"\s*,?\s+(?:and|&|und|et)\s+|/", re.IGNORECASE)
DASH = re.compile(r"\s+[-–—]+\s*|\s*[-–—]+\s+|:\s+")
GLUED = re.compile(r"(?P<country>[A-Z]{2,3}|India|Israel|Germany|Canada)[- ](?P<rest>[A-Z].*)")
ONLY = re.compile(r"\([^()]*\bonly\b[^()]*\)", re.IGNORECASE)
"""`Canada - Remote (ON, AB, or NS only)`: what restricts one place, and is no list of places."""
OPENED = str.maketrans({"\ue000": ",", "\ue001": " ", "\ue002": ";"})
BLANK = re.compile(r"[^\S\n]+|[\x00-\x09\x0b-\x1f\x7f-\x9f]")
INVISIBLE = re.compile(r"[\u200b-\u200f\ufeff\u2060]")
LONGEST = 1_000
CODE = 3
"""Up to this length a token is a code, and codes count only in capitals: `in` and `or` are words."""


@dataclass(frozen=True, slots=True)
class Places:
    """Locations in the order they were written; `workplace` is what the words beside them say, if anything."""

    locations: tuple[Location, ...]
    workplace: Workplace | None = None


def parse_all(texts: Iterable[str]) -> Places:
    """Every place in several texts, each once."""
    locations: dict[Location, None] = {}
    workplace = None
    for text in texts:
        found = parse(text)
        locations.update(dict.fromkeys(found.locations))
        workplace = workplace or found.workplace
    return Places(tuple(locations), workplace)


@lru_cache(maxsize=20_000)
def parse(text: str) -> Places:
    """The places in one text."""
    clean = INVISIBLE.sub("", BLANK.sub(" ", text[:LONGEST])).strip(" ,;|\n")
    workplace = Workplace.HYBRID if HYBRID.search(clean) else Workplace.ONSITE if ONSITE.search(clean) else None
    remote_everywhere = False
    locations: dict[Location, None] = {}
    for chunk in _chunks(clean):
        remote = bool(REMOTE.search(chunk))
        bare = NOISE.sub(" ", ONSITE.sub(" ", HYBRID.sub(" ", REMOTE.sub(" ", ONLY.sub(" ", chunk)))))
        tokens = _tokens(bare)
        if not tokens:
            if remote:
                remote_everywhere = True
                locations[Location(chunk.strip(), remote=True)] = None
            continue
        if remote and len(tokens) == 1 and tokens[0].area:
            locations[Location(chunk.strip(), remote=True)] = None
            continue
        found = _assemble(tokens)
        for draft in found:
            words = chunk.strip() if len(found) == 1 else draft.text + (" (remote)" if remote else "")
            locations[Location(words, draft.city, draft.region, draft.country, remote)] = None
    if workplace is None and locations and (remote_everywhere or all(place.remote for place in locations)):
        # `Denver or Remote` may be done remotely; hybrid and on-site words above speak louder.
        workplace = Workplace.REMOTE
    return Places(tuple(locations), workplace)


@dataclass(slots=True)
class _Token:
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


@dataclass(slots=True)
class _Draft:
    parts: list[str] = field(default_factory=list)
    city: str | None = None
    region: str | None = None
    country: str | None = None
    known_city: City | None = None
    closed: bool = False

    @property
    def text(self) -> str:
        return ", ".join(self.parts)

    def take(self, token: _Token) -> None:
        self.parts.append(token.text)


def _chunks(text: str) -> list[str]:
    """Split where a list is certain; `and` and `/` only between known places (`Trinidad and Tobago` is one)."""
    chunks: list[str] = []
    for piece in HARD.split(ONLY.sub(_closed_up, text)):
        chunk = piece.translate(OPENED)
        parts = [part for part in SOFT.split(chunk) if part.strip()]
        if len(parts) > 1 and not _token(chunk).known and all(_reads_as_place(part) for part in parts):
            chunks.extend(parts)
        elif chunk.strip(" ,"):
            chunks.append(chunk.strip(" ,"))
    return chunks


def _closed_up(restriction: re.Match[str]) -> str:
    return restriction.group().replace(",", "\ue000").replace(" ", "\ue001").replace(";", "\ue002")


def _reads_as_place(text: str) -> bool:
    return bool(REMOTE.search(text)) or any(token.known for token in _tokens(text))


def _tokens(text: str) -> list[_Token]:
    text = re.sub(r"[()\[\]]", ",", text)
    # `D.C.` and `Washington, DC` are one city to everybody.
    text = re.sub(r"\bWashington,?\s+D\.?\s?C\b\.?", "Washington DC", text)
    tokens: list[_Token] = []
    for piece in text.split(","):
        whole = piece.strip(" -–—:./")
        if not whole:
            continue
        token = _token(whole)
        if token.known:
            tokens.append(token)
            continue
        parts = [part.strip(" -–—:./") for part in DASH.split(whole)]
        if len(parts) == 1 and (glued := GLUED.fullmatch(whole)) and _token(glued["country"]).countries:
            parts = [glued["country"], glued["rest"]]
        while (tail := _region_tail(parts[0])) and len(parts) <= CODE:
            parts[:1] = tail
        read = [_token(part) for part in parts if part]
        if len(read) > 1 and read[0].countries:
            read[0] = replace(read[0], starts=True)
        tokens.extend(token for token in read if key(token.text))
    return tokens


def _region_tail(text: str) -> tuple[str, str] | None:
    """`Boston Massachusetts`, `San Francisco CA USA`: a region or country at the end without a comma."""
    words = text.split()
    for size in (2, 1):
        if len(words) > size:
            tail = " ".join(words[-size:])
            token = _token(tail)
            if token.regions or token.countries:
                return " ".join(words[:-size]), tail
    return None


@lru_cache(maxsize=20_000)
def _token(text: str) -> _Token:
    name = key(text)
    code = len(text.replace(".", "")) <= CODE
    if code and not text.replace(".", "").isupper():
        # Short words in small letters are not codes; names of cities may be short (`Ulm`), but are not listed.
        return _Token(text, city=CITIES.get(name))
    country = COUNTRIES.get(name)
    if country is None and len(text) == 2 and text.upper() in COUNTRIES.values():
        country = text.upper()
    return _Token(text, country, REGIONS.get(name, ()), CITIES.get(name), name in AREAS)


def _assemble(tokens: list[_Token]) -> list[_Draft]:
    drafts = [_Draft()]
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if not _add(drafts[-1], token, following):
            drafts.append(_Draft())
            _add(drafts[-1], token, following)
    return [_finished(draft) for draft in drafts if draft.parts]


def _add(draft: _Draft, token: _Token, following: _Token | None) -> bool:
    """Put the next token into the place being read; False when it begins another place."""
    if not draft.parts:
        _begin(draft, token, following)
        return True
    if token.starts:
        return False
    if token.city and token.city == draft.known_city and not token.countries:
        draft.take(token)  # `Prague, Prague, Czechia`
        return True
    if draft.city is None and draft.region is None:
        return _after_country(draft, token)
    region = _region(draft, token) if draft.region is None and not draft.closed else None
    if region and draft.country in (None, region.country):
        draft.region, draft.country = region.name, region.country
        draft.take(token)
        return True
    if token.countries and draft.country in (None, token.countries) and not draft.closed:
        draft.country, draft.closed = token.countries, True
        draft.take(token)
        return True
    if draft.city is None and draft.region and token.city and token.city.country == draft.country:
        draft.city = token.city.name  # `US, CA, Santa Clara` and `California, San Diego`
        draft.take(token)
        return True
    if _is_region_between(draft, token, following):
        draft.region = token.text
        draft.take(token)
        return True
    if token.area and not draft.closed:
        draft.take(token)
        return True
    return False


def _is_region_between(draft: _Draft, token: _Token, following: _Token | None) -> bool:
    """An unknown word between a city and its country: `Gdańsk, Pomeranian Voivodeship, Poland`."""
    if token.known or not draft.city or draft.region or draft.country or following is None or not following.countries:
        return False
    return draft.known_city is None or draft.known_city.country == following.countries


def _begin(draft: _Draft, token: _Token, following: _Token | None) -> None:
    draft.take(token)
    ends_here = following is None or following.city is not None
    if token.city and not (token.countries and following and not following.countries):
        draft.city, draft.known_city = token.city.name, token.city
    elif token.countries and not (token.regions and following and following.countries == "US"):
        if not (token.regions and ends_here):  # `Georgia` alone is a state or a country: not certain
            draft.country = token.countries
    elif token.regions:
        region = token.regions[0]
        draft.region, draft.country = region.name, region.country
    elif not token.area and following is not None and not _has_digit(token.text):
        draft.city = token.text


def _after_country(draft: _Draft, token: _Token) -> bool:
    if draft.country is None:
        # The first word told nothing certain (a street, an area): whatever follows may tell.
        if token.regions and not token.city:
            draft.region, draft.country = token.regions[0].name, token.regions[0].country
        elif token.countries:
            draft.country = token.countries
        elif _has_digit(draft.text) and not _has_digit(token.text):
            # After a street comes its city: `665 Clyde Avenue, Mountain View, CA`.
            draft.city, draft.known_city = token.city.name if token.city else token.text, token.city
        else:
            return False
        draft.take(token)
        return True
    own = next((region for region in token.regions if region.country == draft.country), None)
    if own and not (token.city and token.city.country == draft.country):
        draft.region = own.name
    elif token.city and token.city.country == draft.country:
        draft.city, draft.known_city = token.city.name, token.city
    elif token.countries and token.countries != draft.country:
        return False
    elif not token.known and not _has_digit(token.text):
        draft.city = token.text
    elif token.city or token.regions:
        return False
    draft.take(token)
    return True


def _has_digit(text: str) -> bool:
    return any(mark.isdigit() for mark in text)


def _region(draft: _Draft, token: _Token) -> Region | None:
    """The region that a token names after a city. A known city decides between `DE` the state and `DE` the country."""
    if not token.regions:
        return None
    if draft.known_city:
        own = next((region for region in token.regions if region.country == draft.known_city.country), None)
        if own or token.countries == draft.known_city.country:
            return own
        if token.city and len(token.text) > CODE:
            # `Osasco, São Paulo` is a city in its state; `Boston, New York` are two cities.
            return next((region for region in token.regions if region.name == draft.known_city.region), None)
    return token.regions[0]


def _finished(draft: _Draft) -> _Draft:
    """Add what a known city implies, where nothing written contradicts it."""
    city = draft.known_city
    if city and draft.country in (None, city.country) and draft.region in (None, city.region):
        draft.country = city.country
        draft.region = draft.region or city.region
    if draft.city and not draft.known_city and draft.country is None:
        draft.city = None  # two unknown words prove nothing
    return draft
