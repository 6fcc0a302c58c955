"""A résumé as data: JSON Resume 1.0.0 (jsonresume.org/schema), plus where each field stood in the file."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Text = Annotated[str, Field(max_length=20_000)]
Line = Annotated[str, Field(max_length=1_000)]


class _Part(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="ignore")


class Location(_Part):
    """`basics.location`. `country_code` is ISO 3166-1 alpha-2."""

    address: Line | None = None
    city: Line | None = None
    region: Line | None = None
    postal_code: Line | None = None
    country_code: Line | None = None


class Link(_Part):
    """`basics.profiles[]`: a social account."""

    network: Line | None = None
    username: Line | None = None
    url: Line | None = None


class Basics(_Part):
    name: Line | None = None
    label: Line | None = None
    email: Line | None = None
    phone: Line | None = None
    url: Line | None = None
    summary: Text | None = None
    location: Location | None = None
    profiles: tuple[Link, ...] = ()


class Work(_Part):
    """One position. Dates are ISO 8601, as precise as stated: `2021`, `2021-06`, `2021-06-30`; no end is now."""

    name: Line | None = None
    """The employer."""
    position: Line | None = None
    location: Line | None = None
    url: Line | None = None
    start_date: Line | None = None
    end_date: Line | None = None
    summary: Text | None = None
    highlights: tuple[Text, ...] = ()


class Education(_Part):
    institution: Line | None = None
    area: Line | None = None
    study_type: Line | None = None
    """The degree: BSc, PhD."""
    location: Line | None = None
    start_date: Line | None = None
    end_date: Line | None = None
    score: Line | None = None
    summary: Text | None = None
    courses: tuple[Text, ...] = ()
    highlights: tuple[Text, ...] = ()


class Skill(_Part):
    """A group of skills: `name` is the group's heading (or the skill itself), `keywords` its members."""

    name: Line | None = None
    level: Line | None = None
    keywords: tuple[Line, ...] = ()


class Project(_Part):
    name: Line | None = None
    description: Text | None = None
    start_date: Line | None = None
    end_date: Line | None = None
    url: Line | None = None
    location: Line | None = None
    highlights: tuple[Text, ...] = ()
    keywords: tuple[Line, ...] = ()


class Certificate(_Part):
    name: Line | None = None
    date: Line | None = None
    issuer: Line | None = None


class Language(_Part):
    language: Line | None = None
    fluency: Line | None = None


class Entry(_Part):
    """An entry of a section without a closer shape in JSON Resume: publication, award, volunteering, other."""

    section: Line
    name: Line | None = None
    organization: Line | None = None
    date: Line | None = None
    summary: Text | None = None
    highlights: tuple[Text, ...] = ()


class Source(_Part):
    """Where a field stood. `page` counts from 1; `start`/`end` are character offsets in the extracted text."""

    page: int | None = None
    start: int
    end: int
    text: Text
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0
    """How sure the reader is of the field's value."""


class Resume(_Part):
    """The candidate's own words. `sources` maps a JSON pointer (`/work/0/highlights/2`) to where that value stood."""

    basics: Basics = Basics()
    work: tuple[Work, ...] = ()
    education: tuple[Education, ...] = ()
    skills: tuple[Skill, ...] = ()
    projects: tuple[Project, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    languages: tuple[Language, ...] = ()
    others: tuple[Entry, ...] = ()
    sources: dict[str, Source] = {}
