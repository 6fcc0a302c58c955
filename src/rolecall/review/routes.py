"""Decisions over HTTP."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from rolecall.applications.queries import ApplicationView, application
from rolecall.platform.api import CallerDep, PlatformDep, SessionDep
from rolecall.review.approve import approve
from rolecall.review.queries import look_at_posting
from rolecall.review.reject import reject
from rolecall.review.schemas import ApprovedView, ApproveIn, RejectIn

router = APIRouter(tags=["review"])


@router.post("/applications/{application_id}/approve")
async def approve_package(
    application_id: UUID, body: ApproveIn, platform: PlatformDep, caller: CallerDep
) -> ApprovedView:
    """Allow exactly these bytes to go out; 409 when the package is another one by now, or the posting is closed.

    The posting is looked at first, unless that was done within half an hour. `posting_liveness` says what was seen.
    """
    actor = f"user:{caller.user_id}"
    await look_at_posting(platform, caller.workspace_id, application_id, actor=actor)
    async with platform.db.workspace(caller.workspace_id, actor=actor) as session:
        seen = await approve(session, application_id, body.fingerprint, even_if_closed=body.even_if_closed)
        return ApprovedView.of(await application(session, application_id), seen)


@router.post("/applications/{application_id}/reject")
async def reject_package(application_id: UUID, body: RejectIn, session: SessionDep) -> ApplicationView:
    """Say no to the package, with a reason."""
    await reject(session, application_id, body.reason)
    return await application(session, application_id)
