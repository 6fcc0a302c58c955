"""`rolecall run`: the main job without database and dashboard: read, de-duplicate, score, write packages."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from rolecall.boards import recorded, registry
from rolecall.boards.contract import Listing
from rolecall.discover.crawl import Reader, boards_of
from rolecall.discover.duplicates import Group, group
from rolecall.discover.follow import resolve
from rolecall.discover.normalise import normalise
from rolecall.entrypoints.spreadsheet import write_csv
from rolecall.entrypoints.texts import promising, with_texts
from rolecall.match.candidate import Candidate
from rolecall.match.model import Decision, Match
from rolecall.match.record import as_json
from rolecall.match.score import score_prepared
from rolecall.platform.errors import InvalidInput, Problem
from rolecall.platform.http import HttpClient
from rolecall.platform.settings import Settings
from rolecall.prepare.designs import Design, design_of
from rolecall.prepare.formats import Format, format_of
from rolecall.prepare.package import draft, missing_for_sending, render
from rolecall.profile.preferences import Preferences
from rolecall.profile.queries import facts_of
from rolecall.profile.read import ReadResume, read_resume

_NOT_IN_NAMES = re.compile(r"[\W_]+")
_LONGEST_NAME = 80
_PACKAGE = re.compile(r"\d\d-")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A job with its score. `group.kept` is the posting; the others were merged into it."""

    group: Group
    match: Match


@dataclass(slots=True)
class Report:
    """What happened beside the result. `failed` are sentences; one of them makes the exit status 1."""

    failed: list[str] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)
    incomplete: str | None = None
    """Why the packages should not be sent as they are."""


def run_command(
    resume: Annotated[Path, typer.Argument(help="PDF, DOCX, TXT, Markdown, JSON Resume or RenderCV YAML.")],
    *,
    source: Annotated[
        list[str],
        typer.Option(
            "--from", help="greenhouse:NAME, a careers or posting URL, or a file of recorded answers; repeatable."
        ),
    ],
    top: Annotated[int, typer.Option(min=0, max=100, help="For how many of the best to write a package.")] = 5,
    min_score: Annotated[int, typer.Option(min=0, max=100, help="Only postings that score at least this.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Folder for the ranking and the packages.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the ranking as JSON to this file.")] = None,
    board: Annotated[
        str | None, typer.Option(help="The board of recorded answers, where the content does not say.")
    ] = None,
    preferences: Annotated[
        Path | None, typer.Option(help="A JSON file with your wishes; see docs/matching.md.")
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", help="Also write resume.md, resume.json or cover-letter.md; repeatable."),
    ] = None,
    design: Annotated[str | None, typer.Option(help="How the papers look; `rolecall designs list` names them.")] = None,
) -> None:
    """Read a résumé and postings, rank the postings, and write a truthful package for each of the best."""
    console, report = Console(stderr=True), Report()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    wanted, look = _preferences(preferences), design_of(design)
    also = {name: format_of(name) for name in formats or ()}
    with Progress(*columns, console=console, transient=True) as progress:
        step = progress.add_task("Reading the résumé", total=None)
        read = _read(resume)
        report.noticed += read.notices
        listings = _with_texts(*_listings(source, board, report, progress), read, wanted, report, progress)
        progress.update(step, description="Removing duplicates", completed=0, total=None)
        groups = group(normalise(listing) for listing in listings)
        progress.update(step, description="Scoring", completed=0, total=len(groups))
        ranked = _rank(read, wanted, groups, min_score, lambda: progress.advance(step))
        written = 0
        if out is not None:
            best = [found for found in ranked if found.match.decision is not Decision.FILTERED][:top]
            progress.update(step, description="Writing packages", completed=0, total=len(best))
            with _writing(out):
                out.mkdir(parents=True, exist_ok=True)
                _remove_earlier(out)
                _write_ranking(out, ranked)
                written = _write_packages(out, best, read, look, also, report, lambda: progress.advance(step))
    if json_file is not None:
        with _writing(json_file):
            json_file.write_text(json.dumps(_ranking(ranked), indent=2, ensure_ascii=False), encoding="utf-8")
    for sentence in report.noticed:
        console.print(f"[dim]{sentence}[/dim]", highlight=False)
    if report.incomplete:
        console.print(f"[bold yellow]{report.incomplete}[/bold yellow]", highlight=False)
    for sentence in report.failed:
        typer.echo(f"rolecall: {sentence}", err=True)
    merged = sum(len(found.group.duplicates) for found in ranked)
    typer.echo(
        f"{len(listings)} postings, {len(groups)} jobs after removing duplicates ({merged} merged in those shown)."
    )
    for rank, found in enumerate(ranked[: max(top, 5)], 1):
        kept = found.group.kept
        typer.echo(f"{rank:3}. {found.match.score:3}  {kept.title} · {kept.company}")
    if out is not None:
        typer.echo(f"{written} packages and the ranking are in {out}.")
    raise typer.Exit(int(bool(report.failed)))


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InvalidInput(f"{path} cannot be written ({error.strerror}); name another place.") from error


def _remove_earlier(out: Path) -> None:
    """An earlier run's packages belong to another ranking. Only folders that are ours are touched."""
    for folder in out.iterdir():
        if _PACKAGE.match(folder.name) and (folder / "package.json").is_file():
            shutil.rmtree(folder)


def _read(path: Path) -> ReadResume:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInput(f"The résumé {path} cannot be read ({error.strerror}).") from error
    return read_resume(data, path.name)


def _preferences(path: Path | None) -> Preferences:
    if path is None:
        return Preferences()
    try:
        return Preferences.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise InvalidInput(f"The preferences in {path} cannot be used: {str(error).splitlines()[0]}.") from error


def _listings(
    sources: Sequence[str], board: str | None, report: Report, progress: Progress
) -> tuple[list[Listing], list[Listing]]:
    """What files hold, and what boards show now."""
    from_files: list[Listing] = []
    shown: list[Listing] = []
    step = progress.add_task("Reading postings", total=len(sources))
    for source in sources:
        try:
            if _is_file(source):
                from_files += _from_file(Path(source), board, report)
            else:
                shown += asyncio.run(_live(source))
        except Problem as problem:
            report.failed.append(f"{source}: {problem}")
        progress.advance(step)
    if not (from_files or shown) and report.failed:
        raise InvalidInput("Nothing could be read. " + " ".join(report.failed))
    return from_files, shown


def _with_texts(
    from_files: list[Listing],
    shown: list[Listing],
    read: ReadResume,
    wanted: Preferences,
    report: Report,
    progress: Progress,
) -> list[Listing]:
    """All listings; where a board's list left out the texts, with those of the most promising postings."""
    chosen = promising(shown, read, wanted)
    if chosen:
        step = progress.add_task("Reading texts", total=len(chosen))
        lacking = sum(listing.partial for listing in shown)
        shown, troubles = asyncio.run(with_texts(shown, chosen, lambda: progress.advance(step)))
        report.failed += troubles
        if lacking > len(chosen):
            report.noticed.append(
                f"{lacking - len(chosen)} postings were scored by title and place alone: boards list them without "
                "texts, and only the most promising texts were read."
            )
    return [*from_files, *shown]


def _is_file(source: str) -> bool:
    """Whether the source is a file; raises InvalidInput for what looks like one and is not there."""
    if Path(source).is_file():
        return True
    if "://" not in source and source.endswith((".json", ".jsonl", ".gz", ".xz")):
        raise InvalidInput("there is no such file; check the path.")
    return False


def _from_file(path: Path, board: str | None, report: Report) -> list[Listing]:
    answers = recorded.read(path, board)
    listings: list[Listing] = []
    for _, page in answers:
        listings += page.listings
        report.noticed += [f"{path.name}: posting {d.job_id or '?'}: {d.field} {d.problem}" for d in page.drift[:5]]
    report.failed += answers.problems
    return listings


async def _live(source: str) -> list[Listing]:
    """The postings of a board, or the one posting that a URL names."""
    settings = Settings()
    http = HttpClient(settings)
    try:
        address = await resolve(source, settings, http)
        pages = boards_of(settings)[address.board].pages(address, Reader(http))
        listings = [listing async for page in pages for listing in page.listings]
    finally:
        await http.close()
    place = registry.locate(source)
    if place is not None and place.job_id is not None:
        listings = [listing for listing in listings if listing.job_id == place.job_id]
        if not listings:
            raise InvalidInput(f"The posting {source} is not among the open ones of {address}; it may be closed.")
    return listings


def _rank(
    read: ReadResume, wanted: Preferences, groups: Iterable[Group], min_score: int, advance: Callable[[], None]
) -> list[Ranked]:
    candidate = Candidate.prepare(read.resume, facts_of(read.resume), wanted, datetime.now(UTC).date())
    ranked = []
    for found in groups:
        match = score_prepared(found.kept, candidate)
        if match.score >= min_score:
            ranked.append(Ranked(found, match))
        advance()
    # What a filter rules out comes last; equal scores in an order that does not depend on the input's.
    ranked.sort(
        key=lambda r: (
            r.match.decision is Decision.FILTERED,
            -r.match.score,
            -r.match.probability,
            r.group.kept.title,
            r.group.kept.job_id,
        )
    )
    return ranked


def _ranking(ranked: Sequence[Ranked]) -> list[dict[str, Any]]:
    entries = []
    for rank, found in enumerate(ranked, 1):
        kept, match = found.group.kept, as_json(found.match)
        entries.append(
            {
                "rank": rank,
                "posting": {
                    "id": kept.job_id,
                    "board": kept.board,
                    "company": kept.company,
                    "title": kept.title,
                    "url": kept.url,
                    "locations": [location.text for location in found.group.locations],
                },
                "score": match["score"],
                "decision": match["decision"],
                "requirements": [
                    {key: finding[key] for key in ("text", "kind", "name", "must", "met", "evidence", "why")}
                    for finding in match["findings"]
                ],
                "contributions": match["contributions"],
                "filtered": match["filtered"],
                "notices": match["notices"],
                "version": match["version"],
                "duplicates": [
                    {
                        "id": duplicate.posting.job_id,
                        "url": duplicate.posting.url,
                        "signals": [each.words for each in duplicate.signals],
                    }
                    for duplicate in found.group.duplicates
                ],
            }
        )
    return entries


def _write_ranking(out: Path, ranked: Sequence[Ranked]) -> None:
    entries = _ranking(ranked)
    (out / "ranking.json").write_text(json.dumps(entries, indent=2, ensure_ascii=False), encoding="utf-8")
    header = [
        "rank",
        "score",
        "decision",
        "title",
        "company",
        "locations",
        "url",
        "board",
        "id",
        "met",
        "partly",
        "missing",
    ]
    with (out / "ranking.csv").open("w", newline="", encoding="utf-8") as file:
        write_csv(file, header, (_row(entry) for entry in entries))


def _row(entry: dict[str, Any]) -> list[Any]:
    posting = entry["posting"]
    named = [
        "; ".join(asked["name"] for asked in entry["requirements"] if asked["met"] == met)
        for met in ("met", "partly", "missing")
    ]
    row = [entry["rank"], entry["score"], entry["decision"], posting["title"], posting["company"]]
    return [*row, "; ".join(posting["locations"]), posting["url"], posting["board"], posting["id"], *named]


def _write_packages(
    out: Path,
    best: Sequence[Ranked],
    read: ReadResume,
    design: Design,
    also: Mapping[str, Format],
    report: Report,
    advance: Callable[[], None],
) -> int:
    today, facts, written = datetime.now(UTC).date(), facts_of(read.resume), 0
    missing = missing_for_sending(read.resume)
    if missing and best:
        report.incomplete = f"The packages are not fit to be sent yet. {missing}"
    for number, found in enumerate(best, 1):
        posting = found.group.kept
        folder = out / f"{number:02}-{_name(posting.company)}-{_name(posting.title)}"[:_LONGEST_NAME].rstrip("-")
        try:
            drafted = draft(posting, read.resume, facts, found.match, today, design=design.name)
            package = render(drafted)
            others = {name: wanted.make(drafted) for name, wanted in also.items()}
        except Problem as problem:
            report.failed.append(f"{posting.title} at {posting.company}: {problem}")
        else:
            # Whole or not at all: a folder that is there is complete.
            fresh = folder.with_name(f".{folder.name}")
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            for name, data in {**package.files, **others}.items():
                (fresh / name).write_bytes(data)
            text = json.dumps(package.package_json, indent=2, ensure_ascii=False)
            (fresh / "package.json").write_text(text, encoding="utf-8")
            shutil.rmtree(folder, ignore_errors=True)
            fresh.rename(folder)
            written += 1
        advance()
    return written


def _name(text: str) -> str:
    return _NOT_IN_NAMES.sub("-", text.lower()).strip("-") or "unnamed"
