"""`rolecall apps`: applications, from the command line."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

import typer

from rolecall.applications import lifecycle
from rolecall.applications.queries import ApplicationView, State, application, applications, timeline
from rolecall.discover.queries import Liveness
from rolecall.entrypoints.commands import analysis, packages, rewording
from rolecall.entrypoints.commands.local import ID, JSON_OPTION, as_owner, identifier, owner_session, show
from rolecall.platform.api import Caller
from rolecall.platform.db import Session
from rolecall.platform.errors import InvalidInput
from rolecall.platform.resources import Platform
from rolecall.review.approve import approve as approve_package
from rolecall.review.queries import look_at_posting
from rolecall.review.reject import reject as reject_package

app = typer.Typer(
    help="Applications: list, show, analyse, reword, compare, approve, export, reject, withdraw.", no_args_is_help=True
)

Id = Annotated[str, ID]
Reason = Annotated[str, typer.Option(prompt="Why", help="Kept in the timeline.")]


app.command("analyse")(analysis.analyse)
app.command("analysis")(analysis.show_analysis)
app.command("export")(packages.export)
app.command("versions")(packages.versions)
app.command("compare")(packages.compare)
app.command("restore")(packages.restore)
app.command("reword")(rewording.reword)


@app.command("list")
def list_applications(
    *,
    state: Annotated[list[str] | None, typer.Option(help="Only these states; may be given several times.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Applications, the last moved first."""
    try:
        states = [State(name) for name in state or ()]
    except ValueError as error:
        raise InvalidInput(f"{error}; there are: {', '.join(State)}.") from error

    async def work(platform: Platform, owner: Caller) -> list[ApplicationView]:
        async with owner_session(platform, owner) as session:
            return await applications(session, states=states, limit=limit)

    rows = [_row(view, full=json) for view in as_owner(work)]
    show(rows, as_json=json, empty="No applications yet; prepare one from a posting in the dashboard.")


@app.command("show")
def show_application(id: Id, *, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """One application and its timeline, newest first."""

    async def work(platform: Platform, owner: Caller) -> tuple[ApplicationView, list[dict[str, Any]]]:
        async with owner_session(platform, owner) as session:
            view = await application(session, identifier(id))
            entries = await timeline(session, view.id)
        return view, [{"at": entry.at, "actor": entry.actor, "what": entry.text} for entry in entries]

    view, entries = as_owner(work)
    if json:
        show([_row(view, full=True) | {"timeline": entries}], as_json=True, empty="")
        return
    typer.echo(f"{view.title} · {view.company} · {view.state.replace('_', ' ')}\n{view.url}")
    typer.echo(f"Package: {view.fingerprint or 'none yet'}\n")
    show(entries, as_json=False, empty="")


@app.command()
def approve(
    id: Id,
    *,
    fingerprint: Annotated[str, typer.Option(help="Of the package that you read; `rolecall apps show` has it.")],
    even_if_closed: Annotated[bool, typer.Option("--even-if-closed", help="Although the posting is closed.")] = False,
) -> None:
    """Approve exactly the package with this fingerprint; its posting is looked at first."""

    async def work(platform: Platform, owner: Caller) -> tuple[ApplicationView, Liveness]:
        known = identifier(id)
        await look_at_posting(platform, owner.workspace_id, known, actor=f"user:{owner.user_id}")
        async with owner_session(platform, owner) as session:
            seen = await approve_package(session, known, fingerprint, even_if_closed=even_if_closed)
            return await application(session, known), seen

    view, seen = as_owner(work)
    typer.echo(f"{view.title} at {view.company} is {view.state.replace('_', ' ')}.")
    if seen.state != "live":
        typer.echo(f"The posting is {seen.state}: {seen.evidence}")


@app.command()
def reject(id: Id, *, reason: Reason) -> None:
    """Say no to the package."""
    _act(id, lambda session, known: reject_package(session, known, reason))


@app.command()
def withdraw(id: Id, *, reason: Annotated[str | None, typer.Option()] = None) -> None:
    """Step back from an application."""
    _act(id, lambda session, known: lifecycle.move(session, known, State.WITHDRAWN, reason=reason))


def _act(id: str, act: Callable[[Session, UUID], Awaitable[None]]) -> None:
    async def work(platform: Platform, owner: Caller) -> ApplicationView:
        async with owner_session(platform, owner) as session:
            await act(session, identifier(id))
            return await application(session, identifier(id))

    view = as_owner(work)
    typer.echo(f"{view.title} at {view.company} is {view.state.replace('_', ' ')}.")


def _row(view: ApplicationView, *, full: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": view.id,
        "state": view.state.value,
        "score": view.score,
        "title": view.title,
        "company": view.company,
        "moved_at": view.moved_at.replace(microsecond=0),
    }
    return asdict(view) | {"next": view.next} if full else row
