"""Check the file of an uploaded résumé, and keep what came of it."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from prometheus_client import Histogram

from rolecall.platform.errors import NotFound
from rolecall.platform.resources import Platform
from rolecall.profile.ats.check import check_resume_async
from rolecall.profile.ats.model import FileCheck, as_json
from rolecall.profile.storable import storable
from rolecall.profile.tables import ResumeRow

SECONDS = Histogram("rolecall_profile_ats_check_seconds", "How long checking a résumé's file took.")


async def check_stored(platform: Platform, workspace_id: UUID, resume_id: UUID, *, actor: str) -> FileCheck:
    """Check the file now and keep the outcome. Raises NotFound. No transaction is open while the file is read."""
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        row = await session.get(ResumeRow, resume_id)
        if row is None:
            raise NotFound("There is no such résumé in this workspace.")
        file_hash, filename = row.file_hash, row.filename
    with SECONDS.time():
        made = await check_resume_async(await platform.blobs.get(file_hash), filename, datetime.now(UTC).date())
    kept = {name: value for name, value in as_json(made).items() if name != "text"}
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        row = await session.get(ResumeRow, resume_id)
        if row is not None:
            row.ats = storable(kept)
    return made
