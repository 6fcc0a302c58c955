"""What a model is asked to give, and what is kept of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Ids = Annotated[list[str], Field(description="Ids it rests on, exactly as given in the data: F… and R….")]


class Said(BaseModel):
    """One statement of the model's."""

    text: Annotated[str, Field(description="One plain sentence.")]
    ids: Ids


class AnalysisAnswer(BaseModel):
    """The analysis of one application."""

    commentary: Annotated[list[Said], Field(description="3 to 5 sentences: how well the candidate fits, and why.")]
    met: Annotated[list[Said], Field(description="Requirements that facts meet: one R id and at least one F id each.")]
    missing: Annotated[list[Said], Field(description="Requirements that no fact meets: one R id each.")]
    suggestions: Annotated[
        list[Said],
        Field(description="Up to 6: what to say more plainly in the résumé (F id), or which skill to build (R id)."),
    ]


class CitedFact(BaseModel):
    """A fact of the candidate as it read when it was cited."""

    model_config = ConfigDict(frozen=True)

    id: str
    text: str


class AnalysisStatement(BaseModel):
    """A statement that was kept, with what it rests on."""

    model_config = ConfigDict(frozen=True)

    text: str
    facts: list[CitedFact]
    requirements: list[str]
    """Names of the requirements."""


class AnalysisWords(BaseModel):
    """What was kept of an answer."""

    model_config = ConfigDict(frozen=True)

    commentary: list[AnalysisStatement]
    met: list[AnalysisStatement]
    missing: list[AnalysisStatement]
    suggestions: list[AnalysisStatement]
    notices: list[str]
    """What a reader should know: text that was left out."""
