"""`rolecall apps analyse` and `analysis`: what speaks for an application and against it."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Annotated, Any

import typer

from rolecall.applications.queries import application
from rolecall.entrypoints.commands.local import ID, JSON_OPTION, as_owner, identifier, owner_session, plain
from rolecall.entrypoints.commands.models import LONGEST, LOOK_EVERY, NOBODY_WORKS, cost, somebody_works
from rolecall.match.analysis.answer import AnalysisStatement
from rolecall.match.analysis.plain import PlainAnalysis, plain_analysis
from rolecall.match.analysis.request import Prospect, prospect, request
from rolecall.match.analysis.runs import AnalysisRun, runs_of
from rolecall.match.queries import match_of_posting
from rolecall.platform.api import Caller
from rolecall.platform.llm.budget import dollars
from rolecall.platform.resources import Platform


def analyse(
    id: Annotated[str, ID],
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask whether it may cost that.")] = False,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Have the language model put the analysis into words; shows what it will cost and asks first."""
    application_id = identifier(id)

    async def look(platform: Platform, owner: Caller) -> Prospect:
        async with owner_session(platform, owner) as session:
            await application(session, application_id)
            return await prospect(platform, session, application_id, None)

    async def run(platform: Platform, owner: Caller) -> tuple[AnalysisRun, bool]:
        async with owner_session(platform, owner) as session:
            asked = await request(platform, session, application_id)
        return await _ended(platform, owner, asked)

    ahead = as_owner(look)
    if ahead.problem is not None:
        raise ahead.problem
    if not yes:
        typer.confirm(f"{cost(ahead.model, ahead.estimate, ahead.budget)} Ask it?", abort=True, err=True)
    made, worked_on = as_owner(run)
    if json:
        typer.echo(_document(made))
    elif made.ended_at is None:
        typer.echo(f"It is {made.state}.{'' if worked_on else NOBODY_WORKS} See `rolecall apps analysis {id}` later.")
    else:
        _show_run(made)
    if made.state == "failed":
        raise typer.Exit(1)


def show_analysis(id: Annotated[str, ID], *, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """What is met, what is missing, what could be said more plainly; in words too, where a model was run."""

    async def work(platform: Platform, owner: Caller) -> tuple[PlainAnalysis | None, list[AnalysisRun]]:
        async with owner_session(platform, owner) as session:
            view = await application(session, identifier(id))
            scored = await match_of_posting(session, view.posting_id)
            return plain_analysis(scored.match) if scored else None, await runs_of(session, view.id)

    found, runs = as_owner(work)
    if json:
        typer.echo(_document({"plain": found, "runs": runs}))
        return
    if found is None:
        typer.echo("This posting has no score yet; upload a résumé, or wait a moment.")
    else:
        typer.echo(found.summary)
        _list("Met", [f"{each.name} ({each.met.value}): {each.why}" for each in found.met])
        _list("Missing", [f"{each.name}: {each.why}" for each in found.missing])
        _list("Suggestions", [each.text for each in found.suggestions])
    if runs:
        typer.echo("")
        _show_run(runs[0])


async def _ended(platform: Platform, owner: Caller, asked: AnalysisRun) -> tuple[AnalysisRun, bool]:
    """The run when it has ended, or as it stands where nothing works on it; and whether something does."""
    until = time.monotonic() + LONGEST
    run = asked
    while run.ended_at is None and time.monotonic() < until:
        if not await somebody_works(platform):
            return run, False
        await asyncio.sleep(LOOK_EVERY)
        async with owner_session(platform, owner) as session:
            run = next(each for each in await runs_of(session, run.application_id) if each.id == run.id)
    return run, True


def _show_run(run: AnalysisRun) -> None:
    took = f"{'' if run.cost_exact else 'at most '}{dollars(run.cost_usd)}"
    if run.words is None:
        typer.echo(f"{run.model}: {run.state}. {run.problem or ''}".rstrip())
        return
    typer.echo(f"In words, by {run.model} ({run.tokens_in + run.tokens_out:,} tokens, {took}):")
    typer.echo(" ".join(statement.text for statement in run.words.commentary))
    _list("Met", _said(run.words.met))
    _list("Missing", _said(run.words.missing))
    _list("Suggestions", _said(run.words.suggestions))
    for notice in run.words.notices:
        typer.echo(f"\n{notice}")
    if run.dropped:
        typer.echo(f"\nLeft out: {run.dropped} that none of your facts support.")


def _said(statements: list[AnalysisStatement]) -> list[str]:
    return [statement.text + "".join(f"\n      “{fact.text}”" for fact in statement.facts) for statement in statements]


def _list(title: str, lines: list[str]) -> None:
    if lines:
        typer.echo(f"\n{title}")
        for line in lines:
            typer.echo(f"  - {line}")


def _document(value: Any) -> str:
    return json.dumps(plain(value), indent=2, ensure_ascii=False)
