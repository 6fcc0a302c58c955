"""What somebody may filter postings by, as it comes over the wire: in the address of a list, and kept in a saved search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from rolecall.discover.queries import PostingFilters, Visa
from rolecall.match.model import Decision, Match

MOST_WORDS = 2_000
Word = Annotated[str, Field(max_length=200)]
Words = Annotated[list[Word], Field(max_length=50)]
Status = Literal["open", "closed", "all"]
Decided = Literal["shortlisted", "rejected", "undecided"]


class FiltersIn(BaseModel):
    """Filters of postings; of several values of one filter any will do. The same names as in `GET /postings`."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str | None, Field(max_length=MOST_WORDS)] = None
    remote: bool | None = None
    workplace: Words = []
    location: Word | None = None
    country: Words = []
    city: Words = []
    company: Word | None = None
    employer: Words = []
    board: Word | None = None
    min_salary: Annotated[float | None, Field(ge=0, le=1e9)] = None
    currency: Annotated[str | None, Field(pattern="^[A-Za-z]{3}$")] = None
    level: Words = []
    function: Words = []
    employment_type: Words = []
    language: Words = []
    visa: Visa | None = None
    published_within: Annotated[int | None, Field(ge=0, le=36_500)] = None
    status: Status = "open"
    duplicates: bool = False
    min_score: Annotated[int | None, Field(ge=0, le=100)] = None
    decision: Decision | None = None
    decided: Decided | None = None

    def of_postings(self) -> PostingFilters:
        """The part that is about the postings themselves."""
        given: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in self.model_dump(exclude={"min_score", "decision", "decided"}).items()
        }
        return PostingFilters(**given)

    def lets_through(self, match: Match) -> bool:
        """Whether a match passes the part that is about scores."""
        enough = self.min_score is None or match.score >= self.min_score
        return enough and (self.decision is None or match.decision is self.decision)


@dataclass
class Asked:
    """The filters in an address."""

    q: Annotated[str | None, Query(max_length=MOST_WORDS, description='Words, "a phrase", -without, or.')] = None
    remote: bool | None = None
    workplace: Annotated[Words | None, Query(description="remote, hybrid, onsite.")] = None
    location: Annotated[str | None, Query(max_length=200, description="Words of a place.")] = None
    country: Annotated[Words | None, Query(description="ISO 3166-1 alpha-2.")] = None
    city: Annotated[Words | None, Query()] = None
    company: Annotated[str | None, Query(max_length=200, description="A part of its name.")] = None
    employer: Annotated[Words | None, Query(description="Whole names of companies.")] = None
    board: Annotated[str | None, Query(max_length=200, description="A board's name, address or id.")] = None
    min_salary: Annotated[float | None, Query(ge=0, le=1e9, description="A year; what says no pay is left out.")] = None
    currency: Annotated[str | None, Query(pattern="^[A-Za-z]{3}$")] = None
    level: Annotated[Words | None, Query()] = None
    function: Annotated[Words | None, Query()] = None
    employment_type: Annotated[Words | None, Query()] = None
    language: Annotated[Words | None, Query(description="ISO 639-1.")] = None
    visa: Annotated[Visa | None, Query(description="Whether the text says that a visa is sponsored.")] = None
    published_within: Annotated[int | None, Query(ge=0, le=36_500, description="Days.")] = None
    status: Status = "open"
    duplicates: bool = False
    min_score: Annotated[int | None, Query(ge=0, le=100)] = None
    decision: Decision | None = None
    decided: Annotated[
        Decided | None, Query(description="By the user's own word: on the shortlist, not of interest, or neither.")
    ] = None

    def filters(self) -> FiltersIn:
        """As one value."""
        given = {name: value for name, value in vars(self).items() if value is not None}
        return FiltersIn(**given)
