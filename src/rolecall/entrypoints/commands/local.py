"""What every command stands on: the database of this machine, the owner's workspace, and how lists are shown."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar
from uuid import UUID

import typer
from pydantic import TypeAdapter
from rich.console import Console
from rich.table import Table

from rolecall.accounts.personal import ensure_personal
from rolecall.entrypoints.roles import database
from rolecall.flow import FLOW
from rolecall.platform.api import Caller
from rolecall.platform.db import Session
from rolecall.platform.errors import InvalidInput
from rolecall.platform.resources import Platform, open_platform
from rolecall.platform.settings import Settings

Result = TypeVar("Result")
JSON_OPTION = typer.Option("--json", help="For machines.")
ID = typer.Argument(metavar="ID", help="As the listing shows it.")
_ANYTHING: TypeAdapter[Any] = TypeAdapter(Any)


def on_platform(work: Callable[[Platform], Awaitable[Result]]) -> Result:
    """Do something with everything opened."""
    settings = Settings()

    async def run(url: str) -> Result:
        async with open_platform(settings, url, FLOW) as platform:
            return await work(platform)

    with database(settings) as url:
        return asyncio.run(run(url))


def as_owner(work: Callable[[Platform, Caller], Awaitable[Result]]) -> Result:
    """Do something as this machine's owner, in their workspace."""

    async def run(platform: Platform) -> Result:
        return await work(platform, await ensure_personal(platform))

    return on_platform(run)


ACTOR = "operator"
_PIPED_WIDTH = 200


def owner_session(platform: Platform, owner: Caller) -> AbstractAsyncContextManager[Session]:
    """One transaction in the owner's workspace and name."""
    return platform.db.workspace(owner.workspace_id, actor=f"user:{owner.user_id}")


def identifier(text: str) -> UUID:
    """An id as a person types it; raises InvalidInput."""
    try:
        return UUID(text)
    except ValueError as error:
        raise InvalidInput(f"{text} is not an id; the listings show them in their first column.") from error


def plain(value: Any) -> Any:
    """Dataclasses, models, dates and ids as JSON values."""
    return _ANYTHING.dump_python(value, mode="json")


def show(rows: Sequence[Mapping[str, Any]], *, as_json: bool, empty: str) -> None:
    """A listing: JSON for machines, a table for people, a sentence when there is nothing."""
    if as_json:
        typer.echo(json.dumps(plain(list(rows)), indent=2, ensure_ascii=False))
        return
    if not rows:
        typer.echo(empty)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in rows[0]:
        # An id that is broken over lines cannot be copied.
        table.add_column(name.replace("_", " "), overflow="fold", no_wrap=name == "id")
    for row in plain(list(rows)):
        table.add_row(*(_cell(value) for value in row.values()))
    Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH).print(table)


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(str(part) for part in value)
    return str(value)
