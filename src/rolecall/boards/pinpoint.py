"""Pinpoint: `GET https://{company}.pinpointhq.com/postings.json`, no key, one answer with everything.

Format: Pinpoint's public postings endpoint (https://help.pinpointhq.com, "Job Postings JSON endpoint"). The text comes
in titled parts; companies may show their postings on a host of their own.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from html import escape
from typing import Any

from rolecall.boards.answers import decode
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Pay, Place, Question
from rolecall.boards.fields import Fields, fallback_id
from rolecall.boards.hosted import (
    amounts,
    base,
    company_in,
    link,
    list_body,
    names,
    page_of,
    period,
    picked,
    plain,
    segment,
    without_locale,
    words,
)
from rolecall.boards.outcomes import UnreadableAnswer
from rolecall.boards.urls import split

DOMAIN = "pinpointhq.com"
PARTS = ("description", "key_responsibilities", "skills_knowledge_expertise", "benefits")
DOCUMENTED = names(
    "application_form_url compensation compensation_currency compensation_frequency compensation_maximum "
    "compensation_minimum compensation_visible content deadline_at department division employment_type "
    "employment_type_text first_published_at id job location path published_at reporting_to requisition_id title url "
    "workplace_type workplace_type_text"
) | frozenset(name for part in PARTS for name in (part, f"{part}_header"))
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


class Pinpoint:
    """The public postings of Pinpoint. `api` is a template of their base address, for tests and mirrors."""

    name = "pinpoint"
    title = "Pinpoint"
    links = (
        r"(?!www\.|app\.|api\.|help\.|developers\.)[a-z0-9_-]+\.pinpointhq\.com(?:/(?:[a-z-]{2,5}/)?postings/[\w-]+)?"
    )
    by_name = True

    def __init__(self, api: str = "https://{company}.pinpointhq.com") -> None:
        self.api = api

    def locate(self, url: str) -> Place | None:
        """`{company}.pinpointhq.com/[en/]postings/{id}[/applications/new]`."""
        parts = split(url)
        company = company_in(parts.host, DOMAIN) if parts else None
        if parts is None or company is None:
            return None
        path = without_locale(parts)
        named = path[1] if path[:1] == ("postings",) and path[1:] else ""
        return Place(Address(self.name, company), named if ID.fullmatch(named) else None)

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """The one page there is."""
        response = await fetch(f"{base(self.title, self.api, address)}/postings.json")
        if response.unchanged:
            yield Page((), unchanged=True)
            return
        yield self.parse(list_body(self.title, address, response, DOMAIN), address)

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """One posting out of the list: no other public answer tells as much."""
        response = await fetch(f"{base(self.title, self.api, address)}/postings.json")
        return picked(self.parse(list_body(self.title, address, response, DOMAIN), address), self.title, job_id)

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """Pinpoint's public answers do not tell them."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A list answer (`{"data": […]}`), a bare list of postings, or one posting."""
        document = decode(self.title, body)
        data = document.get("data") if isinstance(document, dict) else None
        if isinstance(data, list):
            postings = data
        elif isinstance(document, list):
            postings = document
        elif isinstance(data, dict):
            postings = [data]
        elif isinstance(document, dict) and _is_posting(document):
            postings = [document]
        else:
            raise UnreadableAnswer(f"{self.title}'s answer has no list of postings. Its format may have changed.")
        where = address or self._address(postings)
        return page_of(postings, lambda first, _, drift: self._listing(first, where, drift), DOCUMENTED, where="data")

    def recognises(self, document: Any) -> bool:
        """A posting has one of the text's parts that only Pinpoint names so, or stands at Pinpoint."""
        data = document.get("data", document) if isinstance(document, dict) else document
        return _is_posting(data[0] if isinstance(data, list) and data else data)

    def postings_url(self, address: Address) -> str:
        """The hosted careers page."""
        return f"https://{segment(address.company)}.{DOMAIN}/"

    def _address(self, postings: Sequence[Any]) -> Address:
        urls = (
            plain(posting.get(field))
            for posting in postings[:50]
            if isinstance(posting, dict)
            for field in ("url", "application_form_url")
        )
        place = next((found for url in urls if (found := self.locate(url))), None)
        return place.address if place else Address(self.name, "unknown")

    def _listing(self, raw: Json, address: Address, drift: list[Drift]) -> Listing:
        fields = Fields(raw, None, drift)
        # Some answers have only the `path`.
        url = link(fields, "url", required=not plain(raw.get("path")))
        page = url or _joined(self.postings_url(address), fields.text("path") or "")
        place = self.locate(page)
        job_id = fields.identifier("id", required=True) or (place.job_id if place else None) or fallback_id(raw)
        fields.job_id = job_id
        if not url and not plain(raw.get("path")):
            page = f"{self.postings_url(address)}postings/{segment(job_id)}"
        job = Fields(fields.mapping("job"), job_id, drift)
        requisition = job.identifier("requisition_id") if job.raw.get("requisition_id") is not None else None
        pay = _pay(fields)
        return Listing(
            address=address,
            job_id=job_id,
            title=fields.text("title", required=True) or "",
            url=page,
            apply_url=link(fields, "application_form_url") or f"{page.rstrip('/')}/applications/new",
            raw=raw,
            requisition_id=requisition,
            opening_id=job.identifier("id") if job.raw.get("id") is not None else None,
            places=_places(fields),
            workplace=fields.text("workplace_type"),
            department=_named(job, "department") or _named(fields, "department"),
            employment_type=fields.text("employment_type_text") or fields.text("employment_type"),
            html=_html(fields, shows_pay=pay is None),
            pay=pay,
            published_at=fields.moment("first_published_at") or fields.moment("published_at"),
            valid_through=fields.moment("deadline_at"),
        )


def _is_posting(document: Any) -> bool:
    if not isinstance(document, dict) or "title" not in document:
        return False
    return bool(document.keys() & {"key_responsibilities", "skills_knowledge_expertise", "compensation_visible"})


def _joined(site: str, path: str) -> str:
    """A path of the company's site; what is none leads to the site."""
    return site.rstrip("/") + path.strip() if path.strip().startswith("/") else site


def _named(fields: Fields, field: str) -> str | None:
    return plain(fields.mapping(field).get("name")) or None


def _places(fields: Fields) -> tuple[str, ...]:
    """`location`: city and province where they are told, with the employer's own name for the place."""
    location = fields.mapping("location", required=True)
    name, here = (
        plain(location.get("name")),
        words(location.get("city"), location.get("province"), location.get("country")),
    )
    if location.get("name") is not None and not isinstance(location.get("name"), str):
        fields.note("location.name", "should be text")
    city = plain(location.get("city"))
    place = name if not here or (city and city.lower() in name.lower()) else here
    return (place,) if place else ()


def _html(fields: Fields, *, shows_pay: bool) -> str:
    """The parts under their headings in the order of the page; pay in words where no field holds it."""
    parts = []
    for name in PARTS:
        text = fields.text(name, required=name == "description")
        heading = fields.text(f"{name}_header") if f"{name}_header" in fields.raw else None
        if text and text.strip():
            parts.append((f"<h3>{escape(heading, quote=False)}</h3>\n" if heading else "") + text)
    pay = fields.text("compensation")
    if shows_pay and pay and plain(pay) and fields.raw.get("compensation_visible") is not False:
        parts.append(f"<p>{escape(pay, quote=False)}</p>")
    return "\n".join(parts)


def _pay(fields: Fields) -> Pay | None:
    """Amounts that the employer shows: `compensation_visible` false is no offer to speak of."""
    if fields.yes("compensation_visible") is False:
        return None
    low, high = amounts(fields, "compensation", fields.raw, ("compensation_minimum", "compensation_maximum"))
    if low is None and high is None:
        return None
    return Pay(low, high, fields.text("compensation_currency"), period(fields.text("compensation_frequency")))
