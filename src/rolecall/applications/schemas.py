"""Applications over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from rolecall.applications.lifecycle import State

Note = Annotated[str, Field(min_length=1, max_length=5_000)]


class StatusOut(BaseModel):
    """Where an application stands, since when, and where it may go."""

    id: UUID
    state: State
    since: datetime
    next: list[State]


class TimelineOut(BaseModel):
    """One thing that happened."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    at: datetime
    actor: str
    kind: str
    text: str
    before: str | None
    after: str | None
    details: dict[str, Any]


class NoteIn(BaseModel):
    """A note of a person's own."""

    text: Note


class WithdrawIn(BaseModel):
    """Why the candidate steps back, if they say."""

    reason: Annotated[str | None, Field(max_length=5_000)] = None


class OutcomeIn(BaseModel):
    """What came of it."""

    state: Literal["acknowledged", "interviewing", "offered", "accepted", "declined", "rejected", "no_answer"]
    note: Annotated[str | None, Field(max_length=5_000)] = None
