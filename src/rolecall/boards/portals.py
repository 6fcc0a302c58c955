"""Portals that Rolecall recognises and never reads: LinkedIn, Indeed, Glassdoor, Wellfound and their like.

Their terms forbid automatic reading, and they answer it with challenges and blocked accounts. What a person has open
in the own browser is another thing: `boards.captured` takes the page or its text from there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from rolecall.boards.urls import UUID, Url, split
from rolecall.platform.errors import Problem

TOP = r"(?:com|org|net|[a-z]{2}|com?\.[a-z]{2})"
"""A top level, also a country's own: `com`, `de`, `co.uk`, `com.au`."""


class PortalNotRead(Problem):
    """The URL belongs to a portal whose terms forbid automatic reading."""

    code = "discover.portal_not_read"
    status = 422


@dataclass(frozen=True, slots=True)
class Portal:
    """One portal. The names in page titles are those that its own pages end with: `Baker | LinkedIn`."""

    name: str
    """Stable short name, used in addresses of captured postings: `linkedin`."""
    title: str
    hosts: re.Pattern[str]
    """The whole host of any of its pages."""
    query: tuple[str, ...]
    """Parameters that hold a posting's id, wherever they stand."""
    paths: tuple[re.Pattern[str], ...]
    """Paths (without the first slash) of a posting, with its id as the first group."""
    ids: re.Pattern[str]
    """What an id looks like."""
    page_titles: tuple[re.Pattern[str], ...] = ()
    """Titles of its posting pages, with the groups title, company and place as far as they tell them."""

    @property
    def why(self) -> str:
        """One sentence: why it is not read, and what to do instead."""
        return (
            f"{self.title} forbids programs to read its pages, so Rolecall never opens them; "
            "capture the posting from your own browser, or paste its text."
        )


class OnPortal(NamedTuple):
    """A URL of a portal; `job_id` where it names one posting."""

    portal: Portal
    job_id: str | None


def _host(*names: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[a-z0-9-]+\.)*(?:{'|'.join(names)})")


PART = r"(?:(?! - ).)+"
INDEED_SITE = r"[-|] Indeed(?:\.com|\.[a-z.]+| [A-Za-z ]+)?"


def _titles(*patterns: str) -> tuple[re.Pattern[str], ...]:
    # `(3)` in front counts messages that were not read.
    return tuple(re.compile(rf"(?:\(\d+\+?\)\s*)?{pattern}", re.IGNORECASE) for pattern in patterns)


NUMBER = re.compile(r"\d{4,20}")
HEX = re.compile(r"[0-9a-f]{16}", re.IGNORECASE)
PORTALS: tuple[Portal, ...] = (
    Portal(
        "linkedin",
        "LinkedIn",
        _host(r"linkedin\.com"),
        ("currentJobId", "referenceJobId"),
        (
            re.compile(r"(?:comm/)?jobs/view/(?:[^/]*-)?(\d{4,20})(?:/.*)?"),
            re.compile(r"jobs-guest/jobs/api/jobPosting/(\d+)"),
        ),
        NUMBER,
        _titles(
            r"(?P<company>.+?) (?:is )?hiring (?P<title>.+?)(?: in (?P<place>(?:(?! in ).)+?))? \| LinkedIn",
            r"(?P<title>.+?) \| (?P<company>[^|]+) \| LinkedIn",
            r"(?P<title>[^|]+) \| LinkedIn",
        ),
    ),
    Portal(
        "indeed",
        "Indeed",
        _host(rf"indeed\.{TOP}"),
        ("jk", "vjk"),
        (re.compile(r"job/(?:.*-)?([0-9a-f]{16})", re.IGNORECASE),),
        HEX,
        _titles(
            rf"(?P<title>.+?) - (?P<company>{PART}) - (?P<place>{PART}) {INDEED_SITE}",
            rf"(?P<title>.+?) - (?P<place>{PART}) {INDEED_SITE}",
        ),
    ),
    Portal(
        "glassdoor",
        "Glassdoor",
        _host(rf"glassdoor\.{TOP}"),
        ("jl", "jobListingId"),
        (re.compile(r".*\bJL_?(\d{4,20})\.htm", re.IGNORECASE),),
        NUMBER,
        _titles(
            r"(?P<title>.+?) [Jj]ob at (?P<company>.+?)(?: in (?P<place>.+?))? \| Glassdoor(?:\.[a-z.]+)?",
            rf"(?P<title>.+?) - (?P<company>{PART}) - (?P<place>{PART}) \| Glassdoor(?:\.[a-z.]+)?",
        ),
    ),
    Portal(
        "wellfound",
        "Wellfound",
        _host(r"wellfound\.com", r"angel\.co"),
        ("job_listing_id", "job_listing_slug"),
        (re.compile(r"(?:company/[^/]+/)?jobs/(\d{4,20})(?:-[^/]*)?"),),
        re.compile(r"\d{4,20}"),
        _titles(
            r"(?P<title>.+?) at (?P<company>.+?)(?: • (?P<place>.+?))? [|•] (?:Wellfound|AngelList.*)",
        ),
    ),
    Portal(
        "ziprecruiter",
        "ZipRecruiter",
        _host(rf"ziprecruiter\.{TOP}"),
        ("jid", "lvk"),
        (re.compile(r"jobs/[^/]+/[^/]*?-([0-9a-f]{8,40})", re.IGNORECASE),),
        re.compile(r"[0-9A-Za-z._-]{6,100}"),
    ),
    Portal(
        "monster",
        "Monster",
        _host(rf"monster\.{TOP}"),
        ("jobid",),
        (re.compile(rf"(?:[a-z-]+/)*[^/]*?({UUID.pattern})", re.IGNORECASE),),
        UUID,
    ),
    Portal(
        "stepstone",
        "StepStone",
        _host(rf"stepstone\.{TOP}"),
        (),
        (re.compile(r"[a-z-]+--.*?-(?:-)?(\d{4,20})(?:-inline)?(?:\.html)?", re.IGNORECASE),),
        NUMBER,
    ),
)


def locate(url: str) -> OnPortal | None:
    """The portal that a URL belongs to, and the posting that it names; None when it is no portal's."""
    parts = split(url)
    portal = next((each for each in PORTALS if each.hosts.fullmatch(parts.host)), None) if parts else None
    return OnPortal(portal, _job_id(portal, parts)) if portal and parts else None


def refuse(url: str) -> None:
    """Raises PortalNotRead for a URL of a portal; asked before anything is fetched, where a redirect leads too."""
    if found := locate(url):
        raise PortalNotRead(found.portal.why, portal=found.portal.name)


def _job_id(portal: Portal, parts: Url) -> str | None:
    path = "/".join(parts.path)
    for pattern in portal.paths:
        if found := pattern.fullmatch(path):
            return found.group(1).lower()
    told = parts.first(*portal.query) if portal.query else None
    found = portal.ids.match(told) if told else None
    return found.group() if found else None
