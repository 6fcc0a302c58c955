"""A liar and a truthful one: both reword what made-up people's facts say, one of them falsely, in thirty ways.

Neither looks at the gate's lists of words. A lie keeps most of a true statement and changes what it claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rolecall.profile.queries import Fact, FactKind, facts_of
from tests.prepare.made_up import PEOPLE, SPOKEN, Line, Person

YEAR = 2026


@dataclass(frozen=True)
class Told:
    """Something told of a person. `about` is the fact it rewords, None where it is a sentence of its own."""

    person: Person
    category: str
    text: str
    about: Fact | None


def lies() -> list[Told]:
    """Each once."""
    return list(
        {(told.person.name, told.text, told.about): told for person in PEOPLE for told in _lies(person)}.values()
    )


def truths() -> list[Told]:
    """Each once."""
    return list(
        {(told.person.name, told.text, told.about): told for person in PEOPLE for told in _truths(person)}.values()
    )


def _lies(person: Person) -> Iterator[Told]:
    facts = facts_of(person.resume)
    spoken = SPOKEN[person.language]
    heads = [fact for fact in facts if fact.kind is FactKind.POSITION]
    for number, lines in enumerate(person.lines):
        head, work = heads[number], person.resume.work[number]
        title, employer = work.position or "", work.name or ""
        for line in lines:
            fact = _fact(facts, line.text)
            yield from (Told(person, category, text, fact) for category, text in line.false)
            for category, text in _mutated(person, line):
                yield Told(person, category, text, fact)
            for other in range(len(heads)):
                if other != number:
                    elsewhere = person.resume.work[other].name or ""
                    text = spoken.at.format(employer=elsewhere, line=line.text)
                    if re.search(r"\d", line.text):
                        yield Told(person, "another employer", text, None)
                        yield Told(
                            person, "another position's number", line.text, _fact(facts, person.lines[other][0].text)
                        )
        start, end = work.start_date or "", work.end_date
        for promoted in (f"Senior {title}", f"Head {title}", f"{title} Manager", f"Director, {title}"):
            yield Told(person, "title", f"{promoted}, {employer} | {start} – {end or spoken.present}", head)
        for invented in ("Google", "Nordbank", "Vantor Group"):
            yield Told(person, "employer", f"{title}, {invented} | {start} – {end or spoken.present}", head)
        earlier = f"{int(start[:4]) - 2}{start[4:]}"
        yield Told(person, "dates", f"{title}, {employer} | {earlier} – {end or spoken.present}", head)
        yield Told(
            person, "dates", spoken.since.format(title=title, employer=employer, start=_month(person, earlier)), None
        )
        yield Told(person, "dates", f"{title}, {employer} ({int(start[:4]) - 1} – {(end or str(YEAR))[:4]})", None)
        if end:
            later = f"{int(end[:4]) + 2}{end[4:]}"
            yield Told(person, "dates", f"{title}, {employer} | {start} – {later}", head)
            yield Told(person, "open end", f"{title}, {employer} | {start} – {spoken.present}", head)
            yield Told(
                person, "dates", spoken.until.format(title=title, employer=employer, end=_month(person, later)), None
            )
    for extra in (3, 6, 12):
        yield Told(person, "years", spoken.years.format(n=person.years + extra), None)
    if len(heads) > 1:
        first, second = person.resume.work[:2]
        yield Told(
            person, "lent title", f"{first.position}, {second.name} | {second.start_date} – {second.end_date}", heads[1]
        )
        yield Told(
            person, "lent dates", f"{first.position}, {first.name} | {second.start_date} – {second.end_date}", heads[0]
        )
    study = person.resume.education[0]
    degree = next(fact for fact in facts if fact.kind is FactKind.EDUCATION)
    for category, text in (
        ("degree", f"PhD in {study.area}, {study.institution} | {study.start_date} – {study.end_date}"),
        ("degree", f"MBA, {study.institution} | {study.start_date} – {study.end_date}"),
        ("school", f"{study.study_type} in {study.area}, Stanford University | {study.start_date} – {study.end_date}"),
        ("dates", f"{study.study_type} in {study.area}, {study.institution} | {study.start_date} – 2012-06"),
        ("honours", f"{study.study_type} in {study.area}, summa cum laude, {study.institution}"),
    ):
        yield Told(person, category, text, degree)
    if person.language == "en":
        yield from (Told(person, category, text, None) for category, text in _english(person))


def _mutated(person: Person, line: Line) -> Iterator[tuple[str, str]]:
    """Lies that any line allows."""
    tail = {
        "en": (("result", ", resulting in 31% more revenue"), ("team", " with a team of 23 people"), ("superlative", ", the best in the company")),
        "de": (("result", ", dadurch 31 % mehr Umsatz"), ("team", " mit einem Team von 23 Personen"), ("superlative", ", als beste im Unternehmen")),
        "fr": (("result", ", soit 31 % de chiffre d'affaires en plus"), ("team", " avec une équipe de 23 personnes")),
        "es": (("result", ", con un 31 % más de ingresos"), ("team", " con un equipo de 23 personas")),
        "pt": (("result", ", com mais 31 % de receita"), ("team", " com uma equipa de 23 pessoas")),
        "it": (("result", ", con il 31 % di ricavi in più"), ("team", " con una squadra di 23 persone")),
        "nl": (("result", ", met 31 % meer omzet"), ("team", " met een team van 23 mensen")),
    }[person.language]  # fmt: skip
    for category, words in tail:
        yield category, line.text + words
    number = re.search(r"\d+", line.text)
    if number:
        yield "number", line.text[: number.start()] + str(int(number[0]) + 3) + line.text[number.end() :]
    for skill in person.known:
        if re.search(rf"(?<!\w){re.escape(skill)}(?!\w)", line.text):
            for other in person.unknown:
                yield "neighbouring skill", line.text.replace(skill, other)


def _english(person: Person) -> Iterator[tuple[str, str]]:
    last = person.resume.work[0]
    for skill in person.unknown:
        yield "skill", f"I have worked with {skill} for years."
        yield "skill", f"I am an expert in {skill}."
    yield "expert", f"I am an expert in {person.known[0]}."
    yield "language", "I am fluent in Japanese."
    yield (
        "language level",
        f"I speak {person.resume.languages[1].language if person.name != 'Tobias Mwangi' else 'French'} at level C2.",
    )
    yield "language level", "I am a native speaker of French."
    yield "certificate", "I am a certified Scrum Master."
    yield "certificate", "I hold a licence to practise law."
    yield "founding", f"I founded {last.name}."
    yield "founding", "I founded two companies."
    yield "leading", f"At {last.name} I managed the whole department."
    yield "leading", f"At {last.name} I led 40 people."
    yield "employer", "Before that I spent a while at Deloitte."
    yield "award", f"I won the award for the best employee at {last.name}."
    yield "superlative", f"I was the top performer at {last.name}."
    yield "title", f"I was promoted to Vice President at {last.name}."
    yield "title", f"At {last.name} I work as a chief operating officer."
    yield "quantity", f"At {last.name} I trained thousands of colleagues."
    if person.name == "Ines Halloran":
        yield "negation", "I have experience with Spark."
        yield "modality", "I program in Rust."
        yield "modality", "I am a Rust expert."
        yield "low rank", "Data Analyst, Fennimore Foods | 2018-10 – 2022-03"


def _truths(person: Person) -> Iterator[Told]:
    facts = facts_of(person.resume)
    spoken = SPOKEN[person.language]
    heads = [fact for fact in facts if fact.kind is FactKind.POSITION]
    for number, lines in enumerate(person.lines):
        head, work = heads[number], person.resume.work[number]
        title, employer = work.position or "", work.name or ""
        for line in lines:
            fact = _fact(facts, line.text)
            yield Told(person, "verbatim", line.text, fact)
            yield Told(person, "full stop", line.text + ".", fact)
            yield from (Told(person, "reworded", text, fact) for text in line.true)
            yield Told(person, "with its employer", spoken.at.format(employer=employer, line=line.text), None)
            yield Told(person, "percent in words", line.text.replace("%", spoken.percent), fact)
            if " durch " in line.text or " by " in line.text or " with " in line.text:
                yield Told(person, "trimmed", re.split(r" durch | by (?=[a-z])| with ", line.text)[0], fact)
        start, end = work.start_date or "", work.end_date
        for shown in ("iso", "month", "short", "year", "slash"):
            span = f"{_shown(person, start, shown)} – {_shown(person, end, shown) if end else spoken.present}"
            yield Told(person, "dates", f"{title}, {employer} | {span}", head)
            yield Told(person, "dates", f"{employer}, {title} ({span})", head)
        yield Told(
            person, "since", spoken.since.format(title=title, employer=employer, start=_month(person, start)), None
        )
        yield Told(person, "since", spoken.since.format(title=title, employer=employer, start=start[:4]), None)
        if end:
            yield Told(
                person, "until", spoken.until.format(title=title, employer=employer, end=_month(person, end)), None
            )
    yield Told(person, "years", spoken.years.format(n=person.years), None)
    study = person.resume.education[0]
    degree = next(fact for fact in facts if fact.kind is FactKind.EDUCATION)
    yield Told(person, "study", f"{study.study_type} in {study.area}, {study.institution}", degree)
    yield Told(
        person,
        "study",
        f"{study.institution}: {study.area}, {study.study_type} ({(study.start_date or '')[:4]}–{(study.end_date or '')[:4]})",
        degree,
    )
    yield Told(person, "skills", ", ".join(reversed(person.known)), None)
    yield Told(person, "skills", " · ".join(sorted(person.known)), None)
    yield Told(
        person,
        "languages",
        ", ".join(f"{known.language} ({known.fluency})" for known in reversed(person.resume.languages)),
        None,
    )
    if person.language == "en":
        yield from (Told(person, "sentence", text, None) for text in _true_english(person))


def _true_english(person: Person) -> Iterator[str]:
    last, study = person.resume.work[0], person.resume.education[0]
    yield f"I work as a {(last.position or '').lower()} at {last.name}."
    yield f"I know {person.known[0]} and {person.known[1]}."
    yield f"I studied {study.area} at the {study.institution}."
    yield f"Since {(last.start_date or '')[:4]} I have been with {last.name}."
    yield "I would be glad to talk about the role."
    yield "I look forward to hearing from you."
    yield "I would like to lead a team one day."
    yield "Your posting caught my attention."
    yield "Thank you for reading my application."
    yield f"I speak {' and '.join(known.language or '' for known in person.resume.languages[:2])}."
    yield (
        f"I have more than {person.years - 2} years of experience."
        if person.name == ""
        else "I am happy to send references."
    )
    if person.name == "Ines Halloran":
        yield "I am learning Rust."
        yield "I have no experience with Spark."
        yield "At Quillmark Logistics I helped move 9 services to Kubernetes, and at Fennimore Foods I wrote 25 Tableau dashboards."
        yield "I hold the AWS Certified Cloud Practitioner certificate."
    else:
        yield "At Larkfield Hospital I reduced falls by 22%, and at Elmsgrove House I gave medication to 45 residents under supervision."


def _fact(facts: tuple[Fact, ...], text: str) -> Fact:
    return next(fact for fact in facts if fact.text == text)


def _month(person: Person, iso: str) -> str:
    return _shown(person, iso, "month")


def _shown(person: Person, iso: str, how: str) -> str:
    year, month = iso[:4], int(iso[5:7])
    name = SPOKEN[person.language].months.split()[month - 1]
    match how:
        case "iso":
            return iso
        case "month":
            return f"{name} de {year}" if person.language in {"es", "pt"} else f"{name} {year}"
        case "short":
            return f"{name[:3]} {year}" if person.language == "en" else f"{name} {year}"
        case "slash":
            return f"{month:02d}/{year}"
        case _:
            return year
