"""The cover sheet: what a package answers, as a PDF to keep. It does not go out with the package.

Pure: the same package gives the same bytes. The posting's text is that of the draft, so it is there when the board has
long taken it down.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from typing import Any

import orjson
import typst

from rolecall.prepare.content import Draft
from rolecall.prepare.designs import design_of
from rolecall.prepare.glyphs import TEMPLATES, families, fonts, is_letter, missing, shown

NAME = "cover-sheet.pdf"
POSTING = "posting.md"
_STANDARDS: list[Any] = ["ua-1", "a-2a"]
_ONE_AT_A_TIME = threading.Lock()
_MOST_CHARACTERS = 200_000
"""Of a posting's text; the longest one known has a tenth."""
_GONE = "The package was made by an earlier release, which kept only the fingerprint of the posting's text."


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet says beside the draft: the version, its fingerprint, its files by name and SHA-256, and who
    approved it and when, where somebody did.
    """

    version: int
    fingerprint: str
    files: Sequence[tuple[str, str]]
    approved: tuple[str, datetime] | None = None


def cover_sheet(draft: Draft, sheet: Sheet) -> bytes:
    """The sheet as PDF/A-2a and PDF/UA-1."""
    data = _data(draft, sheet)
    text = "".join(_strings(data))
    stamp = int(datetime.combine(draft.today, time(), UTC).timestamp())
    data["fonts"] = families(design_of(None).fonts, text)
    standards = [] if any(is_letter(char) for char in missing(text)) else _STANDARDS
    with _ONE_AT_A_TIME:
        pdf = _compiler().compile(
            format="pdf", sys_inputs={"data": orjson.dumps(data).decode()}, pdf_standards=standards, timestamp=stamp
        )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(TEMPLATES / "cover-sheet.typ"), root=str(TEMPLATES), font_paths=fonts())


def _data(draft: Draft, sheet: Sheet) -> dict[str, Any]:
    stand = draft.posting
    met = {"met": "yes", "partly": "partly", "missing": "no"}
    said = {
        "label": f"Cover sheet: application of {draft.name}" if draft.name else "Cover sheet",
        "title": stand.title,
        "author": draft.name,
        "company": stand.company,
        "running": f"{stand.title}, {stand.company}",
        "page": draft.page,
        "lang": draft.letter_language,
        "about": list(_about(draft, sheet)),
        "score": None if draft.score is None else f"{draft.score} of 100",
        "points": [[part.name.replace("_", " "), f"{part.points:+.1f}", part.why] for part in draft.points],
        "reasons": [
            [f"{why.asked}{' (a must)' if why.must else ''}", met.get(why.met, why.met), why.evidence or "nothing"]
            for why in draft.reasons
        ],
        "files": [[name, digest, "print"] for name, digest in sheet.files],
        "text": list(blocks(stand.text[:_MOST_CHARACTERS])),
        "notext": _GONE,
    }
    shown_so: dict[str, Any] = _all_shown(said)
    return shown_so


def _about(draft: Draft, sheet: Sheet) -> Iterator[list[str]]:
    stand = draft.posting
    yield from ([name, value] for name, value in (("Where", "; ".join(stand.places)), ("Address", stand.url)) if value)
    if stand.apply_url and stand.apply_url != stand.url:
        yield ["Form", stand.apply_url]
    days = (("Published", stand.published_at), ("Changed", stand.updated_at), ("First seen", stand.first_seen))
    yield from ([name, _moment(value)] for name, value in days if value)
    yield ["Kept", f"with the package, drafted on {draft.today.isoformat()}"]
    if stand.seen:
        yield ["Then", stand.seen]
    yield ["Text", f"SHA-256 {stand.text_sha256}", "print"]
    yield ["Package", f"version {sheet.version}"]
    yield ["Fingerprint", sheet.fingerprint, "print"]
    if sheet.approved:
        by, at = sheet.approved
        who = "by the rule of this workspace" if by == "policy" else "by hand"
        yield ["Approved", f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC, {who}"]


def _moment(value: str) -> str:
    try:
        return f"{datetime.fromisoformat(value).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    except ValueError:
        return value


def blocks(markdown: str) -> Iterator[Mapping[str, str]]:
    """The Markdown of a posting as headings, bullets and paragraphs of plain text; nothing in it is markup any more."""
    waiting: list[str] = []
    for line in [*markdown.splitlines(), ""]:
        found = _HEADING.match(line) or _BULLET.match(line)
        if waiting and (found or not line.strip()):
            yield {"kind": "text", "text": _plain(" ".join(waiting))}
            waiting = []
        if found:
            kind = "heading" if found.re is _HEADING else "bullet"
            if text := _plain(found[1]):
                yield {"kind": kind, "text": text}
        elif line.strip() and not _RULE.fullmatch(line.strip()):
            waiting.append(line.strip())


_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.+?)\s*#*\s*$")
_BULLET = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+(.+)$")
_RULE = re.compile(r"(?:[-*_]\s*){3,}")
_LINK = re.compile(r"!?\[([^\]\n]{0,500})\]\(([^)\s]{0,2000})[^)\n]{0,500}\)")
_STRESS = re.compile(r"(\*\*|__|\*|_|`)(?=\S)(.{1,2000}?)(?<=\S)\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!<>|~-])")


def _plain(text: str) -> str:
    linked = _LINK.sub(lambda hit: hit[1] if not hit[2] or hit[1] in hit[2] else f"{hit[1]} ({hit[2]})", text)
    return _ESCAPE.sub(r"\1", _STRESS.sub(r"\2", _STRESS.sub(r"\2", linked))).strip()


def _all_shown(value: Any) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, Mapping):
        return {name: _all_shown(part) for name, part in value.items()}
    return [_all_shown(part) for part in value] if isinstance(value, list | tuple) else value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _strings(part)
