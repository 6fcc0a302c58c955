"""From the parts of a score to a probability, its band, and the points of each part: the general model.

Where the numbers come from and on how many people they were calibrated (one): `docs/matching.md`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from rolecall.match.model import Band, Certainty, Contribution
from rolecall.match.parts import Part

GENERAL: Final = "general"
"""The feature that carries the general model's logit to the personal one."""
LEAST_LABELS: Final = 40
"""Below so many decisions of a person the general model rules."""

WEIGHTS: Final[Mapping[str, float]] = {
    "must": 12.0,
    "nice": 4.0,
    "duties": 2.0,
    "skills": 28.0,
    "title": 8.0,
    "level": 20.0,
    "words": 20.0,
    "reach": 14.0,
    "wishes": 6.0,
}
"""How much each part counts, before the posting's `ground` and the person's own multiplier."""

SHIFT, SLOPE = -9.5, 14.5
"""logit = SHIFT + SLOPE · weighted mean of the parts."""
_Z = 1.2816
_LEAST_DOUBT = 0.45
"""Standard deviation of the logit when everything is said: the model knows one person, and others judge otherwise."""
_SURE, _FAIRLY = 0.25, 0.45
_DRAWN = 9


def probability(logit: float) -> float:
    """The logistic function, safe for any finite number."""
    if logit >= 0:
        return 1 / (1 + math.exp(-logit))
    return math.exp(logit) / (1 + math.exp(logit))


def effective(parts: Sequence[Part], multipliers: Mapping[str, float]) -> tuple[float, ...]:
    """The share of each part, in their order, adding up to 1: weight × ground × multiplier. All 0 when nothing counts."""
    raw = [WEIGHTS[part.name] * part.ground * multipliers.get(part.name, 1.0) for part in parts]
    total = math.fsum(raw)
    return tuple(round(each / total, 6) if total else 0.0 for each in raw)


def general(parts: Sequence[Part], shares: Sequence[float]) -> float:
    """The general model's logit, rounded to four places before anything is decided by it."""
    mean = math.fsum(share * part.value for part, share in zip(parts, shares, strict=True))
    return round(SHIFT + SLOPE * round(mean, 4), 4)


def doubt(parts: Sequence[Part], shares: Sequence[float], *, asked: int, length: int, statements: int) -> float:
    """Standard deviation of the general logit, from how much both texts say and how far the parts disagree.

    `asked`: requirements that could be checked; `length`: characters of the posting that count; `statements`: sentences of
    the résumé.
    """
    mean = math.fsum(share * part.value for part, share in zip(parts, shares, strict=True))
    apart = math.sqrt(math.fsum(share * (part.value - mean) ** 2 for part, share in zip(parts, shares, strict=True)))
    return round(
        math.sqrt(
            _LEAST_DOUBT**2
            + (1.0 / (1 + asked / 3)) ** 2
            + (1.5 * math.exp(-length / 800)) ** 2
            + (1.5 * math.exp(-statements / 8)) ** 2
            + (2.0 * max(0.0, apart - 0.15)) ** 2
        ),
        4,
    )


def general_band(logit: float, doubted: float) -> tuple[float, float]:
    """Low and high end of the probability: four of five true values are meant to lie within."""
    return (round(probability(logit - _Z * doubted), 4), round(probability(logit + _Z * doubted), 4))


def band(low: float, high: float, most: int) -> Band:
    """The band as points of the score, held at `most` as the score itself is, with its word."""
    width = high - low
    word = Certainty.SURE if width <= _SURE else Certainty.FAIRLY_SURE if width <= _FAIRLY else Certainty.UNSURE
    return Band(held(low, most), held(high, most), word)


def held(chance: float, most: int) -> int:
    """The score under a bound. The last `_DRAWN` points below it are shared out, so that the best still stand apart."""
    points = points_of(chance)
    foot = most - _DRAWN
    if most >= 100 or points <= foot:
        return points
    return min(most, foot + int(round((100 * chance - foot) * (_DRAWN + 1) / (100 - foot), 6)))


def points_of(chance: float) -> int:
    """A probability as a score from 0 to 100."""
    return min(100, max(0, int(100 * chance + 0.5)))


def contributions(parts: Sequence[Part], shares: Sequence[float], score: int) -> tuple[Contribution, ...]:
    """The score shared out among the parts in proportion to what each adds to the logit: share × value.

    Points have one decimal and add up to the score exactly; what rounding leaves over goes to the largest remainders.
    `weight` is what the part would have brought at a value of 1.
    """
    added = [share * part.value for part, share in zip(parts, shares, strict=True)]
    total = math.fsum(added)
    exact = [10 * score * each / total if total else 0.0 for each in added]
    tenths = [math.floor(round(each, 6)) for each in exact]
    over = 10 * score - sum(tenths) if total else 0
    for at in sorted(range(len(parts)), key=lambda at: (-round(exact[at] - tenths[at], 6), at))[:over]:
        tenths[at] += 1
    return tuple(
        Contribution(part.name, part.value, round(score * share / total, 2) if total else 0.0, tenth / 10, part.why)
        for part, share, tenth in zip(parts, shares, tenths, strict=True)
    )
