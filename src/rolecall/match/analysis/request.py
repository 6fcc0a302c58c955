"""Ask for an analysis in words: everything that can be known before is checked before, and told at once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from uuid_utils.compat import uuid7

from rolecall.match.analysis.perform import made_of
from rolecall.match.analysis.prompt import Material, question
from rolecall.match.analysis.runs import AnalysisRun, run_of
from rolecall.match.jobs import analyse
from rolecall.match.tables import AnalysisRow
from rolecall.platform.db import Session
from rolecall.platform.errors import Problem
from rolecall.platform.jobs import defer
from rolecall.platform.llm.ask import Estimate, estimate
from rolecall.platform.llm.budget import Budget, budget
from rolecall.platform.llm.configured import Model, configured
from rolecall.platform.llm.problems import NotConfigured
from rolecall.platform.resources import Platform


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a run would be: by which model, at what cost, out of which budget. `problem` says why there can be none."""

    model: Model | None
    estimate: Estimate | None
    budget: Budget | None
    problem: Problem | None
    made_of: Material | None = None


async def prospect(platform: Platform, session: Session, application_id: UUID, language: str | None) -> Prospect:
    """Look ahead, and send nothing. Raises NotFound for an application that is not there."""
    try:
        model = configured(platform.settings)
    except NotConfigured as problem:
        return Prospect(None, None, None, problem)
    month = await budget(platform.db, model)
    try:
        source = await made_of(session, application_id, language)
    except Problem as problem:
        return Prospect(model, None, month, problem)
    # An id of the same length as a run's: the size of what is sent does not depend on which.
    cost = estimate(model, question(source, UUID(int=0)))
    short = month is not None and cost.most_usd > month.left
    return Prospect(model, cost, month, month.used_up() if month is not None and short else None, source)


async def request(
    platform: Platform, session: Session, application_id: UUID, language: str | None = None
) -> AnalysisRun:
    """Queue a run, or give the one that is queued or running already.

    language: ISO 639-1; None is the language the résumé is written in.
    Raises NotFound, NotConfigured, NothingToAnalyse, BudgetUsedUp; then nothing was queued.
    """
    waiting = await _waiting(session, application_id)
    if waiting is not None:
        return run_of(waiting)
    ahead = await prospect(platform, session, application_id, language)
    if ahead.problem is not None:
        raise ahead.problem
    assert ahead.model is not None
    assert ahead.made_of is not None
    run_id: UUID = uuid7()
    made = await session.scalar(
        insert(AnalysisRow)
        .values(
            id=run_id,
            application_id=application_id,
            state="queued",
            language=ahead.made_of.language,
            asked_by=session.actor,
            model=ahead.model.full_name,
        )
        .on_conflict_do_nothing(
            index_elements=["workspace_id", "application_id"], index_where=AnalysisRow.ended_at.is_(None)
        )
        .returning(AnalysisRow.id)
    )
    if made is not None:
        await defer(session, analyse, run_id=run_id)
    row = await _waiting(session, application_id)
    assert row is not None
    return run_of(row)


async def _waiting(session: Session, application_id: UUID) -> AnalysisRow | None:
    row: AnalysisRow | None = await session.scalar(
        select(AnalysisRow).where(AnalysisRow.application_id == application_id, AnalysisRow.ended_at.is_(None))
    )
    return row
