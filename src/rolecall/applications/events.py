"""What happens to applications."""

from uuid import UUID

from rolecall.platform.events import Event


class ApplicationOpened(Event):
    """The candidate wants to apply to this posting."""

    application_id: UUID
    posting_id: UUID


class ApplicationMoved(Event):
    """The application is in another state now."""

    application_id: UUID
    before: str
    after: str
    reason: str | None
