"""Laplace's posterior of a logistic regression with a linear kernel, for `personal.py`.

Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, algorithms 3.1 and 3.2.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rolecall.match.calibration import GENERAL
from rolecall.match.learning.reranker import CONSTANT, FARTHEST, Example, moderated

Values = NDArray[np.float64]

MOST_WORDS = 1500
DIRECTIONS = 6
"""Directions of weight space in which the examples' certainty is kept; what is dropped can only widen the band."""
_NARROWEST = 0.05


@dataclass(frozen=True, slots=True)
class Data:
    names: tuple[str, ...]
    vocabulary: tuple[str, ...]
    middle: Values
    spread: Values
    table: Values
    """Examples × features, standardised, at most `FARTHEST` to each side; what is not known is the mean."""
    bags: Values
    """Examples × vocabulary, rows of length 1 over all words, also those outside the vocabulary."""
    general: Values
    truth: Values
    weights: Values

    @classmethod
    def of(cls, examples: Sequence[Example]) -> Data:
        names = tuple(sorted({name for example in examples for name in example.features}))
        raw = np.array([[example.features.get(name, np.nan) for name in names] for example in examples], dtype=float)
        middle: Values = np.atleast_1d(np.round(np.nanmean(raw, axis=0), 4))
        spread: Values = np.atleast_1d(np.round(np.maximum(np.nanstd(raw, axis=0), _NARROWEST), 4))
        table = np.clip(np.nan_to_num((raw - middle) / spread), -FARTHEST, FARTHEST)
        holds: dict[str, set[str]] = {}
        for example in examples:
            for word in example.words or ():
                holds.setdefault(word, set()).add(example.group)
        often = sorted((word for word in holds if len(holds[word]) > 1), key=lambda word: (-len(holds[word]), word))
        vocabulary = tuple(sorted(often[:MOST_WORDS]))
        place = {word: at for at, word in enumerate(vocabulary)}
        bags = np.zeros((len(examples), len(vocabulary)))
        for row, example in enumerate(examples):
            words = example.words or {}
            length = math.sqrt(math.fsum(value * value for value in words.values())) or 1.0
            for word, value in words.items():
                if word in place:
                    bags[row, place[word]] = value / length
        return cls(
            names,
            vocabulary,
            middle,
            spread,
            table,
            bags,
            np.array([example.features.get(GENERAL, 0.0) for example in examples]),
            np.array([float(example.relevant) for example in examples]),
            np.array([min(10.0, max(0.0, example.weight)) for example in examples]),
        )

    def scaled(self, of_features: float, of_words: float) -> Values:
        """Rows times the prior's standard deviations: their dot products are the kernel."""
        return np.hstack(
            [
                np.full((len(self.truth), 1), math.sqrt(CONSTANT)),
                self.table * math.sqrt(of_features / max(1, len(self.names))),
                self.bags * math.sqrt(of_words),
            ]
        )


def left_out(data: Data, folds: Values, of_features: float, of_words: float) -> Values:
    """Moderated logit of every example from a model that has not seen its fold."""
    rows = data.scaled(of_features, of_words)
    kernel = rows @ rows.T
    out = np.zeros(len(data.truth))
    for fold in sorted(set(folds.tolist())):
        test, train = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        inner = kernel[np.ix_(train, train)]
        gradient, root, lower = _newton(inner, data.general[train], data.truth[train], data.weights[train])
        across = kernel[np.ix_(test, train)]
        mean = data.general[test] + across @ gradient
        inside = np.linalg.solve(lower, root[:, None] * across.T)
        variance = np.maximum(0.0, kernel[test, test] - (inside**2).sum(axis=0))
        out[test] = [moderated(float(one), float(other)) for one, other in zip(mean, variance, strict=True)]
    return out


def _newton(kernel: Values, offset: Values, truth: Values, weights: Values) -> tuple[Values, Values, Values]:
    """The gradient of the log-likelihood at the mode (kernel⁻¹ times the mode), √W, and the Cholesky factor of I + √W K √W.

    Newton's method; a step that would make the posterior worse is halved.
    """
    signs = 2 * truth - 1
    dual = np.zeros(len(truth))
    latent = np.zeros(len(truth))
    value = -math.inf

    def posterior(dual: Values, latent: Values) -> float:
        return float(-0.5 * dual @ latent - (weights * np.logaddexp(0, -signs * (latent + offset))).sum())

    for _ in range(50):
        root, lower, gradient = _curvature(kernel, latent + offset, truth, weights)
        right = root**2 * latent + gradient
        step = right - root * np.linalg.solve(lower.T, np.linalg.solve(lower, root * (kernel @ right))) - dual
        share = 1.0
        while share > 1e-4:
            tried = dual + share * step
            tried_latent = kernel @ tried
            reached = posterior(tried, tried_latent)
            if reached >= value:
                break
            share /= 2
        else:
            break
        dual, latent, gained, value = tried, tried_latent, reached - value, reached
        if gained < 1e-9:
            break
    root, lower, gradient = _curvature(kernel, latent + offset, truth, weights)
    return gradient, root, lower


def _curvature(kernel: Values, logits: Values, truth: Values, weights: Values) -> tuple[Values, Values, Values]:
    chance = np.exp(-np.logaddexp(0, -logits))
    root = np.sqrt(np.maximum(weights * chance * (1 - chance), 1e-10))
    lower = np.linalg.cholesky(np.eye(len(truth)) + root[:, None] * kernel * root[None, :])
    return (
        np.asarray(root, dtype=np.float64),
        np.asarray(lower, dtype=np.float64),
        np.asarray(weights * (truth - chance), dtype=np.float64),
    )


def weights(data: Data, of_features: float, of_words: float) -> dict[str, Any]:
    rows = data.scaled(of_features, of_words)
    gradient, root, lower = _newton(rows @ rows.T, data.general, data.truth, data.weights)
    mean = rows.T @ gradient
    inside = np.linalg.solve(lower, root[:, None] * rows)
    _, sizes, directions = np.linalg.svd(inside, full_matrices=False)
    kept = sizes[:DIRECTIONS, None] * directions[:DIRECTIONS]
    share = math.sqrt(of_features / max(1, len(data.names)))
    sigmas = [math.sqrt(CONSTANT), *[share] * len(data.names), *[math.sqrt(of_words)] * len(data.vocabulary)]
    entries = [
        (round(float(mean[at] * sigma), 5), *(round(float(value), 4) for value in kept[:, at]))
        for at, sigma in enumerate(sigmas)
    ]
    first = 1 + len(data.names)
    return {
        "scales": {
            name: (float(middle), float(spread))
            for name, middle, spread in zip(data.names, data.middle, data.spread, strict=True)
        },
        "features": dict(zip(("", *data.names), entries[:first], strict=True)),
        "words": dict(zip(data.vocabulary, entries[first:], strict=True)) if of_words else {},
    }
