"""Housekeeping of accounts."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, func, select

from rolecall.accounts.tables import AttemptRow, LinkRow, RefreshTokenRow
from rolecall.platform.jobs import job
from rolecall.platform.resources import Platform


@job("accounts.purge")
async def purge(platform: Platform, workspace_id: UUID | None = None) -> None:
    """Remove what has expired: refresh tokens, links, counts of tries. Used tokens stay until then, to notice reuse."""
    async with platform.db.system(actor="accounts.purge") as session:
        # A row may stand for its family in a lock: one that is locked now is left to the next time, lest both wait.
        expired = select(RefreshTokenRow.id).where(RefreshTokenRow.expires_at <= func.now())
        await session.execute(
            delete(RefreshTokenRow).where(RefreshTokenRow.id.in_(expired.with_for_update(skip_locked=True)))
        )
        await session.execute(delete(LinkRow).where(LinkRow.expires_at <= func.now()))
        await session.execute(delete(AttemptRow).where(AttemptRow.ends_at <= func.now()))
