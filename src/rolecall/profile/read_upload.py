"""React to ResumeUploaded: have the file read."""

from __future__ import annotations

from rolecall.platform.db import Session
from rolecall.platform.jobs import defer
from rolecall.platform.resources import Platform
from rolecall.profile.events import ResumeUploaded
from rolecall.profile.jobs import read_file


async def read_upload(_platform: Platform, session: Session, event: ResumeUploaded) -> None:
    """Queue the reading: it takes seconds, and an open transaction holds up everybody's live stream."""
    await defer(session, read_file, resume_id=event.resume_id)
