"""Lies about real résumés, and truths: lines of their positions changed in typed ways. Nothing here asks the gate."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rolecall.profile.queries import Fact, FactKind, Resume, facts_of

_NEIGHBOURS = [
    ("Java", "JavaScript"), ("React", "Angular"), ("Python", "Ruby"), ("Oracle", "MySQL"), ("SQL", "MongoDB"),
    ("Excel", "Tableau"), ("SAP", "Oracle"), ("AWS", "Azure"), ("Linux", "Solaris"), ("Photoshop", "Figma"),
    ("Salesforce", "HubSpot"), ("QuickBooks", "Xero"), ("Word", "InDesign"), ("PowerPoint", "Keynote"),
    ("HTML", "PHP"), ("Access", "FileMaker"), ("Windows", "macOS"), ("Epic", "Cerner"), ("Outlook", "Lotus Notes"),
]  # fmt: skip
_EMPLOYERS = ["Halvorsen Dynamics", "Siemens", "Goldman Sachs", "Nestlé", "Trelleborg Partners", "Deloitte"]
_NUMBER = re.compile(r"(?<![\w.,$/-])\d{1,3}(?![\w.,/:-]|\s?-\s?\d)")
_BOUND = re.compile(
    r"(?i)(?:over|above|than|least|plus|up to|exceeding|nearly|almost|about|around|approximately|under|below)\s+(?:an?\s+)?\S?$"
)
_WORDS = dict(
    enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
)
_TAIL = re.compile(r"\s+(?:by|for|with|in|to|through|including|while|using)\s[^,;.]*[.;]?$")


@dataclass(frozen=True)
class Told:
    """A line told of a candidate: `about` is the fact that it rewords."""

    category: str
    text: str
    about: Fact


def lies_about(resume: Resume, chance: random.Random, lines: int = 3) -> Iterator[Told]:
    """Lies about some lines and the heads of a résumé's positions."""
    facts = facts_of(resume)
    duties = [fact for fact in facts if fact.kind is FactKind.DUTY and len(fact.text.split()) in range(6, 40)]
    whole = " ".join(fact.text for fact in facts)
    for fact in chance.sample(duties, min(lines, len(duties))):
        text = fact.text.rstrip(". ")
        if number := _NUMBER.search(text):
            other = int(number[0]) * 3 + 1
            yield Told("number", f"{text[: number.start()]}{other}{text[number.end() :]}", fact)
            if not _BOUND.search(text[: number.start()]) and text[number.end() :][:1] != "+":
                yield Told("bound", f"{text[: number.start()]}more than {number[0]}{text[number.end() :]}", fact)
        yield Told("result", f"{text}, resulting in {chance.randint(12, 88)}% more revenue", fact)
        yield Told("team size", f"{text} with a team of {chance.randint(41, 97)} people", fact)
        yield Told("superlative", f"{text}, the best result in the history of the company", fact)
        yield Told("employer", f"{text} at {chance.choice(_EMPLOYERS)}", fact)
        for known, near in _NEIGHBOURS:
            if re.search(rf"(?<!\w){known}(?!\w)", text) and near not in whole:
                yield Told("neighbouring skill", re.sub(rf"(?<!\w){known}(?!\w)", near, text, count=1), fact)
        if not re.search(r"(?i)\b(?:founded|founder|founding)\b", whole):
            yield Told("founding", f"Founded the company and {text[0].lower()}{text[1:]}", fact)
        if not re.search(r"(?i)phd|ph\.d|doctor", whole):
            yield Told("degree", f"Holding a PhD, {text[0].lower()}{text[1:]}", fact)
        if not re.search(r"(?i)rust|haskell", whole):
            yield Told("skill", f"{text} in Rust and Haskell", fact)
        if not re.search(r"(?i)certif|licen", whole):
            yield Told("certificate", f"As a certified professional, {text[0].lower()}{text[1:]}", fact)
        if not re.search(r"(?i)japanese", whole):
            yield Told("language", f"{text} in fluent Japanese", fact)
    for index, work in enumerate(resume.work):
        head = next((fact for fact in facts if fact.pointer == f"/work/{index}"), None)
        if head is None or not work.position or not work.name or not work.start_date or len(work.position) > 60:
            continue
        rest = f"{work.name} | {work.start_date} – {work.end_date or 'Present'}"
        year = int(work.start_date[:4])
        yield Told(
            "dates",
            f"{work.position}, {work.name} | {year - 3}{work.start_date[4:]} – {work.end_date or 'Present'}",
            head,
        )
        yield Told(
            "employer",
            f"{work.position}, {chance.choice(_EMPLOYERS)} | {work.start_date} – {work.end_date or 'Present'}",
            head,
        )
        if not re.search(r"(?i)senior|\bsr\b", work.position):
            yield Told("title", f"Senior {work.position}, {rest}", head)
        if not re.search(r"(?i)vice|president|\bvp\b", work.position):
            yield Told("title", f"Vice President, {work.position}, {rest}", head)
        if not re.search(r"(?i)head|chief", work.position):
            yield Told("title", f"Head of {work.position}, {rest}", head)


def truths_about(resume: Resume, chance: random.Random, lines: int = 4) -> Iterator[Told]:
    """True rewordings of some lines and heads."""
    facts = facts_of(resume)
    duties = [fact for fact in facts if fact.kind is FactKind.DUTY and len(fact.text.split()) in range(6, 40)]
    for fact in chance.sample(duties, min(lines, len(duties))):
        text = fact.text.rstrip(". ")
        yield Told("verbatim", fact.text, fact)
        yield Told("full stop", f"{text}.", fact)
        first = text.split()[0]
        if first.endswith("ed") and first.isalpha():
            yield Told("first person", f"I {text[0].lower()}{text[1:]}.", fact)
        if (cut := _TAIL.search(text)) and len(text[: cut.start()].split()) >= 4:
            yield Told("trimmed", text[: cut.start()], fact)
        if (number := _NUMBER.search(text)) and int(number[0]) in range(2, 13) and text[number.end() :][:1] != "%":
            yield Told(
                "number in words", f"{text[: number.start()]}{_WORDS[int(number[0])]}{text[number.end() :]}", fact
            )
        if "%" in text:
            yield Told("percent", text.replace("%", " percent"), fact)
        if " and " in text:
            yield Told("sign for and", text.replace(" and ", " & "), fact)
    for index, work in enumerate(resume.work):
        head = next((fact for fact in facts if fact.pointer == f"/work/{index}"), None)
        if head is None or not work.position or not work.name or not work.start_date:
            continue
        for start, end in (
            (work.start_date[:4], (work.end_date or "Present")[:7]),
            (work.start_date, work.end_date or "Present"),
        ):
            yield Told(
                "head",
                f"{work.name}, {work.position} | {start} – {end[:4] if end[:1].isdigit() and len(start) == 4 else end}",
                head,
            )
