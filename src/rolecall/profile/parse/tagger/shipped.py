"""The shipped tagger: for each field the rules read, how likely its words are what the rules took them for.

`tools/train_resume_tagger.py` writes `weights.json`: whole numbers, trained on made-up résumés, without the words
themselves. `certainty.py` turns what is told here into a confidence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from rolecall.platform.crf import Chain
from rolecall.profile.document import Document
from rolecall.profile.parse.tagger.features import features_of
from rolecall.profile.parse.tagger.words import INDEX, rows_of
from rolecall.profile.resume import Resume

VERSION = 1
OUTSIDE = "outside"
LABELS = {
    "basics/name": "name",
    "basics/label": "position",
    "basics/location": "place",
    "work/name": "employer",
    "work/position": "position",
    "work/location": "place",
    "education/institution": "school",
    "education/studyType": "degree",
    "education/area": "degree",
    "education/location": "place",
    "skills/name": "skill",
}
"""A field of the rules, without indexes → the tagger's label for its words."""
LEXICAL = ("w=", "u3=", "p3=", "ww=", "w+w=", "w|k=", "known=")
_MOST_WORDS = 6_000
"""Of longer files the rest is not looked at."""
_LEAST = 0.02


@dataclass(frozen=True, slots=True)
class Shipped:
    """The tagger, and the numbers by which its probabilities become confidences, for each kind of field."""

    chain: Chain
    slope: float
    intercepts: Mapping[str, float]


@cache
def shipped() -> Shipped:
    """The weights beside this module."""
    stored = json.loads(files(__package__ or __name__).joinpath("weights.json").read_text(encoding="utf-8"))
    chain = Chain(stored["labels"], stored["weights"], stored["moves"])
    return Shipped(chain, stored["slope"], stored["intercepts"])


def without_words(features: Sequence[str]) -> list[str]:
    """The features that name no word: what is told by place, look, lexicons and rules."""
    return [each for each in features if not each.lstrip("-0123456789:").startswith(LEXICAL)]


def odds_of_fields(chain: Chain, document: Document, resume: Resume) -> dict[str, float]:
    """Pointer → logarithm of the odds that its words are what the field says. Fields without a label are left out."""
    wanted = {pointer: label for pointer in resume.sources if (label := LABELS.get(INDEX.sub("", pointer).strip("/")))}
    rows = rows_of(document, resume)
    words = [word for row in rows for word in row.words][:_MOST_WORDS]
    if not wanted or not words:
        return {}
    places = [word for row in features_of(rows) for word in row][: len(words)]
    likely = chain.marginals(chain.scores(places))
    at = {word.start: number for number, word in enumerate(words)}
    columns = {label: chain.labels.index(label) for label in set(wanted.values())}
    told: dict[str, float] = {}
    for pointer, label in wanted.items():
        source = resume.sources[pointer]
        inside = [at[place] for place in range(source.start, source.end) if place in at]
        if inside:
            mean = sum(likely[number][columns[label]] for number in inside) / len(inside)
            told[pointer] = log((mean + _LEAST) / (1 - mean + _LEAST))
    return told
