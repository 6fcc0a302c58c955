"""Taking a URL apart the way people paste it: without a scheme, with blanks, twice escaped, with tracking."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
LONGEST = 4_000
HOST = re.compile(r"([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)+[a-z][a-z0-9-]*[a-z]", re.IGNORECASE)
COUNTRY_SECOND_LEVEL = re.compile(r"\.(co|com|org|net|ac|gov|edu)\.[a-z]{2}$")
"""Labels that stand before a country's own, as in `example.co.uk`."""
AGGREGATORS = frozenset(
    [
        "careerpuck",
        "comparably",
        "linkedin",
        "indeed",
        "glassdoor",
        "ziprecruiter",
        "google",
        "simplify",
        "builtin",
        "jobright",
    ]
)
"""Hosts that show other companies' postings: their name says nothing about the employer."""


@dataclass(frozen=True, slots=True)
class Url:
    """`path` without empty parts, percent-decoded; `query` in order, with repeated names."""

    host: str
    path: tuple[str, ...]
    query: tuple[tuple[str, str], ...]

    def first(self, *names: str) -> str | None:
        """The first value that is not blank of any of these query parameters, in the order of the names."""
        for name in names:
            for key, value in self.query:
                if key == name and value.strip():
                    return value.strip()
        return None


def split(url: str) -> Url | None:
    """The parts of an http(s) URL, or of one whose scheme was left out; None for everything else."""
    text = url.strip().strip("<>\"'")
    if not text or len(text) > LONGEST or re.search(r"\s", text.split("?")[0].split("/")[0]):
        return None
    if "://" not in text[:12]:
        text = "https://" + text.removeprefix("//")
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").rstrip(".").lower()
        _ = parts.port  # raises for a port that none can be
        query = tuple(parse_qsl(parts.query.replace("&amp;", "&"), keep_blank_values=True))
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not HOST.fullmatch(host):
        return None
    # Single-page sites put the real query behind the "#": `#/job?gh_jid=1`.
    if "?" in parts.fragment:
        query += tuple(parse_qsl(parts.fragment.partition("?")[2]))
    return Url(host, tuple(unquote(part).strip() for part in parts.path.split("/") if part.strip()), query)


def joined(base: str, href: str) -> str:
    """A link of the page at `base`, in full; "" for a link that cannot be one (`//]`)."""
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return ""


def uuid_in(text: str | None) -> str | None:
    """The UUID that a path part starts with, lower case."""
    found = UUID.match(text.strip()) if text else None
    return found.group().lower() if found else None


def guessed_company(url: Url) -> str | None:
    """The company's likely name on a board, from its own host: `careers.example.co.uk` → `example`."""
    labels = url.host.split(".")
    if COUNTRY_SECOND_LEVEL.search(url.host):
        labels = labels[:-1]
    name = labels[-2]
    if name in AGGREGATORS:
        # These put the company's board name into the path: `/job-board/example/job/1`.
        marks = [at for at, part in enumerate(url.path[:-1]) if part in ("job-board", "gh", "company", "companies")]
        return url.path[marks[0] + 1].lower() if marks else None
    return name.replace("-", "").replace("_", "") or None
