"""`rolecall boards`: the boards that are followed, and how they are."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from rolecall.discover import crawl, follow, schedule
from rolecall.discover.followed import FollowedBoard, followed_boards
from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, owner_session, plain, show
from rolecall.platform.api import Caller
from rolecall.platform.db import Session
from rolecall.platform.errors import InvalidInput, NotFound
from rolecall.platform.resources import Platform

app = typer.Typer(help="Boards: list, add, check, schedule, remove.", no_args_is_help=True)

AT_ONCE = 8
"""Boards that `check` reads at the same time, as a worker does."""

Wanted = Annotated[str, typer.Argument(help="greenhouse:canonical, a careers or posting URL, or a company's name.")]
Named = Annotated[str, typer.Argument(help="Its address or id, as `rolecall boards list` shows it.")]


@app.command("list")
def list_boards(*, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Followed boards with their health."""
    rows = as_owner(_all)
    shown = [plain(row) for row in rows] if json else [_shown(row) for row in rows]
    show(shown, as_json=json, empty="No boards yet; add one with `rolecall boards add greenhouse:NAME`.")


@app.command()
def add(wanted: Wanted) -> None:
    """Follow a board. It is read as soon as a worker is free (`rolecall up`), or now with `rolecall boards check`."""

    async def work(platform: Platform, owner: Caller) -> str:
        address = await follow.resolve(wanted, platform.settings, platform.http)
        async with owner_session(platform, owner) as session:
            return (await follow.follow(session, address)).address

    typer.echo(f"Following {as_owner(work)}.")


@app.command()
def remove(board: Named) -> None:
    """Stop following a board; applications to its postings stay."""

    async def work(platform: Platform, owner: Caller) -> str:
        async with owner_session(platform, owner) as session:
            row = await _named(session, board)
            await follow.unfollow(session, row.id)
            return row.address

    typer.echo(f"{as_owner(work)} is not followed any more.")


@app.command("schedule")
def change_schedule(
    board: Named,
    *,
    every: Annotated[
        int | None, typer.Option(metavar="MINUTES", help="How often it is read; 0: as often as the settings say.")
    ] = None,
    pause: Annotated[bool, typer.Option("--pause", help="Read it no more by itself.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Read it by itself again.")] = False,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """How often a board is read by itself; without an option, how it is now."""
    if pause and resume:
        raise InvalidInput("Give --pause or --resume, not both.")

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            board_id = (await _named(session, board)).id
            if every is not None:
                await schedule.set_every(session, platform.settings, board_id, every or None)
            if pause:
                await schedule.pause(session, board_id)
            if resume:
                await schedule.resume(session, board_id)
        return [_shown(row) for row in await _all(platform, owner) if row.id == board_id]

    show(as_owner(work), as_json=json, empty="")


@app.command()
def check(
    board: Annotated[str | None, typer.Argument(help="Only this one; else all.")] = None,
    *,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Read boards now and say how they are. Exit status 1 when one of them cannot be read."""

    async def work(platform: Platform, owner: Caller) -> list[FollowedBoard]:
        async with owner_session(platform, owner) as session:
            known = [await _named(session, board)] if board else await followed_boards(session)
        rows = [row for row in known if row.followed]
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            total = progress.add_task("Reading boards", total=len(rows))
            few = asyncio.Semaphore(AT_ONCE)

            async def one(row: FollowedBoard) -> None:
                async with few:
                    await crawl.crawl(platform, owner.workspace_id, row.id)
                progress.advance(total)

            await asyncio.gather(*(one(row) for row in rows))
        checked = {row.id for row in rows}
        return [row for row in await _all(platform, owner) if row.id in checked]

    found = as_owner(work)
    show(
        [{"address": row.address, "outcome": _outcome(row), "health": row.health.sentence} for row in found],
        as_json=json,
        empty="No boards yet; add one with `rolecall boards add greenhouse:NAME`.",
    )
    raise typer.Exit(int(any(row.health.state in ("failing", "needs_person") for row in found)))


def _outcome(row: FollowedBoard) -> str:
    return "failed" if row.health.state in ("failing", "needs_person") else "read"


def _shown(row: FollowedBoard) -> dict[str, Any]:
    return {
        "address": row.address,
        "company": row.company,
        "state": row.health.state,
        "health": row.health.sentence,
        "every minutes": row.every_minutes,
        "next reading": row.next_crawl_at.strftime("%Y-%m-%d %H:%M UTC") if row.next_crawl_at else None,
        "id": row.id,
    }


async def _all(platform: Platform, owner: Caller) -> list[FollowedBoard]:
    async with owner_session(platform, owner) as session:
        return await followed_boards(session)


async def _named(session: Session, name: str) -> FollowedBoard:
    for row in await followed_boards(session):
        if name in {row.address, str(row.id)}:
            return row
    raise NotFound(f"There is no board {name} among those you follow; `rolecall boards list` shows them.")
