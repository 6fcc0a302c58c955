"""Any web page with schema.org/JobPosting: an employer's own careers site, read as its machines' readers read it.

Format: https://schema.org/JobPosting as JSON-LD or microdata. A page holds its postings itself, or links to them:
`ItemList` with addresses, or links on the same site that look like a posting. A posting is gone when its page answers
404 or 410, when its data are no longer in it, or when `validThrough` has passed.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from rolecall.boards import jobposting, microdata
from rolecall.boards.answers import body_of, decode, posting_body_of
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Place, Question
from rolecall.boards.fields import LONGEST_ID, Fields, bounded_id, fallback_id
from rolecall.boards.markup import html_of, text_of
from rolecall.boards.outcomes import PostingGone, UnreadableAnswer, posting_gone
from rolecall.boards.urls import joined
from rolecall.platform.errors import Problem

MOST_FOLLOWED = 200
"""Pages of postings that are read for one list."""
FEW_TRIES = 5
"""Links that only look like postings: when so many of them are none, the page is no list."""
MOST_PAGES = 20
LONGEST_LINK = 1_000
LONGEST_COMPANY = 200
TRACKING = re.compile(r"utm_|gclid|fbclid|ref$|src$|source$", re.IGNORECASE)
LIST_PART = re.compile(
    r"jobs?|careers?|positions?|vacanc(?:y|ies)|openings?|opportunit(?:y|ies)|roles?|karriere|stellen\w*|offres?[\w-]*|"
    r"emplois?|empleos?|vacatures?",
    re.IGNORECASE,
)
"""A part of an address under which postings stand."""


class WebPage:
    """A page with schema.org/JobPosting. `api` is the scheme it is read with, which a test server changes."""

    name = "page"
    title = "Web page"
    links = r"(?!)"
    by_name = False

    def __init__(self, api: str = "https://") -> None:
        self.api = api

    def locate(self, url: str) -> Place | None:
        """None: what a page holds is not told by its URL."""
        return None

    def address(self, url: str) -> Address | None:
        """The address of a page: its host and path without the scheme; None for what is no URL or too long."""
        company = _plain(url)
        return (
            Address(self.name, company) if company and len(company) <= LONGEST_COMPANY and "@" not in company else None
        )

    def address_of(self, url: str, html: str) -> Address | None:
        """The address of a page that holds a posting or lists some; None for every other page."""
        lists = any(_like_a_posting(link) for link in jobposting.postings_in(html).links)
        return self.address(url) if lists or self.recognises(html) else None

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """The postings of the page and of those it leads on to (`rel=next`), then of the pages it links to."""
        here: str | None = self._url(address.company)
        read: set[str] = set()
        given: set[str] = set()
        linked: dict[str, bool] = {}
        complete = True
        while here and len(read) < MOST_PAGES:
            read.add(here)
            response = await fetch(here)
            if response.unchanged:
                yield Page((), unchanged=True)
                return
            body = text_of(body_of(self.title, address, response))
            told = _Told(self.title, body, response.url or here)
            page = self._page(told, address)
            complete = complete and page.complete
            fresh = _open(replace(page, complete=False), given)
            if fresh.listings or fresh.drift:
                yield fresh
            linked |= told.links() if not told.postings else {}
            here = told.next_page() if told.postings or linked else None
            here = here if here not in read else None
        complete = complete and here is None
        followed = [url for url in linked if url not in read]
        async for page in self._followed(followed[:MOST_FOLLOWED], linked, address, fetch, given):
            complete = complete and page.complete
            yield replace(page, complete=False)
        if not given and not any(linked.values()):
            raise UnreadableAnswer(
                f"{address.company} neither holds nor links to a posting that programs can read "
                "(schema.org/JobPosting). Give the address of a posting's page, or capture it from your own browser."
            )
        yield Page((), complete=complete and len(followed) <= MOST_FOLLOWED)

    async def _followed(
        self, urls: Sequence[str], sure: dict[str, bool], address: Address, fetch: Fetch, given: set[str]
    ) -> AsyncIterator[Page]:
        found = False
        for number, url in enumerate(urls):
            if number >= FEW_TRIES and not found and not sure[url]:
                return
            try:
                response = await fetch(url)
                told = _Told(
                    self.title, text_of(posting_body_of(self.title, address, url, response)), response.url or url
                )
                page = self._page(told, address)
            except PostingGone:
                continue
            except Problem as problem:
                if problem.retry:
                    raise
                yield Page((), (Drift(None, url[:200], f"could not be read: {problem}"),), complete=False)
                continue
            found = found or bool(page.listings)
            if sure[url] and not page.listings:
                page = replace(page, drift=(*page.drift, Drift(None, url[:200], "holds no JobPosting")), complete=False)
            if page.listings or page.drift:
                yield _open(page, given)

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """The page that the posting stands on: its own, else the list's."""
        own = str((listed or {}).get("url") or "")
        alone = _host(job_id) == _host(address.company) and len(job_id) < LONGEST_ID
        url = own if own.startswith("http") else self._url(job_id if alone else address.company)
        response = await fetch(url)
        told = _Told(self.title, text_of(posting_body_of(self.title, address, job_id, response)), response.url or url)
        listings = self._page(told, address).listings
        found = next((listing for listing in listings if listing.job_id == job_id), None)
        if found is None and len(listings) == 1 and _plain(told.url) == _plain(url) != address.company:
            found = replace(listings[0], job_id=job_id)
        if found is None and told.broken:
            raise UnreadableAnswer(f"The data for programs on {url[:200]} are broken. Open it in a browser.")
        if found is None and not listings and told.links():
            raise UnreadableAnswer(
                f"{url[:200]} lists postings, and does not say which is {job_id}. Open it in a browser."
            )
        if found is None or _has_passed(found):
            raise posting_gone(self.title, job_id)
        return found

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """None: a page says what the work is, and its form is for people."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A saved page, or its JobPosting alone. Also what has passed is read: when it was saved is not known."""
        if isinstance(body, bytes | str) and not _is_json(body):
            told = _Told(self.title, text_of(body), f"https://{address.company}" if address else "")
            if not told.postings and not told.broken and not told.links():
                raise UnreadableAnswer(
                    f"{self.title}: there is no schema.org/JobPosting in it. Its format may have changed."
                )
            where = address or self.address(told.own_url()) or Address(self.name, "unknown")
            return self._page(told, where)
        postings = jobposting.postings_of(decode(self.title, body))
        if not postings:
            raise UnreadableAnswer(
                f"{self.title}: there is no schema.org/JobPosting in it. Its format may have changed."
            )
        first = next((url for found in postings if isinstance(url := found.get("url"), str)), "")
        return self._listings(postings, first, address or self.address(first) or Address(self.name, "unknown"), ())

    def recognises(self, document: Any) -> bool:
        """A page with a JobPosting, or a JobPosting by itself. Asked last: other platforms' pages have one too."""
        if isinstance(document, str):
            return "JobPosting" in document and bool(_Told(self.title, document, "").postings)
        return isinstance(document, dict) and bool(jobposting.postings_of(document))

    def postings_url(self, address: Address) -> str:
        """The page itself."""
        return f"https://{address.company}"

    def _url(self, plain: str) -> str:
        return f"{self.api}{plain}"

    def _page(self, told: _Told, address: Address) -> Page:
        drift = [Drift(None, "application/ld+json", "is not JSON, left out")] * bool(told.broken)
        page = self._listings(told.postings, told.url, address, drift)
        return replace(page, complete=page.complete and not told.broken)

    def _listings(self, postings: Sequence[Json], url: str, address: Address, drift: Sequence[Drift]) -> Page:
        noted = list(drift)
        listings: dict[str, Listing] = {}
        for posting in postings:
            own = posting.get("url")
            own = joined(url or "https://", own.strip()) if isinstance(own, str) and own.strip() else None
            # Postings that share one page are told apart by their number, else by their content.
            stands = own if own and (len(postings) == 1 or _plain(own) != _plain(url)) else None
            stands = stands or (url if len(postings) == 1 else None)
            job_id = bounded_id(_plain(stands) or "") or None if stands else None
            fields = Fields(posting, job_id, noted)
            listing = jobposting.listing(fields, address, job_id=job_id, url=own or url)
            if not listing.html.strip():
                fields.note("description", "is missing")
            if (other := listings.get(listing.job_id)) and other.raw != posting:
                # One identifier for all is the employer's own, and no posting's.
                listing = replace(listing, job_id=fallback_id(posting))
            listings[listing.job_id] = replace(listing, partial=not listing.html.strip() and own is not None)
        return Page(tuple(listings.values()), tuple(noted))


class _Told:
    """What a page tells programs."""

    def __init__(self, title: str, body: str, url: str) -> None:
        found = jobposting.postings_in(body)
        self.url, self.broken = url, found.broken
        self.root = html_of(title, body)
        self.postings: tuple[Json, ...] = found.postings or microdata.postings_in(self.root)
        self.listed = found.links

    def links(self) -> dict[str, bool]:
        """Addresses of postings on the same site, in order; True where the page's data say that they are."""
        sure = {_unfragmented(joined(self.url, url)): True for url in self.listed}
        found = dict.fromkeys((url for url in sure if self._same_site(url)), True)
        if not found:
            found = {url: False for url in self._anchors() if _like_a_posting(url) and self._same_site(url)}
        return {url: said for url, said in found.items() if _plain(url) != _plain(self.url)}

    def next_page(self) -> str | None:
        """Where `rel=next` leads on the same site."""
        for element in self.root.iter("link", "a"):
            if "next" in str(element.get("rel") or "").lower().split() and (href := element.get("href")):
                url = _unfragmented(joined(self.url, str(href)))
                return url if self._same_site(url) else None
        return None

    def own_url(self) -> str:
        """The address that the page gives for itself, or its first posting's; "" without one."""
        for element in self.root.iter("link"):
            if element.get("rel") == "canonical" and element.get("href"):
                return str(element.get("href"))
        return next((url for posting in self.postings if isinstance(url := posting.get("url"), str)), "")

    def _anchors(self) -> Iterator[str]:
        for element in self.root.iter("a"):
            if href := element.get("href"):
                yield _unfragmented(joined(self.url, str(href)))

    def _same_site(self, url: str) -> bool:
        return bool(self.url) and _host(url) == _host(self.url)


def _is_json(body: bytes | str) -> bool:
    head = body[:200].decode("utf-8", "replace") if isinstance(body, bytes) else body[:200]
    return head.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def _unfragmented(url: str) -> str:
    """Also of what is no URL at all, which the library refuses."""
    return url.partition("#")[0]


def _host(url: str) -> str:
    return (_plain(url) or "").partition("/")[0].partition("?")[0]


def _plain(url: str) -> str | None:
    """Host, path and query without the scheme, the fragment, a closing slash and what only says where one came from."""
    rest = re.sub(r"^https?://", "", _unfragmented(url.strip()), flags=re.IGNORECASE)
    host, slash, path = rest.partition("/")
    if not re.fullmatch(r"[\w.-]+(?::\d{1,5})?", host.split("?", maxsplit=1)[0]):
        return None
    path, mark, query = (slash + path).partition("?")
    kept = "&".join(part for part in query.split("&") if part and not TRACKING.match(part.partition("=")[0]))
    return host.lower() + path.rstrip("/") + (mark + kept if kept else "")


def _like_a_posting(url: str) -> bool:
    """`/jobs/1234`, `/careers/senior-night-baker/`: under a part for jobs, a number or a name of three words."""
    path = url.partition("?")[0].partition("#")[0]
    if len(path) > LONGEST_LINK:
        return False
    *before, last = [part for part in path.split("/") if part] or [""]
    named = (
        any(digits.isdigit() for digits in (last[at : at + 2] for at in range(len(last) - 1))) or last.count("-") > 1
    )
    return named and any(LIST_PART.fullmatch(part) for part in before)


def _has_passed(listing: Listing) -> bool:
    return listing.valid_through is not None and listing.valid_through < datetime.now(UTC)


def _open(page: Page, given: set[str]) -> Page:
    """A page without what was given before, and without what has passed: that was closed."""
    fresh = [listing for listing in page.listings if listing.job_id not in given]
    given.update(listing.job_id for listing in fresh)
    drift = [
        Drift(listing.job_id, "validThrough", "has passed: closed, so left out")
        for listing in fresh
        if _has_passed(listing)
    ]
    return replace(
        page,
        listings=tuple(listing for listing in fresh if not _has_passed(listing)),
        drift=(*page.drift, *drift),
    )
