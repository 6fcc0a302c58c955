"""`rolecall resumes`: every version that was uploaded, what was read from it, and what changed between two."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import Annotated, Any

import typer

from rolecall.entrypoints.commands.local import ID, JSON_OPTION, as_owner, identifier, owner_session, plain, show
from rolecall.platform.api import Caller
from rolecall.platform.errors import InvalidInput
from rolecall.platform.resources import Platform
from rolecall.platform.sandbox import run_bounded_async
from rolecall.profile import adopt, queries, upload
from rolecall.profile.compare import compare
from rolecall.profile.files.unreadable import Empty, TooLarge
from rolecall.profile.read import Limits

app = typer.Typer(help="The versions of your résumé.", no_args_is_help=True)

_MOST = 200
_SHOWN = 100


@app.command("list")
def list_resumes(*, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Every uploaded version, newest first."""

    async def work(platform: Platform, owner: Caller) -> list[dict[str, Any]]:
        async with owner_session(platform, owner) as session:
            return [_row(found) for found in await queries.resume_files(session, _MOST)]

    show(as_owner(work), as_json=json, empty="There is no résumé yet; add one with `rolecall resumes add FILE`.")


@app.command()
def add(
    file: Annotated[
        Path, typer.Argument(help="PDF, DOCX, TXT, Markdown, JSON Resume, RenderCV YAML, LinkedIn's PDF or ZIP.")
    ],
    *,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Keep another version; a running worker reads it and makes it the profile."""
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= Limits().file_bytes else b""
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read: {error.strerror or error}.") from error
    if not data:
        raise (
            Empty if not size else TooLarge(f"{size / 1e6:.0f} MB, at most {Limits().file_bytes / 1e6:.0f} MB are read")
        )

    async def work(platform: Platform, owner: Caller) -> dict[str, Any]:
        async with owner_session(platform, owner) as session:
            resume_id = await upload.upload_resume(platform, session, data, file.name)
            found, _, _ = await queries.resume_file(session, resume_id)
            return _row(found)

    show([as_owner(work)], as_json=json, empty="")


@app.command("show")
def show_resume(id: Annotated[str, ID], *, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """What was read from one version, and the fields one should check."""

    async def work(platform: Platform, owner: Caller) -> tuple[dict[str, Any], dict[str, Any] | None, str | None]:
        async with owner_session(platform, owner) as session:
            found, resume, text = await queries.resume_file(session, identifier(id))
            return {**_row(found), "problem": found.problem, "notices": list(found.notices)}, resume, text

    row, resume, text = as_owner(work)
    if json:
        show([{**row, "resume": resume, "text": text}], as_json=True, empty="")
        return
    for name, value in row.items():
        for said in value if isinstance(value, list) else [value]:
            if said not in (None, ""):
                typer.echo(f"{name}: {plain(said)}")
    if resume is not None:
        sources = resume.pop("sources", {})
        typer.echo("\n" + jsonlib.dumps(resume, indent=2, ensure_ascii=False))
        unsure = {at: found for at, found in sources.items() if found.get("confidence", 1) < queries.UNSURE}
        if unsure:
            typer.echo("\nNot sure, please check:")
        for at, found in sorted(unsure.items(), key=lambda item: float(item[1]["confidence"])):
            typer.echo(f"  {found['confidence']:.0%}  {at}  {_cut(found['text'])}")


@app.command("read")
def read_again(id: Annotated[str, ID], *, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Read a kept file once more, as the parser reads today. Corrections stay."""

    async def work(platform: Platform, owner: Caller) -> dict[str, Any]:
        async with owner_session(platform, owner) as session:
            await upload.read_again(session, identifier(id))
            found, _, _ = await queries.resume_file(session, identifier(id))
            return _row(found)

    show([as_owner(work)], as_json=json, empty="")


@app.command()
def use(id: Annotated[str, ID], *, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Make a kept version your profile, also an older one; everything is scored again."""

    async def work(platform: Platform, owner: Caller) -> dict[str, Any]:
        async with owner_session(platform, owner) as session:
            await adopt.use_version(session, identifier(id))
            found, _, _ = await queries.resume_file(session, identifier(id))
            return _row(found)

    show([as_owner(work)], as_json=json, empty="")


@app.command("compare")
def compare_resumes(
    id: Annotated[str, typer.Argument(metavar="ID", help="The earlier version, as the listing shows it.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The later one.")],
    *,
    words: Annotated[bool, typer.Option("--text", help="The whole text too, word by word.")] = False,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """What the second version has more, less and otherwise than the first."""

    async def work(platform: Platform, owner: Caller) -> dict[str, Any]:
        async with owner_session(platform, owner) as session:
            before, was, old = await queries.read_version(session, identifier(id))
            after, now, new = await queries.read_version(session, identifier(other))
        made: dict[str, Any] = await run_bounded_async(compare, was, old, now, new)
        return {"before": _row(before), "after": _row(after), **made}

    made = as_owner(work)
    if json:
        typer.echo(jsonlib.dumps(plain(made), indent=2, ensure_ascii=False))
        return
    rows = [
        {
            "change": change["kind"],
            "field": change["pointer_after"] or change["pointer_before"],
            "before": _cut(_told(change["before"])),
            "after": _cut(_told(change["after"])),
        }
        for change in made["fields"]
    ]
    show(rows, as_json=False, empty="Both have the same fields.")
    if words:
        marks = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
        typer.echo("\n" + "".join(run["text"].join(marks[run["kind"]]) for run in made["text"]))


def _row(found: queries.ResumeFile) -> dict[str, Any]:
    return {
        "id": found.id,
        "filename": found.filename,
        "kind": found.kind,
        "status": found.status,
        "current": found.current,
        "uploaded_at": found.uploaded_at,
    }


def _told(value: Any) -> str:
    """A field or a whole entry as one line."""
    if isinstance(value, dict):
        return ", ".join(_told(item) for item in value.values() if item)
    if isinstance(value, list):
        return "; ".join(_told(item) for item in value)
    return "" if value is None else " ".join(str(value).split())


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
