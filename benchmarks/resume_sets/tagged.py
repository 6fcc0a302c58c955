"""Rules and a tagger together, in five folds: a CRF that sees what the rules said of each word, trained on the others.

Nothing that is learned here is kept: the annotations come without a licence to ship what was learned from them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TypeAlias

from tools.train_resume_tagger import Labelled, trained

from benchmarks.resume_sets.figures import fold
from benchmarks.resume_sets.scores import Texts
from rolecall.platform.crf import Chain
from rolecall.profile.files.text import read_text
from rolecall.profile.parse.parse import read_by_rules
from rolecall.profile.parse.tagger.features import features_of
from rolecall.profile.parse.tagger.words import Word, rows_of

Marks: TypeAlias = Sequence[tuple[str, int, int]]
"""(label, first letter, letter after the last)."""

LABELS = (
    "Name", "Designation", "Companies worked at", "Location", "Email Address", "College Name", "Degree",
    "Graduation Year", "Skills", "Years of Experience",
)  # fmt: skip
FOLDS = 5
ROUNDS = 3
"""Trainings of a fold: all but the first have a quarter of the features hidden; their weights are averaged."""
SETTINGS = {"c1": 0.2, "c2": 0.5, "max_iterations": 50, "feature.minfreq": 2}
OVER_LINES = ("Skills", "Email Address")
"""Labels whose texts go on over the end of a line."""
OUTSIDE = "O"


@dataclass(frozen=True, slots=True)
class Text:
    """A résumé with its words, the line of each, what the tagger sees of it and what it should say."""

    text: str
    words: tuple[Word, ...]
    lines: tuple[int, ...]
    labelled: Labelled


def in_folds(documents: Sequence[tuple[str, Marks]]) -> list[Texts]:
    """What is found in each résumé by a tagger that was trained without it."""
    texts = [text_of(content, marks) for content, marks in documents]
    order = list(range(len(texts)))
    random.Random(0).shuffle(order)
    parts = [order[number::FOLDS] for number in range(FOLDS)]
    found: dict[int, Texts] = {}
    with ProcessPoolExecutor(2, mp_context=get_context("forkserver")) as pool:
        learning = [[texts[at].labelled for at in order if at not in set(part)] for part in parts]
        for part, chain in zip(parts, pool.map(averaged, learning), strict=True):
            found |= {at: texts_of(chain, texts[at]) for at in part}
    return [found[at] for at in range(len(texts))]


def text_of(content: str, marks: Marks) -> Text:
    """A résumé with a label for each word: the one that covers most of it; of crossing marks the shorter."""
    document = read_text(content)
    rows = rows_of(document, read_by_rules(document))
    covered = [""] * (len(content) + 1)
    for label, start, end in marks:
        for place in range(start, min(end, len(content))):
            covered[place] = label
    words = tuple(word for row in rows for word in row.words)
    lines = tuple(number for number, row in enumerate(rows) for _ in row.words)
    labels: list[str] = []
    before = ""
    for word in words:
        inside = covered[word.start : word.end]
        label = max(sorted(set(inside)), key=inside.count) if inside else ""
        labels.append(f"{'I' if label == before else 'B'}-{label}" if label else OUTSIDE)
        before = label
    return Text(content, words, lines, ([word for row in features_of(rows) for word in row], labels))


def averaged(documents: Sequence[Labelled]) -> Chain:
    """The mean of some trainings: nearly as good as letting them vote, at the cost of one."""
    chains = [trained(documents, SETTINGS, seed or None) for seed in range(ROUNDS)]
    labels = [OUTSIDE, *(f"{part}-{label}" for label in LABELS for part in "BI")]
    chains = [_in_order(chain, labels) for chain in chains]
    weights: dict[str, list[int]] = {}
    for chain in chains:
        for name, row in chain.weights.items():
            kept = weights.setdefault(name, [0] * len(labels))
            weights[name] = [one + other for one, other in zip(kept, row, strict=True)]
    mean = {name: [round(value / ROUNDS) for value in row] for name, row in weights.items()}
    moves = [
        [round(sum(chain.moves[one][other] for chain in chains) / ROUNDS) for other in range(len(labels))]
        for one in range(len(labels))
    ]
    return Chain(labels, mean, moves)


def _in_order(chain: Chain, labels: Sequence[str]) -> Chain:
    """The chain with its labels in this order; a label it never saw is never said."""
    at = {label: number for number, label in enumerate(chain.labels)}
    never = -20_000
    weights = {name: [row[at[label]] if label in at else 0 for label in labels] for name, row in chain.weights.items()}
    moves = [
        [chain.moves[at[one]][at[other]] if one in at and other in at else never for other in labels] for one in labels
    ]
    return Chain(labels, weights, moves)


def texts_of(chain: Chain, text: Text) -> Texts:
    """The texts of each label, folded and in lower case. A name ends with its line."""
    found: dict[str, set[str]] = {label: set() for label in LABELS}
    label, start, end, line = "", 0, 0, -1

    def close() -> None:
        value = fold(text.text[start:end]).strip(" -•,.").casefold()
        if label and value:
            found[label].add(value)

    said = [chain.labels[number] for number in chain.best(chain.scores(text.labelled[0]))]
    for word, at, name in zip(text.words, text.lines, said, strict=True):
        same = name[:2] == "I-" and name[2:] == label and (at == line or label in OVER_LINES)
        if not same:
            close()
            label, start = name[2:], word.start
        end, line = word.end, at
    close()
    return found
