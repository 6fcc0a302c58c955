"""Teamtailor: `GET https://{host}/jobs.json`, no key: a JSON Feed, page by page (`next_url`).

Formats: https://www.jsonfeed.org/version/1.1/, each item with its schema.org JobPosting under `_jobposting`; a
posting's own page holds the same. `{host}` is `acme.teamtailor.com`, `acme.na.teamtailor.com` (region `na`), or a host
of the company's own, which then is the company's name in addresses: `teamtailor:careers.example.com`.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from rolecall.boards import jobposting
from rolecall.boards.answers import decode
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Place, Question, Response
from rolecall.boards.fields import Fields, bounded_id, fallback_id, renamed
from rolecall.boards.hosted import (
    LABEL,
    company_in,
    link,
    list_body,
    names,
    page_of,
    page_url,
    picked,
    plain,
    posting_body,
    segment,
    without_locale,
)
from rolecall.boards.markup import html_of, text_of
from rolecall.boards.outcomes import UnreadableAnswer, posting_gone, unknown_company
from rolecall.boards.urls import HOST, Url, split

DOMAIN = "teamtailor.com"
REGIONAL = re.compile(r"(?P<company>[a-z0-9_-]+)\.(?P<region>[a-z]{2})\.teamtailor\.com")
JOB = re.compile(r"(?P<id>\d{1,20})(?:-.*)?", re.DOTALL)
FORM = ("applications", "new")
MOST_PAGES = 200
DOCUMENTED = names(
    "_jobposting attachments author authors content_html content_text date_modified date_published external_url id "
    "image banner_image language summary tags title url"
)
POSTING_DOCUMENTED = names(
    "@context @type applicantLocationRequirements baseSalary datePosted description directApply educationRequirements "
    "employmentType experienceRequirements hiringOrganization identifier image industry jobBenefits jobLocation "
    "jobLocationType jobStartDate occupationalCategory qualifications responsibilities salaryCurrency skills title url "
    "validThrough workHours"
)


class Teamtailor:
    """The feed of a Teamtailor career site. `api` is a template of its base address, for tests and mirrors."""

    name = "teamtailor"
    title = "Teamtailor"
    links = (
        r"(?!www\.|app\.|api\.|docs\.)[a-z0-9_-]+\.(?:[a-z]{2}\.)?teamtailor\.com(?:/jobs(?:/\d+[\w-]*)?)?"
        r"|[a-z0-9.-]*teamtailor-cdn\.com"
    )
    """The second is on every career site, also on a company's own host: the site itself is the board then."""
    by_name = True

    def __init__(self, api: str = "https://{host}") -> None:
        self.api = api

    def locate(self, url: str) -> Place | None:
        """`{company}.teamtailor.com/jobs/{id}-{slug}[/applications/new]`.

        On a company's own host a form is a guess, and the list in the split view (`/jobs?split_view=true`) is sure.
        """
        parts = split(url)
        if parts is None:
            return None
        path = without_locale(parts)
        found = JOB.fullmatch(path[1]) if path[:1] == ("jobs",) and path[1:] else None
        if address := self._hosted(parts):
            return Place(address, found["id"] if found else None)
        if parts.host == DOMAIN or parts.host.endswith(f".{DOMAIN}"):
            return None
        if found and path[2:4] == FORM:
            return Place(Address(self.name, parts.host), found["id"], certain=False)
        if path == ("jobs",) and parts.first("split_view") == "true":
            return Place(Address(self.name, parts.host))
        return None

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """The feed's pages, by its own `next_url`."""
        url = f"{self._base(address)}/jobs.json"
        seen: set[str] = set()
        whole = True
        for number in range(MOST_PAGES):
            response = await fetch(url)
            if response.unchanged:
                yield Page((), unchanged=True)
                return
            document = decode(self.title, list_body(self.title, address, response, DOMAIN))
            page = self._of_feed(document, address)
            fresh = {listing.job_id for listing in page.listings} - seen
            following = self._following(document, url)
            whole = whole and page.complete
            # A feed that names itself as the next would never end.
            last = following is None or not fresh or number == MOST_PAGES - 1
            complete = whole and following is None and not _has_next(document)
            yield Page(page.listings, page.drift, complete=complete)
            if last or following is None:
                return
            seen |= fresh
            url = following

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """One posting by its page; where that says nothing to machines, by the feed."""
        response = await fetch(f"{self._base(address)}/jobs/{segment(job_id)}")
        body = posting_body(self.title, address, job_id, response, DOMAIN)
        if _sent_to_list(response):
            raise posting_gone(self.title, job_id)
        told = jobposting.postings_in(text_of(body)).postings
        if told:
            page_at = response.url or f"{self._list_url(address)}/{job_id}"
            return self._of_posting(told[0], address, job_id, page_at, [])
        page = Page(())
        async for page in self.pages(address, fetch):
            if any(listing.job_id == job_id for listing in page.listings):
                break
        return picked(page, self.title, job_id)

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """Teamtailor tells them only to who holds the company's key."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A page of the feed, one item of it, or a posting's own page (HTML)."""
        if isinstance(body, bytes | str) and text_of(body[:2_000]).lstrip()[:1] == "<":
            return self._of_page(body, address)
        document = decode(self.title, body)
        page = self._of_feed(document, address)
        return replace(page, complete=page.complete and not _has_next(document))

    def _of_feed(self, document: Any, address: Address | None) -> Page:
        """The page as it is: whether more follow is for the caller to see."""
        if isinstance(document, dict) and isinstance(document.get("items"), list):
            items = document["items"]
        elif isinstance(document, list):
            items = document
        elif isinstance(document, dict) and "_jobposting" in document:
            items = [document]
        else:
            raise UnreadableAnswer(f"{self.title}'s answer is not a feed of postings. Its format may have changed.")
        where = address or self._address(document, items)
        company = plain(document.get("title")) if isinstance(document, dict) and document.get("items") is items else ""

        def read(first: Json, _: Sequence[Json], drift: list[Drift]) -> Listing:
            return self._listing(first, where, company or None, drift)

        page = page_of(items, read, DOCUMENTED, where="items")
        postings = [
            told for item in items if isinstance(item, dict) and isinstance(told := item.get("_jobposting"), dict)
        ]
        drift = (*page.drift, *renamed(postings, POSTING_DOCUMENTED, page.drift))
        return replace(page, drift=drift)

    def recognises(self, document: Any) -> bool:
        """A JSON Feed whose items have `_jobposting`, or a page that says it stands at Teamtailor."""
        if isinstance(document, str):
            own = split(page_url(document))
            return bool(own and self._hosted(own) and "JobPosting" in document)
        if isinstance(document, dict) and isinstance(items := document.get("items"), list) and "version" in document:
            if items:
                return isinstance(items[0], dict) and "_jobposting" in items[0]
            return "jsonfeed" in str(document["version"]) and plain(document.get("feed_url")).endswith("/jobs.json")
        first = document[0] if isinstance(document, list) and document else document
        return isinstance(first, dict) and "_jobposting" in first

    def postings_url(self, address: Address) -> str:
        """The hosted list; on a company's own host in the view by which it is known again."""
        if "." in address.company:
            return f"https://{segment(address.company)}/jobs?split_view=true"
        region = f"{address.region}." if address.region else ""
        return f"https://{segment(address.company)}.{region}{DOMAIN}/jobs"

    def _hosted(self, parts: Url) -> Address | None:
        if company := company_in(parts.host, DOMAIN):
            return Address(self.name, company)
        found = REGIONAL.fullmatch(parts.host)
        return Address(self.name, found["company"], found["region"]) if found else None

    def _base(self, address: Address) -> str:
        company = address.company.lower()
        if "." in company and HOST.fullmatch(company):
            host = company
        elif LABEL.fullmatch(company):
            host = f"{company}.{address.region}.{DOMAIN}" if address.region else f"{company}.{DOMAIN}"
        else:
            raise unknown_company(self.title, address)
        filled = (
            self.api.replace("{host}", host).replace("{company}", company).replace("{region}", address.region or "")
        )
        return filled.rstrip("/")

    def _following(self, document: Any, url: str) -> str | None:
        """The feed's next page, always asked of the host that gave this one."""
        told = plain(document.get("next_url")) if isinstance(document, dict) else ""
        if not told:
            return None
        path, _, query = _joined(url, told).partition("?")
        return f"{url.partition('?')[0]}?{query}" if query and path.endswith("/jobs.json") else None

    def _address(self, document: Any, items: Sequence[Any]) -> Address:
        urls = (
            [plain(document.get(field)) for field in ("home_page_url", "feed_url")]
            if isinstance(document, dict)
            else []
        )
        urls += [plain(item.get("url")) for item in items[:50] if isinstance(item, dict)]
        for parts in map(split, urls):
            if parts is not None:
                return self._hosted(parts) or Address(self.name, parts.host)
        return Address(self.name, "unknown")

    def _listing(self, raw: Json, address: Address, company: str | None, drift: list[Drift]) -> Listing:
        item = Fields(raw, None, drift)
        url = link(item, "url", required=True)
        posting = item.mapping("_jobposting", required=True)
        job_id = _job_id(url) or _number(posting) or item.identifier("id", required=True) or fallback_id(raw)
        item.job_id = job_id
        page = url or f"{self._list_url(address)}/{job_id}"
        found = self._of_posting(posting, address, job_id, page, drift if posting else [])
        html = item.text("content_html") or found.html
        if not html:
            item.note("content_html", "is missing")
        return replace(
            found,
            title=item.text("title", required=True) or found.title,
            url=page,
            apply_url=f"{page.rstrip('/')}/applications/new",
            raw=raw,
            company=found.company or company,
            html=html,
            published_at=item.moment("date_published", required=True) or found.published_at,
            updated_at=item.moment("date_modified"),
            language=item.text("language") or found.language,
            partial=not html,
        )

    def _of_posting(self, told: Json, address: Address, job_id: str | None, page: str, drift: list[Drift]) -> Listing:
        """A JobPosting, whose `identifier` is no requisition: Teamtailor puts its own number there."""
        number = job_id or _number(told)
        found = jobposting.listing(Fields(told, None, drift), address, job_id=number, url=page)
        apply_url = f"{found.url.rstrip('/')}/applications/new" if _job_id(found.url) else found.url
        requisition = found.requisition_id if found.requisition_id != found.job_id else None
        job_id = bounded_id(found.job_id) or fallback_id(told)
        return replace(found, job_id=job_id, apply_url=apply_url, requisition_id=requisition, partial=not found.html)

    def _of_page(self, body: bytes | str, address: Address | None) -> Page:
        text = text_of(body)
        html_of(self.title, text)
        told = jobposting.postings_in(text).postings
        if not told:
            raise UnreadableAnswer(f"{self.title}'s page holds no posting for machines. Nothing was taken from it.")
        url = page_url(text)
        own = split(url)
        where = (
            address or (own and (self._hosted(own) or Address(self.name, own.host))) or Address(self.name, "unknown")
        )
        drift: list[Drift] = []
        listing = self._of_posting(told[0], where, _job_id(url), url or self._list_url(where), drift)
        drift.extend(renamed(told[:1], POSTING_DOCUMENTED, drift))
        return Page((listing,), tuple(drift))

    def _list_url(self, address: Address) -> str:
        return self.postings_url(address).partition("?")[0]


def _has_next(document: Any) -> bool:
    return isinstance(document, dict) and bool(plain(document.get("next_url")))


def _joined(url: str, told: str) -> str:
    try:
        return urljoin(url, told)
    except ValueError:
        return ""


def _job_id(url: str) -> str | None:
    parts = split(url) if url else None
    path = without_locale(parts) if parts else ()
    found = JOB.fullmatch(path[1]) if path[:1] == ("jobs",) and path[1:] else None
    return found["id"] if found else None


def _number(told: Json) -> str | None:
    """The posting's number where the JobPosting's `identifier` is Teamtailor's own (and not the employer's)."""
    identifier = told.get("identifier")
    value = identifier.get("value") if isinstance(identifier, dict) else None
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    return str(value) if JOB.fullmatch(str(value)) and str(value).isascii() and str(value).isdigit() else None


def _sent_to_list(response: Response) -> bool:
    """Whether we asked for a posting and were led to the list: it was closed."""
    parts = split(response.url) if response.url else None
    return parts is not None and without_locale(parts) in ((), ("jobs",))
