"""How fast postings are scored, with every requirement and its evidence; and whether the same goes in and comes out.

    python -m benchmarks.scoring --data DIR [--rows 100000] [--json FILE]

1. Full scores a second on one core, once the segments' vectors are kept: with reading the posting's text; with the
   reading loaded as the database keeps it, which is what the product does from a posting's second score on; and with
   texts that are read already, as for many candidates of one posting. How many segments a posting needs.
2. Segments embedded a second on one core: of 256 tokens, and the short ones that postings really have.
3. 1,000 pairs in two processes and in two orders, in one of them with kept readings: the same bytes.
4. The best of many postings in the product's database, for a résumé that has just come in: picked by search, the best
   200 with full evidence. `--rows 0` leaves this part out; it makes the database first, which takes minutes.

Beside it, on the same postings and the same core, numbers without reasons: the cosine of TF-IDF vectors, and how many
of the résumé's words a posting holds.
"""

from __future__ import annotations

import argparse
import csv
import gc
import lzma
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import TypeVar

import orjson
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks import report, scoring_rank
from rolecall.boards import recorded
from rolecall.discover.normalise import normalise
from rolecall.discover.queries import Posting
from rolecall.match.candidate import Candidate
from rolecall.match.evidence import hold_by_words
from rolecall.match.record import as_json
from rolecall.match.requirements.read import Reading, read
from rolecall.match.requirements.record import as_bytes, from_bytes
from rolecall.match.requirements.segments import segments
from rolecall.match.score import score_prepared
from rolecall.match.semantic import make
from rolecall.match.skills.taxonomy import taxonomy
from rolecall.platform.embeddings import sentences
from rolecall.profile.queries import Preferences, facts_of
from rolecall.profile.read import read_unbounded

Made = TypeVar("Made")

ROUNDS = 5
PAIRS = 1000
EMBEDDED = 60
TODAY = date(2024, 11, 1)


def main() -> None:
    """Score every posting there is with text, `ROUNDS` times; the median round counts."""
    csv.field_size_limit(10_000_000)
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scoring")
    parser.add_argument("--rows", type=int, default=100_000, help="postings in the database of the last part")
    parser.add_argument("--digest", default="", help=argparse.SUPPRESS)
    mine, rest = parser.parse_known_args()
    chosen = report.options("scoring", needs=("match_one_candidate", "ats_payloads"), arguments=rest)
    if mine.digest:
        print(_digest(chosen, mine.digest))
        return
    postings = _postings(chosen)
    resume = (chosen.folder("match_one_candidate") / "resume.txt").read_bytes()
    text = read_unbounded(resume, "resume.txt").text

    def prepare() -> Candidate:
        return _candidate(resume, "resume.txt")

    candidate = prepare()
    table = taxonomy()
    readings = [read(posting.text) for posting in postings]
    needed = [hold_by_words(reading.asks, candidate, table).texts for reading in readings]
    kept = make(list(dict.fromkeys([*candidate.told.texts, *(each for listed in needed for each in listed)])))
    candidate.told.keep(kept)
    ours, each = _seconds(
        lambda: [_timed(lambda p=posting: score_prepared(p, candidate, vectors=kept)) for posting in postings]  # type: ignore[misc]
    )
    written = [as_bytes(reading, posting.text) for reading, posting in zip(readings, postings, strict=True)]
    loaded, _ = _seconds(
        lambda: [
            score_prepared(one, candidate, from_bytes(reading, one.text), vectors=kept)
            for one, reading in zip(postings, written, strict=True)
        ]
    )
    again, _ = _seconds(
        lambda: [
            score_prepared(one, candidate, reading, vectors=kept)
            for one, reading in zip(postings, readings, strict=True)
        ]
    )
    texts = [posting.text for posting in postings]
    vectors = TfidfVectorizer(ngram_range=(1, 2)).fit([*texts, text])
    query = vectors.transform([text])
    cosine, _ = _seconds(lambda: [float((vectors.transform([each]) @ query.T)[0, 0]) for each in texts])
    words = frozenset(re.findall(r"\w+", text.lower()))
    overlap, _ = _seconds(lambda: [len(words & set(re.findall(r"\w+", each.lower()))) for each in texts])
    preparing, _ = _seconds(prepare)
    ranked = sorted(each)
    count = len(postings)
    figures: dict[str, report.Figure] = {
        "postings a second, one core, their readings loaded as they are kept": count / loaded,
        "postings a second, one core": count / ours,
        "postings a second, one core, read already (many candidates for a posting)": count / again,
        "ms a posting, median": ranked[count // 2] * 1000,
        "ms a posting, 99th of 100": ranked[int(count * 0.99)] * 1000,
        "ms to prepare a candidate": preparing * 1000,
        "segments a posting whose vector is needed": sum(map(len, needed)) / count,
        "characters a posting, mean": sum(map(len, texts)) / count,
        "bytes of a kept reading, mean": sum(map(len, written)) / count,
        **_embedding(texts),
        **_determinism(chosen),
    }
    if mine.rows:
        figures |= scoring_rank.measure(chosen, resume, mine.rows)
    report.publish(
        "scoring",
        chosen,
        figures=figures,
        baselines={
            name: {"postings a second, one core": count / taken, "ms a posting, median": taken / count * 1000}
            for name, taken in (("TF-IDF cosine", cosine), ("word overlap", overlap))
        },
        n=count,
    )


def _candidate(data: bytes, filename: str) -> Candidate:
    made = read_unbounded(data, filename)
    return Candidate.prepare(made.resume, facts_of(made.resume), Preferences(), TODAY)


def _embedding(texts: list[str]) -> dict[str, report.Figure]:
    """Segments a second: long ones of as many tokens as the model reads, and sentences as they are."""
    long = [text for text in texts if len(text) > 3_000][:EMBEDDED]
    short = [each.text for text in texts[:40] for each in segments(text) if not each.heading][: EMBEDDED * 5]
    sentences.embed(short[:2])
    figures: dict[str, report.Figure] = {}
    for name, part in (("256 tokens", long), ("sentences as they are", short)):
        began = time.process_time()
        sentences.embed(part)
        figures[f"segments embedded a second, one core: {name}"] = len(part) / (time.process_time() - began)
    return figures


def _determinism(chosen: report.Options) -> dict[str, report.Figure]:
    """The same pairs in two processes of their own: forwards, and in a drawn order with readings as they are kept."""
    program = [sys.executable, "-m", "benchmarks.scoring", "--data", str(chosen.data), "--digest"]
    made = [
        subprocess.run([*program, order], capture_output=True, text=True, check=True).stdout.split()
        for order in ("forwards", "drawn")
    ]
    return {
        "pairs scored in two processes and two orders": int(made[0][1]),
        "of them with other bytes": sum(one != other for one, other in zip(made[0][2:], made[1][2:], strict=True)),
    }


def _digest(chosen: report.Options, order: str) -> str:
    """A digest of all, their number, and one of each pair, in the order of the pairs whatever the order of the work."""
    files = [chosen.folder("match_one_candidate") / "resume.txt"]
    others = chosen.data / "resumes_livecareer"
    if others.is_dir():
        files += sorted(others.rglob("*.pdf"))[::60][:4]
    candidates = [_candidate(file.read_bytes(), file.name) for file in files]
    postings = _postings(chosen)[: PAIRS // len(candidates)]
    pairs = [(one, other) for one in range(len(postings)) for other in range(len(candidates))]
    work = list(pairs)
    if order == "drawn":
        random.Random(11).shuffle(work)

    def reading(posting: Posting) -> Reading:
        made = read(posting.text)
        return made if order == "forwards" else from_bytes(as_bytes(made, posting.text), posting.text)

    def scored(posting: Posting, candidate: Candidate) -> str:
        match = score_prepared(posting, candidate, reading(posting))
        return sha256(orjson.dumps(as_json(match))).hexdigest()[:16]

    made = {pair: scored(postings[pair[0]], candidates[pair[1]]) for pair in work}
    whole = sha256("".join(made[pair] for pair in pairs).encode()).hexdigest()
    return " ".join([whole, str(len(pairs)), *(made[pair] for pair in pairs)])


def _postings(chosen: report.Options) -> list[Posting]:
    with lzma.open(chosen.folder("match_one_candidate") / "labels.csv.xz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    made = []
    for row in rows:
        title, _, body = row["job_description"].partition("\n")
        made.append(Posting("benchmark", "benchmark", row["job_description_id"], title, "", "", "", body))
    files: list[Path] = sorted((chosen.folder("ats_payloads") / "greenhouse").glob("*content*.json.xz"))
    for _, page in recorded.read(files[-1], None) if files else ():
        made += [normalise(listing) for listing in page.listings]
    return made


def _seconds(work: Callable[[], Made]) -> tuple[float, Made]:
    """CPU seconds of the process, on all threads, for the median of some rounds; and what the last one made."""
    taken = []
    for _ in range(ROUNDS):
        gc.collect()
        began = time.process_time()
        made = work()
        taken.append(time.process_time() - began)
    return median(taken), made


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
