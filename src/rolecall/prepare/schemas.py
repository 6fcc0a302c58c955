"""Packages over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from rolecall.prepare.edit import LONGEST_LINE
from rolecall.profile.queries import DesignName

Line = Annotated[str, Field(max_length=LONGEST_LINE)]
LineId = Annotated[str, Field(min_length=1, max_length=200)]
Version = Annotated[int, Field(ge=1, le=2_147_483_647)]
Order = Annotated[list[LineId], Field(min_length=1, max_length=100)]
Orders = Annotated[list[Order], Field(max_length=100, description="Points of one position each, in their new order.")]


class OpenIn(BaseModel):
    """Which posting to apply to."""

    posting_id: UUID


class OpenedOut(BaseModel):
    """An application, and where to ask how far it is."""

    id: UUID
    status_url: str


class OpenOut(BaseModel):
    """What was opened."""

    applications: list[OpenedOut]


class FactOut(BaseModel):
    """A fact of the candidate, as it stood when the package was made."""

    id: str
    text: str


class FileOut(BaseModel):
    """A file of the package; `sha256` is of exactly the bytes behind `url`."""

    name: str
    sha256: str
    size: int
    media_type: str
    url: str


class ItemOut(BaseModel):
    """A line of the résumé. `original` is the candidate's own wording where the line is not all of it."""

    id: str
    role: Literal["name", "label", "contact", "paragraph", "entry", "bullet", "line"]
    text: str
    original: str | None
    facts: list[FactOut]
    changed: bool
    pointer: str | None


class SectionOut(BaseModel):
    """A part of the résumé; the first has no heading and holds name and contact."""

    heading: str
    items: list[ItemOut]


class TailoredResumeOut(BaseModel):
    """The tailored résumé."""

    sections: list[SectionOut]


class SentenceOut(BaseModel):
    """A sentence of the letter, and where its words come from."""

    id: str
    text: str
    facts: list[FactOut]
    source: Literal["fact", "posting", "template"]
    changed: bool


class ParagraphOut(BaseModel):
    """Sentences set together; a `list` sets each as a bullet."""

    kind: Literal["sender", "date", "address", "subject", "text", "lead", "list", "closing"]
    sentences: list[SentenceOut]


class LetterOut(BaseModel):
    """The cover letter."""

    paragraphs: list[ParagraphOut]


class LeftOutOut(BaseModel):
    """What is not in the package, and why."""

    text: str
    why: str


class PackageOut(BaseModel):
    """A version of a package, with the fact behind every line. Only the current one can be approved; an older one is
    `replaced`.
    """

    id: UUID
    version: int
    fingerprint: str
    created_at: datetime
    status: Literal["draft", "approved", "rejected", "replaced"]
    design: DesignName
    files: list[FileOut]
    resume: TailoredResumeOut
    letter: LetterOut
    left_out: list[LeftOutOut]
    notices: list[str]


class ItemEdit(BaseModel):
    """New wording for a line; null leaves it out."""

    id: LineId
    text: Line | None


class PackageEdit(BaseModel):
    """Lines of résumé and letter to change, by their ids; the design to set the papers in; or both.

    `version` is the one that was edited: 409 when the package has moved on since.
    """

    items: Annotated[list[ItemEdit], Field(max_length=500)] = []
    order: Orders = []
    design: DesignName | None = None
    version: Version | None = None


class DesignOut(BaseModel):
    """A look of the papers. `machine_safe`: one column, which every text extractor we know reads in order."""

    name: DesignName
    title: str
    description: str
    columns: int
    machine_safe: bool
    default: bool


class DesignsOut(BaseModel):
    """The designs there are, the default first."""

    items: list[DesignOut]
