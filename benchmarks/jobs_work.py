"""The work that `benchmarks.jobs` has done by real workers. Of its own, since work is named for its module."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import Session, TenantRow
from rolecall.platform.events import Event
from rolecall.platform.jobs import Deadline, Flow, job
from rolecall.platform.resources import Platform


class Pinged(Event):
    """Something to react to. `at`: seconds since the epoch; `work`: seconds the reaction takes."""

    at: float
    work: float = 0


class PingRow(TenantRow):
    """One reaction done: how long after its event it began. No uniqueness: a doubled one shows."""

    __tablename__ = "benchmarks_ping"

    sent_at: Mapped[float]
    waited: Mapped[float]
    due_at: Mapped[datetime | None] = mapped_column(index=True)


async def pong(platform: Platform, session: Session, event: Pinged) -> None:
    """Write down when it began."""
    waited = time.time() - event.at
    if event.work:
        await asyncio.sleep(event.work)
    await session.execute(insert(PingRow), {"id": uuid4(), "sent_at": event.at, "waited": waited})


@job("benchmarks.late")
async def late(platform: Platform, workspace_id: UUID | None, row_id: str) -> None:
    """Never due during the benchmark."""


FLOW = Flow(reactions={Pinged: (pong,)}, jobs=(late,), deadlines=(Deadline(PingRow.due_at, late, "row_id"),))
