"""`rolecall apps`, about packages: versions, what changed, an old version back, everything as one archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from rolecall.entrypoints.commands.local import ID, JSON_OPTION, as_owner, identifier, owner_session, plain, show
from rolecall.platform.api import Caller
from rolecall.platform.errors import InvalidInput
from rolecall.platform.resources import Platform
from rolecall.prepare import queries
from rolecall.prepare.compare import Fate, Op
from rolecall.prepare.comparison import Comparison, comparison
from rolecall.prepare.explain import Explained
from rolecall.prepare.queries import PackageHead, PackageView
from rolecall.prepare.rewrite import restore as restore_version
from rolecall.submit.export import export as export_package

Id = Annotated[str, ID]
Number = typer.Option(min=1, max=2_147_483_647, metavar="N")
_STYLE = {Op.OUT: "red strike", Op.IN: "green", Op.SAME: ""}
_MARK = {Fate.SAME: " ", Fate.CHANGED: "~", Fate.ADDED: "+", Fate.LEFT_OUT: "-"}


def export(
    id: Id,
    *,
    out: Annotated[
        Path, typer.Option(help="A folder, or the name of the archive. An archive that is there is replaced.")
    ] = Path(),
) -> None:
    """Write the approved package as a ZIP: the files, package.json, the cover sheet and the posting as it stood."""

    async def work(platform: Platform, owner: Caller) -> tuple[str, bytes]:
        async with owner_session(platform, owner) as session:
            return await export_package(platform, session, identifier(id))

    name, data = as_owner(work)
    target = out if out.suffix.casefold() == ".zip" else out / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    except OSError as error:
        raise InvalidInput(f"{target} cannot be written ({error.strerror}); name another place with --out.") from error
    typer.echo(str(target))


def versions(id: Id, *, json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Every version of an application's package, the newest first."""

    async def work(platform: Platform, owner: Caller) -> list[PackageHead]:
        async with owner_session(platform, owner) as session:
            return await queries.package_versions(session, identifier(id))

    rows = [
        {
            "version": head.version,
            "made": head.created_at.replace(microsecond=0),
            "by": "you" if head.edited else "Rolecall",
            "design": head.design or "plain",
            "fingerprint": head.fingerprint,
        }
        for head in as_owner(work)
    ]
    show(rows, as_json=json, empty="No package yet.")


def restore(id: Id, version: Annotated[int, typer.Argument(min=1, max=2_147_483_647, metavar="N")]) -> None:
    """Make an old version of the package the current one again; it has to be approved anew."""

    async def work(platform: Platform, owner: Caller) -> PackageView:
        actor = f"user:{owner.user_id}"
        await restore_version(platform, owner.workspace_id, identifier(id), version, actor=actor)
        async with owner_session(platform, owner) as session:
            return await queries.current_package(session, identifier(id))

    package = as_owner(work)
    typer.echo(f"Version {package.version} has the files of version {version}. Fingerprint: {package.fingerprint}")


def compare(
    id: Id,
    *,
    before: Annotated[int | None, Number] = None,
    after: Annotated[int | None, Number] = None,
    everything: Annotated[bool, typer.Option("--all", help="Lines that did not change as well.")] = False,
    json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """What changed, word by word, and why: from your own résumé (or version --before) to the package (or --after)."""

    async def work(platform: Platform, owner: Caller) -> Comparison:
        async with owner_session(platform, owner) as session:
            return await comparison(session, identifier(id), before=before, after=after)

    found = as_owner(work)
    lines = [*found.resume, *(found.letter if before is not None else ())]
    if json:
        show([_row(each) for each in lines], as_json=True, empty="")
        return
    console = Console(highlight=False)
    for each in lines:
        if everything or each.line.fate is not Fate.SAME or each.line.moved:
            mark = "↕" if each.line.moved and each.line.fate is Fate.SAME else _MARK[each.line.fate]
            words = Text(f"{mark} ").append_text(_worded(each, plainly=not console.is_terminal))
            console.print(words)
            console.print(Text(f"  {each.why}", style="dim"))
    counted = found.totals
    console.print(
        f"{counted.words_in} words put in, {counted.words_out} left out of {counted.words_before}; "
        f"{counted.changed} lines changed, {counted.added} new, {counted.left_out} left out, {counted.moved} moved."
    )


def _worded(each: Explained, *, plainly: bool) -> Text:
    """The words in colours, or in wdiff's brackets where there are none."""
    marks = {Op.OUT: ("[-", "-]"), Op.IN: ("{+", "+}"), Op.SAME: ("", "")} if plainly else {}
    found = Text()
    for run in each.line.words:
        before, after = marks.get(run.op, ("", ""))
        bare = run.text.lstrip()
        found.append(run.text[: len(run.text) - len(bare)])
        found.append(f"{before}{bare}{after}", _STYLE[run.op])
    return found


def _row(each: Explained) -> dict[str, Any]:
    line = each.line
    known = line.after or line.before
    return {
        "id": known.id if known else None,
        "section": line.section,
        "fate": line.fate,
        "moved": line.moved,
        "before": line.before.text if line.before else None,
        "after": line.after.text if line.after else None,
        "words": plain(list(line.words)),
        "facts": plain(list(each.facts)),
        "why": each.why,
    }
