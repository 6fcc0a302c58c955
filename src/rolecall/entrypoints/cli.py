"""`rolecall`: the command line. Errors are one sentence on standard error; a traceback only with --debug."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console

from rolecall import __version__
from rolecall.entrypoints import doctor as checks
from rolecall.entrypoints import roles
from rolecall.entrypoints.commands import (
    admin,
    answers,
    apps,
    boards,
    dead,
    designs,
    exchange,
    facts,
    letters,
    match,
    postings,
    resume,
    resumes,
    scheduler,
    scoring,
    searches,
    users,
)
from rolecall.entrypoints.run import run_command
from rolecall.entrypoints.up import up as start_everything
from rolecall.platform.errors import Problem
from rolecall.platform.settings import Settings
from rolecall.platform.telemetry import configure_logging

app = typer.Typer(
    name="rolecall",
    help="A job search as one pipeline in which nothing gets lost.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(apps.app, name="apps")
app.add_typer(boards.app, name="boards")
app.add_typer(postings.app, name="postings")
app.add_typer(searches.app, name="searches")
match.app.add_typer(scoring.app)
app.add_typer(match.app, name="match")
app.add_typer(resume.app, name="resume")
app.add_typer(designs.app, name="designs")
app.add_typer(facts.app, name="facts")
app.add_typer(answers.app, name="answers")
app.add_typer(letters.app, name="letters")
app.add_typer(resumes.app, name="resumes")
app.add_typer(scheduler.app, name="scheduler")
app.add_typer(dead.app, name="dead")
app.add_typer(users.app, name="users")
app.add_typer(admin.app, name="admin")
app.add_typer(exchange.export, name="export")
app.command("import")(exchange.import_file)
app.command("run")(run_command)


@app.callback()
def prepare(
    *,
    data: Annotated[Path | None, typer.Option(help="Where the database and files live.")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks and debug lines.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    """A job search as one pipeline in which nothing gets lost."""
    if version:
        typer.echo(f"rolecall {__version__}")
        raise typer.Exit
    if data is not None:
        os.environ["ROLECALL_DATA_DIR"] = str(data.expanduser().absolute())
    settings = Settings()
    configure_logging(settings.model_copy(update={"log_level": "debug"}) if debug else settings)


@app.command()
def up(
    *,
    demo: Annotated[bool, typer.Option("--demo", help="With a sample candidate and three sample companies.")] = False,
    port: Annotated[int | None, typer.Option(help="Port of the dashboard and the API.", min=1, max=65535)] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
) -> None:
    """Start everything on this machine: database, API, dashboard, worker. Ctrl-C stops all of it."""
    settings = Settings()
    if port is not None:
        settings = settings.model_copy(update={"port": port})
    if demo and "data_dir" not in settings.model_fields_set:
        settings = settings.model_copy(update={"data_dir": settings.data_dir / "demo"})
    start_everything(settings, Console(stderr=False), demo=demo, open_browser=not no_open)


@app.command()
def api() -> None:
    """The API and the dashboard, one process."""
    settings = Settings()
    with roles.database(settings) as url:
        asyncio.run(roles.run_api(settings, url))


@app.command()
def worker(
    queues: Annotated[str | None, typer.Option(help="Only these queues, comma separated.")] = None,
) -> None:
    """A worker, one process."""
    settings = Settings()
    with roles.database(settings) as url:
        asyncio.run(roles.run_jobs(settings, url, [name for name in (queues or "").split(",") if name] or None))


@app.command("demo-board", hidden=True)
def demo_board(port: int) -> None:
    """The sample companies' board, part of `up --demo`."""
    asyncio.run(roles.run_demo_board(port))


@app.command()
def migrate() -> None:
    """Bring the database to the newest version."""
    with roles.database(Settings()):
        typer.echo("The database is up to date.")


@app.command()
def doctor(*, json: Annotated[bool, typer.Option("--json", help="For machines.")] = False) -> None:
    """Check everything Rolecall needs, and say in plain words what is wrong and what to do."""
    raise typer.Exit(checks.run(Settings(), as_json=json))


@app.command()
def health(*, json: Annotated[bool, typer.Option("--json", help="For machines.")] = False) -> None:
    """Ask the running Rolecall whether it is ready."""
    raise typer.Exit(checks.health(Settings(), as_json=json))


def main() -> None:
    """The entry point: exit status 0 done, 1 failed and reported, 2 wrong use."""
    debug = "--debug" in sys.argv
    sys.argv = [sys.argv[0], *_options_first(sys.argv[1:])]
    try:
        app()
    except Problem as problem:
        if debug:
            raise
        typer.echo(f"rolecall: {problem}", err=True)
        sys.exit(1)
    except ValidationError as error:
        fault = error.errors()[0]
        name = ".".join(str(part) for part in fault["loc"]).upper()
        well_known = name in {"DATABASE_URL", "S3_URL"}
        setting = name if well_known else f"ROLECALL_{name}"
        typer.echo(f"rolecall: the setting {setting} is not usable: {fault['msg']}.", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if debug:
            raise
        said = str(error).strip().splitlines()
        typer.echo(
            f"rolecall: something went wrong ({type(error).__name__}{': ' + said[0] if said else ''}); "
            "the same with --debug shows where.",
            err=True,
        )
        sys.exit(1)


def _options_first(words: list[str]) -> list[str]:
    """`--debug` and `--data DIR` are everybody's: where they stand in the line does not matter."""
    first: list[str] = []
    rest: list[str] = []
    pending = iter(words)
    for word in pending:
        if word == "--debug" or word.startswith("--data="):
            first.append(word)
        elif word == "--data":
            first += [word, *(value for value in [next(pending, None)] if value is not None)]
        else:
            rest.append(word)
    return [*first, *rest]


if __name__ == "__main__":
    main()
