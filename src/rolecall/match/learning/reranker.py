"""A fitted personal model: what it predicts, what moved a prediction, and itself as JSON. `personal.py` fits it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from rolecall.match.calibration import GENERAL, probability

FORMULA = 2
BAND = 1.2816
"""Standard deviations to each side: four of five true values lie within."""
SURE = 0.9
"""A score of 90 and more is promised to be right in `personal.PROMISED` of all cases."""
CONSTANT = 0.5
"""Prior variance of the constant."""
FARTHEST = 3.0
"""So many standard deviations from the mean of the examples a part counts at most: what lies beyond taught nothing."""
_TAIL_FROM = 0.75
_Term = tuple[str, str, float, tuple[float, ...]]
"""Kind, name, standardised value and weights."""


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
    """How good a personal model is on postings that it was not fitted on (five-fold, groups kept together)."""

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
    """Feature → weight of the standardised value (at most `FARTHEST` to each side), then its share in each kept direction; "" is the constant."""
    words: Mapping[str, tuple[float, ...]]
    """Word → likewise."""
    of_features: float
    of_words: float
    """Prior variances: 0 for words means that they are not used."""
    slope: float
    shift: float
    """Platt's two numbers: logit = slope · raw + shift."""
    tail: float
    """The probability from which on `personal.PROMISED` held; it is shown as `SURE`."""
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
                far = max(-FARTHEST, min(FARTHEST, (features[name] - middle) / spread))
                out.append(("feature", name, far, self.features[name]))
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
            self._calibrated(moderated(mean, variance)),
            self._calibrated(moderated(mean - spread, variance)),
            self._calibrated(moderated(mean + spread, variance)),
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
            return math.sqrt(CONSTANT)
        if kind == "word":
            return math.sqrt(self.of_words)
        return math.sqrt(self.of_features / max(1, len(self.scales)))

    def _calibrated(self, raw: float) -> float:
        return round(stretched(probability(self.slope * raw + self.shift), self.tail), 4)


def _moved(terms: Sequence[_Term], most: int) -> tuple[Moved, ...]:
    moved = [Moved(kind, name, round(value * entry[0], 4)) for kind, name, value, entry in terms]
    moved = [each for each in moved if each.by]
    return tuple(sorted(moved, key=lambda each: (-abs(each.by), each.kind, each.name))[:most])


def _name(moved: Moved) -> str:
    if moved.kind == "constant":
        return "how often you say yes"
    return f"“{moved.name}”" if moved.kind == "word" else f"the part {moved.name}"


def moderated(mean: float, variance: float) -> float:
    """The logit of the mean probability, by MacKay's approximation: what is uncertain is drawn towards one half."""
    return mean / math.sqrt(1 + math.pi * variance / 8)


def stretched(chance: float, tail: float) -> float:
    """Probabilities above `_TAIL_FROM` bent so that `tail` is shown as `SURE`; the order stays."""
    if chance <= _TAIL_FROM:
        return chance
    if chance < tail:
        return _TAIL_FROM + (chance - _TAIL_FROM) * (SURE - _TAIL_FROM) / (tail - _TAIL_FROM)
    return SURE + (chance - tail) * (1 - SURE) / (1 - tail)
