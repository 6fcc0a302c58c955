"""Making a package: read, draft, render, read back, keep. Safe to run twice; what fails is told in one sentence.

Nothing is open in the database while it drafts, renders and stores files: that takes seconds, and others would wait.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from prometheus_client import Counter
from sqlalchemy.exc import InterfaceError, OperationalError

from rolecall.applications import lifecycle
from rolecall.applications.queries import State, application, timeline
from rolecall.discover.queries import Posting, history, liveness
from rolecall.discover.queries import posting as posting_of
from rolecall.match.queries import Match, match_of_posting
from rolecall.platform.db import Session
from rolecall.platform.errors import Problem
from rolecall.platform.events import emit
from rolecall.platform.resources import Platform
from rolecall.prepare.events import PackageDrafted, PackageNotMade
from rolecall.prepare.keep import keep, rendered, store
from rolecall.prepare.letters.choices import wish_for
from rolecall.prepare.letters.wish import LetterWish
from rolecall.prepare.package import PackageRefused, draft
from rolecall.prepare.queries import NoPackage, PackageView, current_package
from rolecall.profile.queries import Profile, current_profile

log = structlog.get_logger(__name__)

PATIENCE = timedelta(hours=6)
"""What may heal is tried again for this long; the last try of the queue's schedule comes after it."""
_NOT_MADE = Counter("rolecall_prepare_not_made_total", "Packages that could not be made.")
_UNEXPECTED = "something went wrong in Rolecall itself; prepare it again, and tell whoever runs it if that fails too"


@dataclass(frozen=True, slots=True)
class _Inputs:
    posting: Posting
    profile: Profile
    match: Match
    wish: LetterWish
    first_seen: str | None
    seen: str = field(compare=False)
    """What was known of the posting; that alone is no reason to write anew."""


async def make_package(platform: Platform, workspace_id: UUID, application_id: UUID, *, actor: str) -> None:
    """Make the package of an application that is being prepared; does nothing for any other.

    Raises what may heal by itself (no space, store away), after writing it into the timeline; then it is tried again.
    Everything else ends the preparation, with its reason in the timeline.
    """
    try:
        # What it is made of may change meanwhile: then it is made once more, and that one is kept.
        if not await _attempt(platform, workspace_id, application_id, actor):
            await _attempt(platform, workspace_id, application_id, actor, last=True)
    except (OperationalError, InterfaceError):
        raise  # The database was away, or two transactions met: tried again.
    except Exception as error:
        async with platform.db.workspace(workspace_id, actor=actor) as session:
            if isinstance(error, Problem) and error.retry and not await _overdue(session, application_id):
                await _tell(session, application_id, str(error))
                again = True
            else:
                await _not_made(session, application_id, str(error) if isinstance(error, Problem) else _UNEXPECTED)
                again = False
        if again:
            raise
        if not isinstance(error, Problem):
            log.exception("prepare.failed", application=str(application_id), exc_info=error)


class NotScoredYet(Problem):
    """Preparing came before scoring."""

    code = "prepare.not_scored_yet"
    status = 409
    retry = True


async def _attempt(
    platform: Platform, workspace_id: UUID, application_id: UUID, actor: str, *, last: bool = False
) -> bool:
    """Draft, render and keep. False when what it was made of had changed by then, unless it is the last attempt."""
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        if not await _waiting(session, application_id):
            return True
        inputs = await _inputs(session, application_id)
    today = datetime.now(UTC).date()
    profile = inputs.profile
    drafted = await asyncio.to_thread(
        draft,
        inputs.posting,
        profile.resume,
        profile.facts,
        inputs.match,
        today,
        design=profile.design,
        wish=inputs.wish,
    )
    stand = replace(drafted.posting, first_seen=inputs.first_seen, seen=inputs.seen)
    drafted = replace(drafted, posting=stand)
    made = await rendered(drafted)
    await store(platform, made)
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        if not await _waiting(session, application_id):
            return True
        if not last and await _inputs(session, application_id) != inputs:
            return False
        await keep(session, application_id, drafted, made)
    return True


async def _inputs(session: Session, application_id: UUID) -> _Inputs:
    view = await application(session, application_id)
    profile = await current_profile(session)
    if profile is None:
        raise PackageRefused("there is no profile to write from; upload a résumé")
    scored = await match_of_posting(session, view.posting_id)
    if scored is None:
        raise NotScoredYet("The posting has not been scored yet; it is tried again in a moment.")
    changes = await history(session, view.posting_id)
    posting = await posting_of(session, view.posting_id)
    return _Inputs(
        posting,
        profile,
        scored.match,
        await wish_for(session, application_id, posting),
        changes[0].at.isoformat() if changes else None,
        (await liveness(session, view.posting_id)).evidence,
    )


async def _waiting(session: Session, application_id: UUID) -> bool:
    """Whether the application still waits for its package; its row is locked.

    Where another run has made it already, that is said once more, should the word of it have been lost.
    """
    if await lifecycle.state_of(session, application_id) is not State.PREPARING:
        return False
    package = await _already_made(session, application_id)
    if package is not None:
        drafted = PackageDrafted(application_id=application_id, package_id=package.id, fingerprint=package.fingerprint)
        await emit(session, drafted)
    return package is None


async def _already_made(session: Session, application_id: UUID) -> PackageView | None:
    """The package made since the application began to be prepared."""
    try:
        package = await current_package(session, application_id)
    except NoPackage:
        return None
    return package if package.created_at >= (await application(session, application_id)).moved_at else None


async def _overdue(session: Session, application_id: UUID) -> bool:
    return datetime.now(UTC) - (await application(session, application_id)).moved_at > PATIENCE


async def _not_made(session: Session, application_id: UUID, reason: str) -> None:
    if not await _waiting(session, application_id):
        return
    await lifecycle.move(session, application_id, State.NOT_PREPARED, reason=reason)
    _NOT_MADE.inc()
    await emit(session, PackageNotMade(application_id=application_id, reason=reason))


async def _tell(session: Session, application_id: UUID, sentence: str) -> None:
    """Write into the timeline why it waits, once."""
    if not await _waiting(session, application_id):
        return
    text = f"The package waits: {sentence}"
    last = await timeline(session, application_id, limit=1)
    if not last or last[0].text != text:
        await lifecycle.note(session, application_id, "waiting", text)
