"""What the candidate wants: hard filters for the score. Empty means: no opinion, nothing is filtered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from rolecall.profile.storable import is_storable


def _stored(text: str) -> str:
    if not is_storable(text):
        raise ValueError("a character in it cannot be stored; remove it")
    return text


Text = Annotated[str, AfterValidator(_stored)]


class Preferences(BaseModel):
    """`countries` are ISO 3166-1 alpha-2. `salary_floor` is a yearly gross amount in `salary_currency` (ISO 4217)."""

    model_config = ConfigDict(frozen=True)

    titles: Annotated[tuple[Text, ...], Field(max_length=20)] = ()
    countries: Annotated[tuple[Text, ...], Field(max_length=50)] = ()
    cities: Annotated[tuple[Text, ...], Field(max_length=50)] = ()
    workplace: Annotated[tuple[Literal["remote", "hybrid", "onsite"], ...], Field(max_length=3)] = ()
    salary_floor: Annotated[int | None, Field(ge=0, le=100_000_000)] = None
    salary_currency: Annotated[str | None, Field(pattern=r"^[A-Z]{3}$")] = None
    needs_visa: bool | None = None
    """True: postings that say they do not sponsor are filtered. None: the candidate has not said."""
