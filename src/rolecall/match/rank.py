"""The best postings for the candidate, at once: search picks the likely ones, the full score puts them in order.

For the moment after a résumé or the preferences changed, when the scores of a hundred thousand postings are still
yesterday's and the background needs minutes to make them anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from rolecall.discover.queries import PostingFilters, Query, meaning_of, nearest, ranked
from rolecall.match.model import Decision, Match
from rolecall.match.queries import ScoredPosting, with_scores
from rolecall.match.store import current_candidate, matches_now
from rolecall.platform.db import Session

LIKELY = 200
"""So many are looked into with the full score."""
_ANY = PostingFilters()
_BY_MEANING = 500
_MOST_TITLES = 2
_K = 60
"""As in discover's search: a place counts 1 / (60 + place)."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A posting with its match for the candidate as they are now."""

    posting_id: UUID
    match: Match


async def best_now(session: Session, filters: PostingFilters = _ANY, limit: int = LIKELY) -> list[Ranked]:
    """The best of the `LIKELY` postings nearest to the candidate, best first; what a filter rules out comes last.

    Scores that are of yesterday's candidate are made anew, and not written down. Without a profile nothing.
    """
    matches = await matches_now(session, await likely(session, filters))
    found = [Ranked(posting_id, match) for posting_id, match in matches.items()]
    return sorted(found, key=_order)[:limit]


async def shown(session: Session, found: Sequence[Ranked]) -> list[ScoredPosting]:
    """These as a list shows them."""
    by_id = {each.posting_id: each.match for each in found}
    rows = await with_scores(session, list(by_id))
    return [replace(row, score=by_id[row.posting.id].score, decision=by_id[row.posting.id].decision) for row in rows]


async def likely(session: Session, filters: PostingFilters = _ANY, limit: int = LIKELY) -> list[UUID]:
    """Postings that pass, by what the candidate tells and by their titles, likeliest first, without a score.

    Two kinds of lists fused by reciprocal rank: by the vector of all that the candidate tells, and by the words of their
    newest titles. Words among the filters (`q`) do not count here.
    """
    candidate = await current_candidate(session)
    if candidate is None:
        return []
    worth: dict[UUID, float] = {}

    def add(ids: Sequence[UUID]) -> None:
        for place, posting_id in enumerate(ids, 1):
            worth[posting_id] = worth.get(posting_id, 0.0) + 1 / (_K + place)

    filters = filters.without("q", "rarest", "related")
    titles = candidate.titles[:_MOST_TITLES]
    vector = meaning_of(" ".join((*titles, *titles, *candidate.skills, *candidate.told.everything)))
    if vector is not None:
        add([row.id for row in await nearest(session, filters, vector, _BY_MEANING)])
    for title in titles:
        add((await ranked(session, Query(replace(filters, q=title.replace("\0", " "))))).ids)
    ordered = sorted((-value, posting_id) for posting_id, value in worth.items())
    return [posting_id for _, posting_id in ordered[:limit]]


def _order(one: Ranked) -> tuple[bool, int, float, UUID]:
    points = sum(part.points for part in one.match.contributions)
    return one.match.decision is Decision.FILTERED, -one.match.score, -points, one.posting_id
