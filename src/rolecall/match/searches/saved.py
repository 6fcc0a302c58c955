"""Saved searches: kept filters that say when something new matches them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Update, delete, func, literal, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from uuid_utils.compat import uuid7

from rolecall.discover.queries import matching, searched, understood
from rolecall.match.events import SavedSearchMatched
from rolecall.match.queries import ScoredPosting, scored_so, with_scores
from rolecall.match.searches.asked import FiltersIn
from rolecall.match.tables import SavedMatchRow, SavedSearchRow
from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict, NotFound
from rolecall.platform.events import emit_all

MOST_SEARCHES = 100


class TooManySearches(Conflict):
    """A workspace keeps no more searches than this."""

    code = "match.too_many_searches"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A kept search. `new` counts what it found since somebody last looked."""

    id: UUID
    name: str
    filters: FiltersIn
    notify: bool
    created_at: datetime
    last_seen_at: datetime
    new: int


@dataclass(frozen=True, slots=True)
class FoundPosting:
    """A posting of a saved search; `new` since somebody last looked."""

    scored: ScoredPosting
    new: bool


async def save(session: Session, name: str, filters: FiltersIn, *, notify: bool = True) -> SavedSearch:
    """Keep a search. What it finds now is not new, and nobody is told of it; raises TooManySearches."""
    if (await session.scalar(select(func.count()).select_from(SavedSearchRow)) or 0) >= MOST_SEARCHES:
        raise TooManySearches(f"This workspace keeps {MOST_SEARCHES} searches already; remove one first.")
    row = SavedSearchRow(
        id=uuid7(),
        name=name,
        filters=_stored(filters),
        notify=notify,
        created_by=session.actor,
        last_seen_at=datetime.now(UTC),
    )
    session.add(row)
    await session.flush()  # what it finds refers to it
    await _note(session, row, among=None)
    return await saved_search(session, row.id)


async def change(
    session: Session,
    search_id: UUID,
    *,
    name: str | None = None,
    filters: FiltersIn | None = None,
    notify: bool | None = None,
    seen: bool = False,
) -> SavedSearch:
    """Change a search; None leaves as it is. `seen`: all it found so far has been looked at. Raises NotFound."""
    row = await _row(session, search_id)
    row.name = name or row.name
    row.notify = row.notify if notify is None else notify
    if seen:
        row.last_seen_at = datetime.now(UTC)
        # By row and not by time: what another transaction is writing at this moment has not been looked at.
        await session.execute(_news_of(search_id).values(news=False))
    if filters is not None and _stored(filters) != row.filters:
        row.filters = _stored(filters)
        await session.execute(delete(SavedMatchRow).where(SavedMatchRow.search_id == search_id))
        await _note(session, row, among=None)
    await session.flush()  # what is told below is read from the database
    return await saved_search(session, search_id)


async def remove(session: Session, search_id: UUID) -> None:
    """Forget a search and what it found; raises NotFound."""
    await session.delete(await _row(session, search_id))


async def saved_searches(session: Session) -> list[SavedSearch]:
    """All of the workspace, in the order they were saved."""
    rows = await session.execute(_with_news().order_by(SavedSearchRow.created_at, SavedSearchRow.id))
    return [_told(row, new) for row, new in rows]


async def saved_search(session: Session, search_id: UUID) -> SavedSearch:
    """One of them; raises NotFound."""
    found = (await session.execute(_with_news().where(SavedSearchRow.id == search_id))).one_or_none()
    if found is None:
        raise NotFound("There is no such saved search. It may belong to another workspace.")
    return _told(*found)


async def found_by(
    session: Session, search_id: UUID, *, limit: int = 50, after: Sequence[Any] | None = None
) -> tuple[list[FoundPosting], tuple[Any, ...] | None]:
    """What a saved search finds now, what is new first and then the newest; and where the next part begins."""
    row = await _row(session, search_id)
    asked = FiltersIn.model_validate(row.filters)
    also = scored_so(asked.min_score, asked.decision, asked.decided)
    query = await understood(session, asked.of_postings(), *also)
    news = select(SavedMatchRow.posting_id).where(SavedMatchRow.search_id == search_id, SavedMatchRow.news)
    new = searched.id.in_(news).label("new")
    found = matching(query.filters, *also, columns=[searched.id, searched.sort_at, new]).subquery()
    keys = (found.c.new, found.c.sort_at, found.c.id)
    statement = select(found).order_by(*(key.desc() for key in keys)).limit(limit + 1)
    if after is not None:
        statement = statement.where(tuple_(*keys) < tuple_(bool(after[0]), *after[1:]))
    rows = list(await session.execute(statement))
    shown = {row.id: row for row in rows[:limit]}
    items = [FoundPosting(one, shown[one.posting.id].new) for one in await with_scores(session, list(shown))]
    last = rows[limit - 1] if len(rows) > limit else None
    return items, (int(last.new), last.sort_at, last.id) if last is not None else None


async def tell(session: Session, posting_ids: Sequence[UUID]) -> int:
    """Look whether these postings, new or changed or scored anew, match saved searches; tell of each pair once.

    Gives the number of pairs. Safe to run again: a pair that is written down is not told again.
    """
    if not posting_ids:
        return 0
    told = []
    found = 0
    for row in (await session.scalars(select(SavedSearchRow).order_by(SavedSearchRow.id))).all():
        new = await _note(session, row, posting_ids)
        found += len(new)
        if new and row.notify:
            told.append(SavedSearchMatched(search_id=row.id, posting_ids=tuple(sorted(new))))
    await emit_all(session, told)
    return found


async def _note(session: Session, row: SavedSearchRow, among: Sequence[UUID] | None) -> Sequence[UUID]:
    """Write down what a search finds among these, as news, or among all, as known; gives what it had not found before."""
    asked = FiltersIn.model_validate(row.filters)
    also = scored_so(asked.min_score, asked.decision, asked.decided)
    if among is not None:
        also.append(searched.id.in_(among))
    query = await understood(session, asked.of_postings(), *also)
    values = {
        "id": func.gen_random_uuid(),
        "search_id": literal(row.id),
        "posting_id": searched.id,
        "news": literal(among is not None),
    }
    found = matching(query.filters, *also, columns=list(values.values()))
    statement = insert(SavedMatchRow).from_select(list(values), found, include_defaults=False).on_conflict_do_nothing()
    return (await session.scalars(statement.returning(SavedMatchRow.posting_id))).all()


def _news_of(search_id: UUID) -> Update:
    return update(SavedMatchRow).where(SavedMatchRow.search_id == search_id, SavedMatchRow.news)


async def _row(session: Session, search_id: UUID) -> SavedSearchRow:
    row = await session.get(SavedSearchRow, search_id)
    if row is None:
        raise NotFound("There is no such saved search. It may belong to another workspace.")
    return row


def _with_news() -> Select[Any]:
    news = (
        select(func.count())
        .select_from(SavedMatchRow)
        .where(SavedMatchRow.search_id == SavedSearchRow.id, SavedMatchRow.news)
        .scalar_subquery()
    )
    return select(SavedSearchRow, news)


def _told(row: SavedSearchRow, new: int) -> SavedSearch:
    filters = FiltersIn.model_validate(row.filters)
    return SavedSearch(row.id, row.name, filters, row.notify, row.created_at, row.last_seen_at, new)


def _stored(filters: FiltersIn) -> dict[str, Any]:
    return filters.model_dump(mode="json", exclude_defaults=True)
