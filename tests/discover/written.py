"""What a reading left in the database: its events in order, its postings by the board's ids."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from rolecall.discover.tables import PostingRow
from rolecall.platform.events import EventRow
from rolecall.platform.resources import Platform


async def events_of(platform: Platform, workspace: UUID) -> list[tuple[str, dict[str, Any]]]:
    async with platform.db.workspace(workspace) as session:
        rows = await session.execute(select(EventRow.name, EventRow.payload).order_by(EventRow.seq))
        return [(row.name, row.payload) for row in rows]


async def postings_of(platform: Platform, workspace: UUID) -> dict[str, PostingRow]:
    async with platform.db.workspace(workspace) as session:
        return {row.job_id: row for row in await session.scalars(select(PostingRow))}
