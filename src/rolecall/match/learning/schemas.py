"""Labels and what was learnt from them over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from rolecall.match.learning.labels import LONGEST_REASON, Decide, LabelKind, Source


def _storable(text: str) -> str:
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("a character in it cannot be stored; remove it")
    return text


class DecisionIn(BaseModel):
    """What the user thinks of a posting. `reason` is one of work, level, skills, place, pay, company, known, or own words."""

    decision: Decide
    reason: Annotated[
        str | None, Field(max_length=LONGEST_REASON), AfterValidator(lambda text: text and _storable(text))
    ] = None


class LabelOut(BaseModel):
    """What the user thinks of a posting, by their own word or by what they did with an application."""

    posting_id: UUID
    source: Source
    kind: LabelKind
    relevant: bool
    reason: str | None
    weight: float
    at: datetime


class DecisionOut(BaseModel):
    """What is in force now; null where nothing is."""

    label: LabelOut | None


class MovedOut(BaseModel):
    """A part of the score or a word of postings, and by how much it moves the logit: above 0 it raises the score."""

    kind: str
    name: str
    by: float


class QualityOut(BaseModel):
    """How good it is on labels that were held back, beside the general model on the same ones."""

    labels: int
    liked: int
    groups: int
    brier: float
    brier_general: float
    auc: float
    auc_general: float
    sure: int
    sure_right: int


class PartWeightOut(BaseModel):
    """A part of the score: its usual weight (all make 100), and how many times that you give it (`preferences.weights`)."""

    name: str
    usual: float
    times: float


class ScoringOut(BaseModel):
    """How the user's score is made: labels counted, what is still needed, what was learnt and how good it is."""

    state: Literal["general", "learning", "yours", "calibrated"]
    why: str
    formula: str
    version: str | None
    labels: int
    liked: int
    disliked: int
    by_kind: dict[str, int]
    not_learnt_from: int
    least_labels: int
    least_of_a_kind: int
    needed: int
    pending: bool
    fitted_at: datetime | None
    seconds: float | None
    quality: QualityOut | None
    raising: list[MovedOut]
    lowering: list[MovedOut]
    parts: list[PartWeightOut]


class ExportedLabelOut(LabelOut):
    """A label with the posting it is about; null where that is gone."""

    posting: dict[str, str] | None


class ScoringExportOut(BaseModel):
    """Everything that is kept of how the user's score is made."""

    format: str
    exported_at: datetime
    formula: str
    labels: list[ExportedLabelOut]
    model: dict[str, Any] | None


class ForgottenOut(BaseModel):
    """How many labels were forgotten, or brought back."""

    labels: int
