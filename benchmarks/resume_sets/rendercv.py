"""RenderCV: every field of the YAML is compared with what was read from the PDF made from it.

A field is right when it is equal with white space folded; a list of statements counts one by one. Dates count at the
precision of the YAML. `layouts` does the same with made-up people in layouts of our own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from benchmarks import report
from benchmarks.resume_layouts.layouts import LAYOUTS, UNSEEN
from benchmarks.resume_layouts.people import PEOPLE
from benchmarks.resume_layouts.typeset import pdf_of
from benchmarks.resume_sets.figures import Result, fold, share
from rolecall.profile.queries import Resume
from rolecall.profile.read import ReadResume, read_resume

_EMAIL = re.compile(r"\S+@\S+\.\w+")


def rendercv(folder: Path) -> Result:
    """Share of fields read exactly, for each layout and for each kind of field."""
    figures: dict[str, report.Figure] = {}
    kinds: dict[str, list[bool]] = defaultdict(list)
    baseline: list[bool] = []
    for pdf in sorted(folder.glob("*.pdf")):
        truth = dict(fields_of_yaml(yaml.safe_load(pdf.with_suffix(".yaml").read_text(encoding="utf-8"))["cv"]))
        read = read_resume(pdf.read_bytes(), pdf.name)
        outcomes = compared(truth, read)
        simple = simple_fields(read.text)
        baseline += [name in simple and fold(simple[name]) == fold(value) for name, value in truth.items()]
        layout = re.sub(r"^John_Doe_|Theme_CV$", "", pdf.stem).lower()
        figures[f"rendercv {layout}"] = share(outcomes.values())
        for name, right in outcomes.items():
            kinds[re.sub(r" \d+", "", name)].append(right)
    everything = [right for listed in kinds.values() for right in listed]
    figures["rendercv all fields"] = share(everything)
    for kind, listed in kinds.items():
        figures[f"rendercv field: {kind}"] = share(listed)
    return len(list(folder.glob("*.pdf"))), figures, {"rendercv all fields": share(baseline)}


def layouts() -> Result:
    """Made-up people in layouts of our own: those the rules were mended on, and those set up afterwards."""
    figures: dict[str, report.Figure] = {}
    for name, group in (("mended on", LAYOUTS), ("set up afterwards", UNSEEN)):
        right = [
            outcome
            for layout in group.values()
            for person in PEOPLE
            for outcome in compared(
                dict(fields_of_yaml(person)), read_resume(pdf_of(person, layout), "cv.pdf")
            ).values()
        ]
        figures[f"made-up people, {len(group)} layouts {name}"] = share(right)
    return len(PEOPLE) * (len(LAYOUTS) + len(UNSEEN)), figures, {}


def compared(truth: Mapping[str, str], read: ReadResume) -> dict[str, bool]:
    """For each field that was stated whether it was read as such."""
    found = fields_of(read.resume)
    return {name: matches(value, found, name) for name, value in truth.items()}


def fields_of_yaml(cv: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """(name, value) of everything the YAML states."""
    for name in ("name", "email", "phone", "website", "location", "headline"):
        if cv.get(name):
            yield name, str(cv[name])
    for number, network in enumerate(cv.get("social_networks") or []):
        yield f"network {number}", f"{network['network']} {network['username']}"
    counts: dict[str, int] = defaultdict(int)
    for title, entries in cv["sections"].items():
        for entry in entries:
            kind = kind_of_entry(title, entry)
            number = counts[kind]
            counts[kind] += 1
            for name, value in entry_fields(kind, entry):
                yield f"{kind} {number} {name}", value


def kind_of_entry(title: str, entry: Any) -> str:
    if isinstance(entry, str):
        return "text"
    for key, kind in (("company", "work"), ("institution", "study"), ("label", "skill"), ("title", "publication")):
        if key in entry:
            return kind
    return "project" if "name" in entry and "project" in title.lower() else "bullet"


def entry_fields(kind: str, entry: Any) -> Iterable[tuple[str, str]]:
    if kind == "text":
        yield "text", plain(entry)
    elif kind == "skill":
        yield "label", entry["label"]
        yield "details", entry["details"]
    elif kind == "publication":
        yield "title", entry["title"]
        yield "authors", plain(", ".join(entry["authors"]))
        yield "journal", entry["journal"]
        yield "doi", entry["doi"]
        yield "date", str(entry["date"])
    elif kind == "bullet":
        yield (
            "text",
            plain(next(str(v) for k, v in entry.items() if k in ("bullet", "number", "reversed_number", "name"))),
        )
    else:
        for key in ("company", "position", "institution", "area", "degree", "name", "location", "summary"):
            if entry.get(key):
                yield key, plain(str(entry[key]))
        for key in ("date", "start_date", "end_date"):
            if entry.get(key):
                yield key, str(entry[key])
        statements = [part for item in entry.get("highlights") or [] for part in re.split(r"\s+-\s+(?=[A-Z])", item)]
        for number, statement in enumerate(statements):
            yield f"highlight {number}", plain(statement)


def fields_of(resume: Resume) -> dict[str, str]:
    """The same names for what was read."""
    basics = resume.basics
    place = basics.location
    written = (
        resume.sources["/basics/location"].text.rpartition(", ")[2] if "/basics/location" in resume.sources else ""
    )
    found = {
        "name": basics.name,
        "email": basics.email,
        "phone": basics.phone,
        "website": basics.url,
        "headline": basics.label,
        "location": ", ".join(p for p in (place.city, place.region or written) if p) if place else None,
    }
    for number, link in enumerate(basics.profiles):
        found[f"network {number}"] = f"{link.network} {link.username}"
    for number, work in enumerate(resume.work):
        found |= {f"work {number} company": work.name, f"work {number} position": work.position}
        found |= {f"work {number} location": work.location, f"work {number} summary": work.summary}
        found |= span(f"work {number}", work.start_date, work.end_date)
        found |= {f"work {number} highlight {i}": text for i, text in enumerate(work.highlights)}
    for number, study in enumerate(resume.education):
        found |= {f"study {number} institution": study.institution, f"study {number} area": study.area}
        found |= {f"study {number} degree": study.study_type, f"study {number} location": study.location}
        found |= span(f"study {number}", study.start_date, study.end_date)
        found |= {f"study {number} highlight {i}": text for i, text in enumerate(study.highlights)}
    for number, project in enumerate(resume.projects):
        found |= {f"project {number} name": project.name, f"project {number} summary": project.description}
        found |= {f"project {number} location": project.location}
        found |= span(f"project {number}", project.start_date, project.end_date)
        found |= {f"project {number} highlight {i}": text for i, text in enumerate(project.highlights)}
    for number, skill in enumerate(resume.skills):
        found |= {f"skill {number} label": skill.name, f"skill {number} details": ", ".join(skill.keywords)}
    counts: dict[str, int] = defaultdict(int)
    for entry in resume.others:
        kind = (
            "publication"
            if "publication" in entry.section.lower()
            else "text"
            if "welcome" in entry.section.lower()
            else "bullet"
        )
        number = counts[kind]
        counts[kind] += 1
        if kind == "publication":
            found |= {f"publication {number} title": entry.name, f"publication {number} date": entry.date}
            found |= {f"publication {number} authors": entry.summary, f"publication {number} doi": entry.summary}
            found |= {f"publication {number} journal": entry.organization}
        else:
            found[f"{kind} {number} text"] = entry.name or entry.summary
    return {name: value for name, value in found.items() if value}


def span(prefix: str, start: str | None, end: str | None) -> dict[str, str | None]:
    return {
        f"{prefix} start_date": start,
        f"{prefix} end_date": end or ("present" if start else None),
        f"{prefix} date": end,
    }


def matches(value: str, found: dict[str, str], name: str) -> bool:
    got = found.get(name, "")
    if name.endswith("date"):
        return got[: len(value)] == value
    if name.endswith(("authors", "doi")):  # both stand in the entry's summary
        return fold(value) in fold(got)
    return fold(got).rstrip("/") == fold(value).rstrip("/")


def simple_fields(text: str) -> dict[str, str]:
    """What one gets without a parser: the first line is the name, patterns find the rest of the contact data."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = {"name": lines[0]}
    if match := _EMAIL.search(text):
        found["email"] = match.group()
    bullets = [line for line in lines if len(line.split()) > 6]
    found |= {f"work 0 highlight {number}": line for number, line in enumerate(bullets[:4])}
    return found


def plain(text: str) -> str:
    return re.sub(r"\*\*|\*|(?<!\w)_|_(?!\w)", "", re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text))
