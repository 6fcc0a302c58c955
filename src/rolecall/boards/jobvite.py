"""Jobvite: `GET https://jobs.jobvite.com/{company}/search?p=N`, a web page of 50 rows.

`p` counts from 0; "1-50 of 266" tells the size where there are several pages. A posting's page,
`/{company}/job/{id}`, has schema.org/JobPosting. A posting that is gone leads to the list with `error=404`, a company
that is not there to Jobvite's own search with `invalid=1`.
Format: the career sites themselves, as recorded (https://jobs.jobvite.com); the API wants an employer's key.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

import lxml.html

from rolecall.boards import jobposting
from rolecall.boards.answers import body_of, posting_body_of
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Place, Question
from rolecall.boards.fields import Fields
from rolecall.boards.markup import all_words_of, html_of, inner_html, text_of, words_of
from rolecall.boards.outcomes import Refused, UnreadableAnswer, posting_gone, unknown_company
from rolecall.boards.urls import split

MOST_PAGES = 400
COMPANY = re.compile(r"[\w.&-]{1,100}")
JOB_ID = re.compile(r"o[A-Za-z0-9]{5,19}")
NO_COMPANIES = frozenset(
    ["job", "jobs", "careers", "search", "apply", "support", "api", "__assets__", "favicon.ico", "robots.txt", "info"]
)
JOB = re.compile(r"(?:^|//jobs\.jobvite\.com)(?:/careers)?/(?P<company>[^/?#]+)/job/(?P<id>[A-Za-z0-9]{4,20})(?![\w-])")
OF = re.compile(r"\b(\d[\d,.]*)\s*[-–—]\s*(\d[\d,.]*)\s+of\s+(\d[\d,.]*)", re.IGNORECASE)
NOTHING = re.compile(
    r"\b(?:no|0|not any)\s(?:[\w-]+\s){0,4}(?:jobs?|results?|positions?|openings?|opportunities)\b", re.IGNORECASE
)
COUNTED = re.compile(r"\s*\d+\s*[^\W\d_]+\s*")
"""`2 Locations`: how many places there are, and not which."""
GONE = re.compile(r"[?&](?:error=404|invalid=1)|/404\b|/search\b|/jobs(?:$|[?#])")


@dataclass(frozen=True, slots=True)
class _Stated:
    """How many rows a page says it has, the number of its last, and of all there are."""

    rows: int
    last: int
    all: int


class Jobvite:
    """Jobvite's career sites. `api` is their host, for tests and mirrors."""

    name = "jobvite"
    title = "Jobvite"
    links = r"(?:jobs|hire|app)\.jobvite\.com/"
    by_name = True

    def __init__(self, api: str = "https://jobs.jobvite.com") -> None:
        self.api = api.rstrip("/")

    def locate(self, url: str) -> Place | None:
        """`jobs.jobvite.com[/careers]/{company}/job/{id}`; older links name no company."""
        parts = split(url)
        if parts is None:
            return None
        if parts.host in ("hire.jobvite.com", "app.jobvite.com"):
            job_id = parts.first("j", "cj")
            if job_id is None or not JOB_ID.fullmatch(job_id):
                return None
            # `c` is another name than the one in the addresses of the career site: where the URL leads tells that.
            return Place(Address(self.name, ""), job_id, certain=False)
        if parts.host != "jobs.jobvite.com":
            return None
        path = list(parts.path)
        if len(path) > 1 and path[0].lower() == "careers":
            path = path[1:]
        if not path or path[0].lower() in NO_COMPANIES or not COMPANY.fullmatch(path[0]):
            return None
        named = path[2] if len(path) > 2 and path[1].lower() == "job" else parts.first("j")
        return Place(Address(self.name, path[0]), named if named and JOB_ID.fullmatch(named) else None)

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """Pages of 50 to the end that the first one states."""
        seen: set[str] = set()
        whole = True
        for number in range(MOST_PAGES):
            response = await fetch(f"{self._company(address)}/search?p={number}")
            if response.unchanged:
                yield Page((), unchanged=True)
                return
            body = body_of(self.title, address, response)
            if response.url and re.search(r"[?&](?:invalid=1|error=404)|//search\.jobvite\.com", response.url):
                raise unknown_company(self.title, address)
            root = html_of(self.title, body)
            page = self._rows(root, address)
            fresh = {listing.job_id for listing in page.listings} - seen
            seen |= fresh
            whole = whole and page.complete
            last = not _more(root) or not fresh or number == MOST_PAGES - 1
            complete = whole and not _more(root) and (page.total is None or len(seen) >= page.total)
            yield Page(page.listings, page.drift, complete=last and complete, total=page.total)
            if last:
                return

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """The posting's page. One that leads back to the list is gone."""
        response = await fetch(f"{self._company(address)}/job/{quote(job_id, safe='')}")
        body = posting_body_of(self.title, address, job_id, response)
        if response.url and f"/job/{job_id}" not in response.url and GONE.search(response.url):
            raise posting_gone(self.title, job_id)
        root = html_of(self.title, body)
        found = self._posting(text_of(body), root, address, job_id, [])
        if found is None:
            raise UnreadableAnswer(f"{self.title}'s page holds no posting. Its format may have changed.")
        return found

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """None: the form is built in the browser."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A page of the list, or the page of one posting."""
        if not isinstance(body, str | bytes):
            raise UnreadableAnswer(f"{self.title}'s answer is no web page. Its format may have changed.")
        root, text = html_of(self.title, body), text_of(body)
        address = address or self._address(root)
        if not _links(root, None):
            drift: list[Drift] = []
            if found := self._posting(text, root, address, None, drift):
                return Page((found,), tuple(drift), total=1)
        page = self._rows(root, address)
        return replace(page, complete=page.complete and not _more(root))

    def recognises(self, document: Any) -> bool:
        """A web page with Jobvite's own marks."""
        if not isinstance(document, str) or "<" not in document:
            return False
        return "jv-job-" in document or "jv-page-body" in document or "//jobs.jobvite.com/" in document

    def postings_url(self, address: Address) -> str:
        """The career site."""
        return f"https://jobs.jobvite.com/{quote(address.company)}/jobs"

    def _company(self, address: Address) -> str:
        if not COMPANY.fullmatch(address.company):
            raise Refused(
                f"{self.title} cannot be asked for “{address.company}”, which names no company. "
                "Give the address of the careers page."
            )
        return f"{self.api}/{quote(address.company, safe='')}"

    def _address(self, root: lxml.html.HtmlElement) -> Address:
        named = root.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
        place = next((found for url in named if (found := self.locate(str(url)))), None)
        if place is not None and place.address.company:
            return place.address
        links = _links(root, None)
        return Address(self.name, links[0][1]["company"] if links else "unknown")

    def _rows(self, root: lxml.html.HtmlElement, address: Address) -> Page:
        drift: list[Drift] = []
        listings: dict[str, Listing] = {}
        read: dict[lxml.html.HtmlElement, dict[str, str]] = {}
        for link, found in _links(root, address.company):
            listing = self._row(link, found["id"], address, drift, read)
            listings.setdefault(listing.job_id, listing)
        lost = 0
        for cell in root.xpath("//*[contains(concat(' ',normalize-space(@class),' '),' jv-job-list-name ')]"):
            if not any(JOB.search(link.get("href") or "") for link in cell.iter("a")):
                lost += 1
                drift.append(Drift(None, "row", "has no link to a posting, left out"))
        stated = _stated(root)
        if not listings and not lost:
            text = all_words_of(root)
            if not root.xpath("//*[contains(@class,'jv-')]") and "jobvite" not in text.lower():
                raise UnreadableAnswer(f"{self.title}'s page has no list of postings. Its format may have changed.")
            if not stated and not NOTHING.search(text):
                lost += 1
                drift.append(Drift(None, "rows", "are not found, and the page does not say that there are none"))
        if stated and len(listings) < stated.rows:
            lost += 1
            drift.append(Drift(None, "rows", f"are {len(listings)} where the page says {stated.rows}"))
        # Complete: every row could be read. Whether another page follows is asked of `_more`.
        return Page(tuple(listings.values()), tuple(drift), complete=not lost, total=stated.all if stated else None)

    def _row(
        self,
        link: lxml.html.HtmlElement,
        job_id: str,
        address: Address,
        drift: list[Drift],
        read: dict[lxml.html.HtmlElement, dict[str, str]],
    ) -> Listing:
        row = next((parent for parent in link.iterancestors("tr", "li")), link)
        if row not in read:
            read[row] = _cells(row)  # once: a broken page may hold all its links in one row
        cells = read[row]
        title = cells.get("jv-job-list-name") if link is row else words_of(link)
        told = {name.removeprefix("jv-job-list-"): words for name, words in cells.items() if name != "jv-job-list-name"}
        raw = {"id": job_id, "url": link.get("href") or "", "fields": told} | ({"title": title} if title else {})
        fields = Fields(raw, job_id, drift)
        place = told.get("location")
        if place is None:
            fields.note("location", "is missing: no cell of the row is marked as one")
        page = _page_of(address, job_id)
        return Listing(
            address=address,
            job_id=job_id,
            title=fields.text("title", required=True) or "",
            url=page,
            apply_url=f"{page}/apply",
            raw=raw,
            places=(place,) if place and not COUNTED.fullmatch(place) else (),
            department=told.get("department") or told.get("category"),
            employment_type=told.get("type"),
            partial=True,
        )

    def _posting(
        self, text: str, root: lxml.html.HtmlElement, address: Address, job_id: str | None, drift: list[Drift]
    ) -> Listing | None:
        named = root.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
        shown = next((place.job_id for url in named if (place := self.locate(str(url))) and place.job_id), None)
        postings = jobposting.postings_in(text)
        told = next(iter(postings.postings), None)
        content = root.xpath("//*[contains(@class,'jv-job-detail-description')]")
        if told is not None:
            url = told.get("url")
            place = self.locate(url) if isinstance(url, str) else None
            job_id = job_id or (place.job_id if place else None) or shown
            page = _page_of(address, job_id) if job_id else self.postings_url(address)
            listing = jobposting.listing(Fields(told, job_id, drift), address, job_id=job_id, url=page)
            # Its identifier is the id of the posting again, and no number of the employer's.
            own = listing.requisition_id if listing.requisition_id != listing.job_id else None
            return replace(listing, url=page, apply_url=f"{page}/apply" if job_id else page, requisition_id=own)
        job_id = job_id or shown
        title = next((words_of(element) for element in root.xpath("//*[contains(@class,'jv-header')]")), "")
        if not content or not title or job_id is None:
            return None
        drift.append(Drift(job_id, "JobPosting", "is not JSON" if postings.broken else "is missing"))
        meta = next(iter(root.xpath("//*[contains(@class,'jv-job-detail-meta')]")), None)
        told_meta = [part.strip() for part in meta.itertext() if part.strip(" \n\t|·")] if meta is not None else []
        page = _page_of(address, job_id)
        html = inner_html(content[0])
        return Listing(
            address=address,
            job_id=job_id,
            title=title,
            url=page,
            apply_url=f"{page}/apply",
            raw={"id": job_id, "title": title, "meta": told_meta, "html": html},
            department=told_meta[0] if len(told_meta) > 1 else None,
            places=tuple(" ".join(part.split()) for part in (told_meta[1:] or told_meta)),
            html=html,
        )


def _page_of(address: Address, job_id: str) -> str:
    return f"https://jobs.jobvite.com/{quote(address.company)}/job/{job_id}"


def _cells(row: lxml.html.HtmlElement) -> dict[str, str]:
    """The words of a row's cells, by the names of their marks."""
    return {
        name: words
        for cell in row.xpath(".//*[contains(@class,'jv-job-list-')]")
        for name in (cell.get("class") or "").split()
        if name.startswith("jv-job-list-") and (words := words_of(cell))
    }


def _links(root: lxml.html.HtmlElement, company: str | None) -> list[tuple[lxml.html.HtmlElement, re.Match[str]]]:
    """The links to postings, of one company where one is given: a page may show another's."""
    found = [(link, match) for link in root.iter("a") if (match := JOB.search(link.get("href") or ""))]
    if company is None:
        return found
    return [(link, match) for link, match in found if match["company"].lower() == company.lower()]


def _stated(root: lxml.html.HtmlElement) -> _Stated | None:
    """What "1-50 of 266" says."""
    for element in root.xpath("//*[contains(@class,'pagination')]"):
        if found := OF.search(words_of(element)):
            first, last, all = (int(re.sub(r"\D", "", text)[:9]) for text in found.groups())
            return _Stated(max(0, last - first + 1), last, all)
    return None


def _more(root: lxml.html.HtmlElement) -> bool:
    """Whether another page follows."""
    if stated := _stated(root):
        return stated.last < stated.all
    return bool(root.xpath("//a[@rel='next' or contains(@class,'pagination-next')]/@href"))
