"""A question to a language model, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel

from rolecall.platform.errors import Problem

Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Question(Generic[Answer]):
    """What is asked. `instructions` are ours; everything from outside stands in `data`, and is data."""

    purpose: str
    """`capability.verb`, for the books."""
    subject_id: UUID
    """The row it is about; `spent_on` and `abandon` find its calls by it."""
    instructions: str
    data: str
    answer: type[Answer]
    usual_tokens: int = 700
    """About how long answers are; only for the estimate that people see."""


@dataclass(frozen=True, slots=True)
class Told(Generic[Answer]):
    """An answer or a problem, with the tokens of every answer that came, usable or not."""

    answer: Answer | None
    problem: Problem | None
    tokens_in: int
    tokens_out: int
    answered: bool
    """Whether the server answered at all, so that it has counted tokens."""
    billed: bool = True
    """False: a request broke off after it was sent, so that only the provider knows what it counted."""
