"""Every candidate of the workspace for a posting, and what became of a posting's score."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from rolecall.discover.queries import posting
from rolecall.match.candidates.for_posting import RankedCandidate, candidate_match, candidates
from rolecall.match.candidates.schemas import CandidateMatchOut, CandidateOut, CandidatesOut, ScoreChangeOut
from rolecall.match.history import history
from rolecall.match.jobs import rank_candidates
from rolecall.match.model import Met
from rolecall.match.record import as_json
from rolecall.match.schemas import ContributionOut, MatchOut
from rolecall.platform.api import Page, PageParams, ProblemDocument, SessionDep, encode_cursor
from rolecall.platform.errors import InvalidInput
from rolecall.platform.jobs import defer

router = APIRouter()
MOST_LACKS = 6


@router.get("/postings/{id}/candidates", responses={404: {"model": ProblemDocument}, 422: {"model": ProblemDocument}})
async def list_candidates(id: UUID, session: SessionDep, page: Annotated[PageParams, Depends()]) -> CandidatesOut:
    """Every résumé of the workspace that was read, ranked for this posting on equal terms: nobody's wishes count.

    Few that have no score yet are scored at once; for many a job is queued, and `pending` says how many are left.
    """
    after = page.after_as(float, UUID)
    if after is not None and not math.isfinite(after[0]):
        raise InvalidInput("This cursor is not one of ours; start the list again without it.")
    found, queue = await candidates(session, id, limit=page.limit, after=after)
    if queue is not None:
        await defer(session, rank_candidates, posting_id=id)
    return CandidatesOut(
        items=[_out(each) for each in found.items],
        next=encode_cursor(found.after) if found.after else None,
        total=found.total,
        pending=found.pending,
        left_off=found.left_off,
    )


@router.get("/postings/{id}/candidates/{resume_id}", responses={404: {"model": ProblemDocument}})
async def show_candidate(id: UUID, resume_id: UUID, session: SessionDep) -> CandidateMatchOut:
    """One résumé held against the posting: every requirement with both sentences, and the parts of the score."""
    file, match, at = await candidate_match(session, id, resume_id)
    return CandidateMatchOut(
        resume_id=file.id,
        filename=file.filename,
        name=file.name,
        current=file.current,
        # Nobody's decisions take part in a comparison of people.
        match=MatchOut(**as_json(match), scored_at=at, label=None, moved=[], personal_version=None),
    )


@router.get("/postings/{id}/match/history", responses={404: {"model": ProblemDocument}})
async def list_score_changes(id: UUID, session: SessionDep) -> Page[ScoreChangeOut]:
    """What became of the posting's score and why, newest first; the last twenty."""
    await posting(session, id)
    found = await history(session, id)
    return Page(items=[ScoreChangeOut(**asdict(change)) for change in found], next=None, total=len(found))


def _out(ranked: RankedCandidate) -> CandidateOut:
    file, match = ranked.file, ranked.match
    lacks = [
        finding.requirement.name
        for finding in match.findings
        if finding.requirement.must and finding.met is Met.MISSING
    ]
    return CandidateOut(
        rank=ranked.rank,
        resume_id=file.id,
        filename=file.filename,
        name=file.name,
        label=file.label,
        current=file.current,
        score=ranked.score,
        decision=ranked.decision,
        contributions=[ContributionOut(**asdict(part)) for part in match.contributions],
        met=ranked.met,
        partly=ranked.partly,
        missing=ranked.missing,
        lacks=lacks[:MOST_LACKS],
        scored_at=ranked.scored_at,
    )
