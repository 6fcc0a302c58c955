"""Train the résumé tagger on made-up résumés and write its weights, `profile/parse/tagger/weights.json`.

    python tools/train_resume_tagger.py [--documents 400]

Needs python-crfsuite and scikit-learn. No real résumé is read: labelled ones come without a licence to ship what was
learned from them (`docs/decisions/0014-resume-tagger.md`). A part of the made-up résumés is kept from the training, to
fit how the tagger's probabilities become confidences. `trained` also serves the benchmark, which trains on labelled
résumés in folds and ships nothing.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pycrfsuite
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.resumes.made_up import MadeUp, made_up

from rolecall.platform.crf import SCALE, Chain
from rolecall.profile.files.text import read_text
from rolecall.profile.parse.parse import read_by_rules
from rolecall.profile.parse.tagger import shipped
from rolecall.profile.parse.tagger.features import features_of
from rolecall.profile.parse.tagger.words import INDEX, rows_of

Labelled: TypeAlias = tuple[list[list[str]], list[str]]
"""Features of every word of a text, and its labels."""

OUT = Path(shipped.__file__).parent / "weights.json"
SETTINGS = {"c1": 0.3, "c2": 1.0, "max_iterations": 60, "feature.minfreq": 3}
SMALLEST = 0.02
FOR_CONFIDENCE = 0.3
SHOWN = 0.75
"""Share of the features that one of several trainings sees."""
FORBIDDEN = -100 * SCALE


def main() -> int:
    """Train, fit the confidences, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=400)
    count = parser.parse_args().documents
    documents = [made_up(seed) for seed in range(count)]
    kept = int(count * FOR_CONFIDENCE)
    chain = trained([labelled(each) for each in documents[kept:]], SETTINGS)
    slope, intercepts = confidences(chain, documents[:kept])
    OUT.write_text(
        json.dumps(
            {
                "version": shipped.VERSION,
                "labels": chain.labels,
                "slope": slope,
                "intercepts": intercepts,
                "moves": chain.moves,
                "weights": dict(sorted(chain.weights.items())),
            },
            separators=(",", ":"),
            ensure_ascii=False,
        )
        + "\n",
        encoding="utf-8",
    )
    print(f"{len(chain.weights):,} features, {OUT.stat().st_size:,} bytes", file=sys.stderr)
    return 0


def labelled(made: MadeUp) -> Labelled:
    """A made-up résumé as the tagger sees it: without the words themselves."""
    document = read_text(made.text)
    rows = rows_of(document, read_by_rules(document))
    features = [shipped.without_words(word) for row in features_of(rows) for word in row]
    at = {place: label for label, start, end in made.spans for place in range(start, end)}
    return features, [at.get(word.start, shipped.OUTSIDE) for row in rows for word in row.words]


def trained(documents: Sequence[Labelled], settings: dict[str, float], seed: int | None = None) -> Chain:
    """A chain with CRFsuite's weights as whole numbers. A `seed` hides a quarter of the features, another one each."""
    chance = random.Random(seed)  # noqa: S311 - chosen for training
    shown: dict[str, bool] = {}
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(settings)
    for features, labels in documents:
        trainer.append(features if seed is None else _partly(features, shown, chance), labels)
    with tempfile.NamedTemporaryFile(suffix=".crf") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        return chain_of(tagger.info())


def chain_of(told: Any) -> Chain:
    """What CRFsuite learned (`Tagger.info()`), as whole numbers; weights next to nothing are left out."""
    labels = sorted(told.labels, key=lambda name: int(told.labels[name]))
    weights: dict[str, list[int]] = {}
    for (feature, label), weight in told.state_features.items():
        if abs(weight) >= SMALLEST:
            weights.setdefault(feature, [0] * len(labels))[labels.index(label)] = round(weight * SCALE)
    moves = [[_move(told.transitions, one, other) for other in labels] for one in labels]
    return Chain(labels, weights, moves)


def _partly(features: list[list[str]], shown: dict[str, bool], chance: random.Random) -> list[list[str]]:
    for word in features:
        for each in word:
            if each not in shown:
                shown[each] = chance.random() < SHOWN
    return [[each for each in word if shown[each]] for word in features]


def _move(told: dict[tuple[str, str], float], one: str, other: str) -> int:
    """Inside a name only after its beginning or inside it, where labels say so (`B-…`, `I-…`)."""
    if other.startswith("I-") and one[2:] != other[2:]:
        return FORBIDDEN
    return round(told.get((one, other), 0.0) * SCALE)


def confidences(chain: Chain, documents: Sequence[MadeUp]) -> tuple[float, dict[str, float]]:
    """The slope of the tagger's odds and an intercept for each kind of field, by which right ones are told best."""
    told: list[float] = []
    right: list[bool] = []
    kinds: list[str] = []
    for made in documents:
        document = read_text(made.text)
        resume = read_by_rules(document)
        values = {(label, made.text[start:end].strip(" .")) for label, start, end in made.spans}
        for pointer, odds in shipped.odds_of_fields(chain, document, resume).items():
            kind = INDEX.sub("", pointer).strip("/")
            text = resume.sources[pointer].text.strip(" .")
            label = shipped.LABELS[kind]
            whole = any(
                each == label and (text == value or (kind in PARTS and text in value)) for each, value in values
            )
            told.append(odds)
            right.append(whole)
            kinds.append(kind)
    names = sorted(set(kinds))
    rows = np.array(
        [[odds, *(kind == name for name in names)] for odds, kind in zip(told, kinds, strict=True)], dtype=float
    )
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000).fit(rows, right)
    intercepts = {name: round(float(value), 3) for name, value in zip(names, model.coef_[0][1:], strict=True)}
    shares = defaultdict(list)
    for kind, each in zip(kinds, right, strict=True):
        shares[kind].append(each)
    for kind in names:
        print(f"{kind}: {sum(shares[kind]) / len(shares[kind]):.3f} right of {len(shares[kind])}", file=sys.stderr)
    return round(float(model.coef_[0][0]), 3), intercepts | BY_RULE


PARTS = ("education/studyType", "education/area", "basics/location")
"""Kinds of field that may be a part of what was written: the degree without its subject."""


def _odds(share: float) -> float:
    return round(math.log(share / (1 - share)), 3)


BY_RULE = {
    "basics/email": _odds(0.98),
    "basics/phone": _odds(0.95),
    "basics/url": _odds(0.95),
    "basics/summary": _odds(0.85),
    "work/startDate": _odds(0.95),
    "work/endDate": _odds(0.93),
    "work/highlights": _odds(0.93),
    "work/summary": _odds(0.8),
    "skills/keywords": _odds(0.9),
    "education/startDate": _odds(0.95),
    "education/endDate": _odds(0.93),
    "education/score": _odds(0.9),
    "other": _odds(0.85),
}
"""Fields the tagger has no label for: set by hand, below what their rules reach on RenderCV's files."""


if __name__ == "__main__":
    sys.exit(main())
