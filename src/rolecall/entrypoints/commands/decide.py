"""`rolecall postings`, what the user thinks of one: shortlist, reject, undecide."""

from __future__ import annotations

from typing import Annotated

import typer

from rolecall.discover.queries import Posting, posting
from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, identifier, owner_session, show
from rolecall.entrypoints.commands.posting import PostingId
from rolecall.match.learning import labels
from rolecall.match.learning.labels import LONGEST_REASON, REASONS, Decide, Label
from rolecall.platform.api import Caller
from rolecall.platform.resources import Platform

app = typer.Typer()


@app.command()
def shortlist(id: PostingId, *, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Put a posting on the shortlist; your score learns from it."""
    _decide(id, "shortlist", None, "is on your shortlist", json=json)


@app.command()
def reject(
    id: PostingId,
    *,
    reason: Annotated[str | None, typer.Option(help=f"{', '.join(REASONS)}, or your own words.")] = None,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Say that a posting is not for you, and why; your score learns from it."""
    if reason is not None and len(reason) > LONGEST_REASON:
        raise typer.BadParameter(f"has more than {LONGEST_REASON} characters", param_hint="--reason")
    _decide(id, "reject", reason, "is marked as not for you", json=json)


@app.command()
def undecide(id: PostingId, *, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Take back what you said of a posting."""
    _decide(id, "clear", None, "is undecided again", json=json)


def _decide(id: str, decision: Decide, reason: str | None, done: str, *, json: bool) -> None:
    async def work(platform: Platform, owner: Caller) -> tuple[Posting, Label | None]:
        async with owner_session(platform, owner) as session:
            label = await labels.decide(session, identifier(id), decision, reason)
            return await posting(session, identifier(id)), label

    found, label = as_owner(work)
    if not json:
        typer.echo(f"{found.title} at {found.company} {done}.")
        return
    row = {
        "id": identifier(id),
        "title": found.title,
        "company": found.company,
        "kind": label.kind if label else None,
        "relevant": label.relevant if label else None,
        "reason": label.reason if label else None,
    }
    show([row], as_json=True, empty="")
