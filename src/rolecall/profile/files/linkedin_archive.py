"""LinkedIn's data archive (Settings → Get a copy of your data): a ZIP of CSV files, read without unpacking it to disk.

LinkedIn documents no format. File and column names are those of exports of 2020 to 2026; a complete archive holds many
more files (messages, connections, advertising), of which none is opened.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from rolecall.platform.hidden import UNSHOWN
from rolecall.profile.document import Writer
from rolecall.profile.files.text import decode
from rolecall.profile.files.unreadable import Empty, Encrypted, Malformed, TooLarge, UnreadableResume
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
    Source,
    Work,
)
from rolecall.profile.storable import storable_text

PROFILE, POSITIONS = "profile.csv", "positions.csv"
_READ = (
    PROFILE, POSITIONS, "education.csv", "skills.csv", "languages.csv", "certifications.csv", "projects.csv",
    "email addresses.csv", "phonenumbers.csv", "honors.csv", "volunteering.csv", "publications.csv", "courses.csv",
)  # fmt: skip
MOST_MEMBERS = 10_000
_MOST_BYTES = 2_000_000
_MOST_ROWS = 1_000
_LINE, _TEXT = 1_000, 20_000
_ENCRYPTED = 0x1
_WEB = re.compile(r"(?:([A-Za-z_ ]+):)?((?:https?://|www\.)[^\s,\]]+)")
_BULLET = re.compile(r"^\s*(?:[•◦‣▪▫●○■□◆❖➢►✓✔⁃∙·]+|[-–*+](?=\s))\s*")

Row = Mapping[str, str]


def is_linkedin_archive(names: Iterable[str]) -> bool:
    """Whether the members of a ZIP are those of LinkedIn's archive, whatever folder they lie in."""
    found = {PurePosixPath(name).name.casefold() for name in names}
    return PROFILE in found or (POSITIONS in found and bool(found & {"education.csv", "skills.csv"}))


def read_linkedin_archive(data: bytes) -> tuple[Resume, str]:
    """The résumé, and its data as lines of text. Raises `UnreadableResume` for what is broken, locked or oversized."""
    tables = _tables(data)
    paper = _Paper()
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


@dataclass(slots=True)
class _Paper:
    """The archive's data written as a résumé's lines; remembers where each field stands in them."""

    writer: Writer = field(default_factory=Writer)
    found: dict[str, Source] = field(default_factory=dict)

    def heading(self, text: str) -> None:
        self.writer.add([text], heading=True, gap=True)

    def line(self, *cells: tuple[str, str | None], bullet: bool = False) -> None:
        """Fields side by side, each with its pointer; empty ones are left out."""
        kept = [(pointer, text) for pointer, text in cells if text]
        line = self.writer.add([text for _, text in kept], bullet=bullet)
        if line is None:
            return
        for (pointer, _), cell in zip(kept, line.cells, strict=True):
            self.found[pointer] = Source(start=cell.start, end=cell.end, text=cell.text)

    def told(self, at: str, text: str | None, name: str = "summary") -> tuple[str | None, tuple[str, ...]]:
        """A description's running text and its bullets, written down: (summary, highlights)."""
        prose: list[str] = []
        bullets: list[str] = []
        for raw in (text or "")[:_TEXT].split("\n"):
            bare = _folded(_BULLET.sub("", raw))
            if bare and _BULLET.match(raw):
                self.line((f"{at}/highlights/{len(bullets)}", bare), bullet=True)
                bullets.append(bare)
            elif bare:
                self.prose(f"{at}/{name}", bare)
                prose.append(bare)
        return "\n".join(prose) or None, tuple(bullets)

    def prose(self, pointer: str, text: str) -> None:
        """A line of running text; the field's place reaches as far as its lines follow each other."""
        line = self.writer.add([text])
        before = self.found.get(pointer)
        if line is not None and (before is None or before.end + 1 == line.start):
            said = [before.text] if before else []
            start = before.start if before else line.start
            self.found[pointer] = Source(start=start, end=line.end, text="\n".join([*said, line.text]))


def _tables(data: bytes) -> dict[str, list[Row]]:
    """Rows of the files we read, by the file's name in small letters."""
    tables: dict[str, list[Row]] = {name: [] for name in _READ}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise TooLarge(f"it is packed in more than {MOST_MEMBERS} files")
            # The shallowest one counts where a name is there twice.
            for member in sorted(members, key=lambda member: (-member.filename.count("/"), member.filename)):
                name = PurePosixPath(member.filename).name.casefold()
                if name in tables:
                    tables[name] = _rows(archive, member)
    except UnreadableResume:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise Malformed("ZIP") from None
    return tables


def _rows(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> list[Row]:
    if member.flag_bits & _ENCRYPTED:
        raise Encrypted
    with archive.open(member) as packed:
        raw = packed.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        raise TooLarge(f"{PurePosixPath(member.filename).name[:40]} unpacks to more than {_MOST_BYTES / 1e6:.0f} MB")
    if not raw.strip():
        return []
    rows: list[Row] = []
    try:
        for row in csv.DictReader(io.StringIO(storable_text(decode(raw)), newline="")):
            if len(rows) >= _MOST_ROWS:
                raise TooLarge(f"{PurePosixPath(member.filename).name[:40]} has more than {_MOST_ROWS} rows")
            rows.append(
                {
                    name.strip().casefold(): value.strip()
                    for name, value in row.items()
                    if isinstance(name, str) and isinstance(value, str)
                }
            )
    except csv.Error:
        raise Malformed("CSV") from None
    return [row for row in rows if any(row.values())]


def _basics(tables: Mapping[str, list[Row]], paper: _Paper) -> Basics:
    row = tables[PROFILE][0] if tables[PROFILE] else {}
    name = _line(" ".join(filter(None, (row.get("first name"), row.get("last name")))) or row.get("full name"))
    paper.line(("/basics/name", name))
    label = _line(row.get("headline"))
    paper.line(("/basics/label", label))
    email, phone, place = (
        _email(tables["email addresses.csv"]),
        _phone(tables["phonenumbers.csv"]),
        row.get("geo location"),
    )
    location = location_of(_folded(place)) if place else None
    url, profiles = _web(row)
    cells = [
        ("/basics/email", email),
        ("/basics/phone", phone),
        ("/basics/location", _line(place)),
        ("/basics/url", url),
    ]
    paper.line(*cells, *((f"/basics/profiles/{at}/url", link.url) for at, link in enumerate(profiles)))
    said = [bare for raw in row.get("summary", "")[:_TEXT].split("\n") if (bare := _folded(raw))]
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
    return next((_line(row["email address"]) for row in ranked if "@" in row.get("email address", "")), None)


def _phone(rows: list[Row]) -> str | None:
    ranked = sorted(rows, key=lambda row: row.get("type", "").casefold() != "mobile")
    return next((_line(row["number"]) for row in ranked if row.get("number")), None)


def _web(row: Row) -> tuple[str | None, tuple[Link, ...]]:
    """Websites come as `[PERSONAL:https://…,COMPANY:https://…]`, handles as `[ada]`; the first page is the own one."""
    pages = [(label, _line(url)) for label, url in _WEB.findall(row.get("websites", ""))]
    handles = [handle.strip() for handle in row.get("twitter handles", "").strip("[] ").split(",") if handle.strip()]
    links = [Link(network=label.strip().capitalize() or None, url=url) for label, url in pages[1:10]]
    links += [
        Link(network="X", username=handle[:_LINE], url=f"https://x.com/{handle}"[:_LINE]) for handle in handles[:5]
    ]
    return (pages[0][1] if pages else None), tuple(links)


def _work(rows: list[Row], paper: _Paper) -> Iterator[Work]:
    if rows:
        paper.heading("Experience")
    for index, row in enumerate(rows):
        at = f"/work/{index}"
        position, name, place = _line(row.get("title")), _line(row.get("company name")), _line(row.get("location"))
        paper.line((f"{at}/position", position), (f"{at}/name", name), (f"{at}/location", place))
        start, end = _span(paper, at, row)
        summary, highlights = paper.told(at, row.get("description"))
        yield Work(
            name=name, position=position, location=place, start_date=start, end_date=end, summary=summary,
            highlights=highlights,
        )  # fmt: skip


def _education(rows: list[Row], paper: _Paper) -> Iterator[Education]:
    if rows:
        paper.heading("Education")
    for index, row in enumerate(rows):
        at = f"/education/{index}"
        school = _line(row.get("school name"))
        degree, _, area = (_line(row.get("degree name")) or "").partition(", ")
        paper.line((f"{at}/institution", school), (f"{at}/studyType", degree or None), (f"{at}/area", area or None))
        start, end = _span(paper, at, row, "start date", "end date")
        summary, highlights = paper.told(at, "\n".join(filter(None, (row.get("notes"), row.get("activities")))))
        yield Education(
            institution=school, study_type=degree or None, area=area or None, start_date=start, end_date=end,
            summary=summary, highlights=highlights,
        )  # fmt: skip


def _skills(rows: list[Row], paper: _Paper) -> Iterator[Skill]:
    names = list(dict.fromkeys(name for row in rows if (name := _line(row.get("name")))))
    if names:
        paper.heading("Skills")
        for at, name in enumerate(names):
            paper.line((f"/skills/0/keywords/{at}", name))
        yield Skill(keywords=tuple(names))


def _languages(rows: list[Row], paper: _Paper) -> Iterator[Language]:
    if rows:
        paper.heading("Languages")
    for at, row in enumerate(rows):
        language, fluency = _line(row.get("name")), _line(row.get("proficiency"))
        paper.line((f"/languages/{at}/language", language), (f"/languages/{at}/fluency", fluency))
        yield Language(language=language, fluency=fluency)


def _certificates(rows: list[Row], paper: _Paper) -> Iterator[Certificate]:
    if rows:
        paper.heading("Certifications")
    for index, row in enumerate(rows):
        at = f"/certificates/{index}"
        name, issuer, said = _line(row.get("name")), _line(row.get("authority")), _line(row.get("started on"))
        date = _date(said)
        paper.line((f"{at}/name", name), (f"{at}/issuer", issuer), (f"{at}/date", said if date else None))
        yield Certificate(name=name, issuer=issuer, date=date)


def _projects(rows: list[Row], paper: _Paper) -> Iterator[Project]:
    if rows:
        paper.heading("Projects")
    for index, row in enumerate(rows):
        at = f"/projects/{index}"
        name, url = _line(row.get("title")), _line(row.get("url"))
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


def _others(tables: Mapping[str, list[Row]], paper: _Paper) -> Iterator[Entry]:
    index = 0
    for file, section, named, organised, dated, told in _OTHERS:
        if tables[file]:
            paper.heading(section)
        for row in tables[file]:
            at = f"/others/{index}"
            name, organisation = _line(row.get(named)), _line(row.get(organised or ""))
            said = _line(row.get(dated or ""))
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
    paper: _Paper, at: str, row: Row, since: str = "started on", until: str = "finished on"
) -> tuple[str | None, str | None]:
    first, last = _line(row.get(since)), _line(row.get(until))
    start, end = _date(first), _date(last)
    paper.line((f"{at}/startDate", first if start else None), (f"{at}/endDate", last if end else None))
    return start, end


def _date(said: str | None) -> str | None:
    """`Mar 2021` or `2021` as ISO 8601; None for what is no date."""
    period = only_period(said) if said else None
    return (period.start or period.end) if period else None


def _line(text: str | None) -> str | None:
    return _folded(text or "")[:_LINE] or None


def _folded(text: str) -> str:
    return " ".join(UNSHOWN.sub("", text).split())
