"""What is missing among the postings that the user likes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from rolecall.match.gaps.kept import gaps
from rolecall.match.gaps.liked import LikedBy, LikedIn
from rolecall.match.gaps.schemas import GapsFoundOut, GapsOut, NamedPostingOut
from rolecall.match.jobs import find_gaps
from rolecall.match.queries import with_scores
from rolecall.match.score import WEAK
from rolecall.platform.api import ProblemDocument, SessionDep
from rolecall.platform.jobs import defer

router = APIRouter()


@router.get("/match/gaps", responses={404: {"model": ProblemDocument}, 422: {"model": ProblemDocument}})
async def show_gaps(
    session: SessionDep,
    liked: Annotated[
        list[LikedBy] | None, Query(max_length=8, description="Liked in any of these ways; all without it.")
    ] = None,
    query: Annotated[str | None, Query(max_length=200, description="Words that the title must have.")] = None,
    min_score: Annotated[int, Query(ge=0, le=100, description="From which score a posting counts as liked.")] = WEAK,
) -> GapsOut:
    """What is missing most often, what one thing more would open, and what is said too weakly.

    Few postings are looked at at once; of many, a job finds it: then `computing` is true, and one asks again.
    """
    chosen = tuple(way for way in LikedBy if way in liked) if liked else tuple(LikedBy)
    answer, queue = await gaps(session, LikedIn(liked=chosen, query=_said(query), min_score=min_score))
    if queue is not None:
        await defer(session, find_gaps, computation_id=queue)
    named = await with_scores(session, _spoken_of(answer.found or {}))
    return GapsOut(
        found=GapsFoundOut.model_validate(answer.found) if answer.found is not None else None,
        found_at=answer.found_at,
        current=answer.current,
        computing=answer.computing,
        liked=dict(answer.liked.by),
        left_off=answer.liked.left_off,
        postings=[
            NamedPostingOut(
                id=each.posting.id,
                title=each.posting.title,
                company=each.posting.company,
                score=each.score,
                decision=each.decision,
            )
            for each in named
        ],
    )


def _said(query: str | None) -> str | None:
    """The words, in one spelling of their spaces; None for none."""
    return " ".join((query or "").split()) or None


def _spoken_of(found: Mapping[str, Any]) -> list[UUID]:
    """Every posting that the answer names, once."""
    ids: dict[str, None] = {}
    for gap in found.get("gaps", ()):
        ids[gap["example_posting"]] = None
        ids.update(dict.fromkeys(risen["posting_id"] for risen in (gap["effect"] or {}).get("risen", ())))
    ids.update(dict.fromkeys(gap["example_posting"] for gap in found.get("hard", ())))
    return [UUID(id) for id in ids]
