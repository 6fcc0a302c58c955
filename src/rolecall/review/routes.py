"""Decisions over HTTP."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from rolecall.applications.queries import ApplicationView, application
from rolecall.platform.api import SessionDep
from rolecall.review.approve import approve
from rolecall.review.reject import reject
from rolecall.review.schemas import ApproveIn, RejectIn

router = APIRouter(tags=["review"])


@router.post("/applications/{application_id}/approve")
async def approve_package(application_id: UUID, body: ApproveIn, session: SessionDep) -> ApplicationView:
    """Allow exactly these bytes to go out; 409 when the package is another one by now."""
    await approve(session, application_id, body.fingerprint)
    return await application(session, application_id)


@router.post("/applications/{application_id}/reject")
async def reject_package(application_id: UUID, body: RejectIn, session: SessionDep) -> ApplicationView:
    """Say no to the package, with a reason."""
    await reject(session, application_id, body.reason)
    return await application(session, application_id)
