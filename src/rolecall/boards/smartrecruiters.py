"""SmartRecruiters: `GET {api}/v1/companies/{company}/postings?limit=100&offset=N`, no key. The list has no text.

Format: https://developers.smartrecruiters.com/docs/posting-api. One posting, `…/postings/{id}`, has `jobAd.sections`:
the company, the job, the qualifications and more. An unknown company answers as one without postings does.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from rolecall.boards.answers import body_of, decode, posting_body_of
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Place, Question
from rolecall.boards.fields import Fields, fallback_id, renamed, type_name
from rolecall.boards.outcomes import Refused, UnreadableAnswer, posting_gone
from rolecall.boards.urls import split, uuid_in

PAGE_SIZE = 100
MOST_PAGES = 500
DOCUMENTED = frozenset([
    "active", "applyUrl", "company", "compensation", "creator", "customField", "defaultJobAd", "department",
    "experienceLevel", "function", "id", "industry", "jobAd", "jobAdId", "jobId", "language", "location", "name",
    "postingUrl", "ref", "referralUrl", "refNumber", "releasedDate", "typeOfEmployment", "uuid", "visibility",
])  # fmt: skip
SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")
"""In the order of the hosted page; sections that are new come after them."""
HOSTS = frozenset(["jobs.smartrecruiters.com", "careers.smartrecruiters.com", "www.smartrecruiters.com"])
NO_COMPANIES = frozenset(
    ["oneclick-ui", "external-referrals", "sr-jobs", "company", "assets", "static", "api", "search"]
)
COMPANY = re.compile(r"[\w.&-]{1,100}")
NUMBER = re.compile(r"\d{6,24}")


class SmartRecruiters:
    """The SmartRecruiters Posting API. `api` is its base address, for tests and mirrors."""

    name = "smartrecruiters"
    title = "SmartRecruiters"
    links = r"(?:jobs|careers|www|api)\.smartrecruiters\.com/"
    by_name = True

    def __init__(self, api: str = "https://api.smartrecruiters.com") -> None:
        self.api = api.rstrip("/")

    def locate(self, url: str) -> Place | None:
        """`jobs.smartrecruiters.com/{company}/{id}-{slug}`, forms, referrals and the API's own addresses."""
        parts = split(url)
        if parts is None:
            return None
        path = list(parts.path)
        if parts.host == "api.smartrecruiters.com":
            if path[:2] != ["v1", "companies"]:
                return None
            path = [*path[2:3], *path[4:5]]
        elif parts.host not in HOSTS:
            return None
        elif "publication" in path and "company" in path[:-1]:
            path = [path[path.index("company") + 1], *path[path.index("publication") + 1 :]]
        elif path[:1] == ["my-applications"]:
            path = path[1:2]
        if not path or path[0].lower() in NO_COMPANIES or not COMPANY.fullmatch(path[0]):
            return None
        if parts.host == "www.smartrecruiters.com" and not (len(path) > 1 and _job_id(path[1])):
            return None
        return Place(Address(self.name, path[0]), _job_id(path[1]) if len(path) > 1 else None)

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """Pages of 100 up to `totalFound`."""
        seen: set[str] = set()
        whole = True
        for number in range(MOST_PAGES):
            response = await fetch(f"{self._postings(address)}?limit={PAGE_SIZE}&offset={number * PAGE_SIZE}")
            if response.unchanged:
                yield Page((), unchanged=True)
                return
            document = self._told(body_of(self.title, address, response))
            page = self._page(document, address)
            fresh = {listing.job_id for listing in page.listings} - seen
            seen |= fresh
            told = len(document["content"])
            whole = whole and len(page.listings) == told
            read = number * PAGE_SIZE + told
            # Without a total the end is a page that is not full.
            end = read >= page.total if page.total is not None else told < PAGE_SIZE
            last = end or not fresh or number == MOST_PAGES - 1
            complete = last and end and whole and (page.total is None or len(seen) >= page.total)
            yield Page(page.listings, page.drift, complete=complete, total=page.total)
            if last:
                return

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """`GET {api}/v1/companies/{company}/postings/{id or uuid}`."""
        response = await fetch(f"{self._postings(address)}/{quote(job_id, safe='')}")
        document = decode(self.title, posting_body_of(self.title, address, job_id, response))
        if not isinstance(document, dict) or not ("name" in document or "jobAd" in document):
            raise UnreadableAnswer(f"{self.title}'s answer is not a posting. Its format may have changed.")
        if document.get("active") is False:
            raise posting_gone(self.title, job_id)
        found = self._page({"content": [document]}, address).listings[0]
        if found.partial:
            raise UnreadableAnswer(f"{self.title}'s answer holds no text of the posting. Its format may have changed.")
        return found

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """None: the form's definition is told to partners only."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A list answer (`{"content": […]}`) or one posting."""
        document = self._told(body)
        return self._page(document, address or self._address(document["content"]))

    def recognises(self, document: Any) -> bool:
        """`content` beside `totalFound`, or one posting: `releasedDate` beside `name` and a company or job ad."""
        if isinstance(document, dict) and isinstance(document.get("content"), list):
            return "totalFound" in document or any(map(_is_posting, document["content"][:1]))
        return _is_posting(document)

    def postings_url(self, address: Address) -> str:
        """The hosted careers page."""
        return f"https://careers.smartrecruiters.com/{quote(address.company)}"

    def _postings(self, address: Address) -> str:
        if not address.company:
            raise Refused(f"The address names no company at {self.title}. Give the address of its careers page.")
        return f"{self.api}/v1/companies/{quote(address.company, safe='')}/postings"

    def _told(self, body: bytes | str | Json | Sequence[Any]) -> dict[str, Any]:
        document = decode(self.title, body)
        if _is_posting(document):
            return {"content": [document]}
        if isinstance(document, dict) and isinstance(document.get("content"), list):
            return document
        raise UnreadableAnswer(f"{self.title}'s answer has no list of postings. Its format may have changed.")

    def _page(self, document: Json, address: Address) -> Page:
        drift: list[Drift] = []
        listings = []
        told = document["content"]
        for posting in told:
            if isinstance(posting, dict):
                listings.append(self._listing(posting, address, drift))
            else:
                drift.append(Drift(None, "content", f"holds {type_name(posting)} instead of an object, left out"))
        drift.extend(renamed([listing.raw for listing in listings], DOCUMENTED, drift))
        total = document.get("totalFound")
        if not isinstance(total, int) or isinstance(total, bool):
            if "totalFound" in document or "limit" in document:
                drift.append(Drift(None, "totalFound", "is missing or no number"))
            total = None
        # What could not be read may be a posting that was read before: it is not gone.
        complete = len(listings) == len(told) and (total is None or total <= len(told))
        return Page(tuple(listings), tuple(drift), complete=complete, total=total)

    def _address(self, postings: Sequence[Any]) -> Address:
        for posting in postings:
            if isinstance(posting, dict):
                company = posting.get("company")
                named = company.get("identifier") if isinstance(company, dict) else None
                if isinstance(named, str) and COMPANY.fullmatch(named):
                    return Address(self.name, named)
                url = posting.get("postingUrl") or posting.get("ref")
                if isinstance(url, str) and (place := self.locate(url)):
                    return place.address
        return Address(self.name, "unknown")

    def _listing(self, raw: Json, address: Address, drift: list[Drift]) -> Listing:
        fields = Fields(raw, None, drift)
        stated = fields.text("postingUrl") or fields.text("ref") or ""
        place = self.locate(stated)
        job_id = fields.identifier("id", required=True) or (place.job_id if place else None)
        fields.job_id = job_id = job_id or fields.identifier("uuid") or fallback_id(raw)
        company = Fields(fields.mapping("company", required=True), job_id, drift)
        identifier = company.text("identifier") or address.company
        page = fields.text("postingUrl") or f"https://jobs.smartrecruiters.com/{quote(identifier)}/{quote(job_id)}"
        places, remote, workplace = _places(fields, drift)
        language = fields.mapping("language").get("code")
        return Listing(
            address=address,
            job_id=job_id,
            title=fields.text("name", required=True) or "",
            url=page,
            apply_url=fields.text("applyUrl") or page,
            raw=raw,
            company=company.text("name"),
            requisition_id=fields.identifier("refNumber") if raw.get("refNumber") is not None else None,
            places=places,
            remote=remote,
            workplace=workplace,
            department=_label(fields, "department") or _label(fields, "function"),
            employment_type=_label(fields, "typeOfEmployment"),
            html=_html(fields),
            published_at=fields.moment("releasedDate", required=True),
            language=language if isinstance(language, str) and language else None,
            partial="jobAd" not in raw,
        )


def _is_posting(document: Any) -> bool:
    return (
        isinstance(document, dict)
        and "name" in document
        and "releasedDate" in document
        and any(name in document for name in ("company", "jobAd", "refNumber"))
    )


def _job_id(part: str) -> str | None:
    """`744000093688041-shunter` and a publication's UUID."""
    if uuid := uuid_in(part):
        return uuid
    found = NUMBER.match(part)
    return found[0] if found and part[found.end() : found.end() + 1] in ("", "-") else None


def _places(fields: Fields, drift: list[Drift]) -> tuple[tuple[str, ...], bool | None, str | None]:
    """`location.fullLocation`, or its parts; whether it is remote, and the workplace that says."""
    location = Fields(fields.mapping("location", required=True), fields.job_id, drift)
    parts = [location.text(part) for part in ("city", "region", "country")]
    # A posting without a city has a full location of commas: ", , Germany".
    whole = ", ".join(part.strip() for part in (location.text("fullLocation") or "").split(",") if part.strip())
    place = whole or ", ".join(part.strip() for part in parts if part and part.strip())
    remote, hybrid = location.yes("remote"), location.yes("hybrid")
    workplace = "remote" if remote else "hybrid" if hybrid else None
    return ((place,) if place else ()), True if remote else None, workplace


def _label(fields: Fields, field: str) -> str | None:
    label = fields.mapping(field).get("label")
    return label if isinstance(label, str) and label.strip() else None


def _html(fields: Fields) -> str:
    """Every section under its title, in the order of the hosted page."""
    sections = fields.mapping("jobAd").get("sections")
    if "jobAd" not in fields.raw:
        return ""
    if not isinstance(sections, dict):
        fields.note(
            "jobAd.sections", "is missing" if sections is None else f"should be an object, is a {type_name(sections)}"
        )
        return ""
    parts = []
    for name in [*SECTIONS, *(name for name in sections if name not in SECTIONS)]:
        section = sections.get(name)
        if section is None:
            continue
        if not isinstance(section, dict):
            fields.note(f"jobAd.sections.{name}", f"should be an object and is {type_name(section)}")
            continue
        title, text = section.get("title"), section.get("text")
        if isinstance(text, str) and text.strip():
            parts.append(f"<h3>{escape(title)}</h3>" if isinstance(title, str) and title.strip() else "")
            parts.append(text)
        elif text is not None and not isinstance(text, str):
            fields.note(f"jobAd.sections.{name}.text", f"should be text and is {type_name(text)}")
    return "\n".join(part for part in parts if part)
