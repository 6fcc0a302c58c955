"""The part of `ranking` about one person: the learning curve, how well the probabilities hold, and their plot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

import numpy as np
from sklearn.metrics import roc_auc_score

from rolecall.discover.queries import Posting
from rolecall.match.candidate import Candidate
from rolecall.match.learning.personal import Example, fit
from rolecall.match.requirements.read import read
from rolecall.match.score import score_prepared, signals

Values: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]
Table: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Bin: TypeAlias = tuple[float, int, float, float]
Figures: TypeAlias = dict[str, float | int | str | None]

SIZES = (0, 20, 40, 100, 200)
REPEATS = 5
FOLDS = 3
BINS = 10
CURVED = (0, 200)
"""The label counts whose reliability is drawn."""


def learn(postings: Sequence[Posting], truth: Values, candidate: Candidate, figures: Figures, plot: Path) -> None:
    """Fit on so many labels of two folds and predict the third, in turn: every posting is predicted once a repeat.

    Repeats of one text are in one fold. AUC is over all postings of a repeat, then the mean of the repeats.
    """
    readings = [read(posting.text) for posting in postings]
    known = [signals(posting, candidate, reading) for posting, reading in zip(postings, readings, strict=True)]
    groups = [sha256(f"{posting.title}\n{posting.text}".encode()).hexdigest() for posting in postings]
    examples = [
        Example(each.features, each.words, bool(right), group)
        for each, right, group in zip(known, truth, groups, strict=True)
    ]
    drawn: dict[str, list[Bin]] = {}
    for size in SIZES:
        name = f"one candidate, {size} labels"
        if size > (FOLDS - 1) / FOLDS * len(postings):
            figures[name] = "too few postings"
            continue
        chances, scores = np.zeros((REPEATS, len(postings))), np.zeros((REPEATS, len(postings)))
        for repeat in range(REPEATS):
            for train, test in _folds(groups, size, repeat):
                model = fit([examples[at] for at in train])
                for at in test:
                    match = score_prepared(postings[at], candidate, readings[at], model)
                    chances[repeat, at], scores[repeat, at] = match.probability, match.score
        _tell(name, chances, scores, truth, figures)
        if size in CURVED:
            drawn[f"{size} labels"] = points = bins(chances.ravel(), np.tile(truth, REPEATS))
            for low, count, said, held in points:
                figures[f"reliability, {size} labels, from {low:.1f}"] = (
                    f"{count / REPEATS:.0f} postings, said {said:.2f}, held {held:.2f}"
                )
            figures[f"{name}: calibration error"] = sum(count * abs(said - held) for _, count, said, held in points) / (
                REPEATS * len(postings)
            )
    plot.parent.mkdir(parents=True, exist_ok=True)
    plot.write_text(svg(drawn), encoding="utf-8")
    print(f"reliability plot: {plot}")


def _tell(name: str, chances: Table, scores: Table, truth: Values, figures: Figures) -> None:
    every = np.tile(truth, (REPEATS, 1))
    aucs = [float(roc_auc_score(truth, row)) for row in chances]
    figures[f"{name}: AUC"] = float(np.mean(aucs))
    figures[f"{name}: AUC, worst repeat"] = min(aucs)
    figures[f"{name}: Brier"] = float(np.mean((chances - every) ** 2))
    figures[f"{name}: scored 90 and more"] = float((scores >= 90).sum()) / REPEATS
    if (scores >= 90).any():
        figures[f"{name}: relevant of those"] = float(every[scores >= 90].mean())
    figures[f"{name}: probability 0.9 and more"] = float((chances >= 0.9).sum()) / REPEATS
    if (chances >= 0.9).any():
        figures[f"{name}: relevant of those by probability"] = float(every[chances >= 0.9].mean())


def bins(chance: Values, truth: Values) -> list[Bin]:
    """Lower edge, count, mean probability said, share that held, for each tenth that is not empty."""
    place = np.minimum((chance * BINS).astype(int), BINS - 1)
    return [
        (
            at / BINS,
            int((place == at).sum()),
            float(chance[place == at].mean()),
            float(truth[place == at].mean()),
        )
        for at in range(BINS)
        if (place == at).any()
    ]


def _folds(groups: Sequence[str], size: int, repeat: int) -> Iterator[tuple[list[int], list[int]]]:
    """Numbers of `size` examples to fit on, and of those to predict."""
    order = sorted(set(groups))
    random = np.random.default_rng(repeat)
    random.shuffle(order)
    fold = {group: place % FOLDS for place, group in enumerate(order)}
    for left_out in range(FOLDS):
        others = [at for at, group in enumerate(groups) if fold[group] != left_out]
        random.shuffle(others)
        yield sorted(others[:size]), [at for at, group in enumerate(groups) if fold[group] == left_out]


def svg(curves: dict[str, list[Bin]]) -> str:
    """Reliability: what was said (across) against what held (up); a dot's area says how many postings it stands for."""
    side, edge = 420, 50
    colours = ("#2f6fde", "#d9480f")

    def across(value: float) -> float:
        return edge + value * side

    def up(value: float) -> float:
        return edge + (1 - value) * side

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + 2 * edge} {side + 2 * edge}" font-size="12">',
        "<style>text { font-family: sans-serif }</style>",
        '<rect width="100%" height="100%" fill="white"/>',
        f'<rect x="{edge}" y="{edge}" width="{side}" height="{side}" fill="none" stroke="#888"/>',
        f'<line x1="{across(0)}" y1="{up(0)}" x2="{across(1)}" y2="{up(1)}" stroke="#bbb" stroke-dasharray="4 4"/>',
    ]
    for tick in range(0, 11, 2):
        at = tick / 10
        out.append(f'<text x="{across(at)}" y="{edge + side + 18}" text-anchor="middle">{at:.1f}</text>')
        out.append(f'<text x="{edge - 8}" y="{up(at) + 4}" text-anchor="end">{at:.1f}</text>')
    out.append(f'<text x="{across(0.5)}" y="{edge + side + 38}" text-anchor="middle">probability said</text>')
    out.append(
        f'<text transform="translate(16 {up(0.5)}) rotate(-90)" text-anchor="middle">share found relevant</text>'
    )
    for number, (name, points) in enumerate(curves.items()):
        colour = colours[number % len(colours)]
        total = sum(count for _, count, _, _ in points)
        line = " ".join(f"{across(said):.1f},{up(held):.1f}" for _, _, said, held in points)
        out.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        for _, count, said, held in points:
            size = 2 + 16 * (count / total) ** 0.5
            out.append(
                f'<circle cx="{across(said):.1f}" cy="{up(held):.1f}" r="{size:.1f}" fill="{colour}" opacity="0.45"/>'
            )
        out.append(f'<text x="{edge + 12}" y="{edge + 20 + 18 * number}" fill="{colour}">{name}</text>')
    return "\n".join([*out, "</svg>\n"])
