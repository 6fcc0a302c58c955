"""Titles linked to occupations, and department and seniority told from a title.

    python -m benchmarks.titles --data DIR [--json FILE]

**Occupations.** Every `DIR/titles_melo/*.tar.xz` (MELO's form: `queries.tsv`, `corpus_elements.tsv`,
`concept_mapping.tsv`, `annotations.tsv`) in whatever language its name says (`usa_q_en_c_en`). Each query is a title of
a national list, the corpus holds all names of ESCO's occupations, and every name of the one right occupation is
relevant. MRR and success@10 are taken over the ranked names, as MELO's own results are; "MRR, occupations" ranks each
occupation once, by its best name. Equal scores keep the corpus's order. Beside ours, in the same run: BM25 and TF-IDF
of words, raw and of stems, and TF-IDF of runs of letters; and, where `published_results_TASK.json` is there, the best
published figure without a language model and that of OpenAI's embeddings.

**Department and seniority.** Where `DIR/titles_snapaddy/jobs_annotated*.csv` are found, on their rows (columns
`position`, `department`, `seniority`). Else on the titles of `benchmarks/labels/titles.tsv`: advertised titles of
`titles_lists` and `greenhouse_boards`, drawn by chance, a third of them for being German or French, and labelled by one
reader, who followed the lists' habits where they speak ("manager" is Senior, "head" and "Leiter" are Lead). The file
has no titles, only hashes. The part "first" was looked at while the rules were written; "later" was drawn and labelled
after them. Macro-F1 is over the classes that stand in the labels or in the answers. Beside ours: a bag of words with
logistic regression and the lists as rules (the longest listed title that stands in the title, else "Other" and
"Professional"), both from the given lists alone.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import lzma
import re
import sys
import tarfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score

from benchmarks import report
from rolecall.match.titles.classes import classes
from rolecall.match.titles.occupations import Occupations
from rolecall.match.words import stem

LABELS = Path(__file__).parent / "labels" / "titles.tsv"
BOTH = {"department": "Other", "seniority": "Professional"}
WORD = re.compile(r"[^\W_]+")
Scorer: TypeAlias = Callable[[str], NDArray[np.float64]]
Measured: TypeAlias = dict[str, report.Figure]
Columns: TypeAlias = dict[str, Measured]


@dataclass(frozen=True, slots=True)
class Task:
    """Queries with the number of the right occupation of each; names with theirs."""

    name: str
    queries: list[str]
    right: list[int]
    names: list[str]
    of: NDArray[np.int64]

    @property
    def english(self) -> bool:
        return "_q_en_" in self.name and self.name.endswith("_c_en")


@dataclass(frozen=True, slots=True)
class Set:
    """Titles with labels of one kind."""

    name: str
    kind: str
    titles: list[str]
    labels: list[str]


def main() -> None:
    options = report.options("titles")
    figures: Measured = {}
    columns: Columns = {}
    tasks = [_task(path) for path in sorted((options.data / "titles_melo").glob("*.tar.xz"))]
    for task in tasks:
        report.say(f"{task.name}: {len(task.queries)} queries, {len(task.names):,} names")
        figures |= _linked(task, Occupations(task.names, task.of.tolist(), english=task.english).scores)
        for name, scorer in _peers(task):
            columns.setdefault(name, {}).update(_linked(task, scorer))
        for name, figure in _published(options.data / "titles_melo" / f"published_results_{task.name}.json"):
            columns.setdefault(name, {})[f"{task.name}: MRR"] = figure
    sets = _sets(options.data)
    for one in sets:
        report.say(f"{one.name}: {len(one.titles)} titles")
        figures |= _told(one, [getattr(classes(title), one.kind) for title in one.titles])
        for name, answer in _classifiers(options.data / "titles_snapaddy", one.kind):
            columns.setdefault(name, {}).update(_told(one, answer(one.titles)))
    if not figures:
        print(
            f"Neither titles_melo nor labelled titles are in {options.data}. Give --data the folder.", file=sys.stderr
        )
        raise SystemExit(report.MISSING)
    count = sum(len(task.queries) for task in tasks) + sum(len(one.titles) for one in sets)
    report.publish("titles", options, figures=figures, baselines=columns, n=count)


def _task(path: Path) -> Task:
    with tarfile.open(path) as archive:
        files = {Path(member.name).name: archive.extractfile(member) for member in archive if member.isfile()}
        tables = {
            name: [line.split("\t") for line in file.read().decode("utf-8").splitlines() if line]
            for name, file in files.items()
            if file is not None and name.endswith(".tsv")
        }
    concept = dict(tables["concept_mapping.tsv"])
    number: dict[str, int] = {}
    elements = [row for row in tables["corpus_elements.tsv"] if row[0] in concept]
    of = [number.setdefault(concept[element], len(number)) for element, _ in elements]
    right = {row[0]: number[concept[row[2]]] for row in tables["annotations.tsv"] if row[3] != "0"}
    queries = [(title, right[query]) for query, title in tables["queries.tsv"] if query in right]
    return Task(
        path.name.removesuffix(".tar.xz"),
        [title for title, _ in queries],
        [occupation for _, occupation in queries],
        [name for _, name in elements],
        np.array(of),
    )


def _linked(task: Task, scores: Scorer) -> Measured:
    """MRR and success@10 over names, and MRR over occupations, each by its best name."""
    ranks, of_occupations = [], []
    first = np.unique(task.of, return_index=True)[1]
    for title, right in zip(task.queries, task.right, strict=True):
        got = np.round(scores(title), 6)
        ranks.append(_rank(got, task.of == right))
        best = np.full(len(first), -np.inf)
        np.maximum.at(best, task.of, got)
        of_occupations.append(_rank(best, np.arange(len(first)) == right))
    return {
        f"{task.name}: MRR": float(np.mean([1 / rank for rank in ranks])),
        f"{task.name}: success@10": float(np.mean([rank <= 10 for rank in ranks])),
        f"{task.name}: MRR, occupations": float(np.mean([1 / rank for rank in of_occupations])),
    }


def _rank(scores: NDArray[np.float64], right: NDArray[np.bool_]) -> int:
    """Place of the first right one; equal scores in their order."""
    best = scores[right].max()
    at = int(np.flatnonzero(right & (scores == best))[0])
    return 1 + int((scores > best).sum()) + int((scores[:at] == best).sum())


def _peers(task: Task) -> Iterator[tuple[str, Scorer]]:
    def tokens(text: str) -> list[str]:
        return WORD.findall(text.lower())

    def stems(text: str) -> list[str]:
        return [stem(word) for word in tokens(text)]

    for name, split in (("BM25", tokens), ("BM25, stems", stems)):
        model = BM25Okapi([split(one) for one in task.names])
        yield name, lambda title, model=model, split=split: model.get_scores(split(title))  # type: ignore[misc]
    for name, settings in (
        ("TF-IDF words", {}),
        ("TF-IDF stems", {"analyzer": stems}),
        ("TF-IDF letters", {"analyzer": "char_wb", "ngram_range": (1, 4)}),
    ):
        vectors = TfidfVectorizer(**settings)
        matrix = vectors.fit_transform(task.names)
        yield (
            name,
            lambda title, vectors=vectors, matrix=matrix: (vectors.transform([title]) @ matrix.T).toarray()[0],  # type: ignore[misc]
        )


def _published(path: Path) -> Iterator[tuple[str, float]]:
    if not path.is_file():
        return
    rows = json.loads(path.read_text(encoding="utf-8"))
    found = {
        name: float(hit[1]) for name, text in rows.items() if (hit := re.search(r"recip_rank\t([\d.]+)", str(text)))
    }
    plain = [figure for name, figure in found.items() if re.search("bm25|tf_idf|edit", name)]
    if plain:
        yield "published, lexical", max(plain)
    if "openai" in found:
        yield "published, OpenAI", found["openai"]


def _sets(data: Path) -> list[Set]:
    found = []
    for path in sorted((data / "titles_snapaddy").glob("jobs_annotated*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for kind in BOTH:
            kept = [(row["position"], row[kind]) for row in rows if row.get("position") and row.get(kind)]
            found.append(Set(f"{path.stem}, {kind}", kind, [one for one, _ in kept], [label for _, label in kept]))
    return found or list(_own_labels(data))


def _own_labels(data: Path) -> Iterator[Set]:
    titles = {hashlib.sha256(title.encode()).hexdigest()[:16]: title for title in _advertised(data)}
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for part in ("first", "later"):
        for at, kind in enumerate(BOTH, start=2):
            kept = [(titles[row[1]], row[at]) for row in rows if row[4] == part and row[at] and row[1] in titles]
            if kept:
                yield Set(f"advertised, {part}, {kind}", kind, [one for one, _ in kept], [label for _, label in kept])


def _advertised(data: Path) -> Iterator[str]:
    for path in sorted((data / "titles_lists").glob("*.json")):
        yield from (row["title"] for row in json.loads(path.read_text(encoding="utf-8"))["titles"])
    for path in sorted((data / "greenhouse_boards").glob("boards_*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield from (job["title"].strip() for job in json.loads(line)["jobs"])


def _classifiers(folder: Path, kind: str) -> Iterator[tuple[str, Callable[[Sequence[str]], list[str]]]]:
    path = folder / f"{kind}-v2.csv"
    if not path.is_file():
        return
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    texts, labels = [row["text"] for row in rows], [row["label"] for row in rows]
    counts = CountVectorizer(ngram_range=(1, 2))
    model = LogisticRegression(class_weight="balanced", max_iter=500).fit(counts.fit_transform(texts), labels)
    yield "bag of words", lambda titles: list(model.predict(counts.transform(titles)))
    listed = {" ".join(WORD.findall(text.lower())): label for text, label in zip(texts, labels, strict=True)}

    def by_rule(title: str) -> str:
        words = WORD.findall(title.lower())
        for length in range(len(words), 0, -1):
            for at in range(len(words) - length + 1):
                if label := listed.get(" ".join(words[at : at + length])):
                    return label
        return BOTH[kind]

    yield "lists as rules", lambda titles: [by_rule(title) for title in titles]


def _told(one: Set, answers: Sequence[Any]) -> Measured:
    return {
        f"{one.name}: accuracy": float(accuracy_score(one.labels, answers)),
        f"{one.name}: macro-F1": float(f1_score(one.labels, answers, average="macro", zero_division=0)),
    }


if __name__ == "__main__":
    main()
