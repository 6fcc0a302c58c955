"""What happens to boards and postings."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rolecall.platform.events import Event


class BoardAdded(Event):
    """A board is followed from now on."""

    board_id: UUID


class BoardCrawled(Event):
    """A board was read to its end."""

    board_id: UUID
    found: int
    changed: int
    closed: int
    duplicates: int


class BoardFailed(Event):
    """A board could not be read; nothing was closed. `retry_at` None: not by itself."""

    board_id: UUID
    reason: str
    retry_at: datetime | None


class PostingFound(Event):
    """A posting was seen for the first time."""

    posting_id: UUID


class PostingChanged(Event):
    """A posting says something else than before, in these fields."""

    posting_id: UUID
    fields: tuple[str, ...]


class PostingClosed(Event):
    """A posting is no longer on its board."""

    posting_id: UUID


class PostingReopened(Event):
    """A closed posting is on its board again."""

    posting_id: UUID


class PostingsRead(Event):
    """Postings of one board are new, changed or open again, with their texts: one fact for all written at once.

    Whoever works on postings reacts to this; each posting's own fact is for those who are told about it.
    """

    board_id: UUID
    posting_ids: tuple[UUID, ...]


class PostingsMerged(Event):
    """Two postings are one job. Can be undone."""

    kept_id: UUID
    duplicate_id: UUID


class PostingsLinked(Event):
    """Two postings that are not one job belong together, and both are shown. `kind`: agency (a copy under another
    company's name) or opening (another job that the board files under the same opening).
    """

    posting_id: UUID
    other_id: UUID
    kind: str


class PostingsSeparated(Event):
    """Two postings are not linked any more. `reason` is what speaks against it; None where a person decided."""

    kept_id: UUID
    duplicate_id: UUID
    reason: str | None
