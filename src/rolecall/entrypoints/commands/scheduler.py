"""`rolecall scheduler`: jobs at fixed times."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from rolecall.entrypoints.commands.local import ACTOR, JSON_OPTION, on_platform, show
from rolecall.flow import FLOW
from rolecall.operate import queries
from rolecall.platform.jobs.steward import plan_schedules
from rolecall.platform.resources import Platform

app = typer.Typer(help="Jobs at fixed times: list, run, pause, resume.", no_args_is_help=True)


@app.command("list")
def list_schedules(*, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Every schedule, its next and its last run (UTC)."""

    async def work(platform: Platform) -> list[queries.Schedule]:
        await plan_schedules(platform.db, FLOW)
        async with platform.db.system(actor=ACTOR) as session:
            return await queries.schedules(session)

    show([asdict(row) for row in on_platform(work)], as_json=json, empty="There are no schedules.")


@app.command()
def run(name: str) -> None:
    """Run a schedule's job now."""

    async def work(platform: Platform) -> None:
        async with platform.db.system(actor=ACTOR) as session:
            await queries.run_schedule(session, name)

    on_platform(work)
    typer.echo(f"{name} runs as soon as a worker is free.")


@app.command()
def pause(name: str) -> None:
    """Stop running a schedule until it is resumed."""
    _pause(name, paused=True)
    typer.echo(f"{name} is paused.")


@app.command()
def resume(name: str) -> None:
    """Run a paused schedule again."""
    _pause(name, paused=False)
    typer.echo(f"{name} runs again at its times.")


def _pause(name: str, *, paused: bool) -> None:
    async def work(platform: Platform) -> None:
        async with platform.db.system(actor=ACTOR) as session:
            await queries.pause_schedule(session, name, paused=paused)

    on_platform(work)
