"""The analysis over the wire. Amounts are USD."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from rolecall.match.analysis.answer import Words
from rolecall.match.analysis.runs import RunState
from rolecall.match.model import Met, RequirementKind


class AnalysisRunIn(BaseModel):
    """How to run it."""

    model_config = ConfigDict(extra="forbid")

    language: Annotated[
        str | None, Field(pattern="^[a-z]{2}$", description="ISO 639-1; without it, the résumé's own language.")
    ] = None


class QualificationOut(BaseModel):
    """One requirement, how far it is met, and both sentences."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    kind: RequirementKind
    must: bool
    text: str
    met: Met
    evidence: str | None
    fact_id: str | None
    why: str


class SuggestionOut(BaseModel):
    """What could be said more plainly, or learnt."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    text: str


class PlainAnalysisOut(BaseModel):
    """The analysis that needs no model."""

    model_config = ConfigDict(from_attributes=True)

    summary: str
    met: list[QualificationOut]
    missing: list[QualificationOut]
    suggestions: list[SuggestionOut]
    score: int
    version: str


class EstimateOut(BaseModel):
    """What a run will about cost, and the most it can."""

    tokens_in: int
    tokens_out: int
    usd: float
    most_usd: float


class BudgetOut(BaseModel):
    """The month's budget for the language model."""

    limit_usd: float
    left_usd: float
    resets_at: datetime


class ModelOut(BaseModel):
    """Whether a run can be asked for now; `code` and `why` say why not."""

    ready: bool
    name: str | None
    code: str | None
    why: str | None


class AnalysisRunOut(BaseModel):
    """One run: `queued` (also between two tries), `running`, `done` or `failed` with its `problem`."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    application_id: UUID
    state: RunState
    model: str
    language: str
    asked_at: datetime
    ended_at: datetime | None
    tries: int
    problem: str | None
    problem_code: str | None
    words: Words | None
    dropped: int
    tokens_in: int
    tokens_out: int
    cost_usd: float
    cost_exact: bool


class AnalysisOut(BaseModel):
    """The analysis of an application. `state` is the newest run's; `none` where there was none."""

    state: RunState | Literal["none"]
    plain: PlainAnalysisOut | None
    model: ModelOut
    estimate: EstimateOut | None
    budget: BudgetOut | None
    run: AnalysisRunOut | None
    runs: list[AnalysisRunOut]
