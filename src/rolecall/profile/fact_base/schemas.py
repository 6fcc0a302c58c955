"""What goes over the wire about facts."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from rolecall.profile.fact_base.own import LONGEST
from rolecall.profile.facts import FactKind
from rolecall.profile.resume import Source

FactText = Annotated[str, Field(min_length=1, max_length=4 * LONGEST)]
Date = Annotated[str, Field(max_length=10, description="2021, 2021-06 or 2021-06-30")]
About = Annotated[
    str,
    Field(max_length=200, description="The id of a fact, or its `pointer`: the position, study, project or entry."),
]
Origin = Literal["read", "own"]


class FactIn(BaseModel):
    """A fact of the candidate's own. A `duty` without `about` is kept as `other`."""

    text: FactText
    kind: FactKind = FactKind.OTHER
    about: About | None = None
    since: Date | None = None
    until: Date | None = None


class FactChanges(BaseModel):
    """What a fact says from now on; what is left out stays, null takes it away. Of a read fact: the text only."""

    text: FactText | None = None
    kind: FactKind | None = None
    about: About | None = None
    since: Date | None = None
    until: Date | None = None


class ListedFactOut(BaseModel):
    """A fact. `origin` is read (from the résumé) or own (said by the candidate).

    `pointer` is where it stands in the résumé that packages are made of, null where it is printed nowhere. `why` is
    what made it as it is: read, corrected, said, edited, removed (taken back), not_read (the newest
    résumé does not say it).
    """

    model_config = ConfigDict(from_attributes=True)

    id: str
    kind: FactKind
    text: str
    origin: Origin
    pointer: str | None
    about: str | None
    about_text: str | None
    since: str | None
    until: str | None
    said_at: datetime | None
    withdrawn_at: datetime | None
    why: str
    revision: int
    source: Source | None
    note: str | None


class WordingOut(BaseModel):
    """What a fact said from `said_at` until `replaced_at`."""

    model_config = ConfigDict(from_attributes=True)

    kind: FactKind
    text: str
    since: str | None
    until: str | None
    said_at: datetime
    replaced_at: datetime
    why: str


class FactDetailOut(ListedFactOut):
    """With what it said before, newest first (at most 100)."""

    history: list[WordingOut]
