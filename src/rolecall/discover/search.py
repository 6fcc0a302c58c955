"""Finding postings by words and filters: one SELECT that others may join their own columns to (match: its scores)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from rolecall.discover.tables import BoardRow, PostingRow

Statement = TypeVar("Statement", bound=Select[Any])


@dataclass(frozen=True, slots=True)
class PostingFilters:
    """None means no opinion. `q` is what people type into a search box: words, "a phrase", -without, or."""

    q: str | None = None
    remote: bool | None = None
    location: str | None = None
    company: str | None = None
    board: str | None = None
    """A board's name (`greenhouse`), an address (`greenhouse:canonical`), or the id of a followed board."""
    status: Literal["open", "closed", "all"] = "open"
    published_after: datetime | None = None
    duplicates: bool = False
    """True shows duplicates as well as the posting they were merged into."""


@dataclass(frozen=True, slots=True)
class PostingSummary:
    """A posting in a list. `duplicates` is how many other postings were merged into it."""

    id: UUID
    title: str
    company: str
    locations: tuple[str, ...]
    workplace: str | None
    salary: dict[str, Any] | None
    """{minimum, maximum, currency, period, text}: `text` is for people, `USD 120,000 – 150,000 a year`."""
    published_at: datetime | None
    board: str
    url: str
    closed_at: datetime | None
    duplicates: int
    sort_at: datetime


def on_a_board(statement: Statement) -> Statement:
    """A SELECT of postings without those of removed boards: these are kept, but nobody is shown them in a list."""
    return statement.join(BoardRow, BoardRow.id == PostingRow.board_id).where(BoardRow.removed_at.is_(None))


def search_statement(filters: PostingFilters) -> Select[Any]:
    """A SELECT with the filters applied and no order.

    Its columns: id, title, company, locations (JSON), workplace, salary (JSON), published_at, board, url, closed_at,
    duplicates (int), sort_at (published, or else first seen), relevance (float; 0 without words to search).
    Make it a subquery, join on `id`, and give its rows to `summary_of`.
    """
    twin = aliased(PostingRow)
    duplicates = select(func.count()).select_from(twin).where(twin.duplicate_of == PostingRow.id).scalar_subquery()
    query = func.websearch_to_tsquery("english", filters.q or "")
    relevance = func.ts_rank_cd(PostingRow.search, query, 32) if filters.q else func.to_number("0", "9")
    statement = on_a_board(
        select(
            PostingRow.id,
            PostingRow.title,
            PostingRow.company,
            PostingRow.locations,
            PostingRow.workplace,
            PostingRow.salary,
            PostingRow.published_at,
            PostingRow.board,
            PostingRow.url,
            PostingRow.closed_at,
            duplicates.label("duplicates"),
            PostingRow.sort_at,
            relevance.label("relevance"),
        )
    )
    return _filtered(statement, filters, query)


def summary_of(row: Row[Any] | Any) -> PostingSummary:
    """A row of `search_statement` (or of a SELECT over it) as a value."""
    return PostingSummary(
        id=row.id,
        title=row.title,
        company=row.company,
        locations=tuple(place["text"] for place in row.locations),
        workplace=row.workplace,
        salary=told_salary(row.salary),
        published_at=row.published_at,
        board=row.board,
        url=row.url,
        closed_at=row.closed_at,
        duplicates=row.duplicates,
        sort_at=row.sort_at,
    )


def told_salary(salary: dict[str, Any] | None) -> dict[str, Any] | None:
    """A stored salary as it goes out: its figures, and a text of them for people."""
    if salary is None:
        return None
    low, high, currency, period = (salary.get(part) for part in ("minimum", "maximum", "currency", "period"))
    if low is not None and high is not None and low != high:
        amount = f"{low:,.10g} – {high:,.10g}"
    elif low is None:
        amount = f"up to {high:,.10g}"
    else:
        amount = f"{low:,.10g}" if high is not None else f"from {low:,.10g}"
    words = [currency, amount, f"{'an' if period == 'hour' else 'a'} {period}" if period else None]
    text = " ".join(word for word in words if word)
    return {"minimum": low, "maximum": high, "currency": currency, "period": period, "text": text}


def _filtered(statement: Select[Any], filters: PostingFilters, query: Any) -> Select[Any]:
    if filters.q:
        statement = statement.where(PostingRow.search.bool_op("@@")(query))
    if filters.remote is not None:
        statement = statement.where(PostingRow.remote.is_(filters.remote))
    if filters.location:
        for word in filters.location.lower().replace(",", " ").split():
            statement = statement.where(PostingRow.place_words.contains(word, autoescape=True))
    if filters.company:
        statement = statement.where(PostingRow.company.icontains(filters.company, autoescape=True))
    if filters.board:
        statement = statement.where(_of_board(filters.board))
    if filters.status != "all":
        closed = PostingRow.closed_at.is_not(None)
        statement = statement.where(closed if filters.status == "closed" else ~closed)
    if filters.published_after:
        statement = statement.where(PostingRow.sort_at >= filters.published_after)
    if not filters.duplicates:
        statement = statement.where(PostingRow.duplicate_of.is_(None))
    return statement


def _of_board(board: str) -> Any:
    try:
        return PostingRow.board_id == UUID(board)
    except ValueError:
        return BoardRow.address == board if ":" in board else PostingRow.board == board
