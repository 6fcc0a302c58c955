"""iCIMS: `GET https://{portal}.icims.com/jobs/search?ss=1&in_iframe=1&pr=N`, a web page of 20 or 50 cards.

`pr` counts from 0; "Page 1 of 7" is all that the portal says of its size. The fields of a card and their labels are the
employer's choice. A posting's page, `/jobs/{id}/{slug}/job?in_iframe=1`, has schema.org/JobPosting.
Format: the portals themselves, as recorded (https://www.icims.com); there is no public API without a key.
Log-in pages are closed by robots.txt and are never asked for.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import quote

import lxml.html

from rolecall.boards import jobposting
from rolecall.boards.answers import body_of, posting_body_of
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Place, Question, Response
from rolecall.boards.fields import Fields
from rolecall.boards.markup import all_words_of, html_of, inner_html, text_of, words_of
from rolecall.boards.outcomes import NeedsHuman, Refused, UnreadableAnswer, posting_gone
from rolecall.boards.urls import split

MOST_PAGES = 500
MOST_LABELS, LONGEST_LABEL, LONGEST_VALUE = 60, 100, 500
"""Of one card: in a broken page a card may hold all others."""
HOST = re.compile(r"(?P<portal>[a-z0-9_-]+(?:\.[a-z0-9_-]+)?)\.icims\.com")
NO_PORTALS = frozenset(
    ["www", "login", "api", "media", "cdn", "developer", "developers", "community", "info", "status", "assets", "go"]
)
JOB = re.compile(r"/jobs/(?P<id>\d{1,12})(?:/[^/?#]*)?/job\b", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,12}")
PAGES = re.compile(r"\bpage\s+\d+\s+of\s+(\d{1,5})", re.IGNORECASE)
MOVED = re.compile(r"""window\.top\.location(?:\.href)?\s*=\s*["'](https?:[^"']+)["']""")
NOTHING = re.compile(r"\b(?:no|0)\s(?:[\w-]+\s){0,4}(?:jobs?|results?|positions?|openings?|matches)\b", re.IGNORECASE)
CLOSED = re.compile(
    r"\bno longer (?:available|accepting|active|open|posted)|\bhas (?:been filled|expired|closed)|"
    r"\bnot (?:currently )?(?:available|accepting)",
    re.IGNORECASE,
)
LOCATION = re.compile(r"(?:job |work |posting )?locations?(?: ?: ?(?:job )?locations?)?", re.IGNORECASE)
REQUISITION = re.compile(r"(?:job |requisition |req\.? |posting )?(?:id|number|#)", re.IGNORECASE)
DEPARTMENT = re.compile(r"(?:job )?(?:category|department|function|family)", re.IGNORECASE)
EMPLOYMENT = re.compile(r"(?:(?:position|employment|job) )?type|employment status|schedule", re.IGNORECASE)


class Icims:
    """iCIMS's career portals. `api` is the address of a portal, for tests and mirrors."""

    name = "icims"
    title = "iCIMS"
    links = r"[a-z0-9_-]+\.icims\.com/"
    by_name = False

    def __init__(self, api: str = "https://{company}.icims.com") -> None:
        self.api = api.rstrip("/")

    def locate(self, url: str) -> Place | None:
        """`{portal}.icims.com/jobs/{id}[/{slug}]/job`, its forms, and everything else of a portal."""
        parts = split(url)
        found = HOST.fullmatch(parts.host) if parts else None
        if parts is None or found is None or found["portal"] in NO_PORTALS:
            return None
        number = NUMBER.fullmatch(parts.path[1]) if parts.path[:1] == ("jobs",) and len(parts.path) > 1 else None
        return Place(Address(self.name, found["portal"]), number[0] if number else None)

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """Page by page to the number of pages that the first one states."""
        seen: set[str] = set()
        whole = True
        pages: int | None = None
        for number in range(MOST_PAGES):
            response = await fetch(f"{self._portal(address)}/jobs/search?ss=1&in_iframe=1&pr={number}")
            if response.unchanged:
                yield Page((), unchanged=True)
                return
            self._check(address, response)
            root = html_of(self.title, body_of(self.title, address, response))
            page = self._cards(root, address, first=number == 0)
            ids = [listing.job_id for listing in page.listings]
            # A posting that comes twice shows that others moved past unseen.
            whole = whole and page.complete and not seen.intersection(ids) and len(set(ids)) == len(ids)
            fresh = set(ids) - seen
            seen |= fresh
            pages = pages or _pages(root)
            end = number + 1 >= pages if pages else not root.xpath("//link[@rel='next'] | //a[@rel='next']")
            last = end or not fresh or number == MOST_PAGES - 1
            yield Page(page.listings, page.drift, complete=last and end and whole)
            if last:
                return

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """The posting's page. One that leads back to the list, or says so, is gone."""
        known = listed.get("url") if listed else None
        place = self.locate(known) if isinstance(known, str) else None
        path = JOB.search(known) if isinstance(known, str) and place and place.job_id == job_id else None
        path_of = path[0] if path else f"/jobs/{quote(job_id, safe='')}/job"
        response = await fetch(f"{self._portal(address)}{path_of}?in_iframe=1")
        body = posting_body_of(self.title, address, job_id, response)
        self._check(address, response)
        led = self.locate(response.url)
        if response.url and led != Place(address, job_id):
            if led is not None and led.address == address:
                raise posting_gone(self.title, job_id)
            if led is not None or "icims" in self.api:
                raise self._moved(address, response.url)
        root = html_of(self.title, body)
        found = self._posting(text_of(body), root, address, job_id, [])
        if found is not None:
            return found
        if root.xpath("//*[contains(@class,'iCIMS_JobCardItem') or contains(@class,'iCIMS_JobsTable')]"):
            raise posting_gone(self.title, job_id)
        if CLOSED.search(all_words_of(root)):
            raise posting_gone(self.title, job_id)
        if moved := MOVED.search(text_of(body)):
            raise self._moved(address, moved[1])
        raise UnreadableAnswer(f"{self.title}'s page holds no posting. Its format may have changed.")

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """None: the form comes after a log-in, which robots.txt closes."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A page of search results, or the page of one posting."""
        if not isinstance(body, str | bytes):
            raise UnreadableAnswer(f"{self.title}'s answer is no web page. Its format may have changed.")
        root, text = html_of(self.title, body), text_of(body)
        address = address or self._address(root)
        if not root.xpath("//*[contains(@class,'iCIMS_JobCardItem')]"):
            drift: list[Drift] = []
            if found := self._posting(text, root, address, None, drift):
                return Page((found,), tuple(drift), total=1)
        page = self._cards(root, address, first=True)
        return replace(page, complete=page.complete and (_pages(root) or 1) == 1)

    def recognises(self, document: Any) -> bool:
        """A web page with iCIMS's own marks."""
        if not isinstance(document, str) or "icims" not in document.lower():
            return False
        return "iCIMS_" in document or bool(re.search(r"//[a-z0-9_-]+\.icims\.com/jobs/\d+/", document))

    def postings_url(self, address: Address) -> str:
        """The portal's search."""
        return f"https://{quote(address.company)}.icims.com/jobs/search?ss=1"

    def _portal(self, address: Address) -> str:
        if not HOST.fullmatch(f"{address.company}.icims.com"):
            raise Refused(f"“{address}” is no address at {self.title}: one looks like icims:careers-example.")
        return self.api.format(company=address.company)

    def _check(self, address: Address, response: Response) -> None:
        if re.search(r"/login\b|[?&]loginOnly=", response.url):
            raise NeedsHuman(f"{self.title} asks for a log-in at “{address.company}”. Open the careers page yourself.")

    def _moved(self, address: Address, url: str) -> Refused:
        target = split(url.replace("\\/", "/"))
        return Refused(
            f"{self.title} sends the readers of “{address.company}” on to {target.host if target else 'another site'}. "
            "Give the address of the page there."
        )

    def _address(self, root: lxml.html.HtmlElement) -> Address:
        links = root.xpath("//a/@href | //link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
        place = next((found for link in links if (found := self.locate(str(link)))), None)
        return place.address if place else Address(self.name, "unknown")

    def _cards(self, root: lxml.html.HtmlElement, address: Address, *, first: bool) -> Page:
        drift: list[Drift] = []
        listings: dict[str, Listing] = {}
        repeated = lost = 0
        rows = root.xpath("//*[contains(concat(' ',normalize-space(@class),' '),' iCIMS_JobCardItem ')]")
        if not rows:  # an older layout: rows of a table of divs
            rows = root.xpath("//*[contains(@class,'iCIMS_JobsTable')]/*[contains(@class,'row')]")
        known = set(rows)
        around = {outer for row in rows for outer in row.iterancestors() if outer in known}
        for row in rows:
            if row in around:  # a page so broken that one card holds others: which words are whose is not known
                lost += 1
                drift.append(Drift(None, "card", "holds other cards, left out"))
                continue
            link = next((a for a in row.iter("a") if JOB.search(a.get("href") or "")), None)
            if link is None:
                lost += 1
                drift.append(Drift(None, "card", "has no link to a posting, left out"))
                continue
            listing = self._card(row, link, address, drift)
            repeated += listing.job_id in listings
            listings[listing.job_id] = listing
        if listings and not any(listing.places for listing in listings.values()):
            drift.append(Drift(None, "Location", "is missing: no field of any card is labelled as one"))
        if not rows:
            if moved := MOVED.search(lxml.html.tostring(root, encoding="unicode")):
                raise self._moved(address, moved[1])
            if not root.xpath("//*[contains(@class,'iCIMS_')] | //*[@name='searchKeyword'] | //*[@id='searchForm']"):
                raise UnreadableAnswer(f"{self.title}'s page has no list of postings. Its format may have changed.")
            lost = int(first and ((_pages(root) or 0) > 1 or not NOTHING.search(all_words_of(root))))
            if lost:
                problem = "are not found, and the page does not say that there are none"
                drift.append(Drift(None, "cards", problem))
        return Page(tuple(listings.values()), tuple(drift), complete=not lost and not repeated)

    def _card(
        self, row: lxml.html.HtmlElement, link: lxml.html.HtmlElement, address: Address, drift: list[Drift]
    ) -> Listing:
        href = link.get("href") or ""
        found = JOB.search(href)
        job_id = found["id"] if found else ""
        told = _labelled(row)
        heading = next((words for tag in link.iter("h1", "h2", "h3", "h4") if (words := words_of(tag))), None)
        title = heading or (link.get("title") or "").partition(" - ")[2].strip() or words_of(link)
        raw = {"id": job_id, "url": href.partition("?")[0], "fields": told} | ({"title": title} if title else {})
        fields = Fields(raw, job_id, drift)
        page = f"https://{address.company}.icims.com{found[0] if found else f'/jobs/{job_id}/job'}"
        return Listing(
            address=address,
            job_id=job_id,
            title=fields.text("title", required=True) or "",
            url=page,
            apply_url=page,
            raw=raw,
            requisition_id=_first(told, REQUISITION),
            places=_places(told),
            department=_first(told, DEPARTMENT),
            employment_type=_first(told, EMPLOYMENT),
            partial=True,
            volatile=tuple(f"fields.{label}" for label in told if "posted" in label.lower()),
        )

    def _posting(
        self, text: str, root: lxml.html.HtmlElement, address: Address, job_id: str | None, drift: list[Drift]
    ) -> Listing | None:
        canonical = root.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
        shown = next((place for url in canonical if (place := self.locate(str(url))) and place.job_id), None)
        postings = jobposting.postings_in(text)
        told = next(iter(postings.postings), None)
        if told is None:
            return self._shown(root, address, job_id or (shown.job_id if shown else None), postings.broken, drift)
        named = told.get("url")
        place = self.locate(named) if isinstance(named, str) else shown
        job_id = job_id or (place.job_id if place else None) or (shown.job_id if shown else None)
        cleaned = {**told, "jobLocation": _available(told.get("jobLocation"))}
        page = f"https://{address.company}.icims.com/jobs/{job_id}/job" if job_id else self.postings_url(address)
        listing = jobposting.listing(Fields(cleaned, job_id, drift), address, job_id=job_id, url=page, raw=told)
        return replace(listing, url=listing.url.partition("?")[0], apply_url=listing.apply_url.partition("?")[0])

    def _shown(
        self, root: lxml.html.HtmlElement, address: Address, job_id: str | None, broken: int, drift: list[Drift]
    ) -> Listing | None:
        """A posting's page whose JobPosting is missing or broken: what it shows to people."""
        content = root.xpath("//*[contains(@class,'iCIMS_JobContent') or contains(@class,'iCIMS_JobContainer')]")
        title = next((words for tag in root.iter("h1") if (words := words_of(tag))), "")
        if not content or not title or job_id is None or CLOSED.search(all_words_of(content[0])):
            return None
        drift.append(Drift(job_id, "JobPosting", "is not JSON" if broken else "is missing"))
        told = _labelled(content[0])
        page = f"https://{address.company}.icims.com/jobs/{job_id}/job"
        return Listing(
            address=address,
            job_id=job_id,
            title=title,
            url=page,
            apply_url=page,
            raw={"id": job_id, "title": title, "fields": told, "html": inner_html(content[0])},
            requisition_id=_first(told, REQUISITION),
            places=_places(told),
            department=_first(told, DEPARTMENT),
            employment_type=_first(told, EMPLOYMENT),
            html=inner_html(content[0]),
        )


def _pages(root: lxml.html.HtmlElement) -> int | None:
    """How many pages "Page 1 of 7" says there are."""
    for element in root.xpath("//*[contains(@class,'iCIMS_Paging') or contains(@class,'iCIMS_SubHeader')]"):
        if found := PAGES.search(words_of(element)):
            return int(found[1])
    return None


def _labelled(row: lxml.html.HtmlElement) -> dict[str, str]:
    """Every label with its value: `<dt>`/`<dd>`, or a label for screen readers beside a value.

    The title of a value has the whole time of posting where its text says "8 hours ago".
    """
    told: dict[str, str] = {}
    for term in islice(row.iter("dt"), MOST_LABELS):
        value = term.getnext()
        if value is not None and value.tag == "dd" and (label := words_of(term, LONGEST_LABEL)):
            told.setdefault(label, words_of(value, LONGEST_VALUE))
    for label in row.xpath(".//*[contains(@class,'field-label')]")[:MOST_LABELS]:
        value = label.getnext()
        if value is not None and value.tag == "span" and (words := words_of(label, LONGEST_LABEL)):
            told.setdefault(words, (value.get("title") or words_of(value, LONGEST_VALUE)).strip())
    return told


def _first(told: Mapping[str, str], label: re.Pattern[str]) -> str | None:
    return next((value for name, value in told.items() if value and label.fullmatch(name.strip(" :"))), None)


def _places(told: Mapping[str, str]) -> tuple[str, ...]:
    """The places of the field that is labelled as one; of several, the one that says nothing else."""
    text = _first(told, LOCATION) or next((value for label, value in told.items() if "location" in label.lower()), "")
    return tuple(place.strip() for place in text.split("|") if place.strip())


def _available(told: Any) -> Any:
    """Without the word that iCIMS puts where a place has no city or region."""
    if isinstance(told, list):
        return [_available(entry) for entry in told[:200]]
    if isinstance(told, dict):
        kept = {name: _available(value) if name == "address" else value for name, value in told.items()}
        return {name: value for name, value in kept.items() if value != "UNAVAILABLE"}
    return told
