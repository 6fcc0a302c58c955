"""The user's decisions about postings over HTTP, and what is learnt from them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from rolecall.match.learning import labels, learnt, scoring
from rolecall.match.learning.schemas import (
    DecisionIn,
    DecisionOut,
    ForgottenOut,
    LabelOut,
    ScoringExportOut,
    ScoringOut,
)
from rolecall.platform.api import ProblemDocument, SessionDep

router = APIRouter()


@router.post("/postings/{id}/decision", responses={404: {"model": ProblemDocument}, 422: {"model": ProblemDocument}})
async def decide_on_posting(id: UUID, said: DecisionIn, session: SessionDep) -> DecisionOut:
    """Put a posting on the shortlist, say that it is of no interest, or take that back (`clear`). It is learnt from."""
    label = await labels.decide(session, id, said.decision, said.reason)
    return DecisionOut(label=LabelOut.model_validate(label, from_attributes=True) if label else None)


@router.get("/match/model")
async def show_scoring(session: SessionDep) -> ScoringOut:
    """How your score is made: your decisions counted, what is still needed, what was learnt, and how good it is."""
    return ScoringOut.model_validate(asdict(await scoring.scoring(session)))


@router.delete("/match/model")
async def reset_scoring(
    session: SessionDep,
    labels_too: Annotated[bool, Query(alias="labels", description="Also forget your decisions.")] = False,
) -> ForgottenOut:
    """Go back to the general model. `POST /match/model/learn` learns again; with `labels` it first brings them back."""
    return ForgottenOut(labels=await learnt.reset(session, labels_too=labels_too))


@router.post("/match/model/learn")
async def learn_scoring(
    session: SessionDep,
    labels_too: Annotated[
        bool, Query(alias="labels", description="Bring back the decisions that the last reset forgot.")
    ] = False,
) -> ForgottenOut:
    """Learn from your decisions again, within the next seconds: what undoes a reset."""
    found = await labels.restore(session) if labels_too else 0
    await labels.plan_refit(session)
    return ForgottenOut(labels=found)


@router.get("/match/model/export")
async def export_scoring(session: SessionDep, response: Response) -> ScoringExportOut:
    """Everything that is kept of it: every label with its posting, and the model whole."""
    response.headers["Content-Disposition"] = 'attachment; filename="rolecall-scoring.json"'
    return ScoringExportOut.model_validate(await scoring.export(session))
