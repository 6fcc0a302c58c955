"""Places out of what employers write: `Denver, CO; Remote - US`, `India - Pune`, `London or Berlin`.

Every part that is not certain is left out: a place always keeps its words in `text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rolecall.discover.gazetteer import City, Region
from rolecall.discover.place_tokens import CODE, Token, token_of, tokens_of
from rolecall.discover.posting import Location, Workplace

REMOTE = re.compile(
    r"\b(?:fully[ -]|100 ?% |full[ -]?time )?(?:remote(?:ly)?|home[ -]?based|work(?:ing)? from (?:home|anywhere)|wfh"
    r"|anywhere|virtual|telecommut\w*|telework|t[ée]l[ée]travail|remoto|home[ -]?office|teletrabajo|distributed"
    r"|zdaln\w+|удал[её]нн\w+|på distans|thuiswerk\w*|リモート|在宅|재택|远程|מרחוק)\b"
    r"(?: location| work)?",
    re.IGNORECASE,
)
HYBRID = re.compile(r"\bh[iyí]b?br[ií]do?\b", re.IGNORECASE)
ONSITE = re.compile(r"\b(?:on[ -]?site|in[ -](?:office|person)|office[ -]based)\b", re.IGNORECASE)
NOISE = re.compile(
    r"\b(?:flexible|(?:multiple|various|several) locations|nationwide|hq|headquarters|office|only|candidates?)\b"
    r"|^\W*(?:only )?(?:(?:in|within|from|across|throughout|based in|located in|innerhalb|en|em|aus) )+(?:the )?",
    re.IGNORECASE,
)
PIECES = re.compile(r"\s*[;|•·\n\r]+\s*")
HARD = re.compile(r"\s+/\s+|\s*,?\s+(?:or|and/or|oder|ou)\s+", re.IGNORECASE)
SOFT = re.compile(r"\s*,?\s+(?:and|&|und|et)\s+|/", re.IGNORECASE)
ONLY = re.compile(r"\([^()]*\bonly\b[^()]*\)", re.IGNORECASE)
"""`Canada - Remote (ON, AB, or NS only)`: what restricts one place, and is no list of places."""
ONLY_WORD = re.compile(r"\bonly\b", re.IGNORECASE)
EXCEPT = re.compile(r"[(,]?\s*\b(?:excluding|except(?: for)?|excl\.?|but not|outside of)\b[^();|]*\)?", re.IGNORECASE)
"""`USA (excluding CA)`: where one may not live is no place of the job."""
LEADS = re.compile(REMOTE.pattern + r"\s*(?:[-–—:,(]|(?:in|within|from|across)\b|(?-i:[A-Z]))", re.IGNORECASE)
"""`Remote - US or Canada`: said once, before a list that it is about."""
TRAILS = re.compile(REMOTE.pattern + r"\W*$", re.IGNORECASE)
STATE_AFTER = re.compile(r"(?<=[a-zà-ÿ])/(?=[A-Z]{2}\b)")
"""`Florianópolis/SC`."""
NO_CITY = re.compile(
    r"^(?:(?:north|south|east|west|central|mid|upper|pacific|atlantic|continental|coast(?:al)?|gulf|new england|and)"
    r"(?:ern)?[\s&-]*)+$|\b(?:required|travel|preferred|position|team|specify)\b|^(?:in|the|within|any|based|all)\b",
    re.IGNORECASE,
)
"""Parts of a country, and words that are no place."""
OPENED = str.maketrans({"\ue000": ",", "\ue001": " ", "\ue002": ";"})
BLANK = re.compile(r"[^\S\n]+|[\x00-\x09\x0b-\x1f\x7f-\x9f]")
INVISIBLE = re.compile(r"[\u200b-\u200f\ufeff\u2060]")
LONGEST = 1_000


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
    """The places in one text. What a remote job is restricted to is a remote place for each country: `US or Canada`."""
    clean = INVISIBLE.sub("", BLANK.sub(" ", text[:LONGEST].replace("_", " "))).strip(" ,;|\n")
    workplace = Workplace.HYBRID if HYBRID.search(clean) else Workplace.ONSITE if ONSITE.search(clean) else None
    remote_everywhere = False
    locations: dict[Location, None] = {}
    for piece in PIECES.split(clean):
        chunks = _chunks(STATE_AFTER.sub(", ", _opened(piece)))
        governed = len(chunks) > 1 and _governed(piece, chunks)
        for chunk in chunks:
            remote = bool(REMOTE.search(chunk))
            words = _balanced(piece if len(chunks) == 1 else chunk)
            tokens = tokens_of(_bare(chunk))
            if not tokens:
                if remote:
                    remote_everywhere = remote_everywhere or not governed
                    locations[Location(words, remote=True)] = None
                continue
            if remote and len(tokens) == 1 and tokens[0].area:
                locations[Location(words, remote=True)] = None
                continue
            found = _assemble(tokens)
            for draft in found:
                shown = words if len(found) == 1 else draft.text
                shown += " (remote)" if (remote and len(found) > 1) or (governed and not remote) else ""
                locations[Location(shown, draft.city, draft.region, draft.country, remote or governed)] = None
    if workplace is None and locations and (remote_everywhere or all(place.remote for place in locations)):
        # `Denver or Remote` may be done remotely; hybrid and on-site words above speak louder.
        workplace = Workplace.REMOTE
    return Places(tuple(locations), workplace)


def _bare(chunk: str) -> str:
    """Without the words for how and how often one is there."""
    for words in (ONLY, EXCEPT, REMOTE, HYBRID, ONSITE, NOISE):
        chunk = words.sub(" ", chunk)
    return chunk


def _opened(piece: str) -> str:
    """`Remote (US or Canada only)`: a restriction that stands for the places, since nothing else names one."""
    only = ONLY.search(piece)
    if only is None:
        return piece
    outside = piece[: only.start()] + piece[only.end() :]
    if any(token.known for token in tokens_of(_bare(outside))):
        return piece
    return f"{piece[: only.start()]}- {ONLY_WORD.sub(' ', only.group()).strip(' ()')}{piece[only.end() :]}"


def _governed(piece: str, chunks: list[str]) -> bool:
    """Whether one word for remote is about every place of a list."""
    first = tokens_of(_bare(chunks[0]))
    if LEADS.match(piece) and first:
        return True
    each = [token for chunk in chunks for token in tokens_of(_bare(chunk))]
    return TRAILS.search(piece) is not None and bool(each) and all(token.countries or token.area for token in each)


def _balanced(words: str) -> str:
    """Without a bracket that opens or closes in another part of the list."""
    words = words.strip(" ,")
    if words.count("(") != words.count(")"):
        words = words.replace("(", " ").replace(")", " ")
    return " ".join(words.split())


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

    def take(self, token: Token) -> None:
        self.parts.append(token.text)


def _chunks(text: str) -> list[str]:
    """Split where a list is certain; `and` and `/` only between known places (`Trinidad and Tobago` is one)."""
    chunks: list[str] = []
    for piece in HARD.split(ONLY.sub(_closed_up, text)):
        chunk = piece.translate(OPENED)
        parts = [part for part in SOFT.split(chunk) if part.strip()]
        if len(parts) > 1 and not token_of(chunk).known and all(_reads_as_place(part) for part in parts):
            chunks.extend(parts)
        elif chunk.strip(" ,"):
            chunks.append(chunk.strip(" ,"))
    return chunks


def _closed_up(restriction: re.Match[str]) -> str:
    return restriction.group().replace(",", "\ue000").replace(" ", "\ue001").replace(";", "\ue002")


def _reads_as_place(text: str) -> bool:
    return bool(REMOTE.search(text)) or any(token.known for token in tokens_of(text))


def _assemble(tokens: list[Token]) -> list[_Draft]:
    drafts = [_Draft()]
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if not _add(drafts[-1], token, following):
            among = drafts[-1] if drafts[-1].city is None else None
            drafts.append(_Draft())
            _add(drafts[-1], _as_region(token, among), following)
    return [_finished(draft) for draft in drafts if draft.parts]


def _as_region(token: Token, among: _Draft | None) -> Token:
    """The Washington of `California, Oregon, Washington` is a state like those before it."""
    if among is None or among.region is None or token.city is None:
        return token
    return replace(token, city=None) if any(region.country == among.country for region in token.regions) else token


def _add(draft: _Draft, token: Token, following: Token | None) -> bool:
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
    if (
        draft.city is None
        and draft.region
        and token.city
        and token.city.country == draft.country
        and _in_it(draft, token)
    ):
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


def _in_it(draft: _Draft, token: Token) -> bool:
    """`Oregon, Washington` are two states; `NY, New York` is a city in its state."""
    return not token.regions or (token.city is not None and token.city.region == draft.region)


def _is_region_between(draft: _Draft, token: Token, following: Token | None) -> bool:
    """An unknown word between a city and its country: `Gdańsk, Pomeranian Voivodeship, Poland`."""
    if token.known or not draft.city or draft.region or draft.country or following is None or not following.countries:
        return False
    return draft.known_city is None or draft.known_city.country == following.countries


def _begin(draft: _Draft, token: Token, following: Token | None) -> None:
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
    elif not token.area and following is not None and _may_be_city(token.text):
        draft.city = token.text


def _after_country(draft: _Draft, token: Token) -> bool:
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
    elif not token.known and _may_be_city(token.text):
        draft.city = token.text
    elif token.city or token.regions:
        return False
    draft.take(token)
    return True


def _may_be_city(text: str) -> bool:
    return not _has_digit(text) and not NO_CITY.search(text)


def _has_digit(text: str) -> bool:
    return any(mark.isdigit() for mark in text)


def _region(draft: _Draft, token: Token) -> Region | None:
    """The region that a token names after a city. A known city decides between `DE` the state and `DE` the country."""
    if not token.regions:
        return None
    if draft.known_city:
        own = next((region for region in token.regions if region.country == draft.known_city.country), None)
        if own and token.city and len(token.text) > CODE and draft.known_city.region not in (None, own.name):
            return None  # `San Francisco, New York` are two cities
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
