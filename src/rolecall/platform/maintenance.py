"""Work on the database itself, in the name of whoever connects (its owner), outside of any transaction.

Only for statements that look after tables as a whole and show no rows, such as making an index: everything that reads
or writes rows goes through `Database.workspace` and `Database.system`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg

from rolecall.platform.db import Database


@asynccontextmanager
async def maintenance(db: Database, *, lock: int) -> AsyncIterator[psycopg.AsyncConnection[Any] | None]:
    """A connection that commits each statement by itself; None while another process holds the same lock."""
    connection = await psycopg.AsyncConnection.connect(
        db.url, autocommit=True, application_name="rolecall maintenance", connect_timeout=10
    )
    async with connection:
        held = await (await connection.execute("SELECT pg_try_advisory_lock(%s)", (lock,))).fetchone()
        yield connection if held and held[0] else None
