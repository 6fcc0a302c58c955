"""How many postings there would be for each value of each filter, so that nobody has to guess what to ask for.

A facet is counted with every filter but its own: with `level=senior` the other levels still say what they would bring.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, String, case, cast, func, literal, select, true, union_all
from sqlalchemy.dialects.postgresql import array

from rolecall.discover.queries import PostingFilters, matching, says_of_visa, searched, understood
from rolecall.match.queries import scored_so
from rolecall.match.searches.asked import FiltersIn
from rolecall.match.tables import ScoreRow
from rolecall.platform.db import Session

MOST_VALUES = 20
"""Of a facet with many values the commonest."""
DAYS = (1, 3, 7, 14, 30, 90)
PAY = (30_000, 50_000, 75_000, 100_000, 150_000, 200_000, 300_000)
SCORES = (90, 75, 50, 25)


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value as the filter of that name takes it, and how many postings it would leave."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Values by the filter's name, the commonest first; bands (days, pay, scores) in their own order.

    `currency` is what the bands of `min_salary` are in: the filter's, or the commonest.
    """

    facets: Mapping[str, tuple[FacetValue, ...]]
    currency: str | None


_VALUES = {
    "country": "countries",
    "city": "cities",
    "workplace": "workplace",
    "level": "level",
    "function": "function",
    "employment_type": "employment_type",
    "board": "board",
    "employer": "company",
    "language": "language",
    "currency": "pay_currency",
    "visa": "visa",
    "decision": "decision",
}
"""Facets of single values, and the column each is in."""
_SEVERAL = {"country", "city"}
_BANDS: Mapping[str, Sequence[int]] = {"published_within": DAYS, "min_salary": PAY, "min_score": SCORES}
NAMES = (*_VALUES, *_BANDS)


async def facets(session: Session, asked: FiltersIn) -> Facets:
    """Counts of every facet: one reading of what is found, and one more for each facet whose own filter is set."""
    also = scored_so(asked.min_score, asked.decision, asked.decided)
    query = await understood(session, asked.of_postings(), *also)
    found = _found(query.filters, also, "found")
    currency = literal(asked.currency.upper()) if asked.currency else _commonest_currency(found)
    parts = []
    for name in NAMES:
        own = _without_own(query.filters, asked, name) if getattr(asked, name) not in (None, []) else found
        parts.append(_band(own, name, currency) if name in _BANDS else _values(own, name))
    counted: dict[str, list[FacetValue]] = {name: [] for name in NAMES}
    for row in await session.execute(union_all(*parts)):
        counted[row.facet].append(FacetValue(row.value, row.found))
    for name in _VALUES:
        counted[name].sort(key=lambda one: (-one.count, one.value))
    commonest = counted["currency"][0].value if counted["currency"] else None
    told = asked.currency.upper() if asked.currency else commonest
    return Facets({name: tuple(values) for name, values in counted.items()}, told)


def _found(filters: PostingFilters, also: Sequence[ColumnElement[bool]], name: str) -> CTE:
    visa = case((says_of_visa("yes"), "yes"), (says_of_visa("no"), "no"), else_="unsaid")
    columns: list[Any] = [searched[column] for column in _VALUES.values() if column not in {"visa", "decision"}]
    pay = func.coalesce(searched.pay_high, searched.pay_low)
    columns += [searched.sort_at, pay.label("pay"), visa.label("visa"), ScoreRow.decision, ScoreRow.score]
    everything = searched.id.table.outerjoin(ScoreRow.__table__, ScoreRow.posting_id == searched.id)
    return matching(filters, *also, columns=columns).select_from(everything).cte(name)


def _without_own(filters: PostingFilters, asked: FiltersIn, name: str) -> CTE:
    score = scored_so(
        None if name == "min_score" else asked.min_score,
        None if name == "decision" else asked.decision,
        asked.decided,
    )
    return _found(filters.without(name), score, f"without_{name}")


def _values(found: CTE, name: str) -> Select[Any]:
    column = found.c[_VALUES[name]]
    each = select((func.unnest(column) if name in _SEVERAL else column).label("value")).subquery()
    value = cast(each.c.value, String)
    counted = select(literal(name).label("facet"), value.label("value"), func.count().label("found"))
    counted = counted.where(value.is_not(None)).group_by(value).order_by(func.count().desc(), value)
    return select(counted.limit(MOST_VALUES).subquery())


def _band(found: CTE, name: str, currency: ColumnElement[Any]) -> Select[Any]:
    """How many are within each band; bands hold one another."""
    now = datetime.now(UTC)
    within: list[ColumnElement[bool]] = []
    for edge in _BANDS[name]:
        if name == "published_within":
            within.append(found.c.sort_at >= now - timedelta(days=edge))
        elif name == "min_salary":
            within.append((found.c.pay >= edge) & (found.c.pay_currency == currency))
        else:
            within.append(found.c.score >= edge)
    counted = select(array([func.count().filter(one) for one in within]).label("counts")).subquery()
    edges = func.unnest(array([str(edge) for edge in _BANDS[name]]), counted.c.counts)
    band = edges.table_valued("value", "found").render_derived()
    told = select(literal(name).label("facet"), cast(band.c.value, String).label("value"), band.c.found)
    return told.select_from(counted.join(band, true()))


def _commonest_currency(found: CTE) -> ColumnElement[Any]:
    column = found.c.pay_currency
    statement = select(column).where(column.is_not(None)).group_by(column)
    return statement.order_by(func.count().desc(), column).limit(1).scalar_subquery()
