"""Reading postings and boards. What other capabilities know of discover goes through here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from rolecall.discover import said, said_words
from rolecall.discover.posting import Fact, FactName, Location, Posting, Salary, Workplace
from rolecall.discover.relevance import Head, Query, Total, ranked, similar, total, understood
from rolecall.discover.search import (
    PostingFilters,
    PostingSummary,
    Visa,
    matching,
    on_a_board,
    says_of_visa,
    search_statement,
    searched,
    summary_columns,
    summary_of,
    told_salary,
)
from rolecall.discover.tables import BoardRow, ChangeRow, PostingRow, TwinRow
from rolecall.platform.db import Session
from rolecall.platform.errors import NotFound

__all__ = [
    "Change",
    "Fact",
    "FactName",
    "Head",
    "Location",
    "Posting",
    "PostingFilters",
    "PostingSummary",
    "Query",
    "Salary",
    "Total",
    "Twin",
    "Visa",
    "Workplace",
    "board_health",
    "history",
    "matching",
    "open_posting_ids",
    "open_postings",
    "posting",
    "postings",
    "ranked",
    "raw_answer",
    "said",
    "said_words",
    "says_of_visa",
    "search_statement",
    "searched",
    "similar",
    "summary_columns",
    "summary_of",
    "told_salary",
    "total",
    "twins",
    "understood",
]


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a posting's history: found, changed, closed, reopened, merged, separated."""

    at: datetime
    what: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """Another posting of the same job, and why it is taken for that."""

    id: UUID
    title: str
    locations: tuple[str, ...]
    url: str
    signals: tuple[str, ...]


async def posting(session: Session, posting_id: UUID) -> Posting:
    """One posting; raises NotFound."""
    row = await session.get(PostingRow, posting_id)
    if row is None:
        raise NotFound("There is no such posting. It may belong to another workspace.")
    return posting_of(row)


async def postings(session: Session, ids: Sequence[UUID]) -> dict[UUID, Posting]:
    """Several postings by id; ids that are not there are left out."""
    rows = await session.scalars(select(PostingRow).where(PostingRow.id.in_(ids)))
    return {row.id: posting_of(row) for row in rows}


async def open_posting_ids(session: Session, *, after: UUID | None = None, limit: int = 500) -> list[UUID]:
    """Ids of open postings that are no duplicates, in their order of arrival, a batch at a time."""
    statement = on_a_board(select(PostingRow.id)).where(
        PostingRow.closed_at.is_(None), PostingRow.duplicate_of.is_(None)
    )
    if after is not None:
        statement = statement.where(PostingRow.id > after)
    return list(await session.scalars(statement.order_by(PostingRow.id).limit(limit)))


async def open_postings(session: Session) -> int:
    """How many jobs are open: duplicates count once, postings of removed boards not at all."""
    statement = on_a_board(select(func.count()).select_from(PostingRow)).where(
        PostingRow.closed_at.is_(None), PostingRow.duplicate_of.is_(None)
    )
    return await session.scalar(statement) or 0


async def board_health(session: Session) -> dict[str, int]:
    """How many followed boards are `ok` and `failing`; new ones and those being read count as ok."""
    rows = await session.execute(
        select(BoardRow.status, func.count().label("boards"))
        .where(BoardRow.removed_at.is_(None))
        .group_by(BoardRow.status)
    )
    counted: dict[str, int] = {row.status: row.boards for row in rows}
    failing = counted.pop("failing", 0)
    return {"ok": sum(counted.values()), "failing": failing}


@dataclass(frozen=True, slots=True)
class FollowedBoard:
    """A board and how its last reading went. `seen` counts the postings of that reading."""

    id: UUID
    address: str
    company: str
    status: str
    problem: str | None
    seen: int
    followed: bool
    last_ok_at: datetime | None
    next_crawl_at: datetime | None


async def followed_boards(session: Session) -> list[FollowedBoard]:
    """Every board that was not removed, in the order they came; `followed` is False for those only imported."""
    rows = await session.scalars(
        select(BoardRow).where(BoardRow.removed_at.is_(None)).order_by(BoardRow.created_at, BoardRow.id)
    )
    return [
        FollowedBoard(
            row.id,
            row.address,
            row.company or row.board_company,
            row.status,
            row.problem,
            row.seen,
            row.followed,
            row.last_ok_at,
            row.next_crawl_at,
        )
        for row in rows
    ]


async def history(session: Session, posting_id: UUID) -> list[Change]:
    """What happened to a posting, oldest first."""
    rows = await session.scalars(
        select(ChangeRow).where(ChangeRow.posting_id == posting_id).order_by(ChangeRow.created_at, ChangeRow.id)
    )
    return [Change(row.created_at, row.what, tuple(map(str, row.fields))) for row in rows]


async def twins(session: Session, posting_id: UUID) -> list[Twin]:
    """Other postings of the same job: the duplicates of a kept one, the kept one of a duplicate."""
    other = func.coalesce(func.nullif(TwinRow.duplicate_id, posting_id), TwinRow.kept_id)
    rows = await session.execute(
        select(PostingRow.id, PostingRow.title, PostingRow.locations, PostingRow.url, TwinRow.signals)
        .join(PostingRow, PostingRow.id == other)
        .where((TwinRow.kept_id == posting_id) | (TwinRow.duplicate_id == posting_id), TwinRow.undone_at.is_(None))
        .order_by(TwinRow.created_at, TwinRow.id)
    )
    return [
        Twin(row.id, row.title, tuple(place["text"] for place in row.locations), row.url, tuple(row.signals))
        for row in rows
    ]


async def raw_answer(session: Session, posting_id: UUID) -> dict[str, Any]:
    """The board's own answer for a posting, verbatim; raises NotFound."""
    raw = await session.scalar(select(PostingRow.raw).where(PostingRow.id == posting_id))
    if raw is None:
        raise NotFound("There is no such posting. It may belong to another workspace.")
    return dict(raw)


def posting_of(row: PostingRow) -> Posting:
    """A row as the value that everything else works with."""
    return Posting(
        board=row.board,
        board_company=row.board_company,
        job_id=row.job_id,
        title=row.title,
        company=row.company,
        url=row.url,
        apply_url=row.apply_url,
        text=row.text,
        locations=tuple(Location(**place) for place in row.locations),
        workplace=Workplace(row.workplace) if row.workplace else None,
        salary=Salary(**row.salary) if row.salary else None,
        employment_type=row.employment_type,
        level=row.level,
        function=row.function,
        department=row.department,
        requisition_id=row.requisition_id,
        opening_id=row.opening_id,
        published_at=row.published_at,
        updated_at=row.updated_at,
        valid_through=row.valid_through,
        language=row.language,
        facts=tuple(Fact(**{**fact, "name": FactName(fact["name"])}) for fact in row.facts),
        closed_at=row.closed_at,
        id=row.id,
    )
