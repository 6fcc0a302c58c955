"""What the candidate wants: hard filters for the score. Empty means: no opinion, nothing is filtered."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from rolecall.profile.storable import is_storable


def _stored(text: str) -> str:
    if not is_storable(text):
        raise ValueError("a character in it cannot be stored; remove it")
    return text


DesignName = Literal["plain", "modern", "classic", "compact", "sidebar"]
"""How the papers look (`prepare.designs` makes them). Stored beside the preferences; nothing is scored by it."""
Part = Literal["must", "nice", "duties", "skills", "title", "level", "words", "reach", "wishes"]
"""The parts of a score that a person can give more or less weight (`match.parts` makes them)."""
MOST_WEIGHT = 2.0


def _one_counts(weights: dict[Part, float]) -> dict[Part, float]:
    if set(weights) == set(get_args(Part)) and not any(weights.values()):
        raise ValueError("give at least one part of the score a weight above 0")
    return weights


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
    weights: Annotated[dict[Part, Annotated[float, Field(ge=0, le=MOST_WEIGHT)]], AfterValidator(_one_counts)] = {}
    """How many times its usual weight each part of the score gets, 0 to 2; a part not named keeps its own."""
