"""Train the tagger of `rolecall.match.skills.tagger` and write its weights, `src/rolecall/match/data/tagger.npz`.

    python tools/train_tagger.py --data DIR [--without-postings] [--held-out]

Needs scikit-learn and python-crfsuite. DIR has the layout of the data folder. What it learns from:

- SkillSpan, house, train and dev (MIT): sentences in which people marked knowledge and skills. Its test part is
  never read here, so that a figure on it is honest.
- sentences of technical postings without any label (`postings_fulltext`), marked by what is known beforehand: names of
  the skill table; short names in a list between them; and what the tagger trained on SkillSpan alone finds. Commas of
  the posting end a span, and are then taken out, as SkillSpan has none: so it learns where a name in a list ends.
  Now and then the gazetteer or the words are hidden, so that it learns the words around a name as well.

Only weights of single words, pairs of words and shapes are kept; no sentence. `--held-out` trains on SkillSpan's train
part alone and tells how it does on dev. Same input → same bytes on one machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from sklearn.cluster import MiniBatchKMeans
from tokenizers import Tokenizer

from rolecall.match.requirements.segments import segments
from rolecall.match.skills import crf, tagger, word_features
from rolecall.platform.embeddings import static

MODEL = Path(tagger.__file__).parent / "data" / "tagger.npz"
LABELS = "OBI"
COLUMNS: dict[tagger.Layer, int] = {"skill": 1, "knowledge": 2}
GROUPS = (64, 256, 1024)
"""How many groups of words, by their vectors."""
SETTINGS = {"c1": 0.05, "c2": 0.5, "max_iterations": 80, "feature.possible_transitions": True}
SCALE = 1000
SMALLEST = 0.02
"""A weight nearer to nothing is left out."""
BIAS: dict[tagger.Layer, float] = {"knowledge": 0.0, "skill": 0.3}
"""How much is taken from the label "outside": a little recall for a little precision."""
GUESS_BIAS = 0.6
ROUNDS: dict[tagger.Layer, int] = {"knowledge": 3, "skill": 2}
"""Models on SkillSpan whose weights are averaged: the first as it is, the others with something hidden."""
ROUNDS_ON_POSTINGS = 2
ASKING, OTHER = 3000, 1500
"""Sentences without labels, from sections that ask for something and from others."""
SHOWN = frozenset("trc")
"""Lists of the gazetteer whose names count as knowledge wherever a technical posting has them."""
JOINTS = frozenset(["/", "(", ")", ";", ":", "|", "and", "or", "&", ".", "•"])
LEADS = frozenset(
    [
        "experience",
        "with",
        "of",
        "in",
        "knowledge",
        "understanding",
        "familiarity",
        "proficiency",
        "using",
        "use",
        "such",
        "as",
        "like",
        "e.g",
        "including",
        "languages",
        "tools",
        "the",
        "a",
        "an",
        "strong",
        "solid",
        "good",
        "working",
        "proficient",
        "familiar",
        "etc",
        "other",
        "more",
        "ideally",
        "preferably",
        "to",
        "for",
        "on",
        "is",
        "are",
    ]
)

Labelled = list[tuple[str, str]]
"""A sentence: words with their labels."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--without-postings", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    parts = ("train",) if options.held_out else ("train", "dev")
    clusters = grouped(word_features.gazetteer())
    stored: dict[str, Any] = {
        "words": np.frombuffer("\n".join(clusters).encode(), dtype=np.uint8),
        "clusters": np.array(list(clusters.values()), dtype=np.uint16),
    }
    for layer, column in COLUMNS.items():
        house = [each for part in parts for each in skillspan(options.data, part, column)]
        models = [trained(house, clusters, again=seed > 0, seed=seed) for seed in range(ROUNDS[layer])]
        told = averaged(models)
        if layer == "knowledge" and not options.without_postings:
            first = crf.Model(*whole(told), scaled(GUESS_BIAS), clusters, word_features.gazetteer())
            more = [
                trained(house * 2, clusters, list(guesses(options.data, first, seed)), seed=seed)
                for seed in range(ROUNDS_ON_POSTINGS)
            ]
            told = averaged([told, averaged(more)])
        weights, moves = whole(told)
        say(f"{layer}: {len(weights):,} features")
        if options.held_out:
            for bias in (0.0, 0.3, 0.6):
                model = crf.Model(weights, moves, scaled(bias), clusters, word_features.gazetteer())
                say(f"{layer}, bias {bias}: dev {quality(model, list(skillspan(options.data, 'dev', column)))}")
        stored |= {
            f"{layer}_features": np.frombuffer("\n".join(weights).encode(), dtype=np.uint8),
            f"{layer}_weights": np.array(list(weights.values()), dtype=np.int16),
            f"{layer}_moves": moves,
            f"{layer}_bias": np.int32(scaled(BIAS[layer])),
        }
    if not options.held_out:
        np.savez_compressed(MODEL, **stored)
        say(f"{MODEL.name}: {MODEL.stat().st_size:,} bytes")
    return 0


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def scaled(value: float) -> int:
    return round(value * SCALE)


def skillspan(data: Path, part: str, column: int) -> Iterator[Labelled]:
    with gzip.open(data / "skills_skillspan" / f"skillspan_house_{part}.conll.gz", "rt", encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines() if line.strip()]
            if rows:
                yield [(row[0], row[column][0]) for row in rows]


def grouped(gazetteer: word_features.Gazetteer) -> dict[str, list[int]]:
    """Words → their group at each size. Words of the embedding's own vocabulary and of the gazetteer."""
    folder = Path(static.__file__).parent / "static_minilm"
    with np.load(folder / "vectors.npz") as kept:
        full = kept["vectors"].astype(np.float32) * kept["scales"][:, None]
    tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    words = {word for word in tokenizer.get_vocab() if word.isascii() and word[0].isalpha() and len(word) > 1}
    words |= {word for name in gazetteer.names for word in name.split() if word[0].isalnum() and len(word) > 1}
    ordered = sorted(words)
    read = tokenizer.encode_batch_fast(ordered, add_special_tokens=False)
    summed = np.array([full[[id for id in each.ids if id > 1]].sum(axis=0) for each in read], dtype=np.float32)
    there = np.linalg.norm(summed, axis=1) > 0
    ordered = [word for word, known in zip(ordered, there, strict=True) if known]
    rows = static.unit(summed[there])
    columns = []
    for size in GROUPS:
        made = MiniBatchKMeans(size, random_state=0, batch_size=4096, n_init=1, max_iter=40).fit(rows)
        columns.append(made.labels_)
    say(f"{len(ordered):,} words in groups")
    return {word: [int(column[row]) for column in columns] for row, word in enumerate(ordered)}


def features(words: Sequence[str], clusters: Mapping[str, Sequence[int]]) -> list[list[str]]:
    """What the tagger looks at, written out for CRFsuite."""
    lower = [word_features.base(word).lower() for word in words]
    own = [word_features.features_of_word(word, clusters) for word in words]
    named = word_features.gazetteer().found(lower)
    out = []
    for index in range(len(words)):
        found = ["b", *word_features.pairs(lower, index)]
        for offset in word_features.OFFSETS:
            at = index + offset
            if 0 <= at < len(words):
                found += word_features.placed(own[at], offset)
                found += [f"{offset}:{each}" for each in named.get(at, ())]
            else:
                found.append(f"{offset}:{'BOS' if at < 0 else 'EOS'}")
        out.append(found)
    return out


def trained(
    sentences: Sequence[Labelled],
    clusters: Mapping[str, Sequence[int]],
    guessed: Sequence[Labelled] = (),
    again: bool = False,
    seed: int = 0,
) -> Told:
    """Weights by CRFsuite. `again`: every sentence a second time, with something hidden."""
    chance = random.Random(seed)  # noqa: S311
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for sentence in sentences:
        trainer.append(features([word for word, _ in sentence], clusters), [label for _, label in sentence])
    for sentence in (*guessed, *(sentences if again else ())):
        seen = hidden(features([word for word, _ in sentence], clusters), chance)
        trainer.append(seen, [label for _, label in sentence])
    with tempfile.NamedTemporaryFile(suffix=".crf") as file:
        trainer.train(file.name)
        model = pycrfsuite.Tagger()
        model.open(file.name)
        told = model.info()
    say(f"trained on {len(sentences):,} + {len(guessed):,} sentences")
    return Told(dict(told.state_features), dict(told.transitions))


@dataclass(frozen=True, slots=True)
class Told:
    """What CRFsuite learned: weights of (feature, label) and of (label, next label)."""

    features: Mapping[tuple[str, str], float]
    moves: Mapping[tuple[str, str], float]


def averaged(models: Sequence[Told]) -> Told:
    """The mean of the weights: as good as letting the models vote, at the cost of one."""

    def mean(tables: Sequence[Mapping[tuple[str, str], float]]) -> dict[tuple[str, str], float]:
        keys = sorted({key for table in tables for key in table})
        return {key: sum(table.get(key, 0.0) for table in tables) / len(tables) for key in keys}

    return Told(mean([each.features for each in models]), mean([each.moves for each in models]))


def whole(told: Told) -> tuple[dict[str, crf.Weights], Any]:
    """Weights as whole numbers, those next to nothing left out."""
    rows: dict[str, list[int]] = {}
    for (feature, label), weight in told.features.items():
        if abs(weight) >= SMALLEST:
            rows.setdefault(feature, [0, 0, 0])[LABELS.index(label)] = int(np.clip(scaled(weight), -32767, 32767))
    moves = np.zeros((3, 3), dtype=np.int32)
    for (one, other), weight in told.moves.items():
        moves[LABELS.index(one), LABELS.index(other)] = scaled(weight)
    return {feature: (row[0], row[1], row[2]) for feature, row in sorted(rows.items())}, moves


def hidden(seen: list[list[str]], chance: random.Random) -> list[list[str]]:
    """Now and then a sentence without the gazetteer, or without its words."""
    draw = chance.random()
    if draw < 0.3:
        return [[each for each in word if ":g" not in each] for word in seen]
    if draw < 0.5:
        return [[each for each in word if ":w=" not in each and each[-1] not in "<>«"] for word in seen]
    return seen


def guesses(data: Path, model: Any, seed: int) -> Iterator[Labelled]:
    """Sentences of technical postings, marked by the gazetteer, by lists and by the first model."""
    chance = random.Random(seed + 1)  # noqa: S311
    asking, other = unlabelled(data)
    for pool, most in ((asking, ASKING), (other, OTHER)):
        for text in chance.sample(pool, min(most, len(pool))):
            places = list(tagger.tokenized(text))
            words = [text[start:end] for start, end in places]
            if 3 <= len(words) <= 60:
                cuts = {at for at in range(1, len(places)) if "," in text[places[at - 1][1] : places[at][0]]}
                labels = ["O"] * len(words)
                for first, last in marked(words, cuts, model):
                    labels[first:last] = ["B", *"I" * (last - first - 1)]
                yield list(zip(words, labels, strict=True))


def unlabelled(data: Path) -> tuple[list[str], list[str]]:
    asking: dict[str, None] = {}
    other: dict[str, None] = {}
    for path in sorted((data / "postings_fulltext").glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                text = next((row[key] for key in ("Job Description", "description", "text") if row.get(key)), "")
                for sentence in segments(text, glued=max(map(len, text.splitlines()), default=0) > 900):
                    if sentence.text.isascii() or sum(letter.isascii() for letter in sentence.text) > 0.9 * len(
                        sentence.text
                    ):
                        pool = asking if sentence.section.value in ("must", "nice") else other
                        pool.setdefault(sentence.text)
    return list(asking), list(other)


def marked(words: Sequence[str], cuts: set[int], model: Any) -> list[word_features.Span]:
    lower = [word_features.base(word).lower() for word in words]
    taken: set[int] = set()
    spans: list[word_features.Span] = []

    def add(first: int, last: int) -> None:
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            spans.append((first, last))

    edges = [0, *sorted(cuts), len(words)]
    for begin, end in zip(edges, edges[1:], strict=False):
        found = word_features.gazetteer().found(lower[begin:end])
        start = begin
        for at in sorted(found):
            parts = {each[-1] for each in found[at] if each[1] in SHOWN}
            if "U" in parts:
                add(begin + at, begin + at + 1)
            elif "B" in parts:
                start = begin + at
            elif "L" in parts:
                add(start, begin + at + 1)
    sure = set(spans)
    for first, last in listed(words, lower, cuts, sure, taken):
        add(first, last)
    for first, last in model.spans(words, frozenset(cuts)):
        add(first, last)
    return spans


def listed(
    words: Sequence[str], lower: Sequence[str], cuts: set[int], sure: set[word_features.Span], taken: set[int]
) -> Iterator[word_features.Span]:
    """Short capitalised names in a list whose other members are known."""
    pieces: list[word_features.Span] = []
    begin = 0
    for at in range(len(words) + 1):
        if at == len(words) or at in cuts or lower[at] in JOINTS:
            if at > begin:
                pieces.append((begin, at))
            begin = at if at in cuts and (at < len(words) and lower[at] not in JOINTS) else at + 1
    ends, starts = {last for _, last in sure}, {first for first, _ in sure}
    for index, (first, last) in enumerate(pieces):
        if (
            last - first > 3
            or not taken.isdisjoint(range(first, last))
            or any(lower[at] in LEADS for at in range(first, last))
        ):
            continue
        around = pieces[max(0, index - 3) : index + 4]
        left = index > 0 and pieces[index - 1][1] in ends
        right = index + 1 < len(pieces) and pieces[index + 1][0] in starts
        head = words[first]
        if (
            (left or right)
            and sum(piece in sure for piece in around) >= 2
            and (head[:1].isupper() or any(letter.isdigit() for letter in head))
        ):
            yield first, last


def quality(model: Any, sentences: Sequence[Labelled]) -> str:
    right = found = wanted = 0
    for sentence in sentences:
        labels = [label for _, label in sentence]
        gold = set(spans_of(labels))
        ours = set(model.spans([word for word, _ in sentence], frozenset()))
        right, found, wanted = right + len(gold & ours), found + len(ours), wanted + len(gold)
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {2 * right / max(found + wanted, 1):.4f}"


def spans_of(labels: Sequence[str]) -> Iterator[word_features.Span]:
    start = None
    for at, label in enumerate([*labels, "O"]):
        if start is not None and label != "I":
            yield start, at
            start = None
        if label == "B" or (label == "I" and start is None):
            start = at


if __name__ == "__main__":
    sys.exit(main())
