"""Paylocity: `GET https://recruiting.paylocity.com/recruiting/jobs/All/{guid}`, a web page that lists every posting.

Its script says `window.pageData = {"ModuleTitle": …, "Jobs": […]};`, with no more than the beginning of each text. A
posting's page (`/recruiting/jobs/Details/{id}`) holds schema.org/JobPosting and links to its company's list; a closed
one leads to `/Jobs/JobNotFound`. Ids of postings are the platform's, not the company's: their URLs name no company.
Format: undocumented. The list as recorded; postings and what is gone as public readers of these pages describe them.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson

from rolecall.boards import jobposting
from rolecall.boards.answers import body_of, decode, posting_body_of
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Place, Question, Response
from rolecall.boards.fields import Fields, bounded_id, fallback_id
from rolecall.boards.hosted import identified, names, page_of, page_url, plain, segment, words
from rolecall.boards.markup import text_of
from rolecall.boards.outcomes import Refused, UnreadableAnswer, posting_gone, unknown_company
from rolecall.boards.urls import Url, split

SITE = "https://recruiting.paylocity.com"
DOCUMENTED = names(
    "JobId JobTitle LocationName ShouldDisplayLocation PublishedDate Description IsInternal HiringDepartment "
    "JobLocation IsRemote IndeedRemoteType"
)
HOST = re.compile(r"[a-z0-9]*recruiting\.paylocity\.com")
COMPANY = re.compile(r"[A-Za-z0-9-]{1,64}")
"""A GUID. What stands in its place is asked for as it is, and the platform says that it does not know it."""
NUMBER = re.compile(r"\d{1,12}")
DATA = re.compile(r"window\.pageData\s*=\s*(?=\{)")
MOST_DATA = 5
LIST = re.compile(r"/recruiting/jobs/all/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE)
NOT_FOUND = re.compile(r"/jobs/\w*notfound\b", re.IGNORECASE)
WORKPLACES = {"hybrid": "hybrid", "remote": "remote", "onsite": "onsite", "on-site": "onsite"}
"""Names that employers give to a location, which say how one works there."""


class Paylocity:
    """The public job pages of Paylocity. `api` is their base address, for tests and mirrors."""

    name = "paylocity"
    title = "Paylocity"
    links = r"[a-z0-9]*recruiting\.paylocity\.com/recruiting/jobs/(?:all|list|details|apply)/"
    by_name = False

    def __init__(self, api: str = SITE) -> None:
        self.api = api.rstrip("/")

    def locate(self, url: str) -> Place | None:
        """`/recruiting/jobs/All/{guid}[/{name}]`; `…/Details/{id}`, `…/Apply/{id}` and `…/List/{n}` name no company."""
        parts = split(url)
        if parts is None or not HOST.fullmatch(parts.host):
            return None
        kind, value = _named(parts)
        if kind == "all" and COMPANY.fullmatch(value):
            return Place(Address(self.name, value.lower()))
        if kind in ("details", "apply") and NUMBER.fullmatch(value):
            return Place(Address(self.name, ""), value, certain=False)
        if kind == "list" and NUMBER.fullmatch(value):  # older, and another number than the GUID
            return Place(Address(self.name, ""), certain=False)
        return None

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """The one list there is, of postings without their whole text."""
        if not COMPANY.fullmatch(address.company):
            raise unknown_company(self.title, address)
        response = await fetch(f"{self.api}/recruiting/jobs/All/{segment(address.company)}")
        if response.unchanged:
            yield Page((), unchanged=True)
            return
        body = body_of(self.title, address, response)
        if NOT_FOUND.search(response.url):
            raise unknown_company(self.title, address)
        yield self._of_list(self._data(text_of(body)), address)

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """The posting's page. One that leads to `JobNotFound`, or back to the list, is gone."""
        response = await fetch(f"{self.api}/recruiting/jobs/Details/{segment(job_id)}")
        text = text_of(posting_body_of(self.title, address, job_id, response))
        if _gone(response, job_id):
            raise posting_gone(self.title, job_id)
        told = jobposting.postings_in(text).postings
        if not told:
            raise UnreadableAnswer(f"{self.title}'s page holds no posting. Its format may have changed.")
        where = address if address.company else self._address(text)
        if where is None:
            raise Refused(f"{self.title}'s page of {job_id} names no company. Give the address of its list of jobs.")
        found = self._of_posting(told[0], where, job_id, [])
        if not listed:
            return found
        known = self._listing(listed, where, found.company, [])
        return replace(
            found,
            places=found.places or known.places,
            remote=found.remote or known.remote,
            workplace=known.workplace,
            department=found.department or known.department,
            published_at=known.published_at or found.published_at,  # the list tells the hour, too
        )

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """None: the form is built in the browser."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """The list's web page, its `pageData`, one entry of its `Jobs`, or a posting's web page."""
        if isinstance(body, bytes | str) and "<" in (text := text_of(body)):
            place = self.locate(page_url(text))
            where = address or self._address(text) or Address(self.name, "unknown")
            told = jobposting.postings_in(text).postings
            if told and not DATA.search(text):
                drift: list[Drift] = []
                return Page((self._of_posting(told[0], where, place.job_id if place else None, drift),), tuple(drift))
            return self._of_list(self._data(text), where)
        return self._of_list(decode(self.title, body), address or Address(self.name, "unknown"))

    def recognises(self, document: Any) -> bool:
        """`Jobs` beside `ModuleTitle` in a page's data, or the page of a posting that says it stands at Paylocity."""
        if isinstance(document, str):
            listed = DATA.search(document) and '"Jobs"' in document and '"ModuleTitle"' in document
            return bool(listed or self.locate(page_url(document)))
        return isinstance(document, dict) and isinstance(document.get("Jobs"), list) and "ModuleTitle" in document

    def postings_url(self, address: Address) -> str:
        """The hosted list."""
        return f"{SITE}/recruiting/jobs/All/{segment(address.company)}"

    def _address(self, text: str) -> Address | None:
        """The company whose list a page is, or links to."""
        own = self.locate(page_url(text))
        if own is not None and own.certain:
            return own.address
        found = LIST.search(text)
        return Address(self.name, found[1].lower()) if found else None

    def _data(self, text: str) -> Any:
        """The object that a page's script gives the browser."""
        for number, found in enumerate(DATA.finditer(text)):
            if number >= MOST_DATA:
                break
            try:
                _, end = json.JSONDecoder().raw_decode(text, found.end())
                document = orjson.loads(text[found.end() : end])  # the stricter one, as everywhere
            except (ValueError, RecursionError):
                continue
            if isinstance(document, dict) and "Jobs" in document:
                return document
        raise UnreadableAnswer(f"{self.title}'s page has no list of postings. Its format may have changed.")

    def _of_list(self, document: Any, address: Address) -> Page:
        company = None
        if isinstance(document, dict) and isinstance(document.get("Jobs"), list):
            entries, company = document["Jobs"], plain(document.get("ModuleTitle")) or None
        elif isinstance(document, dict) and {"JobId", "JobTitle"} & document.keys():
            entries = [document]
        else:
            raise UnreadableAnswer(f"{self.title}'s answer has no list of postings. Its format may have changed.")
        shown = [entry for entry in entries if not (isinstance(entry, dict) and entry.get("IsInternal") is True)]
        page = page_of(
            shown,
            lambda first, _, drift: self._listing(first, address, company, drift),
            DOCUMENTED,
            where="Jobs",
            same=lambda entry: identified(entry.get("JobId")),
        )
        internal = tuple(
            Drift(identified(entry.get("JobId")), "IsInternal", "is true: for the company's own people, so left out")
            for entry in entries
            if isinstance(entry, dict) and entry.get("IsInternal") is True
        )
        return replace(page, drift=page.drift + internal)

    def _listing(self, raw: Json, address: Address, company: str | None, drift: list[Drift]) -> Listing:
        fields = Fields(raw, None, drift)
        fields.job_id = job_id = fields.identifier("JobId", required=True) or fallback_id(raw)
        site, named = fields.mapping("JobLocation", required=True), fields.text("LocationName")
        place = words(site.get("City"), site.get("State"), site.get("Country")) or plain(named)
        return Listing(
            address=address,
            job_id=job_id,
            title=fields.text("JobTitle", required=True) or "",
            url=_page(job_id, "Details"),
            apply_url=_page(job_id, "Apply"),
            raw=raw,
            company=company,
            places=(place,) if place else (),
            # Employers leave it at no where the posting itself says remote.
            remote=fields.yes("IsRemote") or None,
            workplace=WORKPLACES.get(plain(named).lower()),
            department=fields.text("HiringDepartment"),
            published_at=fields.moment("PublishedDate", required=True),
            partial=True,
        )

    def _of_posting(self, told: Mapping[str, Any], address: Address, job_id: str | None, drift: list[Drift]) -> Listing:
        if job_id is None and isinstance(told.get("url"), str) and (place := self.locate(told["url"])):
            job_id = place.job_id
        found = jobposting.listing(Fields(told, None, drift), address, job_id=job_id, url=self.postings_url(address))
        if not found.html:
            drift.append(Drift(found.job_id, "description", "is missing"))
        own = found.requisition_id if found.requisition_id != found.job_id else None
        if job_id is not None:
            found = replace(found, url=_page(job_id, "Details"), apply_url=_page(job_id, "Apply"))
        return replace(found, job_id=bounded_id(found.job_id), requisition_id=own, partial=not found.html)


def _page(job_id: str, kind: str) -> str:
    return f"{SITE}/recruiting/jobs/{kind}/{segment(job_id)}"


def _named(parts: Url) -> tuple[str, str]:
    """`details` and the id of `/Recruiting/Jobs/Details/{id}/…`; blanks for every other path."""
    path = parts.path
    if len(path) < 4 or (path[0].lower(), path[1].lower()) != ("recruiting", "jobs"):
        return "", ""
    return path[2].lower(), path[3]


def _gone(response: Response, job_id: str) -> bool:
    """A redirect to what says that there is no such posting, or to a list."""
    if NOT_FOUND.search(response.url):
        return True
    parts = split(response.url) if response.url else None
    return bool(parts and HOST.fullmatch(parts.host) and _named(parts)[0] in ("all", "list"))
