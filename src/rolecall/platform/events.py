"""Facts that happened: `emit` writes the fact and, in the same transaction, one job for each of its reactions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import BigInteger, Index, text
from sqlalchemy.orm import Mapped, mapped_column
from uuid_utils.compat import uuid7

from rolecall.platform.db import CURRENT_WORKSPACE, Base, Session, insert_rows


class Event(BaseModel):
    """A fact in the past tense, made of ids and plain values. Its name on the wire is its class name."""

    model_config = ConfigDict(frozen=True)

    @classmethod
    def event_name(cls) -> str:
        """The name by which outlets know it."""
        return cls.__name__


class EventRow(Base):
    """The append-only log of everything that happened.

    `txid` is the writing transaction: reading only below the oldest running one gives commit order, without gaps.
    """

    __tablename__ = "platform_event"
    __table_args__ = (
        Index("platform_event_order", "workspace_id", "txid", "seq"),
        Index("platform_event_settled", "txid", "seq"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, server_default=text("nextval('platform_event_seq')"), unique=True)
    txid: Mapped[int] = mapped_column(BigInteger, server_default=text("(pg_current_xact_id()::text)::bigint"))
    workspace_id: Mapped[UUID] = mapped_column(server_default=text(CURRENT_WORKSPACE))
    name: Mapped[str]
    payload: Mapped[dict[str, Any]]
    actor: Mapped[str]
    correlation_id: Mapped[str | None]
    occurred_at: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))


async def emit(session: Session, event: Event) -> UUID:
    """Record one fact and defer its reactions in this transaction. Gives the event's id."""
    return (await emit_all(session, [event]))[0]


async def emit_all(session: Session, events: Sequence[Event]) -> list[UUID]:
    """Record facts in their order, with their reactions, in as few statements as possible."""
    if session.workspace_id is None or session.flow is None:
        raise RuntimeError("Events are emitted in a workspace's transaction of a database that knows the flow.")
    if not events:
        return []
    await session.flush()
    ids: list[UUID] = [uuid7() for _ in events]
    rows = [
        {
            "id": id,
            "name": event.event_name(),
            "payload": event.model_dump(mode="json"),
            "actor": session.actor,
            "correlation_id": session.correlation_id,
        }
        for id, event in zip(ids, events, strict=True)
    ]
    await insert_rows(session, EventRow, rows)
    await session.flow.defer_reactions(session, list(zip(ids, events, strict=True)))
    return ids
