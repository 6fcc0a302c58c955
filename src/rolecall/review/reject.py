"""No: this package does not go out. An approval that was given is taken back."""

from __future__ import annotations

from uuid import UUID

from rolecall.applications import lifecycle
from rolecall.applications.lifecycle import State
from rolecall.platform.db import Session
from rolecall.platform.events import emit
from rolecall.prepare import queries as packages
from rolecall.review.approve import DECISIONS, NotAwaiting
from rolecall.review.events import PackageRejected
from rolecall.review.tables import DecisionRow

_DECIDABLE = frozenset({State.AWAITING_APPROVAL, State.APPROVED, State.HANDED_OVER})


async def reject(session: Session, application_id: UUID, reason: str) -> None:
    """Discard the current package with a reason; rejecting twice changes nothing. Raises NotAwaiting, NotFound."""
    state = await lifecycle.state_of(session, application_id)
    if state is State.DISCARDED:
        return
    if state not in _DECIDABLE:
        raise NotAwaiting(
            f"This application is {state.value.replace('_', ' ')}; there is nothing to reject.", state=state
        )
    package = await packages.current_package(session, application_id)
    session.add(
        DecisionRow(
            application_id=application_id,
            package_id=package.id,
            fingerprint=package.fingerprint,
            approved=False,
            by=session.actor,
            reason=reason,
        )
    )
    if state is not State.AWAITING_APPROVAL:
        await lifecycle.move(session, application_id, State.AWAITING_APPROVAL, reason="the approval was taken back")
    await lifecycle.move(session, application_id, State.DISCARDED, reason=reason)
    DECISIONS.labels("no", session.actor.partition(":")[0]).inc()
    await emit(session, PackageRejected(application_id=application_id, package_id=package.id, reason=reason))
