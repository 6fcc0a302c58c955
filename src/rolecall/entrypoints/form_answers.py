"""The questions of a posting's form beside the candidate's answers.

It stands here because it goes through two capabilities' doors: the form is asked for (discover), the bank answers it
(profile).
"""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from prometheus_client import Counter
from pydantic import BaseModel

from rolecall.discover import form
from rolecall.discover.queries import posting as find_posting
from rolecall.platform.api import CallerDep, PlatformDep, ProblemDocument
from rolecall.platform.resources import Platform
from rolecall.profile.answers.bank import bank
from rolecall.profile.answers.fill import Field, Filled, fill_form
from rolecall.profile.queries import current_profile

router = APIRouter(tags=["profile"])
FIELDS = Counter("rolecall_profile_form_fields_total", "Fields of forms by where their answer came from.", ["status"])


class FieldOut(BaseModel):
    """A field and its answer. `value` goes into the form, `shown` is how a person reads it; null where nothing does.

    `status`: bank, profile, package (a file that it holds), declined (prefer not to say) or ask. `asks` is the kind of
    answer that it was taken for, `why` the sentence to it, `suggestion` what was answered to something near it.
    """

    id: str
    label: str
    kind: str
    required: bool | None
    options: list[tuple[str, str]]
    status: Literal["bank", "profile", "package", "declined", "ask"]
    asks: str | None
    country: str | None
    confidence: float
    why: str
    value: str | None
    shown: str | None
    suggestion: str | None


class FormAnswersOut(BaseModel):
    """The fields in the form's order. `told` is False where the platform does not tell them."""

    told: bool
    fields: list[FieldOut]


@router.get("/postings/{posting_id}/form-answers", responses={404: {"model": ProblemDocument}})
async def show_form_answers(posting_id: UUID, platform: PlatformDep, caller: CallerDep) -> FormAnswersOut:
    """What the posting's form asks, and which of it your answers and your profile answer. The board is asked."""
    found = await form_answers(platform, caller.workspace_id, posting_id, actor=f"user:{caller.user_id}")
    if found is None:
        return FormAnswersOut(told=False, fields=[])
    return FormAnswersOut(told=True, fields=[_field(each) for each in found])


async def form_answers(platform: Platform, workspace_id: UUID, posting_id: UUID, *, actor: str) -> list[Filled] | None:
    """Each field of the form with its answer; None where the platform does not tell them."""
    asked = await form.questions(platform, workspace_id, posting_id, actor=actor)
    if asked is None:
        return None
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        posting = await find_posting(session, posting_id)
        answers, profile = await bank(session), await current_profile(session)
    countries = {place.country for place in posting.locations}
    country = next(iter(countries)) if len(countries) == 1 else None
    fields = [Field(each.id, each.label, each.kind, each.required, each.options) for each in asked]
    filled = fill_form(fields, answers, profile.resume if profile else None, country)
    for each in filled:
        FIELDS.labels(each.status.value).inc()
    return filled


def _field(filled: Filled) -> FieldOut:
    field = filled.field
    return FieldOut(
        id=field.id,
        label=field.label,
        kind=field.kind,
        required=field.required,
        options=list(field.options),
        status=filled.status.value,
        asks=filled.asks,
        country=filled.country,
        confidence=filled.confidence,
        why=filled.why,
        value=filled.value,
        shown=filled.shown,
        suggestion=filled.suggestion,
    )
