"""Real files: time, failures, glued words and sections found (LiveCareer), words that arrive (DOCX)."""

from __future__ import annotations

import re
import time
import zipfile
from collections import defaultdict
from pathlib import Path

import docx

from benchmarks import report
from benchmarks.resume_sets.figures import Result
from rolecall.profile.files.glyphs import glued_share
from rolecall.profile.read import UnreadableResume, read_resume


def livecareer(folder: Path) -> Result:
    """Time, failures, glued words, and files in which work or education and at least three sections were found."""
    times: list[float] = []
    failed = glued = sections = 0
    files = sorted(folder.glob("*/*.pdf"))
    for path in files:
        began = time.perf_counter()
        try:
            read = read_resume(path.read_bytes(), path.name)
        except UnreadableResume:
            failed += 1
            continue
        times.append(time.perf_counter() - began)
        glued += glued_share(read.text.split()) > 0.01
        resume = read.resume
        parts = [
            resume.basics.summary,
            resume.work,
            resume.education,
            resume.skills,
            resume.others,
            resume.certificates,
        ]
        sections += bool(resume.work or resume.education) and sum(bool(part) for part in parts) >= 3
    times.sort()
    ours: dict[str, report.Figure] = {
        "livecareer failures": failed,
        "livecareer files with glued words": glued,
        "livecareer sections found": sections / max(1, len(files)),
        "livecareer seconds p50": times[len(times) // 2],
        "livecareer seconds p95": times[int(len(times) * 0.95)],
    }
    return len(files), ours, {}


def vanetik(folder: Path) -> Result:
    """Share of the words of a DOCX that are in the text read from it, beside python-docx's paragraphs."""
    ours: list[float] = []
    theirs: list[float] = []
    failed = 0
    files = sorted(folder.glob("*.docx"))
    for path in files:
        wanted = words_of_docx(path)
        try:
            text = read_resume(path.read_bytes(), path.name).text
        except UnreadableResume:
            failed += 1
            text = ""
        ours.append(recall(wanted, text))
        theirs.append(recall(wanted, "\n".join(p.text for p in docx.Document(str(path)).paragraphs)))
    figures: dict[str, report.Figure] = {
        "docx word recall": sum(ours) / len(ours),
        "docx worst file": min(ours),
        "docx failures": failed,
    }
    return len(files), figures, {"docx word recall": sum(theirs) / len(theirs), "docx worst file": min(theirs)}


def words_of_docx(path: Path) -> dict[str, int]:
    """Every word in a `w:t` of the body, headers and footers, read with nothing but a zip and a pattern."""
    counts: dict[str, int] = defaultdict(int)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(?:document|header\d*|footer\d*)\.xml", name):
                xml = archive.read(name).decode("utf-8")
                xml = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", xml, flags=re.DOTALL)
                xml = re.sub(r"</w:p>|<w:tab/>|<w:br[^>]*/>", " ", xml)
                text = re.sub(r"&(amp|lt|gt|quot|apos);", " ", re.sub(r"<[^>]+>", "", xml))
                for word in re.findall(r"\w+", text):
                    counts[word] += 1
    return counts


def recall(wanted: dict[str, int], text: str) -> float:
    there: dict[str, int] = defaultdict(int)
    for word in re.findall(r"\w+", text):
        there[word] += 1
    return sum(min(count, there[word]) for word, count in wanted.items()) / max(1, sum(wanted.values()))
