"""Letters over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from rolecall.prepare.letters.phrases import Length, Tone
from rolecall.prepare.letters.template import MOST_CHARACTERS
from rolecall.prepare.letters.why import MOST_CHARACTERS as MOST_OF_WHY
from rolecall.prepare.schemas import LeftOutOut, LetterOut


def _storable(text: str) -> str:
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("a character in it cannot be stored; remove it")
    return text


Storable = AfterValidator(_storable)
LanguageCode = Literal["en", "de", "fr", "es", "pt", "it", "nl"]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), Storable]
TemplateText = Annotated[str, Field(min_length=1, max_length=2 * MOST_CHARACTERS), Storable]


class LetterTemplateIn(BaseModel):
    """A template to keep."""

    name: Name
    language: LanguageCode = "en"
    text: TemplateText


class LetterTemplateChangeIn(BaseModel):
    """What to change of a template; what is not named stays."""

    name: Name | None = None
    language: LanguageCode | None = None
    text: TemplateText | None = None


class LetterTemplateErrorOut(BaseModel):
    """What is wrong with a template, and where; line and column count from 1."""

    model_config = ConfigDict(from_attributes=True)

    line: int
    column: int
    message: str


class LetterTemplateOut(BaseModel):
    """A template as it is now; `default` when the workspace's letters are written by it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    language: LanguageCode
    text: str
    version: int
    default: bool
    updated_at: datetime


class LetterTemplateVersionOut(BaseModel):
    """A template as it was."""

    model_config = ConfigDict(from_attributes=True)

    version: int
    name: str
    language: LanguageCode
    text: str
    created_at: datetime


class LetterTemplateDetailOut(LetterTemplateOut):
    """With its versions, newest first."""

    versions: list[LetterTemplateVersionOut]


class LetterPlaceholderOut(BaseModel):
    """A placeholder of the template language; `counted` when it takes a number, as in `{evidence:2}`."""

    name: str
    means: str
    counted: bool


class LetterTemplatesOut(BaseModel):
    """All templates, what may stand in one, and one to start from."""

    items: list[LetterTemplateOut]
    placeholders: list[LetterPlaceholderOut]
    starter: str


class LetterSettingsIn(BaseModel):
    """How letters are written. Without a template they have the house wording, in the posting's language."""

    tone: Tone = Tone.PLAIN
    length: Length = Length.MEDIUM
    template_id: UUID | None = None


class LetterChoiceIn(LetterSettingsIn):
    """How one application's letter is written.

    `why` are your own sentences on why this employer, `contact` the person to greet where you know one.
    """

    why: Annotated[str, Field(max_length=MOST_OF_WHY), Storable] = ""
    contact: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100), Storable] | None = None


class LetterSettingsOut(BaseModel):
    """How letters of this workspace are written."""

    model_config = ConfigDict(from_attributes=True)

    tone: Tone
    length: Length
    template_id: UUID | None


class LetterChoiceOut(LetterSettingsOut):
    """How an application's letter is written; `own` when that was said for this application."""

    why: str
    contact: str | None
    own: bool


class LetterPreviewIn(LetterChoiceIn):
    """A template (or the house wording, without `text`) to be tried on a posting. Nothing is kept."""

    posting_id: UUID
    text: Annotated[str, Field(max_length=2 * MOST_CHARACTERS), Storable] | None = None
    language: LanguageCode = "en"


class LetterFindingOut(BaseModel):
    """A reason behind the score; `sentence` is the id of the sentence it is about, null for the whole letter."""

    model_config = ConfigDict(from_attributes=True)

    kind: str
    sentence: str | None
    text: str
    why: str
    todo: str
    points: int


class LetterCheckOut(BaseModel):
    """The quality of a letter: 100 less the points of its findings."""

    model_config = ConfigDict(from_attributes=True)

    score: int
    words: int
    findings: list[LetterFindingOut]
    good: list[str]


class LetterPreviewOut(BaseModel):
    """What a template gives. `errors` when it is no template: then there is no letter."""

    errors: list[LetterTemplateErrorOut]
    letter: LetterOut | None
    text: str
    left_out: list[LeftOutOut]
    check: LetterCheckOut | None
