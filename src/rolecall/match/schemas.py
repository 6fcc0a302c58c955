"""Scores over the wire."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from rolecall.match.model import Decision, Met, RequirementKind


class SalaryOut(BaseModel):
    """Advertised pay; `text` as a person would say it."""

    minimum: float | None
    maximum: float | None
    currency: str | None
    period: str | None
    text: str


class PostingRowOut(BaseModel):
    """A posting in a list. `duplicates` other postings of the same job were merged into it."""

    id: UUID
    title: str
    company: str
    locations: list[str]
    workplace: str | None
    salary: SalaryOut | None
    published_at: datetime | None
    board: str
    url: str
    score: int | None
    decision: Decision | None
    closed_at: datetime | None
    application_id: UUID | None
    duplicates: int


class FindingOut(BaseModel):
    """A requirement in the posting's own words, held against the candidate's."""

    kind: RequirementKind
    name: str
    text: str
    must: bool
    start: int
    end: int
    met: Met
    evidence: str | None
    fact_id: str | None
    why: str


class ContributionOut(BaseModel):
    """A part of the score: `value` (0–1) times `weight` gives `points`."""

    name: str
    value: float
    weight: float
    points: float
    why: str


class FilteredOut(BaseModel):
    """A wish of the candidate that the posting fails, with the posting's words."""

    filter: str
    why: str


class MatchOut(BaseModel):
    """The score of a posting with everything it was made of."""

    score: int
    decision: Decision
    version: str
    findings: list[FindingOut]
    contributions: list[ContributionOut]
    filtered: list[FilteredOut]
    notices: list[str]
    scored_at: datetime
