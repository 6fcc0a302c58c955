"""`rolecall facts`: what may be claimed of you, read from the résumé or said by you."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, owner_session, show
from rolecall.platform.api import Caller
from rolecall.platform.db import Session
from rolecall.platform.resources import Platform
from rolecall.profile.fact_base import listed
from rolecall.profile.fact_base.own import Said, add_fact, edit_fact, withdraw_fact
from rolecall.profile.facts import FactKind

app = typer.Typer(help="What may be claimed of you: read from your résumé, or said by you.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ID", help="As `rolecall facts list` shows it.")]
KIND = typer.Option(help="duty, project, education, skill, certificate, language or other.")
ABOUT = typer.Option(metavar="ID", help="The position, study or project it belongs to: the id of its fact.")
DATE = typer.Option(metavar="DATE", help="2021, 2021-06 or 2021-06-30.")


@app.command("list")
def list_facts(
    *,
    kind: Annotated[FactKind | None, typer.Option(help="Only of this kind.")] = None,
    own: Annotated[bool, typer.Option("--own", help="Only those you said.")] = False,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Those taken back instead.")] = False,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Every fact, in the résumé's order."""

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            found = await listed.facts(session, withdrawn=withdrawn)
        wanted = [fact for fact in found if kind in (None, fact.kind) and (not own or fact.origin == "own")]
        return [_line(fact, json=json) for fact in wanted]

    show(as_owner(work), as_json=json, empty="No facts yet; upload a résumé, or say one with `rolecall facts add`.")


@app.command()
def add(
    text: Annotated[str, typer.Argument(help="One statement: “Led 4 people”.")],
    *,
    kind: Annotated[FactKind, KIND] = FactKind.OTHER,
    about: Annotated[str | None, ABOUT] = None,
    since: Annotated[str | None, DATE] = None,
    until: Annotated[str | None, DATE] = None,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Say a fact once; it is used wherever facts are."""

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            return await _shown(session, await add_fact(session, Said(text, kind, about, since, until)), json=json)

    show(as_owner(work), as_json=json, empty="")


@app.command()
def edit(
    id: Id,
    *,
    text: Annotated[str | None, typer.Option(help="What it says from now on.")] = None,
    kind: Annotated[FactKind | None, KIND] = None,
    about: Annotated[str | None, ABOUT] = None,
    since: Annotated[str | None, DATE] = None,
    until: Annotated[str | None, DATE] = None,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Say it in other words. Its id stays, and what it said before is kept."""
    given = {"text": text, "kind": kind, "about": about, "since": since, "until": until}
    changes = {name: value for name, value in given.items() if value is not None}
    if not changes:
        raise typer.BadParameter("say what changes: --text, --kind, --about, --since or --until")

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            await edit_fact(session, id, changes)
            return await _shown(session, id, json=json)

    show(as_owner(work), as_json=json, empty="")


@app.command()
def remove(id: Id) -> None:
    """Take a fact back. It stays as withdrawn, so that packages made with it can be explained."""

    async def work(platform: Platform, owner: Caller) -> None:
        async with owner_session(platform, owner) as session:
            await withdraw_fact(session, id)

    as_owner(work)
    typer.echo(f"{id} is taken back; it is used no more.")


async def _shown(session: Session, fact_id: str, *, json: bool) -> list[dict[str, Any]]:
    found, _ = await listed.fact(session, fact_id)
    return [_line(found, json=json)]


def _line(fact: listed.Listed, *, json: bool) -> dict[str, Any]:
    short = {"id": fact.id, "kind": fact.kind.value, "from": fact.origin, "text": fact.text, "about": fact.about_text}
    if not json:
        return short
    return {
        **short,
        "about": fact.about,
        "pointer": fact.pointer,
        "since": fact.since,
        "until": fact.until,
        "said_at": fact.said_at,
        "withdrawn_at": fact.withdrawn_at,
        "why": fact.why,
        "note": fact.note,
    }
