"""Every board there is. To add one: write its file, add one line to `build`, and see docs/how-to/add-a-board.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from rolecall.boards.ashby import Ashby
from rolecall.boards.bamboohr import BambooHR
from rolecall.boards.breezy import Breezy
from rolecall.boards.contract import Address, Board, Place
from rolecall.boards.greenhouse import Greenhouse
from rolecall.boards.icims import Icims
from rolecall.boards.jazzhr import JazzHR
from rolecall.boards.jobvite import Jobvite
from rolecall.boards.lever import Lever
from rolecall.boards.oracle import Oracle
from rolecall.boards.outcomes import UnknownAddress
from rolecall.boards.page import WebPage
from rolecall.boards.paylocity import Paylocity
from rolecall.boards.personio import Personio
from rolecall.boards.pinpoint import Pinpoint
from rolecall.boards.recruitee import Recruitee
from rolecall.boards.rippling import Rippling
from rolecall.boards.smartrecruiters import SmartRecruiters
from rolecall.boards.taleo import Taleo
from rolecall.boards.teamtailor import Teamtailor
from rolecall.boards.urls import split
from rolecall.boards.workable import Workable
from rolecall.boards.workday import Workday

ADDRESS = re.compile(r"(?P<board>[a-z]+):(?P<company>[^/@\s][^@]{0,199}?)(?:@(?P<region>[a-z0-9-]{2,20}))?")


def build(apis: Mapping[str, str | None] | None = None) -> Mapping[str, Board]:
    """All boards by name. `apis` maps a board's name to another base address of its API (a mirror, a test server)."""
    other = {name: api for name, api in (apis or {}).items() if api}

    def api(name: str, public: str) -> str:
        return other.get(name, public)

    boards: tuple[Board, ...] = (
        Greenhouse(api("greenhouse", "https://boards-api.greenhouse.io")),
        Lever(api("lever", "https://api.lever.co")),
        Ashby(api("ashby", "https://api.ashbyhq.com")),
        Workday(api("workday", "https://{company}.{region}.myworkdayjobs.com")),
        SmartRecruiters(api("smartrecruiters", "https://api.smartrecruiters.com")),
        Oracle(api("oracle", "https://{host}")),
        Icims(api("icims", "https://{company}.icims.com")),
        Taleo(api("taleo", "https://{company}.taleo.net")),
        Jobvite(api("jobvite", "https://jobs.jobvite.com")),
        Workable(api("workable", "https://apply.workable.com")),
        Recruitee(api("recruitee", "https://{company}.recruitee.com")),
        Personio(api("personio", "https://{company}.jobs.personio.{region}")),
        Teamtailor(api("teamtailor", "https://{host}")),
        BambooHR(api("bamboohr", "https://{company}.bamboohr.com")),
        JazzHR(api("jazzhr", "https://{company}.applytojob.com")),
        Rippling(api("rippling", "https://api.rippling.com")),
        Breezy(api("breezy", "https://{company}.breezy.hr")),
        Pinpoint(api("pinpoint", "https://{company}.pinpointhq.com")),
        Paylocity(api("paylocity", "https://recruiting.paylocity.com")),
        # The last: other platforms' pages have the same markup.
        WebPage(api("page", "https://")),
    )
    return MappingProxyType({board.name: board for board in boards})


BOARDS: Mapping[str, Board] = build()
"""The boards at their public addresses."""
LINK = re.compile(
    r"(?:https?:)?//(?:[a-z0-9_-]+\.){0,4}?(?:"
    + "|".join(f"(?:{board.links})" for board in BOARDS.values())
    + r""")[^\s"'<>\\]*""",
    re.IGNORECASE,
)
"""A URL of any board in the source of a page."""
MOST_LINKS = 200


def locate(url: str, hints: Mapping[str, Address] | None = None) -> Place | None:
    """The board and posting that a URL names; None when it is none of ours.

    `hints` maps hosts to addresses known to stand behind them (from postings already read): they replace guesses.
    """
    for board in BOARDS.values():
        if place := board.locate(url):
            parts = split(url)
            known = hints.get(parts.host) if hints and parts and not place.certain else None
            return Place(known, place.job_id) if known and known.board == board.name else place
    return None


def places_in(html: str) -> list[Place]:
    """What the links, frames and scripts of a page name on our boards, in order; the first `MOST_LINKS` of them."""
    source = html.replace("\\/", "/").replace("\\u0026", "&").replace("&amp;", "&")
    places = []
    for number, link in enumerate(LINK.finditer(source)):
        if number >= MOST_LINKS:
            break
        if place := locate(link.group()):
            places.append(place)
    return places


def page_address(url: str, html: str) -> Address | None:
    """The address of a web page that holds schema.org/JobPosting, or a list of such pages; None for other pages."""
    return WebPage().address_of(url, html)


def parse_address(text: str) -> Address:
    """`greenhouse:canonical`, `lever:example@eu` or the URL of a careers page or posting. Raises UnknownAddress."""
    given = text.strip()
    if found := ADDRESS.fullmatch(given):
        name, company = found["board"].lower(), found["company"].strip()
        if name == WebPage.name and (page := WebPage().address(company)) is not None:
            return page
        if name in BOARDS:
            address = Address(name, company, found["region"])
            place = BOARDS[name].locate(BOARDS[name].postings_url(address))
            # Many platforms know no capitals: what is meant is the address as they spell it.
            if place is not None and str(place.address).casefold() == str(address).casefold():
                return place.address
        elif name not in ("http", "https"):
            raise UnknownAddress(f"There is no board called “{name}”. Known boards: {', '.join(BOARDS)}.")
    if (place := locate(given)) and place.address.company:
        return place.address
    raise UnknownAddress(
        f"“{given[:100]}” is neither an address such as greenhouse:canonical nor a URL of a known board "
        f"({', '.join(board.title for board in BOARDS.values())})."
    )


def recognise(document: Any) -> Board | None:
    """The board whose list answer a decoded JSON document looks like; None when it is none of them."""
    return next((board for board in BOARDS.values() if board.recognises(document)), None)
