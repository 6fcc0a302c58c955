"""The analysis over the wire. Amounts are USD."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from rolecall.match.analysis.plain import PlainAnalysis
from rolecall.match.analysis.runs import AnalysisRun, RunState


class AnalysisRunIn(BaseModel):
    """How to run it."""

    model_config = ConfigDict(extra="forbid")

    language: Annotated[
        str | None, Field(pattern="^[a-z]{2}$", description="ISO 639-1; without it, the résumé's own language.")
    ] = None


class ModelCostOut(BaseModel):
    """What a run will about cost, and the most it can."""

    tokens_in: int
    tokens_out: int
    usd: float
    most_usd: float


class ModelBudgetOut(BaseModel):
    """The month's budget for the language model."""

    limit_usd: float
    left_usd: float
    resets_at: datetime


class LanguageModelOut(BaseModel):
    """Whether a run can be asked for now; `code` and `why` say why not."""

    ready: bool
    name: str | None
    code: str | None
    why: str | None


class AnalysisOut(BaseModel):
    """The analysis of an application. `state` is the newest run's; `none` where there was none."""

    state: RunState | Literal["none"]
    plain: PlainAnalysis | None
    model: LanguageModelOut
    estimate: ModelCostOut | None
    budget: ModelBudgetOut | None
    run: AnalysisRun | None
    runs: list[AnalysisRun]
