"""Jobs of profile."""

from __future__ import annotations

from uuid import UUID

from rolecall.platform.jobs import job
from rolecall.platform.resources import Platform
from rolecall.profile.read_stored import read_stored


@job("profile.read_file")
async def read_file(platform: Platform, workspace_id: UUID, resume_id: UUID | str) -> None:
    """Read an uploaded résumé. Opens its own transactions, none of them while the file is read."""
    await read_stored(platform, workspace_id, UUID(str(resume_id)))
