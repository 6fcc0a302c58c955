"""Greenhouse: `GET {api}/v1/boards/{company}/jobs?content=true`, no key, one answer with everything.

Format: https://developers.greenhouse.io/job-board.html. Boards of the EU region are served by the same API host.
`content` is HTML that has been escaped once more. `internal_job_id` is the opening behind one or more postings.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from typing import Any
from urllib.parse import quote

from rolecall.boards.answers import body_of, decode
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Pay, Place
from rolecall.boards.entities import decoded
from rolecall.boards.fields import Fields, fallback_id, renamed
from rolecall.boards.outcomes import UnreadableAnswer
from rolecall.boards.urls import Url, guessed_company, split

DOCUMENTED = frozenset(
    [
        "absolute_url",
        "ai_disclaimer",
        "ai_opt_out_request_url",
        "application_deadline",
        "company_name",
        "compliance",
        "content",
        "data_compliance",
        "demographic_questions",
        "departments",
        "education",
        "employment",
        "first_published",
        "id",
        "include_ai_disclaimer",
        "internal_job_id",
        "language",
        "location",
        "location_questions",
        "metadata",
        "offices",
        "pay_input_ranges",
        "questions",
        "requisition_id",
        "title",
        "updated_at",
    ]
)
TOKEN = re.compile(r"[a-z0-9][a-z0-9_.\-]{0,99}", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,20}")
EMPLOYMENT = re.compile(
    r"\b(employment|job|contract|position)[ _-]*(type|length|status)|\btime type\b|\bcommitment\b", re.IGNORECASE
)
LONGEST_VALUE = 60
"""Longer values of an employer's own fields are prose, not a choice out of a list."""
WORKPLACE = re.compile(
    r"\b(workplace|work|location|office|remote)[ _-]*(type|model|arrangement|status|mode)\b", re.IGNORECASE
)


class Greenhouse:
    """The Greenhouse Job Board API. `api` is its base address, for tests and mirrors."""

    name = "greenhouse"
    title = "Greenhouse"

    def __init__(self, api: str = "https://boards-api.greenhouse.io") -> None:
        self.api = api.rstrip("/")

    def locate(self, url: str) -> Place | None:
        """Hosted boards, the API, embedded forms and `gh_jid=` on an employer's own site (then as a guess)."""
        parts = split(url)
        if parts is None:
            return None
        if parts.host == "greenhouse.io" or parts.host.endswith(".greenhouse.io"):
            return self._hosted(parts)
        job_id = _number(parts.first("gh_jid"))
        if job_id is None:
            return None
        named = parts.first("for", "gh_jb", "board", "board_token")
        if named and TOKEN.fullmatch(named):
            return Place(Address(self.name, named.lower()), job_id)
        company = guessed_company(parts)
        return Place(Address(self.name, company), job_id, certain=False) if company else None

    def _hosted(self, parts: Url) -> Place | None:
        if not re.fullmatch(r"(job-)?boards(-api)?(\.eu)?\.greenhouse\.io|api(\.eu)?\.greenhouse\.io", parts.host):
            return None
        region = "eu" if ".eu." in parts.host else None
        path = list(parts.path)
        if path[:2] == ["v1", "boards"]:
            path = path[2:]
        if path[:1] == ["embed"]:
            company, job_id = parts.first("for"), _number(parts.first("token", "gh_jid"))
        else:
            company = path[0] if path else parts.first("for")
            job_id = _number(path[2]) if path[1:2] == ["jobs"] and path[2:] else None
            job_id = job_id or _number(parts.first("gh_jid"))
        if not company or not (usable := company.strip().lower()) or "/" in usable:
            return None
        return Place(Address(self.name, usable, region), job_id)

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """The one page there is."""
        response = await fetch(f"{self.api}/v1/boards/{quote(address.company, safe='')}/jobs?content=true")
        if response.unchanged:
            yield Page((), unchanged=True)
            return
        yield self.parse(body_of(self.title, address, response), address)

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A list answer (`{"jobs": […]}`), a bare list of jobs, or one job."""
        document = decode(self.title, body)
        total = None
        if isinstance(document, dict) and isinstance(document.get("jobs"), list):
            jobs = document["jobs"]
            meta = document.get("meta")
            total = meta.get("total") if isinstance(meta, dict) else document.get("job_count")
        elif isinstance(document, list):
            jobs = document
        elif isinstance(document, dict) and "title" in document and "id" in document:
            jobs = [document]
        else:
            raise UnreadableAnswer(f"{self.title}'s answer has no list of jobs. Its format may have changed.")
        total = total if isinstance(total, int) and not isinstance(total, bool) else None
        address = address or self._address(document, jobs)
        drift: list[Drift] = []
        listings = []
        for job in jobs:
            if isinstance(job, dict):
                listings.append(self._listing(job, address, drift))
            else:
                drift.append(
                    Drift(None, "jobs", f"holds {type(job).__name__} instead of an object, which was left out")
                )
        drift.extend(renamed([listing.raw for listing in listings], DOCUMENTED, drift))
        # What could not be read may be a posting that was read before: it is not gone.
        complete = len(listings) == len(jobs) and (total is None or total <= len(jobs))
        return Page(tuple(listings), tuple(drift), complete=complete, total=total)

    def recognises(self, document: Any) -> bool:
        """A job has `absolute_url` and `title`; an answer has `jobs` and either `meta.total` or such jobs."""
        if isinstance(document, dict) and isinstance(document.get("jobs"), list):
            jobs = document["jobs"]
            return _is_job(jobs[0]) if jobs else "meta" in document or "job_count" in document
        if isinstance(document, list):
            return bool(document) and _is_job(document[0])
        return _is_job(document)

    def postings_url(self, address: Address) -> str:
        """The hosted board."""
        return f"https://job-boards.{'eu.' if address.region == 'eu' else ''}greenhouse.io/{quote(address.company)}"

    def _address(self, document: Any, jobs: Sequence[Any]) -> Address:
        # Several answers in one file are told apart by the company that whoever recorded them wrote beside the jobs.
        if isinstance(document, dict) and isinstance(named := document.get("company"), str) and TOKEN.fullmatch(named):
            return Address(self.name, named.lower())
        places = [
            self.locate(job["absolute_url"]) for job in jobs[:50] if isinstance(job, dict) and "absolute_url" in job
        ]
        found = sorted((place for place in places if place), key=lambda place: not place.certain)
        if found:
            return found[0].address
        name = next((job["company_name"] for job in jobs if isinstance(job, dict) and job.get("company_name")), "")
        return Address(self.name, re.sub(r"[^a-z0-9]", "", str(name).lower()) or "unknown")

    def _listing(self, raw: Json, address: Address, drift: list[Drift]) -> Listing:
        fields = Fields(raw, None, drift)
        url = fields.text("absolute_url", required=True) or ""
        place = self.locate(url) if url else None
        job_id = fields.identifier("id", required=True) or (place.job_id if place else None) or fallback_id(raw)
        fields.job_id = job_id
        metadata = _metadata(fields)
        pay = _pay(fields)
        return Listing(
            address=address,
            job_id=job_id,
            title=fields.text("title", required=True) or "",
            url=url or f"{self.postings_url(address)}/jobs/{job_id}",
            apply_url=url or f"{self.postings_url(address)}/jobs/{job_id}",
            raw=raw,
            company=fields.text("company_name"),
            requisition_id=fields.identifier("requisition_id") if raw.get("requisition_id") is not None else None,
            opening_id=fields.identifier("internal_job_id") if raw.get("internal_job_id") is not None else None,
            places=_places(fields),
            workplace=next((value for name, value in metadata if WORKPLACE.search(name)), None),
            department=_names(fields, "departments"),
            employment_type=next((value for name, value in metadata if EMPLOYMENT.search(name)), None),
            # `content` is HTML escaped once more: unescaping it once gives the HTML.
            html=decoded(fields.text("content") or ""),
            pay=pay,
            published_at=fields.moment("first_published"),
            updated_at=fields.moment("updated_at", required=True),
            language=fields.text("language"),
        )


def _is_job(document: Any) -> bool:
    return (
        isinstance(document, dict) and "absolute_url" in document and "title" in document and "jobUrl" not in document
    )


def _number(text: str | None) -> str | None:
    found = NUMBER.match(text.strip()) if text else None
    return found.group() if found else None


def _places(fields: Fields) -> tuple[str, ...]:
    """`location.name` is what the employer shows. Offices are where the team is filed: they speak when it is silent."""
    location = fields.mapping("location", required=True)
    name = location.get("name")
    if isinstance(name, str) and name.strip():
        return (name,)
    if location and not isinstance(name, str | None):
        fields.note("location.name", "should be text")
    offices = [office for office in fields.items("offices") if isinstance(office, dict)]
    told = (office.get("location") or office.get("name") for office in offices)
    return tuple(text for text in told if isinstance(text, str) and text.strip())


def _names(fields: Fields, field: str) -> str | None:
    names = [item.get("name") for item in fields.items(field) if isinstance(item, dict)]
    return ", ".join(name.strip() for name in names if isinstance(name, str) and name.strip()) or None


def _metadata(fields: Fields) -> list[tuple[str, str]]:
    """The employer's own fields, as (name, value) where the value is text or a list of texts."""
    found = []
    for item in fields.items("metadata"):
        if not isinstance(item, dict) or not isinstance(item.get("name"), str):
            continue
        value = item.get("value")
        if isinstance(value, list):
            value = ", ".join(entry for entry in value if isinstance(entry, str))
        if isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_VALUE:
            found.append((item["name"], value.strip()))
    return found


def _pay(fields: Fields) -> Pay | None:
    """`pay_input_ranges`: one for each zone, in cents; together they span what is paid. The period is not told."""
    ranges = []
    for item in fields.items("pay_input_ranges"):
        low, high = (item.get("min_cents"), item.get("max_cents")) if isinstance(item, dict) else (None, None)
        if not all(isinstance(value, int | float | None) for value in (low, high)):
            fields.note("pay_input_ranges", "has amounts that are not numbers")
            continue
        if low is not None or high is not None:
            ranges.append((low, high, item.get("currency_type")))
    same = [entry for entry in ranges if entry[2] == ranges[0][2]]
    if not same:
        return None
    lows, highs = [low for low, _, _ in same if low is not None], [high for _, high, _ in same if high is not None]
    minimum, maximum = (min(lows) / 100 if lows else None), (max(highs) / 100 if highs else None)
    return Pay(minimum, maximum, str(same[0][2]) if same[0][2] else None, None)
