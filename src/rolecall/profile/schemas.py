"""What goes over the wire about the candidate."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from rolecall.profile.ats.model import Change, Extract, Part
from rolecall.profile.facts import FactKind
from rolecall.profile.preferences import DesignName, Preferences
from rolecall.profile.resume import Source


class ResumeOut(BaseModel):
    """An uploaded résumé. `problem` says in one sentence why it could not be read."""

    id: UUID
    filename: str
    kind: str | None
    size: int
    status: Literal["reading", "read", "unreadable"]
    problem: str | None
    notices: list[str]
    uploaded_at: datetime
    current: bool


class ResumeDetailOut(ResumeOut):
    """With what was read: JSON Resume (camel case, with `sources`) and the text in reading order."""

    resume: dict[str, Any] | None
    text: str | None


class RunOut(BaseModel):
    """Words in a row with one fate."""

    kind: Literal["same", "added", "removed"]
    text: str


class FieldChangeOut(BaseModel):
    """A field, or a whole entry, by its JSON pointers in both versions; `words` tells a changed text apart."""

    kind: Literal["added", "removed", "changed"]
    pointer_before: str | None
    pointer_after: str | None
    before: Any
    after: Any
    words: list[RunOut]


class VersionsComparedOut(BaseModel):
    """Two versions as they were read, without corrections."""

    before: ResumeOut
    after: ResumeOut
    fields: list[FieldChangeOut]
    text: list[RunOut]


class FactOut(BaseModel):
    """One statement of the candidate."""

    id: str
    kind: FactKind
    text: str
    pointer: str


class CorrectionOut(BaseModel):
    """What had been read, and what the candidate says it is; the same value twice is one that they confirmed."""

    before: Any
    after: Any
    at: datetime | None


class ProfileOut(BaseModel):
    """The candidate. `resume` is JSON Resume; a removed entry is an empty one, so that pointers keep their meaning."""

    resume: dict[str, Any]
    sources: dict[str, Source]
    corrections: dict[str, CorrectionOut]
    facts: list[FactOut]
    preferences: Preferences
    design: DesignName | None
    """How papers to come look, of `GET /designs`; null until it is chosen."""
    resume_id: UUID | None
    updated_at: datetime | None


class FileCheckOut(BaseModel):
    """How an applicant-tracking system would read the file."""

    score: int
    version: int
    as_of: str
    kind: str | None
    pages: int
    words: int
    parts: list[Part]
    changes: list[Change]
    notices: list[str]
    extracts: list[Extract]


class CorrectionIn(BaseModel):
    """A field's JSON pointer (`/work/0/position`) and its value; null removes it, one past the end of a list adds."""

    pointer: Annotated[str, Field(max_length=200, pattern=r"^(/[A-Za-z0-9]+)+$")]
    value: Any = None


class ProfileChanges(BaseModel):
    """Corrections, confirmations, preferences, the design of papers to come, or several of them."""

    corrections: Annotated[list[CorrectionIn], Field(max_length=200)] = []
    confirmed: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=200)] = []
    """Pointers of fields that were read right, so that nobody is asked to check them again."""
    preferences: Preferences | None = None
    design: DesignName | None = None
