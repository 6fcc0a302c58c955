"""What happens to packages."""

from uuid import UUID

from rolecall.platform.events import Event


class PackageDrafted(Event):
    """A package was made, or made anew; `fingerprint` names exactly its files."""

    application_id: UUID
    package_id: UUID
    fingerprint: str


class PackageNotMade(Event):
    """No package could be made; `reason` is one sentence."""

    application_id: UUID
    reason: str
