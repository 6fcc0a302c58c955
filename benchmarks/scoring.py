"""How many postings a second are scored on one core, with every requirement and its evidence.

    python -m benchmarks.scoring --data DIR [--json FILE]

Beside it, on the same postings and the same core, numbers without reasons: the cosine of TF-IDF vectors, and how many
of the résumé's words a posting holds.
"""

from __future__ import annotations

import csv
import gc
import lzma
import re
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import TypeVar

from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks import report
from rolecall.boards import recorded
from rolecall.discover.normalise import normalise
from rolecall.discover.queries import Posting
from rolecall.match.candidate import Candidate
from rolecall.match.score import score_prepared
from rolecall.profile.queries import Preferences, facts_of
from rolecall.profile.read import read_unbounded

Made = TypeVar("Made")

ROUNDS = 5
TODAY = date(2024, 11, 1)


def main() -> None:
    """Score every posting there is with text, `ROUNDS` times; the median round counts."""
    csv.field_size_limit(10_000_000)
    chosen = report.options("scoring", needs=("match_one_candidate", "ats_payloads"))
    postings = _postings(chosen)
    resume = (chosen.folder("match_one_candidate") / "resume.txt").read_bytes()
    read = read_unbounded(resume, "resume.txt")
    facts = facts_of(read.resume)

    def prepare() -> Candidate:
        return Candidate.prepare(read.resume, facts, Preferences(), TODAY)

    candidate = prepare()
    score_prepared(postings[0], candidate)  # the tables are loaded once per process
    texts = [posting.text for posting in postings]
    ours, each = _seconds(lambda: [_timed(lambda p=posting: score_prepared(p, candidate)) for posting in postings])  # type: ignore[misc]
    vectors = TfidfVectorizer(ngram_range=(1, 2)).fit([*texts, read.text])
    wanted = vectors.transform([read.text])
    cosine, _ = _seconds(lambda: [float((vectors.transform([text]) @ wanted.T)[0, 0]) for text in texts])
    words = frozenset(re.findall(r"\w+", read.text.lower()))
    overlap, _ = _seconds(lambda: [len(words & set(re.findall(r"\w+", text.lower()))) for text in texts])
    preparing, _ = _seconds(prepare)
    ranked = sorted(each)
    count = len(postings)
    report.publish(
        "scoring",
        chosen,
        figures={
            "postings a second, one core": count / ours,
            "ms a posting, median": ranked[count // 2] * 1000,
            "ms a posting, 99th of 100": ranked[int(count * 0.99)] * 1000,
            "ms to prepare a candidate": preparing * 1000,
            "characters a posting, mean": sum(map(len, texts)) / count,
        },
        baselines={
            "TF-IDF cosine": {
                "postings a second, one core": count / cosine,
                "ms a posting, median": cosine / count * 1000,
            },
            "word overlap": {
                "postings a second, one core": count / overlap,
                "ms a posting, median": overlap / count * 1000,
            },
        },
        n=count,
    )


def _postings(chosen: report.Options) -> list[Posting]:
    with lzma.open(chosen.folder("match_one_candidate") / "labels.csv.xz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    made = []
    for row in rows:
        title, _, body = row["job_description"].partition("\n")
        made.append(Posting("benchmark", "benchmark", row["job_description_id"], title, "", "", "", body))
    files = sorted((chosen.folder("ats_payloads") / "greenhouse").glob("*content*.json.xz"))
    for _, page in recorded.read(files[-1], None) if files else ():
        made += [normalise(listing) for listing in page.listings]
    return made


def _seconds(work: Callable[[], Made]) -> tuple[float, Made]:
    """CPU seconds of one thread for the median of some rounds, and what the last one made."""
    taken = []
    for _ in range(ROUNDS):
        gc.collect()
        began = time.thread_time()
        made = work()
        taken.append(time.thread_time() - began)
    return median(taken), made


def _timed(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return time.thread_time() - began


if __name__ == "__main__":
    main()
