"""What boards share that give every company a host of its own: names in hosts, postings told in several entries, 404s.

Used by those boards; says nothing about any of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from rolecall.boards.answers import body_of
from rolecall.boards.contract import Address, Drift, Json, Listing, Page, Response
from rolecall.boards.fields import Fields, bounded_id, renamed, type_name
from rolecall.boards.outcomes import UnreadableAnswer, posting_gone, unknown_company
from rolecall.boards.urls import Url, split


def names(text: str) -> frozenset[str]:
    """Names written one after another: `names("id title url")`."""
    return frozenset(text.split())


LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
"""What may stand in front of a platform's domain; nothing else is ever put into a host name."""
OFFICES = names(
    "admin api app apps assets auth blog cdn community dashboard dev developer developers docs documentation get go "
    "hello help images integrations legal login mail marketing marketplace partner partners portal resources sandbox "
    "secure security signup staging static status support university webinars widget www"
)
"""Hosts that a platform keeps for itself: none is a company's."""
LOCALE = re.compile(r"[a-z]{2}(?:[-_][a-zA-Z]{2,4})?")
PAGE_URL = re.compile(
    r"""<(?:link|meta)\b(?=[^<>]{0,500}(?:canonical|og:url))[^<>]{0,500}\b(?:href|content)\s*=\s*["']([^"'<>\s]{1,2000})""",
    re.IGNORECASE,
)
ENTRIES = "entries"
"""Under this name a listing's `raw` keeps every entry of the answer, where several told of one posting."""
PERIODS = (("year", "year"), ("annual", "year"), ("month", "month"), ("week", "week"), ("hour", "hour"))


def segment(text: str) -> str:
    """Text as one part of a URL's path, whatever is in it."""
    return quote(text, safe="", errors="replace")


def company_in(host: str, *domains: str) -> str | None:
    """`acme` of `acme.example.com`; None for a platform's own hosts and for deeper ones."""
    for domain in domains:
        label = host.removesuffix(f".{domain}")
        if label != host and LABEL.fullmatch(label) and label not in OFFICES:
            return label
    return None


def base(title: str, api: str, address: Address, region: str = "") -> str:
    """The base address of a company's API: `{company}` and `{region}` of the template filled in.

    Raises Refused for a name that can stand in no host.
    """
    company = address.company.lower()
    if not LABEL.fullmatch(company):
        raise unknown_company(title, address)
    return api.replace("{company}", company).replace("{region}", region).rstrip("/")


def list_body(title: str, address: Address, response: Response, *domains: str) -> bytes:
    """The body of a list answer. A platform that sends us to its own front page knows no such company."""
    body = body_of(title, address, response)
    if _at_the_front(response, domains):
        raise unknown_company(title, address)
    return body


def posting_body(title: str, address: Address, job_id: str, response: Response, *domains: str) -> bytes:
    """The body of one posting's answer; a 404, or being sent to the platform's front page, says that it is gone."""
    if response.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE) or _at_the_front(response, domains):
        raise posting_gone(title, job_id)
    return body_of(title, address, response)


def without_locale(url: Url) -> tuple[str, ...]:
    """The path without a language in front of it: `/en-GB/jobs/1` → `("jobs", "1")`."""
    return url.path[1:] if len(url.path) > 1 and LOCALE.fullmatch(url.path[0]) else url.path


def page_url(html: str) -> str:
    """The address that a web page says is its own (canonical link, Open Graph); "" when it says none."""
    found = PAGE_URL.search(html[:200_000])
    return found.group(1) if found and found.group(1).lower().startswith(("http://", "https://")) else ""


def page_of(
    entries: Sequence[Any],
    read: Callable[[Json, Sequence[Json], list[Drift]], Listing],
    documented: frozenset[str],
    *,
    where: str,
    same: Callable[[Json], str | None] = lambda _: None,
    total: int | None = None,
) -> Page:
    """Listings out of a list's entries; entries that `same` gives one id are one posting.

    read: (the first entry, all entries of the posting, drift to report into) to a listing.
    where: the name of the list, for drift.
    total: how many entries the board says there are.
    """
    drift: list[Drift] = []
    postings: dict[object, list[Json]] = {}
    readable: list[Json] = []
    for number, entry in enumerate(entries):
        if isinstance(entry, dict):
            key = same(entry)
            postings.setdefault(number if key is None else key, []).append(entry)
            readable.append(entry)
        else:
            drift.append(Drift(None, where, f"holds {type_name(entry)} instead of an object, which was left out"))
    listings = tuple(read(group[0], group, drift) for group in postings.values())
    drift.extend(renamed(readable, documented, drift))
    # What could not be read may be a posting that was read before: it is not gone.
    complete = len(readable) == len(entries) and (total is None or total <= len(entries))
    return Page(listings, tuple(drift), complete=complete, total=total)


def raw_of(entries: Sequence[Json]) -> Json:
    """The one entry as it is; of several that differ, all of them."""
    return entries[0] if all(entry == entries[0] for entry in entries) else {ENTRIES: list(entries)}


def entries_of(raw: Any) -> Sequence[Any] | None:
    """The entries that `raw_of` put together; None for anything else."""
    told = raw.get(ENTRIES) if isinstance(raw, dict) else None
    return told if isinstance(told, list) and told else None


def picked(page: Page, title: str, job_id: str) -> Listing:
    """The posting out of a list. Raises PostingGone when the whole list does not have it."""
    found = next((listing for listing in page.listings if listing.job_id == job_id), None)
    if found is None and not page.complete:
        raise UnreadableAnswer(f"A part of {title}'s list cannot be read, and the posting {job_id} may stand there.")
    if found is None:
        raise posting_gone(title, job_id)
    return found


def plain(value: Any) -> str:
    """Text without blanks around it; "" for everything else."""
    return value.strip() if isinstance(value, str) else ""


def link(fields: Fields, field: str, *, required: bool = False) -> str:
    """A web address; "" for everything else, which is reported."""
    text = (fields.text(field, required=required) or "").strip()
    if text and not text.lower().startswith(("http://", "https://")):
        fields.note(field, f"is no web address: {text[:40]!r}")
        return ""
    return text


def words(*parts: Any) -> str:
    """`Berlin, Berlin, Germany` → `Berlin, Germany`: the texts among the parts, each once."""
    return ", ".join(dict.fromkeys(part for part in map(plain, parts) if part))


def identified(value: Any) -> str | None:
    """An id in an entry, as `Fields.identifier` reads it but without a word when there is none."""
    return bounded_id(str(value)) or None if isinstance(value, int | str) and not isinstance(value, bool) else None


def amounts(fields: Fields, field: str, stated: Mapping[str, Any], names: Iterable[str]) -> list[float | None]:
    """Amounts of pay: numbers, or text that holds one. What is neither is reported once."""
    found: list[float | None] = []
    for name in names:
        value = stated.get(name)
        number = None
        if isinstance(value, int | float) and not isinstance(value, bool):
            number = value
        elif isinstance(value, str) and re.fullmatch(r"\d{1,12}(?:\.\d{1,4})?", value.strip()):
            number = float(value)
        elif value not in (None, ""):
            fields.note(field, "has amounts that are not numbers")
            return [None for _ in names]
        found.append(float(number) if number and 0 < number < 1e12 else None)
    return found


def period(value: Any) -> str | None:
    """`yearly`, `ANNUAL`, `per hour`: the period of pay that a word names."""
    word = plain(value).lower()
    if word.startswith(("dai", "day")) or word.endswith("day"):
        return "day"
    return next((found for sign, found in PERIODS if sign in word), None)


def _at_the_front(response: Response, domains: Sequence[str]) -> bool:
    found = split(response.url) if response.url else None
    return bool(found and any(found.host in (domain, f"www.{domain}") for domain in domains))
