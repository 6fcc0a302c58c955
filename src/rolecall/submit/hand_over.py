"""The candidate sends it: the posting's own apply link and the approved files, then "I sent it"."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from rolecall.applications import lifecycle
from rolecall.applications.lifecycle import State
from rolecall.applications.queries import application
from rolecall.discover.queries import Liveness
from rolecall.platform.db import Session
from rolecall.platform.errors import InvalidInput
from rolecall.platform.events import emit
from rolecall.review.queries import require_open
from rolecall.submit.approved import Approved, approved_package
from rolecall.submit.events import ApplicationSent
from rolecall.submit.tables import ReceiptRow

_CLOCKS_DIFFER = timedelta(minutes=10)


class SentInTheFuture(InvalidInput):
    """The time given for sending has not come yet."""

    code = "submit.sent_in_the_future"


async def hand_over(
    session: Session, application_id: UUID, *, even_if_closed: bool = False
) -> tuple[Approved, Liveness]:
    """The approved package, now in the candidate's hands, and what is known of the posting; again is the same.

    Have the posting looked at before (`review.queries.look_at_posting`), outside of the transaction. Raises
    NotApproved, PostingClosed, NotFound.
    """
    approved = await approved_package(session, application_id)
    seen = await require_open(session, application_id, even_if_closed=even_if_closed)
    if approved.state is State.APPROVED:
        although = f", although the posting is closed: {seen.evidence}" if seen.state == "closed" else ""
        await lifecycle.move(
            session,
            application_id,
            State.HANDED_OVER,
            fingerprint=approved.package.fingerprint,
            reason=f"the candidate sends it{although}",
            posting={"state": seen.state, "evidence": seen.evidence, "at": seen.at.isoformat() if seen.at else None},
        )
    return approved, seen


async def mark_sent(session: Session, application_id: UUID, *, sent_at: datetime | None, note: str | None) -> None:
    """Write the receipt of what was sent. Saying so twice changes nothing. Raises NotApproved, SentInTheFuture,
    NotFound.
    """
    now = datetime.now(UTC)
    when = (sent_at if sent_at is None or sent_at.tzinfo else sent_at.replace(tzinfo=UTC)) or now
    if when > now + _CLOCKS_DIFFER:
        raise SentInTheFuture("The time of sending lies in the future; give the time at which it was sent.")
    if await lifecycle.state_of(session, application_id) is State.SENT:
        return
    approved = await approved_package(session, application_id)
    view = await application(session, application_id)
    package = approved.package
    session.add(
        ReceiptRow(
            application_id=application_id,
            package_id=package.id,
            fingerprint=package.fingerprint,
            files=[{"name": file.name, "sha256": file.sha256, "size": file.size} for file in package.files],
            url=package.manifest["posting"]["apply_url"] or view.url,
            way="by_hand",
            sent_at=when,
            note=note,
            by=session.actor,
        )
    )
    await lifecycle.move(
        session,
        application_id,
        State.SENT,
        reason=note,
        fingerprint=package.fingerprint,
        sent_at=when.isoformat(),
        package=package.fingerprint,
    )
    await emit(session, ApplicationSent(application_id=application_id, sent_at=when, note=note))
