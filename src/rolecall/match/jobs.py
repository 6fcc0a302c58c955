"""Jobs of match."""

from __future__ import annotations

from uuid import UUID

from rolecall.discover.queries import open_posting_ids
from rolecall.match.analysis.perform import perform
from rolecall.match.candidates.for_posting import score_all
from rolecall.match.catch_up import CAUGHT_UP, alone, behind, outdated_ids
from rolecall.match.computations import forget_unasked
from rolecall.match.gaps.kept import find_wanted
from rolecall.match.learning import labels, learnt
from rolecall.match.readings_kept import drop_closed
from rolecall.match.searches.saved import tell
from rolecall.match.segments_kept import drop_unused
from rolecall.match.store import score_stored
from rolecall.platform.jobs import job
from rolecall.platform.jobs.declare import defer_for
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


@job("match.find_gaps")
async def find_gaps(platform: Platform, workspace_id: UUID, computation_id: str) -> None:
    """Find what is missing among liked postings, as a row asks for. A second run finds it there."""
    await find_wanted(platform, workspace_id, UUID(computation_id), actor="job:match.find_gaps")


@job("match.rank_candidates")
async def rank_candidates(platform: Platform, workspace_id: UUID, posting_id: str) -> None:
    """Score every résumé of the workspace for a posting. A second run finds nothing to do."""
    await score_all(platform, workspace_id, UUID(posting_id), actor="job:match.rank_candidates")


@job("match.catch_up")
async def catch_up(platform: Platform, _workspace_id: UUID | None) -> None:
    """After an upgrade: queue each workspace that has scores of an earlier version. None has: nothing is queued."""
    async with platform.db.system(actor="job:match.catch_up") as session:
        await defer_for(session, rescore_outdated, [(workspace, {}) for workspace in await behind(session)])


@job("match.rescore_outdated")
async def rescore_outdated(platform: Platform, workspace_id: UUID) -> None:
    """Score the open postings of a workspace whose score is of an earlier version, `BATCH` a transaction.

    Two at a time do no harm, but the second goes home. A second run finds nothing to do.
    """
    last = UUID(int=0)
    while True:
        async with platform.db.workspace(workspace_id, actor="job:match.rescore_outdated") as session:
            if not await alone(session, workspace_id):
                return
            ids = await outdated_ids(session, last, BATCH)
            CAUGHT_UP.inc(await score_stored(session, ids))
            await tell(session, ids)
        if len(ids) < BATCH:
            return
        last = ids[-1]


@job("match.drop_unasked")
async def drop_unasked(platform: Platform, _workspace_id: UUID | None) -> None:
    """Drop gaps, rankings, vectors and readings that nobody needs any more: they are made anew when somebody does."""
    async with platform.db.system(actor="job:match.drop_unasked") as session:
        await forget_unasked(session)
        await drop_unused(session)
        await drop_closed(session)


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


@job("match.analyse")
async def analyse(platform: Platform, workspace_id: UUID, run_id: str) -> None:
    """One run of an analysis in words; a second run of one that ended finds nothing to do."""
    await perform(platform, workspace_id, UUID(run_id), actor="job:match.analyse")


JOBS = (
    rescore_batch,
    rescore_outdated,
    catch_up,
    find_gaps,
    rank_candidates,
    drop_unasked,
    refit,
    look_after_labels,
    analyse,
)
"""All of them, for the flow."""
