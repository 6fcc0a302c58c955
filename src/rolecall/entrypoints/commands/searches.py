"""`rolecall searches`: searches that are kept, and what is new in them."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import typer

from rolecall.entrypoints.commands import wanted
from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, owner_session, show
from rolecall.entrypoints.commands.postings import row_of
from rolecall.match.searches import saved
from rolecall.platform.api import Caller
from rolecall.platform.db import Session
from rolecall.platform.errors import NotFound
from rolecall.platform.resources import Platform

app = typer.Typer(help="Keep searches that say when something new matches.", no_args_is_help=True)
Named = Annotated[str, typer.Argument(help="Its name or its id.")]


@app.command("list")
def list_searches(*, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Every saved search, and how much is new in it."""

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            return [_line(search, json=json) for search in await saved.saved_searches(session)]

    show(as_owner(work), as_json=json, empty="No saved searches yet; keep one with `rolecall searches add NAME WORDS`.")


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="What to call it.")],
    words: wanted.Words = None,
    *,
    remote: wanted.Remote = False,
    workplace: wanted.Workplace = None,
    location: wanted.Location = None,
    country: wanted.Country = None,
    city: wanted.City = None,
    company: wanted.Company = None,
    board: wanted.Board = None,
    min_salary: wanted.MinSalary = None,
    currency: wanted.Currency = None,
    level: wanted.Level = None,
    function: wanted.Function = None,
    type_: wanted.Type = None,
    language: wanted.Language = None,
    visa: wanted.Visa = None,
    days: wanted.Days = None,
    min_score: wanted.MinScore = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Count what is new, but do not tell.")] = False,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Keep a search. What it finds by now is not new."""
    asked = wanted.asked_for(
        q=words, remote=remote, workplace=workplace, location=location, country=country, city=city, company=company,
        board=board, min_salary=min_salary, currency=currency, level=level, function=function, employment_type=type_,
        language=language, visa=visa, published_within=days, min_score=min_score,
    )  # fmt: skip

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            return [_line(await saved.save(session, name, asked, notify=not quiet), json=json)]

    show(as_owner(work), as_json=json, empty="")


@app.command()
def run(
    name: Named,
    *,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    keep: Annotated[bool, typer.Option("--keep-new", help="What is new stays new.")] = False,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """What a saved search finds, what is new first; afterwards it is new no more."""

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            id = await _named(session, name)
            found, _ = await saved.found_by(session, id, limit=limit)
            if not keep:
                await saved.change(session, id, seen=True)
        return [{"new": one.new, **row_of(one.scored, json=json)} for one in found]

    show(as_owner(work), as_json=json, empty="Nothing matches this search now.")


@app.command()
def remove(name: Named) -> None:
    """Forget a saved search."""

    async def work(platform: Platform, owner: Caller) -> None:
        async with owner_session(platform, owner) as session:
            await saved.remove(session, await _named(session, name))

    as_owner(work)
    typer.echo(f"The search {name} is removed.")


def _line(search: saved.SavedSearch, *, json: bool) -> dict[str, Any]:
    filters = search.filters.model_dump(mode="json", exclude_defaults=True)
    said = [f"{key}={','.join(value) if isinstance(value, list) else value}" for key, value in filters.items()]
    return {
        "name": search.name,
        "new": search.new,
        "filters": filters if json else said,
        "notify": search.notify,
        "id": search.id,
    }


async def _named(session: Session, name: str) -> UUID:
    for search in await saved.saved_searches(session):
        if name in {search.name, str(search.id)}:
            return search.id
    raise NotFound(f"There is no saved search {name}; `rolecall searches list` shows them.")
