"""Résumés and the profile."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, UploadFile

from rolecall.platform.api import (
    CallerDep,
    Page,
    PageParams,
    PlatformDep,
    ProblemDocument,
    SessionDep,
    encode_cursor,
)
from rolecall.platform.errors import InvalidInput
from rolecall.platform.sandbox import run_bounded_async
from rolecall.profile import adopt, change, queries, upload
from rolecall.profile.ats.stored import check_stored
from rolecall.profile.compare import compare
from rolecall.profile.queries import CorrectedProfile, NoProfile, ResumeFile
from rolecall.profile.schemas import (
    CorrectionOut,
    FactOut,
    FileCheckOut,
    ProfileChanges,
    ProfileOut,
    ResumeDetailOut,
    ResumeOut,
    VersionsComparedOut,
)

router = APIRouter(tags=["profile"])


@router.post("/resumes", status_code=202, responses={413: {"model": ProblemDocument}, 422: {"model": ProblemDocument}})
async def upload_resume(file: Annotated[UploadFile, File()], session: SessionDep, platform: PlatformDep) -> ResumeOut:
    """Upload a résumé: PDF, DOCX, TXT, Markdown, JSON Resume, RenderCV YAML, LinkedIn's ZIP. It is read afterwards."""
    data = await upload.receive(file, platform.settings.max_upload_bytes)
    resume_id = await upload.upload_resume(platform, session, data, file.filename or "resume")
    found, _, _ = await queries.resume_file(session, resume_id)
    return ResumeOut(**_file(found))


@router.get("/resumes")
async def list_resumes(session: SessionDep, page: Annotated[PageParams, Depends()]) -> Page[ResumeOut]:
    """Every uploaded résumé, newest first."""
    after = page.after()
    files = await queries.resume_files(session, page.limit + 1, _id(after[0]) if after else None)
    shown = files[: page.limit]
    return Page(
        items=[ResumeOut(**_file(found)) for found in shown],
        next=encode_cursor([shown[-1].id]) if len(files) > page.limit else None,
    )


@router.get("/resumes/{id}", responses={404: {"model": ProblemDocument}})
async def show_resume(id: UUID, session: SessionDep) -> ResumeDetailOut:
    """One résumé with what was read from it."""
    found, resume, text = await queries.resume_file(session, id)
    return ResumeDetailOut(**_file(found), resume=resume, text=text)


@router.post("/resumes/{id}/read", status_code=202, responses={404: {"model": ProblemDocument}})
async def read_resume_again(id: UUID, session: SessionDep) -> ResumeOut:
    """Read a kept file once more, as the parser reads today. Corrections stay."""
    await upload.read_again(session, id)
    found, _, _ = await queries.resume_file(session, id)
    return ResumeOut(**_file(found))


@router.post("/resumes/{id}/use", responses={404: {"model": ProblemDocument}, 409: {"model": ProblemDocument}})
async def use_resume(id: UUID, session: SessionDep) -> ResumeOut:
    """Make a kept version the profile, also an older one; everything is scored again. Corrections stay."""
    await adopt.use_version(session, id)
    found, _, _ = await queries.resume_file(session, id)
    return ResumeOut(**_file(found))


@router.get(
    "/resumes/{id}/compare/{other}", responses={404: {"model": ProblemDocument}, 422: {"model": ProblemDocument}}
)
async def compare_resumes(id: UUID, other: UUID, session: SessionDep) -> VersionsComparedOut:
    """What `other` has more, less and otherwise than the résumé `id`: its fields, and its text word by word."""
    before, was, old_text = await queries.read_version(session, id)
    after, now, new_text = await queries.read_version(session, other)
    # Texts of strangers may be long and alike in the worst way; the comparison is bounded as the reading is.
    made = await run_bounded_async(compare, was, old_text, now, new_text)
    return VersionsComparedOut(before=ResumeOut(**_file(before)), after=ResumeOut(**_file(after)), **made)


@router.get("/profile", responses={404: {"model": ProblemDocument}})
async def show_profile(session: SessionDep) -> ProfileOut:
    """The candidate: the current résumé with corrections, where each field stood, its facts, and the preferences."""
    return _profile(await queries.profile_as_corrected(session))


@router.patch("/profile", responses={404: {"model": ProblemDocument}, 422: {"model": ProblemDocument}})
async def change_profile(body: ProfileChanges, session: SessionDep) -> ProfileOut:
    """Correct what was read, or say what you want; then everything is scored again. Or choose the papers' design."""
    corrections = [(item.pointer, item.value) for item in body.corrections]
    await change.change_profile(session, corrections, body.preferences, body.design, body.confirmed)
    try:
        return _profile(await queries.profile_as_corrected(session))
    except NoProfile:
        # Preferences may be said before there is a résumé.
        return ProfileOut(
            resume={},
            sources={},
            corrections={},
            facts=[],
            preferences=await queries.preferences_of(session),
            design=await queries.design_of(session),
            resume_id=None,
            updated_at=None,
        )


@router.post("/resumes/{id}/ats-check", responses={404: {"model": ProblemDocument}, 422: {"model": ProblemDocument}})
async def check_resume(id: UUID, platform: PlatformDep, caller: CallerDep) -> FileCheckOut:
    """Check how an applicant-tracking system would read the file; takes a few seconds, and the outcome is kept."""
    made = await check_stored(platform, caller.workspace_id, id, actor=f"user:{caller.user_id}")
    return FileCheckOut.model_validate(asdict(made))


def _file(found: ResumeFile) -> dict[str, object]:
    return {
        "id": found.id,
        "filename": found.filename,
        "kind": found.kind,
        "size": found.size,
        "status": found.status,
        "problem": found.problem,
        "notices": list(found.notices),
        "uploaded_at": found.uploaded_at,
        "current": found.current,
    }


def _profile(profile: CorrectedProfile) -> ProfileOut:
    return ProfileOut(
        resume=profile.resume.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"sources"}),
        sources=profile.resume.sources,
        corrections={
            pointer: CorrectionOut(before=item.before, after=item.after, at=item.at)
            for pointer, item in profile.corrections.items()
        },
        facts=[FactOut(id=fact.id, kind=fact.kind, text=fact.text, pointer=fact.pointer) for fact in profile.facts],
        preferences=profile.preferences,
        design=profile.design,
        resume_id=profile.resume_id,
        updated_at=profile.updated_at,
    )


def _id(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError:
        raise InvalidInput("This cursor is not one of ours; start the list again without it.") from None
