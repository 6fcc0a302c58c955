"""Applications opened and packages read and edited, over HTTP."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter, Response

from rolecall.applications.queries import State, application
from rolecall.platform.api import PlatformDep, SessionDep
from rolecall.platform.errors import NotFound
from rolecall.prepare.letters.routes import router as letters
from rolecall.prepare.open import again, open_for
from rolecall.prepare.queries import PackageView, current_package
from rolecall.prepare.rewrite import rewrite
from rolecall.prepare.schemas import FileOut, OpenedOut, OpenIn, OpenOut, PackageEdit, PackageOut

router = APIRouter(tags=["prepare"])
router.include_router(letters)
_BEFORE_APPROVAL = frozenset({State.PREPARING, State.NOT_PREPARED, State.AWAITING_APPROVAL, State.WITHDRAWN})


AS_A_FORM = {
    "requestBody": {
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["jobs", "cv"],
                    "properties": {
                        "jobs": {
                            "type": "string",
                            "description": 'JSON: {"jobs": [{title, company_name, description?, url?, location?}]}',
                        },
                        "cv": {"type": "string", "format": "binary", "description": "The résumé to apply with."},
                    },
                }
            }
        }
    }
}


@router.post("/applications", status_code=202, openapi_extra=AS_A_FORM)
async def open_application(body: OpenIn, session: SessionDep) -> OpenOut:
    """Apply to a posting: its package is prepared; asked again, the answer names the same application.

    As a form, to up to 100 jobs from anywhere (`jobs`) with a résumé (`cv`).
    """
    application_id = await open_for(session, body.posting_id)
    return OpenOut(
        applications=[OpenedOut(id=application_id, status_url=f"/api/v1/applications/{application_id}/status")]
    )


@router.get("/applications/{application_id}/package")
async def show_package(application_id: UUID, session: SessionDep) -> PackageOut:
    """The current package, with the fact behind every line."""
    return await _out(session, application_id)


@router.post("/applications/{application_id}/package", status_code=202)
async def prepare_package_again(application_id: UUID, session: SessionDep) -> OpenOut:
    """Prepare the package anew from the profile as it is now."""
    await again(session, application_id)
    return OpenOut(
        applications=[OpenedOut(id=application_id, status_url=f"/api/v1/applications/{application_id}/status")]
    )


@router.patch("/applications/{application_id}/package")
async def edit_package(
    application_id: UUID, body: PackageEdit, session: SessionDep, platform: PlatformDep
) -> PackageOut:
    """Change wording or leave lines out; a claim that no fact supports is refused. Makes a new version, to be approved
    anew.
    """
    await rewrite(platform, session, application_id, {item.id: item.text for item in body.items})
    return await _out(session, application_id)


@router.get(
    "/applications/{application_id}/package/files/{name}",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "The file, byte for byte."}},
)
async def show_package_file(application_id: UUID, name: str, session: SessionDep, platform: PlatformDep) -> Response:
    """One file of the current package."""
    package = await current_package(session, application_id)
    file = next((file for file in package.files if file.name == name), None)
    if file is None:
        raise NotFound(f"This package has no file {name!r}; it has {', '.join(file.name for file in package.files)}.")
    data = await platform.blobs.get(file.sha256)
    headers = {"Content-Disposition": f'inline; filename="{file.name}"', "ETag": f'"{file.sha256}"'}
    return Response(data, media_type=file.media_type, headers=headers)


async def _out(session: SessionDep, application_id: UUID) -> PackageOut:
    package = await current_package(session, application_id)
    state = (await application(session, application_id)).state
    base = f"/api/v1/applications/{application_id}/package/files"
    return PackageOut(
        id=package.id,
        version=package.version,
        fingerprint=package.fingerprint,
        created_at=package.created_at,
        status=_status(state),
        files=[
            FileOut(
                name=file.name,
                sha256=file.sha256,
                size=file.size,
                media_type=file.media_type,
                url=f"{base}/{file.name}",
            )
            for file in package.files
        ],
        resume=_said(package, "resume"),
        letter=_said(package, "letter"),
        left_out=_said(package, "left_out"),
        notices=_said(package, "notices"),
    )


def _said(package: PackageView, part: str) -> Any:
    return package.manifest[part]


def _status(state: State) -> Literal["draft", "approved", "rejected"]:
    """Of the current version, which is the only one that a decision can be about."""
    if state in _BEFORE_APPROVAL:
        return "draft"
    return "rejected" if state is State.DISCARDED else "approved"
