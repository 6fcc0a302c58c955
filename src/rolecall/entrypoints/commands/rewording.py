"""`rolecall apps reword`: the lines of a package in other words, by the language model and through the claim gate."""

from __future__ import annotations

import asyncio
import json as json_of
import time
from typing import Annotated
from uuid import UUID

import typer

from rolecall.entrypoints.commands.local import ID, JSON_OPTION, as_owner, identifier, owner_session, plain
from rolecall.entrypoints.commands.models import LONGEST, LOOK_EVERY, NOBODY_WORKS, cost, somebody_works
from rolecall.platform.api import Caller
from rolecall.platform.errors import Conflict
from rolecall.platform.resources import Platform
from rolecall.prepare.queries import current_package
from rolecall.prepare.reword_package import Prospect, counted, prospect
from rolecall.prepare.reword_request import request
from rolecall.prepare.reword_runs import RewordRun, last_run


def reword(
    id: Annotated[str, ID],
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask whether it may cost that.")] = False,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Have the language model reword the package's lines; shows what it will cost and asks first.

    A line that says more than your facts do stays as it was. The result is a new version of the package;
    `rolecall apps restore` brings the old one back.
    """
    application_id = identifier(id)

    async def look(platform: Platform, owner: Caller) -> tuple[Prospect, bool]:
        async with owner_session(platform, owner) as session:
            ahead = await prospect(platform, session, application_id)
            version = (await current_package(session, application_id)).version
            before = await last_run(platform, session, application_id)
            return ahead, before is not None and before.ended_at is None and before.version == version

    async def run(platform: Platform, owner: Caller) -> tuple[RewordRun, bool]:
        async with owner_session(platform, owner) as session:
            run_id, _ = await request(platform, session, application_id)
        return await _ended(platform, owner, application_id, run_id)

    ahead, is_asked = as_owner(look)
    if not is_asked:
        if ahead.problem is not None:
            raise ahead.problem
        if not yes:
            typer.confirm(
                f"{counted(ahead.lines)}: {cost(ahead.model, ahead.estimate, ahead.budget)} Reword?",
                abort=True,
                err=True,
            )
    made, worked_on = as_owner(run)
    if json:
        typer.echo(json_of.dumps(plain(made), indent=2, ensure_ascii=False))
    else:
        _show(id, made, worked_on=worked_on)
    if made.state == "failed":
        raise typer.Exit(1)


async def _ended(platform: Platform, owner: Caller, application_id: UUID, run_id: UUID) -> tuple[RewordRun, bool]:
    """The run when it has ended, or as it stands where nothing works on it; and whether something does."""
    until = time.monotonic() + LONGEST
    while True:
        async with owner_session(platform, owner) as session:
            run = await last_run(platform, session, application_id)
        if run is None or run.id != run_id:
            raise Conflict("Somebody asked for another rewording meanwhile; the application's timeline has both.")
        if run.ended_at is not None or time.monotonic() > until:
            return run, True
        if not await somebody_works(platform):
            return run, False
        await asyncio.sleep(LOOK_EVERY)


def _show(id: str, run: RewordRun, *, worked_on: bool) -> None:
    if run.ended_at is None:
        why = f" {run.said}" if run.said else ""
        waits = "" if worked_on else NOBODY_WORKS
        typer.echo(f"It is {run.state}.{why}{waits} See `rolecall apps show {id}` later.")
        return
    typer.echo(_sentence(run.said or ""))
    for taken in run.reworded:
        typer.echo(f"\n  - {taken.before}\n  + {taken.after}")
    if run.refused:
        typer.echo("\nNot taken; these lines stay as they are:")
        for refused in run.refused:
            typer.echo(f"\n    {refused.line}\n  × {refused.text}\n    {_sentence(refused.why)}")
    if run.made is not None:
        typer.echo(f"\nThis is version {run.made}. `rolecall apps restore {id} {run.version}` takes it back.")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
