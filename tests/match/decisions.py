"""Invented decisions of a candidate, for tests of what is learnt from them."""

from __future__ import annotations

from functools import cache
from random import Random

from rolecall.match.calibration import GENERAL
from rolecall.match.learning.personal import Example, Personal, fit

COMMON = ("team", "product", "customers", "python", "cloud", "growth", "data", "support")


def examples(
    count: int = 120, *, word: str = "ferries", pull: float = 0.5, seed: int = 3, noise: float = 0.0
) -> list[Example]:
    """Somebody who likes what the general model likes, and `word` by `pull`; every fourth posting is a repeat."""
    random = Random(seed)
    made: list[Example] = []
    for number in range(count):
        if number % 4 == 3:
            made.append(made[-1])
            continue
        general = random.gauss(0, 2)
        said = dict.fromkeys(random.sample(COMMON, 4), 1.0)
        if random.random() < 0.5:
            said[word] = 2.0
        leaning = general + (pull if word in said else -pull)
        relevant = leaning > 0 if random.random() >= noise else random.random() < 0.5
        features = {GENERAL: round(general, 4), "must": round(random.random(), 4)}
        made.append(Example(features, said, relevant, f"posting {number}"))
    return made


@cache
def personal_model(*, tried: bool) -> Personal:
    """A model of clear decisions (`tried`: it is calibrated), or of ones that follow nothing."""
    model = fit(examples() if tried else examples(noise=1.0))
    assert model.calibrated is tried
    return model
