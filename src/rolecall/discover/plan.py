"""How a search is carried out: what the planner expects; the nearest vectors, exactly where few, by index where many.

The same rows come out either way: by index a scan goes on until it has enough that pass the filters, and where it gives
up, the exact scan follows.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, select, text

from rolecall.discover.search import PostingFilters, matching, searched
from rolecall.discover.tables import PostingRow
from rolecall.discover.vector_index import indexed_vectors
from rolecall.platform.db import Session, plan_of

DEARER = 0.5
"""A vector reached by the index costs so much of one of a row that the other filters have found (measured).

The planner takes filters together for stricter than they are, by about two: that is in it.
"""
MOST_SCANNED = 40_000
"""How many an index scan looks at before the exact one takes over."""
SETTINGS = {
    # A bitmap that does not fit becomes coarse, and then every text on its pages is read again.
    "work_mem": "64MB",
    # Compiling a plan takes longer than running it.
    "jit": "off",
    # Past the nearest `ef_search`, go on until enough have passed the filters.
    "hnsw.iterative_scan": "relaxed_order",
    "hnsw.ef_search": "500",
    "hnsw.max_scan_tuples": str(MOST_SCANNED),
}

_PREPARED = "discover.prepared"
_LABELLED = searched.id.label("expected")
_KNOWN_SECONDS = 30
_MOST_KEPT = 10_000
_kept: dict[UUID | None, _Known] = {}
_ALL = PostingFilters(status="all", duplicates=True)
_PREPARE = text("SELECT " + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in SETTINGS.items()))
_MAY_NOT_SORT = text("SELECT set_config('enable_sort', 'off', true)")
_MAY_SORT = text("SELECT set_config('enable_sort', 'on', true)")


async def prepare(session: Session) -> None:
    """Set the planner up for searches, until the transaction ends."""
    if _PREPARED not in session.info:
        await session.execute(_PREPARE)
        session.info[_PREPARED] = True


async def estimated(session: Session, filters: PostingFilters, *also: ColumnElement[bool]) -> int:
    """About how many rows the filters let through; the planner's word, so it costs a millisecond."""
    expected = await plan_of(session, matching(filters, *also, columns=[_LABELLED]))
    rows: float = expected["Plan Rows"] * (await _known(session)).share
    return round(rows)


@dataclass(frozen=True, slots=True)
class _Known:
    """What changes slowly and is asked for once in a while."""

    share: float
    """By how much the planner is wrong about the workspace, which it does not know when it looks through the view."""
    indexed: int
    """How many vectors the index holds, of all workspaces; 0 without one."""
    until: float

    def few(self, passing: int, limit: int) -> bool:
        """Whether comparing all that pass is quicker than the index, which looks at about limit / share of them."""
        return passing**2 <= DEARER * limit * self.indexed


async def _known(session: Session) -> _Known:
    workspace = session.workspace_id
    known = _kept.get(workspace)
    if known is None or known.until < time.monotonic():
        fenced = await plan_of(session, select(PostingRow.id.label("fenced")))
        seen = await plan_of(session, matching(_ALL, columns=[_LABELLED]))
        share = fenced["Plan Rows"] / max(1, seen["Plan Rows"])
        known = _Known(share, await indexed_vectors(session), time.monotonic() + _KNOWN_SECONDS)
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[workspace] = known
    return known


async def nearest(
    session: Session,
    filters: PostingFilters,
    vector: Sequence[float],
    limit: int,
    *also: ColumnElement[bool],
    columns: Sequence[Any] = (),
) -> list[Row[Any]]:
    """The nearest postings that pass: (id, distance, columns…), nearest first. Distance is 1 − cosine.

    Never fewer than there are: min(limit, all that pass and have a vector).
    """
    await prepare(session)
    passing = matching(filters, *also, searched.embedding.is_not(None), columns=[searched.id])
    known = await _known(session)
    few = not known.indexed or known.few(await estimated(session, filters, *also), limit)
    rows = await _scan(session, passing, vector, limit, columns, exact=few)
    if len(rows) < limit and not few:
        rows = await _scan(session, passing, vector, limit, columns, exact=True)
    return rows


def nearest_statement(passing: Select[Any], vector: Sequence[float], limit: int, *, exact: bool) -> Select[Any]:
    """(id, distance) of the nearest. `exact`: an order that no index has."""
    distance = searched.embedding.cosine_distance(list(vector))
    statement = passing.add_columns(distance.label("distance"))
    return statement.order_by(func.abs(distance) if exact else distance).limit(limit)


async def _scan(
    session: Session, passing: Select[Any], vector: Sequence[float], limit: int, columns: Sequence[Any], *, exact: bool
) -> list[Row[Any]]:
    found = nearest_statement(passing, vector, limit, exact=exact).subquery()
    statement = select(found.c.id, found.c.distance, *columns).join(searched.id.table, searched.id == found.c.id)
    # An index scan gives them nearly in order; ties are settled, so that the same question has the same answer.
    statement = statement.order_by(found.c.distance, found.c.id)
    if exact:
        return list(await session.execute(statement))
    await by_index(session)
    rows = list(await session.execute(statement))
    await session.execute(_MAY_SORT)
    return rows


async def by_index(session: Session) -> None:
    """From here on an order that an index has is read from it, also where the planner thinks sorting cheaper."""
    await session.execute(_MAY_NOT_SORT)
