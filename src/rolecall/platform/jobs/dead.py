"""Dead letters: jobs that were given up. Listed with their reason, run again, or purged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text

from rolecall.platform.db import Session
from rolecall.platform.errors import NotFound


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A job that was given up. `code` and `reason` are those of its last failure."""

    id: int
    task: str
    queue: str
    workspace_id: str | None
    attempts: int
    code: str
    reason: str
    failed_at: datetime | None
    arguments: dict[str, Any]


_LIST = text(
    """
    SELECT job.id, job.task_name, job.queue_name, job.args ->> 'workspace_id', job.attempts,
           COALESCE(failure.code, 'internal'), COALESCE(failure.reason, 'no reason was kept'),
           failure.failed_at, job.args
    FROM procrastinate_jobs job LEFT JOIN platform_failure failure ON failure.job_id = job.id
    WHERE job.status IN ('failed', 'aborted', 'cancelled') AND job.id > :after
      AND (CAST(:workspace AS text) IS NULL OR job.args ->> 'workspace_id' = :workspace)
    ORDER BY job.id LIMIT :limit
    """
)
# Procrastinate retries what failed; what was aborted or cancelled is dead as well, and is asked for in the same words.
_RETRY = text(
    "UPDATE procrastinate_jobs SET status = 'todo', scheduled_at = now(), attempts = attempts + 1, "
    "abort_requested = false, worker_id = NULL "
    "WHERE id = ANY(:ids) AND status IN ('failed', 'aborted', 'cancelled') RETURNING id"
)
_PURGE = text(
    "DELETE FROM procrastinate_jobs WHERE id = ANY(:ids) AND status IN ('failed', 'aborted', 'cancelled') RETURNING id"
)
_FORGET = text("DELETE FROM platform_failure WHERE job_id = ANY(:ids)")
_COUNT = text(
    """
    SELECT count(*) FILTER (WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())) AS ready,
           count(*) FILTER (WHERE status = 'todo' AND scheduled_at > now()) AS waiting,
           count(*) FILTER (WHERE status = 'doing') AS running,
           count(*) FILTER (WHERE status IN ('failed', 'aborted', 'cancelled')) AS dead
    FROM procrastinate_jobs WHERE (CAST(:workspace AS text) IS NULL OR args ->> 'workspace_id' = :workspace)
      AND (CAST(:queue AS text) IS NULL OR queue_name = :queue)
    """
)


async def dead_letters(
    session: Session, *, limit: int = 50, after: int = 0, workspace_id: str | None = None
) -> list[DeadLetter]:
    """Dead letters, oldest first; `after` is the last id of the page before. Needs a system session."""
    rows = await session.execute(_LIST, {"limit": limit, "after": after, "workspace": workspace_id})
    return [DeadLetter(*row) for row in rows]


async def retry_dead(session: Session, ids: Sequence[int]) -> int:
    """Run dead letters again, now. Gives how many; raises NotFound when none of them is dead."""
    done = len((await session.execute(_RETRY, {"ids": list(ids)})).all())
    if ids and not done:
        raise NotFound("None of these is a dead letter; `rolecall dead list` shows those there are.")
    return done


async def purge_dead(session: Session, ids: Sequence[int]) -> int:
    """Throw dead letters away for good. Gives how many."""
    purged = list(await session.scalars(_PURGE, {"ids": list(ids)}))
    await session.execute(_FORGET, {"ids": purged})
    return len(purged)


async def job_counts(session: Session, workspace_id: str | None = None, *, queue: str | None = None) -> dict[str, int]:
    """How many jobs (of a workspace, of a queue) are ready, waiting for a retry, running, dead."""
    row = (await session.execute(_COUNT, {"workspace": workspace_id, "queue": queue})).one()
    return {"ready": row.ready, "waiting": row.waiting, "running": row.running, "dead": row.dead}
