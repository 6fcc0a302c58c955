"""Reading runs of the analysis in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from rolecall.match.analysis.answer import AnalysisWords
from rolecall.match.tables import AnalysisRow
from rolecall.platform.db import Session

RunState = Literal["queued", "running", "done", "failed"]
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class AnalysisRun:
    """One run, here and over the wire.

    `problem` says why it failed, or why it waits for another try; `words` is there when it is done.
    """

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
    words: AnalysisWords | None
    dropped: int
    tokens_in: int
    tokens_out: int
    cost_usd: float
    cost_exact: bool


async def runs_of(session: Session, application_id: UUID, limit: int = MOST_SHOWN) -> list[AnalysisRun]:
    """The runs of an application, the newest first."""
    rows = await session.scalars(
        select(AnalysisRow)
        .where(AnalysisRow.application_id == application_id)
        .order_by(AnalysisRow.created_at.desc(), AnalysisRow.id.desc())
        .limit(limit)
    )
    return [run_of(row) for row in rows]


def run_of(row: AnalysisRow) -> AnalysisRun:
    """A row as others see it."""
    return AnalysisRun(
        id=row.id,
        application_id=row.application_id,
        state=row.state,  # type: ignore[arg-type]  # only perform.py and request.py write it
        model=row.model,
        language=row.language,
        asked_at=row.created_at,
        ended_at=row.ended_at,
        tries=row.tries,
        problem=row.problem,
        problem_code=row.problem_code,
        words=AnalysisWords.model_validate(row.words) if row.words is not None else None,
        dropped=row.dropped,
        tokens_in=row.tokens_in,
        tokens_out=row.tokens_out,
        cost_usd=float(row.cost_usd),
        cost_exact=row.cost_exact,
    )
