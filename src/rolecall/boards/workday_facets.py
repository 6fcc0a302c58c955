"""A Workday search beyond its 2,000 postings: read again by a facet's values, and those by another's where needed.

The first answer of a search tells `total` (2,000 where there are more; later answers say 0) and `facets`, each with its
values and how many postings carry them. A value that holds `values` of its own is a facet in its own right. Postings
may carry several values of a facet, and some none: each is given once, and the first 2,000 are read unsplit as well, by
which it shows whether the values leave any out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from rolecall.boards.contract import Drift, Json, Page

PAGE_SIZE = 20
WINDOW = 2_000
"""What one search gives at most; beyond it, its first postings come again."""
MOST_REQUESTS = 5_000
DEEPEST = 4
FACETS_TRIED = 2
MOST_VALUES = 1_000

Applied: TypeAlias = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the decoded document and what was read out of it."""

    document: Json
    page: Page


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of splitting a search: ids of values, each with how many postings carry it."""

    parameter: str
    values: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """How many postings its values hold together; more than there are where one carries several."""
        return sum(count for _, count in self.values)

    @property
    def overflowing(self) -> int:
        """How many of its values cannot be read in one search."""
        return sum(count >= WINDOW for _, count in self.values)


@dataclass(slots=True)
class _Search:
    """What came of one search, its splits included."""

    total: int | None = None
    facets: list[Any] | None = None
    ids: set[str] = field(default_factory=set)
    whole: bool = False
    estimate: int | None = None


@dataclass(slots=True)
class Reading:
    """One reading of a career site. `ask(applied facets, offset)` gives one answer."""

    ask: Callable[[Applied, int], Awaitable[Answer]]
    seen: set[str] = field(default_factory=set)
    requests: int = 0
    readable: bool = True

    async def pages(self) -> AsyncIterator[Page]:
        """Every posting once. Only the last page may be complete."""
        search = _Search()
        held: Page | None = None
        async for page in self._all({}, search):
            if held is not None:
                yield held
            held = page
        if held is not None:
            total = search.estimate if search.estimate is not None else search.total
            yield replace(held, complete=search.whole and self.readable, total=total)

    async def _all(self, applied: Applied, search: _Search) -> AsyncIterator[Page]:
        """One search to its end, and by facets where it is larger than what a search gives."""
        async for page in self._window(applied, search):
            yield page
        if search.total is None or search.total < WINDOW:
            return
        search.whole = False
        facets = ranked(search.facets, applied) if len(applied) < DEEPEST else []
        covered: set[str] = set()
        for facet in facets[:FACETS_TRIED]:
            search.estimate = search.estimate or facet.total
            whole = True
            for value, _ in facet.values:
                part = _Search()
                async for page in self._all({**applied, facet.parameter: [value]}, part):
                    yield page
                covered |= part.ids
                whole = whole and part.whole
            search.whole = whole and search.ids <= covered
            if search.whole:
                break
        search.ids |= covered
        if not facets:
            missing = "is missing or empty: of more than 2,000 postings only the first 2,000 can be read"
            yield Page((), (Drift(None, "facets", missing),), complete=False)

    async def _window(self, applied: Applied, search: _Search) -> AsyncIterator[Page]:
        """The first 2,000 postings of one search."""
        for offset in range(0, WINDOW, PAGE_SIZE):
            if self.requests >= MOST_REQUESTS:
                search.whole = False
                return
            self.requests += 1
            answer = await self.ask(applied, offset)
            told = answer.document["jobPostings"]
            drift = list(answer.page.drift)
            if offset == 0:
                search.total = _total(answer.document, drift)
                facets = answer.document.get("facets")
                search.facets = facets if isinstance(facets, list) else None
            ids = {listing.job_id for listing in answer.page.listings}
            news = ids - search.ids
            search.ids |= ids
            self.readable = self.readable and len(answer.page.listings) == len(told)
            fresh = tuple(listing for listing in answer.page.listings if listing.job_id not in self.seen)
            self.seen |= ids
            yield Page(fresh, tuple(drift), complete=False)
            until = search.total if search.total is not None else WINDOW
            last = offset + PAGE_SIZE >= until if search.total is not None else len(told) < PAGE_SIZE
            if last or not told or not news:
                search.whole = last and (search.total is None or len(search.ids) >= search.total)
                return


def ranked(facets: Sequence[Any] | None, applied: Applied) -> list[Facet]:
    """The facets that a search can be split by, best first.

    Best is one with no value that must be split again, whose counts add up to the same as another's (then each posting
    has exactly one value), or else to the most.
    """
    usable = [facet for facet in _facets(facets or [], 5) if facet.parameter not in applied]
    sums = Counter(facet.total for facet in usable)
    return sorted(
        (facet for facet in usable if len(facet.values) > 1 or not facet.overflowing),
        key=lambda facet: (facet.overflowing, -min(sums[facet.total], 2), -facet.total, len(facet.values)),
    )


def _facets(told: Sequence[Any], deep: int) -> Iterator[Facet]:
    for entry in told:
        if not isinstance(entry, dict) or not isinstance(inner := entry.get("values"), list):
            continue
        values = [(value.get("id"), value.get("count")) for value in inner[:MOST_VALUES] if isinstance(value, dict)]
        usable = tuple(
            (id, count)
            for id, count in values
            if isinstance(id, str) and isinstance(count, int) and not isinstance(count, bool) and count > 0
        )
        if isinstance(parameter := entry.get("facetParameter"), str) and usable:
            yield Facet(parameter, usable)
        if deep:
            yield from _facets(inner, deep - 1)


def _total(document: Json, drift: list[Drift]) -> int | None:
    total = document.get("total")
    if isinstance(total, int) and not isinstance(total, bool) and (total > 0 or not document["jobPostings"]):
        return total
    drift.append(Drift(None, "total", "is missing or no number" if total != 0 else "is 0 beside postings"))
    return None
