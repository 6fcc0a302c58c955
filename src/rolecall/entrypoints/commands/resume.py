"""`rolecall resume`: what a résumé file is worth to the programs that read it."""

from __future__ import annotations

import json as jsonlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, identifier, owner_session, plain, show
from rolecall.match.ats.check import AtsCheck, check_alone
from rolecall.match.ats.stored import check_with
from rolecall.platform.api import Caller
from rolecall.platform.errors import InvalidInput
from rolecall.platform.resources import Platform
from rolecall.profile.ats.check import check_resume
from rolecall.profile.read import Limits, read_resume

app = typer.Typer(help="Check a résumé file.", no_args_is_help=True)


@app.callback()
def resume() -> None:
    """Check a résumé file."""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="PDF, DOCX, TXT, Markdown, JSON Resume or RenderCV YAML.")],
    *,
    posting: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Its words against this posting, as `rolecall postings search` shows it."),
    ] = None,
    field: Annotated[
        str | None,
        typer.Option(metavar="TITLE", help="Its words against what postings of this title ask for most often."),
    ] = None,
    applications: Annotated[
        bool, typer.Option(help="Its words against the postings you have applications to.")
    ] = False,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """How applicant-tracking systems would read it: 0 to 100, why, and what to change. Alone it needs no database."""
    data = _content(file)
    made = check_resume(data, file.name, datetime.now(UTC).date())
    if posting is None and field is None and not applications:
        _print(check_alone(made), as_json=json)
        return

    async def work(platform: Platform, owner: Caller) -> AtsCheck:
        read = read_resume(data, file.name)
        async with owner_session(platform, owner) as session:
            return await check_with(
                session,
                made,
                read.resume,
                posting_id=identifier(posting) if posting else None,
                field=field,
                applied=applications,
            )

    _print(as_owner(work), as_json=json)


def _content(file: Path) -> bytes:
    """The file. Raises InvalidInput for what cannot be read."""
    try:
        with file.open("rb") as opened:
            return opened.read(Limits().file_bytes + 1)
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read: {error.strerror or error}.") from error


def _print(made: AtsCheck, *, as_json: bool) -> None:
    if as_json:
        told: dict[str, Any] = plain(made)
        told["file"].pop("text")
        typer.echo(jsonlib.dumps(told, indent=2, ensure_ascii=False))
        return
    against = f" against {made.against}" if made.against else ""
    typer.echo(f"{made.score} of 100{against} · {made.file.pages} pages, {made.file.words} words\n")
    rows = [
        {"part": part.name, "points": f"{part.points:.1f} of {part.weight:.1f}", "why": part.why}
        for part in made.parts
        if part.weight
    ]
    show(rows, as_json=False, empty="")
    typer.echo("")
    changes = [
        {
            "points": f"+{change.gain:.1f}" if change.gain else "advice",
            "what to change": change.what,
            "where": _where(change.where.page, change.where.text) if change.where else "",
        }
        for change in made.changes
    ]
    show(changes, as_json=False, empty="There is nothing to change.")
    for notice in made.notices:
        typer.echo(f"\n{notice}")


def _where(page: int | None, text: str | None) -> str:
    shown = "" if not text else f"“{text if len(text) <= 60 else text[:59] + '…'}”"
    return " ".join(part for part in (f"page {page}" if page else "", shown) if part)
