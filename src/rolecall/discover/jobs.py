"""Work of discover that runs in the background."""

from __future__ import annotations

from uuid import UUID

from rolecall.discover.crawl import crawl
from rolecall.discover.vector_index import index_vectors_when_many
from rolecall.platform.jobs import job
from rolecall.platform.resources import Platform


@job("discover.crawl_board")
async def crawl_board(platform: Platform, workspace_id: UUID, board_id: UUID | str) -> None:
    """Read a board to its end and note what is new, changed, closed. Opens its own transactions, one for each part."""
    await crawl(platform, workspace_id, UUID(str(board_id)))


@job("discover.index_vectors")
async def index_vectors(platform: Platform, _workspace_id: UUID | None) -> None:
    """Make the index of the vectors once there are many postings. A second run finds it there."""
    await index_vectors_when_many(platform.db)
