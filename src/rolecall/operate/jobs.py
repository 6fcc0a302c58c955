"""Housekeeping of the platform's own rows."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import text

from rolecall.platform.jobs import job
from rolecall.platform.resources import Platform

_TIDY = (
    # An event is delivered again at most while its job lives; a month is longer than any retry schedule.
    "DELETE FROM platform_handled WHERE handled_at < now() - interval '30 days'",
    "DELETE FROM platform_idempotency WHERE created_at < now() - interval '2 days'",
    "DELETE FROM platform_host_rate WHERE greatest(next_at, resting_until) < now() - interval '1 day'",
    "DELETE FROM platform_failure f WHERE NOT EXISTS (SELECT 1 FROM procrastinate_jobs j WHERE j.id = f.job_id)",
)


@job("operate.tidy")
async def tidy(platform: Platform, _workspace_id: UUID | None) -> None:
    """Drop what nobody can ask for any more."""
    for statement in _TIDY:
        async with platform.db.system(actor="job:operate.tidy") as session:
            await session.execute(text(statement))
