"""Edits before they are saved, versions of packages and their comparison, over HTTP."""

from __future__ import annotations

import base64
from itertools import groupby
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response

from rolecall.platform.api import CallerDep, PlatformDep, ProblemDocument, SessionDep
from rolecall.platform.errors import NotFound
from rolecall.prepare.comparison import comparison
from rolecall.prepare.cover_sheet import NAME as COVER_SHEET
from rolecall.prepare.designs import DEFAULT
from rolecall.prepare.edit import Changes
from rolecall.prepare.edit_schemas import (
    CheckedLineOut,
    CheckIn,
    CheckOut,
    ComparedLineOut,
    ComparedSectionOut,
    PackageComparisonOut,
    PictureOut,
    PreviewIn,
    PreviewOut,
    RestoreIn,
    SideOut,
    TotalsOut,
    UnsupportedOut,
    VersionOut,
    VersionsOut,
    WordsOut,
)
from rolecall.prepare.explain import Explained
from rolecall.prepare.package_out import package_out
from rolecall.prepare.preview import check, preview
from rolecall.prepare.queries import PackageView, current_package, enclosures, package_version, package_versions
from rolecall.prepare.rewrite import restore
from rolecall.prepare.schemas import FactOut, PackageOut

router = APIRouter(tags=["prepare"])
_LARGEST = 2_147_483_647
Number = Annotated[int, Path(ge=1, le=_LARGEST)]
AskedVersion = Annotated[int | None, Query(ge=1, le=_LARGEST)]
_CONFLICT: dict[int | str, dict[str, Any]] = {409: {"model": ProblemDocument}, 422: {"model": ProblemDocument}}


@router.post("/applications/{application_id}/package/check", responses=_CONFLICT)
async def check_edit(application_id: UUID, body: CheckIn, platform: PlatformDep, caller: CallerDep) -> CheckOut:
    """Hold lines with new wording against the facts as they are now: what does no fact say? Nothing is stored."""
    lines = await check(
        platform,
        caller.workspace_id,
        application_id,
        changes_of(body),
        actor=f"user:{caller.user_id}",
        version=body.version,
    )
    return CheckOut(
        lines=[
            CheckedLineOut(
                id=line.id,
                facts=[FactOut(id=fact.id, text=fact.text) for fact in line.facts],
                unsupported=[
                    UnsupportedOut(
                        kind=place.claim.kind,
                        text=place.claim.text,
                        why=place.claim.why,
                        start=place.start,
                        end=place.end,
                    )
                    for place in line.unsupported
                ],
            )
            for line in lines
        ]
    )


@router.post("/applications/{application_id}/package/preview", responses=_CONFLICT)
async def preview_edit(application_id: UUID, body: PreviewIn, platform: PlatformDep, caller: CallerDep) -> PreviewOut:
    """How a paper would look with these changes, claims that no fact supports included. Nothing is stored."""
    seen = await preview(
        platform,
        caller.workspace_id,
        application_id,
        changes_of(body),
        paper=body.paper,
        design=body.design,
        actor=f"user:{caller.user_id}",
        version=body.version,
    )
    return PreviewOut(
        pages=[
            PictureOut(width=page.width, height=page.height, png=base64.b64encode(page.png).decode())
            for page in seen.pages
        ],
        count=seen.count,
        budget=seen.budget,
        version=seen.version,
    )


@router.get("/applications/{application_id}/package/versions")
async def list_package_versions(application_id: UUID, session: SessionDep) -> VersionsOut:
    """The versions of the package, the newest first, at most 200."""
    heads = await package_versions(session, application_id)
    return VersionsOut(
        items=[
            VersionOut(
                version=head.version,
                fingerprint=head.fingerprint,
                created_at=head.created_at,
                edited=head.edited,
                design=head.design or DEFAULT,
                current=at == 0,
                notices=list(head.notices),
            )
            for at, head in enumerate(heads)
        ]
    )


@router.get("/applications/{application_id}/package/versions/{version}")
async def show_package_version(application_id: UUID, version: Number, session: SessionDep) -> PackageOut:
    """One version of the package, with the fact behind every line."""
    return await package_out(session, await package_version(session, application_id, version))


@router.post("/applications/{application_id}/package/versions/{version}/restore", responses=_CONFLICT)
async def restore_package_version(
    application_id: UUID, version: Number, body: RestoreIn, platform: PlatformDep, caller: CallerDep
) -> PackageOut:
    """Make an old version the current one again, with exactly its files, to be approved anew."""
    actor = f"user:{caller.user_id}"
    await restore(platform, caller.workspace_id, application_id, version, actor=actor, version=body.version)
    async with platform.db.workspace(caller.workspace_id, actor=actor) as session:
        return await package_out(session, await current_package(session, application_id))


@router.get(
    "/applications/{application_id}/package/versions/{version}/files/{name}",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}, "description": "The file, byte for byte."}},
)
async def show_package_version_file(
    application_id: UUID, version: Number, name: str, session: SessionDep, platform: PlatformDep
) -> Response:
    """One file of this version; `cover-sheet.pdf` is made of what the version keeps of its posting."""
    return await file_of(platform, session, await package_version(session, application_id, version), name)


@router.get("/applications/{application_id}/package/compare")
async def compare_package(
    application_id: UUID, session: SessionDep, before: AskedVersion = None, after: AskedVersion = None
) -> PackageComparisonOut:
    """What changed, word by word, and which facts allow it: from version `before` (else the candidate's own résumé) to
    version `after` (else the current one).
    """
    found = await comparison(session, application_id, before=before, after=after)
    totals = found.totals
    return PackageComparisonOut(
        before=_side(found.before, kept=found.kept),
        after=_side(found.after, kept=True),
        totals=TotalsOut(**{name: getattr(totals, name) for name in totals.__slots__}),
        resume=[
            ComparedSectionOut(heading=heading, lines=[_compared(line) for line in lines])
            for heading, lines in groupby(found.resume, key=lambda each: each.line.section)
        ],
        letter=[_compared(line) for line in found.letter],
    )


async def file_of(platform: PlatformDep, session: SessionDep, package: PackageView, name: str) -> Response:
    """A file of a version as an answer. Raises NotFound."""
    if name == COVER_SHEET:
        made = (await enclosures(session, package))[COVER_SHEET]
        headers = {"Content-Disposition": f'inline; filename="{COVER_SHEET}"'}
        return Response(made, media_type="application/pdf", headers=headers)
    file = next((file for file in package.files if file.name == name), None)
    if file is None:
        names = ", ".join([*(file.name for file in package.files), COVER_SHEET])
        raise NotFound(f"This package has no file {name!r}; it has {names}.")
    data = await platform.blobs.get(file.sha256)
    headers = {"Content-Disposition": f'inline; filename="{file.name}"', "ETag": f'"{file.sha256}"'}
    return Response(data, media_type=file.media_type, headers=headers)


def changes_of(body: CheckIn) -> Changes:
    """The changes of an edit as they came."""
    return Changes({item.id: item.text for item in body.changes}, body.order)


def _side(package: PackageView | None, *, kept: bool) -> SideOut:
    if package is None:
        return SideOut(version=None, fingerprint=None, created_at=None, kept=kept)
    return SideOut(version=package.version, fingerprint=package.fingerprint, created_at=package.created_at, kept=kept)


def _compared(explained: Explained) -> ComparedLineOut:
    line = explained.line
    known = line.after or line.before
    assert known is not None
    return ComparedLineOut(
        id=known.id,
        role=known.role,
        fate=line.fate.value,
        before=line.before.text if line.before else None,
        after=line.after.text if line.after else None,
        words=[WordsOut(op=words.op.value, text=words.text) for words in line.words],
        moved=line.moved,
        was=line.was,
        now=line.now,
        facts=[FactOut(id=fact.id, text=fact.text) for fact in explained.facts],
        why=explained.why,
    )
