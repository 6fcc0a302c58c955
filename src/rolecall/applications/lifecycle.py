"""The law of an application: every state, every legal move.

Nothing moves one except through here, in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from rolecall.applications.events import ApplicationMoved, ApplicationOpened
from rolecall.applications.tables import ApplicationRow
from rolecall.applications.timeline import append
from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict, NotFound
from rolecall.platform.events import emit


class State(StrEnum):
    """Where an application stands."""

    PREPARING = "preparing"  # the package is being made
    NOT_PREPARED = "not_prepared"  # it could not be made; the reason stands in the timeline
    AWAITING_APPROVAL = "awaiting_approval"  # a person reads the package
    DISCARDED = "discarded"  # the candidate said no to the package
    APPROVED = "approved"  # exactly these bytes may go out
    HANDED_OVER = "handed_over"  # a person sends it
    SENDING = "sending"  # a machine sends it; committed before the click
    UNKNOWN = "unknown"  # the machine stopped while sending; never sent again blindly
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    INTERVIEWING = "interviewing"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"  # the candidate said no to the offer
    REJECTED = "rejected"  # the employer said no
    NO_ANSWER = "no_answer"
    WITHDRAWN = "withdrawn"  # the candidate stepped back


S = State
_ANSWERS = {S.ACKNOWLEDGED, S.INTERVIEWING, S.OFFERED, S.REJECTED, S.NO_ANSWER, S.WITHDRAWN}

MOVES: Mapping[State, frozenset[State]] = {
    before: frozenset(after)
    for before, after in {
        S.PREPARING: {S.AWAITING_APPROVAL, S.NOT_PREPARED, S.WITHDRAWN},
        S.NOT_PREPARED: {S.PREPARING, S.WITHDRAWN},
        S.AWAITING_APPROVAL: {S.APPROVED, S.DISCARDED, S.PREPARING, S.WITHDRAWN},
        S.DISCARDED: {S.PREPARING, S.AWAITING_APPROVAL, S.WITHDRAWN},
        S.APPROVED: {S.HANDED_OVER, S.SENDING, S.AWAITING_APPROVAL, S.SENT, S.WITHDRAWN},
        S.HANDED_OVER: {S.SENT, S.APPROVED, S.AWAITING_APPROVAL, S.WITHDRAWN},
        S.SENDING: {S.SENT, S.UNKNOWN, S.HANDED_OVER, S.APPROVED},
        S.UNKNOWN: {S.SENT, S.HANDED_OVER, S.WITHDRAWN},
        S.SENT: _ANSWERS,
        S.ACKNOWLEDGED: _ANSWERS - {S.ACKNOWLEDGED},
        S.INTERVIEWING: _ANSWERS - {S.ACKNOWLEDGED, S.INTERVIEWING},
        S.NO_ANSWER: _ANSWERS - {S.NO_ANSWER},
        S.REJECTED: {S.INTERVIEWING, S.OFFERED},  # employers change their minds
        S.OFFERED: {S.ACCEPTED, S.DECLINED, S.REJECTED, S.WITHDRAWN},
        S.ACCEPTED: {S.WITHDRAWN},
        S.DECLINED: set(),
        S.WITHDRAWN: set(),
    }.items()
}


class IllegalMove(Conflict):
    """The application cannot go there from where it stands."""

    code = "application.illegal_move"


async def open_application(
    session: Session, *, posting_id: UUID, company: str, title: str, url: str, board: str, score: int | None = None
) -> UUID:
    """Begin an application; its package is prepared next. One per posting: raises Conflict for a second."""
    known = await session.scalar(select(ApplicationRow.id).where(ApplicationRow.posting_id == posting_id))
    if known:
        raise Conflict("There is an application to this posting already.", application_id=str(known))
    row = ApplicationRow(
        posting_id=posting_id, company=company, title=title, url=url, board=board, score=score, state=State.PREPARING
    )
    session.add(row)
    await session.flush()
    append(session, row.id, "opened", f"Application to {company} opened", after=State.PREPARING)
    await emit(session, ApplicationOpened(application_id=row.id, posting_id=posting_id))
    return row.id


async def move(
    session: Session,
    application_id: UUID,
    to: State,
    *,
    reason: str | None = None,
    fingerprint: str | None = None,
    **details: Any,
) -> None:
    """Move an application; `fingerprint` names the package that is current from now. Raises IllegalMove, NotFound."""
    row = await _locked(session, application_id)
    before = State(row.state)
    if to not in MOVES[before]:
        raise IllegalMove(f"This application is {_words(before)}; it cannot become {_words(to)}.", state=before)
    row.state, row.moved_at = to, func.now()
    if fingerprint:
        row.fingerprint = fingerprint
    text = f"{_words(before)} → {_words(to)}" + (f": {reason}" if reason else "")
    append(session, row.id, "moved", text, before=before, after=to, details=details)
    await emit(session, ApplicationMoved(application_id=row.id, before=before, after=to, reason=reason))


async def new_package(session: Session, application_id: UUID, fingerprint: str, **details: Any) -> None:
    """Another package is current: whatever was approved before, this is not. Raises IllegalMove once it was sent."""
    row = await _locked(session, application_id)
    row.fingerprint = fingerprint
    if row.state == S.AWAITING_APPROVAL:
        append(session, row.id, "package", "The package changed; it needs approval as it is now", details=details)
    else:
        await move(session, application_id, S.AWAITING_APPROVAL, fingerprint=fingerprint, **details)


async def state_of(session: Session, application_id: UUID) -> State:
    """Where an application stands; its row stays locked until the transaction ends. Raises NotFound."""
    return State((await _locked(session, application_id)).state)


async def note(session: Session, application_id: UUID, kind: str, text: str, **details: Any) -> None:
    """Append to the timeline without moving. Raises NotFound."""
    await _locked(session, application_id)
    append(session, application_id, kind, text, details=details)


async def _locked(session: Session, application_id: UUID) -> ApplicationRow:
    row = await session.get(ApplicationRow, application_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound("There is no such application in this workspace.")
    return row


def _words(state: State) -> str:
    return state.value.replace("_", " ")
