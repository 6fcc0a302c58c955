"""How well résumés are read: exact fields on RenderCV PDFs, spans on DataTurks texts, time and failures on real files.

RenderCV: every field of the YAML is compared with what was read from the PDF made from it. A field is right when it is
equal with white space folded; a list of statements counts one by one. Dates count at the precision of the YAML.
DataTurks: ten labels as their annotators set them, compared as sets of texts per résumé; `strict` wants the same text,
the headline figure half of the words of the longer one. Skills are annotated as whole paragraphs and so are compared
word by word. Annotators left many mentions out (an employer marked once and missed later, the second of two graduation
years): `where labelled` counts a résumé for a label only if they marked that label in it at all. The baseline is line
rules without a parser.
"""

from __future__ import annotations

import gzip
import json
import re
import time
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
import yaml

from benchmarks import report
from rolecall.profile.files.glyphs import glued_share
from rolecall.profile.files.text import read_text
from rolecall.profile.parse.parse import parse
from rolecall.profile.parse.sections import kind_of_heading
from rolecall.profile.queries import Resume
from rolecall.profile.read import UnreadableResume, read_resume

FOLDERS = ("resumes_rendercv", "resumes_dataturks_ner", "resumes_livecareer", "resumes_vanetik_docx")
EMAIL = re.compile(r"\S+@\S+\.\w+")


def main() -> None:
    options = report.options("resumes", needs=FOLDERS)
    figures: dict[str, report.Figure] = {}
    baseline: dict[str, report.Figure] = {}
    n = 0
    for run in (rendercv, dataturks, livecareer, vanetik):
        count, ours, theirs = run(options.folder("resumes_" + SETS[run.__name__]))
        n += count
        figures |= ours
        baseline |= theirs
    report.publish("resumes", options, figures=figures, baselines={"baseline": baseline}, n=n)


SETS = {
    "rendercv": "rendercv",
    "dataturks": "dataturks_ner",
    "livecareer": "livecareer",
    "vanetik": "vanetik_docx",
}
Result = tuple[int, dict[str, report.Figure], dict[str, report.Figure]]


# --- RenderCV -------------------------------------------------------------------------------------------------------


def rendercv(folder: Path) -> Result:
    """Share of fields read exactly, for each layout and for each kind of field."""
    figures: dict[str, report.Figure] = {}
    kinds: dict[str, list[bool]] = defaultdict(list)
    baseline: list[bool] = []
    for pdf in sorted(folder.glob("*.pdf")):
        truth = dict(fields_of_yaml(yaml.safe_load(pdf.with_suffix(".yaml").read_text(encoding="utf-8"))["cv"]))
        read = read_resume(pdf.read_bytes(), pdf.name)
        found = fields_of(read.resume)
        outcomes = {name: matches(value, found, name) for name, value in truth.items()}
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
    written = resume.sources["/basics/location"].text.rpartition(", ")[2] if "/basics/location" in resume.sources else ""
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
    if match := EMAIL.search(text):
        found["email"] = match.group()
    bullets = [line for line in lines if len(line.split()) > 6]
    found |= {f"work 0 highlight {number}": line for number, line in enumerate(bullets[:4])}
    return found


def plain(text: str) -> str:
    return re.sub(r"\*\*|\*|(?<!\w)_|_(?!\w)", "", re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text))


def fold(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


# --- DataTurks ------------------------------------------------------------------------------------------------------

LABELS = (
    "Name", "Designation", "Companies worked at", "Location", "Email Address", "College Name", "Degree",
    "Graduation Year", "Skills", "Years of Experience",
)  # fmt: skip


def dataturks(folder: Path) -> Result:
    """F1 per label and macro F1, strict and overlapping, beside line rules."""
    path = next(folder.glob("*.jsonl.gz"))
    names = ("strict", "overlap", "labelled", "baseline", "baseline strict", "baseline labelled")
    scores = {name: {label: [0, 0, 0] for label in LABELS} for name in names}
    count = 0
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            count += 1
            gold = gold_of(row)
            found = labels_of(row["content"])
            simple = simple_labels(row["content"])
            for label in LABELS:
                near = overlaps
                if label == "Skills":
                    near = same
                    gold[label], found[label], simple[label] = (
                        words(gold[label]),
                        words(found[label]),
                        words(simple[label]),
                    )
                add(scores["strict"][label], gold[label], found[label], same)
                add(scores["overlap"][label], gold[label], found[label], near)
                add(scores["baseline"][label], gold[label], simple[label], near)
                add(scores["baseline strict"][label], gold[label], simple[label], same)
                if gold[label]:
                    add(scores["labelled"][label], gold[label], found[label], near)
                    add(scores["baseline labelled"][label], gold[label], simple[label], near)
    ours: dict[str, report.Figure] = {
        "dataturks macro F1": macro(scores["overlap"]),
        "dataturks macro F1 strict": macro(scores["strict"]),
        "dataturks macro F1 where labelled": macro(scores["labelled"]),
    }
    theirs: dict[str, report.Figure] = {
        "dataturks macro F1": macro(scores["baseline"]),
        "dataturks macro F1 strict": macro(scores["baseline strict"]),
        "dataturks macro F1 where labelled": macro(scores["baseline labelled"]),
    }
    for label in LABELS:
        ours[f"dataturks F1: {label}"] = f1(scores["overlap"][label])
        theirs[f"dataturks F1: {label}"] = f1(scores["baseline"][label])
    return count, ours, theirs


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
    found["Email Address"] |= set(EMAIL.findall(content) or indeed_addresses(content))
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


def words(texts: set[str]) -> set[str]:
    """The words of skills; lengths of experience, which stand in brackets behind many, are none."""
    plain_texts = [re.sub(r"\([^()]*(?:years?|months?)\)", " ", text) for text in texts]
    return {word.rstrip(".") for text in plain_texts for word in re.findall(r"[^\W_][\w+#.]*", text)}


def same(a: str, b: str) -> bool:
    return a == b


def overlaps(a: str, b: str) -> bool:
    """Half of the words of the longer one are in both."""
    left, right = set(re.findall(r"\w+", a)), set(re.findall(r"\w+", b))
    return bool(left & right) and len(left & right) * 2 >= max(len(left), len(right))


def add(counts: list[int], gold: set[str], found: set[str], equal: Any) -> None:
    """True positives, found, wanted; each wanted text is met at most once."""
    open_ = set(gold)
    for value in found:
        hit = next((wanted for wanted in open_ if equal(wanted, value)), None)
        if hit is not None:
            open_.discard(hit)
            counts[0] += 1
    counts[1] += len(found)
    counts[2] += len(gold)


def f1(counts: list[int]) -> float:
    return 2 * counts[0] / max(1, counts[1] + counts[2])


def macro(scores: dict[str, list[int]]) -> float:
    return sum(f1(counts) for counts in scores.values()) / len(scores)


# --- Real files -----------------------------------------------------------------------------------------------------


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


def share(outcomes: Iterable[bool]) -> float:
    listed = list(outcomes)
    return sum(listed) / max(1, len(listed))


if __name__ == "__main__":
    main()
