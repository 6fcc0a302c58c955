"""Facts about the candidate."""

from __future__ import annotations

from uuid import UUID

from rolecall.platform.events import Event


class ResumeUploaded(Event):
    """A file is stored and waits to be read."""

    resume_id: UUID


class ResumeRead(Event):
    """A résumé was read to data; `again` when it had been before, by an earlier version of the parser."""

    resume_id: UUID
    again: bool = False


class ResumeUnreadable(Event):
    """A résumé could not be read; `reason` is the sentence for the candidate."""

    resume_id: UUID
    reason: str


class ProfileChanged(Event):
    """The current résumé, its corrections or the preferences changed: what was concluded from them is out of date."""
