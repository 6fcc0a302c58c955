"""Submit over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field


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
