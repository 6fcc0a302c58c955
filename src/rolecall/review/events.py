"""What happens in review."""

from uuid import UUID

from rolecall.platform.events import Event


class PackageApproved(Event):
    """Exactly these bytes may go out; `by` is who said so: `user:<id>` or `policy`."""

    application_id: UUID
    package_id: UUID
    fingerprint: str
    by: str


class PackageRejected(Event):
    """The candidate does not want this package to go out."""

    application_id: UUID
    package_id: UUID
    reason: str
