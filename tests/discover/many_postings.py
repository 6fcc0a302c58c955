"""Thousands of postings in one statement, for tests of how searches are carried out."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import text

from rolecall.platform.resources import Platform

BOARD = text(
    "INSERT INTO discover_board (id, address, board, board_company) "
    "VALUES (:board, :address, 'greenhouse', 'narrowgauge')"
)
POSTINGS = text(
    """
    INSERT INTO discover_posting (id, board_id, board, board_company, job_id, title, company, url, apply_url, text,
        locations, place_words, remote, countries, level, sort_at, company_key, title_key, fingerprint, raw, embedding)
    SELECT gen_random_uuid(), :board, 'greenhouse', 'narrowgauge', n::text, :title || ' ' || n, 'Narrowgauge', 'u', 'u',
        CASE WHEN n % 20 = 0 THEN 'signal boxes' ELSE 'track laying' END, '[]', '', n % 2 = 0,
        CASE WHEN n % 1000 = 0 THEN '{IS}' ELSE '{PT}' END::varchar[], CASE WHEN n % 10 = 0 THEN 'senior' END,
        now() - n * interval '1 minute', 'narrowgauge', 'porter', n::text, '{}',
        (SELECT array_agg(random() - 0.5) FROM generate_series(1, 256 + n * 0))::halfvec(256)
    FROM generate_series(1, :count) n
    """
)


async def fill(platform: Platform, workspace: UUID, count: int, title: str = "Porter") -> None:
    """One in two is remote, in ten senior, in twenty about signal boxes, in a thousand in Iceland."""
    board = uuid4()
    async with platform.db.workspace(workspace) as session:
        await session.execute(text("SELECT setseed(0.25)"))
        await session.execute(BOARD, {"board": board, "address": f"greenhouse:{board.hex}"})
        await session.execute(POSTINGS, {"board": board, "count": count, "title": title})
    async with platform.db.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("VACUUM (ANALYZE) discover_posting"))
