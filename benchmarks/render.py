"""Papers of real résumés in every design: how long a file takes, and what text extractors of other families read back.

A résumé's package is drafted and rendered as the product does. Of each design: the words put in against those that come
out, in order; every date beside its title; what PDF/A-2a and PDF/UA-1 ask for, as far as a program can look it up
(`pdf_structure` says what is checked and what is not). Beside ours stands what most templates do: the same résumé with
its dates at the right margin, and a bare DOCX. Times are of documents that the compiler has not seen before.
"""

from __future__ import annotations

import io
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import docx
import orjson
import pypdfium2
import typst
from rapidfuzz.distance import LCSseq

from benchmarks import report
from benchmarks.extractors import Extractor, extractors
from benchmarks.pdf_structure import faults
from rolecall.boards.recorded import read
from rolecall.discover.normalise import normalise_all
from rolecall.discover.queries import Posting
from rolecall.match.score import score
from rolecall.platform.errors import Problem
from rolecall.prepare.content import Draft, Role
from rolecall.prepare.designs import DEFAULT, DESIGNS
from rolecall.prepare.fit import PAGES
from rolecall.prepare.glyphs import fonts, shown
from rolecall.prepare.package import PackageRefused, draft, render
from rolecall.prepare.readback import letter_words, pdf_text, resume_pdf_words, split
from rolecall.prepare.render_docx import letter_docx, resume_docx
from rolecall.prepare.render_pdf import letter_pdf, resume_pdf
from rolecall.profile.queries import Preferences, facts_of
from rolecall.profile.read import read_unbounded

TODAY = date(2026, 11, 22)
SAMPLE = 60
POSTINGS_EACH = 6
MARGIN = "dates at the margin"
Made = TypeVar("Made")


@dataclass
class Put:
    """A file and what went into it; `dated` are the heads of entries with their dates."""

    kind: str
    words: tuple[str, ...]
    dated: list[tuple[str, ...]] = field(default_factory=list)


@dataclass
class Run:
    """What was measured, by the name of the figure."""

    folder: Path
    times: dict[str, list[float]] = field(default_factory=dict)
    put: dict[str, Put] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    over_budget: int = 0

    def timed(self, name: str, work: Callable[..., Made], *given: object) -> Made:
        began, busy = time.perf_counter(), time.process_time()
        made = work(*given)
        self.times.setdefault(f"{name}: CPU", []).append(time.process_time() - busy)
        self.times.setdefault(name, []).append(time.perf_counter() - began)
        return made


def main() -> None:
    """Run it all."""
    options = report.options("render", needs=("resumes_rendercv", "resumes_livecareer", "ats_payloads"))
    postings = _postings(options.folder("ats_payloads") / "greenhouse")
    readers, absent = extractors()
    if absent:
        print(f"Not on this machine and so left out: {', '.join(absent)}.")
    with tempfile.TemporaryDirectory() as folder:
        run = Run(Path(folder))
        count = 0
        for data in _resumes(options.data):
            _measured(run, data, postings, count)
            count += 1
        report.say("Reading back")
        ours, margin = _read_back(run, readers)
    own = {name: taken for name, taken in run.times.items() if not name.startswith("bare")}
    figures: dict[str, report.Figure] = {
        f"{name} ms, p50": 1000 * statistics.median(taken) for name, taken in own.items()
    }
    figures |= {f"{name} ms, p95": 1000 * _p95(taken) for name, taken in own.items() if not name.endswith("CPU")}
    figures |= {**ours, "extractors": len(readers), "designs": len(DESIGNS), **run.faults}
    report.publish(
        "render",
        options,
        figures={**figures, "refused": run.refused, "over the page budget": run.over_budget},
        baselines={
            MARGIN: margin,
            "bare DOCX": {
                "résumé DOCX ms, p50": 1000 * statistics.median(run.times["bare DOCX"]),
                "résumé DOCX: CPU ms, p50": 1000 * statistics.median(run.times["bare DOCX: CPU"]),
            },
        },
        n=count,
    )


def _measured(run: Run, data: bytes, postings: Sequence[Posting], number: int) -> None:
    try:
        resume = read_unbounded(data, "resume.pdf").resume
    except Problem as problem:
        raise SystemExit(f"A résumé of the sample cannot be read: {problem}") from problem
    facts = facts_of(resume)
    some = random.Random(len(data)).sample(list(postings), POSTINGS_EACH)
    scored = [(score(posting, resume, facts, Preferences(), TODAY), posting) for posting in some]
    match, posting = max(scored, key=lambda pair: pair[0].score)
    for at, name in enumerate(DESIGNS):
        drafted = run.timed(
            f"package: draft, {name}", lambda n=name: draft(posting, resume, facts, match, TODAY, design=n)
        )
        try:
            package = run.timed(f"package: render, read back, {name}", render, drafted)
        except PackageRefused as problem:
            run.refused += 1
            print(f"{name} refused for {posting.title}: {problem}")
            continue
        run.over_budget += _pages(package.files["resume.pdf"]) > PAGES
        for paper, make in (("résumé PDF", resume_pdf), ("letter PDF", letter_pdf)):
            run.timed(
                paper if name == DEFAULT else f"{paper}, {name}", make, _touched(drafted, number * len(DESIGNS) + at)
            )
        if name == DEFAULT:
            touched = _touched(drafted, number)
            run.timed("résumé DOCX", resume_docx, touched)
            run.timed("letter DOCX", letter_docx, touched)
            run.timed("bare DOCX", _bare_docx, drafted)
            _keep(run, f"{number}-margin.pdf", MARGIN, drafted, _dates_at_the_margin(drafted))
        for file in ("resume.pdf", "cover-letter.pdf"):
            key = f"faults in structure, {name}"
            run.faults[key] = run.faults.get(key, 0) + len(faults(package.files[file]))
        _keep(run, f"{number}-{name}.pdf", name, drafted, package.files["resume.pdf"])
        letter = f"{number}-{name}-letter.pdf"
        (run.folder / letter).write_bytes(package.files["cover-letter.pdf"])
        run.put[letter] = Put(f"letter {name}", letter_words(drafted))


def _keep(run: Run, file: str, kind: str, said: Draft, pdf: bytes) -> None:
    (run.folder / file).write_bytes(pdf)
    plain = replace(said, design=DEFAULT) if kind == MARGIN else said
    dated = [split(shown(pdf_text(plain, i))) for i in said.items() if i.role is Role.ENTRY and " | " in i.text]
    run.put[file] = Put(kind, resume_pdf_words(plain), dated)


def _read_back(run: Run, readers: dict[str, Extractor]) -> tuple[dict[str, float], dict[str, float]]:
    """Words in order and dates beside titles, the mean of each extractor and the worst of them."""
    found: dict[tuple[str, str], list[float]] = {}
    for reader, extract in readers.items():
        texts = extract(run.folder)
        for file, put in run.put.items():
            words = split(texts.get(file, ""))
            found.setdefault((f"words in order, {put.kind}", reader), []).append(_in_order(put.words, words))
            if put.dated:
                flat = f" {' '.join(words)} "
                kept = sum(f" {' '.join(entry)} " in flat for entry in put.dated)
                found.setdefault((f"dates beside titles, {put.kind}", reader), []).append(kept / len(put.dated))
    ours: dict[str, float] = {}
    margin: dict[str, float] = {}
    for figure in dict.fromkeys(figure for figure, _ in found):
        means = {reader: statistics.fmean(found[figure, reader]) for reader in readers if (figure, reader) in found}
        into, name = (margin, figure.removesuffix(f", {MARGIN}")) if figure.endswith(MARGIN) else (ours, figure)
        for reader, mean in means.items():
            into[f"{name if into is ours else f'{name}, {DEFAULT}'}, {reader}"] = mean
        if into is ours:
            into[f"{name}, worst of {len(means)} extractors"] = min(means.values())
    return ours, margin


def _postings(folder: Path) -> list[Posting]:
    found: list[Posting] = []
    for path in sorted(folder.glob("*content*")):
        for _, page in read(path):
            found.extend(normalise_all(page.listings))
        if len(found) > 100:
            break
    return found


def _resumes(data: Path) -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted((data / "resumes_rendercv").glob("*.pdf")))
    paths = sorted((data / "resumes_livecareer").rglob("*.pdf"))
    yield from (path.read_bytes() for path in random.Random(1).sample(paths, min(SAMPLE, len(paths))))


def _touched(said: Draft, number: int) -> Draft:
    """A word more in each line, so that nothing is answered from what the compiler remembers of the same text."""
    mark = f"No{number}"
    resume = tuple(
        replace(section, items=tuple(replace(i, text=f"{i.text} {mark}{at}") for at, i in enumerate(section.items)))
        for section in said.resume
    )
    letter = tuple(
        replace(p, sentences=tuple(replace(s, text=f"{s.text} {mark}{at}") for at, s in enumerate(p.sentences)))
        for p in said.letter
    )
    return replace(said, resume=resume, letter=letter)


def _in_order(expected: Sequence[str], found: Sequence[str]) -> float:
    return LCSseq.similarity(list(expected), list(found)) / len(expected) if expected else 1.0


def _pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    pages = len(document)
    document.close()
    return pages


def _p95(taken: Sequence[float]) -> float:
    return sorted(taken)[int(0.95 * (len(taken) - 1))]


def _bare_docx(said: Draft) -> bytes:
    document = docx.Document()
    for item in said.items():
        document.add_paragraph(shown(item.text))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


AT_THE_MARGIN = """
#set text(font: "Source Sans 3", size: 10pt)
#for section in json(bytes(sys.inputs.data)) {
  if section.heading != "" [== #section.heading]
  for (text, dates) in section.items { grid(columns: (1fr, auto), text, dates) }
}
"""


def _dates_at_the_margin(said: Draft) -> bytes:
    """The same résumé as most templates set it: the dates in a column of their own."""
    sections = [
        {
            "heading": shown(section.heading),
            "items": [
                [left, right] if item.role is Role.ENTRY and bar else [shown(item.text), ""]
                for item in section.items
                for left, bar, right in [shown(item.text).rpartition(" | ")]
            ],
        }
        for section in said.resume
    ]
    compiler = typst.Compiler(AT_THE_MARGIN.encode(), font_paths=fonts())
    pdf = compiler.compile(format="pdf", sys_inputs={"data": orjson.dumps(sections).decode()}, timestamp=0)
    assert isinstance(pdf, bytes)
    return pdf


if __name__ == "__main__":
    main()
