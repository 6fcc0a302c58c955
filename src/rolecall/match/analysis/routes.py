"""The analysis over HTTP."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, status

from rolecall.applications.queries import application
from rolecall.match.analysis.plain import plain_analysis
from rolecall.match.analysis.request import Prospect, prospect, request
from rolecall.match.analysis.runs import AnalysisRun, runs_of
from rolecall.match.analysis.schemas import AnalysisOut, AnalysisRunIn, LanguageModelOut, ModelBudgetOut, ModelCostOut
from rolecall.match.queries import match_of_posting
from rolecall.platform.api import PlatformDep, ProblemDocument, SessionDep

router = APIRouter()


@router.get("/applications/{application_id}/analysis", responses={404: {"model": ProblemDocument}})
async def show_analysis(application_id: UUID, session: SessionDep, platform: PlatformDep) -> AnalysisOut:
    """What speaks for and against: from the match, always; in words, when a language model was run.

    With what a run would cost, before it is asked for.
    """
    view = await application(session, application_id)
    scored = await match_of_posting(session, view.posting_id)
    runs = await runs_of(session, application_id)
    ahead = await prospect(platform, session, application_id, None)
    return AnalysisOut(
        state=runs[0].state if runs else "none",
        plain=plain_analysis(scored.match) if scored else None,
        run=runs[0] if runs else None,
        runs=runs,
        **_ahead(ahead),
    )


@router.post(
    "/applications/{application_id}/analysis/run",
    status_code=status.HTTP_202_ACCEPTED,
    responses={404: {"model": ProblemDocument}, 409: {"model": ProblemDocument}},
)
async def run_analysis(
    application_id: UUID, session: SessionDep, platform: PlatformDep, body: AnalysisRunIn | None = None
) -> AnalysisRun:
    """Have a language model put the analysis into words. While one is queued or running, the answer is that one.

    Without a model, a price or enough budget: 409 with what to do, and nothing is sent anywhere.
    """
    return await request(platform, session, application_id, body.language if body else None)


def _ahead(ahead: Prospect) -> dict[str, LanguageModelOut | ModelCostOut | ModelBudgetOut | None]:
    cost, month, problem = ahead.estimate, ahead.budget, ahead.problem
    return {
        "model": LanguageModelOut(
            ready=problem is None,
            name=ahead.model.full_name if ahead.model else None,
            code=problem.code if problem else None,
            why=str(problem) if problem else None,
        ),
        "estimate": ModelCostOut(
            tokens_in=cost.tokens_in,
            tokens_out=cost.tokens_out,
            usd=float(cost.usd),
            most_usd=float(cost.most_usd),
        )
        if cost
        else None,
        "budget": ModelBudgetOut(limit_usd=float(month.limit), left_usd=float(month.left), resets_at=month.resets_at)
        if month
        else None,
    }
