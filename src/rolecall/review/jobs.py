"""Jobs of review."""

from __future__ import annotations

from uuid import UUID

from rolecall.platform.jobs import job
from rolecall.platform.resources import Platform
from rolecall.review import recheck


@job("review.recheck_posting")
async def recheck_posting(platform: Platform, workspace_id: UUID, application_id: str, package_id: str) -> None:
    """See whether the posting of an offered package is still there; then the policy may decide."""
    await recheck.recheck_offered(platform, workspace_id, UUID(application_id), UUID(package_id))
