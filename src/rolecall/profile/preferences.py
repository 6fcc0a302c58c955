"""What the candidate wants: hard filters for the score. Empty means: no opinion, nothing is filtered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Preferences(BaseModel):
    """`countries` are ISO 3166-1 alpha-2. `salary_floor` is a yearly gross amount in `salary_currency` (ISO 4217)."""

    model_config = ConfigDict(frozen=True)

    titles: Annotated[tuple[str, ...], Field(max_length=20)] = ()
    countries: Annotated[tuple[str, ...], Field(max_length=50)] = ()
    cities: Annotated[tuple[str, ...], Field(max_length=50)] = ()
    workplace: Annotated[tuple[Literal["remote", "hybrid", "onsite"], ...], Field(max_length=3)] = ()
    salary_floor: Annotated[int | None, Field(ge=0, le=100_000_000)] = None
    salary_currency: Annotated[str | None, Field(pattern=r"^[A-Z]{3}$")] = None
    needs_visa: bool | None = None
    """True: postings that say they do not sponsor are filtered. None: the candidate has not said."""
