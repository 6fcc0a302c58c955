"""BambooHR: `GET https://{company}.bamboohr.com/careers/list`, no key: every opening, without its text.

The text, the date and the form are in `/careers/{id}/detail`. Both are what the hosted careers page reads.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from rolecall.boards.answers import decode
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Place, Question
from rolecall.boards.fields import Fields, fallback_id, renamed
from rolecall.boards.hosted import (
    LABEL,
    base,
    company_in,
    identified,
    link,
    list_body,
    names,
    page_of,
    plain,
    posting_body,
    segment,
    words,
)
from rolecall.boards.outcomes import UnreadableAnswer, posting_gone
from rolecall.boards.urls import split

DOMAIN = "bamboohr.com"
DOCUMENTED = names(
    "atsLocation departmentId departmentLabel employmentStatusLabel employmentType id isRemote jobOpeningName location "
    "locationType"
)
ONE_DOCUMENTED = DOCUMENTED | names(
    "compensation datePosted description jobCategoryId jobCategoryLabel jobCategoryName jobOpeningShareUrl "
    "jobOpeningStatus minimumExperience"
)
NUMBER = re.compile(r"\d{1,20}")
WORKPLACES = {"0": "onsite", "1": "remote", "2": "hybrid"}
"""`locationType`."""
FORM = {
    "firstName": ("First name", "text"),
    "lastName": ("Last name", "text"),
    "email": ("Email", "email"),
    "phone": ("Phone", "phone"),
    "streetAddress": ("Address", "text"),
    "address": ("Address", "text"),
    "city": ("City", "text"),
    "state": ("State or province", "select"),
    "zip": ("Postal code", "text"),
    "countryId": ("Country", "select"),
    "resumeFileId": ("Resume", "file"),
    "coverLetterFileId": ("Cover letter", "file"),
    "dateAvailable": ("Date available", "date"),
    "desiredPay": ("Desired pay", "text"),
    "websiteUrl": ("Website, blog or portfolio", "url"),
    "linkedinUrl": ("LinkedIn profile", "url"),
    "referredBy": ("Who referred you", "text"),
    "references": ("References", "textarea"),
    "highestEducation": ("Highest education obtained", "select"),
    "educationLevelId": ("Highest education obtained", "select"),
    "educationInstitutionName": ("College or university", "text"),
}
"""Labels and kinds of the fields that BambooHR names without labelling them."""
KINDS = {
    "short": "text",
    "text": "text",
    "long": "textarea",
    "textarea": "textarea",
    "yes_no": "boolean",
    "yesno": "boolean",
    "checkbox": "boolean",
    "multi": "select",
    "multiple_choice": "select",
    "select": "select",
    "file": "file",
    "date": "date",
    "number": "number",
}


class BambooHR:
    """The careers pages of BambooHR. `api` is a template of their base address, for tests and mirrors."""

    name = "bamboohr"
    title = "BambooHR"
    links = (
        r"(?!www\.|app\.|api\.|help\.|documentation\.)[a-z0-9_-]+\.bamboohr\.com"
        r"/(?:careers(?:/\d+)?|jobs(?:/view\.php\?id=\d+)?)"
    )
    by_name = True

    def __init__(self, api: str = "https://{company}.bamboohr.com") -> None:
        self.api = api

    def locate(self, url: str) -> Place | None:
        """`{company}.bamboohr.com/careers/{id}`, and the older `/jobs/view.php?id={id}`."""
        parts = split(url)
        company = company_in(parts.host, DOMAIN) if parts else None
        if parts is None or company is None:
            return None
        named = parts.path[1] if parts.path[:1] == ("careers",) and parts.path[1:] else ""
        if parts.path[:2] in (("jobs", "view.php"), ("hiring", "jobs")):
            named = parts.first("id") or (parts.path[2] if parts.path[2:] else "")
        number = NUMBER.match(named)
        return Place(Address(self.name, company), number.group() if number else None)

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """The one page there is, of postings without text."""
        response = await fetch(f"{base(self.title, self.api, address)}/careers/list")
        if response.unchanged:
            yield Page((), unchanged=True)
            return
        yield self.parse(list_body(self.title, address, response, DOMAIN), address)

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """One opening with its text; `listed` fills in what only the list says."""
        result = await self._detail(address, job_id, fetch)
        known = (_one(listed) or {"jobOpening": listed or {}})["jobOpening"]
        told = {
            field: value for field, value in result["jobOpening"].items() if value is not None or field not in known
        }
        return self._listing({**known, **told}, result, address, [], job_id)

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """The fields that this opening's form shows, and the employer's own questions."""
        told = (await self._detail(address, job_id, fetch)).get("formFields")
        return tuple(_questions(told)) if isinstance(told, dict | list) else None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A list answer (`{"result": […]}`), one opening's (`{"result": {"jobOpening": …}}`), or an opening."""
        document = decode(self.title, body)
        result = document.get("result") if isinstance(document, dict) else None
        total = None
        openings: Sequence[Any]
        if isinstance(document, dict) and isinstance(result, list):
            openings = result
            meta = document.get("meta")
            told = meta.get("totalCount") if isinstance(meta, dict) else None
            total = told if isinstance(told, int) and not isinstance(told, bool) else None
        elif isinstance(document, list):
            openings = document
        elif one := _one(result) or _one(document):
            where = address or self._address([one["jobOpening"]])
            drift: list[Drift] = []
            listing = self._listing(one["jobOpening"], one, where, drift, None)
            drift.extend(renamed([one["jobOpening"]], ONE_DOCUMENTED, drift))
            return Page((listing,), tuple(drift))
        elif isinstance(document, dict) and "jobOpeningName" in document:
            openings = [document]
        else:
            raise UnreadableAnswer(f"{self.title}'s answer has no list of openings. Its format may have changed.")
        named = plain(document.get("company")) if isinstance(document, dict) else ""
        where = address or self._address(openings, named)

        def read(first: Json, _: Sequence[Json], drift: list[Drift]) -> Listing:
            return self._listing(first, first, where, drift, None)

        return page_of(openings, read, ONE_DOCUMENTED, where="result", total=total)

    def recognises(self, document: Any) -> bool:
        """An opening has `jobOpeningName`; an answer without any has a `result` and says how many in `meta`."""
        if isinstance(document, dict) and isinstance(result := document.get("result"), list):
            meta = document.get("meta")
            return _is_opening(result[0]) if result else isinstance(meta, dict) and "totalCount" in meta
        if isinstance(document, dict) and (one := _one(document.get("result")) or _one(document)):
            return _is_opening(one["jobOpening"])
        return _is_opening(document[0] if isinstance(document, list) and document else document)

    def postings_url(self, address: Address) -> str:
        """The hosted careers page."""
        return f"https://{segment(address.company)}.{DOMAIN}/careers"

    async def _detail(self, address: Address, job_id: str, fetch: Fetch) -> dict[str, Any]:
        url = f"{base(self.title, self.api, address)}/careers/{segment(job_id)}/detail"
        response = await fetch(url)
        body = posting_body(self.title, address, job_id, response, DOMAIN)
        led = self.locate(response.url) if response.url else None
        if led is not None and led.job_id != job_id:
            raise posting_gone(self.title, job_id)
        document = decode(self.title, body)
        result = document.get("result") if isinstance(document, dict) else None
        if isinstance(document, dict) and "result" in document and not result:
            raise posting_gone(self.title, job_id)
        if not isinstance(result, dict) or not isinstance(result.get("jobOpening"), dict):
            raise UnreadableAnswer(f"{self.title}'s answer has no opening in it. Its format may have changed.")
        if result["jobOpening"].get("jobOpeningStatus", "Open") != "Open":
            raise posting_gone(self.title, job_id)
        return result

    def _address(self, openings: Sequence[Any], named: str = "") -> Address:
        """The list has no URL in it: only an opening read by itself says whose it is, or who recorded the answer."""
        if LABEL.fullmatch(named.lower()):
            return Address(self.name, named.lower())
        urls = (plain(opening.get("jobOpeningShareUrl")) for opening in openings[:50] if isinstance(opening, dict))
        place = next((found for url in urls if (found := self.locate(url))), None)
        return place.address if place else Address(self.name, "unknown")

    def _listing(self, opening: Json, raw: Json, address: Address, drift: list[Drift], job_id: str | None) -> Listing:
        one = raw is not opening or "description" in opening
        fields = Fields(opening, None, drift)
        url = link(fields, "jobOpeningShareUrl", required=one)
        place = self.locate(url) if url else None
        job_id = (
            job_id
            or fields.identifier("id", required=not one)
            or (place.job_id if place else None)
            or fallback_id(opening)
        )
        fields.job_id = job_id
        page = url or f"{self.postings_url(address)}/{segment(job_id)}"
        html = _html(fields) if one else ""
        workplace = WORKPLACES.get(str(fields.identifier("locationType", required=True)))
        return Listing(
            address=address,
            job_id=job_id,
            title=fields.text("jobOpeningName", required=True) or "",
            url=page,
            apply_url=page,
            raw=raw,
            places=_places(fields),
            remote=fields.yes("isRemote"),
            workplace=workplace,
            department=fields.text("departmentLabel"),
            employment_type=fields.text("employmentStatusLabel"),
            html=html,
            published_at=fields.moment("datePosted", required=one),
            partial=not html,
        )


def _is_opening(document: Any) -> bool:
    return isinstance(document, dict) and "jobOpeningName" in document


def _one(document: Any) -> dict[str, Any] | None:
    found = isinstance(document, dict) and isinstance(document.get("jobOpening"), dict)
    return document if found else None


def _places(fields: Fields) -> tuple[str, ...]:
    """`location` is the office; `atsLocation` says where an opening without one is."""
    office, other = fields.mapping("location", required=True), fields.mapping("atsLocation")
    here = words(office.get("city"), office.get("state"), office.get("addressCountry")) or words(
        other.get("city"), other.get("state"), other.get("province"), other.get("country")
    )
    return (here,) if here else ()


def _html(fields: Fields) -> str:
    """The description, and the line of pay that the page shows beside it."""
    text = fields.text("description", required=True) or ""
    pay = fields.text("compensation")
    return f"{text}\n<p>Compensation: {escape(pay, quote=False)}</p>" if plain(pay) and pay else text


def _questions(told: Mapping[str, Any] | Sequence[Any]) -> Iterator[Question]:
    entries = told.items() if isinstance(told, Mapping) else [(None, entry) for entry in told]
    for name, field in entries:
        if isinstance(field, list):
            yield from (
                _question(None, each) for each in field if isinstance(each, dict) and identified(each.get("id"))
            )
        elif isinstance(field, dict) and (name or identified(field.get("id"))):
            yield _question(name, field)


def _question(name: str | None, field: Json) -> Question:
    named = name or str(identified(field.get("id")))
    label, kind = FORM.get(named, ("", ""))
    told = field.get("options")
    options = [option for option in told if isinstance(option, dict)] if isinstance(told, list) else []
    kind = KINDS.get(plain(field.get("type")).lower(), kind or ("select" if options else "text"))
    required = field.get("isRequired")
    return Question(
        id=named[:200],
        label=plain(field.get("label")) or plain(field.get("question")) or label or named[:200],
        kind=kind,
        required=required if isinstance(required, bool) else None,
        options=tuple((str(option.get("id", "")), plain(option.get("text"))) for option in options),
    )
