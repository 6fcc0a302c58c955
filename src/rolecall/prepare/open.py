"""Opening an application: the candidate wants this posting. Its package is prepared next."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError

from rolecall.applications import lifecycle
from rolecall.applications.queries import State, application_of_posting
from rolecall.discover.queries import posting as posting_of
from rolecall.match.queries import match_of_posting
from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict
from rolecall.platform.jobs import defer
from rolecall.prepare.jobs import prepare_again
from rolecall.prepare.package import missing_for_sending
from rolecall.profile.queries import current_profile


class NoProfile(Conflict):
    """There is nothing to write a package from."""

    code = "prepare.no_profile"


class ProfileIncomplete(Conflict):
    """The profile lacks what every application needs: who it is from, and where an answer goes."""

    code = "prepare.profile_incomplete"


class PostingClosed(Conflict):
    """The employer has taken the posting down."""

    code = "prepare.posting_closed"


async def open_for(session: Session, posting_id: UUID) -> UUID:
    """The application to a posting, opened if there is none yet; asked twice, it is the same one.

    Raises NotFound, PostingClosed, NoProfile, ProfileIncomplete.
    """
    posting = await posting_of(session, posting_id)
    known = await application_of_posting(session, posting_id)
    if known is not None:
        return known.id
    if posting.closed_at is not None:
        raise PostingClosed("This posting is closed; look for another one, or for the same one re-posted.")
    profile = await current_profile(session)
    if profile is None:
        raise NoProfile("There is no profile to write from; upload a résumé first.")
    missing = missing_for_sending(profile.resume)
    if missing:
        raise ProfileIncomplete(missing)
    scored = await match_of_posting(session, posting_id)
    try:
        async with session.begin_nested():
            return await lifecycle.open_application(
                session,
                posting_id=posting_id,
                company=posting.company,
                title=posting.title,
                url=posting.url,
                board=posting.board,
                score=scored.match.score if scored else None,
            )
    except (Conflict, IntegrityError):
        # Somebody else opened it at the same moment.
        known = await application_of_posting(session, posting_id)
        if known is None:
            raise
        return known.id


async def again(session: Session, application_id: UUID) -> None:
    """Prepare the package anew from the profile as it is now. Raises IllegalMove, NotFound.

    One that is being prepared gets another job, should its own have been given up.
    """
    state = await lifecycle.state_of(session, application_id)
    if state is not State.PREPARING:
        await lifecycle.move(session, application_id, State.PREPARING, reason="prepare the package anew")
    await defer(session, prepare_again, application_id=application_id)
