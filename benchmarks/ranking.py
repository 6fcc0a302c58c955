"""How well the score ranks: real postings for one candidate, generated résumés for a posting, HR people's ratings.

    python -m benchmarks.ranking --data DIR [--json FILE]

For the one candidate also with labels: fitted on 20 to 200 of them, repeats of a text kept together, and predicted on
the rest; with a reliability plot (an SVG beside the JSON file, or `build/ranking-reliability.svg`).

Beside our figures, in the same run: TF-IDF (words and pairs, stop words left out, weights fitted on the very texts that
are ranked, which ours are not), BM25 likewise, and chance.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
import tarfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import mean

import numpy as np
from rank_bm25 import BM25Okapi
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.metrics import roc_auc_score

from benchmarks import report
from benchmarks.ranking_learning import Figures, Values, learn
from rolecall.discover.queries import Posting
from rolecall.match.candidate import Candidate
from rolecall.match.model import Certainty
from rolecall.match.requirements.read import read
from rolecall.match.score import VERSION, score_prepared
from rolecall.profile.queries import Preferences, Resume, facts_of
from rolecall.profile.read import read_unbounded

PLOT = Path("build") / "ranking-reliability.svg"
LABELLED_ON = date(2024, 11, 1)
GENERATED_ON = date(2025, 6, 1)
RATED_ON = date(2016, 1, 1)
"""The days on which the labels of each set were made, as near as is known: years of experience count up to them."""


def main() -> None:
    """Run every part whose folder is there."""
    csv.field_size_limit(10_000_000)
    chosen = report.options("ranking", needs=("match_one_candidate",))
    figures: Figures = {}
    baselines: dict[str, Figures] = {"TF-IDF": {}, "BM25": {}, "chance": {}}
    plot = chosen.json.with_name(chosen.json.stem + "-reliability.svg") if chosen.json else PLOT
    total = _one_candidate(chosen.folder("match_one_candidate"), figures, baselines, plot)
    if (chosen.data / "match_talentclef26_ro").is_dir():
        total += _resumes_for_a_posting(chosen.data / "match_talentclef26_ro", figures, baselines)
    if (chosen.data / "match_ferr").is_dir() and (chosen.data / "resumes_livecareer").is_dir():
        total += _ratings(chosen.data, figures, baselines)
    print(f"score version {VERSION}")
    report.publish("ranking", chosen, figures=figures, baselines=baselines, n=total)


def _one_candidate(folder: Path, figures: Figures, baselines: dict[str, Figures], plot: Path) -> int:
    with lzma.open(folder / "labels.csv.xz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    truth = np.array([row["label"] == "True" for row in rows], dtype=float)
    texts = [row["job_description"] for row in rows]
    resume = (folder / "resume.txt").read_bytes()
    candidate = _candidate(resume, "resume.txt", LABELLED_ON)
    postings = [_posting(text) for text in texts]
    matches = [score_prepared(posting, candidate) for posting in postings]
    ours = np.array([match.probability for match in matches])
    query = resume.decode()
    rng = np.random.default_rng(7)
    ranked = {
        None: ours,
        "TF-IDF": _tfidf(texts, [query])[0],
        "BM25": _bm25(texts, [query])[0],
        "chance": rng.random(len(texts)),
    }
    for name, values in ranked.items():
        into = figures if name is None else baselines[name]
        order = np.argsort(-values, kind="stable")
        into["one candidate: AUC"] = float(roc_auc_score(truth, values))
        into["one candidate: P@50"] = float(truth[order[:50]].mean())
        into["one candidate: nDCG@50"] = _ndcg(truth[order], 50)
    figures["one candidate: Brier"] = float(np.mean((ours - truth) ** 2))
    baselines["chance"]["one candidate: Brier"] = float(np.mean((truth.mean() - truth) ** 2))
    for certainty in Certainty:
        ofthose = np.array([match.band.certainty is certainty for match in matches])
        if ofthose.any():
            figures[f"one candidate: Brier where {certainty}"] = float(np.mean((ours - truth)[ofthose] ** 2))
            figures[f"one candidate: share {certainty}"] = float(ofthose.mean())
    learn(postings, truth, candidate, figures, plot)
    return len(rows)


def _resumes_for_a_posting(folder: Path, figures: Figures, baselines: dict[str, Figures]) -> int:
    """Every `dev_*.tar.xz` in the folder by itself, and their mean where there are several."""
    archives = sorted(folder.glob("dev_*.tar.xz"))
    made: dict[str, list[Figures]] = {"": [], **{name: [] for name in baselines}}
    total = 0
    for archive in archives:
        into: dict[str, Figures] = {name: {} for name in made}
        total += _ranked(archive, into)
        for name, several in made.items():
            several.append(into[name])
            for figure, value in into[name].items() if len(archives) > 1 else ():
                (baselines[name] if name else figures)[f"{archive.name.split('.')[0]}: {figure}"] = value
    for name, several in made.items():
        for figure in several[0] if several else ():
            values = [float(each[figure] or 0) for each in several]
            (baselines[name] if name else figures)[f"résumés for a posting: {figure}"] = mean(values)
    return total


def _ranked(archive: Path, into: dict[str, Figures]) -> int:
    queries, corpus, relevant = _talentclef(archive)
    ids = sorted(corpus)
    candidates = [_candidate(corpus[id].encode(), "resume.txt", GENERATED_ON) for id in ids]
    texts = [corpus[id] for id in ids]
    asked = sorted(queries)
    rankings: dict[str, list[Values]] = {"": []}
    for id in asked:
        posting = _posting(queries[id])
        reading = read(posting.text)
        rankings[""].append(
            np.array([score_prepared(posting, each, reading).probability for each in candidates], dtype=float)
        )
    rankings["TF-IDF"] = list(_tfidf(texts, [queries[id] for id in asked]))
    rankings["BM25"] = list(_bm25(texts, [queries[id] for id in asked]))
    rng = np.random.default_rng(7)
    rankings["chance"] = [rng.random(len(ids)) for _ in asked]
    for name, values in rankings.items():
        truths = []
        for id, value in zip(asked, values, strict=True):
            truth = np.array([float(other in relevant[id]) for other in ids])
            truths.append(truth[np.argsort(-value, kind="stable")])
        into[name]["MAP@50"] = mean(_average_precision(truth, 50) for truth in truths)
        into[name]["nDCG@10"] = mean(_ndcg(truth, 10) for truth in truths)
        into[name]["nDCG@50"] = mean(_ndcg(truth, 50) for truth in truths)
    return len(asked) * len(ids)


def _ratings(data: Path, figures: Figures, baselines: dict[str, Figures]) -> int:
    """Mean Spearman correlation of score and rating within a job. Only terms of the jobs are known: a smoke check."""
    terms: dict[str, list[str]] = json.loads((data / "match_ferr" / "jd_skill_terms.json").read_text(encoding="utf-8"))
    with (data / "match_ferr" / "label_interaction.csv").open(encoding="utf-8", newline="") as file:
        rated = [row for row in csv.DictReader(file) if row["jd_id"] in terms]
    pdfs = {path.stem: path for path in (data / "resumes_livecareer").rglob("*.pdf")}
    rated = [row for row in rated if row["resume_id"] in pdfs]
    made = {id: _read(pdfs[id].read_bytes(), "resume.pdf") for id in sorted({row["resume_id"] for row in rated})}
    candidates = {id: _prepared(resume, RATED_ON) for id, (resume, _) in made.items()}
    ours, simple = [], []
    for job in sorted({row["jd_id"] for row in rated}):
        rows = [row for row in rated if row["jd_id"] == job]
        scores = np.array([float(row["score"]) for row in rows])
        if len(rows) < 4 or len(set(scores)) < 2:
            continue
        listed = "\n".join(f"- {term}" for term in terms[job])
        posting = _posting(f"{terms[job][0].title()}\n\n## Requirements\n\n{listed}\n")
        reading = read(posting.text)
        got = np.array([score_prepared(posting, candidates[row["resume_id"]], reading).probability for row in rows])
        counts = np.array(
            [float(sum(term in made[row["resume_id"]][1].lower() for term in terms[job])) for row in rows]
        )
        ours.append(_spearman(got, scores))
        simple.append(_spearman(counts, scores))
    figures["ratings: mean Spearman"] = mean(ours)
    baselines["TF-IDF"]["ratings: mean Spearman"] = mean(simple)
    return len(rated)


def _candidate(data: bytes, filename: str, today: date) -> Candidate:
    return _prepared(_read(data, filename)[0], today)


def _read(data: bytes, filename: str) -> tuple[Resume, str]:
    made = read_unbounded(data, filename)
    return made.resume, made.text


def _prepared(resume: Resume, today: date) -> Candidate:
    return Candidate.prepare(resume, facts_of(resume), Preferences(), today)


def _posting(text: str) -> Posting:
    """The first line is the title, as all these sets have it."""
    title, _, body = text.strip().partition("\n")
    return Posting("benchmark", "benchmark", "1", title.strip("# "), "", "", "", body)


def _tokens(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.lower()) if word not in ENGLISH_STOP_WORDS]


def _tfidf(texts: Sequence[str], queries: Sequence[str]) -> Values:
    vectors = TfidfVectorizer(ngram_range=(1, 2), tokenizer=_tokens, token_pattern=None, lowercase=False)
    table = vectors.fit_transform([*texts, *queries])
    alike = table[len(texts) :] @ table[: len(texts)].T
    return np.asarray(alike.todense())


def _bm25(texts: Sequence[str], queries: Sequence[str]) -> list[Values]:
    table = BM25Okapi([_tokens(text) for text in texts])
    return [np.asarray(table.get_scores(_tokens(query))) for query in queries]


def _average_precision(truth: Values, cut: int) -> float:
    """`truth` in ranked order, 1 for relevant. As TalentCLEF counts: divided by all relevant ones, at most `cut`."""
    hits, found = 0.0, 0.0
    for place, relevant in enumerate(truth[:cut], 1):
        if relevant:
            found += 1
            hits += found / place
    return float(hits / min(cut, truth.sum()))


def _ndcg(truth: Values, cut: int) -> float:
    discount = 1 / np.log2(np.arange(2, cut + 2))
    best = np.sort(truth)[::-1][:cut]
    return float((truth[:cut] * discount[: len(truth[:cut])]).sum() / (best * discount[: len(best)]).sum())


def _spearman(one: Values, other: Values) -> float:
    left, right = _ranks(one), _ranks(other)
    if left.std() == 0 or right.std() == 0:
        return 0.0
    return float(np.corrcoef(left, right)[0, 1])


def _ranks(values: Values) -> Values:
    """Ranks, ties at their mean."""
    return np.array([((values < each).sum() + (values <= each).sum()) / 2 for each in values])


def _talentclef(archive: Path) -> tuple[dict[str, str], dict[str, str], dict[str, set[str]]]:
    queries: dict[str, str] = {}
    corpus: dict[str, str] = {}
    relevant: dict[str, set[str]] = {}
    with tarfile.open(archive, "r:xz") as files:
        for member in files:
            opened = files.extractfile(member) if member.isfile() else None
            if opened is None:
                continue
            path, text = Path(member.name), opened.read().decode("utf-8")
            if path.parent.name == "queries":
                queries[path.name] = text
            elif path.parent.name == "corpus":
                corpus[path.name] = text
            elif path.name == "qrels.tsv":
                for line in text.splitlines():
                    query, _, document, label = line.split("\t")
                    if int(label) > 0:
                        relevant.setdefault(query, set()).add(document)
    return queries, corpus, relevant


if __name__ == "__main__":
    main()
