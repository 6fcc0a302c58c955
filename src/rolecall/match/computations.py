"""What takes longer than a request: a row says what was asked, whether a job is at it, and what was found, of which inputs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from uuid_utils.compat import uuid7

from rolecall.match.tables import CandidateScoreRow, ComputationRow
from rolecall.platform.db import Session

ASKED_AGAIN = timedelta(minutes=2)
"""A job that has not finished by then is queued once more: it may have become a dead letter."""
UNASKED = timedelta(days=7)
MOST = 50
"""Rows of one kind in a workspace; those that nobody asked for the longest go first."""


async def computation(session: Session, kind: str, key: str) -> ComputationRow | None:
    """The row, if this was ever asked."""
    return await session.scalar(select(ComputationRow).where(ComputationRow.kind == kind, ComputationRow.key == key))


async def want(session: Session, kind: str, key: str, asked: Mapping[str, Any]) -> UUID | None:
    """Say that this is wanted. Gives the row's id where a job is to be queued, None where one is at it.

    One at a time: a job takes its inputs as they are when it begins, and who asks afterwards sees whether they still are.
    """
    now = datetime.now(UTC)
    row = await _locked(session, kind, key, asked, now)
    if row.queued_at is not None and now - row.queued_at < ASKED_AGAIN:
        return None
    row.queued_at = now
    return row.id


async def keep(
    session: Session, kind: str, key: str, asked: Mapping[str, Any], inputs: str, found: Mapping[str, Any]
) -> datetime:
    """Write down what was found of these inputs; gives when."""
    now = datetime.now(UTC)
    row = await _locked(session, kind, key, asked, now)
    row.inputs, row.found, row.found_at, row.queued_at = inputs, dict(found), now, None
    return now


async def done(session: Session, kind: str, key: str) -> None:
    """The job has finished."""
    row = await computation(session, kind, key)
    if row is not None:
        row.queued_at = None


async def forget_unasked(session: Session) -> None:
    """Drop what was made longer than `UNASKED` ago and not asked for since. Needs a system session."""
    before = datetime.now(UTC) - UNASKED
    await session.execute(delete(ComputationRow).where(ComputationRow.asked_at < before))
    await session.execute(delete(CandidateScoreRow).where(CandidateScoreRow.scored_at < before))


async def _locked(session: Session, kind: str, key: str, asked: Mapping[str, Any], now: datetime) -> ComputationRow:
    values = {"id": uuid7(), "kind": kind, "key": key, "asked": dict(asked), "asked_at": now}
    statement = insert(ComputationRow).values(values)
    statement = statement.on_conflict_do_update(
        index_elements=["workspace_id", "kind", "key"], set_={"asked_at": now, "asked": statement.excluded.asked}
    )
    id = (await session.scalars(statement.returning(ComputationRow.id))).one()
    newest = (
        select(ComputationRow.id)
        .where(ComputationRow.kind == kind)
        .order_by(ComputationRow.asked_at.desc())
        .limit(MOST)
    )
    await session.execute(
        delete(ComputationRow).where(ComputationRow.kind == kind, ComputationRow.id.not_in(newest.scalar_subquery()))
    )
    row = await session.get(ComputationRow, id, populate_existing=True)
    assert row is not None
    return row
