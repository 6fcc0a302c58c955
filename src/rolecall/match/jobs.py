"""Jobs of match."""

from __future__ import annotations

from uuid import UUID

from rolecall.discover.queries import open_posting_ids
from rolecall.match.store import score_stored
from rolecall.platform.jobs import job
from rolecall.platform.resources import Platform

BATCH = 200
"""Postings per job and transaction when everything is scored again."""


@job("match.rescore_batch")
async def rescore_batch(platform: Platform, workspace_id: UUID, after: str) -> None:
    """Score the `BATCH` open postings that follow the id `after`. A second run finds nothing to do."""
    async with platform.db.workspace(workspace_id, actor="job:match.rescore_batch") as session:
        await score_stored(session, await open_posting_ids(session, after=UUID(after), limit=BATCH))
