"""Workable: `GET {api}/api/v1/widget/accounts/{company}?details=true`, no key, one answer with everything.

Formats: https://help.workable.com/hc/en-us/articles/115012771647 (widget); one posting and its form are what the
hosted pages read: `/api/v2/accounts/{company}/jobs/{code}`, `/api/v1/jobs/{code}/form`. A posting in several places
stands in the list once for each, under one shortcode.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

from rolecall.boards.answers import body_of, decode
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Place, Question
from rolecall.boards.fields import Fields, fallback_id
from rolecall.boards.hosted import (
    company_in,
    entries_of,
    identified,
    link,
    names,
    page_of,
    plain,
    posting_body,
    raw_of,
    segment,
    words,
)
from rolecall.boards.outcomes import UnreadableAnswer, posting_gone
from rolecall.boards.urls import Url, split

DOCUMENTED = names(
    "application_url benefits city code country created_at department description education employment_type "
    "experience function industry locations published_on requirements shortcode shortlink state telecommuting title "
    "url workplace_type"
)
ONE_DOCUMENTED = names(
    "accountUid approvalStatus benefits code department description id isInternal language location locations "
    "published remote requirements shortcode state title type workplace"
)
CODE = re.compile(r"[0-9A-Z]{6,16}", re.IGNORECASE)
ACCOUNT = re.compile(r"[a-z0-9_-][a-z0-9_.-]{0,99}", re.IGNORECASE)
SHORT = "j"
"""`apply.workable.com/j/{code}` names a posting and no company (which is "" then): where it leads tells the company."""
KINDS = {
    "text": "text",
    "email": "email",
    "phone": "phone",
    "paragraph": "textarea",
    "date": "date",
    "number": "number",
    "boolean": "boolean",
    "file": "file",
    "dropdown": "select",
    "multiple": "multiselect",
}
TYPES = {
    "full": "Full-time",
    "part": "Part-time",
    "contract": "Contract",
    "temporary": "Temporary",
    "intern": "Internship",
}
"""How one posting spells what the list calls `employment_type`."""
HEADINGS = (("description", ""), ("requirements", "Requirements"), ("benefits", "Benefits"))


class Workable:
    """The public widget of Workable. `api` is its base address, for tests and mirrors."""

    name = "workable"
    title = "Workable"
    links = (
        r"apply\.workable\.com/[A-Za-z0-9][\w.-]*(?:/j/[0-9A-Za-z]+|/[0-9A-Z]{6,16}\b)?"
        r"|[a-z0-9-]+\.workable\.com/j(?:obs)?/[0-9A-Za-z]+|www\.workable\.com/api/accounts/[\w-]+"
    )
    by_name = True

    def __init__(self, api: str = "https://apply.workable.com") -> None:
        self.api = api.rstrip("/")

    def locate(self, url: str) -> Place | None:
        """`apply.workable.com/{company}[/j/{code}]`, its API, `{company}.workable.com/j/{code}`.

        `apply.workable.com/j/{code}` is uncertain of the company only.
        """
        parts = split(url)
        if parts is None or not parts.host.endswith("workable.com"):
            return None
        if parts.host == "apply.workable.com":
            return self._hosted(list(parts.path))
        if parts.host == "www.workable.com" and parts.path[:2] == ("api", "accounts") and parts.path[2:]:
            return self._place(parts.path[2], None)
        return self._own_host(parts)

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """The one page there is."""
        account = segment(address.company)
        response = await fetch(f"{self.api}/api/v1/widget/accounts/{account}?details=true")
        if response.unchanged:
            yield Page((), unchanged=True)
            return
        yield self.parse(body_of(self.title, address, response), address)

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """One posting. A short link's company is found by where the link leads to."""
        code = segment(job_id)
        if not address.company:
            response = await fetch(f"{self.api}/j/{code}")
            posting_body(self.title, address, job_id, response)
            place = self.locate(response.url)
            if place is None or not place.certain or place.job_id != job_id:
                raise posting_gone(self.title, job_id)
            address = place.address
        response = await fetch(f"{self.api}/api/v2/accounts/{segment(address.company)}/jobs/{code}")
        document = decode(self.title, posting_body(self.title, address, job_id, response))
        if isinstance(document, dict) and document.get("state", "published") != "published":
            raise posting_gone(self.title, job_id)
        page = self.parse(document, address)
        if len(page.listings) != 1:
            raise UnreadableAnswer(f"{self.title}'s answer is not one posting. Its format may have changed.")
        return page.listings[0]

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """The form, section by section. A group (education, experience) stands for one entry of a list: its parts."""
        response = await fetch(f"{self.api}/api/v1/jobs/{segment(job_id)}/form")
        document = decode(self.title, posting_body(self.title, address, job_id, response))
        if not isinstance(document, list):
            raise UnreadableAnswer(f"{self.title}'s form is not a list of sections. Its format may have changed.")
        return tuple(_questions(document))

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A list answer (`{"name": …, "jobs": […]}`), a bare list of jobs, or one job."""
        document = decode(self.title, body)
        jobs: Sequence[Any]
        documented = DOCUMENTED
        if isinstance(document, dict) and isinstance(document.get("jobs"), list):
            jobs = document["jobs"]
        elif isinstance(document, list):
            jobs = document
        elif several := entries_of(document):
            jobs = several
        elif isinstance(document, dict) and "shortcode" in document:
            jobs = [document]
            documented = ONE_DOCUMENTED if "workplace" in document or "published" in document else DOCUMENTED
        else:
            raise UnreadableAnswer(f"{self.title}'s answer has no list of jobs. Its format may have changed.")
        name = plain(document.get("name")) if isinstance(document, dict) else ""
        where = address or self._address(jobs, name)

        def read(first: Json, entries: Sequence[Json], drift: list[Drift]) -> Listing:
            return self._listing(first, entries, where, name or None, drift)

        return page_of(jobs, read, documented, where="jobs", same=self._named)

    def recognises(self, document: Any) -> bool:
        """A job has a `shortcode`; an answer without jobs has the account's name and nothing else."""
        if isinstance(document, dict) and isinstance(document.get("jobs"), list):
            jobs = document["jobs"]
            return (
                _is_job(jobs[0]) if jobs else "name" in document and document.keys() <= {"name", "description", "jobs"}
            )
        several = entries_of(document) or document
        return _is_job(several[0]) if isinstance(several, list) and several else _is_job(document)

    def postings_url(self, address: Address) -> str:
        """The hosted board."""
        return f"https://apply.workable.com/{segment(address.company)}/"

    def _hosted(self, path: list[str]) -> Place | None:
        if path[:1] == ["api"]:
            if path[2:4] == ["widget", "accounts"]:
                path = path[4:5]
            elif path[2:3] == ["accounts"]:
                path = [*path[3:4], *(["j", *path[5:6]] if path[4:5] == ["jobs"] else [])]
            elif path[2:3] == ["jobs"]:
                path = ["j", *path[3:4]]
            else:
                return None
        if not path:
            return None
        if path[0] == SHORT:
            code = _code(path[1]) if path[1:] else None
            return Place(Address(self.name, ""), code, certain=False) if code else None
        return self._place(path[0], _code(path[2]) if path[1:2] == ["j"] and path[2:] else None)

    def _own_host(self, parts: Url) -> Place | None:
        company = company_in(parts.host, "workable.com")
        if company is None or company in ("apply", "jobs"):
            return None
        if parts.path and parts.path[0] not in ("j", "jobs"):
            return None
        code = _code(parts.path[1]) if parts.path[:1] == ("j",) and parts.path[1:] else None
        return self._place(company, code)

    def _place(self, company: str, code: str | None) -> Place | None:
        return Place(Address(self.name, company.lower()), code) if ACCOUNT.fullmatch(company) else None

    def _named(self, job: Json) -> str | None:
        """The posting that an entry tells of: several entries may tell of one."""
        place = self.locate(plain(job.get("url")))
        return identified(job.get("shortcode")) or (place.job_id if place else None)

    def _address(self, jobs: Sequence[Any], name: str) -> Address:
        urls = (plain(job.get(field)) for job in jobs[:50] if isinstance(job, dict) for field in ("url", "shortlink"))
        place = next((found for url in urls if (found := self.locate(url)) and found.certain), None)
        # The list links by `/j/{code}`, which does not name the account: its name is spelled with hyphens there.
        spelled = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:100]
        return place.address if place else Address(self.name, spelled or "unknown")

    def _listing(
        self, raw: Json, entries: Sequence[Json], address: Address, company: str | None, drift: list[Drift]
    ) -> Listing:
        fields = Fields(raw, None, drift)
        job_id = fields.identifier("shortcode", required=True) or self._named(raw) or fallback_id(raw)
        fields.job_id = job_id
        # Which fields there are depends on the endpoint: the list and the single posting name them differently.
        one = "workplace" in raw or "published" in raw
        url = "" if one else link(fields, "url", required=True)
        page = url or f"{self.postings_url(address)}j/{segment(job_id)}"
        apply_url = "" if one else link(fields, "application_url")
        html = _html(fields)
        workplace = fields.text("workplace") or fields.text("workplace_type")
        return Listing(
            address=address,
            job_id=job_id,
            title=fields.text("title", required=True) or "",
            url=page,
            apply_url=apply_url or f"{page.rstrip('/')}/apply",
            raw=raw_of(entries),
            company=company,
            requisition_id=fields.identifier("code") if raw.get("code") else None,
            places=_places(entries, fields),
            remote=fields.yes("remote") if "remote" in raw else fields.yes("telecommuting", required=not one),
            workplace=workplace.replace("_", "-") if workplace else None,
            department=words(*fields.items("department"))
            if isinstance(raw.get("department"), list)
            else fields.text("department"),
            employment_type=_type(fields) if one else fields.text("employment_type"),
            html=html,
            published_at=fields.moment("published") if one else fields.moment("published_on", required=True),
            language=fields.text("language"),
            partial=not html,
        )


def _is_job(document: Any) -> bool:
    return isinstance(document, dict) and "shortcode" in document and "title" in document


def _code(text: str) -> str | None:
    return text.upper() if CODE.fullmatch(text) else None


def _type(fields: Fields) -> str | None:
    code = fields.text("type")
    return TYPES.get(code, code) if code else None


def _places(entries: Sequence[Json], fields: Fields) -> tuple[str, ...]:
    """`locations` of every entry, in order; `city`, `state` and `country` where there are none. Hidden ones are out."""
    found: dict[str, None] = {}
    for entry in entries:
        told = entry.get("locations")
        places: list[Json] = [place for place in told if isinstance(place, dict)] if isinstance(told, list) else []
        if told is not None and (not isinstance(told, list) or len(places) != len(told)):
            fields.note("locations", "should be a list of objects")
        if not places:
            here = entry.get("location")
            places = [here if isinstance(here, dict) else entry]
        for place in places:
            region = place.get("region") or place.get("state") or place.get("subregion")
            if place.get("hidden") is not True and (text := words(place.get("city"), region, place.get("country"))):
                found[text] = None
    return tuple(found)


def _html(fields: Fields) -> str:
    """The list has the whole text in `description`; one posting has three parts, which the page puts headings on."""
    parts = []
    for field, heading in HEADINGS:
        if text := fields.text(field, required=field == "description"):
            parts.append((f"<h3>{heading}</h3>\n" if heading else "") + text)
    return "\n".join(parts)


def _questions(sections: Sequence[Any]) -> Iterator[Question]:
    for section in sections:
        for field in _fields_in(section):
            if field.get("type") == "group":
                # What one entry must hold is not asked for while nobody has to add an entry.
                asked = None if field.get("required") is True else False
                within = f"{plain(field.get('id'))}."
                yield from (_question(part, within, asked) for part in _fields_in(field) if _id(part))
            elif _id(field):
                yield _question(field)


def _fields_in(section: Any) -> Iterator[Json]:
    told = section.get("fields") if isinstance(section, dict) else None
    yield from (field for field in told if isinstance(field, dict)) if isinstance(told, list) else ()


def _id(field: Json) -> str | None:
    return identified(field.get("id"))


def _question(field: Json, within: str = "", asked: bool | None = None) -> Question:
    """A choice's `name` is what is sent and its `value` what a person reads: the other way round than elsewhere."""
    told = field.get("options")
    options = [option for option in told if isinstance(option, dict)] if isinstance(told, list) else []
    kind = KINDS.get(plain(field.get("type")), "text")
    if kind == "multiselect" and field.get("singleOption") is True:
        kind = "select"
    required = field.get("required") if asked is None else asked
    return Question(
        id=f"{within}{_id(field)}",
        label=plain(field.get("label")) or str(_id(field)),
        kind=kind,
        required=required if isinstance(required, bool) else None,
        options=tuple((str(option.get("name", "")), str(option.get("value", ""))) for option in options),
    )
