"""Reading decisions, and what has to hold before one: the posting is still there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from rolecall.applications.queries import application
from rolecall.discover import queries as discover
from rolecall.discover.queries import Liveness
from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict
from rolecall.platform.resources import Platform
from rolecall.review.tables import DecisionRow

LOOKED_AT_WITHIN = timedelta(minutes=30)
"""What is known of a posting may be so old when it is approved or sent; else it is looked at once more."""


class PostingClosed(Conflict):
    """The posting was taken down, and nobody said to go on all the same."""

    code = "review.posting_closed"


@dataclass(frozen=True, slots=True)
class Approval:
    """Who allowed exactly this fingerprint to go out, and when."""

    application_id: UUID
    package_id: UUID
    fingerprint: str
    by: str
    at: datetime


async def approval_of(session: Session, application_id: UUID, fingerprint: str) -> Approval | None:
    """The approval of this fingerprint, unless the last word on it was no; None when there is none."""
    row = await session.scalar(
        select(DecisionRow)
        .where(DecisionRow.application_id == application_id, DecisionRow.fingerprint == fingerprint)
        .order_by(DecisionRow.created_at.desc(), DecisionRow.id.desc())
        .limit(1)
    )
    if row is None or not row.approved:
        return None
    return Approval(row.application_id, row.package_id, row.fingerprint, row.by, row.created_at)


async def look_at_posting(platform: Platform, workspace_id: UUID, application_id: UUID, *, actor: str) -> Liveness:
    """Whether the posting of an application is still there; its board is asked unless that is known already.

    Takes seconds, so call it outside of a transaction. Raises NotFound.
    """
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        posting_id = (await application(session, application_id)).posting_id
    return await discover.recheck(platform, workspace_id, posting_id, older_than=LOOKED_AT_WITHIN, actor=actor)


async def require_open(session: Session, application_id: UUID, *, even_if_closed: bool) -> Liveness:
    """What is known of the posting, for who goes on. Raises PostingClosed, unless a person says: even if closed.

    A posting of which nothing is known is no reason to stop: whoever goes on is shown that.
    """
    seen = await discover.liveness(session, (await application(session, application_id)).posting_id)
    if seen.state == "closed" and not even_if_closed:
        raise PostingClosed(
            f"This posting is closed: {seen.evidence} If you know better, say that you want to go on all the same.",
            liveness=seen.state,
            evidence=seen.evidence,
            at=seen.at.isoformat() if seen.at else None,
            override="even_if_closed",
        )
    return seen
