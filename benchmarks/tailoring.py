"""Tailoring: real résumés for real postings. How long a package takes, whether anything in it is unsupported, and how
many of the requirements its résumé shows; then the claim gate against lies about those same résumés.

What a package says is checked by `claim_checker`, which is written apart from the gate and reads the raw text of the
file. Baselines in the same run: for tailoring, the résumé as it is, cut where the budget ends (its first lines), and
the lines that alone say most (top k); for the gate, containment: a text passes when all its words stand in the résumé.
"""

from __future__ import annotations

import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pypdf
import pypdfium2

from benchmarks import report
from benchmarks.claim_checker import Finding, Sources
from benchmarks.real_lies import Told, lies_about, truths_about
from rolecall.boards.recorded import read
from rolecall.discover.normalise import normalise_all
from rolecall.discover.queries import Posting
from rolecall.match.queries import Match, Met
from rolecall.match.score import score
from rolecall.platform.errors import Problem
from rolecall.prepare.claims import Gate
from rolecall.prepare.content import Draft, Role
from rolecall.prepare.fit import PAGES
from rolecall.prepare.package import PackageRefused, draft, render
from rolecall.prepare.relevance import spellings
from rolecall.prepare.wording import WORDINGS
from rolecall.prepare.words import words
from rolecall.profile.queries import Fact, FactKind, Preferences, Resume, facts_of
from rolecall.profile.read import ReadResume, read_unbounded

TODAY = date(2026, 11, 22)
PAIRS = 500
EACH = 4
OFFERED = 5
"""Postings scored for each pair; the best of them is taken, as a candidate would."""
SEED = 11


def main() -> None:
    """Run it all."""
    options = report.options(
        "tailoring", needs=("resumes_livecareer", "resumes_rendercv", "resumes_vanetik_docx", "ats_payloads")
    )
    chance = random.Random(SEED)
    postings = _postings(options.folder("ats_payloads") / "greenhouse")
    fixed = [part for wording in WORDINGS.values() for part in wording.fragments()]
    fixed += [text for wording in WORDINGS.values() for text in (wording.months, wording.short_months)]
    seconds: list[float] = []
    pages = refused = lines = 0
    unsupported: list[Finding] = []
    shown: dict[str, list[float]] = {"rolecall": [], "first lines": [], "top k": []}
    empty: dict[str, int] = {"rolecall": 0, "first lines": 0, "top k": 0}
    gate = _GateFigures()
    pairs = 0
    for resume, text in _resumes(options.data, chance):
        facts = facts_of(resume.resume)
        gate.add(resume.resume, facts, chance)
        for _ in range(EACH):
            if pairs == PAIRS:
                break
            some = chance.sample(postings, OFFERED)
            scored = [(score(posting, resume.resume, facts, Preferences(), TODAY), posting) for posting in some]
            match, posting = max(scored, key=lambda pair: pair[0].score)
            pairs += 1
            began = time.perf_counter()
            drafted = draft(posting, resume.resume, facts, match, TODAY)
            try:
                package = render(drafted)
            except PackageRefused as problem:
                refused += 1
                report.say(f"refused: {problem}")
                continue
            seconds.append(time.perf_counter() - began)
            pages += len(pypdfium2.PdfDocument(package.files["resume.pdf"])) > PAGES
            days = [wording.on(TODAY, american=american) for wording in WORDINGS.values() for american in (False, True)]
            sources = Sources(text, (posting.title, posting.company), [*fixed, *days])
            said = [item.text for item in drafted.items()] + [sentence.text for sentence in drafted.sentences()]
            lines += len(said)
            unsupported += [finding for line in said for finding in sources.check(line)]
            one_page = draft(posting, resume.resume, facts, match, TODAY, pages=1)
            _compare(one_page, resume.resume, facts, match, shown, empty)
            if pairs % 50 == 0:
                report.say(f"{pairs} pairs")
    for finding in list({finding.line: finding for finding in unsupported}.values())[:40]:
        report.say(f"{finding.what}: {finding.words} | {finding.line[:160]}")
    figures: dict[str, report.Figure] = {
        "pairs": pairs,
        "seconds, résumé and letter, p50": statistics.median(seconds),
        "seconds, résumé and letter, p95": sorted(seconds)[int(0.95 * (len(seconds) - 1))],
        "refused": refused,
        "lines checked": lines,
        "unsupported claims (independent checker)": len(unsupported),
        "over the page budget": pages,
        "met requirements shown on one page": statistics.fmean(shown["rolecall"]),
        "recent positions without a line on one page": empty["rolecall"],
        **gate.figures("gate"),
    }
    baselines: dict[str, report.Figures] = {
        name: {
            "met requirements shown on one page": statistics.fmean(shown[name]),
            "recent positions without a line on one page": empty[name],
        }
        for name in ("first lines", "top k")
    }
    report.publish(
        "tailoring",
        options,
        figures=figures,
        baselines={**baselines, "containment": gate.figures("containment")},
        n=pairs,
    )


class _GateFigures:
    """Lies and truths about real résumés, by the gate and by containment."""

    def __init__(self) -> None:
        self.lies = self.truths = 0
        self.caught: Counter[str] = Counter()
        self.passed: Counter[str] = Counter()
        self.milliseconds: list[float] = []

    def add(self, resume: Resume, facts: Sequence[Fact], chance: random.Random) -> None:
        gate = Gate(facts, title="Consultant", company="Brightline", today=TODAY)
        known = {word for fact in facts for word in words(fact.text)}
        for told in lies_about(resume, chance):
            self.lies += 1
            self.caught["gate"] += self._refused(gate, told)
            self.caught["containment"] += not set(words(told.text)) <= known
        for told in truths_about(resume, chance):
            self.truths += 1
            self.passed["gate"] += not self._refused(gate, told)
            self.passed["containment"] += set(words(told.text)) <= known

    def _refused(self, gate: Gate, told: Told) -> bool:
        began = time.process_time()
        refused = bool(gate.check_edit(told.text, about=[told.about.id]).unsupported)
        self.milliseconds.append(1000 * (time.process_time() - began))
        return refused

    def figures(self, name: str) -> dict[str, report.Figure]:
        found: dict[str, report.Figure] = {
            "lies told": self.lies,
            "lies caught": self.caught[name] / self.lies,
            "truths told": self.truths,
            "truths passed": self.passed[name] / self.truths,
        }
        if name == "gate":
            ordered = sorted(self.milliseconds)
            found["gate, ms of CPU a line, p50"] = statistics.median(ordered)
            found["gate, ms of CPU a line, p95"] = ordered[int(0.95 * (len(ordered) - 1))]
        return found


def _compare(
    drafted: Draft,
    resume: Resume,
    facts: Sequence[Fact],
    match: Match,
    shown: dict[str, list[float]],
    empty: dict[str, int],
) -> None:
    """The same number of lines of positions by each way: what they show, and what they leave empty."""
    duties = [fact for fact in facts if fact.kind is FactKind.DUTY]
    ours = [
        item.text for item in drafted.items() if item.role is Role.BULLET and (item.pointer or "").startswith("/work/")
    ]
    asked = {f.requirement.name for f in match.findings if f.met is Met.MET and f.fact_id}
    if not duties or not asked or not ours:
        return
    evidence = {f.requirement.name: f.evidence or "" for f in match.findings if f.met is Met.MET}
    size = len(ours)
    alone = sorted(duties, key=lambda fact: -_says(fact.text, asked, evidence))
    ways = {
        "rolecall": ours,
        "first lines": [fact.text for fact in duties[:size]],
        "top k": [fact.text for fact in alone[:size]],
    }
    possible = _covered([fact.text for fact in duties], asked, evidence)
    if not possible:
        return
    with_lines = {fact.pointer.split("/")[2] for fact in duties if int(fact.pointer.split("/")[2]) < 3}
    place = {fact.text: fact.pointer.split("/")[2] for fact in duties}
    for name, texts in ways.items():
        shown[name].append(len(_covered(texts, asked, evidence) & possible) / len(possible))
        empty[name] += len(with_lines - {place.get(text, "") for text in texts})


def _says(text: str, asked: set[str], evidence: dict[str, str]) -> int:
    return len(_covered([text], asked, evidence))


def _covered(texts: Sequence[str], asked: set[str], evidence: dict[str, str]) -> set[str]:
    """Requirements that a line names or is the evidence for."""
    found: set[str] = set()
    for text in texts:
        joined = f" {' '.join(words(text))} "
        found |= {
            name
            for name in asked
            if evidence.get(name) == text or any(f" {spelling} " in joined for spelling in spellings(name))
        }
    return found


def _postings(folder: Path) -> list[Posting]:
    found: list[Posting] = []
    for path in sorted(folder.glob("*content*.json*")):
        for _, page in read(path):
            found.extend(posting for posting in normalise_all(page.listings) if len(posting.text) > 500)
    return found


def _resumes(data: Path, chance: random.Random) -> Iterator[tuple[ReadResume, str]]:
    """Résumés with positions, files of three sorts, each with its raw text and where its links lead."""
    live = sorted((data / "resumes_livecareer").rglob("*.pdf"))
    paths = [
        *sorted((data / "resumes_rendercv").glob("*.pdf")),
        *sorted((data / "resumes_vanetik_docx").rglob("*.docx")),
        *chance.sample(live, min(len(live), PAIRS // EACH)),
    ]
    for path in paths:
        try:
            found = read_unbounded(path.read_bytes(), path.name)
        except Problem as problem:
            report.say(f"{path.name}: {problem}")
            continue
        if any(re.search(r"\w", line) for work in found.resume.work for line in (*work.highlights, work.summary or "")):
            yield found, "\n".join((found.text, *_links(path)))


def _links(path: Path) -> Iterator[str]:
    """The addresses of a PDF's links."""
    if path.suffix != ".pdf":
        return
    for page in pypdf.PdfReader(path).pages:
        for annotation in page.get("/Annots") or ():
            action = annotation.get_object().get("/A")
            if action and "/URI" in action.get_object():
                yield str(action.get_object()["/URI"])


if __name__ == "__main__":
    main()
