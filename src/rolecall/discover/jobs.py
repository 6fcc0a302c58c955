"""Work of discover that runs in the background."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import text

from rolecall.discover.crawl import crawl
from rolecall.discover.details import read_board_details
from rolecall.discover.vector_index import index_vectors_when_many
from rolecall.platform.jobs import job
from rolecall.platform.resources import Platform

READINGS_KEPT_DAYS = 90


@job("discover.crawl_board")
async def crawl_board(platform: Platform, workspace_id: UUID, board_id: UUID | str) -> None:
    """Read a board to its end and note what is new, changed, closed. Opens its own transactions, one for each part."""
    await crawl(platform, workspace_id, UUID(str(board_id)))


@job("discover.read_details")
async def read_details(platform: Platform, workspace_id: UUID, board_id: UUID | str) -> None:
    """Read the texts that a board's list left out, some of them, one transaction each; a deadline brings the rest."""
    await read_board_details(platform, workspace_id, UUID(str(board_id)))


@job("discover.prune")
async def prune(platform: Platform, _workspace_id: UUID | None) -> None:
    """Drop the records of readings that nobody looks at any more."""
    async with platform.db.system(actor="job:discover.prune") as session:
        await session.execute(
            text("DELETE FROM discover_reading WHERE created_at < now() - make_interval(days => :days)"),
            {"days": READINGS_KEPT_DAYS},
        )


@job("discover.index_vectors")
async def index_vectors(platform: Platform, _workspace_id: UUID | None) -> None:
    """Make the index of the vectors once there are many postings. A second run finds it there."""
    await index_vectors_when_many(platform.db)
