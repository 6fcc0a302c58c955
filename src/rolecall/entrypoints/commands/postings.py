"""`rolecall postings`: search what was found, look at one, add one from anywhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from rolecall.discover.capture import Capture, capture
from rolecall.discover.liveness import check
from rolecall.discover.queries import Liveness
from rolecall.discover.queries import posting as posting_of
from rolecall.entrypoints.commands import wanted
from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, identifier, owner_session, plain, show
from rolecall.match.asked import FiltersIn
from rolecall.match.facets import facets
from rolecall.match.queries import ScoredPosting, Sort, scored_postings
from rolecall.platform.api import Caller
from rolecall.platform.errors import InvalidInput
from rolecall.platform.resources import Platform

app = typer.Typer(help="Postings: search, check, add.", no_args_is_help=True)


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
    newest: Annotated[bool, typer.Option("--newest", help="The newest first.")] = False,
    best: Annotated[bool, typer.Option("--best", help="The best score first, also with words.")] = False,
    count: Annotated[bool, typer.Option("--facets", help="How many there are for each value of each filter.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Postings by words and filters: with words the most relevant first, else the best."""
    asked = wanted.asked_for(
        q=words, remote=remote, workplace=workplace, location=location, country=country, city=city, company=company,
        board=board, min_salary=min_salary, currency=currency, level=level, function=function, employment_type=type_,
        language=language, visa=visa, published_within=days, min_score=min_score, status=status,
    )  # fmt: skip
    sort: Sort | None = "newest" if newest else "score" if best else None
    rows = _facets(asked) if count else _found(asked, sort, limit, json=json)
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
                session, asked.of_postings(), min_score=asked.min_score, decision=asked.decision, sort=sort, limit=limit
            )
        return [row_of(item, json=json) for item in found.items]

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


Id = Annotated[str, typer.Argument(metavar="ID", help="As `rolecall postings search` shows it.")]
LONGEST_FILE = 6_000_000


@app.command("check")
def check_posting(id: Id, *, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Look at one posting now: live, closed or unknown, and what was seen."""

    async def work(platform: Platform, owner: Caller) -> Liveness:
        return await check(platform, owner.workspace_id, identifier(id), actor=f"user:{owner.user_id}")

    seen = as_owner(work)
    if json:
        show([plain(seen)], as_json=True, empty="")
    else:
        typer.echo(f"{seen.state.capitalize()}: {seen.evidence}")


@app.command()
def add(
    url: Annotated[str | None, typer.Argument(help="The posting's address.")] = None,
    *,
    file: Annotated[
        str | None, typer.Option(metavar="FILE", help="Its page as HTML or its text; - reads standard input.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="If it cannot be read from that.")] = None,
    company: Annotated[str | None, typer.Option()] = None,
    location: Annotated[str | None, typer.Option()] = None,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Keep a posting from anywhere: by its address, a saved page, or pasted text."""
    if not url and not file:
        raise typer.BadParameter("give the posting's address, or --file with its page or text", param_hint="URL")
    content = _content(file) if file else ""
    is_page = content.lstrip("\ufeff \t\r\n").startswith("<")
    given = Capture(
        url=url,
        html=content if is_page else None,
        text=None if is_page else content,
        title=title,
        company=company,
        location=location,
    )

    async def work(platform: Platform, owner: Caller) -> dict[str, Any]:
        posting_id = await capture(platform, owner.workspace_id, given, actor=f"user:{owner.user_id}")
        async with owner_session(platform, owner) as session:
            found = await posting_of(session, posting_id)
        return {"title": found.title, "company": found.company, "url": found.url, "id": posting_id}

    row = as_owner(work)
    show([row], as_json=json, empty="")


def _content(file: str) -> str:
    """A saved page or text. Raises InvalidInput for what cannot be read or is too large."""
    try:
        if file == "-":
            data = sys.stdin.buffer.read(LONGEST_FILE + 1)
        else:
            with Path(file).open("rb") as opened:
                data = opened.read(LONGEST_FILE + 1)
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read: {error.strerror or error}.") from error
    if len(data) > LONGEST_FILE:
        raise InvalidInput(f"{file} is larger than {LONGEST_FILE // 1_000_000} MB; save the posting alone.")
    return data.decode("utf-8", "replace")
