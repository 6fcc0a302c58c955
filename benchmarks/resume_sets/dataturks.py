"""DataTurks: ten labels as their annotators set them, compared as sets of texts per résumé.

`strict` wants the same text, the headline figure half of the words of the longer one. Skills are annotated as whole
paragraphs and so are compared word by word. Annotators left many mentions out (an employer marked once and missed
later, the second of two graduation years): `where labelled` counts a résumé for a label only if they marked that label
in it at all. The baseline is line rules without a parser; `tagged.py` adds the tagger, in five folds.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import report
from benchmarks.resume_sets.figures import Result, fold
from benchmarks.resume_sets.scores import Scores, Texts, overlaps
from benchmarks.resume_sets.tagged import LABELS, Marks, in_folds
from rolecall.profile.files.text import read_text
from rolecall.profile.parse.parse import parse
from rolecall.profile.parse.sections import kind_of_heading

_EMAIL = re.compile(r"\S+@\S+\.\w+")


def dataturks(folder: Path) -> Result:
    """F1 per label and macro F1 of rules and tagger together, of the rules alone, and of line rules."""
    with gzip.open(next(folder.glob("*.jsonl.gz")), "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    gold = [gold_of(row) for row in rows]
    rules = [labels_of(row["content"]) for row in rows]
    simple = [simple_labels(row["content"]) for row in rows]
    together = in_folds([(row["content"], marks_of(row)) for row in rows])
    ours = _figures(gold, together) | {
        f"{name}, rules alone": value for name, value in _figures(gold, rules).items() if "macro" in name
    }
    return len(rows), ours | confidence(rows, gold), _figures(gold, simple)


def _figures(gold: Sequence[Texts], found: Sequence[Texts]) -> dict[str, report.Figure]:
    scores = Scores(LABELS, by_word=("Skills",))
    for wanted, got in zip(gold, found, strict=True):
        scores.add(wanted, got)
    figures: dict[str, report.Figure] = {
        "dataturks macro F1": scores.macro("overlap"),
        "dataturks macro F1 strict": scores.macro("strict"),
        "dataturks macro F1 where labelled": scores.macro("labelled"),
    }
    return figures | {f"dataturks F1: {label}": scores.f1("overlap", label) for label in LABELS}


def marks_of(row: dict[str, Any]) -> Marks:
    """(label, first letter, letter after the last) of every annotation; those that cross a longer one come last."""
    found = [
        (label, point["start"], point["end"] + 1)
        for annotation in row["annotation"] or []
        for label in annotation["label"]
        if label in LABELS
        for point in annotation["points"]
    ]
    return sorted(found, key=lambda mark: mark[1] - mark[2])


def confidence(rows: Sequence[dict[str, Any]], gold: Sequence[Texts]) -> dict[str, report.Figure]:
    """How well the shipped confidence parts right from wrong: the chance that a right field has the higher one.

    A field counts as right when an annotator marked its text (half of its words). Their holes count as wrong.
    """
    right: list[float] = []
    wrong: list[float] = []
    for row, wanted in zip(rows, gold, strict=True):
        for pointer, source in parse(read_text(row["content"])).sources.items():
            label = _LABEL_OF.get(re.sub(r"/\d+", "", pointer))
            if label:
                hit = any(overlaps(text, fold(source.text).casefold()) for text in wanted[label])
                (right if hit else wrong).append(source.confidence)
    pairs = sum((a > b) + 0.5 * (a == b) for a in right for b in wrong)
    return {
        "confidence: right over wrong": pairs / max(1, len(right) * len(wrong)),
        "confidence: mean of right fields": sum(right) / max(1, len(right)),
        "confidence: mean of fields no annotator marked": sum(wrong) / max(1, len(wrong)),
    }


_LABEL_OF = {
    "/basics/name": "Name",
    "/basics/label": "Designation",
    "/work/position": "Designation",
    "/work/name": "Companies worked at",
    "/education/institution": "College Name",
    "/education/studyType": "Degree",
}


def gold_of(row: dict[str, Any]) -> dict[str, set[str]]:
    gold: dict[str, set[str]] = {label: set() for label in LABELS}
    for annotation in row["annotation"] or []:
        for label in annotation["label"]:
            if label in gold:
                for point in annotation["points"]:
                    value = fold(point["text"]).strip(" -•,.")
                    if value:
                        gold[label].add(value.casefold())
    return gold


def labels_of(content: str) -> dict[str, set[str]]:
    """What our parser reads, under the ten labels of the set."""
    resume = parse(read_text(content))
    found: dict[str, list[str | None]] = {label: [] for label in LABELS}
    basics = resume.basics
    found["Name"] = [basics.name]
    found["Email Address"] = [basics.email] if basics.email else [*indeed_addresses(content)]
    found["Designation"] = [basics.label, *(work.position for work in resume.work)]
    found["Companies worked at"] = [work.name for work in resume.work]
    if basics.location:
        found["Location"] = [basics.location.city]
    for work in resume.work:
        found["Location"].append((work.location or "").split(",")[0])
    for study in resume.education:
        degree = " in ".join(part for part in (study.study_type, study.area) if part)
        found["Degree"].append(degree or None)
        found["College Name"].append(study.institution)
        found["Location"].append((study.location or "").split(",")[0])
        found["Graduation Year"].append((study.end_date or "")[:4])
    found["Skills"] = [f"{skill.name or ''} {', '.join(skill.keywords)}" for skill in resume.skills]
    found["Years of Experience"] = re.findall(
        r"\b\d+(?:\.\d+)?\+?\s+years?(?=[^.\n]{0,40}experience)", content, re.IGNORECASE
    )
    return {
        label: {fold(value).strip(" -•,.").casefold() for value in values if value} for label, values in found.items()
    }


def indeed_addresses(content: str) -> list[str]:
    return re.findall(r"indeed\.com/r/\S+|(?<=: )x+\.xxx/x/\S+", content)


def simple_labels(content: str) -> dict[str, set[str]]:
    """Line rules: what stands under which heading, without layout, titles or places."""
    lines = [line.strip() for line in content.splitlines() if line.strip()]
    found: dict[str, set[str]] = {label: set() for label in LABELS}
    found["Name"].add(lines[0])
    found["Email Address"] |= set(_EMAIL.findall(content) or indeed_addresses(content))
    section = ""
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        if kind_of_heading(line):
            section = kind_of_heading(line) or ""
        elif section == "work" and re.search(r"(?:19|20)\d\d to ", after) and " - " in line + " ":
            found["Companies worked at"].add(line.split(" - ")[0].rstrip(" -"))
            found["Designation"].add(before)
            found["Location"].add(line.split(" - ")[1].split(",")[0] if line.count(" - ") else "")
        elif section == "education" and re.search(r"\b(?:19|20)\d\d$", line):
            found["Graduation Year"].add(line[-4:])
        elif section == "education" and re.match(r"(?:B|M|Ph|Dip|H|S)[\w.]", line):
            found["Degree"].add(line)
            found["College Name"].add(after.split(" - ")[0])
        elif section == "skills":
            found["Skills"].add(line)
    return {
        label: {fold(value).strip(" -•,.").casefold() for value in values if value} for label, values in found.items()
    }
