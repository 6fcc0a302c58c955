"""Submit over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from rolecall.discover.queries import Liveness


class HandedFileOut(BaseModel):
    """A file to upload by hand."""

    name: str
    sha256: str
    size: int
    media_type: str
    url: str


class HandOverIn(BaseModel):
    """How the sending is taken over."""

    even_if_closed: Annotated[bool, Field(description="Although the posting is known to be closed.")] = False


class HandOverOut(BaseModel):
    """Where to apply, the approved files to take along, and what was seen of the posting before."""

    apply_url: str
    files: list[HandedFileOut]
    posting_liveness: Liveness


class SentIn(BaseModel):
    """When it was sent (now, when left out), and what the candidate wants to remember."""

    sent_at: datetime | None = None
    note: Annotated[str | None, Field(max_length=5_000)] = None
