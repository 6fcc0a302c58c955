"""Postings by score, and why a posting has its score."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from rolecall.applications.queries import applications_of_postings
from rolecall.discover.queries import PostingFilters, posting
from rolecall.match.model import Decision
from rolecall.match.queries import ScoredPosting, match_of_posting, scored_postings
from rolecall.match.record import as_json
from rolecall.match.schemas import MatchOut, PostingRowOut, SalaryOut
from rolecall.platform.api import Page, PageParams, ProblemDocument, SessionDep, encode_cursor
from rolecall.platform.errors import InvalidInput, NotFound

router = APIRouter(tags=["match"])

Word = Annotated[str | None, Query(max_length=200)]


class NotScored(NotFound):
    """The posting is there, its score is not."""

    code = "match.not_scored"


@router.get("/postings", responses={422: {"model": ProblemDocument}})
async def list_postings(
    session: SessionDep,
    page: Annotated[PageParams, Depends()],
    q: Word = None,
    remote: bool | None = None,
    location: Word = None,
    company: Word = None,
    board: Word = None,
    min_score: Annotated[int | None, Query(ge=0, le=100)] = None,
    decision: Decision | None = None,
    status: Literal["open", "closed", "all"] = "open",
    sort: Literal["score", "newest"] = "score",
    duplicates: bool = False,
) -> Page[PostingRowOut]:
    """Postings with their scores, the best or the newest first."""
    filters = PostingFilters(
        q=q, remote=remote, location=location, company=company, board=board, status=status, duplicates=duplicates
    )
    found = await scored_postings(
        session,
        filters,
        min_score=min_score,
        decision=decision,
        sort=sort,
        limit=page.limit,
        after=_after(page, sort),
    )
    applied = await applications_of_postings(session, [item.posting.id for item in found.items])
    return Page(
        items=[_row(item, applied.get(item.posting.id)) for item in found.items],
        next=encode_cursor(found.after) if found.after else None,
        total=found.total,
    )


@router.get("/postings/{id}/match", responses={404: {"model": ProblemDocument}})
async def show_match(id: UUID, session: SessionDep) -> MatchOut:
    """The score of a posting: every requirement with both sentences, and the parts that add up to the number."""
    scored = await match_of_posting(session, id)
    if scored is None:
        await posting(session, id)
        raise NotScored("This posting has no score yet; upload a résumé, or wait a moment.")
    return MatchOut(**as_json(scored.match), scored_at=scored.scored_at)


def _row(item: ScoredPosting, application_id: UUID | None) -> PostingRowOut:
    summary = item.posting
    return PostingRowOut(
        id=summary.id,
        title=summary.title,
        company=summary.company,
        locations=list(summary.locations),
        workplace=summary.workplace,
        salary=SalaryOut(**summary.salary) if summary.salary else None,
        published_at=summary.published_at,
        board=summary.board,
        url=summary.url,
        score=item.score,
        decision=item.decision,
        closed_at=summary.closed_at,
        application_id=application_id,
        duplicates=summary.duplicates,
    )


def _after(page: PageParams, sort: str) -> tuple[Any, ...] | None:
    """The typed keys behind a cursor; raises InvalidInput for one of another list."""
    if sort == "newest":
        return page.after_as(datetime, UUID)
    keys = page.after_as(int, datetime, UUID)
    if keys is not None and abs(keys[0]) > _FARTHEST_RANK:
        raise InvalidInput("This cursor is not one of ours; start the list again without it.")
    return keys


_FARTHEST_RANK = 10_000
"""No posting ranks beyond this, and PostgreSQL's integers hold it."""
