"""What a person's own decisions teach the score: pure mathematics, without a database and without a clock.

The general model's logit (`features["general"]`) is the prior mean. On top of it come a constant, the parts of the score
and the posting's words, each with a Gaussian prior: a ridge. The posterior is Laplace's (Rasmussen and Williams, Gaussian
Processes for Machine Learning, 2006, algorithms 3.1 and 3.2, with a linear kernel), so every weight can be read and every
prediction has a variance. How strong the ridges are is chosen by cross-validation in which postings of one group, repeats
of the same text, stay together; the same left-out predictions calibrate the probability and say how good it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from rolecall.match.calibration import GENERAL, LEAST_LABELS, probability
from rolecall.match.learning.laplace import Data, left_out, weights
from rolecall.match.learning.reranker import SURE, Example, Moved, Personal, Quality, stretched

__all__ = ["SURE", "Example", "Moved", "Personal", "Quality", "fit"]

Values = NDArray[np.float64]

MOST_EXAMPLES = 1000
"""The last so many examples count; fitting takes about the cube of it."""
LEAST_OF_A_KIND = 8
"""So many liked and so many disliked postings are needed before anything is learnt from them."""
FOLDS = 5
PROMISED = 0.95
"""Share of the postings scored `SURE` and more that has to be right."""
_OF_FEATURES = (0.05, 0.3)
_OF_WORDS = (0.3, 1.0, 3.0, 8.0)
"""Prior variances to choose from: the smaller, the stronger the ridge."""
_WORTH_IT = 0.002
"""A weaker ridge must better the loss by so much, or chance would choose it."""
_LOWEST_TAIL = 0.85


def fit(examples: Sequence[Example]) -> Personal:
    """Fit on decisions, the oldest first. The same examples in the same order give the same model.

    With fewer than `LEAST_LABELS` labels, or fewer than `LEAST_OF_A_KIND` of either kind, it is the general model.
    """
    examples = list(examples)[-MOST_EXAMPLES:]
    liked = sum(example.relevant for example in examples)
    groups = len({example.group for example in examples})
    enough = len(examples) >= LEAST_LABELS and min(liked, len(examples) - liked) >= LEAST_OF_A_KIND and groups >= FOLDS
    if not enough:
        return _general(examples, liked, groups)
    data = Data.of(examples)
    folds = _folds(examples)
    best: tuple[float, float, float, Values] | None = None
    for of_features in _OF_FEATURES:
        for of_words in _OF_WORDS if data.vocabulary else (0.0,):
            missed = left_out(data, folds, of_features, of_words)
            loss = round(_loss(missed, data), 6)
            if best is None or loss < best[0] - _WORTH_IT:
                best = (loss, of_features, of_words, missed)
    assert best is not None
    _, of_features, of_words, missed = best
    slope, shift = _platt(missed, data.truth, data.weights)
    chances = np.array([probability(slope * value + shift) for value in missed])
    tail = _tail(chances, data.truth)
    shown = np.array([stretched(chance, tail if tail is not None else SURE) for chance in chances])
    quality = _quality(shown, data, liked, groups)
    return Personal(
        quality=quality,
        ready=True,
        calibrated=tail is not None and quality.brier < quality.brier_general + 0.005 and quality.brier < 0.2,
        **weights(data, of_features, of_words),
        of_features=of_features,
        of_words=of_words,
        slope=slope,
        shift=shift,
        tail=tail if tail is not None else SURE,
    )


def _general(examples: Sequence[Example], liked: int, groups: int) -> Personal:
    chances = np.array([probability(example.features.get(GENERAL, 0.0)) for example in examples])
    truth = np.array([float(example.relevant) for example in examples])
    brier = round(float(np.mean((chances - truth) ** 2)), 4) if examples else 0.0
    auc = _auc(chances, truth)
    sure = chances >= SURE
    quality = Quality(
        len(examples), liked, groups, brier, brier, auc, auc, int(sure.sum()), int(truth[sure].sum()) if examples else 0
    )
    return Personal(quality, False, False, {}, {}, {}, 0.0, 0.0, 1.0, 0.0, SURE)


def _folds(examples: Sequence[Example]) -> Values:
    """The fold of each example: groups of each kind are dealt out in the order of their digests."""
    share: dict[str, list[bool]] = {}
    for example in examples:
        share.setdefault(example.group, []).append(example.relevant)
    order = sorted(
        share, key=lambda group: (sum(share[group]) * 2 >= len(share[group]), sha256(group.encode()).hexdigest())
    )
    fold = {group: at % FOLDS for at, group in enumerate(order)}
    return np.array([float(fold[example.group]) for example in examples])


def _loss(logits: Values, data: Data) -> float:
    each = np.logaddexp(0, np.where(data.truth > 0, -logits, logits))
    return float((each * data.weights).sum() / data.weights.sum())


def _platt(logits: Values, truth: Values, weights: Values) -> tuple[float, float]:
    """Slope and shift by Newton's method, with a ridge towards 1 and 0."""
    rows = np.column_stack([logits, np.ones(len(logits))])
    start = np.array([1.0, 0.0])
    ridge = np.array([20.0, 8.0])
    at = start.copy()
    for _ in range(30):
        chance = 1 / (1 + np.exp(-(rows @ at)))
        gradient = rows.T @ (weights * (truth - chance)) - ridge * (at - start)
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        at = at + np.linalg.solve(curve, gradient)
    return round(max(0.2, float(at[0])), 4), round(float(at[1]), 4)


def _tail(chances: Values, truth: Values) -> float | None:
    """The lowest probability from which on `PROMISED` of the examples were liked; None where there is none.

    Half a disliked posting more than was seen is reckoned in, so that fewer than nine examples never suffice.
    """
    best = None
    for least in sorted({round(float(chance), 4) for chance in chances if chance >= _LOWEST_TAIL}, reverse=True):
        above = chances >= least - 5e-5
        count, right = int(above.sum()), int(truth[above].sum())
        if right + 0.5 >= PROMISED * (count + 1):
            best = least
    return None if best is None else min(0.98, best)


def _quality(chances: Values, data: Data, liked: int, groups: int) -> Quality:
    general = np.array([probability(value) for value in data.general])
    sure = chances >= SURE
    return Quality(
        labels=len(data.truth),
        liked=liked,
        groups=groups,
        brier=round(float(np.mean((chances - data.truth) ** 2)), 4),
        brier_general=round(float(np.mean((general - data.truth) ** 2)), 4),
        auc=_auc(chances, data.truth),
        auc_general=_auc(general, data.truth),
        sure=int(sure.sum()),
        sure_right=int(data.truth[sure].sum()),
    )


def _auc(values: Values, truth: Values) -> float:
    """Share of pairs of a liked and a disliked posting that are in the right order; one half where there is no pair."""
    good, bad = values[truth > 0], values[truth == 0]
    if not len(good) or not len(bad):
        return 0.5
    pairs = (good[:, None] > bad[None, :]).sum() + 0.5 * (good[:, None] == bad[None, :]).sum()
    return round(float(pairs) / (len(good) * len(bad)), 4)
