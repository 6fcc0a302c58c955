"""What can be in the bank: each kind of answer with its type, how long it holds, and whether it is private."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Type(StrEnum):
    """The type of an answer's value."""

    YES_NO = "yes_no"
    """A boolean."""
    CHOICE = "choice"
    """One of `Kind.choices`."""
    TEXT = "text"
    DURATION = "duration"
    """{amount, unit}: unit is days, weeks or months."""
    DATE = "date"
    """ISO 8601, a whole day."""
    MONEY = "money"
    """{amount, currency, period}: ISO 4217; year, month, day or hour."""
    LINK = "link"
    """An https or http address."""


class Name(StrEnum):
    """The kinds of answers."""

    WORK_AUTHORIZATION = "work_authorization"
    SPONSORSHIP = "sponsorship"
    NOTICE_PERIOD = "notice_period"
    EARLIEST_START = "earliest_start"
    SALARY = "salary"
    RELOCATION = "relocation"
    REMOTE = "remote"
    LINKEDIN = "linkedin"
    GITHUB = "github"
    PORTFOLIO = "portfolio"
    WEBSITE = "website"
    LANGUAGES = "languages"
    HOW_HEARD = "how_heard"
    OVER_18 = "over_18"
    DRIVING_LICENCE = "driving_licence"
    SECURITY_CLEARANCE = "security_clearance"
    GENDER = "gender"
    RACE = "race"
    HISPANIC = "hispanic"
    VETERAN = "veteran"
    DISABILITY = "disability"
    ORIENTATION = "sexual_orientation"
    TRANSGENDER = "transgender"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of answer. `private` ones are “prefer not to say” until the candidate says otherwise."""

    name: Name
    type: Type
    question: str
    per_country: bool = False
    holds: timedelta | None = None
    """How long an answer holds before it is asked again; None: until it is changed."""
    choices: tuple[str, ...] = ()
    private: bool = False


_YEAR, _HALF, _MONTHS = timedelta(days=365), timedelta(days=183), timedelta(days=60)
_ALL = (
    Kind(Name.WORK_AUTHORIZATION, Type.YES_NO, "May you work in this country?", per_country=True, holds=_YEAR),
    Kind(
        Name.SPONSORSHIP,
        Type.YES_NO,
        "Do you need, now or later, an employer who sponsors a visa for this country?",
        per_country=True,
        holds=_YEAR,
    ),
    Kind(Name.NOTICE_PERIOD, Type.DURATION, "How long is your notice period?", holds=_HALF),
    Kind(Name.EARLIEST_START, Type.DATE, "When can you start at the earliest?", holds=_MONTHS),
    Kind(Name.SALARY, Type.MONEY, "What pay do you wish for?", holds=_HALF),
    Kind(Name.RELOCATION, Type.YES_NO, "Would you move for a job?", holds=_YEAR),
    Kind(
        Name.REMOTE,
        Type.CHOICE,
        "Where do you like to work?",
        choices=("remote", "hybrid", "on_site", "any"),
        holds=_YEAR,
    ),
    Kind(Name.LINKEDIN, Type.LINK, "Your LinkedIn page"),
    Kind(Name.GITHUB, Type.LINK, "Your GitHub page"),
    Kind(Name.PORTFOLIO, Type.LINK, "Your portfolio"),
    Kind(Name.WEBSITE, Type.LINK, "Your website"),
    Kind(Name.LANGUAGES, Type.TEXT, "Which languages do you speak, and how well?"),
    Kind(Name.HOW_HEARD, Type.TEXT, "How do you hear of jobs, if it is the same every time?"),
    Kind(Name.OVER_18, Type.YES_NO, "Are you 18 or older?"),
    Kind(Name.DRIVING_LICENCE, Type.YES_NO, "Do you have a licence to drive a car?", holds=_YEAR * 2),
    Kind(Name.SECURITY_CLEARANCE, Type.YES_NO, "Do you hold a security clearance?", holds=_YEAR),
    Kind(Name.GENDER, Type.TEXT, "Gender", private=True),
    Kind(Name.RACE, Type.TEXT, "Race or ethnicity", private=True),
    Kind(Name.HISPANIC, Type.YES_NO, "Are you Hispanic or Latino?", private=True),
    Kind(Name.VETERAN, Type.YES_NO, "Are you a protected veteran (in the United States)?", private=True),
    Kind(Name.DISABILITY, Type.YES_NO, "Do you have a disability?", private=True),
    Kind(Name.ORIENTATION, Type.TEXT, "Sexual orientation", private=True),
    Kind(Name.TRANSGENDER, Type.YES_NO, "Are you transgender?", private=True),
    Kind(Name.CUSTOM, Type.TEXT, "A question of your own", holds=None),
)
KINDS: dict[Name, Kind] = {kind.name: kind for kind in _ALL}
