"""Review over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from rolecall.applications.queries import State


class ApproveIn(BaseModel):
    """The fingerprint of exactly the package that was read."""

    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class RejectIn(BaseModel):
    """Why this package does not go out."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=5_000, strip_whitespace=True)]


class ReviewedApplicationOut(BaseModel):
    """The application after the decision; `next` are the states it may move to."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    posting_id: UUID
    state: State
    company: str
    title: str
    url: str
    board: str
    score: int | None
    fingerprint: str | None
    opened_at: datetime
    moved_at: datetime
    next: Annotated[list[State], Field(description="States the application may move to from here.")]
