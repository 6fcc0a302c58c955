"""Letters over HTTP: templates, previews, what is wanted, and the quality check."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response, status
from prometheus_client import Counter, Histogram

from rolecall.applications.queries import application
from rolecall.platform.api import CallerDep, PlatformDep, ProblemDocument, SessionDep
from rolecall.prepare.content import Draft
from rolecall.prepare.letters import redo, templates
from rolecall.prepare.letters.choices import LetterChoice, choice_of, choose
from rolecall.prepare.letters.held_against import letter_check
from rolecall.prepare.letters.schemas import (
    LetterCheckOut,
    LetterChoiceIn,
    LetterChoiceOut,
    LetterPlaceholderOut,
    LetterPreviewIn,
    LetterPreviewOut,
    LetterSettingsIn,
    LetterSettingsOut,
    LetterTemplateChangeIn,
    LetterTemplateDetailOut,
    LetterTemplateErrorOut,
    LetterTemplateIn,
    LetterTemplateOut,
    LetterTemplatesOut,
    LetterTemplateVersionOut,
)
from rolecall.prepare.letters.starter import STARTER
from rolecall.prepare.letters.template import COUNTED, SLOTS, parse
from rolecall.prepare.package import said
from rolecall.prepare.render_pdf import letter_pdf
from rolecall.prepare.schemas import LeftOutOut, LetterOut

router = APIRouter()
_PREVIEWS = Counter("rolecall_prepare_letter_previews_total", "Letters tried on a posting.", ["form"])
_SECONDS = Histogram("rolecall_prepare_letter_preview_seconds", "Drafting, and for a PDF setting, one letter.")
_WRONG: dict[int | str, dict[str, Any]] = {
    404: {"model": ProblemDocument},
    409: {"model": ProblemDocument},
    422: {"model": ProblemDocument},
}


@router.get("/letter-templates")
async def list_letter_templates(session: SessionDep) -> LetterTemplatesOut:
    """Your letter templates, and what may stand in one."""
    found = await templates.letter_templates(session)
    placeholders = [
        LetterPlaceholderOut(name=name, means=means, counted=name in COUNTED) for name, means in SLOTS.items()
    ]
    return LetterTemplatesOut(
        items=[LetterTemplateOut.model_validate(one) for one in found], placeholders=placeholders, starter=STARTER
    )


@router.post("/letter-templates", status_code=status.HTTP_201_CREATED, responses=_WRONG)
async def add_letter_template(wanted: LetterTemplateIn, session: SessionDep) -> LetterTemplateOut:
    """Keep a template. What is wrong with it is told with line and column (`errors`)."""
    return LetterTemplateOut.model_validate(
        await templates.add_template(session, wanted.name, wanted.language, wanted.text)
    )


@router.post("/letter-templates/preview", responses=_WRONG)
async def preview_letter_template(
    wanted: LetterPreviewIn, platform: PlatformDep, caller: CallerDep
) -> LetterPreviewOut:
    """Try a template, kept or not, on a posting with your profile. Nothing is kept."""
    errors = parse(wanted.text).errors if wanted.text is not None else ()
    if errors:
        told = [LetterTemplateErrorOut.model_validate(error) for error in errors]
        return LetterPreviewOut(errors=told, letter=None, text="", left_out=[], check=None)
    with _SECONDS.time():
        made, others = await _previewed(platform, caller, wanted)
    _PREVIEWS.labels("text").inc()
    return LetterPreviewOut(
        errors=[],
        letter=LetterOut.model_validate(said(made)["letter"]),
        text=as_text(made),
        left_out=[
            LeftOutOut(text=gone.text, why=gone.why) for gone in made.left_out if gone.why.startswith(OF_THE_LETTER)
        ],
        check=LetterCheckOut.model_validate(letter_check(made, others=others)),
    )


@router.post(
    "/letter-templates/preview/pdf",
    response_class=Response,
    responses={**_WRONG, 200: {"content": {"application/pdf": {}}, "description": "The letter as it would be sent."}},
)
async def preview_letter_pdf(wanted: LetterPreviewIn, platform: PlatformDep, caller: CallerDep) -> Response:
    """The same as PDF."""
    if wanted.text is not None:
        templates.refuse_wrong(wanted.text)
    with _SECONDS.time():
        made, _ = await _previewed(platform, caller, wanted)
        data = await asyncio.to_thread(letter_pdf, made)
    _PREVIEWS.labels("pdf").inc()
    headers = {"Content-Disposition": 'inline; filename="cover-letter.pdf"'}
    return Response(data, media_type="application/pdf", headers=headers)


@router.get("/letter-templates/{template_id}", responses={404: {"model": ProblemDocument}})
async def show_letter_template(template_id: UUID, session: SessionDep) -> LetterTemplateDetailOut:
    """One template with every version of it."""
    found = await templates.letter_template(session, template_id)
    versions = await templates.template_versions(session, template_id)
    shown = [LetterTemplateVersionOut.model_validate(version) for version in versions]
    return LetterTemplateDetailOut(**LetterTemplateOut.model_validate(found).model_dump(), versions=shown)


@router.patch("/letter-templates/{template_id}", responses=_WRONG)
async def change_letter_template(
    template_id: UUID, wanted: LetterTemplateChangeIn, session: SessionDep
) -> LetterTemplateOut:
    """Change a template; what it was is kept as a version. Packages already made stay as they are."""
    return LetterTemplateOut.model_validate(
        await templates.change_template(
            session, template_id, name=wanted.name, language=wanted.language, text=wanted.text
        )
    )


@router.delete(
    "/letter-templates/{template_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses={404: {"model": ProblemDocument}},
)
async def remove_letter_template(template_id: UUID, session: SessionDep) -> None:
    """Remove a template; letters are written in the house wording again."""
    await templates.remove_template(session, template_id)


@router.get("/letter-settings")
async def show_letter_settings(session: SessionDep) -> LetterSettingsOut:
    """How letters of this workspace are written where an application says nothing else."""
    return LetterSettingsOut.model_validate(await choice_of(session))


@router.put("/letter-settings", responses={404: {"model": ProblemDocument}})
async def choose_letter_settings(wanted: LetterSettingsIn, session: SessionDep) -> LetterSettingsOut:
    """Say how letters of this workspace are written from now on."""
    return LetterSettingsOut.model_validate(await choose(session, _choice(wanted)))


@router.get("/applications/{application_id}/letter", responses={404: {"model": ProblemDocument}})
async def show_letter_choice(application_id: UUID, session: SessionDep) -> LetterChoiceOut:
    """How the letter of this application is written."""
    await application(session, application_id)
    return LetterChoiceOut.model_validate(await choice_of(session, application_id))


@router.put("/applications/{application_id}/letter", responses=_WRONG)
async def choose_letter(
    application_id: UUID, wanted: LetterChoiceIn, platform: PlatformDep, caller: CallerDep
) -> LetterChoiceOut:
    """Say how the letter of this application is to be. It is written anew as the next version of the package, to be
    approved anew; the résumé stays as it is.
    """
    actor = f"user:{caller.user_id}"
    chosen = await redo.rewrite_letter(platform, caller.workspace_id, application_id, _choice(wanted), actor=actor)
    return LetterChoiceOut.model_validate(chosen)


@router.get("/applications/{application_id}/package/letter-check", responses={404: {"model": ProblemDocument}})
async def check_letter(application_id: UUID, session: SessionDep) -> LetterCheckOut:
    """The quality of the current package's letter, with a reason for every point it lacks."""
    return LetterCheckOut.model_validate(await redo.check_of(session, application_id))


OF_THE_LETTER = ("Taken out of your template", "Left out: there is nothing")


def as_text(made: Draft) -> str:
    """The letter as plain text: a blank line between paragraphs, points with a dash."""
    return "\n\n".join(
        "\n".join(f"- {s.text}" for s in paragraph.sentences)
        if paragraph.block == "list"
        else ("\n" if paragraph.block in ("sender", "address", "closing") else " ").join(
            s.text for s in paragraph.sentences
        )
        for paragraph in made.letter
    )


async def _previewed(platform: PlatformDep, caller: CallerDep, wanted: LetterPreviewIn) -> tuple[Draft, Sequence[str]]:
    """The package with the letter, drafted outside of a transaction, and the companies of other applications."""
    async with platform.db.workspace(caller.workspace_id, actor=f"user:{caller.user_id}") as session:
        materials = await redo.materials_of(
            session, wanted.posting_id, _choice(wanted), text=wanted.text, language=wanted.language
        )
        others = await redo.other_companies(session, materials.posting.company)
    return await redo.drafted(materials), others


def _choice(wanted: LetterSettingsIn) -> LetterChoice:
    if isinstance(wanted, LetterChoiceIn):
        return LetterChoice(
            wanted.tone, wanted.length, wanted.template_id, wanted.why.strip(), wanted.contact or None, own=True
        )
    return LetterChoice(wanted.tone, wanted.length, wanted.template_id)
