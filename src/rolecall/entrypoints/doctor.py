"""`rolecall doctor`: everything Rolecall needs, checked, in plain words; and the settings with their origin."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from uuid import uuid4

import httpx
import psycopg
import typer
from pydantic import SecretStr
from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from rolecall import __version__
from rolecall.entrypoints.dashboard_files import DASHBOARD
from rolecall.entrypoints.roles import database
from rolecall.flow import FLOW
from rolecall.platform.embedded import running_url
from rolecall.platform.errors import Problem
from rolecall.platform.jobs.dead import job_counts
from rolecall.platform.llm.budget import dollars
from rolecall.platform.llm.configured import configured
from rolecall.platform.llm.problems import NotConfigured
from rolecall.platform.resources import open_platform
from rolecall.platform.settings import Settings, origin_of
from rolecall.profile.files.ocr import languages, recogniser

# Below this the database may stop taking writes in the middle of a crawl.
_LEAST_FREE = 500_000_000
_LEAST_POSTGRES = 140_000
_LEAST_PGVECTOR = (0, 8)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `ok` None: not good, but it works. `said` says what to do when it does not."""

    name: str
    ok: bool | None
    said: str


def run(settings: Settings, *, as_json: bool) -> int:
    """Check everything and print it. Exit status 0 when nothing is wrong, else 1."""
    checks = [check for look in (_python, _disk, _port, _dashboard, _model, _recogniser) for check in look(settings)]
    checks += _database(settings)
    in_force = _settings(settings)
    failed = any(check.ok is False for check in checks)
    if as_json:
        document = {"version": __version__, "ok": not failed, "checks": [asdict(check) for check in checks]}
        typer.echo(json.dumps(document | {"settings": in_force}, indent=2))
        return int(failed)
    console = Console()
    for check in checks:
        mark = {True: "[green]ok[/green]  ", None: "[yellow]note[/yellow]", False: "[red]wrong[/red]"}[check.ok]
        console.print(f"{mark} [bold]{check.name}[/bold]: {check.said}", soft_wrap=True)
    table = Table(box=None, header_style="bold", title="Settings in force", title_justify="left")
    for heading in ("setting", "value", "from", "what it is"):
        table.add_column(heading, overflow="fold")
    for setting in in_force:
        table.add_row(setting["name"], setting["value"], setting["from"], setting["description"])
    console.print()
    console.print(table)
    return int(failed)


def health(settings: Settings, *, as_json: bool) -> int:
    """Ask the API whether it is ready. Exit status 0 when it is."""
    address = f"http://{settings.host}:{settings.port}/health/ready"
    try:
        answer = httpx.get(address, timeout=5, trust_env=False)
        ready, said = answer.status_code == httpx.codes.OK, str(answer.json().get("status", answer.status_code))
    except (httpx.HTTPError, ValueError):
        ready, said = False, f"nothing answers at {address}; start it with `rolecall up`"
    if as_json:
        typer.echo(json.dumps({"ready": ready, "status": said}))
    else:
        typer.echo(f"Rolecall is {'ready' if ready else 'not ready'}: {said}.", err=not ready)
    return int(not ready)


def _python(_settings: Settings) -> Iterator[Check]:
    found = ".".join(map(str, sys.version_info[:3]))
    yield Check("Python", sys.version_info >= (3, 11), f"{found}; 3.11 or newer is needed")


def _disk(settings: Settings) -> Iterator[Check]:
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f"doctor-{uuid4().hex}"
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as error:
        yield Check(
            "data directory", ok=False, said=f"{folder} cannot be written ({error.strerror}); set ROLECALL_DATA_DIR"
        )
        return
    free = shutil.disk_usage(folder).free
    said = f"{folder}, {free / 1e9:.1f} GB free"
    yield Check("data directory", free >= _LEAST_FREE or False, said if free >= _LEAST_FREE else f"{said}; make room")


def _port(settings: Settings) -> Iterator[Check]:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
            yield Check("port", ok=True, said=f"{settings.host}:{settings.port} is free")
        except OSError as error:
            ours = running_url(settings.data_dir) is not None
            said = "Rolecall is running" if ours else f"{error.strerror}; choose another with --port or ROLECALL_PORT"
            yield Check("port", True if ours else None, f"{settings.host}:{settings.port}: {said}")


def _dashboard(_settings: Settings) -> Iterator[Check]:
    built = (DASHBOARD / "index.html").is_file()
    yield Check("dashboard", built, "built" if built else "not built; run `make setup`")


def _model(settings: Settings) -> Iterator[Check]:
    """None is as good as one; half of one is worth a note. Nothing is sent to find out."""
    try:
        model = configured(settings)
    except NotConfigured as problem:
        unset = settings.llm_model is None
        yield Check("language model", True if unset else None, str(problem))
        return
    cost = "costs nothing" if model.free else f"at most {dollars(model.budget or 0)} a month"
    yield Check("language model", ok=True, said=f"{model.full_name}, {cost}; its key and server are not tried here")


def _recogniser(_settings: Settings) -> Iterator[Check]:
    """Scanned résumés are read only where the user has the program for it; all else works without."""
    program = recogniser()
    if program is None:
        said = "`tesseract` is not installed, so scanned résumés are not read; install tesseract-ocr to have them read"
        yield Check("text recognition", ok=True, said=said)
        return
    known = languages(program)
    said = f"{program}, {', '.join(known)}" if known else f"{program} has no language data; install tesseract-ocr-eng"
    yield Check("text recognition", True if known else None, said)


def _vectors(version: str | None) -> Check:
    """Searches keep scanning an index until enough rows pass the filters, which pgvector can from 0.8 on."""
    found = tuple(int(part) for part in (version or "0").split(".")[:2])
    said = f"pgvector {version}" if version else "the extension `vector` is missing"
    good = found >= _LEAST_PGVECTOR
    return Check("vectors", good, said if good else f"{said}; install pgvector 0.8 or newer on the database server")


def _database(settings: Settings) -> list[Check]:
    where = "DATABASE_URL" if settings.database_url else "embedded"
    try:
        with database(settings) as url:
            return asyncio.run(_look_inside(settings, url, where))
    except Problem as problem:
        return [Check("database", ok=False, said=str(problem))]
    except (psycopg.Error, OSError) as error:
        return [Check("database", ok=False, said=f"{where}: {str(error).strip()}; check the address and that it runs")]
    except Exception as error:  # noqa: BLE001 - a doctor reports what it meets.
        return [Check("database", ok=False, said=f"{where}: {str(error).strip().splitlines()[0]}")]


async def _look_inside(settings: Settings, url: str, where: str) -> list[Check]:
    async with open_platform(settings, url, FLOW) as platform:
        async with platform.db.system() as session:
            number = int(await session.scalar(text("SHOW server_version_num")) or 0)
            version = await session.scalar(text("SHOW server_version"))
            jobs = await job_counts(session)
            vector = await session.scalar(text("SELECT extversion FROM pg_extension WHERE extname = 'vector'"))
            beating = await session.scalar(
                text("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '10 s'")
            )
        checks = [Check("database", number >= _LEAST_POSTGRES, f"{where}, PostgreSQL {version}, up to date")]
        checks.append(_vectors(vector))
        dead = jobs["dead"]
        said = f"{jobs['ready']} ready, {jobs['running']} running, {dead} dead"
        checks.append(Check("jobs", None if dead else True, said + ("; see `rolecall dead list`" if dead else "")))
        waiting = jobs["ready"] and not beating
        said = f"{beating} running" + (
            "; jobs are waiting: start `rolecall up` or `rolecall worker`" if waiting else ""
        )
        checks.append(Check("workers", None if waiting else True, said))
        try:
            kept = await platform.blobs.put(b"rolecall doctor")
            await platform.blobs.get(kept)
            checks.append(Check("files", ok=True, said="S3" if settings.s3_url else f"folder in {settings.data_dir}"))
        except Problem as problem:
            checks.append(Check("files", ok=False, said=str(problem)))
    return checks


def _settings(settings: Settings) -> list[dict[str, str]]:
    return [
        {
            "name": name,
            "value": _masked(getattr(settings, name)) or "–",
            "from": origin_of(settings, name),
            "description": field.description or "",
        }
        for name, field in Settings.model_fields.items()
    ]


def _masked(value: object) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, Mapping):
        return ", ".join(f"{name}={entry}" for name, entry in value.items())
    return "********" if isinstance(value, SecretStr) else str(value)
