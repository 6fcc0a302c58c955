"""What a match is: a score with its reasons. Pure values; `score.py` makes them, `tables.py` keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RequirementKind(StrEnum):
    """What a posting may ask for."""

    SKILL = "skill"
    YEARS = "years"
    DEGREE = "degree"
    CERTIFICATE = "certificate"
    LANGUAGE = "language"
    PLACE = "place"
    VISA = "visa"
    CLEARANCE = "clearance"
    SENIORITY = "seniority"
    DUTY = "duty"

    # Looked up for every requirement several times: an enum's own hash is a call of a Python function.
    __hash__ = str.__hash__


class Met(StrEnum):
    """How far the candidate's facts meet a requirement."""

    MET = "met"
    PARTLY = "partly"
    MISSING = "missing"


class Certainty(StrEnum):
    """How wide the band around a score is, in a word."""

    SURE = "sure"
    FAIRLY_SURE = "fairly sure"
    UNSURE = "unsure"


class Decision(StrEnum):
    """What the score means for the next step."""

    STRONG = "strong"
    """score ≥ 90, which needs a model calibrated for this candidate: may be approved by policy where the workspace says so."""
    REVIEW = "review"
    """a person decides."""
    WEAK = "weak"
    FILTERED = "filtered"
    """a hard filter of the candidate's preferences says no."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """Something the posting asks for, in its own words. `start`/`end` are offsets in the posting's text."""

    kind: RequirementKind
    text: str
    """The sentence of the posting that says so."""
    name: str
    """The thing asked for, normalised: `Kubernetes`, `5 years`, `Master`."""
    must: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A requirement held against the candidate's facts."""

    requirement: Requirement
    met: Met
    evidence: str | None
    """The candidate's own sentence; None when missing."""
    fact_id: str | None
    why: str
    """One plain sentence."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """A part of the score. The `points` of all parts add up to the score exactly.

    `weight` is what the part would have brought at a `value` of 1. Two parts correct the others and may be negative: `own`
    (what the candidate's decisions changed) and `held` (what a bound took away).
    """

    name: str
    value: float
    weight: float
    points: float
    why: str


@dataclass(frozen=True, slots=True)
class Filtered:
    """A hard filter that the posting fails, with the words that say so."""

    filter: str
    why: str


@dataclass(frozen=True, slots=True)
class Band:
    """Within `low` to `high` points the score would lie in four of five cases, if as much were known of all of them."""

    low: int
    high: int
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Match:
    """A posting against a candidate. Same posting, facts, preferences and `version` → same value."""

    score: int
    decision: Decision
    version: str
    findings: tuple[Finding, ...]
    contributions: tuple[Contribution, ...]
    filtered: tuple[Filtered, ...] = ()
    notices: tuple[str, ...] = ()
    """What the reader should know: injected instructions found in the text, very short text, unknown language."""
    probability: float = 0.0
    """The same as `score`, before it was bounded and rounded: ranks without ties."""
    band: Band = Band(0, 100, Certainty.UNSURE)
    personal: bool = False
    """The candidate's own decisions took part in it."""
    calibrated: bool = False
    """They were measured to be good enough for 90 points and more."""
