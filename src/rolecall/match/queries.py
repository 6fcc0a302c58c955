"""What others may know about scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.sql.functions import coalesce

from rolecall.discover.queries import (
    Head,
    PostingFilters,
    PostingSummary,
    Query,
    Total,
    matching,
    ranked,
    search_statement,
    searched,
    similar,
    summary_columns,
    summary_of,
    total,
    understood,
)
from rolecall.match.learning.labels import decided_so
from rolecall.match.model import Contribution, Decision, Filtered, Finding, Match, Met, Requirement, RequirementKind
from rolecall.match.record import as_json, from_json
from rolecall.match.searches.asked import Decided
from rolecall.match.skills.taxonomy import taxonomy
from rolecall.match.tables import ScoreRow
from rolecall.platform.db import Session

Sort = Literal["relevance", "score", "newest"]

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
    "Sort",
    "as_json",
    "best_postings",
    "count_scored",
    "from_json",
    "match_of_posting",
    "scored_postings",
    "scored_so",
    "scores",
    "similar_postings",
    "skills_named",
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
    """A part of a list. `total` counts all that match, `exact` or about; `after` is where the next part begins."""

    items: tuple[ScoredPosting, ...]
    total: int
    exact: bool
    after: tuple[Any, ...] | None
    """None at the end."""


def skills_named(text: str) -> list[tuple[int, int, str]]:
    """Where a text names a skill, in order: start, end, and the name that the taxonomy has for it."""
    return [(found.start, found.end, found.skill) for found in taxonomy().mentions(text)]


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
    decided: Decided | None = None,
    sort: Sort | None = None,
    limit: int = 50,
    after: Sequence[Any] | None = None,
) -> ScoredPostings:
    """Postings with their scores, in the order that `in_order` says.

    By score: what a filter of the candidate rules out and what has no score yet come last.
    """
    also = scored_so(min_score, decision, decided)
    query = await understood(session, filters, *also)
    sort = in_order(filters, sort)
    found: Total | None = None
    if sort == "relevance":
        head = await ranked(session, query, *also)
        items, last = await _by_relevance(session, query, head, also, limit, after)
        found = Total(len(head.ids), exact=True) if head.complete else None
    else:
        items, last = await _by_columns(session, query, also, sort, limit, after)
    found = found or await total(session, query.filters, *also)
    # About so many is never fewer than are there to see.
    return ScoredPostings(items, max(found.count, len(items)), found.exact, last)


def in_order(filters: PostingFilters, sort: Sort | None) -> Sort:
    """The order a list is in: by relevance where words are looked for, else by score, unless asked for otherwise."""
    if sort is None or (sort == "relevance" and not filters.q):
        return "relevance" if filters.q else "score"
    return sort


async def similar_postings(session: Session, posting_id: UUID, limit: int) -> list[ScoredPosting]:
    """Open postings about the same as this one, nearest first."""
    return await with_scores(session, await similar(session, posting_id, limit))


def scored_so(
    min_score: int | None, decision: Decision | None, decided: Decided | None = None
) -> list[ColumnElement[bool]]:
    """Conditions of the score, and of what the user decided, on what discover searches."""
    wanted = select(ScoreRow.posting_id)
    if min_score is not None:
        wanted = wanted.where(ScoreRow.score >= min_score)
    if decision is not None:
        wanted = wanted.where(ScoreRow.decision == decision.value)
    scored = [searched.id.in_(wanted)] if min_score is not None or decision is not None else []
    return [*scored, *([] if decided is None else [decided_so(decided)])]


async def _by_columns(
    session: Session,
    query: Query,
    also: Sequence[ColumnElement[bool]],
    sort: Literal["score", "newest"],
    limit: int,
    after: Sequence[Any] | None,
) -> tuple[tuple[ScoredPosting, ...], tuple[Any, ...] | None]:
    if sort == "score" and (after is None or after[0] >= 0):
        # Most lists end before what is ruled out or has no score: down to there an index has the order.
        rows = await _best(session, query, also, limit + 1, after)
        if len(rows) > limit:
            last = rows[limit - 1]
            return tuple(_scored(row) for row in rows[:limit]), (last.score, last.sort_at, last.id)
    matching = search_statement(query.filters, *also).subquery()
    # Ruled out by a filter of the candidate: below everything else, whatever the score.
    rank = coalesce(ScoreRow.score, -1) - func.coalesce(
        (ScoreRow.decision == Decision.FILTERED.value).cast(ScoreRow.score.type) * 1000, 0
    )
    joined = select(matching, ScoreRow.score, ScoreRow.decision, rank.label("rank")).join(
        ScoreRow, ScoreRow.posting_id == matching.c.id, isouter=True
    )
    rows_of = joined.subquery()
    keys = (rows_of.c.rank, rows_of.c.sort_at, rows_of.c.id) if sort == "score" else (rows_of.c.sort_at, rows_of.c.id)
    statement = select(rows_of).order_by(*(key.desc() for key in keys)).limit(limit + 1)
    if after is not None:
        statement = statement.where(tuple_(*keys) < tuple_(*after))
    rows = list(await session.execute(statement))
    last = rows[limit - 1] if len(rows) > limit else None
    items = tuple(_scored(row) for row in rows[:limit])
    return items, tuple(getattr(last, key.name) for key in keys) if last is not None else None


async def _best(
    session: Session, query: Query, also: Sequence[ColumnElement[bool]], limit: int, after: Sequence[Any] | None
) -> Sequence[Any]:
    keys = (ScoreRow.score, searched.sort_at, searched.id)
    statement = (
        search_statement(query.filters, *also, ScoreRow.decision != Decision.FILTERED.value)
        .add_columns(ScoreRow.score, ScoreRow.decision)
        .join(ScoreRow, ScoreRow.posting_id == searched.id)
        .order_by(*(key.desc() for key in keys))
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(tuple_(*keys) < tuple_(*after))
    return (await session.execute(statement)).all()


async def _by_relevance(
    session: Session,
    query: Query,
    head: Head,
    also: Sequence[ColumnElement[bool]],
    limit: int,
    after: Sequence[Any] | None,
) -> tuple[tuple[ScoredPosting, ...], tuple[Any, ...] | None]:
    """First the ranked head, then whatever else is found, newest first. A place is (offset, sort_at, id).

    The offset counts in the head; behind it, it stays at its end and the other two say where.
    """
    ids = head.ids
    begin = min(after[0], len(ids)) if after is not None else 0
    items = await with_scores(session, ids[begin : begin + limit])
    if begin + limit < len(ids):
        return tuple(items), (begin + limit, *_BEFORE_ALL)
    if head.complete:
        return tuple(items), None
    behind = _BEFORE_ALL if after is None or begin < len(ids) else tuple(after[1:])
    wanted = limit - len(items)
    place = (searched.sort_at, searched.id)
    rest = matching(query.filters, *also, searched.id.not_in(ids), columns=place).where(
        tuple_(*place) < tuple_(*behind)
    )
    rows = list(await session.execute(rest.order_by(*(key.desc() for key in place)).limit(wanted + 1)))
    items += await with_scores(session, [row.id for row in rows[:wanted]])
    if len(rows) <= wanted:
        return tuple(items), None
    last = tuple(rows[wanted - 1]) if wanted else behind
    return tuple(items), (len(ids), *last)


_BEFORE_ALL = (datetime(9999, 1, 1, tzinfo=UTC), UUID(int=2**128 - 1))
"""The place before the newest."""


async def with_scores(session: Session, ids: Sequence[UUID]) -> list[ScoredPosting]:
    """These postings in this order."""
    statement = (
        select(*summary_columns(), ScoreRow.score, ScoreRow.decision)
        .join(ScoreRow, ScoreRow.posting_id == searched.id, isouter=True)
        .where(searched.id.in_(ids))
    )
    found = {row.id: _scored(row) for row in await session.execute(statement)}
    return [found[id] for id in ids if id in found]


def _scored(row: Any) -> ScoredPosting:
    return ScoredPosting(summary_of(row), row.score, Decision(row.decision) if row.decision else None)
