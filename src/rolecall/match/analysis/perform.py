"""One run of the analysis in words: ask, check, write down. The score is read and never written.

What may heal by itself is raised, for the queue to try again by its schedule in `flow.py`; everything else ends the
run with its reason. A run whose worker died in the middle of the call is not asked again by itself: it may have cost.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from uuid import UUID

import structlog
from prometheus_client import Counter
from sqlalchemy import func

from rolecall.applications import lifecycle
from rolecall.applications.queries import application
from rolecall.discover.queries import posting as posting_of
from rolecall.match.analysis.answer import AnalysisAnswer
from rolecall.match.analysis.check import Kept, check
from rolecall.match.analysis.prompt import Material, material, question
from rolecall.match.events import ApplicationAnalysed
from rolecall.match.queries import match_of_posting
from rolecall.match.tables import AnalysisRow
from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict, Problem
from rolecall.platform.events import emit
from rolecall.platform.llm.ask import ask
from rolecall.platform.llm.budget import abandon, dollars, spent_on
from rolecall.platform.llm.configured import configured
from rolecall.platform.llm.problems import Interrupted, NoUsableAnswer
from rolecall.platform.llm.question import Question
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings
from rolecall.profile.queries import current_profile

log = structlog.get_logger(__name__)

RUNS = Counter("rolecall_match_analyses_total", "Analyses in words that ended.", ["state"])
DROPPED = Counter("rolecall_match_analysis_dropped_total", "Statements of models that nothing supported.")


class NothingToAnalyse(Conflict):
    """There is no candidate, or no score yet."""

    code = "match.nothing_to_analyse"


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question[AnalysisAnswer]
    made_of: Material
    last: bool
    """Whether no further try follows this one."""


async def made_of(session: Session, application_id: UUID, language: str | None) -> Material:
    """What an analysis of this application is made of. Raises NotFound, NothingToAnalyse."""
    view = await application(session, application_id)
    profile = await current_profile(session)
    scored = await match_of_posting(session, view.posting_id)
    if profile is None or scored is None:
        raise NothingToAnalyse("This posting has no score yet; upload a résumé, or wait a moment.")
    posting = await posting_of(session, view.posting_id)
    return await asyncio.to_thread(material, posting, profile, scored.match, language)


async def perform(platform: Platform, workspace_id: UUID, run_id: UUID, *, actor: str) -> None:
    """Do one run; does nothing for one that has ended. Raises what may heal by itself while tries are left."""
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        asked = await _begin(session, run_id, platform.settings)
    if asked is None:
        return
    try:
        answer = await ask(platform, workspace_id, asked.question)
        kept = await asyncio.to_thread(check, answer, asked.made_of)
        if kept.nothing:
            raise NoUsableAnswer(
                "Nothing in the language model's answer was supported by your facts; none of it is shown."
            )
    except Exception as error:
        problem = error if isinstance(error, Problem) else _Fault(_UNEXPECTED)
        again = problem.retry and not asked.last
        async with platform.db.workspace(workspace_id, actor=actor) as session:
            await _failed(session, run_id, problem, again=again)
        if again:
            raise
        if problem is not error:
            log.exception("analysis.failed", run=str(run_id), exc_info=error)
        return
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        await _done(session, run_id, kept)


class _Fault(Problem):
    code = "internal"


_UNEXPECTED = "Something went wrong in Rolecall itself; run it again, and tell whoever runs it if that fails too."


async def _begin(session: Session, run_id: UUID, settings: Settings) -> _Asked | None:
    row = await session.get(AnalysisRow, run_id, with_for_update=True)
    if row is None or row.ended_at is not None:
        return None
    if row.state == "running":
        await abandon(session, run_id)
        gone = Interrupted(
            "Rolecall stopped in the middle of the call. Whether the model answered is not known, so the most it can "
            "have cost is counted; run it again if you like."
        )
        await _end(session, row, gone)
        return None
    try:
        # It may be another one by now than when it was asked for.
        row.model = configured(settings).full_name
        source = await made_of(session, row.application_id, row.language)
    except Problem as problem:
        await _end(session, row, problem)
        return None
    row.state, row.tries, row.problem, row.problem_code = "running", row.tries + 1, None, None
    assert session.flow is not None
    return _Asked(question(source, run_id), source, last=row.tries > len(session.flow.retries.get("match", ())))


async def _failed(session: Session, run_id: UUID, problem: Problem, *, again: bool) -> None:
    row = await session.get(AnalysisRow, run_id, with_for_update=True)
    if row is None or row.ended_at is not None:
        return
    if again:
        row.state, row.problem, row.problem_code = "queued", str(problem), problem.code
        return
    await _end(session, row, problem)


async def _done(session: Session, run_id: UUID, kept: Kept) -> None:
    row = await session.get(AnalysisRow, run_id, with_for_update=True)
    # An answer that came after its worker was given up for dead is paid for, so it is taken.
    if row is None or (row.ended_at is not None and row.problem_code != Interrupted.code):
        return
    row.words, row.dropped = kept.words.model_dump(mode="json"), kept.dropped
    DROPPED.inc(kept.dropped)
    await _end(session, row, None)


async def _end(session: Session, row: AnalysisRow, problem: Problem | None) -> None:
    spent = await spent_on(session, row.id)
    row.state = "failed" if problem else "done"
    row.problem, row.problem_code = (str(problem), problem.code) if problem else (None, None)
    row.tokens_in, row.tokens_out, row.cost_usd, row.cost_exact = (
        spent.tokens_in,
        spent.tokens_out,
        spent.usd,
        spent.exact,
    )
    row.ended_at = func.now()
    RUNS.labels(row.state).inc()
    took = f"{'' if spent.exact else 'at most '}{dollars(spent.usd)}"
    said = f"No analysis in words: {problem}" if problem else f"Analysed in words by {row.model}, for {took}"
    await lifecycle.note(session, row.application_id, "analysis", said)
    await emit(session, ApplicationAnalysed(application_id=row.application_id, analysis_id=row.id, state=row.state))
