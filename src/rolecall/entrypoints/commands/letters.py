"""`rolecall letters`: letter templates, a preview of a letter, and how good a letter is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, owner_session, show
from rolecall.match.queries import best_postings
from rolecall.platform.api import Caller
from rolecall.platform.db import Session
from rolecall.platform.errors import InvalidInput, NotFound
from rolecall.platform.resources import Platform
from rolecall.prepare.language import LANGUAGES
from rolecall.prepare.letters import redo, templates
from rolecall.prepare.letters.choices import LetterChoice
from rolecall.prepare.letters.held_against import letter_check
from rolecall.prepare.letters.phrases import Length, Tone
from rolecall.prepare.letters.routes import as_text
from rolecall.prepare.letters.template import MOST_CHARACTERS

app = typer.Typer(help="Cover letters: templates, previews, the quality check.", no_args_is_help=True)
kept = typer.Typer(help="Your own letter templates.", no_args_is_help=True)
app.add_typer(kept, name="templates")
Named = Annotated[str, typer.Argument(help="Its name or its id.")]
ToneOption = Annotated[Tone, typer.Option(help="How the letter speaks, where the template leaves it open.")]
LengthOption = Annotated[Length, typer.Option(help="How long the letter is, without a template.")]


@kept.command("list")
def list_templates(*, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Every letter template."""

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            return [_line(one) for one in await templates.letter_templates(session)]

    empty = "No letter templates yet; keep one with `rolecall letters templates add NAME FILE`."
    show(as_owner(work), as_json=json, empty=empty)


@kept.command("show")
def show_template(name: Named) -> None:
    """The text of a template."""

    async def work(platform: Platform, owner: Caller) -> str:
        async with owner_session(platform, owner) as session:
            return (await _named(session, name)).text

    typer.echo(as_owner(work))


@kept.command("add")
def add_template(
    name: Annotated[str, typer.Argument(help="What to call it.")],
    file: Annotated[Path, typer.Argument(help="A text file with placeholders such as {company}.")],
    *,
    language: Annotated[str, typer.Option(help="The language it is written in: en, de, fr, es, pt, it or nl.")] = "en",
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Keep a template; one of that name becomes its next version."""
    text = _text_of(file)
    if language not in LANGUAGES:
        raise InvalidInput(f"There is no wording in {language!r}; choose one of {', '.join(LANGUAGES)}.")

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            known = next((one for one in await templates.letter_templates(session) if one.name == name), None)
            if known is None:
                return [_line(await templates.add_template(session, name, language, text))]
            return [_line(await templates.change_template(session, known.id, language=language, text=text))]

    show(as_owner(work), as_json=json, empty="")


@kept.command("remove")
def remove_template(name: Named) -> None:
    """Remove a template."""

    async def work(platform: Platform, owner: Caller) -> None:
        async with owner_session(platform, owner) as session:
            await templates.remove_template(session, (await _named(session, name)).id)

    as_owner(work)
    typer.echo(f"The template {name} is removed.")


@kept.command("preview")
def preview_template(
    name: Named,
    *,
    posting: Annotated[str | None, typer.Option(help="The posting's id; without it, your best one.")] = None,
    tone: ToneOption = Tone.PLAIN,
) -> None:
    """The letter a template gives for a posting, and how good it is."""

    async def work(platform: Platform, owner: Caller) -> str:
        async with owner_session(platform, owner) as session:
            template = await _named(session, name)
            materials = await redo.materials_of(
                session, await _posting(session, posting), LetterChoice(tone, own=True),
                text=template.text, language=template.language,
            )  # fmt: skip
        return _told(await redo.drafted(materials))

    typer.echo(as_owner(work))


@app.command("preview")
def preview(
    *,
    posting: Annotated[str | None, typer.Option(help="The posting's id; without it, your best one.")] = None,
    tone: ToneOption = Tone.PLAIN,
    length: LengthOption = Length.MEDIUM,
) -> None:
    """The letter in the house wording for a posting, and how good it is."""

    async def work(platform: Platform, owner: Caller) -> str:
        async with owner_session(platform, owner) as session:
            choice = LetterChoice(tone, length, own=True)
            materials = await redo.materials_of(session, await _posting(session, posting), choice)
        return _told(await redo.drafted(materials))

    typer.echo(as_owner(work))


@app.command("check")
def check(
    application: Annotated[str, typer.Argument(help="The application's id.")],
    *,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """How good the letter of an application is, with the reasons."""

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            found = await redo.check_of(session, _id(application, "application"))
        told = [
            {"points": -finding.points, "what": finding.kind, "why": finding.why, "do": finding.todo}
            for finding in found.findings
        ]
        whole = {
            "points": found.score,
            "what": "score",
            "why": f"Of 100; the letter has {found.words} words.",
            "do": "",
        }
        return [whole, *told]

    show(as_owner(work), as_json=json, empty="")


def _told(made: Any) -> str:
    checked = letter_check(made)
    reasons = "".join(f"\n  -{finding.points} {finding.why} {finding.todo}" for finding in checked.findings)
    return f"{as_text(made)}\n\nQuality {checked.score} of 100, {checked.words} words.{reasons}"


def _line(template: templates.LetterTemplate) -> dict[str, Any]:
    return {
        "name": template.name,
        "language": template.language,
        "version": template.version,
        "default": template.default,
        "id": template.id,
    }


def _text_of(file: Path) -> str:
    try:
        if file.stat().st_size > 4 * MOST_CHARACTERS:
            raise InvalidInput(f"{file} is too large; a template has at most {MOST_CHARACTERS} characters.")
        return file.read_text("utf-8")
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{file} is no UTF-8 text; save it as UTF-8 and try again.") from error


async def _posting(session: Session, posting: str | None) -> UUID:
    if posting:
        return _id(posting, "posting")
    best = await best_postings(session, limit=1)
    if not best:
        raise NotFound("No posting has been scored yet; add a board first, or name a posting with --posting.")
    return best[0][0]


async def _named(session: Session, name: str) -> templates.LetterTemplate:
    for one in await templates.letter_templates(session):
        if name in {one.name, str(one.id)}:
            return one
    raise NotFound(f"There is no letter template {name}; `rolecall letters templates list` shows them.")


def _id(text: str, what: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidInput(f"{text!r} is no {what}'s id.") from None
