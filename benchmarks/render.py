"""Rendering: milliseconds per document, and the words put in against the words that text extractors read back out.

Real résumés (`resumes_rendercv`, a sample of `resumes_livecareer`) are tailored to real postings (`ats_payloads`).
Beside ours stands what most templates do: the same résumé with its dates at the right margin, and a bare DOCX.
"""

from __future__ import annotations

import io
import random
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import docx
import orjson
import pypdfium2
import typst
from pdfminer.high_level import extract_text
from rapidfuzz.distance import LCSseq

from benchmarks import report
from rolecall.boards.recorded import read
from rolecall.discover.normalise import normalise_all
from rolecall.discover.queries import Posting
from rolecall.match.score import score
from rolecall.platform.errors import Problem
from rolecall.prepare.content import Draft, Role
from rolecall.prepare.fit import PAGES
from rolecall.prepare.glyphs import fonts, shown
from rolecall.prepare.package import PackageRefused, RenderedPackage, draft, render
from rolecall.prepare.readback import letter_words, resume_words, split
from rolecall.prepare.render_docx import letter_docx, resume_docx
from rolecall.prepare.render_pdf import letter_pdf, resume_pdf
from rolecall.profile.queries import Preferences, facts_of
from rolecall.profile.read import read_unbounded

TODAY = date(2026, 11, 22)
SAMPLE = 60
POSTINGS_EACH = 6
Extractor = Callable[[bytes], str]
Made = TypeVar("Made")


def main() -> None:
    """Run it all."""
    options = report.options("render", needs=("resumes_rendercv", "resumes_livecareer", "ats_payloads"))
    postings = _postings(options.folder("ats_payloads") / "greenhouse")
    readers = _extractors()
    times: dict[str, list[float]] = {}
    ours: dict[str, list[float]] = {}
    margin: dict[str, list[float]] = {}
    refused = over_budget = count = 0
    for resume in _resumes(options.data):
        posting, drafted = _drafted(resume, postings, times)
        count += 1
        try:
            package = _timed(times, "package: render, read back", render, drafted)
        except PackageRefused as problem:
            refused += 1
            print(f"refused for {posting.title}: {problem}")
            continue
        over_budget += _pages(package) > PAGES
        for name, make in (
            ("résumé PDF", resume_pdf),
            ("letter PDF", letter_pdf),
            ("résumé DOCX", resume_docx),
            ("letter DOCX", letter_docx),
        ):
            _timed(times, name, make, _touched(drafted, count))
        _timed(times, "bare DOCX", _bare_docx, drafted)
        _measure(ours, readers, drafted, package.files["resume.pdf"])
        _letters(ours, readers, drafted, package)
        _measure(margin, readers, drafted, _dates_at_the_margin(drafted))
    own = {name: taken for name, taken in times.items() if not name.startswith("bare")}
    figures = {f"{name} ms, p50": 1000 * statistics.median(taken) for name, taken in own.items()}
    figures |= {f"{name} ms, p95": 1000 * _p95(taken) for name, taken in own.items() if not name.endswith("CPU")}
    figures |= {name: statistics.fmean(values) for name, values in ours.items()}
    report.publish(
        "render",
        options,
        figures={**figures, "refused": refused, "over the page budget": over_budget},
        baselines={
            "dates at the margin": {name: statistics.fmean(values) for name, values in margin.items()},
            "bare DOCX": {
                "résumé DOCX ms, p50": 1000 * statistics.median(times["bare DOCX"]),
                "résumé DOCX: CPU ms, p50": 1000 * statistics.median(times["bare DOCX: CPU"]),
            },
        },
        n=count,
    )


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


def _drafted(data: bytes, postings: Sequence[Posting], times: dict[str, list[float]]) -> tuple[Posting, Draft]:
    try:
        resume = read_unbounded(data, "resume.pdf").resume
    except Problem as problem:
        raise SystemExit(f"A résumé of the sample cannot be read: {problem}") from problem
    facts = facts_of(resume)
    some = random.Random(len(data)).sample(list(postings), POSTINGS_EACH)
    scored = [(score(posting, resume, facts, Preferences(), TODAY), posting) for posting in some]
    match, posting = max(scored, key=lambda pair: pair[0].score)
    return posting, _timed(times, "package: draft", draft, posting, resume, facts, match, TODAY)


def _timed(times: dict[str, list[float]], name: str, work: Callable[..., Made], *given: object) -> Made:
    began, busy = time.perf_counter(), time.process_time()
    made = work(*given)
    times.setdefault(f"{name}: CPU", []).append(time.process_time() - busy)
    times.setdefault(name, []).append(time.perf_counter() - began)
    return made


def _touched(said: Draft, number: int) -> Draft:
    """Another day, so that nothing is answered from what the compiler remembers of the same document."""
    return Draft(
        **{**{name: getattr(said, name) for name in said.__slots__}, "today": TODAY.replace(year=2027 + number % 50)}
    )


def _extractors() -> dict[str, Extractor]:
    readers: dict[str, Extractor] = {"PDFium": _pdfium, "pdfminer": lambda data: extract_text(io.BytesIO(data))}
    if shutil.which("pdftotext"):
        readers["poppler"] = _poppler
    return readers


def _pdfium(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def _poppler(data: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()


def _measure(into: dict[str, list[float]], readers: dict[str, Extractor], said: Draft, pdf: bytes) -> None:
    """Words in order, and dates that stay on the line of their title."""
    expected = resume_words(said)
    dated = [split(shown(item.text)) for item in said.items() if item.role is Role.ENTRY and " | " in item.text]
    for name, extract in readers.items():
        text = extract(pdf)
        into.setdefault(f"résumé words in order, {name}", []).append(_in_order(expected, split(text)))
        if dated:
            flat = f" {' '.join(split(text))} "
            kept = sum(f" {' '.join(entry)} " in flat for entry in dated)
            into.setdefault(f"dates beside titles, {name}", []).append(kept / len(dated))


def _letters(
    into: dict[str, list[float]], readers: dict[str, Extractor], said: Draft, package: RenderedPackage
) -> None:
    for name, extract in readers.items():
        found = split(extract(package.files["cover-letter.pdf"]))
        into.setdefault(f"letter words in order, {name}", []).append(_in_order(letter_words(said), found))


def _in_order(expected: Sequence[str], found: Sequence[str]) -> float:
    return LCSseq.similarity(list(expected), list(found)) / len(expected) if expected else 1.0


def _pages(package: RenderedPackage) -> int:
    document = pypdfium2.PdfDocument(package.files["resume.pdf"])
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


MARGIN = """
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
    compiler = typst.Compiler(MARGIN.encode(), font_paths=fonts())
    pdf = compiler.compile(format="pdf", sys_inputs={"data": orjson.dumps(sections).decode()}, timestamp=0)
    assert isinstance(pdf, bytes)
    return pdf


if __name__ == "__main__":
    main()
