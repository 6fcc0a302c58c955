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
        """(minimum, maximum) per year of full-time work: 2,080 hours, 260 days, 52 weeks, 12 months.

        Both None where the period is not known: 3,000 may be a month's pay or a part of a year's.
        """
        factor = {"hour": 2080, "day": 260, "week": 52, "month": 12, "year": 1}.get(self.period or "")
        if factor is None:
            return None, None
        return (
            self.minimum * factor if self.minimum is not None else None,
            self.maximum * factor if self.maximum is not None else None,
        )


class FactName(StrEnum):
    """What a text may say of a job beyond the fields of its board."""

    YEARS = "years"
    """Years of experience asked for; `value` is the fewest of them."""
    DEGREE = "degree"
    """`value`: school, vocational, associate, bachelor, master or doctorate. Not stated: none is needed."""
    VISA_SPONSORSHIP = "visa_sponsorship"
    """Whether a visa is sponsored."""
    WORK_AUTHORISATION = "work_authorisation"
    """Whether the right to work in the country must be there already."""
    SECURITY_CLEARANCE = "security_clearance"
    """Whether a security clearance is asked for."""
    LANGUAGE = "language"
    """A language to be spoken; `value` is its ISO 639-1 code, `level` how well where that is said."""
    SENIORITY = "seniority"
    """`value` is a `Posting.level` that the text names where the title names none."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the text says, with the words that say it: `Posting.text[start:end]`.

    Three states: a fact with `stated` True is a yes, with `stated` False a no ("we do not sponsor visas"), and what
    the text does not speak of has no fact. `wished`: it is no must ("a master's degree is a plus").
    """

    name: FactName
    stated: bool
    start: int
    end: int
    value: float | str | None = None
    level: str | None = None
    """Of a language: basic, intermediate, good, fluent or native."""
    wished: bool = False


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
    level: str | None = None
    """One of `roles.LEVELS`; None where neither title nor text names one."""
    function: str | None = None
    """One of `roles.FUNCTIONS`; None where title and department leave it open."""
    department: str | None = None
    requisition_id: str | None = None
    opening_id: str | None = None
    """The platform's own id of the opening behind the posting, where it tells one; several postings may share it."""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    valid_through: datetime | None = None
    """When applications close, where the board says so."""
    language: str | None = None
    facts: tuple[Fact, ...] = ()
    """What the text says of years, degree, visa, clearance, languages and seniority, in the order of the text."""
    notices: tuple[str, ...] = ()
    """What its reader should know of the page that it was read from: sentences on hidden text."""
    closed_at: datetime | None = None
    id: UUID | None = None
