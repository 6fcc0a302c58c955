"""JazzHR: `GET https://{company}.applytojob.com/apply`, a web page that lists every posting, without its text.

There is no public JSON. A posting's own page (`/apply/{id}/{slug}`) holds a schema.org JobPosting. The markup is read
by the shape of its links first, which is the stable part; the place stands beside a map marker.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

import lxml.html

from rolecall.boards import jobposting
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Place, Question
from rolecall.boards.fields import Fields, fallback_id
from rolecall.boards.hosted import base, company_in, link, list_body, page_of, page_url, plain, posting_body, segment
from rolecall.boards.markup import all_words_of, html_of, inner_html, text_of, words_of
from rolecall.boards.outcomes import UnreadableAnswer, posting_gone
from rolecall.boards.urls import Url, split

DOMAIN, OLDER = "applytojob.com", "theresumator.com"
DOCUMENTED = frozenset(["id", "title", "url", "place", "department"])
"""What a posting of the list becomes; a posting's page gives a JobPosting."""
ID = re.compile(r"(?=[A-Za-z0-9]*[A-Z0-9])[A-Za-z0-9]{8,14}")
SIGNS = re.compile(r"applytojob|theresumator|resumator|jazzhr|jazz\.co", re.IGNORECASE)
NONE_OPEN = re.compile(
    r"\b(?:no|not any|aren't any)\b[^.<>]{0,40}"
    r"\b(?:open(?:ing)?s?|positions?|jobs?|vacanc\w+|postings?|opportunit\w+)\b",
    re.IGNORECASE,
)
MARKER, DEPARTMENT = "fa-map-marker", "fa-sitemap"
TEXT = (
    "//*[@id='job-description' or contains(concat(' ', normalize-space(@class), ' '), ' job-description ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' description ')]"
)
MOST_LINKS = 20_000
HIGHEST = 6
"""How far above a link the entry that it belongs to may be."""


class JazzHR:
    """The hosted careers pages of JazzHR. `api` is a template of their base address, for tests and mirrors."""

    name = "jazzhr"
    title = "JazzHR"
    links = (
        r"(?!www\.|app\.|api\.)[a-z0-9_-]+\.(?:applytojob|theresumator)\.com"
        r"(?:/apply(?:/jobs/details)?(?:/[A-Za-z0-9]{8,14})?)?"
    )
    by_name = True

    def __init__(self, api: str = "https://{company}.applytojob.com") -> None:
        self.api = api

    def locate(self, url: str) -> Place | None:
        """`{company}.applytojob.com/apply/{id}[/{slug}]` and `/apply/jobs/details/{id}`."""
        parts = split(url)
        company = company_in(parts.host, DOMAIN, OLDER) if parts else None
        return Place(Address(self.name, company), _job_id(parts)) if parts and company else None

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """The one list there is, of postings without text."""
        response = await fetch(f"{base(self.title, self.api, address)}/apply")
        if response.unchanged:
            yield Page((), unchanged=True)
            return
        body = list_body(self.title, address, response, DOMAIN, OLDER, "jazzhr.com", "jazz.co")
        yield self._of_list(text_of(body), address)

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """One posting by its page. A closed one leads to the list."""
        response = await fetch(f"{base(self.title, self.api, address)}/apply/{segment(job_id)}")
        body = posting_body(self.title, address, job_id, response, DOMAIN, OLDER, "jazzhr.com", "jazz.co")
        parts = split(response.url) if response.url else None
        if parts is not None and _job_id(parts) != job_id:
            raise posting_gone(self.title, job_id)
        found = self._of_posting(text_of(body), address, job_id, [])
        known = plain((listed or {}).get("place"))
        return replace(found, places=found.places or ((known,) if known else ()))

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """JazzHR tells them only to who holds the company's key."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """The list's web page, a posting's web page, or what this board made of the first (`Listing.raw`)."""
        if isinstance(body, bytes | str):
            text = text_of(body)
            place = self.locate(page_url(text))
            told = jobposting.postings_in(text).postings
            if told or (place and place.job_id):
                where = address or (place.address if place else None) or self._address(told)
                drift: list[Drift] = []
                listing = self._of_posting(text, where, place.job_id if place else None, drift)
                return Page((listing,), tuple(drift))
            return self._of_list(text, address or (place.address if place else None))
        entries = body if isinstance(body, list) else [body]
        if not all(isinstance(entry, dict) and entry.keys() <= DOCUMENTED and "url" in entry for entry in entries):
            raise UnreadableAnswer(f"{self.title} shows its postings as web pages, and this is none.")
        where = address or self._address(entries)
        return page_of(entries, lambda first, _, drift: self._listing(first, where, drift), DOCUMENTED, where="list")

    def recognises(self, document: Any) -> bool:
        """A web page that says it stands at JazzHR, or links to postings there by JazzHR's own list."""
        if not isinstance(document, str):
            return False
        if self.locate(page_url(document)):
            return True
        listed = "list-group-item" in document and re.search(
            r"""href=["'][^"']*/apply/[A-Za-z0-9]{8,14}[/"']""", document
        )
        return bool(listed and SIGNS.search(document))

    def postings_url(self, address: Address) -> str:
        """The hosted list."""
        return f"https://{segment(address.company)}.{DOMAIN}/apply"

    def _address(self, entries: Sequence[Any]) -> Address:
        urls = (plain(entry.get("url")) for entry in entries[:50] if isinstance(entry, dict))
        place = next((found for url in urls if (found := self.locate(url))), None)
        return place.address if place else Address(self.name, "unknown")

    def _of_list(self, text: str, address: Address | None) -> Page:
        root = html_of(self.title, text)
        entries = list(_entries(root, self.postings_url(address or Address(self.name, "unknown"))))
        if not entries and not SIGNS.search(text):
            raise UnreadableAnswer(f"{self.title} answered with another web page. The address may be wrong.")
        where = address or self._address(entries)
        page = page_of(entries, lambda first, _, drift: self._listing(first, where, drift), DOCUMENTED, where="list")
        if entries and not any(entry["place"] for entry in entries):
            # One posting may have no place; when none has, the marker beside it has changed.
            page = replace(page, drift=(*page.drift, Drift(None, "place", "stands beside no posting")))
        if entries or NONE_OPEN.search(all_words_of(root)):
            return page
        drift = Drift(None, "list", "shows no posting, and does not say that there is none")
        return Page((), (drift,), complete=False)

    def _listing(self, raw: Json, address: Address, drift: list[Drift]) -> Listing:
        fields = Fields(raw, None, drift)
        url = link(fields, "url", required=True)
        parts = split(url)
        job_id = fields.identifier("id", required=True) or (_job_id(parts) if parts else None) or fallback_id(raw)
        fields.job_id = job_id
        title, place = fields.text("title", required=True), fields.text("place")
        return Listing(
            address=address,
            job_id=job_id,
            title=title or "",
            url=url or f"{self.postings_url(address)}/{segment(job_id)}",
            apply_url=url or f"{self.postings_url(address)}/{segment(job_id)}",
            raw=raw,
            places=(place,) if place else (),
            department=fields.text("department"),
            partial=True,
        )

    def _of_posting(self, text: str, address: Address, job_id: str | None, drift: list[Drift]) -> Listing:
        """The page's JobPosting, else its headline and description."""
        root = html_of(self.title, text)
        told: Json = next(iter(jobposting.postings_in(text).postings), {})
        if not told:
            element = next(iter(root.xpath(TEXT)), None)
            told = {"title": words_of(root.find(".//h1")), "description": inner_html(element).strip()}
            if not told["description"]:
                raise UnreadableAnswer(f"{self.title}'s page shows no description. Its format may have changed.")
            drift.append(Drift(job_id, "JobPosting", "is missing: read from the page's words"))
        named = split(plain(told.get("url")))
        job_id = job_id or (_job_id(named) if named else None)
        page = f"{self.postings_url(address)}/{segment(job_id)}" if job_id else self.postings_url(address)
        found = jobposting.listing(Fields(told, None, drift), address, job_id=job_id, url=page)
        if not found.html:
            drift.append(Drift(found.job_id, "description", "is missing"))
        return replace(found, partial=not found.html)


def _job_id(parts: Url) -> str | None:
    path = parts.path
    if path[:3] == ("apply", "jobs", "details"):
        path = ("apply", *path[3:])
    return path[1] if path[:1] == ("apply",) and path[1:] and ID.fullmatch(path[1]) else None


def _entries(root: lxml.html.HtmlElement, site: str) -> Iterator[Json]:
    """Each posting that the page links to, once, with what stands beside its first link that has words."""
    anchors: dict[str, list[lxml.html.HtmlElement]] = {}
    for number, anchor in enumerate(root.iter("a")):
        if number >= MOST_LINKS:
            break
        parts = split(_absolute(site, anchor.get("href") or ""))
        if parts and company_in(parts.host, DOMAIN, OLDER) and (job_id := _job_id(parts)):
            anchors.setdefault(job_id, []).append(anchor)
    for job_id, several in anchors.items():
        anchor = next((each for each in several if words_of(each)), several[0])
        entry = _entry_of(anchor)
        yield {
            "id": job_id,
            "title": words_of(anchor) or None,
            "url": _absolute(site, anchor.get("href") or ""),
            "place": _beside(entry, MARKER),
            "department": _beside(entry, DEPARTMENT),
        }


def _absolute(site: str, href: str) -> str:
    try:
        return urljoin(site, href.strip())
    except ValueError:
        return ""


def _entry_of(anchor: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The nearest element around a link that is an entry of a list, or a row of a table."""
    element = anchor
    for _ in range(HIGHEST):
        parent = element.getparent()
        if parent is None or parent.tag in ("ul", "ol", "table", "tbody", "body"):
            return element
        element = parent
        if "list-group-item" in (element.get("class") or "").split() or element.tag == "tr":
            return element
    return element


def _beside(entry: lxml.html.HtmlElement, sign: str) -> str | None:
    """The words beside an icon; None when the entry has no such icon."""
    for icon in entry.iter("i", "span"):
        if sign in (icon.get("class") or "").split():
            return words_of(icon.getparent()) or None
    return None
