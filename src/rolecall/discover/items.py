"""A posting as another program sends it: neutral, close to schema.org/JobPosting, one JSON object each.

Described for people in docs/postings.md. Unknown members are kept in the raw answer and otherwise left alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from html import escape
from typing import Annotated, Any, Literal, TypeAlias

import orjson
from pydantic import AliasChoices, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from rolecall.boards.contract import Address, Listing, Pay
from rolecall.boards.fields import LONGEST_ID, bounded_id
from rolecall.boards.urls import split
from rolecall.discover.canonical import canonical
from rolecall.discover.origins import INTAKE
from rolecall.platform.errors import InvalidInput

LONGEST_DESCRIPTION = 200_000
SOURCE = r"^[a-z0-9][a-z0-9._-]{0,59}$"
Name: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Words: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class ItemRefused(InvalidInput):
    """An item that cannot become a posting."""

    code = "discover.item_refused"
    can_be_told = True
    """Whether the item can be given back as JSON."""


class ItemPay(BaseModel):
    """Pay as the source states it. schema.org's `minValue`, `maxValue` and `unitText` are understood too."""

    model_config = ConfigDict(populate_by_name=True)

    minimum: Annotated[float | None, Field(ge=0, validation_alias=AliasChoices("minimum", "min", "minValue"))] = None
    maximum: Annotated[float | None, Field(ge=0, validation_alias=AliasChoices("maximum", "max", "maxValue"))] = None
    currency: Annotated[str | None, StringConstraints(pattern=r"^[A-Za-z]{3}$", to_upper=True)] = None
    period: Annotated[
        Literal["year", "month", "week", "day", "hour"] | None,
        Field(validation_alias=AliasChoices("period", "unitText")),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _lower(cls, given: Any) -> Any:
        if isinstance(given, dict):
            return {
                key: value.lower() if key in ("period", "unitText") and isinstance(value, str) else value
                for key, value in given.items()
            }
        return given

    def pay(self) -> Pay | None:
        """As a board states it; None without an amount."""
        amounts = [amount for amount in (self.minimum, self.maximum) if amount is not None]
        if not amounts or not all(map(math.isfinite, amounts)):
            return None
        return Pay(self.minimum, self.maximum, self.currency, self.period)


class Item(BaseModel):
    """One posting. `title`, `company` and one of `external_id` and `url` must be there."""

    model_config = ConfigDict(populate_by_name=True)

    source: Annotated[str | None, StringConstraints(pattern=SOURCE)] = None
    """Where it comes from; left out, the batch's."""
    external_id: Annotated[str | None, Field(max_length=500, validation_alias=AliasChoices("external_id", "id"))] = None
    url: Annotated[str | None, StringConstraints(strip_whitespace=True, max_length=2_000)] = None
    apply_url: Annotated[str | None, StringConstraints(strip_whitespace=True, max_length=2_000)] = None
    title: Name
    company: Annotated[Name, Field(validation_alias=AliasChoices("company", "company_name", "hiringOrganization"))]
    description: Annotated[str, Field(max_length=LONGEST_DESCRIPTION)] = ""
    description_format: Literal["html", "text"] = "html"
    locations: Annotated[
        list[Words], Field(max_length=200, validation_alias=AliasChoices("locations", "location", "jobLocation"))
    ] = []
    remote: bool | None = None
    workplace: Literal["remote", "hybrid", "onsite"] | None = None
    department: Words | None = None
    employment_type: Annotated[
        Words | None, Field(validation_alias=AliasChoices("employment_type", "employmentType"))
    ] = None
    requisition_id: Annotated[str | None, Field(max_length=LONGEST_ID)] = None
    salary: Annotated[ItemPay | None, Field(validation_alias=AliasChoices("salary", "baseSalary"))] = None
    date_posted: Annotated[
        datetime | date | None, Field(validation_alias=AliasChoices("date_posted", "datePosted"))
    ] = None
    valid_through: Annotated[
        datetime | date | None, Field(validation_alias=AliasChoices("valid_through", "validThrough"))
    ] = None
    language: Annotated[str | None, Field(max_length=20, validation_alias=AliasChoices("language", "inLanguage"))] = (
        None
    )

    @model_validator(mode="before")
    @classmethod
    def _single(cls, given: Any) -> Any:
        """One place need be no list, an employer may be an object with its name, an id may be a number."""
        if not isinstance(given, dict):
            return given
        told = dict(given)
        for key in ("locations", "location", "jobLocation"):
            if isinstance(told.get(key), str):
                told[key] = [told[key]]
        employer = told.get("hiringOrganization")
        if isinstance(employer, dict):
            told["hiringOrganization"] = employer.get("name")
        for key in ("external_id", "id"):
            if isinstance(told.get(key), int) and not isinstance(told.get(key), bool):
                told[key] = str(told[key])
        return told


def listing_of(given: Any, source: str | None) -> Listing:
    """An item as a board's listing. Raises ItemRefused with the one thing to put right first."""
    if not isinstance(given, Mapping):
        raise ItemRefused("An item is a JSON object.")
    try:
        # As it will be kept: no infinite number, no half character, nothing nested without end.
        raw = orjson.loads(orjson.dumps(given))
    except (orjson.JSONEncodeError, orjson.JSONDecodeError, RecursionError):
        refused = ItemRefused(
            "The item holds a value that cannot be kept: half a character, a number too large, or it is too deep."
        )
        refused.can_be_told = False
        raise refused from None
    try:
        item = Item.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "item"
        raise ItemRefused(f"{where}: {first['msg']}.") from None
    named = item.source or source
    if named is None:
        raise ItemRefused("source: give it with the batch or with each item.")
    if item.url and split(item.url) is None:
        raise ItemRefused("url: it is not a web address that starts with https://.")
    job_id = bounded_id(item.external_id or "") or bounded_id(canonical(item.url or ""))
    if not job_id:
        raise ItemRefused("external_id: give one, or the url of this posting alone, so that it is known again.")
    text = item.description
    return Listing(
        address=Address(INTAKE, named),
        job_id=job_id,
        title=item.title,
        url=item.url or "",
        apply_url=item.apply_url or item.url or "",
        raw=raw,
        company=item.company,
        requisition_id=item.requisition_id,
        places=tuple(place for place in item.locations if place),
        remote=item.remote,
        workplace=item.workplace,
        department=item.department,
        employment_type=item.employment_type,
        html=text if item.description_format == "html" else paragraphs(text),
        pay=item.salary.pay() if item.salary else None,
        published_at=_moment(item.date_posted),
        language=item.language,
        valid_through=_moment(item.valid_through),
    )


def paragraphs(text: str) -> str:
    """Plain text as HTML, line by line."""
    return "\n".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in text.splitlines() if line.strip())


def _moment(told: datetime | date | None) -> datetime | None:
    if told is None:
        return None
    if not isinstance(told, datetime):
        return datetime.combine(told, time(), UTC)
    return told if told.tzinfo else told.replace(tzinfo=UTC)
