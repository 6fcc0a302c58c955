"""What the questions of application forms ask for, against labels made by hand.

The forms are those saved in `forms_ats`, `forms_formfactory` and `forms_saved_pages`, and the questions in the recorded
answers of Greenhouse and Recruitee in `ats_payloads`. A field of a saved page has the label that a person reads beside
it: the element that is its label, else the nearest text before it. One person read every field and labelled what it
asks for: a kind of the answer bank, something the profile says, a file of the package, or nothing of these (`ask`); for
the right to work and a sponsor also the country, and whether it is asked together with needing no sponsor. The labels
were made with the rules' own output beside them and after the rules were written: they tell a wrong rule from a right
one, and say little of forms that nobody here has read. `benchmarks/labels/answers.tsv` holds them with a hash of form,
label and type: a field that was not read is skipped. To measure on other forms, put labels of the same form into
DIR/forms_ats/answers_labels.tsv.

Figures: `right` of those taken for something; `found` of those that are something; `wrong` is how many were taken for
something else than they are, which would put a wrong answer into a form. The baseline looks for a key word in the
label, as fillers of forms do; its words are the ones found in such programs.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import lxml.html

from benchmarks import report
from rolecall.boards.greenhouse_form import form_of
from rolecall.profile.answers.fold import folded
from rolecall.profile.answers.recognise import SURE, recognise

LABELS = Path(__file__).parent / "labels" / "answers.tsv"
FOLDERS = ("forms_ats", "forms_formfactory", "forms_saved_pages", "ats_payloads")
ASK = "ask"
KEY_WORDS = {
    "first name": "first_name", "last name": "last_name", "name": "full_name", "email": "email", "phone": "phone",
    "resume": "file", "cv": "file", "cover letter": "file", "city": "city", "linkedin": "linkedin", "github": "github",
    "portfolio": "portfolio", "website": "website", "sponsor": "sponsorship", "visa": "sponsorship",
    "authorized": "work_authorization", "salary": "salary", "compensation": "salary", "notice": "notice_period",
    "start": "earliest_start", "available": "earliest_start", "relocat": "relocation", "remote": "remote",
    "hear about": "how_heard", "18": "over_18", "driver": "driving_licence", "license": "driving_licence",
    "clearance": "security_clearance", "gender": "gender", "sex": "gender", "race": "race", "ethnic": "race",
    "hispanic": "hispanic", "veteran": "veteran", "disab": "disability", "language": "languages",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as it stands in a form."""

    form: str
    id: str
    label: str
    kind: str
    options: tuple[str, ...]

    @property
    def digest(self) -> str:
        """What labels name it by."""
        return hashlib.sha256(f"{self.form}\n{self.label}\n{self.kind}".encode()).hexdigest()[:16]


def main() -> None:
    options = report.options("answers", needs=FOLDERS)
    more = options.folder("forms_ats") / "answers_labels.tsv"
    labels = _labels(LABELS) | (_labels(more) if more.is_file() else {})
    fields = [field for name in FOLDERS for field in _fields(options.folder(name))]
    known = list({field.digest: field for field in fields if field.digest in labels}.values())
    if not known:
        print(f"No field of these forms has a label. Put them into {more}: the program says how.", file=sys.stderr)
        raise SystemExit(report.MISSING)
    figures: dict[str, report.Figure] = {"fields": len(known), "forms": len({field.form for field in known})}
    figures |= _measured(known, labels, _ours)
    # A key word names no country: the baseline is asked for the kind alone.
    bare = {digest: asks.partition("/")[0] for digest, asks in labels.items()}
    baseline = _measured(known, bare, _key_words)
    report.publish("answers", options, figures=figures, baselines={"key words": baseline}, n=len(known))


def _ours(field: Asked) -> str:
    found = recognise(field.id, field.label, field.kind, field.options)
    if found.asks is None or found.confidence < SURE:
        return ASK
    return "/".join(filter(None, (found.asks.value, found.country, "alone" if found.alone else None)))


def _key_words(field: Asked) -> str:
    text = folded(field.label)
    return next((asks for word, asks in KEY_WORDS.items() if word in text), ASK)


def _measured(fields: list[Asked], labels: dict[str, str], take: Callable[[Asked], str]) -> dict[str, report.Figure]:
    taken = [(take(field), labels[field.digest]) for field in fields]
    right = sum(said == wanted != ASK for said, wanted in taken)
    wrong = sum(said not in (ASK, wanted) for said, wanted in taken)
    something = sum(wanted != ASK for _, wanted in taken)
    return {
        "right (precision)": right / (right + wrong) if right + wrong else 0.0,
        "found (coverage)": right / something if something else 0.0,
        "wrong": wrong,
        "left to ask though known": sum(said == ASK != wanted for said, wanted in taken),
    }


def _labels(path: Path) -> dict[str, str]:
    lines = (line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8") if line[:1] not in ("#", "\n"))
    return {line[0]: line[1] for line in lines}


def _fields(folder: Path) -> Iterator[Asked]:
    for path in sorted(folder.rglob("*")):
        if path.name.endswith((".html", ".html.gz")) and folder.name != "ats_payloads":
            yield from _page(
                path.name, gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            )
        elif path.suffix == ".json" and "question" in path.name and path.parent.name == "greenhouse":
            for asked in form_of(json.loads(path.read_bytes())):
                yield Asked(path.name, asked.id, asked.label, asked.kind, tuple(label for _, label in asked.options))
        elif path.suffix == ".json" and path.parent.name == "recruitee":
            for offer in json.loads(path.read_bytes()).get("offers", []):
                for told in offer.get("open_questions") or ():
                    yield Asked(path.name, str(told.get("id")), str(told.get("body")), str(told.get("kind")), ())


def _page(name: str, data: bytes) -> Iterator[Asked]:
    page = lxml.html.fromstring(data.decode(errors="replace"))
    for gone in page.xpath("//script|//style|//noscript"):
        gone.drop_tree()
    seen = set()
    for element in page.iter("input", "select", "textarea"):
        kind = element.get("type", "text") if element.tag == "input" else element.tag
        if kind in ("hidden", "submit", "button", "image", "reset", "search"):
            continue
        group = (kind, element.get("name")) if kind in ("radio", "checkbox") and element.get("name") else element
        if group in seen:
            continue
        seen.add(group)
        choices = tuple(
            " ".join(option.text_content().split()) for option in element.iter("option") if option.get("value")
        )
        asked = {"radio": "select", "checkbox": "boolean", "tel": "phone", "search": "text"}.get(kind, kind)
        yield Asked(name, element.get("name") or element.get("id") or "", _label(page, element), asked, choices)


def _label(page: lxml.html.HtmlElement, element: lxml.html.HtmlElement) -> str:
    """What a person reads beside a field."""
    named = page.xpath("//label[@for=$id]", id=element.get("id")) if element.get("id") else []
    if named and (text := _words(named[0])):
        return text
    if element.get("aria-label"):
        return " ".join(element.get("aria-label").split())
    for above in element.iterancestors():
        if above.tag in {"form", "body"}:
            break
        if text := _before(above, element):
            return text
    return element.get("placeholder") or ""


def _before(above: lxml.html.HtmlElement, element: lxml.html.HtmlElement) -> str:
    """The last text inside `above` that stands before the field."""
    last = " ".join((above.text or "").split())
    for child in above.iterchildren():
        if child is element or element in child.iterdescendants():
            return last
        last = _words(child) or last
        last = " ".join((child.tail or "").split()) or last
    return last


def _words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


if __name__ == "__main__":
    main()
