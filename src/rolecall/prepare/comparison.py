"""Which two papers are compared: two versions of a package, or a version and the candidate's own résumé."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from uuid import UUID

from rolecall.platform.db import Session
from rolecall.prepare.compare import Totals, compare, totals
from rolecall.prepare.content import Draft
from rolecall.prepare.explain import Explained, explain
from rolecall.prepare.lines import letter_lines, own_lines, resume_lines
from rolecall.prepare.queries import NoPackage, PackageView, current_package, draft_of_version, package_version
from rolecall.profile.queries import Resume, current_profile


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two papers, word by word. `before` is None for the candidate's own résumé; `kept` says that it is the one the
    package was made from, and not the profile of today.
    """

    before: PackageView | None
    after: PackageView
    kept: bool
    resume: tuple[Explained, ...]
    letter: tuple[Explained, ...]
    totals: Totals


async def comparison(
    session: Session, application_id: UUID, *, before: int | None = None, after: int | None = None
) -> Comparison:
    """Version `after` (the current one) beside version `before` (the candidate's own résumé). Raises NotFound."""
    last = (
        await current_package(session, application_id)
        if after is None
        else await package_version(session, application_id, after)
    )
    draft = await draft_of_version(session, application_id, last.version)
    if before is None:
        origin = draft.origin
        if origin is None:
            profile = await current_profile(session)
            if profile is None:
                raise NoPackage("There is no résumé any more to compare with; compare two versions instead.")
            origin = profile.resume
        resume, letter, counted = await asyncio.to_thread(_with_own, origin, draft)
        return Comparison(None, last, draft.origin is not None, resume, letter, counted)
    first = await package_version(session, application_id, before)
    earlier = await draft_of_version(session, application_id, before)
    resume, letter, counted = await asyncio.to_thread(_with_earlier, earlier, draft)
    return Comparison(first, last, kept=True, resume=resume, letter=letter, totals=counted)


Compared = tuple[tuple[Explained, ...], tuple[Explained, ...], Totals]


def _with_own(resume: Resume, draft: Draft) -> Compared:
    lines = compare(own_lines(resume, draft.language), resume_lines(draft))
    letter = compare((), letter_lines(draft))
    return explain(lines, draft, original=True), explain(letter, draft, original=True), totals(lines)


def _with_earlier(before: Draft, after: Draft) -> Compared:
    lines = compare(resume_lines(before), resume_lines(after))
    letter = compare(letter_lines(before), letter_lines(after))
    return (
        explain(lines, after, original=False),
        explain(letter, after, original=False),
        totals((*lines, *letter)),
    )
