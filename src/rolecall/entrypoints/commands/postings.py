"""`rolecall postings`: search what was found, look at one, add one from anywhere, say which are one job."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from rolecall.entrypoints.commands import decide, wanted
from rolecall.entrypoints.commands import posting as one_posting
from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, owner_session, show
from rolecall.match.queries import ScoredPosting, Sort, scored_postings
from rolecall.match.rank import best_now, shown
from rolecall.match.searches.asked import FiltersIn
from rolecall.match.searches.facets import facets
from rolecall.platform.api import Caller
from rolecall.platform.resources import Platform

app = typer.Typer(help="Postings: search, show, check, add, decide, merge, separate.", no_args_is_help=True)
app.add_typer(one_posting.app)
app.add_typer(decide.app)


@app.callback()
def group() -> None:
    """Postings that were found, with their scores."""


@app.command()
def search(
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
    status: wanted.Status = "open",
    decided: wanted.Decided = None,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first.")] = False,
    best: Annotated[bool, typer.Option("--best", help="The best score first, also with words.")] = False,
    fit: Annotated[
        bool, typer.Option("--fit", help="The best for your résumé as it is now, also while scores are being made.")
    ] = False,
    count: Annotated[bool, typer.Option("--facets", help="How many there are for each value of each filter.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Postings by words and filters: with words the most relevant first, else the best."""
    asked = wanted.asked_for(
        q=words, remote=remote, workplace=workplace, location=location, country=country, city=city, company=company,
        board=board, min_salary=min_salary, currency=currency, level=level, function=function, employment_type=type_,
        language=language, visa=visa, published_within=days, min_score=min_score, status=status, decided=decided,
    )  # fmt: skip
    sort: Sort | None = "newest" if newest else "score" if best else None
    rows = (
        _facets(asked) if count else _fitting(asked, limit, json=json) if fit else _found(asked, sort, limit, json=json)
    )
    show(rows, as_json=json, empty="Nothing matches; try fewer words, or `rolecall boards check`.")


def row_of(item: ScoredPosting, *, json: bool) -> dict[str, Any]:
    """A posting as a line of a listing."""
    return {
        "score": item.score,
        "title": item.posting.title,
        "company": item.posting.company,
        "locations": list(item.posting.locations),
        "salary": item.posting.salary["text"] if item.posting.salary else None,
        "published": item.posting.published_at.date() if item.posting.published_at else None,
        "id": item.posting.id,
        **({"url": item.posting.url, "decision": item.decision} if json else {}),
    }


def _found(asked: FiltersIn, sort: Sort | None, limit: int, *, json: bool) -> list[dict[str, Any]]:
    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            found = await scored_postings(
                session,
                asked.of_postings(),
                min_score=asked.min_score,
                decision=asked.decision,
                decided=asked.decided,
                sort=sort,
                limit=limit,
            )
        return [row_of(item, json=json) for item in found.items]

    return as_owner(work)


def _fitting(asked: FiltersIn, limit: int, *, json: bool) -> list[dict[str, Any]]:
    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            best = [each for each in await best_now(session, asked.of_postings()) if asked.lets_through(each.match)]
            return [row_of(item, json=json) for item in await shown(session, best[:limit])]

    return as_owner(work)


def _facets(asked: FiltersIn) -> list[dict[str, Any]]:
    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            counted = await facets(session, asked)
        return [
            {"filter": name, "value": value.value, "postings": value.count}
            for name, values in counted.facets.items()
            for value in values
        ]

    return as_owner(work)
