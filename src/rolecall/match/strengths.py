"""What a posting or a candidate is mainly about: how often each skill is named, and how much of one the other has."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, fsum, log1p, sqrt

from rolecall.match.skills.taxonomy import Taxonomy

BRINGS = 0.8
"""A skill that another one includes counts as named so much as often."""
IS_LIKE = 0.3
"""And one of the same sort so much: only on the candidate's side, where it is worth something."""
MUCH = 2.0
"""A likeness at which about two thirds of the part's value are reached."""
MOST_TIMES = 8


def profile(named: Mapping[str, int], table: Taxonomy, *, neighbours: bool) -> dict[str, float]:
    """Skill → how much it is talked about; being named twice as often tells a little more (by the logarithm)."""
    out = {skill: log1p(min(count, MOST_TIMES)) for skill, count in named.items()}
    for skill, count in named.items():
        for other in table.implied(skill):
            out[other] = max(out.get(other, 0.0), log1p(BRINGS * min(count, MOST_TIMES)))
        if neighbours:
            for other in table.near(skill):
                out[other] = max(out.get(other, 0.0), log1p(IS_LIKE * min(count, MOST_TIMES)))
    return out


def held(asked: Mapping[str, float], had: Mapping[str, float]) -> float:
    """How much of what the posting is about the candidate has done, 0 to below 1. More of a skill never gives less."""
    norm = sqrt(fsum(value * value for value in asked.values()))
    if not norm:
        return 0.0
    return 1 - exp(-fsum(value * had[skill] for skill, value in asked.items() if skill in had) / norm / MUCH)
