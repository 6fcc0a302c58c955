"""The stored postings that new ones are compared with: those that have something in common under which they meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, or_, select, union
from sqlalchemy.orm import defer as leave_out

from rolecall.discover.alike import company_names, requisition
from rolecall.discover.posting import Posting
from rolecall.discover.tables import BoardRow, PostingRow
from rolecall.platform.db import Session

MOST = 2_000
"""Postings that a hundred new ones are compared with. Boards with more of one title give each an opening of its own."""

Condition: TypeAlias = ColumnElement[bool]


async def candidates(session: Session, rows: Sequence[PostingRow], postings: Sequence[Posting]) -> list[PostingRow]:
    """Open postings on boards not removed, merged ones too, by id; none of the given ones.

    Ids first, then the rows by their ids: a plan for both at once goes wrong while a table is filled for the first
    time and the database knows nothing of its contents.
    """
    wanted = statement(rows, postings)
    if wanted is None:
        return []
    given = {row.id for row in rows}
    ids = [found for found in await session.scalars(wanted) if found not in given]
    if not ids:
        return []
    removed = set(await session.scalars(select(BoardRow.id).where(BoardRow.removed_at.is_not(None))))
    found = await session.scalars(
        select(PostingRow).where(PostingRow.id.in_(ids)).order_by(PostingRow.id).options(leave_out(PostingRow.raw))
    )
    return [row for row in found if row.board_id not in removed]


def statement(rows: Sequence[PostingRow], postings: Sequence[Posting]) -> Select[Any] | None:
    """Their ids, one branch for each index; None where nothing can be in common."""
    pairs = list(zip(rows, postings, strict=True))
    parts: list[Condition] = []
    opened = {(row.board_id, row.opening_id) for row in rows if row.opening_id}
    if opened:
        parts.append(_either(PostingRow.board_id, PostingRow.opening_id, opened))
    # What a board files under openings of its own need not be looked for by title on that board again.
    elsewhere = or_(PostingRow.opening_id.is_(None), PostingRow.board_id.not_in({board_id for board_id, _ in opened}))
    for told in (True, False):
        named = {
            (name, row.title_key)
            for row, posting in pairs
            if bool(row.opening_id) is told
            for name in (row.company_key, *company_names(posting.company))
        }
        if named:
            alike = _either(PostingRow.company_key, PostingRow.title_key, named)
            parts.append(and_(alike, elsewhere) if told else alike)
    numbered = {(row.company_key, row.requisition_id) for row, posting in pairs if requisition(posting)}
    if numbered:
        parts.append(_either(PostingRow.company_key, PostingRow.requisition_id, numbered))
    if pages := {row.canonical_url for row in rows} - {""}:
        parts.append(PostingRow.canonical_url.in_(pages))
    if texts := {row.text_key for row in rows} - {None}:
        parts.append(PostingRow.text_key.in_(texts))
    if not parts:
        return None
    ids = union(*(select(PostingRow.id).where(part, PostingRow.closed_at.is_(None)) for part in parts)).subquery()
    return select(ids.c.id).order_by(ids.c.id).limit(MOST)


def _either(first: Any, second: Any, wanted: Iterable[tuple[Any, Any]]) -> Condition:
    """Any of these pairs, as an index on both columns takes them."""
    grouped: dict[Any, set[Any]] = {}
    for one, other in wanted:
        grouped.setdefault(one, set()).add(other)
    return or_(*(and_(first == one, second.in_(others)) for one, others in grouped.items()))
