"""Taleo: `POST https://{company}.taleo.net/careersection/rest/jobboard/searchjobs?lang=en&portal=…`, 25 a page.

The portal's number stands in the career section's own page, `/careersection/{section}/jobsearch.ftl`. An answer has
requisitions as rows of columns that each employer chooses: `linkedColumn` is the title, `locationsColumns` are places,
the others are what the heads of the page's table say. The endpoint answers 500 without a time zone in its headers, and
counts requisitions that it never gives: such a reading is not complete. `jobdetail.ftl?job=…` has the text.
Format: undocumented; after the requests of the career sections' pages, as public programs describe them. No answer was
recorded for this file: those of its tests are imitated after these descriptions.
Taleo Business Edition (`….tbe.taleo.net`) is another product of that name. Its postings are read one by one; its lists
go on only within a browser's session.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import orjson

from rolecall.boards import jobposting
from rolecall.boards.answers import body_of, decode, posting_body_of
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Place, Question, Response
from rolecall.boards.fields import Fields, bounded_id, fallback_id, renamed, type_name
from rolecall.boards.markup import text_of
from rolecall.boards.outcomes import NeedsHuman, Refused, RetryLater, UnreadableAnswer, posting_gone
from rolecall.boards.taleo_pages import closed, described, heads_of, maintained, portal_of
from rolecall.boards.urls import Url, split

MOST_PAGES = 500
MOST_REMEMBERED = 1_000
PAGE_SIZE = 25
DOCUMENTED = frozenset(
    ["column", "contestNo", "eligibleForReferral", "heads", "hotJob", "jobId", "linkedColumn", "locationsColumns"]
)
HEADERS = {"tz": "GMT+00:00", "tzname": "UTC"}
HOST = re.compile(r"(?P<company>[a-z0-9_-]+)\.taleo\.net")
BUSINESS_HOST = re.compile(r"[a-z0-9-]+\.tbe\.taleo\.net")
POD = re.compile(r"(?P<host>[a-z]{2,6})\d{1,3}")
ORG = re.compile(r"[\w-]{1,60}")
SECTION = re.compile(r"[\w.-]{1,80}")
JOB_ID = re.compile(r"[\w.-]{1,60}")
NO_COMPANIES = frozenset(["www", "tbe", "help", "education", "learn"])
POSTED = re.compile(r"post(?:ing|ed)|publi", re.IGNORECASE)
DEPARTMENT = re.compile(r"department|job field|categor|function", re.IGNORECASE)
EMPLOYMENT = re.compile(r"schedule|employment|job type|contract", re.IGNORECASE)
DATES = ("%b %d, %Y", "%B %d, %Y", "%d/%b/%Y", "%d-%b-%Y", "%Y-%m-%d")
"""Ways of writing a day that can be read in one way only: `10/02/2026` is not among them."""


@dataclass(frozen=True, slots=True)
class _Section:
    """What a career section's page tells: the number of its portal and the heads of its table."""

    portal: str
    heads: tuple[str, ...]


class Taleo:
    """Taleo's career sections. `api` is a company's host, for tests and mirrors."""

    name = "taleo"
    title = "Taleo"
    links = r"[a-z0-9_-]+(?:\.tbe)?\.taleo\.net/"
    by_name = False

    def __init__(self, api: str = "https://{company}.taleo.net") -> None:
        self.api = api.rstrip("/")

    def locate(self, url: str) -> Place | None:
        """`{company}.taleo.net/careersection/{section}/…ftl[?job=…]`, and `….tbe.taleo.net/…?org=…&cws=…[&rid=…]`."""
        parts = split(url)
        if parts is None:
            return None
        if BUSINESS_HOST.fullmatch(parts.host):
            return self._business(parts)
        found = HOST.fullmatch(parts.host)
        if found is None or found["company"] in NO_COMPANIES or parts.path[:1] != ("careersection",):
            return None
        named = parts.path[1] if len(parts.path) > 2 and SECTION.fullmatch(parts.path[1]) else None
        section = named if named not in ("rest", "feed", "mobile", "theme") else None
        job_id = parts.first("job", "requisitionno")
        address = Address(self.name, f"{found['company']}/{section}" if section else found["company"])
        known = job_id if job_id and JOB_ID.fullmatch(job_id) else None
        return Place(address, known, certain=section is not None)

    def _business(self, parts: Url) -> Place | None:
        org, cws, job_id = parts.first("org"), parts.first("cws"), parts.first("rid")
        pod = parts.path[0] if parts.path and POD.fullmatch(parts.path[0]) else None
        if org is None or pod is None or not ORG.fullmatch(org):
            return None
        company = f"{org}/{cws}" if cws and cws.isascii() and cws.isdigit() else org
        return Place(Address(self.name, company, pod), job_id if job_id and JOB_ID.fullmatch(job_id) else None)

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """Pages of 25 to the number that the first one states; beyond it, the last one comes again."""
        host = self._host(address)
        if address.region:
            raise NeedsHuman(
                f"{self.title} Business Edition shows its list of postings only within a browser's session. "
                "Give the addresses of single postings."
            )
        section = await self._section(address, host, fetch)
        where = f"{host}/careersection/rest/jobboard/searchjobs?lang=en&portal={section.portal}"
        seen: set[str] = set()
        whole = True
        total: int | None = None
        size = PAGE_SIZE
        for number in range(1, MOST_PAGES + 1):
            response = await fetch(where, method="POST", json=_asked(number), headers=HEADERS)
            document = self._told(decode(self.title, self._body(address, response)))
            if document.get("careerSectionUnAvailable") is True and not document["requisitionList"]:
                raise self._unavailable(address)
            page = self._page(document, address, section.heads)
            if number == 1:
                total, size = page.total, _size(document)
            fresh = {listing.job_id for listing in page.listings} - seen
            seen |= fresh
            whole = whole and len(page.listings) == len(document["requisitionList"])
            end = number * size >= total if total is not None else not fresh
            last = end or number == MOST_PAGES
            complete = end and whole and (total is None or len(seen) >= total)
            yield Page(page.listings, page.drift, complete=last and complete, total=total)
            if last:
                return

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """The posting's page; titles and places come from `listed`, since the page does not name its values."""
        host = self._host(address)
        if address.region:
            url = f"{host}/viewRequisition?{_business_query(address)}&rid={quote(job_id, safe='')}"
        else:
            section = address.company.partition("/")[2]
            url = f"{host}/careersection/{quote(section)}/jobdetail.ftl?job={quote(job_id, safe='')}&lang=en"
        response = await fetch(url)
        if not address.region:
            posting_body_of(self.title, address, job_id, response)
        page = text_of(self._body(address, response))
        found = self._posting(page, address, job_id, listed, [])
        if found is not None:
            return found
        if closed(page):
            raise posting_gone(self.title, job_id)
        raise UnreadableAnswer(f"{self.title}'s page holds no posting. Its format may have changed.")

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """None: the form comes after a log-in."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A search answer (`requisitionList`), or the page of one posting."""
        page = text_of(body) if isinstance(body, str | bytes) else ""
        if page.lstrip().startswith("<"):
            place = self._place_in(page)
            address = address or (place.address if place else Address(self.name, "unknown"))
            drift: list[Drift] = []
            found = self._posting(page, address, place.job_id if place else None, None, drift)
            if found is None:
                raise UnreadableAnswer(f"{self.title}'s page holds no posting. Its format may have changed.")
            return Page((found,), tuple(drift), total=1)
        document = self._told(decode(self.title, body))
        return self._page(document, address or Address(self.name, "unknown"), ())

    def recognises(self, document: Any) -> bool:
        """`requisitionList` beside `pagingData`, or a web page of a career section with a posting."""
        if isinstance(document, str):
            return "requisitionDescriptionInterface" in document or (
                "taleo.net" in document and ("initialHistory" in document or "oracletaleocwsv2" in document)
            )
        return isinstance(document, dict) and isinstance(document.get("requisitionList"), list)

    def postings_url(self, address: Address) -> str:
        """The search page of the career section."""
        company, _, section = address.company.partition("/")
        if address.region:
            return f"{_business(address.region)}/searchResults?{_business_query(address)}"
        return f"https://{quote(company)}.taleo.net/careersection/{quote(section)}/jobsearch.ftl?lang=en"

    def _host(self, address: Address) -> str:
        company, _, section = address.company.partition("/")
        if address.region and POD.fullmatch(address.region) and ORG.fullmatch(company):
            return _business(address.region) if self.api.endswith(".taleo.net") else self.api
        if address.region or not HOST.fullmatch(f"{company}.taleo.net") or not SECTION.fullmatch(section):
            raise Refused(
                f"“{address}” is no address at {self.title}: one looks like taleo:company/section. "
                "Give the address of the page that lists the postings."
            )
        return self.api.format(company=company, section=section)

    async def _section(self, address: Address, host: str, fetch: Fetch) -> _Section:
        section = address.company.partition("/")[2]
        response = await fetch(f"{host}/careersection/{quote(section)}/jobsearch.ftl?lang=en")
        page = text_of(self._body(address, response))
        portal = portal_of(page)
        if portal is None:
            raise UnreadableAnswer(
                f"{self.title}'s page of “{address.company}” names no portal: it is of an older kind, or its format "
                "has changed."
            )
        return _Section(portal, tuple(heads_of(self.title, page)))

    def _body(self, address: Address, response: Response) -> bytes:
        body = body_of(self.title, address, response)
        if re.search(r"/login\b|/iam/", response.url):
            raise NeedsHuman(f"{self.title} asks for a log-in at “{address.company}”. Open the careers page yourself.")
        start = body[:2_000].lstrip()
        if start.startswith(b"<") and maintained(text_of(body)):
            raise RetryLater(f"{self.title} is being maintained just now. Rolecall tries again later by itself.")
        if start.startswith(b"<") and b"career section unavailable" in body.lower():
            raise self._unavailable(address)
        return body

    def _unavailable(self, address: Address) -> Refused:
        return Refused(
            f"{self.title} says that the career section “{address.company}” is not open. "
            "The company may have another one: give the address of the page that lists its postings."
        )

    def _told(self, document: Any) -> dict[str, Any]:
        if isinstance(document, dict) and isinstance(document.get("requisitionList"), list):
            return document
        raise UnreadableAnswer(f"{self.title}'s answer has no list of requisitions. Its format may have changed.")

    def _page(self, document: Json, address: Address, heads: Sequence[str]) -> Page:
        drift: list[Drift] = []
        listings = []
        told = document["requisitionList"]
        for row in told:
            if isinstance(row, dict):
                listings.append(self._listing({**row, "heads": [*heads]} if heads else row, address, drift))
            else:
                drift.append(Drift(None, "requisitionList", f"holds {type_name(row)} instead of an object, left out"))
        drift.extend(renamed([listing.raw for listing in listings], DOCUMENTED, drift))
        paging = Fields(document, None, drift).mapping("pagingData", required=True)
        total = paging.get("totalCount")
        if not isinstance(total, int) or isinstance(total, bool):
            if paging:
                drift.append(Drift(None, "pagingData.totalCount", "is missing or no number"))
            total = None
        complete = len(listings) == len(told) and (total is None or total <= len(told))
        return Page(tuple(listings), tuple(drift), complete=complete, total=total)

    def _listing(self, raw: Json, address: Address, drift: list[Drift]) -> Listing:
        fields = Fields(raw, None, drift)
        contest = fields.identifier("contestNo", required=True)
        opening = fields.identifier("jobId")
        fields.job_id = job_id = contest or opening or fallback_id(raw)
        columns = [column if isinstance(column, str) else "" for column in fields.items("column", required=True)]
        linked = raw.get("linkedColumn", 0)
        title = columns[linked] if isinstance(linked, int) and 0 <= linked < len(columns) else ""
        if not title:
            fields.note("column", "has no title where linkedColumn says")
        located = [at for at in fields.items("locationsColumns") if isinstance(at, int) and 0 <= at < len(columns)]
        places = [place for at in located for place in _places(columns[at])]
        named = _named(raw, columns)
        page = self._page_of(address, job_id)
        return Listing(
            address=address,
            job_id=job_id,
            title=title,
            url=page,
            apply_url=page.replace("/jobdetail.ftl", "/jobapply.ftl"),
            raw=raw,
            requisition_id=contest,
            opening_id=opening,
            places=tuple(dict.fromkeys(places)),
            department=named.get("department"),
            employment_type=named.get("employment"),
            published_at=_day(named.get("posted")),
            partial=True,
        )

    def _posting(
        self, page: str, address: Address, job_id: str | None, listed: Json | None, drift: list[Drift]
    ) -> Listing | None:
        if told := next(iter(jobposting.postings_in(page).postings), None):
            job_id = job_id or _identified(told)
            url = self._page_of(address, job_id) if job_id else self.postings_url(address)
            return jobposting.listing(Fields(told, job_id, drift), address, job_id=job_id, url=url)
        found = described(page, job_id)
        if found is None:
            return None
        known = self._listing(listed, address, []) if listed and "column" in listed else None
        job_id = job_id or fallback_id(list(found.values))
        raw = {**(listed or {}), "contestNo": job_id, "detail": list(found.values)}
        title = (known.title if known else "") or found.title
        if title is None:
            drift.append(Drift(job_id, "title", "is missing"))
        if not found.html:
            drift.append(Drift(job_id, "description", "is missing: no value of the page is a text"))
        url = self._page_of(address, job_id)
        plain = Listing(address, job_id, title or "", url, url.replace("/jobdetail.ftl", "/jobapply.ftl"), raw)
        whole = (
            replace(known, raw=raw, partial=False, title=title or "")
            if known
            else replace(plain, requisition_id=job_id)
        )
        return replace(whole, job_id=job_id, html=found.html)

    def _page_of(self, address: Address, job_id: str) -> str:
        company, _, section = address.company.partition("/")
        if address.region:
            return f"{_business(address.region)}/viewRequisition?{_business_query(address)}&rid={quote(job_id)}"
        part = f"{quote(section)}/" if section else ""
        return f"https://{quote(company)}.taleo.net/careersection/{part}jobdetail.ftl?job={quote(job_id)}"

    def _place_in(self, page: str) -> Place | None:
        links = re.findall(r"""https?://[a-z0-9_.-]+\.taleo\.net/[^\s"'<>\\]+""", page, re.IGNORECASE)[:200]
        places = [place for link in links if (place := self.locate(link.replace("&amp;", "&"))) and place.certain]
        return next((place for place in places if place.job_id), places[0] if places else None)


def _asked(number: int) -> dict[str, Any]:
    """The request of the page itself with nothing filled in, newest first."""
    return {
        "multilineEnabled": False,
        "sortingSelection": {"sortBySelectionParam": "3", "ascendingSortingOrder": "false"},
        "fieldData": {"fields": {"KEYWORD": "", "LOCATION": "", "ORGANIZATION": ""}, "valid": True},
        "filterSelectionParam": {"searchFilterSelections": []},
        "advancedSearchFiltersSelectionParam": {"searchFilterSelections": []},
        "pageNo": number,
    }


def _size(document: Json) -> int:
    paging = document.get("pagingData")
    size = paging.get("pageSize") if isinstance(paging, dict) else None
    return size if isinstance(size, int) and not isinstance(size, bool) and 0 < size <= 1_000 else PAGE_SIZE


def _places(cell: str) -> list[str]:
    """`["US-Kansas-Wichita"]`, a list within the text of a cell, or the plain text."""
    try:
        told = orjson.loads(cell)
    except orjson.JSONDecodeError:
        told = cell
    entries = told if isinstance(told, list) else [told]
    return [str(entry).strip() for entry in entries if isinstance(entry, str | int | float) and str(entry).strip()]


def _named(raw: Json, columns: Sequence[str]) -> dict[str, str]:
    """The columns that the heads of the page's table name, where there are as many heads as columns."""
    heads = raw.get("heads")
    if not isinstance(heads, list) or len(heads) != len(columns):
        return {}
    kinds = (("posted", POSTED), ("department", DEPARTMENT), ("employment", EMPLOYMENT))
    found: dict[str, str] = {}
    for head, column in zip(heads, columns, strict=True):
        for kind, words in kinds:
            if isinstance(head, str) and words.search(head) and column.strip():
                found.setdefault(kind, column.strip())
    return found


def _day(text: str | None) -> datetime | None:
    for form in DATES:
        try:
            return datetime.strptime(text or "", form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def _identified(told: Json) -> str | None:
    named = told.get("identifier")
    value = named.get("value") if isinstance(named, dict) else named
    return bounded_id(str(value)) or None if isinstance(value, str | int) and not isinstance(value, bool) else None


def _business(pod: str) -> str:
    return f"https://{pod.rstrip('0123456789')}.tbe.taleo.net/{pod}/ats/careers/v2"


def _business_query(address: Address) -> str:
    org, _, cws = address.company.partition("/")
    return f"org={quote(org)}" + (f"&cws={quote(cws)}" if cws else "")
