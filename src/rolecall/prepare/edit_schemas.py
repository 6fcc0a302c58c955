"""Edits before they are saved, versions and their comparison, over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from rolecall.prepare.schemas import FactOut, ItemEdit, Orders, Version
from rolecall.profile.queries import DesignName


class CheckIn(BaseModel):
    """Lines with new wording. `version` is the one being edited: 409 when the package has moved on since."""

    changes: Annotated[list[ItemEdit], Field(max_length=500)] = []
    order: Orders = []
    version: Version | None = None


class PreviewIn(CheckIn):
    """An edit, and which paper to show with it."""

    design: DesignName | None = None
    paper: Literal["resume", "cover-letter"] = "resume"


class UnsupportedOut(BaseModel):
    """Words that no fact allows. `start` and `end` count the characters (code points) of the line as it was sent."""

    kind: str
    text: str
    why: str
    start: int
    end: int


class CheckedLineOut(BaseModel):
    """A line with new wording: the facts that allow it, and what none of them says."""

    id: str
    facts: list[FactOut]
    unsupported: list[UnsupportedOut]


class CheckOut(BaseModel):
    """The lines of the edit that are worded anew. All may be saved when none has anything unsupported."""

    lines: list[CheckedLineOut]


class PictureOut(BaseModel):
    """A page as PNG in Base64, `width` by `height` pixels."""

    width: int
    height: int
    png: str


class PreviewOut(BaseModel):
    """A paper as it would look: its first pages, how many it has, and how many it should have at most."""

    pages: list[PictureOut]
    count: int
    budget: int
    version: int


class VersionOut(BaseModel):
    """A version of a package. `edited` when a person had a hand in it; `current` is the one that can be approved."""

    version: int
    fingerprint: str
    created_at: datetime
    edited: bool
    design: str
    current: bool
    notices: list[str]


class VersionsOut(BaseModel):
    """The versions of a package, the newest first."""

    items: list[VersionOut]


class RestoreIn(BaseModel):
    """`version` is the current one, if the answer should be 409 when the package has moved on since."""

    version: Version | None = None


class WordsOut(BaseModel):
    """A run of words, and what became of it."""

    op: Literal["same", "out", "in"]
    text: str


class ComparedLineOut(BaseModel):
    """A line before and after, the facts that allow it, and why it is as it is.

    `was` and `now` are its places among the lines beside it that both have; `moved` when it changed places with others.
    """

    id: str
    role: str
    fate: Literal["same", "changed", "added", "left_out"]
    before: str | None
    after: str | None
    words: list[WordsOut]
    moved: bool
    was: int | None
    now: int | None
    facts: list[FactOut]
    why: str


class ComparedSectionOut(BaseModel):
    """The lines under one heading."""

    heading: str
    lines: list[ComparedLineOut]


class TotalsOut(BaseModel):
    """How much changed, in words and in lines."""

    words_before: int
    words_after: int
    words_out: int
    words_in: int
    same: int
    changed: int
    added: int
    left_out: int
    moved: int


class SideOut(BaseModel):
    """One of the two that are compared: a version, or the candidate's own résumé (`version` null).

    `kept` when the résumé is the one that the package was made from, and not the profile of today.
    """

    version: int | None
    fingerprint: str | None
    created_at: datetime | None
    kept: bool


class PackageComparisonOut(BaseModel):
    """What changed from one to the other, word by word. The letter is compared between versions only."""

    before: SideOut
    after: SideOut
    totals: TotalsOut
    resume: list[ComparedSectionOut]
    letter: list[ComparedLineOut]
