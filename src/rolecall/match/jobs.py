"""Jobs of match."""

from __future__ import annotations

from uuid import UUID

from rolecall.discover.queries import open_posting_ids
from rolecall.match import labels, learnt
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


@job("match.refit")
async def refit(platform: Platform, workspace_id: UUID, personal_id: str) -> None:
    """Learn from the user's labels, if they changed. A second run finds nothing to do."""
    await learnt.refit(platform, workspace_id, actor="job:match.refit")


@job("match.look_after_labels")
async def look_after_labels(platform: Platform, _workspace_id: UUID | None) -> None:
    """Once a day: remove for good what was forgotten long ago, and see whether texts or rules changed under a model."""
    async with platform.db.system(actor="job:match.look_after_labels") as session:
        await labels.remove_forgotten(session)
        await learnt.look_again(session)
