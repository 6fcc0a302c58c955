"""Facts about who is here."""

from __future__ import annotations

from uuid import UUID

from rolecall.platform.events import Event


class WorkspaceCreated(Event):
    """A workspace exists; the event's own workspace is the one."""


class UserRegistered(Event):
    """A person has an account, and is a member of the event's workspace."""

    user_id: UUID
