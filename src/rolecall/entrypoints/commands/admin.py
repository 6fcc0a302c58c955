"""`rolecall admin`: the whole installation in numbers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, show
from rolecall.operate.queries import Overview, overview
from rolecall.platform.api import Caller
from rolecall.platform.resources import Platform

app = typer.Typer(help="The workspace in numbers.", no_args_is_help=True)


@app.command()
def dashboard(*, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Postings, applications by state, boards, jobs."""

    async def work(platform: Platform, owner: Caller) -> Overview:
        return await overview(platform.db, owner.workspace_id)

    found = as_owner(work)
    if json:
        show([asdict(found)], as_json=True, empty="")
        return
    rows = [{"what": "open postings", "count": found.postings_open}, {"what": "scored", "count": found.scored}]
    rows += [{"what": f"applications {state.replace('_', ' ')}", "count": n} for state, n in found.applications.items()]
    rows += [{"what": f"boards {health}", "count": n} for health, n in found.boards.items()]
    rows += [{"what": f"jobs {state}", "count": n} for state, n in found.jobs.items()]
    show(rows, as_json=False, empty="")
