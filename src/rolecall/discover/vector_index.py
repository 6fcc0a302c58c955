"""The index of the vectors (HNSW): made when there are many, so that small installations pay nothing for it.

Up to `MANY` postings, comparing every vector takes some milliseconds, and each new posting would pay for the index.
From then on it is made beside running work (CONCURRENTLY) and kept up by PostgreSQL. Searches need not know: the
planner takes the index once it is there.
"""

from __future__ import annotations

import time
from typing import Any

import psycopg
import structlog
from prometheus_client import Gauge
from sqlalchemy import text

from rolecall.platform.db import Database, Session
from rolecall.platform.maintenance import maintenance

MANY = 50_000
NAME = "discover_posting_nearest"
BUILD_SECONDS = Gauge("rolecall_discover_vector_index_build_seconds", "How long making the vector index last took.")

_LOCK = 7_265_141
_VALID = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)"
_ROWS = "SELECT reltuples FROM pg_class WHERE oid = 'discover_posting'::regclass"
_BYTES_A_ROW = 1_800
_LINKS, _CANDIDATES = 24, 100
"""More than pgvector's own 16 and 64: 98 % of the nearest 50 of 100,000 instead of 96, for a fifth more time."""
_LEAST_MEMORY, _MOST_MEMORY = 64_000, 2_000_000
"""Kilobytes. A graph that does not fit is built many times slower."""

log = structlog.get_logger(__name__)


async def index_vectors_when_many(db: Database, many: int = MANY) -> bool:
    """Make the index if there are `many` postings and it is not there; gives whether it was made."""
    async with maintenance(db, lock=_LOCK) as connection:
        if connection is None:
            return False
        rows = await _one(connection, _ROWS)
        there = await _one(connection, _VALID, NAME)
        if there or (rows or 0) < many:
            return False
        if there is False:  # left half-made by one that was killed
            await connection.execute(f"DROP INDEX CONCURRENTLY {NAME}")
        began = time.monotonic()
        await _make(connection, rows)
        BUILD_SECONDS.set(time.monotonic() - began)
        log.info("discover.vectors_indexed", rows=int(rows), seconds=round(time.monotonic() - began))
        return True


async def indexed_vectors(session: Session) -> int:
    """About how many vectors the index holds, of all workspaces together; 0 where it is not there or not whole."""
    if not await session.scalar(text(_VALID.replace("%s", ":name")), {"name": NAME}):
        return 0
    return max(1, round(await session.scalar(text(_ROWS)) or 0))


async def _make(connection: psycopg.AsyncConnection[Any], rows: float) -> None:
    memory = min(_MOST_MEMORY, max(_LEAST_MEMORY, round(rows * _BYTES_A_ROW / 1_000)))
    await connection.execute(f"SET maintenance_work_mem = '{memory}kB'")
    statement = (
        f"CREATE INDEX CONCURRENTLY {NAME} ON discover_posting "
        f"USING hnsw (embedding halfvec_cosine_ops) WITH (m = {_LINKS}, ef_construction = {_CANDIDATES})"
    )
    try:
        await connection.execute(statement)
    except psycopg.errors.DiskFull:
        # Several workers share the graph in /dev/shm, which a container may keep small: then one builds it alone.
        await connection.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {NAME}")
        await connection.execute("SET max_parallel_maintenance_workers = 0")
        await connection.execute(statement)


async def _one(connection: psycopg.AsyncConnection[Any], query: str, *values: str) -> Any:
    row = await (await connection.execute(query, values)).fetchone()
    return row[0] if row else None
