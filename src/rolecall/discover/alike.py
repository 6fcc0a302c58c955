"""What two postings of one job have in common at least one of: the keys under which they meet to be compared."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

from rolecall.discover.canonical import canonical_of
from rolecall.discover.gazetteer import COUNTRY_NAMES, REGIONS, key
from rolecall.discover.posting import Location, Posting
from rolecall.discover.texts import text_key
from rolecall.discover.titles import SEASONS, company_key, title_key, words_of

PLACEHOLDER = re.compile(
    r"[^\d]*|0+|1234\d*|n/?a|tbd|none|(?:see|use|multiple|various|evergreen|pipeline).*", re.IGNORECASE
)
BRANDS = re.compile(r"\s*[()\[\]/|]\s*|\s+(?:d/?b/?a|formerly|f/?k/?a|(?:a )?part of|powered by)\s+", re.IGNORECASE)
HEAD = re.compile(r"\s[-–—|/]+\s|[(\[,:;|–—]|\s-|-\s")
SITE = re.compile(r"\.(?:com|io|ai|co|org|net|dev|app|de|fr|eu)$", re.IGNORECASE)
LONGEST_PAGE = 500
FEWEST_LETTERS = 3
"""Of a brand's name: shorter ones are shared by many."""


def blocking_keys(posting: Posting) -> list[tuple[str, ...]]:
    """What two postings of one job have in common at least one of: only those are compared."""
    own = (posting.board, posting.board_company.casefold())
    title = key_of(posting)
    keys: list[tuple[str, ...]] = [("posting", *own, posting.job_id)]
    keys += [("title", name, title) for name in company_names(posting.company)]
    if page := page_of(posting):
        keys.append(("page", page))
    if posting.opening_id:
        keys.append(("opening", *own, posting.opening_id))
    if number := requisition(posting):
        keys.append(("requisition", company_key(posting.company), number))
    if posting.text and (copied := copy_key(posting)):
        keys.append(("text", copied, title))
    return keys


def page_of(posting: Posting) -> str:
    """The name of its page (`discover.canonical`); '' where it has none."""
    return _page(posting.board, posting.board_company, posting.job_id, posting.url)


@lru_cache(maxsize=50_000)
def _page(board: str, board_company: str, job_id: str, url: str) -> str:
    return canonical_of(board, board_company, job_id, url)


def page_column(posting: Posting) -> str:
    """The name of its page as it is stored: PostgreSQL takes no more than 2,700 bytes into one entry of an index."""
    page = page_of(posting)
    if len(page) <= LONGEST_PAGE:
        return page
    return page[:LONGEST_PAGE] + hashlib.blake2b(page.encode(), digest_size=8).hexdigest()


def copy_key(posting: Posting) -> str | None:
    """The key under which copies of its text are found."""
    return _copy_key(posting.text)


@lru_cache(maxsize=4_000)
def _copy_key(text: str) -> str | None:
    return text_key(text)


@lru_cache(maxsize=20_000)
def company_names(name: str) -> frozenset[str]:
    """Every way to name a company, as names are compared: `Crumb (Mills of Ghent)` is `crumb` and `mills of ghent`."""
    parts = [name, *(part for part in BRANDS.split(name) if part)]
    keys = {company_key(SITE.sub("", part.strip())) for part in parts}
    whole = company_key(name)
    return frozenset(found for found in keys if len(found) >= FEWEST_LETTERS) | ({whole} - {""})


def requisition(posting: Posting) -> str | None:
    """The employer's own number as it is compared; None for none and for placeholders such as `See Opening ID`."""
    told = (posting.requisition_id or "").strip()
    return None if not told or PLACEHOLDER.fullmatch(told) else re.sub(r"[\s_-]+", "", told).upper()


def key_of(posting: Posting) -> str:
    """The title without the posting's own places."""
    return _key(posting.title, posting.locations)


@lru_cache(maxsize=50_000)
def _key(title: str, locations: tuple[Location, ...]) -> str:
    return title_key(title, place_words(locations))


@lru_cache(maxsize=20_000)
def _places(locations: tuple[Location, ...]) -> frozenset[str]:
    words: set[str] = set()
    for place in locations:
        parts = [place.text, place.city, place.region, place.country, COUNTRY_NAMES.get(place.country or "")]
        if place.region:
            parts += [region.code for region in REGIONS.get(key(place.region), ()) if region.country == place.country]
        words.update(word for part in parts if part for word in re.split(r"[^\w+#&]+", key(part)) if word)
    return frozenset(words)


def place_words(locations: Sequence[Location]) -> frozenset[str]:
    """Every word that names a posting's places: verbatim, and city, region and country by name and code."""
    return _places(tuple(locations))


def overlap(one: Posting, other: Posting) -> float:
    """Share of the shorter title's words that the other has, 0–1: of the whole titles without their places, or of what
    stands before the first dash, comma or bracket, whichever is more. Initials stand for their words.
    """
    if _initials(one.title) == _squeezed(other.title) or _initials(other.title) == _squeezed(one.title):
        return 1.0
    if _squeezed(one.title) == _squeezed(other.title):
        return 1.0
    return max(_share(_words(one), _words(other)), _share(_head(one.title), _head(other.title)))


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / max(1, min(len(first), len(second)))


def _words(posting: Posting) -> frozenset[str]:
    words = frozenset(words_of(posting.title))
    return (words - place_words(posting.locations) - SEASONS) or words


def _head(title: str) -> frozenset[str]:
    return frozenset(_heads(title))


@lru_cache(maxsize=20_000)
def _heads(title: str) -> tuple[str, ...]:
    first = next((part for part in HEAD.split(title) if part.strip()), "")
    return words_of(first)


def _squeezed(title: str) -> str:
    """`Auto Body Hand` and `Autobody Hand` are written alike."""
    return "".join(_heads(title))


def _initials(title: str) -> str | None:
    """`Rye Bread Baker` is also written `RBB`; None where there are too few words for it."""
    words = _heads(title)
    return "".join(word[0] for word in words) if len(words) >= FEWEST_LETTERS else None
