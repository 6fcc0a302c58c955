"""Workday: `POST https://{tenant}.{wdN}.myworkdayjobs.com/wday/cxs/{tenant}/{site}/jobs`, no key, 20 a page.

A search gives 2,000 postings at most: a larger site is read by its facets (`workday_facets`). The list has no text and
says "3 Locations" for three places; `GET …/wday/cxs/{tenant}/{site}/job/…` has text, places and the day of posting.
Format: what the career sites themselves ask, as recorded (https://www.myworkdayjobs.com; Workday publishes none).
An address is `workday:tenant/site@wd5`, also where the site stands on `wd5.myworkdaysite.com/recruiting/tenant/site`.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote

from rolecall.boards.answers import body_of, decode
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Place, Question, Response
from rolecall.boards.fields import Fields, bounded_id, fallback_id, renamed, type_name
from rolecall.boards.outcomes import Refused, RetryLater, UnreadableAnswer, posting_gone
from rolecall.boards.urls import split
from rolecall.boards.workday_facets import PAGE_SIZE, Answer, Reading

DOCUMENTED = frozenset([
    "bulletFields", "externalPath", "jobReqId", "locationsText", "postedOn", "remoteType", "startDate", "subtitles",
    "timeLeftToApply", "timeType", "title",
])  # fmt: skip
DOCUMENTED_POSTING = frozenset([
    "additionalLocations", "canApply", "country", "endDate", "externalUrl", "id", "includeResumeParsing",
    "isEarlyCareer", "jobDescription", "jobPostingEndDateAsText", "jobPostingId", "jobPostingSiteId", "jobReqId",
    "jobRequisitionLocation", "location", "logoImage", "posted", "postedOn", "questionnaireId", "remoteType",
    "startDate", "timeLeftToApply", "timeType", "title",
])  # fmt: skip
VOLATILE = ("postedOn", "timeLeftToApply")
VOLATILE_POSTING = ("similarJobs", "jobPostingInfo.postedOn", "jobPostingInfo.timeLeftToApply", "userAuthenticated")
OWN_HOST = re.compile(r"(?P<tenant>[a-z0-9_-]+)\.(?P<region>wd\d{1,4})\.myworkdayjobs\.com")
SHARED_HOST = re.compile(r"(?:[a-z0-9_-]+\.)?(?P<region>wd\d{1,4})\.myworkdaysite\.com")
LOCALE = re.compile(r"[a-z]{2}-(?:[A-Za-z]{2}|Han[st](?:-[A-Z]{2})?)")
LANGUAGE = re.compile(
    r"ar|bg|ca|cs|da|de|el|en|es|et|fi|fr|he|hr|hu|id|it|ja|ko|lt|lv|ms|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|zh"
)
"""A career site may have a name of two letters too; these are read as the language of the page."""
SITE = re.compile(r"[\w.-]{1,100}")
TENANT = re.compile(r"[a-z0-9_-]{1,63}")
REGION = re.compile(r"wd\d{1,4}")
NO_SITES = frozenset(["job", "details", "wday", "login", "userhome", "robots.txt", "sitemap.xml", "favicon.ico"])
ID = re.compile(r"_((?:[A-Za-z]{1,4}\d{0,4}_)*[^_]+)$")
"""`…_JR2021016-1`, `…_R26_03355`, `…_Job_Req_40315`: the title in front has its own underscores as hyphens."""
COUNTED = re.compile(r"\s*\d+\s*[^\W\d_]+\s*")
"""`3 Locations`, `2 Standorte`: how many places there are, and not which."""
SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
PATH = re.compile(r"/(?:job|details)/[^?#\s]+")
REPOSTED = re.compile(r"-\d{1,2}$")
NO_SUCH_SITE = frozenset([400, 404, 405, 422])
"""What a host answers for a career site that it does not have; 405 also where it leads elsewhere."""
MOST_PAGES_OF_A_SEARCH = 3
MOST_REMEMBERED = 1_000
MOST_SITES = 50


@dataclass(frozen=True, slots=True)
class _Door:
    """One host of a career site: the addresses of its API and of its pages."""

    api: str
    site: str


class Workday:
    """Workday's career sites. `api` and `shared` are the hosts of a tenant and of several, for tests and mirrors."""

    name = "workday"
    title = "Workday"
    links = r"(?:wd\d{1,4}\.myworkdayjobs|wd\d{1,4}\.myworkdaysite)\.com/"
    by_name = False

    def __init__(self, api: str = "https://{company}.{region}.myworkdayjobs.com", shared: str | None = None) -> None:
        self.api = api.rstrip("/")
        public = "https://{region}.myworkdaysite.com" if "myworkdayjobs.com" in self.api else self.api
        self.shared = (shared or public).rstrip("/")
        self._known: dict[Address, _Door] = {}

    def locate(self, url: str) -> Place | None:
        """Postings, forms, sites and the API of both hosts. Without a site in the URL it is a guess: the tenant."""
        parts = split(url)
        if parts is None:
            return None
        path = list(parts.path)
        if own := OWN_HOST.fullmatch(parts.host):
            tenant, region = own["tenant"], own["region"]
        elif shared := SHARED_HOST.fullmatch(parts.host):
            region = shared["region"]
            path = _without_locale(path)
            if path[:2] == ["wday", "cxs"]:
                tenant = path[2].lower() if len(path) > 2 else ""
            else:
                tenant = path[1].lower() if path[:1] == ["recruiting"] and len(path) > 1 else ""
                path = path[2:]
            if not TENANT.fullmatch(tenant):
                return None
        else:
            return None
        return _place(self.name, tenant, region, path)

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """Pages of 20 to the end; beyond 2,000, facet by facet (`workday_facets`)."""

        async def ask(facets: Json, offset: int) -> Answer:
            door, response = await self._search(address, fetch, facets=facets, offset=offset)
            document = _list_of(self.title, decode(self.title, self._body(address, response)))
            return Answer(document, self._page(document, address, door))

        async for page in Reading(ask).pages():
            yield page

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """`GET …/wday/cxs/{tenant}/{site}/job/…`. Without `listed` its path is searched for by the id."""
        path = _path_of(listed) or await self._found(address, job_id, fetch)
        door, response = await self._through_a_door(
            address, fetch, lambda door: fetch(f"{door.api}{quote(path, safe='/%')}")
        )
        if response.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            raise posting_gone(self.title, job_id)
        document = decode(self.title, self._body(address, response))
        told = document.get("jobPostingInfo") if isinstance(document, dict) else None
        if not isinstance(told, dict) or "jobDescription" not in told:
            raise UnreadableAnswer(f"{self.title}'s answer holds no text of the posting. Its format may have changed.")
        if told.get("posted") is False:
            raise posting_gone(self.title, job_id)
        return self._posting(document, told, address, door, job_id).listings[0]

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """None: the form is shown after a sign-in only."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A list answer (`jobPostings`) or a posting's own (`jobPostingInfo`)."""
        document = decode(self.title, body)
        told = document.get("jobPostingInfo") if isinstance(document, dict) else None
        if isinstance(told, dict):
            url = told.get("externalUrl")
            place = self.locate(url) if isinstance(url, str) else None
            address = address or (place.address if place else Address(self.name, "unknown"))
            return self._posting(document, told, address, None, None)
        return self._page(_list_of(self.title, document), address or Address(self.name, "unknown"), None)

    def recognises(self, document: Any) -> bool:
        """`jobPostings` beside a total or facets, or `jobPostingInfo`."""
        if not isinstance(document, dict):
            return False
        if isinstance(document.get("jobPostings"), list):
            return any(name in document for name in ("total", "facets", "userAuthenticated"))
        return isinstance(document.get("jobPostingInfo"), dict)

    def postings_url(self, address: Address) -> str:
        """The career site."""
        tenant, _, site = address.company.partition("/")
        host = ".".join(quote(label, safe="") for label in (tenant, address.region) if label)
        return f"https://{host}.myworkdayjobs.com/{quote(site)}"

    async def _through_a_door(
        self, address: Address, fetch: Fetch, ask: Callable[[_Door], Awaitable[Response]]
    ) -> tuple[_Door, Response]:
        """Ask at the tenant's own host, and at the shared one if that has no such site; remembered for next time."""
        known = self._known.get(address)
        doors = (known,) if known else await self._doors(address, fetch)
        for door in doors:
            response = await ask(door)
            if response.status not in NO_SUCH_SITE:
                if len(self._known) >= MOST_REMEMBERED:
                    self._known.clear()
                self._known[address] = door
                break
        return door, response

    async def _doors(self, address: Address, fetch: Fetch) -> tuple[_Door, ...]:
        tenant, _, site = address.company.partition("/")
        if not REGION.fullmatch(address.region or "") or not TENANT.fullmatch(tenant):
            raise Refused(
                f"“{address}” is no address at {self.title}: one looks like workday:tenant/site@wd5. "
                "Give the address of the careers page instead."
            )
        own = self.api.format(company=tenant, region=address.region)
        shared = self.shared.format(company=tenant, region=address.region)
        site = quote(site or await self._site(address, own, fetch))
        api = f"/wday/cxs/{quote(tenant)}/{site}"
        first = _Door(f"{own}{api}", f"{own}/{site}")
        second = _Door(f"{shared}{api}", f"{shared}/recruiting/{quote(tenant)}/{site}")
        return (first,) if own == shared else (first, second)

    async def _site(self, address: Address, own: str, fetch: Fetch) -> str:
        """The one career site of a tenant: where its root leads, or what its robots.txt names."""
        root = await fetch(f"{own}/")
        places = [self.locate(root.url)]
        if places[0] is None or "/" not in places[0].address.company:
            robots = await fetch(f"{own}/robots.txt")
            named = SITEMAP.findall(robots.body.decode("utf-8", "replace")) if robots.status == HTTPStatus.OK else []
            places = [self.locate(url) for url in named[:MOST_SITES]]
        sites = {place.address.company.partition("/")[2] for place in places if place} - {""}
        if len(sites) == 1:
            return sites.pop()
        told = f"it has several: {', '.join(sorted(sites)[:10])}" if sites else "it names none"
        raise Refused(
            f"{self.title} does not say which career site of “{address.company}” is meant; {told}. "
            "Give the address of the page that lists its postings."
        )

    async def _search(
        self, address: Address, fetch: Fetch, *, facets: Json | None = None, offset: int = 0, words: str = ""
    ) -> tuple[_Door, Response]:
        sent = {"appliedFacets": dict(facets or {}), "limit": PAGE_SIZE, "offset": offset, "searchText": words}
        return await self._through_a_door(
            address, fetch, lambda door: fetch(f"{door.api}/jobs", method="POST", json=sent)
        )

    async def _found(self, address: Address, job_id: str, fetch: Fetch) -> str:
        """The path of a posting, by searching the site for its id."""
        words = REPOSTED.sub("", job_id)
        for number in range(MOST_PAGES_OF_A_SEARCH):
            _, response = await self._search(address, fetch, offset=number * PAGE_SIZE, words=words)
            told = _list_of(self.title, decode(self.title, self._body(address, response)))["jobPostings"]
            for entry in told:
                path = _path_of(entry)
                if path and job_id_in(path) == job_id:
                    return path
            if len(told) < PAGE_SIZE:
                break
        raise posting_gone(self.title, job_id)

    def _body(self, address: Address, response: Response) -> bytes:
        if "community.workday.com" in response.url:
            raise RetryLater(f"{self.title} is being maintained just now. Rolecall tries again later by itself.")
        if response.status in NO_SUCH_SITE:
            tenant, _, site = address.company.partition("/")
            raise Refused(
                f"{self.title} has no board named “{address.company}”: asked for a career site “{site}”, “{tenant}” "
                f"answers HTTP {response.status}. Check the spelling in the address of the careers page."
            )
        return body_of(self.title, address, response)

    def _page(self, document: Json, address: Address, door: _Door | None) -> Page:
        drift: list[Drift] = []
        listings = []
        told = document["jobPostings"]
        for entry in told:
            if isinstance(entry, dict):
                listings.append(self._listing(entry, address, door, drift))
            else:
                drift.append(Drift(None, "jobPostings", f"holds {type_name(entry)} instead of an object, left out"))
        drift.extend(renamed([listing.raw for listing in listings], DOCUMENTED, drift))
        total = document.get("total")
        known = total if isinstance(total, int) and not isinstance(total, bool) and total >= len(told) else None
        whole = len(listings) == len(told) and (known is None or known <= len(told))
        return Page(tuple(listings), tuple(drift), complete=whole, total=known)

    def _listing(self, raw: Json, address: Address, door: _Door | None, drift: list[Drift]) -> Listing:
        fields = Fields(raw, None, drift)
        path = fields.text("externalPath", required=True) or ""
        bullets = [text.strip() for text in fields.items("bulletFields") if isinstance(text, str) and text.strip()]
        fields.job_id = job_id_in(path) or (bounded_id(bullets[0]) if bullets else None) or fallback_id(raw)
        requisition = fields.text("jobReqId") or next(
            (text for text in bullets if text in path.rpartition("/")[2]), None
        )
        url = f"{door.site if door else self.postings_url(address).rstrip('/')}{path}"
        return Listing(
            address=address,
            job_id=fields.job_id,
            title=fields.text("title", required=True) or "",
            url=url,
            apply_url=f"{url}/apply" if path else url,
            raw=raw,
            requisition_id=requisition,
            places=_listed_places(fields, path),
            workplace=fields.text("remoteType"),
            employment_type=fields.text("timeType"),
            partial=True,
            volatile=VOLATILE,
        )

    def _posting(self, document: Json, told: Json, address: Address, door: _Door | None, job_id: str | None) -> Page:
        drift: list[Drift] = []
        fields = Fields(told, job_id, drift)
        url = fields.text("externalUrl", required=True) or ""
        slug = fields.text("jobPostingId") or url.rpartition("/")[2]
        requisition = fields.text("jobReqId", required=True)
        fields.job_id = job_id or job_id_in(slug) or (bounded_id(requisition) if requisition else fallback_id(told))
        employer = document.get("hiringOrganization")
        employer = employer.get("name") if isinstance(employer, dict) else None
        page = url or (door.site if door else self.postings_url(address))
        listing = Listing(
            address=address,
            job_id=fields.job_id,
            title=fields.text("title", required=True) or "",
            url=page,
            apply_url=f"{url}/apply" if url else page,
            raw=document,
            company=employer if isinstance(employer, str) and employer.strip() else None,
            requisition_id=requisition,
            places=_places(fields),
            workplace=fields.text("remoteType"),
            employment_type=fields.text("timeType"),
            html=fields.text("jobDescription", required=True) or "",
            published_at=fields.moment("startDate"),
            valid_through=fields.moment("endDate"),
            volatile=VOLATILE_POSTING,
        )
        return Page((listing,), (*drift, *renamed([told], DOCUMENTED_POSTING, drift)), total=1)


def job_id_in(path: str) -> str | None:
    """The requisition-like end of a posting's path, with the count of a repeated posting: `JR2021016-1`."""
    slug = path.strip("/").rpartition("/")[2]
    found = ID.search(slug)
    return bounded_id(found[1] if found else slug) or None


def _place(name: str, tenant: str, region: str, path: list[str]) -> Place | None:
    """`[locale/]{site}[/…]/job/[{place}/]{slug}_{id}[/apply/…]`, the same with `details`, and the API's paths."""
    if path[:2] == ["wday", "cxs"]:
        path = path[3:]
    path = _without_locale(path)
    site = path[0] if path and path[0].lower() not in NO_SITES and SITE.fullmatch(path[0]) else None
    begin = next((at for at, part in enumerate(path) if part in ("job", "details") and at >= bool(site)), None)
    job_id = None
    if begin is not None:
        rest = path[begin + 1 :]
        until = next((at for at, part in enumerate(rest) if at and part == "apply"), len(rest))
        job_id = job_id_in(rest[until - 1]) if rest else None
    address = Address(name, f"{tenant}/{site}" if site else tenant, region)
    return Place(address, job_id, certain=site is not None)


def _without_locale(path: list[str]) -> list[str]:
    """Without `en-US` or `de` in front."""
    if path and (LOCALE.fullmatch(path[0]) or LANGUAGE.fullmatch(path[0])):
        return path[1:]
    return path


def _list_of(title: str, document: Any) -> Json:
    if isinstance(document, dict) and isinstance(document.get("jobPostings"), list):
        return document
    raise UnreadableAnswer(f"{title}'s answer has no list of postings. Its format may have changed.")


def _path_of(listed: Any) -> str | None:
    """`/job/…` out of what a list or a posting's own answer told."""
    if not isinstance(listed, dict):
        return None
    told = listed.get("jobPostingInfo")
    path = listed.get("externalPath") or (told.get("externalUrl") if isinstance(told, dict) else None)
    found = PATH.search(path) if isinstance(path, str) else None
    return found[0] if found else None


def _listed_places(fields: Fields, path: str) -> tuple[str, ...]:
    """`locationsText`; where it only counts them, the first one, which stands in the path: `/job/Tel-Aviv/…`."""
    text = fields.text("locationsText")
    if text and text.strip() and not COUNTED.fullmatch(text):
        return (text,)
    parts = path.strip("/").split("/")
    place = unquote(parts[1]).replace("---", ", ").replace("-", " ").strip() if len(parts) == 3 else ""
    return (place,) if place else ()


def _places(fields: Fields) -> tuple[str, ...]:
    """`location` and `additionalLocations`; else where the requisition is filed, or its country."""
    more = [place for place in fields.items("additionalLocations") if isinstance(place, str)]
    places = [place for place in (fields.text("location"), *more) if place and place.strip()]
    if not places:
        filed = [fields.mapping(name).get("descriptor") for name in ("jobRequisitionLocation", "country")]
        places = [place for place in filed if isinstance(place, str) and place.strip()][:1]
    return tuple(dict.fromkeys(places))
