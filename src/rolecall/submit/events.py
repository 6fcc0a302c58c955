"""What happens when a package leaves."""

from datetime import datetime
from uuid import UUID

from rolecall.platform.events import Event


class PackageExported(Event):
    """The approved files were taken out as an archive."""

    application_id: UUID
    package_id: UUID


class ApplicationSent(Event):
    """The application is with the employer."""

    application_id: UUID
    sent_at: datetime
    note: str | None
