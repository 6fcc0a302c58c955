"""Work of discover that runs in the background."""

from __future__ import annotations

from uuid import UUID

from rolecall.discover.crawl import crawl
from rolecall.platform.jobs import job
from rolecall.platform.resources import Platform


@job("discover.crawl_board")
async def crawl_board(platform: Platform, workspace_id: UUID, board_id: UUID | str) -> None:
    """Read a board to its end and note what is new, changed, closed. Opens its own transactions, one for each part."""
    await crawl(platform, workspace_id, UUID(str(board_id)))
