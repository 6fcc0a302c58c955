"""The live stream: every event of a workspace in the order of commits, from any point on.

One reader per process polls for all its listeners. Only transactions older than the oldest running one are read, so a
slow one cannot slip in behind a listener's cursor.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select, text, tuple_

from rolecall.platform.db import Database, Session
from rolecall.platform.errors import InvalidInput
from rolecall.platform.events import EventRow

log = structlog.get_logger(__name__)

POLL_SECONDS = 0.25
BATCH = 500
# A listener that is this far behind is let go; it comes back with its cursor and misses nothing.
QUEUE_LIMIT = 2_000

_SETTLED = text("txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint")


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """A place in the stream: the writing transaction and the event's number."""

    txid: int
    seq: int

    def __str__(self) -> str:
        return f"{self.txid}-{self.seq}"

    @staticmethod
    def parse(value: str) -> Cursor:
        """Read `Last-Event-ID`; raises InvalidInput."""
        txid, _, seq = value.partition("-")
        digits = txid.isascii() and seq.isascii() and txid.isdigit() and seq.isdigit()
        if not (digits and len(txid) < 19 and len(seq) < 19):
            raise InvalidInput("This Last-Event-ID is not one of ours; connect again without it.")
        return Cursor(int(txid), int(seq))


@dataclass(frozen=True, slots=True)
class LiveEvent:
    """One event as outlets see it."""

    cursor: Cursor
    id: UUID
    workspace_id: UUID
    name: str
    payload: dict[str, Any]
    at: datetime


async def events_after(session: Session, cursor: Cursor, *, limit: int = BATCH) -> list[LiveEvent]:
    """Settled events after a cursor, in order: of the session's workspace, or of all in a system session."""
    rows = await session.scalars(
        select(EventRow)
        .where(tuple_(EventRow.txid, EventRow.seq) > (cursor.txid, cursor.seq), _SETTLED)
        .order_by(EventRow.txid, EventRow.seq)
        .limit(limit)
    )
    return [
        LiveEvent(Cursor(row.txid, row.seq), row.id, row.workspace_id, row.name, row.payload, row.occurred_at)
        for row in rows
    ]


async def newest(session: Session) -> Cursor:
    """The cursor behind everything that is settled now."""
    settled = await session.scalar(text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"))
    return Cursor(int(settled or 0) - 1, 10**18 - 1)


class Live:
    """Fan-out to the listeners of one process."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._listeners: set[tuple[UUID, asyncio.Queue[LiveEvent | None]]] = set()
        self._wake = asyncio.Event()
        self._reading = asyncio.Event()

    async def run(self) -> None:
        """Poll while anyone listens; ends when cancelled."""
        cursor: Cursor | None = None
        while True:
            if not self._listeners:
                cursor = None
                self._reading.clear()
                self._wake.clear()
                await self._wake.wait()
            try:
                async with self._db.system() as session:
                    cursor = cursor or await newest(session)
                    self._reading.set()
                    events = await events_after(session, cursor)
            except Exception as error:  # noqa: BLE001 - the stream outlives a database that is away for a while.
                log.warning("live.lost_database", error=str(error).splitlines()[0])
                events = []
            for event in events:
                cursor = event.cursor
                self._give(event)
            if len(events) < BATCH:
                await asyncio.sleep(POLL_SECONDS)

    def _give(self, event: LiveEvent) -> None:
        for listener in list(self._listeners):
            workspace_id, queue = listener
            if workspace_id != event.workspace_id:
                continue
            if queue.qsize() >= QUEUE_LIMIT:
                self._listeners.discard(listener)
                queue.put_nowait(None)
            else:
                queue.put_nowait(event)

    async def listen(self, workspace_id: UUID, after: Cursor | None, *, idle: float) -> AsyncIterator[LiveEvent | None]:
        """Events of a workspace as they happen, first those missed since `after`. None: nothing happened for `idle` s.

        Ends when the listener is too slow.
        """
        queue: asyncio.Queue[LiveEvent | None] = asyncio.Queue()
        listener = (workspace_id, queue)
        self._listeners.add(listener)
        self._wake.set()
        try:
            # What is missed is read only after the reader knows its place: between the two nothing can fall through.
            await self._reading.wait()
            cursor = after
            if cursor is None:
                async with self._db.workspace(workspace_id) as session:
                    cursor = await newest(session)
            while True:
                async with self._db.workspace(workspace_id) as session:
                    missed = await events_after(session, cursor)
                for event in missed:
                    cursor = event.cursor
                    yield event
                if len(missed) < BATCH:
                    break
            while True:
                try:
                    event_or_end = await asyncio.wait_for(queue.get(), idle)
                except TimeoutError:
                    yield None
                    continue
                if event_or_end is None:
                    return
                if event_or_end.cursor > cursor:
                    cursor = event_or_end.cursor
                    yield event_or_end
        finally:
            with suppress(KeyError):
                self._listeners.remove(listener)
