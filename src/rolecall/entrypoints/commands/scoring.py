"""`rolecall match`, about scores themselves: why a posting has its score, and how the user's score is made."""

from __future__ import annotations

import json as json_text
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from rolecall.discover.queries import Posting, posting
from rolecall.entrypoints.commands.local import JSON_OPTION, as_owner, identifier, owner_session, plain, show
from rolecall.entrypoints.commands.posting import PostingId
from rolecall.match import queries
from rolecall.match.learning import labels, learnt
from rolecall.match.learning import scoring as how
from rolecall.match.learning.scoring import Scoring
from rolecall.match.queries import ScoredMatch
from rolecall.platform.api import Caller
from rolecall.platform.errors import InvalidInput, NotFound
from rolecall.platform.resources import Platform

app = typer.Typer()

WIDTH = 30
"""Signs of the longest bar."""
_FULL, _EMPTY = "█", "░"
_MET = {"met": "✓ met    ", "partly": "~ partly ", "missing": "✗ missing"}


class NotScored(NotFound):
    """The posting is there, its score is not."""

    code = "match.not_scored"


@app.command("show")
def show_match(id: PostingId, *, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """The score of a posting: its parts, and each requirement with both sentences."""

    async def work(platform: Platform, owner: Caller) -> tuple[Posting, ScoredMatch, labels.Label | None]:
        async with owner_session(platform, owner) as session:
            found = await posting(session, identifier(id))
            scored = await queries.match_of_posting(session, identifier(id))
            if scored is None:
                raise NotScored("This posting has no score yet; add a résumé, or wait a moment.")
            said = await labels.labels_of(session, [identifier(id)])
            return found, scored, said.get(identifier(id))

    found, scored, label = as_owner(work)
    if json:
        row = {
            "posting": {"id": identifier(id), "title": found.title, "company": found.company, "url": found.url},
            **queries.as_json(scored.match),
            "scored_at": scored.scored_at,
            "label": _label(label),
        }
        show([row], as_json=True, empty="")
        return
    typer.echo(f"{found.title} · {found.company}\n{found.url}\n")
    typer.echo("\n".join(_told(scored, label)))


@app.command("model")
def show_model(
    *,
    reset: Annotated[bool, typer.Option("--reset", help="Go back to the general model.")] = False,
    forget: Annotated[bool, typer.Option("--forget", help="With --reset: forget your decisions too.")] = False,
    learn: Annotated[bool, typer.Option("--learn", help="Learn again after a reset; brings decisions back.")] = False,
    export: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write decisions and model as JSON; - writes to standard output."),
    ] = None,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """How your score is made: decisions counted, what was learnt from them, and how good it is."""
    if reset and learn:
        raise typer.BadParameter("give --reset or --learn, not both", param_hint="--learn")
    if forget and not reset:
        raise typer.BadParameter("goes with --reset", param_hint="--forget")

    async def work(platform: Platform, owner: Caller) -> tuple[Scoring, dict[str, Any] | None]:
        async with owner_session(platform, owner) as session:
            # What is thrown away can be taken along first.
            kept = await how.export(session) if export is not None else None
            if reset:
                await learnt.reset(session, labels_too=forget)
            if learn:
                await labels.restore(session)
                await labels.plan_refit(session)
            await session.flush()  # what is told below is read from the database
            return await how.scoring(session), kept

    told, kept = as_owner(work)
    if export is not None and _write(export, kept):
        return
    if json:
        show([plain(asdict(told))], as_json=True, empty="")
        return
    typer.echo("\n".join(_scoring(told)))


def _write(file: Path, kept: dict[str, Any] | None) -> bool:
    """Write the export; True where it went to standard output, on which nothing else may stand then."""
    written = json_text.dumps(plain(kept), indent=2, ensure_ascii=False)
    if str(file) == "-":
        typer.echo(written)
        return True
    try:
        file.write_text(written + "\n", encoding="utf-8")
    except OSError as error:
        raise InvalidInput(f"{file} cannot be written: {error.strerror or error}.") from error
    typer.echo(f"Written to {file}.", err=True)
    return False


def _told(scored: ScoredMatch, label: labels.Label | None) -> list[str]:
    match = scored.match
    band = match.band
    lines = [f"Score {match.score} of 100, {match.decision.value}; {band.certainty.value}: {band.low} to {band.high}"]
    if label is not None:
        lines.append(f"You: {label.kind.value.replace('_', ' ')}" + (f" ({label.reason})" if label.reason else ""))
    lines += [f"Ruled out ({each.filter}): {each.why}" for each in match.filtered]
    lines += [f"Note: {notice}" for notice in match.notices]
    lines += ["", "How it comes about"]
    longest = max((max(each.weight, abs(each.points)) for each in match.contributions), default=1.0) or 1.0
    wide = max((len(each.name) for each in match.contributions), default=0)
    for part in match.contributions:
        lines.append(f"  {part.name:<{wide}}  {bar(part.points, part.weight, longest)} {part.points:+6.1f}  {part.why}")
    if match.findings:
        lines += ["", "What they ask for"]
    for finding in match.findings:
        wish = "" if finding.requirement.must else " (nice to have)"
        lines.append(f"  {_MET[finding.met.value]}  {finding.requirement.name}{wish}")
        lines.append(f"      they write:      {_line(finding.requirement.text)}")
        lines.append(f"      your résumé says: {_line(finding.evidence or 'nothing about it')}")
    return [*lines, "", f"Rules {match.version}, {scored.scored_at:%Y-%m-%d %H:%M} UTC"]


def bar(points: float, weight: float, longest: float) -> str:
    """What a part brought of what it could bring, to scale; what it took away stands as minus signs."""
    if points < 0:
        return ("-" * max(1, round(WIDTH * -points / longest))).ljust(WIDTH)
    got = round(WIDTH * points / longest)
    room = max(got, round(WIDTH * weight / longest))
    return (_FULL * got + _EMPTY * (room - got)).ljust(WIDTH)


def _scoring(told: Scoring) -> list[str]:
    done = bar(min(told.labels, told.least_labels), told.least_labels, told.least_labels)
    lines = [
        told.why,
        "",
        f"Decisions  {done} {told.labels} of {told.least_labels}: {told.liked} liked, {told.disliked} not",
    ]
    lines += [f"  {count:>4}  {kind.replace('_', ' ')}" for kind, count in told.by_kind.items()]
    if told.not_learnt_from:
        lines.append(f"  {told.not_learnt_from} of them say nothing of the posting and are not learnt from")
    if told.quality is not None:
        quality = told.quality
        lines += [
            "",
            f"On {quality.labels} held-back decisions   yours   general",
            f"  right order of pairs    {quality.auc:7.3f} {quality.auc_general:9.3f}",
            f"  Brier (lower is better) {quality.brier:7.3f} {quality.brier_general:9.3f}",
        ]
    for title, moved in (("Raises your score", told.raising), ("Lowers it", told.lowering)):
        if moved:
            lines += ["", title, *(f"  {each.by:+.2f}  {each.name} ({each.kind})" for each in moved[:10])]
    lines += ["", "Weights of the parts (yours beside the usual ones)"]
    lines += [f"  {part.name:<8} {part.usual * part.times:5.1f}  {part.usual:5.1f}" for part in told.parts]
    return [*lines, "", f"Rules {told.formula}" + (f", yours {told.version}" if told.version else "")]


def _label(label: labels.Label | None) -> dict[str, Any] | None:
    if label is None:
        return None
    return {"kind": label.kind, "relevant": label.relevant, "reason": label.reason, "at": label.at}


def _line(text: str) -> str:
    return " ".join(text.split())
