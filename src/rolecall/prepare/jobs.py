"""Jobs of prepare."""

from __future__ import annotations

from uuid import UUID

from rolecall.platform.jobs import job
from rolecall.platform.resources import Platform
from rolecall.prepare.draft_package import prepare


@job("prepare.prepare_again")
async def prepare_again(platform: Platform, workspace_id: UUID, application_id: str) -> None:
    """Make the package of one application anew."""
    async with platform.db.workspace(workspace_id, actor="job:prepare.prepare_again") as session:
        await prepare(platform, session, UUID(application_id))
