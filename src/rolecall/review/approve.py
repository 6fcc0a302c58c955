"""Yes: exactly these bytes may go out."""

from __future__ import annotations

from uuid import UUID

from prometheus_client import Counter

from rolecall.applications import lifecycle
from rolecall.applications.lifecycle import State
from rolecall.discover.queries import Liveness
from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict
from rolecall.platform.events import emit
from rolecall.prepare import queries as packages
from rolecall.prepare.queries import PackageView
from rolecall.review.events import PackageApproved
from rolecall.review.queries import require_open
from rolecall.review.tables import DecisionRow

DECISIONS = Counter("rolecall_review_decisions_total", "Decisions on packages.", ["approved", "by"])


class PackageChanged(Conflict):
    """The approval names other bytes than those of the current package."""

    code = "review.package_changed"


class NotAwaiting(Conflict):
    """There is nothing to decide just now."""

    code = "review.not_awaiting"


async def approve(
    session: Session, application_id: UUID, fingerprint: str, *, even_if_closed: bool = False
) -> Liveness:
    """Approve the current package by its fingerprint; approving the same bytes twice changes nothing.

    Gives what is known of the posting; have it looked at before (`queries.look_at_posting`), outside of the
    transaction. Raises PackageChanged when the fingerprint is not the current package's, PostingClosed, NotAwaiting,
    NotFound.
    """
    state = await lifecycle.state_of(session, application_id)
    package = await packages.current_package(session, application_id)
    if package.fingerprint != fingerprint:
        raise PackageChanged(
            "The package has changed since you read it; read it as it is now and approve that.",
            fingerprint=package.fingerprint,
        )
    if state is State.APPROVED:
        return await require_open(session, application_id, even_if_closed=True)
    if state is not State.AWAITING_APPROVAL:
        raise NotAwaiting(
            f"This application is {state.value.replace('_', ' ')}; there is nothing to approve.", state=state
        )
    seen = await require_open(session, application_id, even_if_closed=even_if_closed)
    await record_approval(session, package, seen, by=session.actor)
    return seen


async def record_approval(
    session: Session, package: PackageView, seen: Liveness, *, by: str, score: int | None = None
) -> None:
    """Write down who approves exactly this package, knowing what of its posting, and move the application, which must
    be awaiting approval.
    """
    although = f"although the posting is closed: {seen.evidence}" if seen.state == "closed" else None
    session.add(
        DecisionRow(
            application_id=package.application_id,
            package_id=package.id,
            fingerprint=package.fingerprint,
            approved=True,
            by=by,
            reason=although,
            score=score,
        )
    )
    reason = f"approved by policy: score {score}" if score is not None else although
    await lifecycle.move(
        session,
        package.application_id,
        State.APPROVED,
        reason=reason,
        fingerprint=package.fingerprint,
        by=by,
        posting={"state": seen.state, "evidence": seen.evidence, "at": seen.at.isoformat() if seen.at else None},
    )
    DECISIONS.labels("yes", by.partition(":")[0]).inc()
    await emit(
        session,
        PackageApproved(
            application_id=package.application_id, package_id=package.id, fingerprint=package.fingerprint, by=by
        ),
    )
