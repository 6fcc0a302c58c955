"""The stored postings that new ones are compared with: those that have something in common under which they meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, or_, select, tuple_, union
from sqlalchemy.orm import defer as leave_out

from rolecall.discover.alike import company_names, requisition
from rolecall.discover.posting import Posting
from rolecall.discover.search import on_a_board
from rolecall.discover.tables import PostingRow
from rolecall.platform.db import Session

MOST = 2_000
"""Postings that a hundred new ones are compared with. Boards with more of one title give each an opening of its own."""


async def candidates(session: Session, rows: Sequence[PostingRow], postings: Sequence[Posting]) -> list[PostingRow]:
    """Open postings on boards not removed, merged ones too, by id; none of the given ones."""
    wanted = statement(rows, postings)
    if wanted is None:
        return []
    found = await session.scalars(
        on_a_board(select(PostingRow))
        .where(PostingRow.id.in_(select(wanted.subquery().c.id)))
        .where(PostingRow.closed_at.is_(None), PostingRow.id.not_in([row.id for row in rows]))
        .order_by(PostingRow.id)
        .limit(MOST)
        .options(leave_out(PostingRow.raw))
    )
    return list(found)


def statement(rows: Sequence[PostingRow], postings: Sequence[Posting]) -> CompoundSelect[Any] | Select[Any] | None:
    """The ids, one branch for each index; None where nothing can be in common."""
    pairs = list(zip(rows, postings, strict=True))
    parts: list[Select[Any]] = []
    opened = [(row.board_id, row.opening_id) for row in rows if row.opening_id]
    if opened:
        parts.append(_ids(tuple_(PostingRow.board_id, PostingRow.opening_id).in_(opened)))
    # What a board files under openings of its own need not be looked for by title on that board again.
    boards: set[UUID] = {board_id for board_id, _ in opened}
    for told in (True, False):
        named = {
            (name, row.title_key)
            for row, posting in pairs
            if bool(row.opening_id) is told
            for name in (row.company_key, *company_names(posting.company))
        }
        if named:
            alike = tuple_(PostingRow.company_key, PostingRow.title_key).in_(sorted(named))
            elsewhere = or_(PostingRow.opening_id.is_(None), PostingRow.board_id.not_in(boards))
            parts.append(_ids(alike, elsewhere) if told else _ids(alike))
    numbered = {(row.company_key, row.requisition_id) for row, posting in pairs if requisition(posting)}
    if numbered:
        parts.append(_ids(tuple_(PostingRow.company_key, PostingRow.requisition_id).in_(list(numbered))))
    for column, values in (
        (PostingRow.canonical_url, {row.canonical_url for row in rows} - {""}),
        (PostingRow.text_key, {row.text_key for row in rows} - {None}),
    ):
        if values:
            parts.append(_ids(column.in_(values)))
    if not parts:
        return None
    return union(*parts) if len(parts) > 1 else parts[0]


def _ids(*conditions: Any) -> Select[Any]:
    return select(PostingRow.id).where(*conditions, PostingRow.closed_at.is_(None))
