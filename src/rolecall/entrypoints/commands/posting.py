"""`rolecall postings`, about single ones: show, check, add from anywhere, merge, separate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from rolecall.discover import by_hand, form, queries
from rolecall.discover.capture import Capture, capture
from rolecall.discover.compare import Comparison
from rolecall.discover.liveness import check
from rolecall.discover.queries import Liveness, Posting, Twin
from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, identifier, owner_session, plain, show
from rolecall.platform.api import Caller
from rolecall.platform.errors import InvalidInput
from rolecall.platform.resources import Platform

app = typer.Typer()

PostingId = Annotated[str, typer.Argument(metavar="ID", help="As `rolecall postings search` shows it.")]
OtherId = Annotated[str, typer.Argument(metavar="OTHER", help="The other one's id.")]
LONGEST_FILE = 6_000_000


@app.command("check")
def check_posting(id: PostingId, *, json: Annotated[bool, JSON_OPTION] = False) -> None:
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
            found = await queries.posting(session, posting_id)
        return {"title": found.title, "company": found.company, "url": found.url, "id": posting_id}

    row = as_owner(work)
    show([row], as_json=json, empty="")


@app.command("questions")
def show_form(id: PostingId, *, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """What the posting's application form asks, where its platform tells that."""

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        found = await form.questions(platform, owner.workspace_id, identifier(id), actor=f"user:{owner.user_id}")
        return [
            {
                "question": each.label,
                "kind": each.kind,
                "required": each.required,
                "options": [label for _, label in each.options],
                **({"id": each.id} if json else {}),
            }
            for each in found or ()
        ]

    show(as_owner(work), as_json=json, empty="Its platform does not tell what the form asks; open the form to see.")


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
