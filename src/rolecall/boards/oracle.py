"""Oracle Recruiting Cloud: `GET {host}/hcmRestApi/resources/latest/recruitingCEJobRequisitions?finder=findReqs;…`.

No key. Paging stands inside the finder (200 a page); a search gives 10,000 postings at most. The list has no text:
`recruitingCEJobRequisitionDetails?finder=ById;Id="…",siteNumber=…` has it, in parts.
Format: https://docs.oracle.com/en/cloud/saas/human-resources/farws/ (Recruiting CE Job Requisitions).
An address is `oracle:pod/site@dc` for `pod.fa.dc.oraclecloud.com/hcmUI/CandidateExperience/en/sites/site`. The name of
a site may be an alias: then its page tells the number that the API wants.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from rolecall.boards.answers import body_of, decode, posting_body_of
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Place, Question
from rolecall.boards.fields import Fields, fallback_id, renamed, type_name
from rolecall.boards.markup import html_of, text_of, words_of
from rolecall.boards.outcomes import Refused, UnreadableAnswer, posting_gone
from rolecall.boards.urls import split
from rolecall.platform.errors import Problem

PAGE_SIZE = 200
WINDOW = 10_000
"""What one search gives at most: beyond it pages are empty."""
EXPAND = "requisitionList.secondaryLocations,requisitionList.workLocation,requisitionList.otherWorkLocations"
MOST_REMEMBERED = 1_000
DOCUMENTED = frozenset([
    "ApplyWhenNotPostedFlag", "BeFirstToApplyFlag", "BusinessUnit", "Category", "CategoryId", "ContentLocale",
    "ContractType", "CorporateDescriptionStr", "Department", "Distance", "DomesticTravelRequired",
    "ExternalContactEmail", "ExternalContactName", "ExternalDescriptionStr", "ExternalPostedEndDate",
    "ExternalPostedStartDate", "ExternalQualificationsStr", "ExternalResponsibilitiesStr", "GeographyId",
    "GeographyNodeId", "HiringManager", "HotJobFlag", "Id", "InternalQualificationsStr",
    "InternalResponsibilitiesStr", "InternationalTravelRequired", "JobFamily", "JobFamilyId", "JobFunction",
    "JobFunctionCode", "JobGrade", "JobId", "JobLevel", "JobSchedule", "JobShift", "JobType", "Language",
    "LegalEmployer", "LegalEmployerId", "ManagerLevel", "MediaThumbURL", "NumberOfOpenings",
    "ObjectVerNumberProfile", "Organization", "OrganizationDescriptionStr", "OrganizationId", "PostedDate",
    "PostingEndDate", "PrimaryLocation", "PrimaryLocationCountry", "Relevancy", "RequisitionId", "RequisitionType",
    "ShortDescriptionStr", "StudyLevel", "Title", "TrendingFlag", "WorkDays", "WorkDurationMonths",
    "WorkDurationYears", "WorkHours", "WorkMonths", "WorkYears", "WorkerType", "WorkplaceType", "WorkplaceTypeCode",
    "links", "media", "otherWorkLocations", "otherWorkLocationsCoordinates", "primaryLocationCoordinates",
    "requisitionFlexFields", "secondaryLocations", "secondaryLocationsCoordinates", "skills", "workLocation",
    "workLocationCoordinates",
])  # fmt: skip
VOLATILE = ("Distance", "Relevancy", "TrendingFlag", "BeFirstToApplyFlag", "HotJobFlag", "MediaThumbURL")
TEXTS = (
    "CorporateDescriptionStr", "OrganizationDescriptionStr", "ExternalDescriptionStr", "ExternalResponsibilitiesStr",
    "ExternalQualificationsStr",
)  # fmt: skip
HOST = re.compile(r"(?P<pod>[a-z0-9_-]+)\.fa(?:\.(?P<dc>[a-z0-9-]+))?\.oraclecloud(?P<cloud>\d{0,3})\.com")
REGION = re.compile(r"(?P<dc>[a-z0-9-]*?)(?:-(?P<cloud>\d{2,3}))?")
POD = re.compile(r"[a-z0-9_-]{1,63}")
SITE = re.compile(r"[\w.-]{1,100}")
NUMBERED = re.compile(r"CX(_\d+)?")
JOB_ID = re.compile(r"[\w.-]{1,100}")
SITE_NUMBER = re.compile(r"""(?:siteNumber\s*[:=]\s*|data-sitenumber\s*=\s*)["']([\w.-]{1,100})["']""", re.IGNORECASE)

GENERIC = re.compile(
    r"\b(?:external\s+)?(?:careers?(?:\s+(?:site|page|portal|opportunities))?|jobs?|candidate experience(?:\s+site)?)$",
    re.IGNORECASE,
)
"""What stands behind the employer's name in a site's, or instead of it."""


@dataclass(frozen=True, slots=True)
class _Site:
    """The number that the API wants, the employer's name, and whether the number is certain."""

    number: str
    name: str | None
    sure: bool


class Oracle:
    """Oracle's candidate experience API. `api` is the address of a host, for tests and mirrors."""

    name = "oracle"
    title = "Oracle Recruiting"
    links = r"fa(?:\.[a-z0-9-]+)?\.oraclecloud\d{0,3}\.com/hcmUI/CandidateExperience/"
    by_name = False

    def __init__(self, api: str = "https://{host}") -> None:
        self.api = api.rstrip("/")
        self._known: dict[Address, _Site] = {}

    def locate(self, url: str) -> Place | None:
        """`…/hcmUI/CandidateExperience/{lang}/sites/{site}/job/{id}`, previews, forms and lists."""
        parts = split(url)
        found = HOST.fullmatch(parts.host) if parts else None
        if parts is None or found is None:
            return None
        region = "-".join(part for part in (found["dc"] or "", found["cloud"]) if part) or None
        path = [part.lower() for part in parts.path]
        if path[:2] != ["hcmui", "candidateexperience"] or "sites" not in path[:-1]:
            return None
        rest = parts.path[path.index("sites") + 1 :]
        if not SITE.fullmatch(rest[0]):
            return None
        return Place(Address(self.name, f"{found['pod']}/{rest[0]}", region), _job_id(rest[1:]))

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """Pages of 200 up to `TotalJobsCount`, at most 10,000 postings."""
        resources = self._resources(address)
        site = await self._site(address, fetch) if _is_alias(address) else None
        number = site.number if site else address.company.partition("/")[2]
        seen: set[str] = set()
        whole = True
        total: int | None = None
        for offset in range(0, WINDOW, PAGE_SIZE):
            finder = f"findReqs;siteNumber={quote(number)},limit={PAGE_SIZE},offset={offset},sortBy=POSTING_DATES_DESC"
            response = await fetch(
                f"{resources}/recruitingCEJobRequisitions?onlyData=true&expand={EXPAND}&finder={finder}"
            )
            if response.unchanged:
                yield Page((), unchanged=True)
                return
            told, stated = self._told(decode(self.title, body_of(self.title, address, response)))
            site = site or (await self._site(address, fetch) if told else None)
            page = self._page(told, stated, address, site)
            drift = page.drift
            if offset == 0:
                total = page.total  # beyond the window it reads 0
                if total is None:
                    drift = (*drift, Drift(None, "TotalJobsCount", "is missing"))
            fresh = {listing.job_id for listing in page.listings} - seen
            seen |= fresh
            whole = whole and len(page.listings) == len(told)
            end = offset + len(told) >= total if total is not None else len(told) < PAGE_SIZE
            last = end or not fresh or offset + PAGE_SIZE >= WINDOW
            complete = end and whole and (total is None or len(seen) >= total)
            yield Page(page.listings, drift, complete=last and complete, total=total)
            if last:
                return

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """`recruitingCEJobRequisitionDetails` by id and site. A closed one is an empty list of items."""
        resources = self._resources(address)
        site = await self._site(address, fetch)
        finder = f"ById;Id=%22{quote(job_id, safe='')}%22,siteNumber={quote(site.number)}"
        response = await fetch(
            f"{resources}/recruitingCEJobRequisitionDetails?expand=all&onlyData=true&finder={finder}"
        )
        told, _ = self._told(decode(self.title, posting_body_of(self.title, address, job_id, response)))
        listings = self._page(told, None, address, site).listings
        if not listings and not site.sure:
            raise UnreadableAnswer(
                f"{self.title} answered with nothing, and the page of “{address.company}” does not tell its number: "
                "the posting may still be there."
            )
        if not listings:
            raise posting_gone(self.title, job_id)
        found = next((listing for listing in listings if listing.job_id == job_id), listings[0])
        if found.partial:
            raise UnreadableAnswer(f"{self.title}'s answer holds no text of the posting. Its format may have changed.")
        return found

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """None: the form's steps are told within an application only."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A list answer, a details answer, or one requisition. Without an address the company is not known."""
        document = decode(self.title, body)
        told, total = self._told(document)
        return self._page(told, total, address or Address(self.name, "unknown"), None)

    def recognises(self, document: Any) -> bool:
        """`items` that hold a `requisitionList` or a requisition, or a requisition itself."""
        if isinstance(document, dict) and isinstance(document.get("items"), list):
            first = document["items"][0] if document["items"] else None
            return isinstance(first, dict) and ("requisitionList" in first or _is_requisition(first))
        return _is_requisition(document)

    def postings_url(self, address: Address) -> str:
        """The career site."""
        pod, _, site = address.company.partition("/")
        return f"https://{_host(pod, address.region)}/hcmUI/CandidateExperience/en/sites/{quote(site)}"

    def _resources(self, address: Address) -> str:
        return f"{self._host(address)}/hcmRestApi/resources/latest"

    def _host(self, address: Address) -> str:
        pod, _, site = address.company.partition("/")
        if not POD.fullmatch(pod) or not SITE.fullmatch(site) or not REGION.fullmatch(address.region or ""):
            raise Refused(
                f"“{address}” is no address at {self.title}: one looks like oracle:pod/site@us2. "
                "Give the address of the careers page instead."
            )
        return self.api.format(host=_host(pod, address.region), company=pod, region=address.region or "")

    async def _site(self, address: Address, fetch: Fetch) -> _Site:
        """The number and the name of a site, as its page tells them; of a numbered site the page may as well fail."""
        if known := self._known.get(address):
            return known
        named = address.company.partition("/")[2]
        try:
            response = await fetch(f"{self._host(address)}/hcmUI/CandidateExperience/en/sites/{quote(named)}")
            page = text_of(body_of(self.title, address, response))
        except Problem:
            if _is_alias(address):
                raise
            page = ""
        number = SITE_NUMBER.search(page) if _is_alias(address) else None
        name = _site_name(page) if "<" in page else None
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[address] = found = _Site(
            number[1] if number else named, name, sure=number is not None or not _is_alias(address)
        )
        return found

    def _told(self, document: Any) -> tuple[list[Any], int | None]:
        """The requisitions of an answer, and how many there are in all where it says so."""
        if _is_requisition(document):
            return [document], None
        items = document.get("items") if isinstance(document, dict) else document
        if not isinstance(items, list) or any(not isinstance(item, dict) for item in items[:1]):
            raise UnreadableAnswer(f"{self.title}'s answer has no list of requisitions. Its format may have changed.")
        told: list[Any] = []
        total: int | None = None
        for item in items:
            listed = item.get("requisitionList") if isinstance(item, dict) else None
            stated = item.get("TotalJobsCount") if isinstance(item, dict) else None
            total = stated if isinstance(stated, int) and not isinstance(stated, bool) else total
            if isinstance(listed, list):
                told.extend(listed)
            elif not isinstance(item, dict) or _is_requisition(item):
                told.append(item)
            elif stated != 0:
                raise UnreadableAnswer(
                    f"{self.title}'s answer has no list of requisitions. Its format may have changed."
                )
        return told, total

    def _page(self, told: Sequence[Any], total: int | None, address: Address, site: _Site | None) -> Page:
        drift: list[Drift] = []
        listings = []
        for requisition in told:
            if isinstance(requisition, dict):
                listings.append(self._listing(requisition, address, site, drift))
            else:
                problem = f"holds {type_name(requisition)} instead of an object, left out"
                drift.append(Drift(None, "requisitionList", problem))
        drift.extend(renamed([listing.raw for listing in listings], DOCUMENTED, drift))
        # What could not be read may be a posting that was read before: it is not gone.
        complete = len(listings) == len(told) and (total is None or total <= len(told))
        return Page(tuple(listings), tuple(drift), complete=complete, total=total)

    def _listing(self, raw: Json, address: Address, site: _Site | None, drift: list[Drift]) -> Listing:
        fields = Fields(raw, None, drift)
        fields.job_id = job_id = fields.identifier("Id", required=True) or fallback_id(raw)
        page = f"{self.postings_url(address)}/job/{quote(job_id)}"
        whole = any(name in raw for name in TEXTS[:3])
        workplace = fields.text("WorkplaceType")
        return Listing(
            address=address,
            job_id=job_id,
            title=fields.text("Title", required=True) or "",
            url=page,
            apply_url=page,
            raw=raw,
            company=(site.name if site else None) or _stated(fields, "LegalEmployer"),
            requisition_id=job_id if "Id" in raw else None,
            places=_places(fields),
            workplace=workplace if workplace and workplace.strip() else None,
            department=_stated(fields, "Department", "Organization", "Category", "JobFamily", "JobFunction"),
            employment_type=_stated(fields, "JobSchedule", "JobType", "ContractType", "WorkerType"),
            html="\n".join(text for name in TEXTS if (text := fields.text(name)) and text.strip()),
            published_at=fields.moment("PostedDate") or fields.moment("ExternalPostedStartDate"),
            valid_through=fields.moment("PostingEndDate") or fields.moment("ExternalPostedEndDate"),
            language=_stated(fields, "Language", "ContentLocale"),
            partial=not whole,
            volatile=VOLATILE,
        )


def _is_requisition(document: Any) -> bool:
    return (
        isinstance(document, dict)
        and "Id" in document
        and "Title" in document
        and any(name in document for name in ("PrimaryLocation", "PostedDate", "ShortDescriptionStr", *TEXTS))
    )


def _is_alias(address: Address) -> bool:
    return not NUMBERED.fullmatch(address.company.partition("/")[2])


def _site_name(page: str) -> str | None:
    """The employer's name in that of its site: `Tidewater Careers` → `Tidewater`."""
    root = html_of(Oracle.title, page)
    named = [*root.xpath("//meta[@property='og:site_name']/@content"), *map(words_of, root.iter("title"))]
    shown = next((text.strip() for text in named if text.strip()), "")[:200]
    return GENERIC.sub("", shown).strip(" -–|") or None


def _host(pod: str, region: str | None) -> str:
    parts = REGION.fullmatch(region or "")
    dc, cloud = (parts["dc"], parts["cloud"]) if parts else ("", None)
    return f"{pod}.fa.{f'{dc}.' if dc else ''}oraclecloud{cloud or ''}.com"


def _job_id(path: Sequence[str]) -> str | None:
    """The part after `job` or `preview`: `/job/12625`, `/requisitions/preview/4989/apply`, `/requisitions/job/1`."""
    for at, part in enumerate(path[:-1]):
        if part in ("job", "preview") and JOB_ID.fullmatch(path[at + 1]):
            return path[at + 1]
    return None


def _stated(fields: Fields, *names: str) -> str | None:
    return next((text for name in names if (text := fields.text(name)) and text.strip()), None)


def _places(fields: Fields) -> tuple[str, ...]:
    """`PrimaryLocation` (else its country) and the names of `secondaryLocations`."""
    places = [fields.text("PrimaryLocation", required=True)]
    for entry in fields.items("secondaryLocations"):
        name = entry.get("Name") if isinstance(entry, dict) else None
        if isinstance(name, str):
            places.append(name)
        else:
            fields.note("secondaryLocations", "holds a place without a name")
    named = [place for place in places if place and place.strip()]
    country = fields.text("PrimaryLocationCountry")
    return tuple(dict.fromkeys(named or ([country] if country else [])))
