"""Postings by score and by what is looked for, what there is to filter by, and why a posting has its score."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from rolecall.discover.queries import posting
from rolecall.match.analysis.routes import router as analyses
from rolecall.match.ats.routes import router as ats_checks
from rolecall.match.candidates.routes import router as candidates
from rolecall.match.gaps.routes import router as gaps
from rolecall.match.learning.labels import labels_of
from rolecall.match.learning.routes import router as labels
from rolecall.match.learning.schemas import LabelOut, MovedOut
from rolecall.match.queries import (
    Sort,
    in_order,
    match_of_posting,
    scored_postings,
    similar_postings,
)
from rolecall.match.rank import best_now, shown
from rolecall.match.record import as_json
from rolecall.match.rows import rows_out
from rolecall.match.schemas import FacetsOut, MatchOut, PostingRowOut, PostingsOut
from rolecall.match.searches.asked import Asked
from rolecall.match.searches.facets import facets
from rolecall.match.searches.routes import router as saved_searches
from rolecall.match.store import moved_by_decisions
from rolecall.match.titles.routes import router as titles
from rolecall.platform.api import Page, PageParams, ProblemDocument, SessionDep, encode_cursor
from rolecall.platform.errors import InvalidInput, NotFound

router = APIRouter(tags=["match"])
router.include_router(saved_searches)
router.include_router(gaps)
router.include_router(candidates)
router.include_router(labels)
router.include_router(analyses)
router.include_router(ats_checks)
router.include_router(titles)


class NotScored(NotFound):
    """The posting is there, its score is not."""

    code = "match.not_scored"


@router.get("/postings", responses={422: {"model": ProblemDocument}})
async def list_postings(
    session: SessionDep,
    page: Annotated[PageParams, Depends()],
    asked: Annotated[Asked, Depends()],
    sort: Annotated[
        Sort | Literal["fit"] | None,
        Query(
            description="By relevance where q is given, else by score. `fit`: the best of the 200 postings nearest to "
            "the candidate, scored as they are now, without waiting for the background."
        ),
    ] = None,
) -> PostingsOut:
    """Postings with their scores: the most relevant, the best or the newest first. Never fewer than match."""
    filters = asked.filters()
    if sort == "fit":
        best = await best_now(session, filters.of_postings())
        best = [each for each in best if filters.lets_through(each.match)]
        items = await rows_out(session, await shown(session, best[: page.limit]))
        return PostingsOut(items=items, next=None, total=len(best), total_exact=True)
    order = in_order(filters.of_postings(), sort)
    found = await scored_postings(
        session,
        filters.of_postings(),
        min_score=filters.min_score,
        decision=filters.decision,
        decided=filters.decided,
        sort=order,
        limit=page.limit,
        after=_after(page, order),
    )
    return PostingsOut(
        items=await rows_out(session, found.items),
        next=encode_cursor(found.after) if found.after else None,
        total=found.total,
        total_exact=found.exact,
    )


@router.get("/postings/facets", responses={422: {"model": ProblemDocument}})
async def show_facets(session: SessionDep, asked: Annotated[Asked, Depends()]) -> FacetsOut:
    """How many postings each value of each filter would leave; a filter does not count against its own values."""
    return FacetsOut.model_validate(asdict(await facets(session, asked.filters())))


@router.get("/postings/{id}/similar", responses={404: {"model": ProblemDocument}})
async def list_similar_postings(
    id: UUID, session: SessionDep, limit: Annotated[int, Query(ge=1, le=50)] = 10
) -> Page[PostingRowOut]:
    """Open postings about the same as this one, the nearest first."""
    await posting(session, id)
    found = await similar_postings(session, id, limit)
    return Page(items=await rows_out(session, found), next=None, total=len(found))


@router.get("/postings/{id}/match", responses={404: {"model": ProblemDocument}})
async def show_match(id: UUID, session: SessionDep) -> MatchOut:
    """The score of a posting: every requirement with both sentences, the parts that add up to it, what your decisions moved."""
    scored = await match_of_posting(session, id)
    if scored is None:
        await posting(session, id)
        raise NotScored("This posting has no score yet; upload a résumé, or wait a moment.")
    label = (await labels_of(session, [id])).get(id)
    moved = await moved_by_decisions(session, id)
    return MatchOut(
        **as_json(scored.match),
        scored_at=scored.scored_at,
        label=LabelOut.model_validate(label, from_attributes=True) if label else None,
        moved=[MovedOut(**asdict(each)) for each in moved.moved] if moved else [],
        personal_version=moved.version if moved else None,
    )


def _after(page: PageParams, order: Sort) -> tuple[Any, ...] | None:
    """The typed keys behind a cursor; raises InvalidInput for one of another list."""
    if order == "newest":
        return page.after_as(datetime, UUID)
    keys = page.after_as(int, datetime, UUID)
    if keys is not None and not _LOWEST[order] <= keys[0] <= _FARTHEST:
        raise InvalidInput("This cursor is not one of ours; start the list again without it.")
    return keys


_FARTHEST = 10_000
"""No posting ranks beyond this, and PostgreSQL's integers hold it."""
_LOWEST = {"score": -_FARTHEST, "relevance": 0}
