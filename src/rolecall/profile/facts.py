"""The candidate's facts: every statement of the résumé, each with a stable id. All that may be claimed comes from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from rolecall.profile.resume import Resume


class FactKind(StrEnum):
    """What a fact states."""

    NAME = "name"
    LABEL = "label"
    CONTACT = "contact"
    SUMMARY = "summary"
    POSITION = "position"
    DUTY = "duty"
    EDUCATION = "education"
    SKILL = "skill"
    PROJECT = "project"
    CERTIFICATE = "certificate"
    LANGUAGE = "language"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement. `pointer` is its JSON pointer in the résumé; `id` survives re-ordering but not re-wording."""

    id: str
    kind: FactKind
    text: str
    pointer: str
    since: str | None = None
    """ISO 8601 start of the position, project or study it belongs to."""
    until: str | None = None
    """ISO 8601 end; None with a `since` means: until today."""


def fact_id(kind: FactKind, text: str) -> str:
    """Stable id of a statement: `f_` and 12 hex digits of the SHA-256 of its kind and its text with white space folded."""
    return "f_" + sha256(f"{kind}\n{' '.join(text.split())}".encode()).hexdigest()[:12]


def facts_of(resume: Resume) -> tuple[Fact, ...]:
    """Every statement of the résumé in its order. A position's text is `position, employer | start – end`."""
    raise NotImplementedError
