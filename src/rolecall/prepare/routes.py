"""Applications opened and packages read and edited, over HTTP."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Response

from rolecall.platform.api import CallerDep, PlatformDep, SessionDep
from rolecall.prepare import edit_routes
from rolecall.prepare.designs import DEFAULT, DESIGNS
from rolecall.prepare.edit import Changes
from rolecall.prepare.edit_routes import file_of
from rolecall.prepare.formats import format_of
from rolecall.prepare.letters.routes import router as letters
from rolecall.prepare.open import again, open_for
from rolecall.prepare.package_out import package_out
from rolecall.prepare.queries import current_draft, current_package
from rolecall.prepare.rewrite import rewrite
from rolecall.prepare.schemas import DesignOut, DesignsOut, OpenedOut, OpenIn, OpenOut, PackageEdit, PackageOut

router = APIRouter(tags=["prepare"])
router.include_router(letters)


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


@router.get("/designs")
async def list_designs(_: CallerDep) -> DesignsOut:
    """How papers can look. `PATCH /profile` chooses for those to come, `PATCH …/package` for one package."""
    return DesignsOut(
        items=[
            DesignOut(
                name=design.name,
                title=design.title,
                description=design.description,
                columns=design.columns,
                machine_safe=design.machine_safe,
                default=design.name == DEFAULT,
            )
            for design in DESIGNS.values()
        ]
    )


@router.get("/applications/{application_id}/package")
async def show_package(application_id: UUID, session: SessionDep) -> PackageOut:
    """The current package, with the fact behind every line."""
    return await package_out(session, await current_package(session, application_id))


@router.post("/applications/{application_id}/package", status_code=202)
async def prepare_package_again(application_id: UUID, session: SessionDep) -> OpenOut:
    """Prepare the package anew from the profile as it is now."""
    await again(session, application_id)
    return OpenOut(
        applications=[OpenedOut(id=application_id, status_url=f"/api/v1/applications/{application_id}/status")]
    )


@router.patch("/applications/{application_id}/package")
async def edit_package(application_id: UUID, body: PackageEdit, platform: PlatformDep, caller: CallerDep) -> PackageOut:
    """Change wording, leave lines out, put points in another order, or set the papers in another design.

    A claim that no fact supports is refused. Makes a new version, to be approved anew.
    """
    actor = f"user:{caller.user_id}"
    changes = Changes({item.id: item.text for item in body.items}, body.order)
    await rewrite(
        platform,
        caller.workspace_id,
        application_id,
        changes,
        actor=actor,
        design=body.design,
        version=body.version,
    )
    async with platform.db.workspace(caller.workspace_id, actor=actor) as session:
        return await package_out(session, await current_package(session, application_id))


@router.get(
    "/applications/{application_id}/package/files/{name}",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "The file, byte for byte."}},
)
async def show_package_file(application_id: UUID, name: str, session: SessionDep, platform: PlatformDep) -> Response:
    """One file of the current package."""
    return await file_of(platform, session, await current_package(session, application_id), name)


@router.get(
    "/applications/{application_id}/package/formats/{name}",
    response_class=Response,
    responses={200: {"content": {"application/json": {}, "text/markdown": {}}, "description": "The file."}},
)
async def show_package_format(application_id: UUID, name: str, session: SessionDep) -> Response:
    """The current package in another format: `resume.json` (JSON Resume), `resume.md`, `cover-letter.md`."""
    wanted = format_of(name)
    data = wanted.make(await current_draft(session, application_id))
    return Response(data, media_type=wanted.media_type, headers={"Content-Disposition": f'inline; filename="{name}"'})


router.include_router(edit_routes.router)
