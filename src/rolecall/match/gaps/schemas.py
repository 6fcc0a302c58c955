"""Gaps over the wire."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from rolecall.match.gaps.liked import LikedBy
from rolecall.match.model import Decision, RequirementKind


class OverOut(BaseModel):
    """How many postings would rise over a score."""

    threshold: int
    postings: int


class RisenOut(BaseModel):
    """A posting's score as it is, and as it would be."""

    posting_id: UUID
    before: int
    after: int


class EffectOut(BaseModel):
    """What having it would do: `scored` postings were scored again with it. Points are counted before a bound holds them."""

    scored: int
    met: int
    mean_points: float
    most_points: float
    over: list[OverOut]
    risen: list[RisenOut]


class GapOut(BaseModel):
    """Something that postings ask for and the candidate has not, or only partly. `effect` is null where time was up."""

    kind: RequirementKind
    name: str
    postings: int
    must: int
    partly: int
    example: str
    example_posting: UUID
    effect: EffectOut | None


class HardGapOut(BaseModel):
    """What no learning changes. `own_wish`: a preference of the candidate's own rules these postings out."""

    kind: str
    name: str
    postings: int
    own_wish: bool
    example: str
    example_posting: UUID


class PlaceOut(BaseModel):
    """A fact of the candidate's; `pointer` is where it stands in the résumé (JSON pointer)."""

    fact_id: str
    sentence: str
    pointer: str


class WeakOut(BaseModel):
    """Something that is there, but said too weakly; `beside` is a sentence of theirs where it could be said."""

    kind: RequirementKind
    name: str
    postings: int
    why: str
    suggestion: str
    said: PlaceOut | None
    beside: PlaceOut | None


class GapsFoundOut(BaseModel):
    """What is missing among `looked_at` postings; `more` gaps are rarer than these."""

    looked_at: int
    gaps: list[GapOut]
    more: int
    hard: list[HardGapOut]
    weak: list[WeakOut]
    cut_short: bool


class NamedPostingOut(BaseModel):
    """A posting that the answer speaks of."""

    id: UUID
    title: str
    company: str
    score: int | None
    decision: Decision | None


class GapsOut(BaseModel):
    """The gaps. `computing`: a job is at it, ask again; then `found` is of an earlier time, or null.

    `liked` counts the postings that are looked at by how they come to be liked; `left_off` were too many.
    """

    found: GapsFoundOut | None
    found_at: datetime | None
    current: bool
    computing: bool
    liked: dict[LikedBy, int]
    left_off: int
    postings: list[NamedPostingOut]
