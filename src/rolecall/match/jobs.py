"""Jobs of match."""

from __future__ import annotations

from uuid import UUID

from rolecall.discover.queries import open_posting_ids
from rolecall.match.analysis.perform import perform
from rolecall.match.saved import tell
from rolecall.match.store import score_stored
from rolecall.platform.jobs import job
from rolecall.platform.resources import Platform

BATCH = 200
"""Postings per transaction, and about as many per job, when everything is scored again."""


@job("match.rescore_batch")
async def rescore_batch(platform: Platform, workspace_id: UUID, after: str, until: str) -> None:
    """Score the open postings after the id `after`, up to `until`: about `BATCH`, all of them if more came since.

    A second run finds nothing to do.
    """
    last, end = UUID(after), UUID(until)
    while True:
        async with platform.db.workspace(workspace_id, actor="job:match.rescore_batch") as session:
            ids = [id for id in await open_posting_ids(session, after=last, limit=BATCH) if id <= end]
            await score_stored(session, ids)
            await tell(session, ids)
        if len(ids) < BATCH:
            return
        last = ids[-1]


@job("match.analyse")
async def analyse(platform: Platform, workspace_id: UUID, run_id: str) -> None:
    """One run of an analysis in words; a second run of one that ended finds nothing to do."""
    await perform(platform, workspace_id, UUID(run_id), actor="job:match.analyse")
