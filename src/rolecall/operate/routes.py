"""The operators' view over HTTP. Dead letters are of the owner's workspace; schedules of the installation."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from rolecall.operate import queries
from rolecall.operate.schemas import DeadLetterOut, JobCountsOut, OverviewOut, ScheduleOut
from rolecall.platform.api import Caller, CallerDep, OwnerDep, Page, PageParams, PlatformDep, SessionDep, encode_cursor
from rolecall.platform.errors import NotAllowed, NotFound
from rolecall.platform.jobs.dead import dead_letters, job_counts, purge_dead, retry_dead

router = APIRouter(tags=["operate"])
Paging = Annotated[PageParams, Depends()]


async def _operator(caller: OwnerDep, platform: PlatformDep) -> Caller:
    # Where strangers may register, an owner of one workspace is no operator of the installation.
    if platform.settings.registration == "open":
        raise NotAllowed("Schedules belong to the installation; use `rolecall scheduler` on the server.")
    return caller


OperatorDep = Annotated[Caller, Depends(_operator)]


@router.get("/overview")
async def show_overview(caller: CallerDep, platform: PlatformDep) -> OverviewOut:
    """The workspace in numbers."""
    return OverviewOut.model_validate(await queries.overview(platform.db, caller.workspace_id))


@router.get("/admin/jobs")
async def count_jobs(caller: OwnerDep, platform: PlatformDep) -> JobCountsOut:
    """How many jobs are ready, waiting for a retry, running, dead."""
    async with platform.db.system() as session:
        return JobCountsOut(**await job_counts(session, str(caller.workspace_id)))


@router.get("/admin/dead")
async def list_dead_letters(caller: OwnerDep, platform: PlatformDep, page: Paging) -> Page[DeadLetterOut]:
    """Jobs that were given up, with their reasons."""
    after = page.after_as(int)
    async with platform.db.system() as session:
        found = await dead_letters(
            session, limit=page.limit + 1, after=after[0] if after else 0, workspace_id=str(caller.workspace_id)
        )
    shown = found[: page.limit]
    more = encode_cursor([shown[-1].id]) if len(found) > page.limit else None
    return Page(items=[DeadLetterOut.model_validate(letter) for letter in shown], next=more)


@router.post("/admin/dead/{letter_id}/retry", status_code=202)
async def retry_dead_letter(letter_id: int, caller: OwnerDep, platform: PlatformDep) -> JobCountsOut:
    """Run a dead letter again."""
    async with platform.db.system(actor=f"user:{caller.user_id}") as session:
        await _own(session, caller, letter_id)
        await retry_dead(session, [letter_id])
        return JobCountsOut(**await job_counts(session, str(caller.workspace_id)))


@router.delete("/admin/dead/{letter_id}", status_code=204)
async def purge_dead_letter(letter_id: int, caller: OwnerDep, platform: PlatformDep) -> None:
    """Throw a dead letter away."""
    async with platform.db.system(actor=f"user:{caller.user_id}") as session:
        await _own(session, caller, letter_id)
        await purge_dead(session, [letter_id])


async def _own(session: SessionDep, caller: Caller, letter_id: int) -> None:
    found = await dead_letters(session, limit=1, after=letter_id - 1, workspace_id=str(caller.workspace_id))
    if not found or found[0].id != letter_id:
        raise NotFound("There is no such dead letter in this workspace.")


@router.get("/admin/schedules")
async def list_schedules(_caller: OperatorDep, platform: PlatformDep) -> Page[ScheduleOut]:
    """Every schedule of the installation."""
    async with platform.db.system() as session:
        return Page(items=[ScheduleOut.model_validate(row) for row in await queries.schedules(session)])


@router.post("/admin/schedules/{name}/run", status_code=202)
async def run_schedule_now(name: str, caller: OperatorDep, platform: PlatformDep) -> ScheduleOut:
    """Run a schedule's job now."""
    async with platform.db.system(actor=f"user:{caller.user_id}") as session:
        return ScheduleOut.model_validate(await queries.run_schedule(session, name))


@router.post("/admin/schedules/{name}/pause")
async def pause_schedule(name: str, caller: OperatorDep, platform: PlatformDep) -> ScheduleOut:
    """Stop running a schedule until it is resumed."""
    async with platform.db.system(actor=f"user:{caller.user_id}") as session:
        return ScheduleOut.model_validate(await queries.pause_schedule(session, name, paused=True))


@router.post("/admin/schedules/{name}/resume")
async def resume_schedule(name: str, caller: OperatorDep, platform: PlatformDep) -> ScheduleOut:
    """Run a paused schedule again."""
    async with platform.db.system(actor=f"user:{caller.user_id}") as session:
        return ScheduleOut.model_validate(await queries.pause_schedule(session, name, paused=False))
