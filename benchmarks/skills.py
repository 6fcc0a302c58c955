"""Where the tagger finds knowledge and skills in sentences, and how well spans and sentences are linked to ESCO.

    python -m benchmarks.skills --data DIR [--json FILE]

Spans count only when both ends are right (strict). Measured on every SkillSpan file that the tagger was not trained on
(all but house train and dev), on Green's and on Sayfullina's sentences, which have other ideas of what a skill is (no
sentence of theirs was trained on). Beside it: the skill table alone, every mention as a span.

Linking: rows of the papers' annotations (arXiv 2209.05987, 2307.10778). Rows without an ESCO label (UNDERSPECIFIED,
LABEL NOT PRESENT) are left out, as there. RP@k is the mean over queries of the right labels among the first k, divided
by the smaller of k and the number of right ones; MRR is of the first right label. Once for each marked span, once for
each whole sentence. Beside it: TF-IDF of words and word pairs. What is missing from DIR is left out; with nothing there
the program ends with 3.
"""

from __future__ import annotations

import csv
import gzip
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks import report
from rolecall.match.skills import linking, tagger
from rolecall.match.skills.taxonomy import taxonomy
from rolecall.match.skills.word_features import Span

TRAINED_ON = frozenset({"skillspan_house_train.conll.gz", "skillspan_house_dev.conll.gz"})
NO_LABEL = frozenset({"", "UNDERSPECIFIED", "LABEL NOT PRESENT"})
ROUNDS = 3

Rows: TypeAlias = list[list[str]]
Spans: TypeAlias = set[Span]
Scores: TypeAlias = NDArray[np.float32]


def main() -> None:
    chosen = report.options("skills")
    figures: dict[str, report.Figure] = {}
    table: dict[str, report.Figure] = {}
    lexical: dict[str, report.Figure] = {}
    count = 0
    for name, layer, sentences in _tagged_files(chosen.data):
        report.say(f"{name}, {layer}: {len(sentences):,} sentences")
        count += len(sentences)
        words = [[word for word, _ in sentence] for sentence in sentences]
        gold = [_spans([label for _, label in sentence]) for sentence in sentences]
        ours = [set(tagger.tagged(each, layer)) for each in words]
        _put(figures, f"{name}, {layer}", gold, ours)
        _put(table, f"{name}, {layer}", gold, [_mentioned(each) for each in words])
        if layer == "knowledge":
            figures[f"{name}, sentences a second"] = len(words) / _seconds(tagger.tagged, words)
            table[f"{name}, sentences a second"] = len(words) / _seconds(_mentioned, words)
    folder = chosen.data / "skills_esco_linking"
    for path in sorted(folder.glob("*_annotations.csv")):
        for unit, queries in _queries(path).items():
            report.say(f"{path.stem}, {unit}: {len(queries):,} queries")
            count += len(queries)
            texts, gold_labels = list(queries), list(queries.values())
            label = f"linking {path.stem.removesuffix('_annotations')}, {unit}s"
            began = time.thread_time()
            scored = linking.scores(texts)
            taken = time.thread_time() - began
            _rank(figures, label, scored, gold_labels)
            figures[f"{label}: ms each"] = taken / len(texts) * 1000
            vectors = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\w+", sublinear_tf=True)
            known = vectors.fit_transform(linking.labels())
            _rank(lexical, label, (vectors.transform(texts) @ known.T).toarray(), gold_labels)
    if not count:
        print(
            f"None of skills_skillspan, skills_green, skills_sayfullina, skills_esco_linking is in {chosen.data}. "
            "Give --data the folder that holds one.",
            file=sys.stderr,
        )
        raise SystemExit(report.MISSING)
    report.publish(
        "skills", chosen, figures=figures, baselines={"skill table alone": table, "TF-IDF": lexical}, n=count
    )


def _tagged_files(data: Path) -> Iterator[tuple[str, tagger.Layer, list[list[tuple[str, str]]]]]:
    """Name, layer and sentences (words with B, I, O) of every file that can be measured."""
    for path in sorted((data / "skills_skillspan").glob("*.conll.gz")):
        if path.name in TRAINED_ON:
            report.say(f"{path.name} was trained on, and is left out")
            continue
        blocks = _blocks(gzip.decompress(path.read_bytes()).decode())
        name = path.name.removesuffix(".conll.gz").replace("skillspan_", "SkillSpan ").replace("_", " ")
        yield name, "knowledge", [[(row[0], row[2][0]) for row in rows] for rows in blocks]
        yield name, "skill", [[(row[0], row[1][0]) for row in rows] for rows in blocks]
    for path in sorted((data / "skills_green").glob("*set.txt")):
        blocks = _blocks(path.read_text(encoding="utf-8"))
        pairs = [[(row[0], row[1]) for row in rows] for rows in blocks]
        yield f"Green {path.stem}", "skill", [[(w, t[0] if t.endswith("Skill") else "O") for w, t in s] for s in pairs]
    for path in sorted((data / "skills_sayfullina").glob("test.conll.gz")):
        blocks = _blocks(gzip.decompress(path.read_bytes()).decode())
        yield "Sayfullina test", "skill", [[(row[0], row[1][0]) for row in rows] for rows in blocks]


def _blocks(text: str) -> list[Rows]:
    out: list[Rows] = []
    rows: Rows = []
    for line in [*text.splitlines(), ""]:
        fields = line.split()
        if len(fields) > 1:
            rows.append(fields)
        elif not line.strip() and rows:
            out.append(rows)
            rows = []
    return out


def _spans(labels: Sequence[str]) -> Spans:
    out: Spans = set()
    start: int | None = None
    for at, label in enumerate([*labels, "O"]):
        if start is not None and label != "I":
            out.add((start, at))
            start = None
        if label == "B" or (label == "I" and start is None):
            start = at
    return out


def _mentioned(words: Sequence[str]) -> Spans:
    """The skill table's mentions as spans of words."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    at = 0
    for index, word in enumerate(words):
        starts[at] = index
        at += len(word)
        ends[at] = index + 1
        at += 1
    found = taxonomy().mentions(" ".join(words))
    return {(starts[each.start], ends[each.end]) for each in found if each.start in starts and each.end in ends}


def _put(out: dict[str, report.Figure], name: str, gold: Sequence[Spans], ours: Sequence[Spans]) -> None:
    right = sum(len(one & other) for one, other in zip(gold, ours, strict=True))
    found, wanted = sum(map(len, ours)), sum(map(len, gold))
    out[f"{name}: strict F1"] = 2 * right / max(found + wanted, 1)
    out[f"{name}: precision"] = right / max(found, 1)
    out[f"{name}: recall"] = right / max(wanted, 1)


def _queries(path: Path) -> dict[str, dict[str, set[int]]]:
    """Text → numbers of its labels, once by marked span and once by sentence."""
    numbers = {label.lower(): number for number, label in enumerate(linking.labels())}
    spans: dict[str, set[int]] = {}
    sentences: dict[str, set[int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            label = (row["label"] or "").strip()
            if label in NO_LABEL or label.lower() not in numbers:
                continue
            number = numbers[label.lower()]
            sentences.setdefault(row["sentence"], set()).add(number)
            marked = (row.get("sub_span") or row.get("span") or "").strip()
            if marked:
                spans.setdefault(marked, set()).add(number)
    return {unit: queries for unit, queries in (("span", spans), ("sentence", sentences)) if queries}


def _rank(out: dict[str, report.Figure], name: str, scored: Scores, gold: Sequence[set[int]]) -> None:
    order = np.argsort(-scored, axis=1, kind="stable")
    for k in (1, 5, 10):
        shares = [
            len(wanted.intersection(row[:k].tolist())) / min(k, len(wanted))
            for row, wanted in zip(order, gold, strict=True)
        ]
        out[f"{name}: RP@{k}"] = float(np.mean(shares))
    first = [1 / (1 + int(np.isin(row, list(wanted)).argmax())) for row, wanted in zip(order, gold, strict=True)]
    out[f"{name}: MRR"] = float(np.mean(first))


def _seconds(work: Callable[[Sequence[str]], object], sentences: Sequence[Sequence[str]]) -> float:
    """CPU seconds of one thread for all sentences, the best of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        began = time.thread_time()
        for words in sentences:
            work(words)
        taken.append(time.thread_time() - began)
    return min(taken)


if __name__ == "__main__":
    main()
