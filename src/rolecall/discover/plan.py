"""How a search is carried out: what the planner expects; the nearest vectors, exactly where few, by index where many.

The same rows come out either way: by index a scan goes on until it has enough that pass the filters, and where it gives
up, the exact scan follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ClauseElement, ColumnElement, Executable, Row, Select, func, select, text
from sqlalchemy.ext.compiler import compiles

from rolecall.discover.search import PostingFilters, matching, searched
from rolecall.discover.tables import PostingRow
from rolecall.platform.db import Session

FEW = 20_000
"""About so many vectors are compared one by one: ten milliseconds."""
MOST_SCANNED = 40_000
"""How many an index scan looks at before the exact one takes over."""
SETTINGS = {
    # A bitmap that does not fit becomes coarse, and then every text on its pages is read again.
    "work_mem": "64MB",
    # Compiling a plan takes longer than running it.
    "jit": "off",
    # Past the nearest `ef_search`, go on until enough have passed the filters.
    "hnsw.iterative_scan": "relaxed_order",
    "hnsw.ef_search": "200",
    "hnsw.max_scan_tuples": str(MOST_SCANNED),
}

_SHARE = "discover.share"
_ALL = PostingFilters(status="all", duplicates=True)
_PREPARE = text("SELECT " + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in SETTINGS.items()))
_MAY_NOT_SORT = text("SELECT set_config('enable_sort', 'off', true)")
_MAY_SORT = text("SELECT set_config('enable_sort', 'on', true)")


class Explain(Executable, ClauseElement):
    """EXPLAIN (FORMAT JSON) of a statement."""

    inherit_cache = False

    def __init__(self, statement: Any) -> None:
        self.statement = statement


@compiles(Explain, "postgresql")
def _explain(element: Explain, compiler: Any, **kw: Any) -> str:
    return "EXPLAIN (FORMAT JSON) " + str(compiler.process(element.statement, **kw))


async def prepare(session: Session) -> None:
    """Set the planner up for searches, until the transaction ends."""
    await session.execute(_PREPARE)


async def plan_of(session: Session, statement: Select[Any]) -> dict[str, Any]:
    """The plan of a statement, as PostgreSQL tells it."""
    plan: dict[str, Any] = (await session.execute(Explain(statement))).scalar_one()[0]["Plan"]
    return plan


async def estimated(session: Session, statement: Select[Any]) -> int:
    """About how many rows a SELECT of `matching` gives; the planner's word, so it costs a millisecond."""
    rows: float = (await plan_of(session, statement))["Plan Rows"] * await _share(session)
    return round(rows)


async def _share(session: Session) -> float:
    """By how much the planner is wrong about the workspace, which it does not know when it looks through the view."""
    if _SHARE not in session.info:
        fenced = await plan_of(session, select(PostingRow.id))
        seen = await plan_of(session, matching(_ALL, columns=[searched.id]))
        session.info[_SHARE] = fenced["Plan Rows"] / max(1, seen["Plan Rows"])
    share: float = session.info[_SHARE]
    return share


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
    few = await estimated(session, passing) <= FEW
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
