"""Which postings the user likes: the set that gaps are looked for in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, not_, select

from rolecall.applications.queries import postings_applied_to
from rolecall.discover.queries import PostingFilters, matching, searched
from rolecall.match.learning.labels import decided_so
from rolecall.match.model import Decision
from rolecall.match.score import WEAK
from rolecall.match.tables import SavedMatchRow, ScoreRow
from rolecall.platform.db import Session

MOST = 200
"""Postings that are looked at, the surest likes and the best scores first."""
_MOST_READ = 2_000
MOST_WORDS = 10


class LikedBy(StrEnum):
    """How a posting comes to be liked, the surest first."""

    SHORTLISTED = "shortlisted"
    """The user says so."""
    APPLIED = "applied"
    """There is an application that was not withdrawn."""
    SAVED = "saved"
    """A saved search found it."""
    SCORED = "scored"
    """It is open and scores at least `min_score`."""


class LikedIn(BaseModel):
    """Which postings to take: liked in any of these ways, and with these words in the title."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    liked: Annotated[tuple[LikedBy, ...], Field(min_length=1, max_length=8)] = tuple(LikedBy)
    query: Annotated[str | None, Field(max_length=200)] = None
    min_score: Annotated[int, Field(ge=0, le=100)] = WEAK


@dataclass(frozen=True, slots=True)
class Liked:
    """Liked postings in the order in which they count. `by` counts each under its surest reason; `left_off` were too many."""

    ids: tuple[UUID, ...]
    by: Mapping[LikedBy, int]
    left_off: int


async def liked(session: Session, asked: LikedIn) -> Liked:
    """The liked postings; of duplicates only the one that is kept, and none that the user rejected.

    A new way to like is one more line in `_BY`.
    """
    ways: dict[UUID, LikedBy] = {}
    for way in LikedBy:
        if way in asked.liked:
            for id in await _BY[way](session, asked):
                ways.setdefault(id, way)
    if not ways:
        return Liked((), {}, 0)
    scored = select(ScoreRow.posting_id, ScoreRow.score).where(ScoreRow.posting_id.in_(list(ways)))
    score = {row.posting_id: row.score for row in await session.execute(scored)}
    kept = set(
        await session.scalars(
            matching(
                PostingFilters(status="all"),
                searched.id.in_(list(ways)),
                not_(decided_so("rejected")),
                *_titled(asked.query),
                columns=[searched.id],
            )
        )
    )
    ids = sorted(kept, key=lambda each: (ways[each] not in _SURE, -score.get(each, -1), each))
    taken = ids[:MOST]
    return Liked(
        tuple(taken),
        {way: count for way in LikedBy if (count := sum(ways[id] is way for id in taken))},
        len(ids) - len(taken),
    )


async def _shortlisted(session: Session, _asked: LikedIn) -> Iterable[UUID]:
    statement = matching(PostingFilters(status="all"), decided_so("shortlisted"), columns=[searched.id])
    return (await session.scalars(statement.order_by(searched.id).limit(_MOST_READ))).all()


async def _applied(session: Session, _asked: LikedIn) -> Iterable[UUID]:
    return await postings_applied_to(session, _MOST_READ)


async def _saved(session: Session, asked: LikedIn) -> Iterable[UUID]:
    found = select(SavedMatchRow.posting_id)
    return await _best(session, searched.id.in_(found), *_titled(asked.query))


async def _scored(session: Session, asked: LikedIn) -> Iterable[UUID]:
    return await _best(
        session,
        ScoreRow.score >= asked.min_score,
        ScoreRow.decision != Decision.FILTERED.value,
        *_titled(asked.query),
    )


async def _best(session: Session, *also: ColumnElement[bool]) -> Sequence[UUID]:
    """Open postings with a score, the best first."""
    statement: Any = matching(PostingFilters(), *also, columns=[searched.id])
    statement = statement.join(ScoreRow, ScoreRow.posting_id == searched.id)
    return (await session.scalars(statement.order_by(ScoreRow.score.desc(), searched.id).limit(_MOST_READ))).all()


def _titled(query: str | None) -> list[ColumnElement[bool]]:
    """Every word of the query stands in the title."""
    return [searched.title.icontains(word, autoescape=True) for word in (query or "").split()[:MOST_WORDS]]


_SURE = (LikedBy.SHORTLISTED, LikedBy.APPLIED)
_BY = {
    LikedBy.SHORTLISTED: _shortlisted,
    LikedBy.APPLIED: _applied,
    LikedBy.SAVED: _saved,
    LikedBy.SCORED: _scored,
}
