"""A search as a person does it, for tests: one part of the list with its total, the newest first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from rolecall.discover.queries import PostingFilters, PostingSummary, search_statement, summary_of
from rolecall.platform.db import Session


@dataclass(frozen=True, slots=True)
class Found:
    items: tuple[PostingSummary, ...]
    total: int


async def search(session: Session, filters: PostingFilters) -> Found:
    matching = search_statement(filters).subquery()
    rows = await session.execute(select(matching).order_by(matching.c.sort_at.desc(), matching.c.id.desc()))
    total = await session.scalar(select(func.count()).select_from(matching)) or 0
    return Found(tuple(summary_of(row) for row in rows), total)
