"""The reaction that makes the package: draft, render, read back, keep. Safe to run twice; what fails is told in one
sentence.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from uuid import UUID

from prometheus_client import Counter

from rolecall.applications import lifecycle
from rolecall.applications.events import ApplicationOpened
from rolecall.applications.queries import State, application, timeline
from rolecall.discover.queries import posting as posting_of
from rolecall.match.queries import match_of_posting
from rolecall.platform.db import Session
from rolecall.platform.errors import Problem
from rolecall.platform.events import emit
from rolecall.platform.resources import Platform
from rolecall.prepare.events import PackageNotMade
from rolecall.prepare.keep import keep, rendered
from rolecall.prepare.package import PackageRefused, draft
from rolecall.profile.queries import current_profile

_NOT_MADE = Counter("rolecall_prepare_not_made_total", "Packages that could not be made.")


async def draft_package(platform: Platform, session: Session, event: ApplicationOpened) -> None:
    """Prepare the package of a newly opened application."""
    await prepare(platform, session, event.application_id)


async def prepare(platform: Platform, session: Session, application_id: UUID) -> None:
    """Make the package of an application that is being prepared; does nothing for any other.

    Raises what may heal by itself (no space, store away), after writing it into the timeline; then it is tried again.
    """
    view = await application(session, application_id)
    if view.state is not State.PREPARING:
        return
    profile = await current_profile(session)
    scored = await match_of_posting(session, view.posting_id)
    if profile is None:
        await _not_made(session, application_id, "there is no profile to write from; upload a résumé")
        return
    if scored is None:
        raise NotScoredYet("The posting has not been scored yet; it is tried again in a moment.")
    posting = await posting_of(session, view.posting_id)
    try:
        drafted = await asyncio.to_thread(
            draft, posting, profile.resume, profile.facts, scored.match, datetime.now(UTC).date()
        )
        made = await rendered(drafted)
        await keep(platform, session, application_id, drafted, made)
    except PackageRefused as refused:
        await _not_made(session, application_id, str(refused))
    except Problem as problem:
        if problem.retry:
            await _tell(platform, session, application_id, str(problem))
        raise


class NotScoredYet(Problem):
    """Preparing came before scoring."""

    code = "prepare.not_scored_yet"
    status = 409
    retry = True


async def _not_made(session: Session, application_id: UUID, reason: str) -> None:
    await lifecycle.move(session, application_id, State.NOT_PREPARED, reason=reason)
    _NOT_MADE.inc()
    await emit(session, PackageNotMade(application_id=application_id, reason=reason))


async def _tell(platform: Platform, session: Session, application_id: UUID, sentence: str) -> None:
    """Write into the timeline why it waits, once, in a transaction of its own: the work's is rolled back."""
    assert session.workspace_id is not None
    text = f"The package waits: {sentence}"
    async with platform.db.workspace(session.workspace_id, actor=session.actor) as own:
        last = await timeline(own, application_id, limit=1)
        if not last or last[0].text != text:
            await lifecycle.note(own, application_id, "waiting", text)
