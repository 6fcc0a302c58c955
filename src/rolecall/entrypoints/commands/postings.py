"""`rolecall postings`: search what was found."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from rolecall.discover.queries import PostingFilters
from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, owner_session, show
from rolecall.match.queries import scored_postings
from rolecall.platform.api import Caller
from rolecall.platform.resources import Platform

app = typer.Typer(help="Search postings.", no_args_is_help=True)


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
