"""`rolecall dead`: jobs that were given up."""

from __future__ import annotations

from typing import Annotated

import typer

from rolecall.entrypoints.commands.local import ACTOR, JSON_OPTION, on_platform, show
from rolecall.platform.errors import InvalidInput
from rolecall.platform.jobs.dead import DeadLetter, dead_letters, purge_dead, retry_dead
from rolecall.platform.resources import Platform

app = typer.Typer(help="Jobs that were given up: list, retry, purge.", no_args_is_help=True)

Ids = Annotated[list[int] | None, typer.Argument(help="Ids from `rolecall dead list`.")]
All = Annotated[bool, typer.Option("--all", help="Every dead letter.")]


@app.command("list")
def list_dead(
    *,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    after: Annotated[int, typer.Option(help="Start behind this id.")] = 0,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Dead letters with the reason of their last failure."""

    async def work(platform: Platform) -> list[DeadLetter]:
        async with platform.db.system(actor=ACTOR) as session:
            return await dead_letters(session, limit=limit, after=after)

    rows = [
        {
            "id": letter.id,
            "task": letter.task,
            "attempts": letter.attempts,
            "failed_at": letter.failed_at,
            "code": letter.code,
            "reason": letter.reason,
            **({"arguments": letter.arguments} if json else {}),
        }
        for letter in on_platform(work)
    ]
    show(rows, as_json=json, empty="There are no dead letters.")


@app.command()
def retry(ids: Ids = None, *, everything: All = False) -> None:
    """Run dead letters again, now."""

    async def work(platform: Platform) -> int:
        async with platform.db.system(actor=ACTOR) as session:
            chosen = await _chosen(platform, ids, everything=everything)
            return await retry_dead(session, chosen)

    typer.echo(f"{on_platform(work)} will run again as soon as a worker is free.")


@app.command()
def purge(ids: Ids = None, *, everything: All = False) -> None:
    """Throw dead letters away for good."""

    async def work(platform: Platform) -> int:
        async with platform.db.system(actor=ACTOR) as session:
            return await purge_dead(session, await _chosen(platform, ids, everything=everything))

    typer.echo(f"{on_platform(work)} thrown away.")


async def _chosen(platform: Platform, ids: list[int] | None, *, everything: bool) -> list[int]:
    if bool(ids) == everything:
        raise InvalidInput("Name the ids of dead letters, or give --all.")
    if ids:
        return ids
    found: list[int] = []
    async with platform.db.system(actor=ACTOR) as session:
        while page := await dead_letters(session, limit=1000, after=found[-1] if found else 0):
            found += [letter.id for letter in page]
    return found
