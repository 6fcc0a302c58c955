"""An edit before it is saved: how the paper would look, and which claims no fact supports. Nothing is stored."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from prometheus_client import Histogram

from rolecall.platform.resources import Platform
from rolecall.prepare.claims import Unsupported
from rolecall.prepare.content import Draft, FactRef
from rolecall.prepare.edit import Changes, try_out
from rolecall.prepare.fit import PAGES
from rolecall.prepare.pictures import Picture, pictures
from rolecall.prepare.render_pdf import letter_pdf, resume_pdf
from rolecall.prepare.rewrite import base_of, set_in
from rolecall.profile.queries import DesignName

Paper = Literal["resume", "cover-letter"]

_SECONDS = Histogram("rolecall_prepare_preview_seconds", "One preview of an edit, from the draft to the pictures.")
_CHECK_SECONDS = Histogram("rolecall_prepare_check_seconds", "Holding the lines of one edit against the facts.")


@dataclass(frozen=True, slots=True)
class Preview:
    """A paper as it would look: its first pages, how many it has, and how many it should have at most."""

    pages: tuple[Picture, ...]
    count: int
    budget: int
    version: int


@dataclass(frozen=True, slots=True)
class Place:
    """A claim that no fact supports, and where its words stand in the line as it was sent: characters (code points)."""

    claim: Unsupported
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """What the gate says of a line: the facts that allow it, and what none does."""

    id: str
    facts: tuple[FactRef, ...]
    unsupported: tuple[Place, ...]


async def preview(
    platform: Platform,
    workspace_id: UUID,
    application_id: UUID,
    changes: Changes,
    *,
    paper: Paper,
    design: DesignName | None,
    actor: str,
    version: int | None = None,
) -> Preview:
    """One paper with the changes in it, claims without a fact as well. Call it outside of a transaction.

    Raises NotEditable, NotEditableNow, TooMuchText, PackageMovedOn, NoPackage, NotFound.
    """
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        base = await base_of(session, application_id, version=version)
    with _SECONDS.time():
        pages, count = await asyncio.to_thread(_pictures, base.draft, changes, paper, design)
    return Preview(pages, count, PAGES if paper == "resume" else 1, base.version)


async def check(
    platform: Platform,
    workspace_id: UUID,
    application_id: UUID,
    changes: Changes,
    *,
    actor: str,
    version: int | None = None,
) -> tuple[CheckedLine, ...]:
    """Every line with new wording, held against the candidate's facts as they are now.

    Raises NotEditable, NotEditableNow, TooMuchText, PackageMovedOn, NoPackage, NotFound.
    """
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        base = await base_of(session, application_id, version=version)
    with _CHECK_SECONDS.time():
        tried = await asyncio.to_thread(try_out, base.draft, changes)
    return tuple(
        CheckedLine(line, checked.facts, tuple(_placed(changes.texts[line] or "", checked.unsupported)))
        for line, checked in tried.checked.items()
    )


def _pictures(
    draft: Draft, changes: Changes, paper: Paper, design: DesignName | None
) -> tuple[tuple[Picture, ...], int]:
    after = set_in(try_out(draft, changes).draft, design)
    return pictures(resume_pdf(after) if paper == "resume" else letter_pdf(after))


def _placed(text: str, unsupported: tuple[Unsupported, ...]) -> list[Place]:
    """Each claim where its words stand; two claims of the same words stand at different places."""
    placed: list[Place] = []
    after: dict[str, int] = {}
    is_folded = text == " ".join(text.split())
    for claim in unsupported:
        if is_folded and claim.start is not None and claim.end is not None:
            placed.append(Place(claim, claim.start, claim.end))
            continue
        words = re.compile(r"\s+".join(map(re.escape, claim.text.split())), re.IGNORECASE)
        found = words.search(text, after.get(claim.text, 0))
        # Where the words do not stand in the line as the gate reads them, all of it is meant.
        start, end = found.span() if found else (0, len(text))
        after[claim.text] = end
        placed.append(Place(claim, start, end))
    return placed
