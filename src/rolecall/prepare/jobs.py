"""Jobs of prepare."""

from __future__ import annotations

from uuid import UUID

from rolecall.platform.jobs import job
from rolecall.platform.resources import Platform
from rolecall.prepare.make_package import make_package
from rolecall.prepare.reword_package import reword_package


@job("prepare.prepare_again")
async def prepare_again(platform: Platform, workspace_id: UUID, application_id: str) -> None:
    """Make the package of one application that is being prepared, for the first time or anew."""
    await make_package(platform, workspace_id, UUID(application_id), actor="job:prepare.prepare_again")


@job("prepare.reword_lines")
async def reword_lines(platform: Platform, workspace_id: UUID, application_id: str, run_id: str, version: int) -> None:
    """Have the language model reword the lines of one package, of this version."""
    await reword_package(
        platform, workspace_id, UUID(application_id), UUID(run_id), version, actor="job:prepare.reword_lines"
    )
