"""Letting a package out, over HTTP. Each answers 409 while exactly this package is not approved."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Response

from rolecall.applications.queries import ApplicationView, application
from rolecall.platform.api import CallerDep, PlatformDep, SessionDep
from rolecall.review.queries import look_at_posting
from rolecall.submit.export import export
from rolecall.submit.hand_over import hand_over, mark_sent
from rolecall.submit.schemas import HandedFileOut, HandOverIn, HandOverOut, SentIn

router = APIRouter(tags=["submit"])


@router.get(
    "/applications/{application_id}/export",
    response_class=Response,
    responses={200: {"content": {"application/zip": {}}, "description": "The four files and package.json."}},
)
async def export_package(application_id: UUID, session: SessionDep, platform: PlatformDep) -> Response:
    """The approved package as a ZIP."""
    name, data = await export(platform, session, application_id)
    return Response(
        data, media_type="application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@router.post("/applications/{application_id}/handover")
async def hand_over_package(
    application_id: UUID, platform: PlatformDep, caller: CallerDep, body: HandOverIn | None = None
) -> HandOverOut:
    """Take the sending into one's own hands: the posting's apply link and the approved files.

    The posting is looked at first, unless that was done within half an hour; 409 when it is closed.
    """
    actor = f"user:{caller.user_id}"
    await look_at_posting(platform, caller.workspace_id, application_id, actor=actor)
    even_if_closed = body is not None and body.even_if_closed
    async with platform.db.workspace(caller.workspace_id, actor=actor) as session:
        approved, seen = await hand_over(session, application_id, even_if_closed=even_if_closed)
        view = await application(session, application_id)
    base = f"/api/v1/applications/{application_id}/package/versions/{approved.package.version}/files"
    return HandOverOut(
        apply_url=approved.package.manifest["posting"]["apply_url"] or view.url,
        files=[
            HandedFileOut(
                name=file.name,
                sha256=file.sha256,
                size=file.size,
                media_type=file.media_type,
                url=f"{base}/{file.name}",
            )
            for file in approved.package.files
        ],
        posting_liveness=seen,
    )


@router.post("/applications/{application_id}/sent")
async def mark_application_sent(application_id: UUID, body: SentIn, session: SessionDep) -> ApplicationView:
    """“I sent it”: writes the receipt of exactly what was sent."""
    await mark_sent(session, application_id, sent_at=body.sent_at, note=body.note)
    return await application(session, application_id)
