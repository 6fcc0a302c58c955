"""The ATS check on real files: crashes, time, how far three readers agree; and false alarms of the guard on real texts.

A false alarm is a notice of hidden text, of an instruction to a machine or of a pile of keywords in a real résumé or a
real posting; none of these sets is known to hold any, so every notice counts as one. The baseline for reading is PDFium
alone, as the share of files in which it glues words together and one of the other two readers does not.
"""

from __future__ import annotations

import json
import lzma
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import mean, median

from benchmarks import report
from rolecall.match.guard import guard
from rolecall.match.skills.taxonomy import Taxonomy, taxonomy
from rolecall.profile.ats.check import check_resume
from rolecall.profile.ats.model import FileCheck

DAY = date(2026, 11, 26)
FOLDERS = ("resumes_livecareer", "resumes_vanetik_docx", "postings_fulltext")
SHORTEST = 200
"""Characters of a posting's text below which there is nothing to judge."""


def main() -> None:
    options = report.options("ats", needs=FOLDERS)
    pdfs = sorted(options.folder("resumes_livecareer").rglob("*.pdf"))
    words = sorted(options.folder("resumes_vanetik_docx").rglob("*.docx"))
    checks: list[tuple[FileCheck, float]] = []
    crashed = 0
    for number, path in enumerate((*pdfs, *words), start=1):
        began = time.perf_counter()
        try:
            checks.append((check_resume(path.read_bytes(), path.name, DAY), time.perf_counter() - began))
        except Exception as error:  # noqa: BLE001 - what is counted here
            crashed += 1
            report.say(f"{path.name}: {error!r}")
        if number % 100 == 0:
            report.say(f"{number} files")
    postings = alarms = 0
    table = taxonomy()
    for text in texts(options.folder("postings_fulltext")):
        postings += 1
        alarms += bool(guard(text, table).notices)
    seconds = sorted(took for _, took in checks)
    scores = sorted(check.score for check, _ in checks)
    read = [check for check, _ in checks if check.kind is not None]
    orders = [each.order for check in read for each in check.extracts if each.order is not None]
    figures: dict[str, report.Figure] = {
        "files": len(checks),
        "crashes": crashed,
        "not readable": len(checks) - len(read),
        "seconds p50": median(seconds),
        "seconds p95": seconds[int(0.95 * (len(seconds) - 1))],
        "score p5": scores[int(0.05 * (len(scores) - 1))],
        "score p50": median(scores),
        "score p95": scores[int(0.95 * (len(scores) - 1))],
        "order agrees, mean of readers": mean(orders),
        "résumés with a false alarm": sum(alarming(check, table) for check in read) / len(read),
        "postings with a false alarm": alarms / postings,
    }  # fmt: skip
    for reader in ("PDFium", "pdfminer", "pypdf"):
        figures[f"words agree, {reader}"] = mean(
            each.agreement or 0.0 for check in read for each in check.extracts if each.reader == reader
        )
    glued = sum(any("glues" in change.what for change in check.changes) for check in read if check.kind == "pdf")
    report.publish(
        "ats",
        options,
        figures={**figures, "PDFs with glued words found": glued / len(pdfs)},
        baselines={"PDFium alone": {"words agree, PDFium": figures["words agree, PDFium"]}},
        n=len(checks) + postings,
    )


def alarming(check: FileCheck, table: Taxonomy) -> bool:
    """Whether anything was said of hidden words, properties, instructions or piles in a real résumé."""
    of_file = any("hidden text" in notice or "properties hold" in notice for notice in check.notices)
    return of_file or any(guard(line, table).notices for line in check.text.splitlines())


def texts(folder: Path) -> Iterator[str]:
    """The full text of every posting."""
    for path in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                row = row.get("row", row)
                text = max((value for value in row.values() if isinstance(value, str)), key=len, default="")
                if len(text) >= SHORTEST:
                    yield text


if __name__ == "__main__":
    main()
