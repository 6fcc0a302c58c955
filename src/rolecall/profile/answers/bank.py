"""The bank on its rows: answer, take back, and look at what there is and what has aged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from prometheus_client import Counter
from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from rolecall.platform.db import Session
from rolecall.platform.errors import NotFound
from rolecall.profile.answers.fold import folded
from rolecall.profile.answers.kinds import KINDS, Kind, Name, Type
from rolecall.profile.answers.places import is_country
from rolecall.profile.answers.tables import AnswerRow
from rolecall.profile.answers.values import WrongAnswer, checked
from rolecall.profile.storable import is_storable

CHANGES = Counter("rolecall_profile_answers_total", "Answers of the bank by what became of them.", ["change"])
MOST_CUSTOM = 300
LONGEST_QUESTION = 500


class NoSuchAnswer(NotFound):
    """The bank holds no such answer."""

    code = "answers.none"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the bank. `aged` ones are asked again: they held until `holds_until`, or say a day that is past."""

    id: UUID
    kind: Kind
    country: str | None
    question: str
    value: Any
    answered_at: datetime
    holds_until: datetime | None
    aged: bool


@dataclass(frozen=True, slots=True)
class Bank:
    """All answers, for those who fill a form."""

    answers: tuple[Answer, ...]

    def find(self, name: Name, country: str | None = None) -> Answer | None:
        """The answer of a kind, for a country where it is one for each."""
        return next((each for each in self.answers if each.kind.name is name and each.country == country), None)

    def custom(self, label: str) -> Answer | None:
        """The answer to a question of the candidate's own, in the same words."""
        words = folded(label)
        return next(
            (each for each in self.answers if each.kind.name is Name.CUSTOM and folded(each.question) == words), None
        )


async def bank(session: Session, now: datetime | None = None) -> Bank:
    """What is in the bank, in the order of kinds."""
    now = now or datetime.now(UTC)
    order = list(KINDS)
    rows = await session.scalars(select(AnswerRow).order_by(AnswerRow.subject, AnswerRow.id))
    answers = sorted((_answer(row, now) for row in rows), key=lambda each: order.index(each.kind.name))
    return Bank(tuple(answers))


async def answer(
    session: Session, name: Name, value: Any, *, country: str | None = None, question: str | None = None
) -> UUID:
    """Keep an answer, dated now; the one before it is replaced. Raises WrongAnswer. Returns its id."""
    kind = KINDS[name]
    subject = _subject(kind, country, question)
    kept = checked(kind, value)
    if name is Name.CUSTOM:
        others = await session.scalar(select(func.count()).where(AnswerRow.kind == name, AnswerRow.subject != subject))
        if (others or 0) >= MOST_CUSTOM:
            raise WrongAnswer(f"There are {MOST_CUSTOM} questions of your own already; remove one first.")
    values = {"value": kept, "question": question, "answered_at": datetime.now(UTC)}
    statement = insert(AnswerRow).values(kind=name.value, subject=subject, **values)
    found: UUID | None = await session.scalar(
        statement.on_conflict_do_update(index_elements=["workspace_id", "kind", "subject"], set_=values).returning(
            AnswerRow.id
        )
    )
    assert found is not None
    CHANGES.labels("answered").inc()
    return found


async def clear(session: Session, answer_id: UUID) -> None:
    """Take an answer out of the bank: the question is open again. Raises NoSuchAnswer."""
    gone = await session.scalar(delete(AnswerRow).where(AnswerRow.id == answer_id).returning(AnswerRow.id))
    if gone is None:
        raise NoSuchAnswer("There is no such answer in this workspace.")
    CHANGES.labels("cleared").inc()


def _subject(kind: Kind, country: str | None, question: str | None) -> str:
    if kind.per_country:
        if country is None or not is_country(country):
            raise WrongAnswer("Say for which country, as two letters: US, DE; EU stands for the European Union.")
        return country
    if country is not None:
        raise WrongAnswer("This answer is the same for every country; leave the country out.")
    if kind.name is Name.CUSTOM:
        words = folded(question or "")
        if not words or len(question or "") > LONGEST_QUESTION or not is_storable(question):
            raise WrongAnswer(f"Say which question it answers, in at most {LONGEST_QUESTION} characters.")
        return words
    if question is not None:
        raise WrongAnswer("This kind has its own question; leave the question out.")
    return ""


def _answer(row: AnswerRow, now: datetime) -> Answer:
    kind = KINDS[Name(row.kind)]
    until = row.answered_at + kind.holds if kind.holds else None
    past = kind.type is Type.DATE and date.fromisoformat(row.value) < now.date()
    return Answer(
        row.id,
        kind,
        row.subject if kind.per_country else None,
        row.question or kind.question,
        row.value,
        row.answered_at,
        until,
        past or (until is not None and until < now),
    )


def by_kind(bank: Bank) -> Mapping[Name, tuple[Answer, ...]]:
    """The answers of each kind, also of those that have none."""
    return {name: tuple(each for each in bank.answers if each.kind.name is name) for name in KINDS}
