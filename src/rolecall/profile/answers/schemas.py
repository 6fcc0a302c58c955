"""What goes over the wire about answers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field

from rolecall.profile.answers.bank import LONGEST_QUESTION
from rolecall.profile.answers.kinds import Name, Type

Country = Annotated[str, Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2; EU for the European Union")]


class AnswerIn(BaseModel):
    """An answer. `value` by the kind's type: a boolean, a text, {amount, unit}, a date, {amount, currency, period}.

    `prefer_not_to_say` for a private one. `country` where there is one answer for each; `question` of a custom one.
    """

    kind: Name
    value: Any
    country: Country | None = None
    question: Annotated[str | None, Field(max_length=LONGEST_QUESTION)] = None


class AnswerOut(BaseModel):
    """An answer of the bank; `told` is its value as a person reads it. An aged one is asked again."""

    id: UUID
    kind: Name
    country: str | None
    question: str
    value: Any
    told: str
    answered_at: datetime
    holds_until: datetime | None
    aged: bool


class KindOut(BaseModel):
    """A kind of answer and the answers there are of it. A private one without any is “prefer not to say”."""

    kind: Name
    type: Type
    question: str
    per_country: bool
    choices: list[str]
    private: bool
    holds_days: int | None
    answers: list[AnswerOut]


class BankOut(BaseModel):
    """Every kind, answered or not."""

    items: list[KindOut]
