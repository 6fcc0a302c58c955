"""Reading postings and boards. What other capabilities know of discover goes through here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from rolecall.discover import said, said_words
from rolecall.discover.changes import sentence
from rolecall.discover.liveness import Liveness, liveness, recheck
from rolecall.discover.meaning import of_words as meaning_of
from rolecall.discover.plan import nearest
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
from rolecall.discover.signals import Signal
from rolecall.discover.stored import posting_of
from rolecall.discover.tables import BoardRow, ChangeRow, PostingRow
from rolecall.discover.twins import Twin, twins
from rolecall.platform.db import Session
from rolecall.platform.errors import NotFound

__all__ = [
    "Change",
    "Difference",
    "Fact",
    "FactName",
    "Head",
    "Liveness",
    "Location",
    "Posting",
    "PostingFilters",
    "PostingSummary",
    "Query",
    "Salary",
    "Signal",
    "Total",
    "Twin",
    "Visa",
    "Workplace",
    "board_health",
    "history",
    "is_open",
    "liveness",
    "matching",
    "meaning_of",
    "nearest",
    "open_posting_ids",
    "open_postings",
    "posting",
    "postings",
    "ranked",
    "raw_answer",
    "recheck",
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
    """One line of a posting's history: found, changed, closed, reopened, merged, linked, separated."""

    at: datetime
    what: str
    fields: tuple[str, ...]
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What a field said before and after, in words for people; of a text only how many `lines` changed.

    A `reposted` line has one of the field `posting`: from the earlier posting's id to the later one's.
    """

    field: str
    before: str | None
    after: str | None
    lines: int | None
    text: str
    """`salary: USD 90,000 a year → USD 100,000 a year`."""


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


def is_open(posting_id: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    """Whether a posting that another table names is open, no duplicate, and of a board that is followed."""
    return (
        on_a_board(select(PostingRow.id))
        .where(PostingRow.id == posting_id, PostingRow.closed_at.is_(None), PostingRow.duplicate_of.is_(None))
        .exists()
    )


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


async def history(session: Session, posting_id: UUID) -> list[Change]:
    """What happened to a posting, oldest first."""
    rows = await session.scalars(
        select(ChangeRow).where(ChangeRow.posting_id == posting_id).order_by(ChangeRow.created_at, ChangeRow.id)
    )
    return [
        Change(
            row.created_at,
            row.what,
            tuple(map(str, row.fields)),
            tuple(Difference(**told, text=sentence(told)) for told in row.differences),
        )
        for row in rows
    ]


async def raw_answer(session: Session, posting_id: UUID) -> dict[str, Any]:
    """The board's own answer for a posting, verbatim; raises NotFound.

    Where the board's list leaves out the text it is two answers: `{"list": …, "posting": …}`.
    """
    statement = select(PostingRow.raw, PostingRow.detail).where(PostingRow.id == posting_id)
    found = (await session.execute(statement)).one_or_none()
    if found is None:
        raise NotFound("There is no such posting. It may belong to another workspace.")
    return {"list": found.raw, "posting": found.detail} if found.detail is not None else dict(found.raw)
