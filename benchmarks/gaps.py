"""How long it takes to find what is missing among many postings, and to rank many résumés for one.

    python -m benchmarks.gaps --data DIR [--json FILE]

Gaps: the labelled postings of one candidate with the best scores, as many as the product looks at. Candidates: every
résumé of a set made for ranking, for each of its postings; the first posting has the résumés prepared, the others find
them prepared. Beside it, counting which skills the postings name that the résumé does not: what one would do without
scoring anything again.
"""

from __future__ import annotations

import csv
import lzma
import tarfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import TypeVar
from uuid import UUID

from benchmarks import report
from rolecall.discover.queries import Posting
from rolecall.match.candidate import Candidate
from rolecall.match.candidates.prepared import Prepared
from rolecall.match.gaps.find import find_gaps
from rolecall.match.gaps.liked import MOST
from rolecall.match.requirements.read import read
from rolecall.match.score import score_prepared
from rolecall.match.skills.taxonomy import taxonomy
from rolecall.profile.queries import Preferences, Resume, facts_of
from rolecall.profile.read import read_unbounded

Made = TypeVar("Made")
TODAY = date(2024, 11, 1)


def main() -> None:
    """One thread, CPU seconds."""
    csv.field_size_limit(10_000_000)
    chosen = report.options("gaps", needs=("match_one_candidate", "match_talentclef26_ro"))
    file = (chosen.folder("match_one_candidate") / "resume.txt").read_bytes()
    resume = read_unbounded(file, "resume.txt").resume
    postings = _best(chosen, resume)
    seconds, gaps = _timed(lambda: find_gaps(postings, resume, facts_of(resume), Preferences(), TODAY))
    counting, _ = _timed(lambda: _counted(postings, resume))
    scored = sum(gap.effect.scored for gap in gaps.gaps if gap.effect)
    met = sum(gap.effect.met for gap in gaps.gaps if gap.effect)
    people, wanted = _people(chosen)
    kept = Prepared()
    first, later = _ranked(people, wanted, kept)
    report.publish(
        "gaps",
        chosen,
        figures={
            "postings looked at": gaps.looked_at,
            "gaps told": len(gaps.gaps),
            "scores made again": scored,
            "of these, share with the requirement met": met / max(1, scored),
            "seconds to find the gaps": seconds,
            "résumés ranked": len(people),
            "seconds for the first posting": first,
            "seconds for another posting, median": later,
            "weak statements told": len(gaps.weak),
        },
        baselines={"counting skills that are not named": {"seconds to find the gaps": counting}},
        n=gaps.looked_at + len(people) * len(wanted),
    )


def _best(chosen: report.Options, resume: Resume) -> dict[UUID, Posting]:
    """The best of the labelled postings, as many as the product looks at."""
    with lzma.open(chosen.folder("match_one_candidate") / "labels.csv.xz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    made = []
    for row in rows:
        title, _, body = row["job_description"].partition("\n")
        made.append(Posting("benchmark", "benchmark", row["job_description_id"], title, "", "", "", body))
    candidate = Candidate.prepare(resume, facts_of(resume), Preferences(), TODAY)
    made.sort(key=lambda posting: -score_prepared(posting, candidate).probability)
    return {UUID(int=number): posting for number, posting in enumerate(made[:MOST])}


def _counted(postings: dict[UUID, Posting], resume: Resume) -> Counter[str]:
    table = taxonomy()
    known = {mention.skill for fact in facts_of(resume) for mention in table.mentions(fact.text)}
    named: Counter[str] = Counter()
    for posting in postings.values():
        named.update({mention.skill for mention in table.mentions(posting.text)} - known)
    return named


def _people(chosen: report.Options) -> tuple[dict[str, Resume], list[Posting]]:
    """Every résumé of the set by its name, and its postings."""
    texts: dict[str, bytes] = {}
    with tarfile.open(chosen.folder("match_talentclef26_ro") / "dev_ro_en.tar.xz") as archive:
        for member in archive:
            opened = archive.extractfile(member) if member.isfile() else None
            if opened is not None:
                texts[member.name.removeprefix("./")] = opened.read()
    people = {
        name: read_unbounded(data, "resume.txt").resume
        for name, data in sorted(texts.items())
        if name.rpartition("/")[0].endswith("corpus")
    }
    wanted = []
    for name, data in sorted(texts.items()):
        if name.rpartition("/")[0].endswith("queries"):
            title, _, body = data.decode("utf-8").strip().partition("\n")
            wanted.append(Posting("benchmark", "benchmark", name, title, "", "", "", body))
    return people, wanted


def _ranked(people: dict[str, Resume], wanted: list[Posting], kept: Prepared) -> tuple[float, float]:
    """Seconds for the first posting and for the median of the others, as the product does it."""
    taken = []
    for posting in wanted:
        began = time.thread_time()
        reading = read(posting.text)
        for name, resume in people.items():
            score_prepared(posting, kept.get(name, TODAY) or kept.make(name, resume, TODAY), reading)
        taken.append(time.thread_time() - began)
    return taken[0], median(taken[1:])


def _timed(work: Callable[[], Made]) -> tuple[float, Made]:
    began = time.thread_time()
    made = work()
    return time.thread_time() - began, made


if __name__ == "__main__":
    main()
