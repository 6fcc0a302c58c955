"""Personio: `GET https://{company}.jobs.personio.{region}/xml?language=en`, no key, one XML document with everything.

Format: https://developer.personio.de/docs/retrieving-open-job-positions. Companies are served from .de, and from
.com as the region `com`; a posting may stand in the document more than once.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from html import escape
from typing import Any

import lxml.etree

from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Pay, Place, Question
from rolecall.boards.fields import Fields, fallback_id
from rolecall.boards.hosted import (
    LABEL,
    amounts,
    base,
    entries_of,
    identified,
    list_body,
    names,
    page_of,
    period,
    picked,
    plain,
    raw_of,
    segment,
    words,
)
from rolecall.boards.markup import xml_of
from rolecall.boards.outcomes import UnreadableAnswer
from rolecall.boards.urls import split

HOST = re.compile(r"(?P<company>[a-z0-9_-]+?)[.-]jobs\.personio\.(?P<region>de|com)")
ROOT, ENTRY = "workzag-jobs", "position"
DOCUMENTED = names(
    "additionalOffices createdAt department employmentType id jobDescriptions keywords name occupation "
    "occupationCategory office recruitingCategory salaryInformation schedule seniority subcompany workplace "
    "workplaceType yearsOfExperience"
)
NUMBER = re.compile(r"\d{1,20}")
DEEPEST = 6


class Personio:
    """The XML feed of Personio's careers pages. `api` is a template of its base address, for tests and mirrors."""

    name = "personio"
    title = "Personio"
    links = r"[a-z0-9_-]+[.-]jobs\.personio\.(?:de|com)(?:/job/\d+)?"
    by_name = True

    def __init__(self, api: str = "https://{company}.jobs.personio.{region}") -> None:
        self.api = api

    def locate(self, url: str) -> Place | None:
        """`{company}.jobs.personio.(de|com)[/job/{id}]`; .de is the usual one and no region."""
        parts = split(url)
        found = HOST.fullmatch(parts.host) if parts else None
        if parts is None or found is None or not LABEL.fullmatch(found["company"]):
            return None
        region = "com" if found["region"] == "com" else None
        path = [part for part in parts.path if part not in ("recruiting", "positions")]
        named = path[1] if path[:1] == ["job"] and path[1:] else ""
        number = NUMBER.match(named)
        return Place(Address(self.name, found["company"], region), number.group() if number else None)

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """The one document there is."""
        response = await fetch(self._feed(address))
        if response.unchanged:
            yield Page((), unchanged=True)
            return
        yield self.parse(list_body(self.title, address, response, "personio.de", "personio.com"), address)

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """One posting out of the document: there is no other source that tells as much."""
        body = list_body(self.title, address, await fetch(self._feed(address)), "personio.de", "personio.com")
        return picked(self.parse(body, address), self.title, job_id)

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """Personio tells them only to who holds the company's key."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """The XML document, or what this board made of it (`Listing.raw`)."""
        positions: Sequence[Any]
        if isinstance(body, bytes | str):
            positions = self._positions(body)
        elif several := entries_of(body):
            positions = several
        elif isinstance(body, list):
            positions = body
        elif isinstance(body, dict) and "jobDescriptions" in body:
            positions = [body]
        else:
            raise UnreadableAnswer(f"{self.title}'s answer has no positions. Its format may have changed.")
        where = address or Address(self.name, _company(positions))

        def read(first: Json, entries: Sequence[Json], drift: list[Drift]) -> Listing:
            return self._listing(first, entries, where, drift)

        return page_of(positions, read, DOCUMENTED, where=ROOT, same=lambda entry: identified(entry.get("id")))

    def recognises(self, document: Any) -> bool:
        """The document's root element is called `workzag-jobs`."""
        if isinstance(document, str):
            return f"<{ROOT}" in document[:5_000]
        first = (entries_of(document) or [document])[0]
        return isinstance(first, dict) and "jobDescriptions" in first and "name" in first

    def postings_url(self, address: Address) -> str:
        """The hosted careers page."""
        return f"https://{segment(address.company)}.jobs.personio.{'com' if address.region == 'com' else 'de'}/"

    def _feed(self, address: Address) -> str:
        region = "com" if address.region == "com" else "de"
        return f"{base(self.title, self.api, address, region)}/xml?language=en"

    def _positions(self, body: bytes | str) -> list[Any]:
        root = xml_of(self.title, body)
        name = lxml.etree.QName(root).localname
        if name == ENTRY:
            return [_told(root)]
        if name != ROOT:
            raise UnreadableAnswer(
                f"{self.title}'s answer is a document called {name[:40]} instead of a list of positions. "
                "The address may be wrong, or the format has changed."
            )
        # A root's child under another name is drift, and maybe a posting: it is read as one.
        return [_told(child) for child in root if isinstance(child.tag, str)]

    def _listing(self, raw: Json, entries: Sequence[Json], address: Address, drift: list[Drift]) -> Listing:
        fields = Fields(raw, None, drift)
        job_id = fields.identifier("id", required=True) or fallback_id(raw)
        fields.job_id = job_id
        page = f"{self.postings_url(address)}job/{segment(job_id)}"
        return Listing(
            address=address,
            job_id=job_id,
            title=fields.text("name", required=True) or "",
            url=page,
            apply_url=f"{page}#apply",
            raw=raw_of(entries),
            company=fields.text("subcompany"),
            places=_places(fields, entries),
            workplace=fields.text("workplaceType") or fields.text("workplace"),
            department=fields.text("department") or fields.text("recruitingCategory"),
            employment_type=words(fields.text("employmentType"), fields.text("schedule")) or None,
            html=_html(fields),
            pay=_pay(fields),
            published_at=fields.moment("createdAt", required=True),
        )


def _told(element: lxml.etree._Element, deep: int = DEEPEST) -> Any:
    """An element as JSON: text, None for an empty one, or its children by name (a list where a name repeats)."""
    children = [child for child in element if isinstance(child.tag, str)]
    if not children or deep == 0:
        return "".join(element.itertext()).strip() or None
    found: dict[str, Any] = {}
    for child in children:
        name, value = lxml.etree.QName(child).localname, _told(child, deep - 1)
        if name in found:
            found[name] = [*(found[name] if isinstance(found[name], list) else [found[name]]), value]
        else:
            found[name] = value
    return found


def _company(positions: Sequence[Any]) -> str:
    """The feed does not say whose it is; the employing company's name is the nearest there is."""
    names = (plain(entry.get("subcompany")) for entry in positions if isinstance(entry, dict))
    spelled = re.sub(r"[^a-z0-9]+", "-", next((name for name in names if name), "").lower()).strip("-")[:63]
    return spelled if LABEL.fullmatch(spelled) else "unknown"


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _places(fields: Fields, entries: Sequence[Json]) -> tuple[str, ...]:
    found = {fields.text("office", required=True): None}
    for entry in entries:
        found[plain(entry.get("office"))] = None
        more = entry.get("additionalOffices")
        for office in _several(more.get("office")) if isinstance(more, Mapping) else _several(more):
            if isinstance(office, str):
                found[office] = None
            else:
                fields.note("additionalOffices", "holds something that is not text, left out")
    return tuple(place for place in found if place and place.strip())


def _html(fields: Fields) -> str:
    """Titled sections in order; their values are HTML in CDATA."""
    parts = []
    for section in _several(fields.mapping("jobDescriptions", required=True).get("jobDescription")):
        if not isinstance(section, dict):
            fields.note("jobDescriptions", "holds something that is not a titled section, left out")
            continue
        heading, value = plain(section.get("name")), section.get("value")
        if value is not None and not isinstance(value, str):
            fields.note("jobDescriptions", "has a value that is not text, left out")
        if plain(value):
            parts.append((f"<h3>{escape(heading, quote=False)}</h3>\n" if heading else "") + plain(value))
    return "\n".join(parts)


def _pay(fields: Fields) -> Pay | None:
    stated = fields.mapping("salaryInformation")
    low, high = amounts(fields, "salaryInformation", stated, ("min", "max"))
    if low is None and high is None:
        return None
    return Pay(low, high, plain(stated.get("currencyCode")) or None, period(stated.get("type")))
