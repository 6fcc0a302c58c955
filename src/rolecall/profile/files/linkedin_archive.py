"""LinkedIn's data archive (Settings → Get a copy of your data): a ZIP of CSV files, read without unpacking it to disk.

LinkedIn documents no format. File and column names are those of exports of 2020 to 2026; a complete archive holds many
more files (messages, connections, advertising), of which none is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from rolecall.profile.files.linkedin_tables import (
    MOST_LINE,
    MOST_TEXT,
    POSITIONS,
    PROFILE,
    Paper,
    Row,
    folded,
    line_of,
    tables_of,
)
from rolecall.profile.files.unreadable import Empty
from rolecall.profile.parse.addresses import location_of
from rolecall.profile.parse.dates import only_period
from rolecall.profile.resume import (
    Basics,
    Certificate,
    Education,
    Entry,
    Language,
    Link,
    Project,
    Resume,
    Skill,
    Work,
)

_WEB = re.compile(r"(?:([A-Za-z_ ]+):)?((?:https?://|www\.)[^\s,\]]+)")


def is_linkedin_archive(names: Iterable[str]) -> bool:
    """Whether the members of a ZIP are those of LinkedIn's archive, whatever folder they lie in."""
    found = {PurePosixPath(name).name.casefold() for name in names}
    return PROFILE in found or (POSITIONS in found and bool(found & {"education.csv", "skills.csv"}))


def read_linkedin_archive(data: bytes) -> tuple[Resume, str]:
    """The résumé, and its data as lines of text. Raises `UnreadableResume` for what is broken, locked or oversized."""
    tables = tables_of(data)
    paper = Paper()
    basics = _basics(tables, paper)
    resume = Resume(
        basics=basics,
        work=tuple(_work(tables[POSITIONS], paper)),
        education=tuple(_education(tables["education.csv"], paper)),
        skills=tuple(_skills(tables["skills.csv"], paper)),
        languages=tuple(_languages(tables["languages.csv"], paper)),
        certificates=tuple(_certificates(tables["certifications.csv"], paper)),
        projects=tuple(_projects(tables["projects.csv"], paper)),
        others=tuple(_others(tables, paper)),
    )
    if not paper.found:
        raise Empty
    return resume.model_copy(update={"sources": paper.found}), "\n".join(paper.writer.parts)


def _basics(tables: Mapping[str, list[Row]], paper: Paper) -> Basics:
    row = tables[PROFILE][0] if tables[PROFILE] else {}
    name = line_of(" ".join(filter(None, (row.get("first name"), row.get("last name")))) or row.get("full name"))
    paper.line(("/basics/name", name))
    label = line_of(row.get("headline"))
    paper.line(("/basics/label", label))
    email, phone, place = (
        _email(tables["email addresses.csv"]),
        _phone(tables["phonenumbers.csv"]),
        row.get("geo location"),
    )
    location = location_of(folded(place)) if place else None
    url, profiles = _web(row)
    cells = [
        ("/basics/email", email),
        ("/basics/phone", phone),
        ("/basics/location", line_of(place)),
        ("/basics/url", url),
    ]
    paper.line(*cells, *((f"/basics/profiles/{at}/url", link.url) for at, link in enumerate(profiles)))
    said = [bare for raw in row.get("summary", "")[:MOST_TEXT].split("\n") if (bare := folded(raw))]
    if said:
        paper.heading("Summary")
    for bare in said:
        paper.prose("/basics/summary", bare)
    summary = "\n".join(said) or None
    return Basics(
        name=name, label=label, email=email, phone=phone, url=url, summary=summary, location=location, profiles=profiles
    )


def _email(rows: list[Row]) -> str | None:
    """The primary address; else the first one that was confirmed."""
    ranked = sorted(
        rows, key=lambda row: (row.get("primary", "").casefold() != "yes", row.get("confirmed", "").casefold() != "yes")
    )
    return next((line_of(row["email address"]) for row in ranked if "@" in row.get("email address", "")), None)


def _phone(rows: list[Row]) -> str | None:
    ranked = sorted(rows, key=lambda row: row.get("type", "").casefold() != "mobile")
    return next((line_of(row["number"]) for row in ranked if row.get("number")), None)


def _web(row: Row) -> tuple[str | None, tuple[Link, ...]]:
    """Websites come as `[PERSONAL:https://…,COMPANY:https://…]`, handles as `[ada]`; the first page is the own one."""
    pages = [(label, line_of(url)) for label, url in _WEB.findall(row.get("websites", ""))]
    handles = [handle.strip() for handle in row.get("twitter handles", "").strip("[] ").split(",") if handle.strip()]
    links = [Link(network=label.strip().capitalize() or None, url=url) for label, url in pages[1:10]]
    links += [
        Link(network="X", username=handle[:MOST_LINE], url=f"https://x.com/{handle}"[:MOST_LINE])
        for handle in handles[:5]
    ]
    return (pages[0][1] if pages else None), tuple(links)


def _work(rows: list[Row], paper: Paper) -> Iterator[Work]:
    if rows:
        paper.heading("Experience")
    for index, row in enumerate(rows):
        at = f"/work/{index}"
        position, name, place = (
            line_of(row.get("title")),
            line_of(row.get("company name")),
            line_of(row.get("location")),
        )
        paper.line((f"{at}/position", position), (f"{at}/name", name), (f"{at}/location", place))
        start, end = _span(paper, at, row)
        summary, highlights = paper.told(at, row.get("description"))
        yield Work(
            name=name, position=position, location=place, start_date=start, end_date=end, summary=summary,
            highlights=highlights,
        )  # fmt: skip


def _education(rows: list[Row], paper: Paper) -> Iterator[Education]:
    if rows:
        paper.heading("Education")
    for index, row in enumerate(rows):
        at = f"/education/{index}"
        school = line_of(row.get("school name"))
        degree, _, area = (line_of(row.get("degree name")) or "").partition(", ")
        paper.line((f"{at}/institution", school), (f"{at}/studyType", degree or None), (f"{at}/area", area or None))
        start, end = _span(paper, at, row, "start date", "end date")
        summary, highlights = paper.told(at, "\n".join(filter(None, (row.get("notes"), row.get("activities")))))
        yield Education(
            institution=school, study_type=degree or None, area=area or None, start_date=start, end_date=end,
            summary=summary, highlights=highlights,
        )  # fmt: skip


def _skills(rows: list[Row], paper: Paper) -> Iterator[Skill]:
    names = list(dict.fromkeys(name for row in rows if (name := line_of(row.get("name")))))
    if names:
        paper.heading("Skills")
        for at, name in enumerate(names):
            paper.line((f"/skills/0/keywords/{at}", name))
        yield Skill(keywords=tuple(names))


def _languages(rows: list[Row], paper: Paper) -> Iterator[Language]:
    if rows:
        paper.heading("Languages")
    for at, row in enumerate(rows):
        language, fluency = line_of(row.get("name")), line_of(row.get("proficiency"))
        paper.line((f"/languages/{at}/language", language), (f"/languages/{at}/fluency", fluency))
        yield Language(language=language, fluency=fluency)


def _certificates(rows: list[Row], paper: Paper) -> Iterator[Certificate]:
    if rows:
        paper.heading("Certifications")
    for index, row in enumerate(rows):
        at = f"/certificates/{index}"
        name, issuer, said = line_of(row.get("name")), line_of(row.get("authority")), line_of(row.get("started on"))
        date = _date(said)
        paper.line((f"{at}/name", name), (f"{at}/issuer", issuer), (f"{at}/date", said if date else None))
        yield Certificate(name=name, issuer=issuer, date=date)


def _projects(rows: list[Row], paper: Paper) -> Iterator[Project]:
    if rows:
        paper.heading("Projects")
    for index, row in enumerate(rows):
        at = f"/projects/{index}"
        name, url = line_of(row.get("title")), line_of(row.get("url"))
        paper.line((f"{at}/name", name), (f"{at}/url", url))
        start, end = _span(paper, at, row)
        text, highlights = paper.told(at, row.get("description"), "description")
        yield Project(name=name, url=url, start_date=start, end_date=end, description=text, highlights=highlights)


_OTHERS = (
    ("honors.csv", "Honors", "title", None, "issued on", "description"),
    ("volunteering.csv", "Volunteering", "role", "company name", "started on", "description"),
    ("publications.csv", "Publications", "name", "publisher", "published on", "description"),
    ("courses.csv", "Courses", "name", None, None, None),
)
"""File, section, and the columns of name, organisation, date and text."""


def _others(tables: Mapping[str, list[Row]], paper: Paper) -> Iterator[Entry]:
    index = 0
    for file, section, named, organised, dated, told in _OTHERS:
        if tables[file]:
            paper.heading(section)
        for row in tables[file]:
            at = f"/others/{index}"
            name, organisation = line_of(row.get(named)), line_of(row.get(organised or ""))
            said = line_of(row.get(dated or ""))
            date = _date(said)
            paper.line(
                (f"{at}/name", name), (f"{at}/organization", organisation), (f"{at}/date", said if date else None)
            )
            summary, highlights = paper.told(at, row.get(told or ""))
            yield Entry(
                section=section, name=name, organization=organisation, date=date, summary=summary, highlights=highlights
            )
            index += 1


def _span(
    paper: Paper, at: str, row: Row, since: str = "started on", until: str = "finished on"
) -> tuple[str | None, str | None]:
    first, last = line_of(row.get(since)), line_of(row.get(until))
    start, end = _date(first), _date(last)
    paper.line((f"{at}/startDate", first if start else None), (f"{at}/endDate", last if end else None))
    return start, end


def _date(said: str | None) -> str | None:
    """`Mar 2021` or `2021` as ISO 8601; None for what is no date."""
    period = only_period(said) if said else None
    return (period.start or period.end) if period else None
