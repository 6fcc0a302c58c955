"""Whether a job that was deferred still waits or runs."""

from __future__ import annotations

import json
from typing import Literal
from uuid import UUID

from sqlalchemy import text

from rolecall.platform.db import Session

_STANDS = text(
    "SELECT status FROM procrastinate_jobs WHERE queue_name = :queue AND status IN ('todo', 'doing') "
    "AND task_name = :task AND args -> 'ids' @> CAST(:ids AS jsonb) ORDER BY status LIMIT 1"
)


async def pending(session: Session, task: str, **ids: UUID) -> Literal["todo", "doing"] | None:
    """How a job with these ids stands; None when it has ended, either way. Needs a system session.

    task: its name, `capability.verb`.
    """
    given = json.dumps({name: str(id) for name, id in ids.items()})
    found: Literal["todo", "doing"] | None = await session.scalar(
        _STANDS, {"queue": task.partition(".")[0], "task": task, "ids": given}
    )
    return found
