"""The CSV files of LinkedIn's data archive as rows, within bounds, and a paper to write their fields on."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from rolecall.platform.hidden import UNSHOWN
from rolecall.profile.document import Writer
from rolecall.profile.files.text import decode
from rolecall.profile.files.unreadable import Encrypted, Malformed, TooLarge, UnreadableResume
from rolecall.profile.resume import Source
from rolecall.profile.storable import storable_text

PROFILE, POSITIONS = "profile.csv", "positions.csv"
_READ = (
    PROFILE, POSITIONS, "education.csv", "skills.csv", "languages.csv", "certifications.csv", "projects.csv",
    "email addresses.csv", "phonenumbers.csv", "honors.csv", "volunteering.csv", "publications.csv", "courses.csv",
)  # fmt: skip
MOST_MEMBERS = 10_000
_MOST_BYTES = 2_000_000
_MOST_ROWS = 1_000
MOST_LINE, MOST_TEXT = 1_000, 20_000
_ENCRYPTED = 0x1
_BULLET = re.compile(r"^\s*(?:[•◦‣▪▫●○■□◆❖➢►✓✔⁃∙·]+|[-–*+](?=\s))\s*")

Row = Mapping[str, str]


def tables_of(data: bytes) -> dict[str, list[Row]]:
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


@dataclass(slots=True)
class Paper:
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
        for raw in (text or "")[:MOST_TEXT].split("\n"):
            bare = folded(_BULLET.sub("", raw))
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


def line_of(text: str | None) -> str | None:
    """A field as one line; None when there is nothing to see in it."""
    return folded(text or "")[:MOST_LINE] or None


def folded(text: str) -> str:
    """White space as single blanks, without characters that show nothing."""
    return " ".join(UNSHOWN.sub("", text).split())
