"""Scores over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from rolecall.match.ats.keywords import Named
from rolecall.match.learning.schemas import LabelOut, MovedOut
from rolecall.match.model import Certainty, Decision, Met, RequirementKind
from rolecall.match.searches.asked import FiltersIn
from rolecall.platform.api import Page
from rolecall.profile.queries import Change, Extract


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
    decided: Literal["shortlisted", "rejected"] | None = None
    """By the user's own word."""


class PostingsOut(Page[PostingRowOut]):
    """Postings in a list. `total_exact` is false where `total` says only about how many there are."""

    total_exact: bool = True


class FacetValueOut(BaseModel):
    """A value as the filter of that name takes it, and how many postings it would leave."""

    value: str
    count: int


class FacetsOut(BaseModel):
    """Values by the filter's name. `currency` is what the bands of `min_salary` are in."""

    facets: dict[str, list[FacetValueOut]]
    currency: str | None


class SavedSearchIn(BaseModel):
    """A search to keep."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    filters: FiltersIn
    notify: bool = True


class SavedSearchChangeIn(BaseModel):
    """What to change; what is left out stays. `seen` says that all found so far has been looked at."""

    name: Annotated[str | None, Field(min_length=1, max_length=200)] = None
    filters: FiltersIn | None = None
    notify: bool | None = None
    seen: bool = False


class SavedSearchOut(BaseModel):
    """A kept search. `new` counts what it found since somebody last looked."""

    id: UUID
    name: str
    filters: FiltersIn
    notify: bool
    created_at: datetime
    last_seen_at: datetime
    new: int


class FoundPostingOut(PostingRowOut):
    """A posting that a saved search found."""

    new: bool


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
    """A part of the score; the `points` of all parts add up to it exactly.

    `weight` is what the part would have brought at a `value` of 1. `own` (what the candidate's decisions changed) and `held`
    (what a bound took away) correct the others and may be negative.
    """

    name: str
    value: float
    weight: float
    points: float
    why: str


class FilteredOut(BaseModel):
    """A wish of the candidate that the posting fails, with the posting's words."""

    filter: str
    why: str


class BandOut(BaseModel):
    """Between `low` and `high` points the score would lie in four of five cases."""

    low: int
    high: int
    certainty: Certainty


class MatchOut(BaseModel):
    """The score of a posting with everything it was made of."""

    score: int
    decision: Decision
    version: str
    findings: list[FindingOut]
    contributions: list[ContributionOut]
    filtered: list[FilteredOut]
    notices: list[str]
    probability: float
    """The score before it was bounded and rounded, 0 to 1."""
    band: BandOut
    personal: bool
    """The candidate's own decisions took part in it."""
    calibrated: bool
    """They were measured to be good enough for 90 points and more."""
    scored_at: datetime
    label: LabelOut | None
    """What the user thinks of the posting, where they said or showed it."""
    moved: list[MovedOut]
    """What their decisions changed in this score, the strongest first; empty while the general model rules."""
    personal_version: str | None
    """Of what was learnt from their decisions; null while the general model rules."""


class KeywordOut(BaseModel):
    """A skill that is asked for: in the posting's word, by a synonym, within another skill, or missing."""

    name: str
    must: bool
    named: Named
    weight: float
    asked_as: str
    yours: str | None
    sentence: str | None
    fact_id: str | None
    close: str | None
    share: float | None


class AtsCheckOut(BaseModel):
    """The ATS check. `against` says what the keywords are of; null where the file stands by itself."""

    score: int
    version: str
    against: str | None
    as_of: str
    kind: str | None
    pages: int
    words: int
    parts: list[ContributionOut]
    changes: list[Change]
    keywords: list[KeywordOut]
    notices: list[str]
    extracts: list[Extract]
