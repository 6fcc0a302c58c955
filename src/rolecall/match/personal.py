"""What a person's own decisions teach the score: pure mathematics, without a database and without a clock.

The general model's logit (`features["general"]`) is the prior mean. On top of it come a constant, the parts of the score
and the posting's words, each with a Gaussian prior: a ridge. The posterior is Laplace's (Rasmussen and Williams, Gaussian
Processes for Machine Learning, 2006, algorithms 3.1 and 3.2, with a linear kernel), so every weight can be read and every
prediction has a variance. How strong the ridges are is chosen by cross-validation in which postings of one group, repeats
of the same text, stay together; the same left-out predictions calibrate the probability and say how good it is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rolecall.match.calibration import GENERAL, LEAST_LABELS, probability

Values = NDArray[np.float64]
_Term = tuple[str, str, float, tuple[float, ...]]
"""Kind, name, standardised value and weights."""

FORMULA = 1
MOST_EXAMPLES = 1000
"""The last so many examples count; fitting takes about the cube of it."""
MOST_WORDS = 1500
LEAST_OF_A_KIND = 8
"""So many liked and so many disliked postings are needed before anything is learnt from them."""
FOLDS = 5
DIRECTIONS = 6
"""Directions of weight space in which the examples' certainty is kept; what is dropped can only widen the band."""
BAND = 1.2816
"""Standard deviations to each side: four of five true values lie within."""
SURE = 0.9
"""A score of 90 and more is promised to be right in `PROMISED` of all cases."""
PROMISED = 0.95
_TAIL_FROM = 0.75
_CONSTANT = 0.5
_OF_FEATURES = (0.05, 0.3)
_OF_WORDS = (0.3, 1.0, 3.0, 8.0)
_WORTH_IT = 0.002
"""A weaker ridge must better the loss by so much, or chance would choose it."""
_LOWEST_TAIL = 0.85
_NARROWEST = 0.05


@dataclass(frozen=True, slots=True)
class Example:
    """A posting that somebody decided on.

    `features` and `words` are those of `score.signals` for that posting; `group` is the same for repeats of one posting
    (say, the digest of its text); `weight` above 1 counts more (an interview got), below 1 less (a mere shortlist).
    """

    features: Mapping[str, float]
    words: Mapping[str, float] | None
    relevant: bool
    group: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a personal model is on postings that it was not fitted on (`FOLDS`-fold, groups kept together)."""

    labels: int
    liked: int
    groups: int
    brier: float
    """Mean squared error of the probability; `brier_general` is the general model's on the same postings."""
    brier_general: float
    auc: float
    auc_general: float
    sure: int
    """How many got `SURE` and more, and `sure_right` how many of those were liked."""
    sure_right: int


@dataclass(frozen=True, slots=True)
class Moved:
    """What the person's decisions changed in one prediction. `by` is in the logit: above 0 it raised the score."""

    kind: str
    """constant, feature or word"""
    name: str
    by: float


@dataclass(frozen=True, slots=True)
class Personal:
    """A fitted re-ranker. Made by `fit`; kept and exported as JSON. Prediction adds in a fixed order: same bytes everywhere."""

    quality: Quality
    ready: bool
    """Enough labels of both kinds to be used at all: below that the general model rules."""
    calibrated: bool
    """Measured good enough for scores of 90 and more."""
    scales: Mapping[str, tuple[float, float]]
    """Feature → mean and spread in the examples."""
    features: Mapping[str, tuple[float, ...]]
    """Feature → weight of the standardised value, then its share in each of the `DIRECTIONS`; "" is the constant."""
    words: Mapping[str, tuple[float, ...]]
    """Word → likewise."""
    of_features: float
    of_words: float
    """Prior variances: 0 for words means that they are not used."""
    slope: float
    shift: float
    """Platt's two numbers: logit = slope · raw + shift."""
    tail: float
    """The probability from which on `PROMISED` held; it is shown as `SURE`."""
    version: str = field(init=False, compare=False)
    """Digest of everything that decides a prediction."""

    def __post_init__(self) -> None:
        digest = sha256(repr(sorted(self.as_json().items())).encode()).hexdigest()
        object.__setattr__(self, "version", digest[:12])

    def predict(self, features: Mapping[str, float], words: Mapping[str, float] | None) -> tuple[float, float, float]:
        """Probability that the person finds the posting worth applying, and the band's low and high end."""
        return self._predicted(self._terms(features, words), features, words)

    def explain(
        self, features: Mapping[str, float], words: Mapping[str, float] | None, most: int = 8
    ) -> tuple[Moved, ...]:
        """What moved this posting away from the general model, the strongest first; at most `most`."""
        return _moved(self._terms(features, words), most)

    def judge(
        self, features: Mapping[str, float], words: Mapping[str, float] | None
    ) -> tuple[tuple[float, float, float], str]:
        """`predict` and one sentence on what the person's decisions changed, in one go."""
        terms = self._terms(features, words)
        moved = _moved(terms, 8)
        up = [_name(each) for each in moved if each.by > 0][:4]
        down = [_name(each) for each in moved if each.by < 0][:4]
        told = "; ".join(
            [*([f"for it: {', '.join(up)}"] if up else []), *([f"against it: {', '.join(down)}"] if down else [])]
        )
        return (
            self._predicted(terms, features, words),
            f"What your {self.quality.labels} decisions changed" + (f" ({told})." if told else "."),
        )

    def strongest(self, most: int = 20) -> tuple[Moved, ...]:
        """The weights themselves, the strongest first: what the person's decisions say in general."""
        every = [
            *(Moved("feature" if name else "constant", name, entry[0]) for name, entry in self.features.items()),
            *(Moved("word", name, entry[0]) for name, entry in self.words.items()),
        ]
        return tuple(sorted(every, key=lambda each: (-abs(each.by), each.kind, each.name))[:most])

    def as_json(self) -> dict[str, Any]:
        """Plain values, at most about 150 kB; `from_json` gives the same model back."""
        return {
            "formula": FORMULA,
            "quality": asdict(self.quality),
            "ready": self.ready,
            "calibrated": self.calibrated,
            "scales": {name: list(pair) for name, pair in sorted(self.scales.items())},
            "features": {name: [each + 0.0 for each in entry] for name, entry in sorted(self.features.items())},
            # PostgreSQL keeps no minus zero, and the version must survive being kept.
            "words": {name: [each + 0.0 for each in entry] for name, entry in sorted(self.words.items())},
            "of_features": self.of_features,
            "of_words": self.of_words,
            "slope": self.slope,
            "shift": self.shift,
            "tail": self.tail,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Personal:
        """The model that `as_json` wrote down. ValueError if it was written by another formula."""
        if kept["formula"] != FORMULA:
            raise ValueError(f"A personal model of formula {kept['formula']}, not {FORMULA}: fit it again.")
        return cls(
            quality=Quality(**kept["quality"]),
            ready=kept["ready"],
            calibrated=kept["calibrated"],
            scales={name: (pair[0], pair[1]) for name, pair in kept["scales"].items()},
            features={name: tuple(entry) for name, entry in kept["features"].items()},
            words={name: tuple(entry) for name, entry in kept["words"].items()},
            of_features=kept["of_features"],
            of_words=kept["of_words"],
            slope=kept["slope"],
            shift=kept["shift"],
            tail=kept["tail"],
        )

    def _terms(self, features: Mapping[str, float], words: Mapping[str, float] | None) -> list[_Term]:
        """Everything known here, in a fixed order."""
        out = [("constant", "", 1.0, self.features[""])] if "" in self.features else []
        for name, (middle, spread) in sorted(self.scales.items()):
            if name in features:
                out.append(("feature", name, (features[name] - middle) / spread, self.features[name]))
        if words and self.of_words:
            length = math.sqrt(math.fsum(value * value for value in words.values())) or 1.0
            out += [("word", word, words[word] / length, self.words[word]) for word in words if word in self.words]
        return out

    def _predicted(
        self, terms: Sequence[_Term], features: Mapping[str, float], words: Mapping[str, float] | None
    ) -> tuple[float, float, float]:
        mean, variance = self._raw(terms, features, words)
        spread = BAND * math.sqrt(variance)
        return (
            self._calibrated(_moderated(mean, variance)),
            self._calibrated(_moderated(mean - spread, variance)),
            self._calibrated(_moderated(mean + spread, variance)),
        )

    def _raw(
        self, terms: Sequence[_Term], features: Mapping[str, float], words: Mapping[str, float] | None
    ) -> tuple[float, float]:
        """Posterior mean and variance of the logit, before it is calibrated. Exact sums: their order does not matter."""
        mean = math.fsum([features.get(GENERAL, 0.0), *(value * entry[0] for _, _, value, entry in terms)])
        scaled = [(value * self._sigma(kind), entry) for kind, _, value, entry in terms]
        known = math.fsum(value * value for kind, _, value, _ in terms if kind == "word")
        prior = math.fsum(
            [*(value * value for value, _ in scaled), self.of_words * max(0.0, 1.0 - known) if words else 0.0]
        )
        width = max((len(entry) for _, entry in scaled), default=1)
        seen = math.fsum(math.fsum(value * entry[at] for value, entry in scaled) ** 2 for at in range(1, width))
        return mean, max(0.0, prior - seen)

    def _sigma(self, kind: str) -> float:
        if kind == "constant":
            return math.sqrt(_CONSTANT)
        if kind == "word":
            return math.sqrt(self.of_words)
        return math.sqrt(self.of_features / max(1, len(self.scales)))

    def _calibrated(self, raw: float) -> float:
        return round(_stretched(probability(self.slope * raw + self.shift), self.tail), 4)


def _moved(terms: Sequence[_Term], most: int) -> tuple[Moved, ...]:
    moved = [Moved(kind, name, round(value * entry[0], 4)) for kind, name, value, entry in terms]
    moved = [each for each in moved if each.by]
    return tuple(sorted(moved, key=lambda each: (-abs(each.by), each.kind, each.name))[:most])


def _name(moved: Moved) -> str:
    if moved.kind == "constant":
        return "how often you say yes"
    return f"“{moved.name}”" if moved.kind == "word" else f"the part {moved.name}"


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
    data = _Data.of(examples)
    folds = _folds(examples)
    best: tuple[float, float, float, Values] | None = None
    for of_features in _OF_FEATURES:
        for of_words in _OF_WORDS if data.vocabulary else (0.0,):
            left_out = _left_out(data, folds, of_features, of_words)
            loss = round(_loss(left_out, data), 6)
            if best is None or loss < best[0] - _WORTH_IT:
                best = (loss, of_features, of_words, left_out)
    assert best is not None
    _, of_features, of_words, left_out = best
    slope, shift = _platt(left_out, data.truth, data.weights)
    chances = np.array([probability(slope * value + shift) for value in left_out])
    tail = _tail(chances, data.truth)
    shown = np.array([_stretched(chance, tail if tail is not None else SURE) for chance in chances])
    quality = _quality(shown, data, liked, groups)
    return Personal(
        quality=quality,
        ready=True,
        calibrated=tail is not None and quality.brier < quality.brier_general + 0.005 and quality.brier < 0.2,
        **_weights(data, of_features, of_words),
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


@dataclass(frozen=True, slots=True)
class _Data:
    names: tuple[str, ...]
    vocabulary: tuple[str, ...]
    middle: Values
    spread: Values
    table: Values
    """Examples × features, standardised; what is not known is the mean."""
    bags: Values
    """Examples × vocabulary, rows of length 1 over all words, also those outside the vocabulary."""
    general: Values
    truth: Values
    weights: Values

    @classmethod
    def of(cls, examples: Sequence[Example]) -> _Data:
        names = tuple(sorted({name for example in examples for name in example.features}))
        raw = np.array([[example.features.get(name, np.nan) for name in names] for example in examples], dtype=float)
        middle: Values = np.atleast_1d(np.round(np.nanmean(raw, axis=0), 4))
        spread: Values = np.atleast_1d(np.round(np.maximum(np.nanstd(raw, axis=0), _NARROWEST), 4))
        table = np.nan_to_num((raw - middle) / spread)
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
                np.full((len(self.truth), 1), math.sqrt(_CONSTANT)),
                self.table * math.sqrt(of_features / max(1, len(self.names))),
                self.bags * math.sqrt(of_words),
            ]
        )


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


def _left_out(data: _Data, folds: Values, of_features: float, of_words: float) -> Values:
    """Moderated logit of every example from a model that has not seen its fold."""
    rows = data.scaled(of_features, of_words)
    kernel = rows @ rows.T
    out = np.zeros(len(data.truth))
    for fold in range(FOLDS):
        test, train = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        inner = kernel[np.ix_(train, train)]
        gradient, root, lower = _newton(inner, data.general[train], data.truth[train], data.weights[train])
        across = kernel[np.ix_(test, train)]
        mean = data.general[test] + across @ gradient
        inside = np.linalg.solve(lower, root[:, None] * across.T)
        variance = np.maximum(0.0, kernel[test, test] - (inside**2).sum(axis=0))
        out[test] = [_moderated(float(one), float(other)) for one, other in zip(mean, variance, strict=True)]
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


def _weights(data: _Data, of_features: float, of_words: float) -> dict[str, Any]:
    rows = data.scaled(of_features, of_words)
    gradient, root, lower = _newton(rows @ rows.T, data.general, data.truth, data.weights)
    mean = rows.T @ gradient
    inside = np.linalg.solve(lower, root[:, None] * rows)
    _, sizes, directions = np.linalg.svd(inside, full_matrices=False)
    kept = sizes[:DIRECTIONS, None] * directions[:DIRECTIONS]
    share = math.sqrt(of_features / max(1, len(data.names)))
    sigmas = [math.sqrt(_CONSTANT), *[share] * len(data.names), *[math.sqrt(of_words)] * len(data.vocabulary)]
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


def _moderated(mean: float, variance: float) -> float:
    """The logit of the mean probability, by MacKay's approximation: what is uncertain is drawn towards one half."""
    return mean / math.sqrt(1 + math.pi * variance / 8)


def _loss(logits: Values, data: _Data) -> float:
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


def _stretched(chance: float, tail: float) -> float:
    """Probabilities above `_TAIL_FROM` bent so that `tail` is shown as `SURE`; the order stays."""
    if chance <= _TAIL_FROM:
        return chance
    if chance < tail:
        return _TAIL_FROM + (chance - _TAIL_FROM) * (SURE - _TAIL_FROM) / (tail - _TAIL_FROM)
    return SURE + (chance - tail) * (1 - SURE) / (1 - tail)


def _quality(chances: Values, data: _Data, liked: int, groups: int) -> Quality:
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
