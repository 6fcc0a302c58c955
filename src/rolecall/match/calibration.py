"""From the parts of a score to a probability: the general model. How it came about: `docs/matching.md`."""

from __future__ import annotations

import math

GENERAL = "general"
"""The feature that carries the general model's logit to the personal one."""
LEAST_LABELS = 40
"""Below so many decisions of a person the general model rules."""


def probability(logit: float) -> float:
    """The logistic function, safe for any finite number."""
    if logit >= 0:
        return 1 / (1 + math.exp(-logit))
    return math.exp(logit) / (1 + math.exp(logit))
