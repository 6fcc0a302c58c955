"""Reading decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from rolecall.platform.db import Session
from rolecall.review.tables import DecisionRow


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
