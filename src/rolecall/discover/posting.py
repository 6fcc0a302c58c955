"""A posting in the product's own terms, whatever board it came from. Names follow schema.org/JobPosting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Workplace(StrEnum):
    """Where the work is done."""

    REMOTE = "remote"
    HYBRID = "hybrid"
    ONSITE = "onsite"


@dataclass(frozen=True, slots=True)
class Location:
    """One place of work. `text` is verbatim; the parts are filled as far as they are certain.

    `country` is ISO 3166-1 alpha-2. A remote place carries what it is restricted to ("US", "EMEA") in `text`.
    """

    text: str
    city: str | None = None
    region: str | None = None
    country: str | None = None
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Salary:
    """Advertised pay. Amounts in `currency` (ISO 4217) per `period`; `start`/`end` are offsets in `Posting.text`."""

    minimum: float | None
    maximum: float | None
    currency: str | None
    period: str | None
    start: int | None = None
    end: int | None = None

    def yearly(self) -> tuple[float | None, float | None]:
        """(minimum, maximum) per year of full-time work: 2,080 hours, 260 days, 52 weeks, 12 months."""
        factor = {"hour": 2080, "day": 260, "week": 52, "month": 12}.get(self.period or "year", 1)
        return (
            self.minimum * factor if self.minimum is not None else None,
            self.maximum * factor if self.maximum is not None else None,
        )


@dataclass(frozen=True, slots=True)
class Posting:
    """A normalised posting. `text` is clean Markdown. `id` is None for one that is not stored (`rolecall run`)."""

    board: str
    board_company: str
    job_id: str
    title: str
    company: str
    url: str
    apply_url: str
    text: str
    locations: tuple[Location, ...] = ()
    workplace: Workplace | None = None
    salary: Salary | None = None
    employment_type: str | None = None
    department: str | None = None
    requisition_id: str | None = None
    opening_id: str | None = None
    """The platform's own id of the opening behind the posting, where it tells one; several postings may share it."""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    language: str | None = None
    closed_at: datetime | None = None
    id: UUID | None = None
