"""React to ApplicationOpened: its package is made by a job, so that no transaction waits for drafting and rendering."""

from __future__ import annotations

from rolecall.applications.events import ApplicationOpened
from rolecall.platform.db import Session
from rolecall.platform.jobs import defer
from rolecall.platform.resources import Platform
from rolecall.prepare.jobs import prepare_again


async def draft_package(_platform: Platform, session: Session, event: ApplicationOpened) -> None:
    """Queue the making of the package of a newly opened application."""
    await defer(session, prepare_again, application_id=event.application_id)
