"""What others may know about scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.sql.functions import coalesce

from rolecall.discover.queries import PostingFilters, PostingSummary, search_statement, summary_of
from rolecall.match.model import Contribution, Decision, Filtered, Finding, Match, Met, Requirement, RequirementKind
from rolecall.match.record import as_json, from_json
from rolecall.match.tables import ScoreRow
from rolecall.platform.db import Session

__all__ = [
    "Contribution",
    "Decision",
    "Filtered",
    "Finding",
    "Match",
    "Met",
    "Requirement",
    "RequirementKind",
    "Score",
    "ScoredMatch",
    "as_json",
    "best_postings",
    "count_scored",
    "from_json",
    "match_of_posting",
    "scored_postings",
    "scores",
]


@dataclass(frozen=True, slots=True)
class Score:
    """The number without its reasons."""

    score: int
    decision: Decision
    version: str
    scored_at: datetime


@dataclass(frozen=True, slots=True)
class ScoredMatch:
    """The recorded match of a posting."""

    match: Match
    scored_at: datetime


@dataclass(frozen=True, slots=True)
class ScoredPosting:
    """A posting in a list with its score; both None until it was scored."""

    posting: PostingSummary
    score: int | None
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class ScoredPostings:
    """A part of a list. `total` counts all that match; `after` is where the next part begins, None at the end."""

    items: tuple[ScoredPosting, ...]
    total: int
    after: tuple[Any, ...] | None


async def match_of_posting(session: Session, posting_id: UUID) -> ScoredMatch | None:
    """The match of a posting with its reasons; None while it has not been scored."""
    row = await session.scalar(select(ScoreRow).where(ScoreRow.posting_id == posting_id))
    return ScoredMatch(from_json(row.match), row.scored_at) if row else None


async def scores(session: Session, posting_ids: Sequence[UUID]) -> dict[UUID, Score]:
    """Scores by posting, for those that have one."""
    rows = await session.execute(
        select(ScoreRow.posting_id, ScoreRow.score, ScoreRow.decision, ScoreRow.version, ScoreRow.scored_at).where(
            ScoreRow.posting_id.in_(posting_ids)
        )
    )
    return {row.posting_id: Score(row.score, Decision(row.decision), row.version, row.scored_at) for row in rows}


async def count_scored(session: Session) -> int:
    """How many open postings have a score; duplicates count once."""
    matching = search_statement(PostingFilters()).subquery()
    statement = select(func.count()).select_from(ScoreRow).join(matching, matching.c.id == ScoreRow.posting_id)
    return await session.scalar(statement) or 0


async def best_postings(session: Session, *, limit: int = 5, min_score: int = 0) -> list[tuple[UUID, Score]]:
    """Open postings that no filter rules out, the best first."""
    found = await scored_postings(session, PostingFilters(), min_score=min_score, limit=limit)
    kept = await scores(session, [item.posting.id for item in found.items])
    return [
        (item.posting.id, kept[item.posting.id])
        for item in found.items
        if item.posting.id in kept and kept[item.posting.id].decision is not Decision.FILTERED
    ]


async def scored_postings(
    session: Session,
    filters: PostingFilters,
    *,
    min_score: int | None = None,
    decision: Decision | None = None,
    sort: Literal["score", "newest"] = "score",
    limit: int = 50,
    after: Sequence[Any] | None = None,
) -> ScoredPostings:
    """Postings with their scores. By score: what a filter rules out and what has no score yet come last."""
    matching = search_statement(filters).subquery()
    # Ruled out by a filter of the candidate: below everything else, whatever the score.
    rank = coalesce(ScoreRow.score, -1) - func.coalesce(
        (ScoreRow.decision == Decision.FILTERED.value).cast(ScoreRow.score.type) * 1000, 0
    )
    joined = select(matching, ScoreRow.score, ScoreRow.decision, rank.label("rank")).join(
        ScoreRow, ScoreRow.posting_id == matching.c.id, isouter=True
    )
    if min_score is not None:
        joined = joined.where(ScoreRow.score >= min_score)
    if decision is not None:
        joined = joined.where(ScoreRow.decision == decision.value)
    rows_of = joined.subquery()
    keys = (rows_of.c.rank, rows_of.c.sort_at, rows_of.c.id) if sort == "score" else (rows_of.c.sort_at, rows_of.c.id)
    statement = select(rows_of).order_by(*(key.desc() for key in keys)).limit(limit + 1)
    if after is not None:
        statement = statement.where(tuple_(*keys) < tuple_(*after))
    rows = list(await session.execute(statement))
    total = await session.scalar(select(func.count()).select_from(rows_of)) or 0
    items = tuple(
        ScoredPosting(summary_of(row), row.score, Decision(row.decision) if row.decision else None)
        for row in rows[:limit]
    )
    last = rows[limit - 1] if len(rows) > limit else None
    return ScoredPostings(items, total, tuple(getattr(last, key.name) for key in keys) if last is not None else None)
