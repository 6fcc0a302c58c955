"""`rolecall match`: what is missing, who suits a posting, what became of a score, and scoring again."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console
from rich.progress import track

from rolecall.discover.queries import Posting, posting
from rolecall.entrypoints.commands.local import (
    JSON_OPTION,
    as_owner,
    identifier,
    on_platform,
    owner_session,
    plain,
    show,
)
from rolecall.match.candidates.for_posting import MOST, RankedCandidate, candidates, score_all
from rolecall.match.candidates.prepared import neutral
from rolecall.match.catch_up import VersionCount, behind, by_version, scored_workspaces
from rolecall.match.gaps.kept import GapsAnswer, find_and_keep
from rolecall.match.gaps.liked import LikedBy, LikedIn
from rolecall.match.history import history
from rolecall.match.jobs import rescore_outdated
from rolecall.match.model import Match, Met
from rolecall.match.queries import as_json
from rolecall.match.requirements.read import read
from rolecall.match.rescore import queue_all
from rolecall.match.score import VERSION, WEAK, score_prepared
from rolecall.platform.api import Caller
from rolecall.platform.errors import InvalidInput, Problem
from rolecall.platform.jobs.dead import job_counts
from rolecall.platform.jobs.declare import defer_for
from rolecall.platform.resources import Platform
from rolecall.profile.read import ReadResume, read_resume

app = typer.Typer(help="Scores: show, model, gaps, candidates, history, rescoring.", no_args_is_help=True)
PostingId = Annotated[str, typer.Argument(metavar="POSTING_ID", help="As `rolecall postings search` shows it.")]
_READABLE = {".pdf", ".docx", ".txt", ".md", ".markdown", ".json", ".yaml", ".yml"}


@app.callback()
def group() -> None:
    """Scores of postings, and what follows from them."""


@app.command("gaps")
def show_gaps(
    *,
    liked: Annotated[list[LikedBy] | None, typer.Option(help="Liked in this way; repeatable, all without it.")] = None,
    query: Annotated[str | None, typer.Option(help="Words that the title must have.")] = None,
    min_score: Annotated[int, typer.Option(min=0, max=100, help="From which score a posting counts as liked.")] = WEAK,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """What is missing most often among the postings you like, and what one thing more would open."""
    asked = LikedIn(liked=tuple(liked) if liked else tuple(LikedBy), query=query or None, min_score=min_score)

    async def work(platform: Platform, owner: Caller) -> GapsAnswer:
        actor = f"user:{owner.user_id}"
        return await find_and_keep(platform, owner.workspace_id, asked, actor=actor, where="command")

    answer = as_owner(work)
    found = answer.found or {}
    if json:
        show([{**found, "liked": plain(answer.liked.by), "left_off": answer.liked.left_off}], as_json=True, empty="")
        return
    typer.echo(_looked_at(found, answer.liked.left_off) + "\n")
    show([_gap_row(gap) for gap in found["gaps"]], as_json=False, empty="Nothing is missing among them.")
    if found["hard"]:
        typer.echo("\nNo skill that one learns:")
        show([_hard_row(hard) for hard in found["hard"]], as_json=False, empty="")
    for weak in found["weak"]:
        typer.echo(f"\n{weak['why']} ({weak['postings']} ask for it.)\n  → {weak['suggestion']}")


@app.command("candidates")
def show_candidates(
    id: PostingId,
    *,
    resumes: Annotated[
        Path | None, typer.Option(file_okay=False, help="A folder of résumés to rank, without keeping them.")
    ] = None,
    top: Annotated[int, typer.Option(min=1, max=MOST, help="How many of the best to show.")] = 20,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Every résumé of the workspace, or of a folder, ranked for a posting on equal terms."""
    if resumes is not None:
        rows = _of_folder(id, resumes, top, json=json)
    else:

        async def work(platform: Platform, owner: Caller) -> list[RankedCandidate]:
            actor = f"user:{owner.user_id}"
            await score_all(platform, owner.workspace_id, identifier(id), actor=actor)
            async with owner_session(platform, owner) as session:
                found, _ = await candidates(session, identifier(id), limit=top)
            return list(found.items)

        rows = [
            _row(each.rank, each.file.name, each.file.filename, each.match, each.file.id, json=json)
            for each in as_owner(work)
        ]
    show(rows, as_json=json, empty="No résumé in this workspace could be read; upload some, or name a folder.")


@app.command("history")
def show_history(id: PostingId, *, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """What became of a posting's score, and why."""

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            await posting(session, identifier(id))
            found = await history(session, identifier(id))
        return [
            {
                "when": f"{change.changed_at:%Y-%m-%d %H:%M}",
                "score": f"{change.before} → {change.after}",
                "why": change.why,
                "what": list(change.lines),
                **({"causes": change.causes, "before": change.before, "after": change.after} if json else {}),
            }
            for change in found
        ]

    show(as_owner(work), as_json=json, empty="Its score has not changed since it was first made.")


@app.command()
def status(*, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Which version of the scoring the scores are of, and what is being scored again. Over all workspaces."""

    async def work(platform: Platform) -> tuple[list[VersionCount], dict[str, int]]:
        async with platform.db.system(actor="operator") as session:
            return await by_version(session), await job_counts(session, queue="match")

    versions, jobs = on_platform(work)
    if json:
        show([{"version": VERSION, "scores": plain(versions), "jobs": jobs}], as_json=True, empty="")
        return
    typer.echo(f"This release scores with version {VERSION}.\n")
    show([_version_row(each) for each in versions], as_json=False, empty="There are no scores yet.")
    outdated = sum(each.scores for each in versions if each.outdated)
    total = sum(each.scores for each in versions)
    if outdated:
        typer.echo(
            f"\n{total - outdated} of {total} are up to date; the others are scored again by themselves within minutes."
        )
    typer.echo(f"\nJobs of match: {jobs['ready']} ready, {jobs['running']} running, {jobs['dead']} dead.")


@app.command()
def rescore(
    *,
    all_: Annotated[
        bool, typer.Option("--all", help="Every open posting, not only those of an earlier version.")
    ] = False,
) -> None:
    """Score again now what was scored by an earlier version; a worker does it. It happens by itself, too."""

    async def work(platform: Platform) -> int:
        async with platform.db.system(actor="operator") as session:
            workspaces = await (scored_workspaces(session) if all_ else behind(session))
            if not all_:
                await defer_for(session, rescore_outdated, [(workspace, {}) for workspace in workspaces])
        for workspace in workspaces if all_ else ():
            async with platform.db.workspace(workspace, actor="operator") as session:
                await queue_all(session)
        return len(workspaces)

    count = on_platform(work)
    if not count:
        typer.echo("Every score is of the current version." if not all_ else "There are no scores yet.")
        return
    typer.echo(f"Queued for {count} workspace{'s' * (count != 1)}; `rolecall match status` shows how far it is.")


def _looked_at(found: Mapping[str, Any], left_off: int) -> str:
    words = f"Looked at {found['looked_at']} posting{'s' * (found['looked_at'] != 1)} that you like"
    words += f"; {left_off} more were left off." if left_off else "."
    return words + (" Time was up before everything was scored." if found["cut_short"] else "")


def _gap_row(gap: Mapping[str, Any]) -> dict[str, Any]:
    effect = gap["effect"]
    over = {each["threshold"]: each["postings"] for each in effect["over"]} if effect else {}
    return {
        "missing": gap["name"],
        "kind": gap["kind"],
        "postings": gap["postings"],
        "must": gap["must"],
        "partly": gap["partly"],
        "points": f"+{effect['mean_points']:g}" if effect else None,
        **{f"to {threshold}": over.get(threshold) for threshold in (50, 70, 90)},
    }


def _hard_row(hard: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "what": hard["name"],
        "kind": hard["kind"],
        "postings": hard["postings"],
        "own wish": hard["own_wish"],
        "in their words": hard["example"],
    }


def _of_folder(id: str, folder: Path, top: int, *, json: bool) -> list[dict[str, Any]]:
    """The ranking of a folder's files. What cannot be read is told on standard error and left out."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _READABLE and path.is_file())
    except OSError as error:
        raise InvalidInput(f"{folder} cannot be read ({error.strerror}); name a folder of résumés.") from error
    if not files:
        raise InvalidInput(f"There is no résumé in {folder}; PDF, DOCX, TXT, Markdown, JSON and YAML are read.")
    if len(files) > MOST:
        raise InvalidInput(f"{folder} holds {len(files)} files; at most {MOST} are ranked at once.")

    async def work(platform: Platform, owner: Caller) -> Posting:
        async with owner_session(platform, owner) as session:
            return await posting(session, identifier(id))

    wanted = as_owner(work)
    reading, today = read(wanted.text), datetime.now(UTC).date()
    ranked: list[tuple[Match, ReadResume, str]] = []
    quiet = not sys.stderr.isatty()
    progress = track(files, "Reading and scoring", console=Console(stderr=True), transient=True, disable=quiet)
    for path in progress:
        try:
            resume = read_resume(path.read_bytes(), path.name)
        except (Problem, OSError) as error:
            typer.echo(f"rolecall: {path.name} is left out: {error}", err=True)
            continue
        ranked.append((score_prepared(wanted, neutral(resume.resume, today), reading), resume, path.name))
    ranked.sort(key=lambda found: (-found[0].probability, found[2]))
    return [
        _row(rank, resume.resume.basics.name, name, match, None, json=json)
        for rank, (match, resume, name) in enumerate(ranked[:top], 1)
    ]


def _row(
    rank: int, name: str | None, filename: str, match: Match, resume_id: UUID | None, *, json: bool
) -> dict[str, Any]:
    must = [finding for finding in match.findings if finding.requirement.must]
    row: dict[str, Any] = {
        "rank": rank,
        "score": match.score,
        "candidate": name,
        "file": filename,
        "met": f"{sum(finding.met is Met.MET for finding in must)} of {len(must)}",
        "lacks": [finding.requirement.name for finding in must if finding.met is Met.MISSING],
    }
    if json:
        row |= {"resume_id": resume_id, "match": as_json(match)}
    return row


def _version_row(count: VersionCount) -> dict[str, Any]:
    state = "current" if count.current else "to be scored again" if count.outdated else "of a later release"
    return {"version": count.version, "scores": count.scores, "workspaces": count.workspaces, "state": state}
