"""Which postings are one job: the same opening in several places, or listed twice. Explained, and never by force.

Never merged: different levels, different openings, different requisition numbers. Without any number, the same title is
not enough: the texts must say the same too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rolecall.discover.gazetteer import COUNTRY_NAMES, REGIONS, key
from rolecall.discover.posting import Location, Posting
from rolecall.discover.titles import company_key, levels_of, title_key, words_of, years_of

SAME_TEXT = 0.85
"""Shared share of four-word runs from which two texts say the same."""
TOGETHER = 5
"""Seconds between publications of one job in several places."""
RELATED_TEXT = 0.6
"""The same for two differing titles under one number."""
SHORT_TEXT = 60
"""Texts of fewer words prove nothing."""
TITLE_OVERLAP = 0.5
"""Share of words that titles under one number have in common at least: numbers are also reused carelessly."""
PLACEHOLDER = re.compile(
    r"[^\d]*|0+|1234\d*|n/?a|tbd|none|(?:see|use|multiple|various|evergreen|pipeline).*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two postings are one job, and everything that speaks for and against it, in plain words."""

    same: bool
    signals: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A posting that was merged into another, and why."""

    posting: Posting
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One job: the posting that is kept, and the others."""

    kept: Posting
    duplicates: tuple[Duplicate, ...] = ()

    @property
    def locations(self) -> tuple[Location, ...]:
        """Every place of the job, each once."""
        each = [
            place for posting in (self.kept, *(twin.posting for twin in self.duplicates)) for place in posting.locations
        ]
        return tuple(dict.fromkeys(each))


@dataclass(slots=True)
class _Draft:
    kept: Posting
    duplicates: list[Duplicate] = field(default_factory=list)


def group(postings: Iterable[Posting]) -> list[Group]:
    """Every posting in exactly one group. The same postings in any order give the same groups."""
    drafts: list[_Draft] = []
    by_key: dict[tuple[str, ...], list[_Draft]] = defaultdict(list)
    for posting in sorted(postings, key=preference):
        keys = blocking_keys(posting)
        candidates = {id(draft): draft for name in keys for draft in by_key[name]}
        for draft in candidates.values():
            comparison = compare(draft.kept, posting)
            if comparison.same:
                draft.duplicates.append(Duplicate(posting, comparison.signals))
                break
        else:
            draft = _Draft(posting)
            drafts.append(draft)
            for name in keys:
                by_key[name].append(draft)
    return [Group(draft.kept, tuple(draft.duplicates)) for draft in drafts]


def preference(posting: Posting) -> tuple[bool, bool, str, str, str, str]:
    """Sorts the posting to keep first: open, with a text, published first; ids settle the rest."""
    published = posting.published_at.isoformat() if posting.published_at else "9999"
    return (
        posting.closed_at is not None,
        not posting.text,
        published,
        posting.board,
        posting.board_company,
        f"{posting.job_id:>40}",
    )


def blocking_keys(posting: Posting) -> list[tuple[str, ...]]:
    """What two postings of one job have in common at least one of: only those are compared."""
    company = company_key(posting.company)
    own = (posting.board, posting.board_company.casefold())
    keys: list[tuple[str, ...]] = [("posting", *own, posting.job_id), ("title", company, key_of(posting))]
    if posting.opening_id:
        keys.append(("opening", *own, posting.opening_id))
    if number := requisition(posting):
        keys.append(("requisition", company, number))
    return keys


def compare(one: Posting, other: Posting) -> Comparison:
    """Hold two postings against each other."""
    same_board = (one.board, one.board_company.casefold()) == (other.board, other.board_company.casefold())
    if same_board and one.job_id == other.job_id:
        return Comparison(True, (f"Both are posting {one.job_id} of the same board.",))
    if not same_board and company_key(one.company) != company_key(other.company):
        return Comparison(False, (), ("The companies differ.",))
    if levels_of(one.title) != levels_of(other.title):
        return Comparison(False, (), ("The titles name different levels.",))
    years = years_of(one.title), years_of(other.title)
    if all(years) and years[0] != years[1]:
        return Comparison(False, (), ("The titles name different years.",))
    if same_board and one.opening_id and other.opening_id:
        if one.opening_id != other.opening_id:
            return Comparison(False, (), ("The board files them under different openings.",))
        return _numbered(one, other, f"The board files both under the opening {one.opening_id}.")
    numbers = requisition(one), requisition(other)
    if all(numbers):
        if numbers[0] != numbers[1]:
            return Comparison(False, (), ("The requisition numbers differ.",))
        return _numbered(one, other, f"Both carry the requisition number {one.requisition_id}.")
    return _by_words(one, other)


def _numbered(one: Posting, other: Posting, signal: str) -> Comparison:
    """Under one number. Employers also collect quite different jobs under one, so the titles must agree, too."""
    translated = one.language and other.language and one.language != other.language
    if translated or key_of(one) == key_of(other):
        return Comparison(True, (signal, *_shared(one, other)))
    if _overlap(one, other) < TITLE_OVERLAP:
        return Comparison(False, (signal,), ("The titles have too little in common.",))
    alike = similarity(one.text, other.text)
    if alike is not None and alike < RELATED_TEXT:
        return Comparison(False, (signal,), (f"The titles differ, and the texts are only {alike:.0%} alike.",))
    return Comparison(True, (signal, *_shared(one, other)))


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


def place_words(locations: Sequence[Location]) -> frozenset[str]:
    """Every word that names a posting's places: verbatim, and city, region and country by name and code."""
    words: set[str] = set()
    for place in locations:
        parts = [place.text, place.city, place.region, place.country, COUNTRY_NAMES.get(place.country or "")]
        if place.region:
            parts += [region.code for region in REGIONS.get(key(place.region), ()) if region.country == place.country]
        words.update(word for part in parts if part for word in re.split(r"[^\w+#&]+", key(part)) if word)
    return frozenset(words)


def _by_words(one: Posting, other: Posting) -> Comparison:
    if key_of(one) != key_of(other):
        return Comparison(False, (), ("The titles differ.",))
    alike = similarity(one.text, other.text)
    if alike is None:
        return _without_texts(one, other)
    if alike < SAME_TEXT:
        return Comparison(False, ("The titles are the same.",), (f"The texts are only {alike:.0%} alike.",))
    return Comparison(True, (f"The texts are {alike:.0%} alike.", *_shared(one, other)))


def _without_texts(one: Posting, other: Posting) -> Comparison:
    """Lists without texts. On one board, one job put up for several places is published in one go, under one title.
    On two boards, one title in one place is one job: a board hardly lists a job twice for the same place.
    """
    if (one.board, one.board_company.casefold()) != (other.board, other.board_company.casefold()):
        where = _cities(one) & _cities(other)
        if where or not (one.locations and other.locations):
            return Comparison(True, ("Two boards show the same title of the same company.", *sorted(where)))
    elif one.published_at and other.published_at and one.title == other.title:
        apart = abs((one.published_at - other.published_at).total_seconds())
        if apart <= TOGETHER and one.locations != other.locations:
            return Comparison(True, (f"They were published {apart:.0f} seconds apart.", *_shared(one, other)))
    return Comparison(False, ("The titles are the same.",), ("Without texts nothing shows that it is one job.",))


def _cities(posting: Posting) -> frozenset[str]:
    """The places as far as two boards would write them alike."""
    return frozenset(place.city or place.region or place.country or place.text for place in posting.locations)


def _shared(one: Posting, other: Posting) -> tuple[str, ...]:
    signals = []
    if key_of(one) == key_of(other):
        signals.append("The titles are the same.")
    if one.published_at and other.published_at and one.published_at.date() == other.published_at.date():
        signals.append("They were published on the same day.")
    if one.locations != other.locations:
        where = "; ".join(place.text for place in other.locations) or "no place"
        signals.append(f"Only the place differs: {where}." if signals else f"Its place: {where}.")
    return tuple(signals)


def _overlap(one: Posting, other: Posting) -> float:
    first, second = set(words_of(one.title)), set(words_of(other.title))
    return len(first & second) / max(1, min(len(first), len(second)))


def similarity(one: str, other: str) -> float | None:
    """Share of four-word runs that two texts have in common (Jaccard), 0–1; None when either text is too short."""
    if one == other and len(one.split()) >= SHORT_TEXT:
        return 1.0
    first, second = _runs(one), _runs(other)
    if len(first) < SHORT_TEXT or len(second) < SHORT_TEXT:
        return None
    return len(first & second) / len(first | second)


@lru_cache(maxsize=4_000)
def _runs(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(hash(run) for run in zip(words, words[1:], words[2:], words[3:], strict=False))
