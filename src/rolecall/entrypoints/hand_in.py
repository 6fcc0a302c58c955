"""`POST /applications` as a form: jobs as they stand anywhere, and the résumé to apply with.

It stands here because it goes through three capabilities' doors: the résumé is read (profile), each job becomes a
posting that a person brought (discover), and an application is opened for each (prepare).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

import structlog
from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from pydantic import AliasChoices, BaseModel, Field, StringConstraints, ValidationError
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Scope

from rolecall.discover.capture import Capture, Read, by_hand, keep, read_one
from rolecall.platform.api import CallerDep, PlatformDep
from rolecall.platform.errors import InvalidInput, Problem
from rolecall.platform.resources import Platform
from rolecall.prepare.open import open_for
from rolecall.prepare.schemas import OpenedOut, OpenOut
from rolecall.profile import queries as profile
from rolecall.profile.adopt import adopt_resume
from rolecall.profile.files.unreadable import UnreadableResume
from rolecall.profile.read_stored import read_stored
from rolecall.profile.upload import receive, upload_resume

log = structlog.get_logger(__name__)
MOST_JOBS = 100
READING = 20.0
"""Seconds that reading the addresses of jobs without a description may take altogether; somebody is waiting."""
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class JobIn(BaseModel):
    """A job as a person or another program names it. Without a description its address is read, if it may be."""

    title: Annotated[Line, Field(min_length=1)]
    company_name: Annotated[Line, Field(min_length=1, validation_alias=AliasChoices("company_name", "company"))]
    description: Annotated[str | None, Field(max_length=200_000)] = None
    url: Annotated[str | None, StringConstraints(strip_whitespace=True, max_length=2_000)] = None
    location: Line | None = None


class JobsIn(BaseModel):
    """The form's field `jobs`."""

    jobs: Annotated[list[JobIn], Field(min_length=1, max_length=MOST_JOBS)]


class FormRoute(APIRoute):
    """A route for forms only: the same address takes JSON elsewhere."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """See Starlette's routing."""
        if scope["type"] == "http" and not Headers(scope=scope).get("content-type", "").startswith("multipart/"):
            return Match.NONE, {}
        return super().matches(scope)


router = APIRouter(tags=["prepare"], route_class=FormRoute)


@router.post("/applications", status_code=HTTPStatus.ACCEPTED, include_in_schema=False)
async def hand_in_applications(request: Request, platform: PlatformDep, caller: CallerDep) -> OpenOut:
    """Apply to jobs from anywhere with this résumé. Described beside the JSON form of the same address."""
    jobs, resume, filename = await _form(request, platform.settings.max_upload_bytes)
    actor = f"user:{caller.user_id}"
    await _resume(platform, caller.workspace_id, resume, filename, actor)
    found = await _read_all(platform, jobs)
    ids: list[UUID] = []
    for read in found:
        async with platform.db.workspace(caller.workspace_id, actor=actor) as session:
            ids.append(await open_for(session, await keep(session, read)))
    opened = [OpenedOut(id=id, status_url=f"/api/v1/applications/{id}/status") for id in dict.fromkeys(ids)]
    return OpenOut(applications=opened)


async def _form(request: Request, most: int) -> tuple[list[JobIn], bytes, str]:
    """The jobs, the résumé and its name. Raises InvalidInput, TooLarge, Empty."""
    try:
        # `jobs` may come as a field or as a file; Starlette bounds a field to 1 MB unless told otherwise.
        async with request.form(max_files=2, max_fields=10, max_part_size=most) as form:
            jobs = await _jobs(form, most)
            cv = form.get("cv")
            if not isinstance(cv, UploadFile):
                raise InvalidInput("cv: attach the résumé as the file `cv`.")
            return jobs, await receive(cv, most), cv.filename or "cv"
    except HTTPException as error:
        raise InvalidInput(f"The form cannot be read: {error.detail}") from error


async def _jobs(form: FormData, most: int) -> list[JobIn]:
    told = form.get("jobs")
    data = await told.read(most) if isinstance(told, UploadFile) else told
    if not data:
        raise InvalidInput('jobs: give {"jobs": [{"title": …, "company_name": …}]} as JSON.')
    try:
        return JobsIn.model_validate_json(data).jobs
    except ValidationError as error:
        first = error.errors()[0]
        raise InvalidInput(f"{'.'.join(str(part) for part in first['loc']) or 'jobs'}: {first['msg']}.") from error


async def _resume(platform: Platform, workspace_id: UUID, data: bytes, filename: str, actor: str) -> None:
    """The résumé, read at once: an application needs somebody who applies. Raises UnreadableResume."""
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        resume_id = await upload_resume(platform, session, data, filename)
    # The jobs and reactions that the upload queued find this done, and do nothing.
    await read_stored(platform, workspace_id, resume_id)
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        file, _, _ = await profile.resume_file(session, resume_id)
        if file.problem is not None:
            raise UnreadableResume(file.problem)
        await adopt_resume(session, resume_id)


async def _read_all(platform: Platform, jobs: Sequence[JobIn]) -> list[Read]:
    """Each job as a posting: what was said of it, and its page where nothing was said and it answers in time."""
    reading = [asyncio.create_task(_read(platform, job)) for job in jobs]
    _, late = await asyncio.wait(reading, timeout=READING)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    return [_as_said(job) if task in late else task.result() for task, job in zip(reading, jobs, strict=True)]


async def _read(platform: Platform, job: JobIn) -> Read:
    if (job.description or "").strip() or not job.url:
        return _as_said(job)
    try:
        return await read_one(platform, Capture(job.url, None, None, job.title, job.company_name, job.location))
    except Problem as problem:
        log.info("hand_in.not_read", url=job.url, code=problem.code)
        return _as_said(job)


def _as_said(job: JobIn) -> Read:
    return Read(by_hand(job.title, job.company_name, text=job.description or "", url=job.url, location=job.location))
