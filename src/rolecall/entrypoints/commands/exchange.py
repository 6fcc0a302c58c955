"""`rolecall import` and `rolecall export`: postings in, applications out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from rolecall.applications.queries import ApplicationView, applications
from rolecall.discover.intake import Imported, import_answers
from rolecall.entrypoints.commands.local import as_owner, owner_session, plain
from rolecall.entrypoints.spreadsheet import write_csv
from rolecall.platform.api import Caller
from rolecall.platform.errors import InvalidInput
from rolecall.platform.resources import Platform

export = typer.Typer(help="Applications as CSV or JSON.", no_args_is_help=True)

_PAGE = 500
_COLUMNS = ["id", "state", "score", "title", "company", "board", "url", "opened_at", "moved_at", "fingerprint"]
Out = Annotated[Path | None, typer.Option(help="A file; else standard output.")]


def import_file(
    file: Annotated[Path, typer.Argument(help="Recorded answers of a board's API: json, jsonl, gz, xz.")],
    *,
    board: Annotated[str | None, typer.Option(help="The board, where the content does not say.")] = None,
) -> None:
    """Import postings from recorded answers. Importing a file again changes nothing."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InvalidInput(f"The file {file} cannot be read ({error.strerror}).") from error

    async def work(platform: Platform, owner: Caller) -> Imported:
        return await import_answers(platform, owner.workspace_id, data, board, actor=f"user:{owner.user_id}")

    done = as_owner(work)
    for problem in done.problems:
        typer.echo(f"rolecall: {problem}", err=True)
    stored = done.stored
    typer.echo(
        f"{done.seen} postings read: {stored.found} new, {stored.changed + stored.reopened} changed, "
        f"{stored.duplicates} duplicates. They are scored as soon as a worker is free."
    )
    raise typer.Exit(int(bool(done.problems)))


@export.command("csv")
def export_csv(*, out: Out = None) -> None:
    """Every application, one line each."""
    rows = as_owner(_all)
    with _opened(out) as file:
        write_csv(file, _COLUMNS, ([plain(getattr(row, name)) for name in _COLUMNS] for row in rows))


@export.command("json")
def export_json(*, out: Out = None) -> None:
    """Every application, as one JSON list."""
    rows = as_owner(_all)
    with _opened(out) as file:
        json.dump(plain(rows), file, indent=2, ensure_ascii=False)
        file.write("\n")


async def _all(platform: Platform, owner: Caller) -> list[ApplicationView]:
    found: list[ApplicationView] = []
    async with owner_session(platform, owner) as session:
        while True:
            last = found[-1] if found else None
            page = await applications(session, limit=_PAGE, after=(last.moved_at, last.id) if last else None)
            found += page
            if len(page) < _PAGE:
                return found


@contextmanager
def _opened(out: Path | None) -> Iterator[IO[str]]:
    if out is None:
        yield sys.stdout
        return
    try:
        with out.open("w", newline="", encoding="utf-8") as file:
            yield file
    except OSError as error:
        raise InvalidInput(f"The file {out} cannot be written ({error.strerror}).") from error
