"""Rewording by a language model, over HTTP."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, status
from pydantic import BaseModel

from rolecall.platform.api import PlatformDep, ProblemDocument, SessionDep
from rolecall.prepare.reword_package import prospect
from rolecall.prepare.reword_request import request
from rolecall.prepare.reword_runs import RewordRun, last_run

router = APIRouter(tags=["prepare"])


class RewordingOut(BaseModel):
    """What a rewording would be and cost, in tokens and USD; the newest run. `why` says why there can be none now."""

    ready: bool
    lines: int
    model: str | None
    tokens: int | None
    usd: float | None
    most_usd: float | None
    left_usd: float | None
    limit_usd: float | None
    code: str | None
    why: str | None
    run: RewordRun | None


class RewordingAsked(BaseModel):
    """A rewording that is queued or running; `GET` of the same address says what came of it."""

    application_id: UUID
    run_id: UUID
    version: int


@router.get("/applications/{application_id}/package/reword", responses={404: {"model": ProblemDocument}})
async def show_rewording(application_id: UUID, session: SessionDep, platform: PlatformDep) -> RewordingOut:
    """What it would cost to have a language model reword the package's lines. Sends nothing."""
    ahead = await prospect(platform, session, application_id)
    return RewordingOut(
        ready=ahead.problem is None,
        lines=ahead.lines,
        model=ahead.model.full_name if ahead.model else None,
        tokens=ahead.estimate.tokens_in + ahead.estimate.tokens_out if ahead.estimate else None,
        usd=float(ahead.estimate.usd) if ahead.estimate else None,
        most_usd=float(ahead.estimate.most_usd) if ahead.estimate else None,
        left_usd=float(ahead.budget.left) if ahead.budget else None,
        limit_usd=float(ahead.budget.limit) if ahead.budget else None,
        code=ahead.problem.code if ahead.problem else None,
        why=str(ahead.problem) if ahead.problem else None,
        run=await last_run(platform, session, application_id),
    )


@router.post(
    "/applications/{application_id}/package/reword",
    status_code=status.HTTP_202_ACCEPTED,
    responses={404: {"model": ProblemDocument}, 409: {"model": ProblemDocument}},
)
async def reword(application_id: UUID, session: SessionDep, platform: PlatformDep) -> RewordingAsked:
    """Have a language model reword the lines of this package. Each passes the claim gate or stays as it was.

    While one waits or works, the answer is that one. Without a model, a price or enough budget: 409 with what to do,
    and nothing is sent anywhere.
    """
    run_id, version = await request(platform, session, application_id)
    return RewordingAsked(application_id=application_id, run_id=run_id, version=version)
