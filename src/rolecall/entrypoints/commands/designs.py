"""`rolecall designs`: how résumé and letter can look."""

from __future__ import annotations

from typing import Annotated

import typer

from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, owner_session, show
from rolecall.platform.api import Caller
from rolecall.platform.resources import Platform
from rolecall.prepare.designs import DEFAULT, DESIGNS, design_of
from rolecall.profile.change import change_profile

app = typer.Typer(help="How résumé and letter look.", no_args_is_help=True)


@app.callback()
def designs() -> None:
    """How résumé and letter look."""


@app.command("list")
def list_designs(*, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """The designs there are. Needs no database."""
    rows = [
        {
            "name": design.name,
            "columns": design.columns,
            "for machines": design.machine_safe,
            "default": design.name == DEFAULT,
            "description": design.description,
        }
        for design in DESIGNS.values()
    ]
    show(rows, as_json=json, empty="")


@app.command()
def use(name: Annotated[str, typer.Argument(help="A name that `rolecall designs list` shows.")]) -> None:
    """Set papers to come in this design."""
    design = design_of(name)

    async def work(platform: Platform, owner: Caller) -> None:
        async with owner_session(platform, owner) as session:
            await change_profile(session, design=design.name)

    as_owner(work)
    typer.echo(f"Papers to come are set in the design {design.title}.")
