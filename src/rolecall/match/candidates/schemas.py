"""Candidates of a posting, and what became of a score, over the wire."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from rolecall.match.model import Decision
from rolecall.match.schemas import ContributionOut, MatchOut
from rolecall.platform.api import Page


class CandidateOut(BaseModel):
    """A résumé of the workspace with its score for a posting. The counts are of requirements that must be met."""

    rank: int
    resume_id: UUID
    filename: str
    name: str | None
    label: str | None
    current: bool
    score: int
    decision: Decision
    contributions: list[ContributionOut]
    met: int
    partly: int
    missing: int
    lacks: list[str]
    """Names of what must be met and is missing, at most six."""
    scored_at: datetime


class CandidatesOut(Page[CandidateOut]):
    """The ranking. `pending` résumés are being scored: ask again. `left_off` are beyond what is ranked."""

    pending: int
    left_off: int


class CandidateMatchOut(BaseModel):
    """One résumé held against a posting, with everything the score was made of."""

    resume_id: UUID
    filename: str
    name: str | None
    current: bool
    match: MatchOut


class ScoreChangeOut(BaseModel):
    """A score that became another one. `why` names the causes in words; `lines` say what came of it."""

    before: int
    after: int
    decision_before: Decision
    decision_after: Decision
    version_before: str
    version_after: str
    causes: list[str]
    why: str
    lines: list[str]
    changed_at: datetime
