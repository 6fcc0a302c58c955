"""Lever: `GET {api}/v0/postings/{company}?mode=json&skip=N&limit=100`, no key. The EU region has its own host.

Format: https://github.com/lever/postings-api. The text comes in parts: description, lists, additional, salary.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from rolecall.boards.answers import body_of, decode, posting_body_of
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Pay, Place, Question
from rolecall.boards.fields import Fields, fallback_id, renamed
from rolecall.boards.outcomes import UnreadableAnswer, posting_gone
from rolecall.boards.urls import split, uuid_in

PAGE_SIZE = 100
MOST_PAGES = 200
DOCUMENTED = frozenset(
    [
        "additional",
        "additionalPlain",
        "applyUrl",
        "categories",
        "country",
        "createdAt",
        "description",
        "descriptionBody",
        "descriptionBodyPlain",
        "descriptionPlain",
        "hostedUrl",
        "id",
        "lists",
        "opening",
        "openingPlain",
        "salaryDescription",
        "salaryDescriptionPlain",
        "salaryRange",
        "tags",
        "text",
        "urls",
        "workplaceType",
    ]
)
PERIODS = {"year": "year", "month": "month", "week": "week", "day": "day", "hour": "hour"}


class Lever:
    """The Lever Postings API. `api` and `eu_api` are its base addresses, for tests and mirrors."""

    name = "lever"
    title = "Lever"
    links = r"(?:jobs|api)(?:\.eu)?\.lever\.co/"
    by_name = True

    def __init__(self, api: str = "https://api.lever.co", eu_api: str | None = None) -> None:
        self.api = api.rstrip("/")
        self.eu_api = (eu_api or ("https://api.eu.lever.co" if self.api == "https://api.lever.co" else api)).rstrip("/")

    def locate(self, url: str) -> Place | None:
        """`jobs.(eu.)lever.co/{company}/{id}[/apply]` and the API's own addresses."""
        parts = split(url)
        if parts is None or parts.host not in ("jobs.lever.co", "jobs.eu.lever.co", "api.lever.co", "api.eu.lever.co"):
            return None
        path = list(parts.path)
        if parts.host.startswith("api."):
            if path[:2] != ["v0", "postings"]:
                return None
            path = path[2:]
        if not path:
            return None
        region = "eu" if ".eu." in parts.host else None
        return Place(Address(self.name, path[0], region), uuid_in(path[1]) if len(path) > 1 else None)

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """Pages of 100 until one is not full."""
        seen: set[str] = set()
        whole = True
        for number in range(MOST_PAGES):
            query = f"?mode=json&skip={number * PAGE_SIZE}&limit={PAGE_SIZE}"
            response = await fetch(f"{self._company(address)}{query}")
            if response.unchanged:
                yield Page((), unchanged=True)
                return
            told = self._told(body_of(self.title, address, response))
            page = self._page(told, address)
            fresh = {listing.job_id for listing in page.listings} - seen
            whole = whole and page.complete
            # A board that ignores `skip` would give its first page for ever.
            last = len(told) < PAGE_SIZE or not fresh or number == MOST_PAGES - 1
            complete = whole and len(told) < PAGE_SIZE and (not told or bool(fresh))
            yield Page(page.listings, page.drift, complete=complete, total=None)
            if last:
                return
            seen |= fresh

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """`GET {api}/v0/postings/{company}/{id}`: the same object as in the list."""
        response = await fetch(f"{self._company(address)}/{quote(job_id, safe='')}")
        page = self.parse(posting_body_of(self.title, address, job_id, response), address)
        found = next((listing for listing in page.listings if listing.job_id == job_id), None)
        if found is None:
            raise posting_gone(self.title, job_id)
        return found

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """None: the API takes applications and does not tell the form's fields."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A list of postings, or one posting."""
        told = self._told(body)
        return self._page(told, address or self._address(told))

    def _company(self, address: Address) -> str:
        api = self.eu_api if address.region == "eu" else self.api
        return f"{api}/v0/postings/{quote(address.company, safe='')}"

    def _told(self, body: bytes | str | Json | Sequence[Any]) -> list[Any]:
        document = decode(self.title, body)
        if isinstance(document, dict) and "text" in document and "id" in document:
            document = [document]
        if not isinstance(document, list):
            raise UnreadableAnswer(f"{self.title}'s answer is not a list of postings. Its format may have changed.")
        return document

    def _page(self, told: Sequence[Any], address: Address) -> Page:
        drift: list[Drift] = []
        listings = []
        for posting in told:
            if isinstance(posting, dict):
                listings.append(self._listing(posting, address, drift))
            else:
                drift.append(Drift(None, "list", f"holds {type(posting).__name__} instead of an object, left out"))
        drift.extend(renamed([listing.raw for listing in listings], DOCUMENTED, drift))
        # What could not be read may be a posting that was read before: it is not gone.
        return Page(tuple(listings), tuple(drift), complete=len(listings) == len(told))

    def recognises(self, document: Any) -> bool:
        """A posting has `hostedUrl`, or `text` with `categories`."""
        first = document[0] if isinstance(document, list) and document else document
        return isinstance(first, dict) and "text" in first and ("hostedUrl" in first or "categories" in first)

    def postings_url(self, address: Address) -> str:
        """The hosted board."""
        return f"https://jobs.{'eu.' if address.region == 'eu' else ''}lever.co/{quote(address.company)}"

    def _address(self, postings: Sequence[Any]) -> Address:
        urls = (
            str(posting.get("hostedUrl") or posting.get("applyUrl"))
            for posting in postings
            if isinstance(posting, dict)
        )
        place = next((found for url in urls if (found := self.locate(url))), None)
        return place.address if place else Address(self.name, "unknown")

    def _listing(self, raw: Json, address: Address, drift: list[Drift]) -> Listing:
        fields = Fields(raw, None, drift)
        url = fields.text("hostedUrl", required=True) or ""
        place = self.locate(url) if url else None
        job_id = fields.identifier("id", required=True) or (place.job_id if place else None) or fallback_id(raw)
        fields.job_id = job_id
        categories = Fields(fields.mapping("categories", required=True), job_id, drift)
        workplace = fields.text("workplaceType")
        page = url or f"{self.postings_url(address)}/{job_id}"
        return Listing(
            address=address,
            job_id=job_id,
            title=fields.text("text", required=True) or "",
            url=page,
            apply_url=fields.text("applyUrl") or f"{page}/apply",
            raw=raw,
            places=_places(fields, categories),
            remote=True if workplace == "remote" else None,
            workplace=None if workplace == "unspecified" else workplace,
            department=categories.text("department") or categories.text("team"),
            employment_type=categories.text("commitment"),
            html=_html(fields),
            pay=_pay(fields),
            published_at=fields.moment("createdAt", required=True),
        )


def _places(fields: Fields, categories: Fields) -> tuple[str, ...]:
    """Every place; `country` is the code of the first one and is added where the place does not end in one."""
    everywhere = [place for place in categories.items("allLocations") if isinstance(place, str) and place.strip()]
    first = categories.text("location")
    places = list(dict.fromkeys(([first] if first else []) + everywhere))
    if not places and (country := fields.text("country")):
        return (country,)
    return tuple(places)


def _html(fields: Fields) -> str:
    """The whole text in the order of the hosted page. `description` holds opening and body where both exist."""
    parts = [fields.text("description") or (fields.text("opening") or "") + (fields.text("descriptionBody") or "")]
    for item in fields.items("lists"):
        if isinstance(item, dict):
            heading, content = item.get("text"), item.get("content")
            parts.append(f"<h3>{escape(heading)}</h3>" if isinstance(heading, str) and heading.strip() else "")
            parts.append(f"<ul>{content}</ul>" if isinstance(content, str) else "")
        else:
            fields.note("lists", "holds something that is not an object, left out")
    parts.append(fields.text("additional") or "")
    parts.append(fields.text("salaryDescription") or "")
    if not any(parts):
        plain = (fields.text("descriptionPlain") or "", fields.text("additionalPlain") or "")
        parts = [f"<p>{escape(line)}</p>" for text in plain for line in text.splitlines() if line.strip()]
    return "\n".join(part for part in parts if part)


def _pay(fields: Fields) -> Pay | None:
    """`salaryRange`: {min, max, currency, interval} with an interval such as `per-year-salary`."""
    stated = fields.mapping("salaryRange")
    if not stated:
        return None
    low, high = stated.get("min"), stated.get("max")
    if not all(isinstance(value, int | float | None) and not isinstance(value, bool) for value in (low, high)):
        fields.note("salaryRange", "has amounts that are not numbers")
        return None
    if not low and not high:
        return None
    words = str(stated.get("interval") or "").split("-")
    currency = stated.get("currency")
    period = next((PERIODS[word] for word in words if word in PERIODS), None)
    return Pay(low or None, high or None, currency if isinstance(currency, str) else None, period)
