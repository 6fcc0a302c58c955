"""Breezy HR: `GET https://{company}.breezy.hr/json?verbose=true`, no key, one list with everything.

Format: the feed of Breezy's own careers pages and job widget; there is no public document of it. One posting is a web
page, `/p/{id}-{slug}`, with a schema.org JobPosting or a description; a closed one answers 200 and says so in words.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

import lxml.html

from rolecall.boards import jobposting
from rolecall.boards.answers import decode
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Place, Question
from rolecall.boards.fields import Fields, fallback_id
from rolecall.boards.hosted import (
    base,
    company_in,
    link,
    list_body,
    names,
    page_of,
    page_url,
    plain,
    posting_body,
    segment,
    without_locale,
    words,
)
from rolecall.boards.markup import html_of, inner_html, text_of, words_of
from rolecall.boards.outcomes import UnreadableAnswer, posting_gone
from rolecall.boards.urls import split

DOMAIN = "breezy.hr"
DOCUMENTED = names(
    "_id category company creation_date department description education experience friendly_id id job_id location "
    "locations name org_type published_date salary state tags type updated_date url"
)
ID = re.compile(r"(?P<id>[0-9a-f]{12})(?![0-9a-z])", re.IGNORECASE)
CLOSED = re.compile(r"position closed|no longer accepting (?:candidates|applications)", re.IGNORECASE)
CLOSED_NOTICE = "//*[contains(@class, 'application-confirmed') or contains(@class, 'confirmation-container')]"
TEXT = "//*[contains(concat(' ', normalize-space(@class), ' '), ' description ')]"


class Breezy:
    """The feed and pages of Breezy HR. `api` is a template of their base address, for tests and mirrors."""

    name = "breezy"
    title = "Breezy HR"
    links = r"(?!www\.|app\.|api\.|help\.|developer\.)[a-z0-9_-]+\.breezy\.hr(?:/p/[0-9a-f]{12}[\w-]*)?"
    by_name = True

    def __init__(self, api: str = "https://{company}.breezy.hr") -> None:
        self.api = api

    def locate(self, url: str) -> Place | None:
        """`{company}.breezy.hr/p/{id}[-{slug}][/apply]`."""
        parts = split(url)
        company = company_in(parts.host, DOMAIN) if parts else None
        if parts is None or company is None:
            return None
        path = without_locale(parts)
        found = ID.match(path[1]) if path[:1] == ("p",) and path[1:] else None
        return Place(Address(self.name, company), found["id"].lower() if found else None)

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """The one list there is. Breezy answers an empty list for some names that no company has."""
        response = await fetch(f"{base(self.title, self.api, address)}/json?verbose=true")
        if response.unchanged:
            yield Page((), unchanged=True)
            return
        yield self._of_list(decode(self.title, list_body(self.title, address, response, DOMAIN)), address)

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """One posting by its page; places, pay and dates as the list told them."""
        response = await fetch(f"{base(self.title, self.api, address)}/p/{segment(job_id)}")
        body = posting_body(self.title, address, job_id, response, DOMAIN)
        parts = split(response.url) if response.url else None
        if parts is not None and "p" not in parts.path:
            raise posting_gone(self.title, job_id)
        text = text_of(body)
        root = html_of(self.title, text)
        if CLOSED.search(" ".join(words_of(notice) for notice in root.xpath(CLOSED_NOTICE))):
            raise posting_gone(self.title, job_id)
        if listed and plain(listed.get("description")):
            return replace(self._listing(listed, address, []), job_id=job_id)
        page = self._of_page(text, root, address, job_id, [])
        if not listed:
            return page
        return replace(self._listing({**listed, "description": page.html}, address, []), job_id=job_id)

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """Breezy's public feed does not tell them."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """The list (a bare list of positions), one position, or a position's web page."""
        if isinstance(body, bytes | str) and text_of(body[:2_000]).lstrip()[:1] == "<":
            return self._parse_page(text_of(body), address)
        return self._of_list(decode(self.title, body), address)

    def _of_list(self, document: Any, address: Address | None) -> Page:
        if isinstance(document, list):
            positions = document
        elif isinstance(document, dict) and "name" in document and ("friendly_id" in document or "url" in document):
            positions = [document]
        else:
            raise UnreadableAnswer(f"{self.title}'s answer is not a list of positions. Its format may have changed.")
        where = address or self._address(positions)
        return page_of(positions, lambda first, _, drift: self._listing(first, where, drift), DOCUMENTED, where="list")

    def recognises(self, document: Any) -> bool:
        """A position has `friendly_id` and `published_date`; a page says that it stands at Breezy."""
        if isinstance(document, str):
            place = self.locate(page_url(document))
            return place is not None and place.job_id is not None
        first = document[0] if isinstance(document, list) and document else document
        return isinstance(first, dict) and {"name", "friendly_id", "published_date"} <= first.keys()

    def postings_url(self, address: Address) -> str:
        """The hosted careers page."""
        return f"https://{segment(address.company)}.{DOMAIN}/"

    def _address(self, positions: Sequence[Any]) -> Address:
        urls = (plain(position.get("url")) for position in positions[:50] if isinstance(position, dict))
        place = next((found for url in urls if (found := self.locate(url))), None)
        return place.address if place else Address(self.name, "unknown")

    def _listing(self, raw: Json, address: Address, drift: list[Drift]) -> Listing:
        fields = Fields(raw, None, drift)
        url = link(fields, "url", required=True)
        place = self.locate(url) if url else None
        job_id = fields.identifier("id", required=True) or (place.job_id if place else None) or fallback_id(raw)
        fields.job_id = job_id
        page = url or f"{self.postings_url(address)}p/{segment(job_id)}"
        html = _html(fields)
        places, remote = _places(fields)
        return Listing(
            address=address,
            job_id=job_id,
            title=fields.text("name", required=True) or "",
            url=page,
            apply_url=f"{page.rstrip('/')}/apply",
            raw=raw,
            company=plain(fields.mapping("company").get("name")) or None,
            places=places,
            remote=remote,
            department=_name(fields, "department"),
            employment_type=_name(fields, "type"),
            html=html,
            published_at=fields.moment("published_date", required=True),
            updated_at=fields.moment("updated_date"),
            partial=not html,
        )

    def _parse_page(self, text: str, address: Address | None) -> Page:
        root = html_of(self.title, text)
        place = self.locate(page_url(text))
        where = address or (place.address if place else Address(self.name, "unknown"))
        drift: list[Drift] = []
        return Page((self._of_page(text, root, where, place.job_id if place else None, drift),), tuple(drift))

    def _of_page(
        self, text: str, root: lxml.html.HtmlElement, address: Address, job_id: str | None, drift: list[Drift]
    ) -> Listing:
        """A position's page: its JobPosting, else its headline and description."""
        told: Json = next(iter(jobposting.postings_in(text).postings), {})
        if not told:
            headline, element = root.find(".//h1"), next(iter(root.xpath(TEXT)), None)
            told = {"title": words_of(headline), "description": inner_html(element).strip()}
            if not told["description"]:
                raise UnreadableAnswer(f"{self.title}'s page shows no description. Its format may have changed.")
            drift.append(Drift(job_id, "JobPosting", "is missing: read from the page's words"))
        page = f"{self.postings_url(address)}p/{segment(job_id)}" if job_id else self.postings_url(address)
        found = jobposting.listing(Fields(told, None, drift), address, job_id=job_id, url=page)
        return replace(found, apply_url=f"{found.url.rstrip('/')}/apply", requisition_id=None, partial=not found.html)


def _name(fields: Fields, field: str) -> str | None:
    """A choice: text, or an object with a `name`."""
    if isinstance(told := fields.raw.get(field), str):
        return plain(told) or None
    return plain(fields.mapping(field).get("name")) or None


def _html(fields: Fields) -> str:
    """The description; pay is a line of words beside it."""
    text = fields.text("description", required=True) or ""
    pay = fields.text("salary")
    return f"{text}\n<p>Salary: {escape(pay, quote=False)}</p>" if text and pay and plain(pay) else text


def _places(fields: Fields) -> tuple[tuple[str, ...], bool | None]:
    """`location` first, then the others of `locations`; `is_remote` stands in each."""
    first = fields.mapping("location", required=True)
    others = []
    for place in fields.items("locations"):
        if isinstance(place, dict):
            others.append(place)
        else:
            fields.note("locations", "holds something that is not an object, left out")
    places = dict.fromkeys(_place(place) for place in (first, *others))
    flags = [place["is_remote"] for place in (first, *others) if isinstance(place.get("is_remote"), bool)]
    return tuple(place for place in places if place), any(flags) if flags else None


def _place(place: Mapping[str, Any]) -> str:
    parts = [place.get("city"), place.get("state"), place.get("country")]
    named = [part.get("name") if isinstance(part, dict) else part for part in parts]
    return words(*named) or plain(place.get("name"))
