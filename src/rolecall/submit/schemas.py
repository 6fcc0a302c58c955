"""Submit over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from rolecall.applications.queries import State


class HandedFileOut(BaseModel):
    """A file to upload by hand."""

    name: str
    sha256: str
    size: int
    media_type: str
    url: str


class HandOverOut(BaseModel):
    """Where to apply, and the approved files to take along."""

    apply_url: str
    files: list[HandedFileOut]


class SentIn(BaseModel):
    """When it was sent (now, when left out), and what the candidate wants to remember."""

    sent_at: datetime | None = None
    note: Annotated[str | None, Field(max_length=5_000)] = None


class SubmittedApplicationOut(BaseModel):
    """The application after it left; `next` are the states it may move to."""

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
    next: list[State]
