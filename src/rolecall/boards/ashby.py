"""Ashby: `GET {api}/posting-api/job-board/{company}?includeCompensation=true`, no key, one answer with everything.

Format: https://developers.ashbyhq.com/docs/public-job-posting-api.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from rolecall.boards.answers import body_of, decode
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Pay, Place, Question
from rolecall.boards.fields import Fields, fallback_id, renamed
from rolecall.boards.outcomes import UnreadableAnswer, posting_gone
from rolecall.boards.urls import guessed_company, split, uuid_in

DOCUMENTED = frozenset(
    [
        "address",
        "applyUrl",
        "compensation",
        "department",
        "descriptionHtml",
        "descriptionPlain",
        "employmentType",
        "id",
        "isListed",
        "isRemote",
        "jobUrl",
        "location",
        "publishedAt",
        "secondaryLocations",
        "shouldDisplayCompensationOnJobPostings",
        "team",
        "title",
        "workplaceType",
    ]
)
INTERVAL = re.compile(r"1 (YEAR|MONTH|WEEK|DAY|HOUR)")


class Ashby:
    """The Ashby public job posting API. `api` is its base address, for tests and mirrors."""

    name = "ashby"
    title = "Ashby"
    links = r"(?:jobs(?:\.eu)?|api)\.ashbyhq\.com/"
    by_name = True

    def __init__(self, api: str = "https://api.ashbyhq.com") -> None:
        self.api = api.rstrip("/")

    def locate(self, url: str) -> Place | None:
        """`jobs.ashbyhq.com/{company}/{id}[/application]`, the API, and `ashby_jid=` on other sites (a guess)."""
        parts = split(url)
        if parts is None:
            return None
        if parts.host in ("jobs.ashbyhq.com", "jobs.eu.ashbyhq.com"):
            path = list(parts.path)
        elif parts.host == "api.ashbyhq.com" and parts.path[:2] == ("posting-api", "job-board"):
            path = list(parts.path[2:])
        else:
            job_id = uuid_in(parts.first("ashby_jid"))
            company = guessed_company(parts) if job_id else None
            return Place(Address(self.name, company), job_id, certain=False) if company else None
        if not path:
            return None
        job_id = uuid_in(path[1]) if len(path) > 1 else uuid_in(parts.first("ashby_jid"))
        return Place(Address(self.name, path[0]), job_id)

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """The one page there is."""
        response = await fetch(self._list(address))
        if response.unchanged:
            yield Page((), unchanged=True)
            return
        yield self.parse(body_of(self.title, address, response), address)

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """Out of the list: the public API answers for a whole board only. Also one that is left out of the list."""
        jobs = self._jobs(body_of(self.title, address, await fetch(self._list(address))))
        for job in jobs:
            if isinstance(job, dict) and (found := self._listing(job, address, [])).job_id == job_id:
                return found
        if not all(isinstance(job, dict) for job in jobs):
            raise UnreadableAnswer(f"{self.title}'s answer has entries that cannot be read, and no posting {job_id}.")
        raise posting_gone(self.title, job_id)

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """None: the public API does not tell the form's fields."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A list answer (`{"jobs": […]}`), a bare list of jobs, or one job."""
        jobs = self._jobs(body)
        address = address or self._address(jobs)
        drift: list[Drift] = []
        listings = []
        for job in jobs:
            if not isinstance(job, dict):
                drift.append(
                    Drift(None, "jobs", f"holds {type(job).__name__} instead of an object, which was left out")
                )
            elif job.get("isListed") is False:
                # Documented as reachable by its own link only: the employer does not want it shown in lists.
                drift.append(Drift(str(job.get("id")), "isListed", "is false: not listed by the employer, so left out"))
            else:
                listings.append(self._listing(job, address, drift))
        drift.extend(renamed([listing.raw for listing in listings], DOCUMENTED, drift))
        # What could not be read may be a posting that was read before: it is not gone.
        complete = all(isinstance(job, dict) for job in jobs)
        return Page(tuple(listings), tuple(drift), complete=complete, total=len(jobs))

    def _list(self, address: Address) -> str:
        company = quote(address.company, safe="")
        return f"{self.api}/posting-api/job-board/{company}?includeCompensation=true"

    def _jobs(self, body: bytes | str | Json | Sequence[Any]) -> Sequence[Any]:
        document = decode(self.title, body)
        if isinstance(document, dict) and isinstance(document.get("jobs"), list):
            jobs: Sequence[Any] = document["jobs"]
            return jobs
        if isinstance(document, list):
            return document
        if isinstance(document, dict) and "jobUrl" in document:
            return [document]
        raise UnreadableAnswer(f"{self.title}'s answer has no list of jobs. Its format may have changed.")

    def recognises(self, document: Any) -> bool:
        """A job has `jobUrl`; an answer has `jobs` with `apiVersion` or such jobs."""
        if isinstance(document, dict) and isinstance(document.get("jobs"), list):
            jobs = document["jobs"]
            return _is_job(jobs[0]) if jobs else "apiVersion" in document
        if isinstance(document, list):
            return bool(document) and _is_job(document[0])
        return _is_job(document)

    def postings_url(self, address: Address) -> str:
        """The hosted board."""
        return f"https://jobs.ashbyhq.com/{quote(address.company)}"

    def _address(self, jobs: Sequence[Any]) -> Address:
        urls = (str(job.get("jobUrl") or job.get("applyUrl")) for job in jobs if isinstance(job, dict))
        place = next((found for url in urls if (found := self.locate(url))), None)
        return place.address if place else Address(self.name, "unknown")

    def _listing(self, raw: Json, address: Address, drift: list[Drift]) -> Listing:
        fields = Fields(raw, None, drift)
        url = fields.text("jobUrl", required=True) or ""
        place = self.locate(url) if url else None
        job_id = fields.identifier("id", required=True) or (place.job_id if place else None) or fallback_id(raw)
        fields.job_id = job_id
        page = url or f"{self.postings_url(address)}/{job_id}"
        return Listing(
            address=address,
            job_id=job_id,
            title=fields.text("title", required=True) or "",
            url=page,
            apply_url=fields.text("applyUrl") or f"{page}/application",
            raw=raw,
            places=_places(fields),
            remote=fields.yes("isRemote"),
            workplace=fields.text("workplaceType"),
            department=fields.text("department") or fields.text("team"),
            employment_type=fields.text("employmentType"),
            html=_html(fields),
            pay=_pay(fields),
            published_at=fields.moment("publishedAt", required=True),
        )


def _is_job(document: Any) -> bool:
    return isinstance(document, dict) and "jobUrl" in document and "title" in document


def _places(fields: Fields) -> tuple[str, ...]:
    """The shown name of every place; the postal address only where there is no name or the name is bare."""
    first = _spelled_out(fields.text("location", required=True), fields.mapping("address"))
    others = []
    for item in fields.items("secondaryLocations"):
        if isinstance(item, dict):
            name = item.get("location")
            address = item.get("address")
            others.append(
                _spelled_out(name if isinstance(name, str) else None, address if isinstance(address, dict) else {})
            )
        elif isinstance(item, str):
            others.append(item)
        else:
            fields.note("secondaryLocations", "holds something that is neither an object nor text, left out")
    return tuple(dict.fromkeys(place for place in (first, *others) if place))


def _spelled_out(name: str | None, address: Mapping[str, Any]) -> str | None:
    """`San Jose` with {region CA, country United States} → `San Jose, CA, United States`; other names stay verbatim."""
    postal = address.get("postalAddress")
    parts = postal if isinstance(postal, dict) else address
    told = [parts.get(part) for part in ("addressLocality", "addressRegion", "addressCountry")]
    clean = [part.strip() for part in told if isinstance(part, str) and part.strip()]
    if name is None or not name.strip():
        return ", ".join(clean) or None
    if clean and name.strip().casefold() == clean[0].casefold() and len(clean) > 1:
        return ", ".join(clean)
    return name


def _html(fields: Fields) -> str:
    html = fields.text("descriptionHtml")
    if html:
        return html
    plain = fields.text("descriptionPlain") or ""
    if not plain:
        fields.note("descriptionHtml", "is missing")
    return "\n".join(f"<p>{escape(line)}</p>" for line in plain.splitlines() if line.strip())


def _pay(fields: Fields) -> Pay | None:
    """The salary part of `compensation`; equity, bonus and commission are not pay per period."""
    compensation = Fields(fields.mapping("compensation"), fields.job_id, fields.drift)
    components = [
        item
        for item in compensation.items("summaryComponents")
        if isinstance(item, dict) and item.get("compensationType") == "Salary"
    ]
    for item in components:
        low, high = item.get("minValue"), item.get("maxValue")
        if not all(isinstance(value, int | float | None) and not isinstance(value, bool) for value in (low, high)):
            fields.note("compensation", "has amounts that are not numbers")
            continue
        if low or high:
            interval = INTERVAL.fullmatch(str(item.get("interval")))
            currency = item.get("currencyCode")
            period = interval.group(1).lower() if interval else None
            return Pay(low or None, high or None, currency if isinstance(currency, str) else None, period)
    return None
