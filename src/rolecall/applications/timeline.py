"""The timeline: what happened to an application, only ever added to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rolecall.applications.tables import TimelineRow
from rolecall.platform.db import Session


def append(
    session: Session,
    application_id: UUID,
    kind: str,
    text: str,
    *,
    before: str | None = None,
    after: str | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Add one line, in the caller's transaction and the session's actor's name."""
    session.add(
        TimelineRow(
            application_id=application_id,
            kind=kind,
            text=text,
            before=before,
            after=after,
            actor=session.actor,
            details=details or {},
        )
    )
