"""The answer bank over HTTP."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter

from rolecall.platform.api import ProblemDocument, SessionDep
from rolecall.profile.answers import bank as answers
from rolecall.profile.answers.bank import Answer
from rolecall.profile.answers.kinds import KINDS
from rolecall.profile.answers.schemas import AnswerIn, AnswerOut, BankOut, KindOut
from rolecall.profile.answers.values import told

router = APIRouter(tags=["profile"])


@router.get("/answers")
async def list_answers(session: SessionDep) -> BankOut:
    """Every kind of answer, with those that are in the bank."""
    found = answers.by_kind(await answers.bank(session))
    return BankOut(
        items=[
            KindOut(
                kind=kind.name,
                type=kind.type,
                question=kind.question,
                per_country=kind.per_country,
                choices=list(kind.choices),
                private=kind.private,
                holds_days=kind.holds.days if kind.holds else None,
                answers=[_answer(each) for each in found[kind.name]],
            )
            for kind in KINDS.values()
        ]
    )


@router.put("/answers", responses={422: {"model": ProblemDocument}})
async def set_answer(body: AnswerIn, session: SessionDep) -> AnswerOut:
    """Answer once, dated today; an answer that was there is replaced."""
    id_ = await answers.answer(session, body.kind, body.value, country=body.country, question=body.question)
    return _answer(next(each for each in (await answers.bank(session)).answers if each.id == id_))


@router.delete("/answers/{answer_id}", status_code=204, responses={404: {"model": ProblemDocument}})
async def clear_answer(answer_id: UUID, session: SessionDep) -> None:
    """Take an answer back; the question is asked again."""
    await answers.clear(session, answer_id)


def _answer(each: Answer) -> AnswerOut:
    return AnswerOut(
        id=each.id,
        kind=each.kind.name,
        country=each.country,
        question=each.question,
        value=each.value,
        told=told(each.kind, each.value),
        answered_at=each.answered_at,
        holds_until=each.holds_until,
        aged=each.aged,
    )
