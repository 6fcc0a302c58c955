"""The part of `ranking` about one person: the learning curve, how well the probabilities hold, and their plot."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

import numpy as np
from sklearn.metrics import roc_auc_score

from rolecall.discover.queries import Posting
from rolecall.match.candidate import Candidate
from rolecall.match.personal import Example, fit
from rolecall.match.requirements import read
from rolecall.match.score import score_prepared, signals

Values: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]
Figures: TypeAlias = dict[str, float | int | str | None]

SIZES = (0, 20, 40, 100, 200)
REPEATS = 10
BINS = 10
CURVED = (0, 200)
"""The label counts whose reliability is drawn."""


def learn(postings: Sequence[Posting], truth: Values, candidate: Candidate, figures: Figures, plot: Path) -> None:
    """Fit on so many labels and predict the other groups; `REPEATS` splits, repeats of one text kept together."""
    readings = [read(posting.text) for posting in postings]
    known = [signals(posting, candidate, reading) for posting, reading in zip(postings, readings, strict=True)]
    groups = [sha256(f"{posting.title}\n{posting.text}".encode()).hexdigest() for posting in postings]
    drawn: dict[int, tuple[Values, Values]] = {}
    for size in SIZES:
        if size > 0.75 * len(postings):
            figures[f"one candidate, {size} labels"] = "too few postings"
            continue
        rows: list[tuple[float, float]] = []
        chances, truths, scores = [], [], []
        for repeat in range(REPEATS):
            train, test = _split(groups, size, repeat)
            model = fit([Example(known[at].features, known[at].words, bool(truth[at]), groups[at]) for at in train])
            made = [score_prepared(postings[at], candidate, readings[at], model) for at in test]
            chance = np.array([match.probability for match in made])
            rows.append((float(roc_auc_score(truth[test], chance)), float(np.mean((chance - truth[test]) ** 2))))
            chances.append(chance)
            truths.append(truth[test])
            scores.append(np.array([float(match.score) for match in made]))
        chance, right, score = np.concatenate(chances), np.concatenate(truths), np.concatenate(scores)
        name = f"one candidate, {size} labels"
        figures[f"{name}: AUC"] = float(np.mean([row[0] for row in rows]))
        figures[f"{name}: AUC, worst split"] = float(min(row[0] for row in rows))
        figures[f"{name}: Brier"] = float(np.mean([row[1] for row in rows]))
        figures[f"{name}: scored 90 and more, per split"] = float((score >= 90).sum()) / REPEATS
        if (score >= 90).any():
            figures[f"{name}: relevant of those"] = float(right[score >= 90].mean())
        figures[f"{name}: probability 0.9 and more, per split"] = float((chance >= 0.9).sum()) / REPEATS
        if (chance >= 0.9).any():
            figures[f"{name}: relevant of those by probability"] = float(right[chance >= 0.9].mean())
        if size in CURVED:
            drawn[size] = (chance, right)
            for low, count, said, held in bins(chance, right):
                figures[f"reliability, {size} labels, from {low:.1f}"] = (
                    f"{count / REPEATS:.0f} postings a split, said {said:.2f}, held {held:.2f}"
                )
            figures[f"{name}: calibration error"] = _error(chance, right)
    plot.parent.mkdir(parents=True, exist_ok=True)
    plot.write_text(svg({f"{size} labels": bins(*pair) for size, pair in drawn.items()}), encoding="utf-8")
    print(f"reliability plot: {plot}")


def bins(chance: Values, truth: Values) -> list[tuple[float, int, float, float]]:
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


def _error(chance: Values, truth: Values) -> float:
    """Expected calibration error: mean distance of said and held, each bin by its size."""
    return sum(count * abs(said - held) for _, count, said, held in bins(chance, truth)) / len(chance)


def _split(groups: Sequence[str], size: int, repeat: int) -> tuple[list[int], list[int]]:
    """Whole groups are taken in random order until `size` labels are there; the last group may give only a part."""
    of: dict[str, list[int]] = {}
    for at, group in enumerate(groups):
        of.setdefault(group, []).append(at)
    order = sorted(of)
    np.random.default_rng(repeat).shuffle(order)
    train: list[int] = []
    while len(train) < size:
        train += of.pop(order.pop())
    return sorted(train)[:size], sorted(at for rest in of.values() for at in rest)


def svg(curves: dict[str, list[tuple[float, int, float, float]]]) -> str:
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
