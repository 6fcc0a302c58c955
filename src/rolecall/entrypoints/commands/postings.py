"""`rolecall postings`: search what was found, and say which postings are one job."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from rolecall.discover import by_hand, queries
from rolecall.discover.compare import Comparison
from rolecall.discover.queries import Posting, PostingFilters, Twin
from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, identifier, owner_session, plain, show
from rolecall.match.queries import scored_postings
from rolecall.platform.api import Caller
from rolecall.platform.resources import Platform

app = typer.Typer(help="Postings: search, show, merge, separate.", no_args_is_help=True)

PostingId = Annotated[str, typer.Argument(metavar="ID", help="As `rolecall postings search` shows it.")]
OtherId = Annotated[str, typer.Argument(metavar="OTHER", help="The other one's id.")]


@app.callback()
def group() -> None:
    """Postings that were found, with their scores."""


@app.command()
def search(
    words: Annotated[str | None, typer.Argument(help='Words, "a phrase", -without.')] = None,
    *,
    remote: Annotated[bool, typer.Option("--remote", help="Only remote ones.")] = False,
    location: Annotated[str | None, typer.Option(help="A city, region or country.")] = None,
    company: Annotated[str | None, typer.Option()] = None,
    board: Annotated[str | None, typer.Option(help="A board's name or address.")] = None,
    min_score: Annotated[int | None, typer.Option(min=0, max=100)] = None,
    status: Annotated[str, typer.Option(help="open, closed or all.")] = "open",
    newest: Annotated[bool, typer.Option("--newest", help="The newest first, instead of the best.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Postings by words and filters, the best first."""
    if status not in {"open", "closed", "all"}:
        raise typer.BadParameter("open, closed or all", param_hint="--status")
    states: dict[str, Literal["open", "closed", "all"]] = {"open": "open", "closed": "closed", "all": "all"}
    filters = PostingFilters(
        q=words, remote=remote or None, location=location, company=company, board=board, status=states[status]
    )

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            found = await scored_postings(
                session, filters, min_score=min_score, sort="newest" if newest else "score", limit=limit
            )
        return [
            {
                "score": item.score,
                "title": item.posting.title,
                "company": item.posting.company,
                "locations": list(item.posting.locations),
                "salary": item.posting.salary["text"] if item.posting.salary else None,
                "published": item.posting.published_at.date() if item.posting.published_at else None,
                "id": item.posting.id,
                **({"url": item.posting.url, "decision": item.decision} if json else {}),
            }
            for item in found.items
        ]

    show(as_owner(work), as_json=json, empty="Nothing matches; try fewer words, or `rolecall boards check`.")


@app.command("show")
def show_posting(id: PostingId, *, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """One posting, and which others are the same job or linked with it, with the reasons."""

    async def work(platform: Platform, owner: Caller) -> tuple[Posting, list[Twin]]:
        async with owner_session(platform, owner) as session:
            found = await queries.posting(session, identifier(id))
            return found, await queries.twins(session, identifier(id))

    found, twins = as_owner(work)
    if json:
        show([{**plain(found), "twins": plain(twins)}], as_json=True, empty="")
        return
    where = "; ".join(place.text for place in found.locations) or "no place"
    closed = f" · closed {found.closed_at.date()}" if found.closed_at else ""
    typer.echo(f"{found.title} · {found.company} · {where}{closed}\n{found.url}\n")
    rows = [
        {
            "kind": twin.kind,
            "title": twin.title,
            "company": twin.company,
            "locations": list(twin.locations),
            "why": " ".join(f"{each.words}" for each in twin.signals),
            "id": twin.id,
        }
        for twin in twins
    ]
    show(rows, as_json=False, empty="No other posting is linked with it.")


@app.command()
def merge(id: PostingId, other: OtherId, *, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Say that two postings are one job: one is shown for both, until they are separated."""

    async def work(platform: Platform, owner: Caller) -> Comparison:
        async with owner_session(platform, owner) as session:
            return await by_hand.unite(session, identifier(id), identifier(other))

    found = as_owner(work)
    rows = [
        {"speaks": speaks, "strength": each.strength, "words": each.words, **({"signal": each.signal} if json else {})}
        for speaks, signals in (("for", found.signals), ("against", found.against))
        for each in signals
    ]
    if not json:
        typer.echo("Merged. `rolecall postings separate` takes it back.\n")
    show(rows, as_json=json, empty="Nothing but your word speaks for it or against it.")


@app.command()
def separate(id: PostingId, other: OtherId) -> None:
    """Say that two postings are not one job: both are shown, and they are never merged again by themselves."""

    async def work(platform: Platform, owner: Caller) -> None:
        async with owner_session(platform, owner) as session:
            await by_hand.separate(session, identifier(id), identifier(other))

    as_owner(work)
    typer.echo("Separated. Both are shown from now on.")
