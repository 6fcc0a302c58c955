"""Rippling: `GET {api}/platform/api/ats/v1/board/{company}/jobs`, no key: every job, without its text.

Format: https://developer.rippling.com/documentation/job-board-api. A job in several places stands in the list once
for each, under one uuid; `/jobs/{uuid}` has the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from rolecall.boards.answers import body_of, decode
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Pay, Place, Question
from rolecall.boards.fields import Fields, fallback_id
from rolecall.boards.hosted import (
    amounts,
    entries_of,
    identified,
    link,
    names,
    page_of,
    period,
    plain,
    posting_body,
    raw_of,
    segment,
    without_locale,
)
from rolecall.boards.outcomes import UnreadableAnswer
from rolecall.boards.urls import Url, split, uuid_in

DOCUMENTED = names("uuid name department url workLocation")
ONE_DOCUMENTED = DOCUMENTED | names(
    "board boardSlug companyName createdOn description employmentType locations payRangeDetails unlistedFromSearch "
    "workLocations"
)
HOST = re.compile(r"ats(?:\.[a-z]{2}\d)?\.rippling\.com")
COMPANY = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}", re.IGNORECASE)


class Rippling:
    """The Rippling job board API. `api` is its base address, for tests and mirrors."""

    name = "rippling"
    title = "Rippling"
    links = (
        r"ats(?:\.[a-z]{2}\d)?\.rippling\.com/(?:[a-z]{2}-[A-Z]{2}/)?[A-Za-z0-9][\w.-]*(?:/jobs(?:/[0-9a-f-]{36})?)?"
    )
    by_name = True

    def __init__(self, api: str = "https://api.rippling.com") -> None:
        self.api = api.rstrip("/")

    def locate(self, url: str) -> Place | None:
        """`ats.rippling.com/[xx-XX/]{company}/jobs[/{uuid}]` and the API's own addresses."""
        parts = split(url)
        path = _path(parts) if parts else ()
        if not path or not COMPANY.fullmatch(path[0]):
            return None
        job_id = uuid_in(path[2]) if path[1:2] == ("jobs",) and path[2:] else None
        return Place(Address(self.name, path[0].lower()), job_id)

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """The one page there is, of postings without text."""
        response = await fetch(f"{self._board(address)}/jobs")
        if response.unchanged:
            yield Page((), unchanged=True)
            return
        yield self.parse(body_of(self.title, address, response), address)

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """One job with its text, all its places and its pay."""
        response = await fetch(f"{self._board(address)}/jobs/{segment(job_id)}")
        document = decode(self.title, posting_body(self.title, address, job_id, response))
        if not isinstance(document, dict) or "name" not in document:
            raise UnreadableAnswer(f"{self.title}'s answer is not one job. Its format may have changed.")
        known = (entries_of(listed) or [listed])[0]
        told = {"uuid": job_id, **(known if isinstance(known, dict) else {}), **document}
        return self._listing(told, [told], address, [])

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """Rippling's public API does not tell them."""
        return None

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A list answer (a bare list of jobs, one for each place), or one job."""
        document = decode(self.title, body)
        jobs: Sequence[Any]
        if isinstance(document, list):
            jobs = document
        elif several := entries_of(document):
            jobs = several
        elif isinstance(document, dict) and "uuid" in document:
            jobs = [document]
        else:
            raise UnreadableAnswer(f"{self.title}'s answer is not a list of jobs. Its format may have changed.")
        where = address or self._address(jobs)

        def read(first: Json, entries: Sequence[Json], drift: list[Drift]) -> Listing:
            return self._listing(first, entries, where, drift)

        documented = ONE_DOCUMENTED if any(isinstance(job, dict) and _is_whole(job) for job in jobs) else DOCUMENTED
        return page_of(jobs, read, documented, where="list", same=self._named)

    def recognises(self, document: Any) -> bool:
        """A job has a `uuid`, a `name`, and places of work."""
        several = entries_of(document) or document
        first = several[0] if isinstance(several, list) and several else several
        return (
            isinstance(first, dict)
            and {"uuid", "name"} <= first.keys()
            and ("workLocation" in first or _is_whole(first))
        )

    def postings_url(self, address: Address) -> str:
        """The hosted board."""
        return f"https://ats.rippling.com/{segment(address.company)}/jobs"

    def _board(self, address: Address) -> str:
        return f"{self.api}/platform/api/ats/v1/board/{segment(address.company)}"

    def _named(self, job: Json) -> str | None:
        """The job that an entry tells of: one stands in the list for each of its places."""
        place = self.locate(plain(job.get("url")))
        return identified(job.get("uuid")) or (place.job_id if place else None)

    def _address(self, jobs: Sequence[Any]) -> Address:
        for job in jobs[:50]:
            url = plain(job.get("url")) if isinstance(job, dict) else ""
            if place := self.locate(url):
                return place.address
            # Companies may show the board on a host of their own, under the same path.
            path = parts.path if (parts := split(url)) else ()
            if path[1:2] == ("jobs",) and COMPANY.fullmatch(path[0]):
                return Address(self.name, path[0].lower())
        return Address(self.name, "unknown")

    def _listing(self, raw: Json, entries: Sequence[Json], address: Address, drift: list[Drift]) -> Listing:
        fields = Fields(raw, None, drift)
        whole = _is_whole(raw)
        url = link(fields, "url", required=not whole)
        place = self.locate(url) if url else None
        job_id = fields.identifier("uuid", required=True) or (place.job_id if place else None) or fallback_id(raw)
        fields.job_id = job_id
        page = url or f"{self.postings_url(address)}/{segment(job_id)}"
        department = fields.mapping("department")
        employment = fields.mapping("employmentType")
        html = _html(fields) if whole else ""
        return Listing(
            address=address,
            job_id=job_id,
            title=fields.text("name", required=True) or "",
            url=page,
            apply_url=f"{page.rstrip('/')}/apply" if place or not url else page,
            raw=raw_of(entries),
            company=fields.text("companyName"),
            places=_places(fields, entries),
            department=plain(department.get("label")) or plain(department.get("name")) or None,
            # The `id` is the word for people and the `label` the code: `Salaried, full-time`, SALARIED_FT.
            employment_type=plain(employment.get("id")) or plain(employment.get("label")) or None,
            html=html,
            pay=_pay(fields),
            published_at=fields.moment("createdOn", required=whole),
            partial=not html,
        )


def _path(parts: Url) -> tuple[str, ...]:
    """The path from the company on."""
    if HOST.fullmatch(parts.host):
        # A company's name may have two letters as well: what stands before `jobs` is the company.
        path = parts.path if parts.path[1:2] == ("jobs",) else without_locale(parts)
        if path[:3] in (("api", "v1", "board"), ("api", "v2", "board")):
            return path[3:]
        return path if path[:1] != ("api",) else ()
    api = ("platform", "api", "ats", "v1", "board")
    return parts.path[len(api) :] if parts.host == "api.rippling.com" and parts.path[: len(api)] == api else ()


def _is_whole(job: Json) -> bool:
    return "description" in job or "workLocations" in job


def _places(fields: Fields, entries: Sequence[Json]) -> tuple[str, ...]:
    """`workLocations` of a whole job; in the list the `workLocation` of each entry, the one field that differs."""
    found: dict[str, None] = {}
    for place in fields.items("workLocations", required=_is_whole(fields.raw)):
        if isinstance(place, str):
            found[place.strip()] = None
        else:
            fields.note("workLocations", "holds something that is not text, left out")
    if not found:
        for number, entry in enumerate(entries):
            each = fields if number == 0 else Fields(entry, fields.job_id, fields.drift)
            label = each.mapping("workLocation", required=not _is_whole(entry)).get("label")
            if label is not None and not isinstance(label, str):
                each.note("workLocation.label", "should be text")
            found[plain(label)] = None
    return tuple(place for place in found if place)


def _html(fields: Fields) -> str:
    """`description` has parts (the company, the role), which the page shows in the order of the answer."""
    told = fields.raw.get("description")
    if isinstance(told, str):
        return told
    parts = fields.mapping("description", required=True)
    for name, part in parts.items():
        if part is not None and not isinstance(part, str):
            fields.note(f"description.{name}"[:100], "should be text")
    return "\n".join(plain(part) for part in parts.values() if plain(part))


def _pay(fields: Fields) -> Pay | None:
    """`payRangeDetails`: one for each place; those of the first one's currency and period span what is paid."""
    ranges = []
    for told in fields.items("payRangeDetails"):
        if not isinstance(told, Mapping):
            fields.note("payRangeDetails", "holds something that is not an object, left out")
            continue
        low, high = amounts(fields, "payRangeDetails", told, ("rangeStart", "rangeEnd"))
        if low is not None or high is not None:
            ranges.append((low, high, plain(told.get("currency")) or None, period(told.get("frequency"))))
    same = [each for each in ranges if each[2:] == ranges[0][2:]]
    if not same:
        return None
    lows, highs = [low for low, *_ in same if low is not None], [high for _, high, *_ in same if high is not None]
    return Pay(min(lows, default=None), max(highs, default=None), same[0][2], same[0][3])
