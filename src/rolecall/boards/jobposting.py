"""schema.org/JobPosting, as JSON-LD in a web page or a feed: what many platforms show machines.

Format: https://schema.org/JobPosting and https://developers.google.com/search/docs/appearance/structured-data/job-posting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

import orjson

from rolecall.boards.contract import Address, Json, Listing, Pay
from rolecall.boards.fields import Fields, fallback_id
from rolecall.boards.markup import unescaped

OPENED = re.compile(r"<script\b", re.IGNORECASE)
OF_JSON_LD = re.compile(r"""\btype\s*=\s*["']?application/ld\+json\b""", re.IGNORECASE)
CLOSED = re.compile(r"</script\b", re.IGNORECASE)
LONGEST_TAG = 2_000
COMMENT = re.compile(r"^\s*(?:/\*.*?\*/|<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*;?\s*$", re.DOTALL)
CONTROL = re.compile(r"[\x00-\x1f]+")
MOST_BLOCKS, DEEPEST = 500, 12
PERIODS = {"HOUR": "hour", "DAY": "day", "WEEK": "week", "MONTH": "month", "YEAR": "year", "ANNUAL": "year"}


@dataclass(frozen=True, slots=True)
class Found:
    """The postings of a page. `broken` counts JSON-LD blocks that are not JSON: what they held is not known."""

    postings: tuple[Json, ...]
    broken: int = 0
    links: tuple[str, ...] = ()
    """Addresses in its lists (`ItemList`), as they are written there: of postings, on a page of jobs."""


def postings_in(html: str) -> Found:
    """Every JobPosting in the JSON-LD of a page, also within `@graph`, lists and `mainEntity`."""
    found: list[Json] = []
    links: list[str] = []
    broken = 0
    for block in _blocks(html):
        text = COMMENT.sub("", COMMENT.sub("", block.strip()))
        document = _loads(text)
        if document is None:
            broken += bool(text.strip())
        else:
            found.extend(_postings(document, DEEPEST))
            links.extend(_links(document, DEEPEST))
    return Found(tuple(found), broken, tuple(dict.fromkeys(links)))


def postings_of(document: Any) -> tuple[Json, ...]:
    """Every JobPosting in decoded JSON-LD, also within `@graph`, lists and `mainEntity`."""
    return tuple(_postings(document, DEEPEST))


def listing(fields: Fields, address: Address, *, job_id: str | None, url: str, raw: Json | None = None) -> Listing:
    """A listing out of one JobPosting object (`fields.raw`). `url` is the page that it stands on.

    job_id: the platform's own id where the caller knows it; else `identifier`, else a hash.
    raw: the board's whole answer, where the object is only a part of it.
    """
    fields.job_id = job_id or _identifier(fields) or fallback_id(fields.raw)
    places, remote = _places(fields)
    employer = fields.raw.get("hiringOrganization")
    company = employer.get("name") if isinstance(employer, dict) else employer
    page = _text(fields.raw.get("url")) or url
    return Listing(
        address=address,
        job_id=fields.job_id,
        title=unescape(fields.text("title", required=True) or ""),
        url=page if page.startswith("http") else url,
        apply_url=page if page.startswith("http") else url,
        raw=raw if raw is not None else fields.raw,
        company=unescape(company) if isinstance(company, str) and company.strip() else None,
        requisition_id=_identifier(fields),
        places=places,
        remote=remote,
        department=_text(fields.raw.get("occupationalCategory")) if not _is_code(fields) else None,
        employment_type=_joined(fields.raw.get("employmentType")),
        html=unescaped(fields.text("description") or ""),
        pay=_pay(fields),
        published_at=fields.moment("datePosted"),
        valid_through=fields.moment("validThrough"),
        language=_text(fields.raw.get("inLanguage")),
    )


def _blocks(html: str) -> Iterator[str]:
    """What stands in scripts of this type. One that is not closed ends the search: a page may open very many."""
    at = blocks = 0
    while blocks < MOST_BLOCKS and (opened := OPENED.search(html, at)):
        at = opened.end()
        until = html.find(">", at, at + LONGEST_TAG)
        if until < 0 or not OF_JSON_LD.search(html, at, until):
            continue
        closed = CLOSED.search(html, until)
        if closed is None:
            return
        yield html[until + 1 : closed.start()]
        at, blocks = closed.end(), blocks + 1


def _loads(text: str) -> Any:
    for attempt in (text, CONTROL.sub(" ", text)):  # raw line breaks in strings are the commonest fault
        try:
            return orjson.loads(attempt)
        except orjson.JSONDecodeError:
            continue
    return None


def _postings(document: Any, deep: int) -> Iterator[Json]:
    if deep == 0:
        return
    if isinstance(document, list):
        for entry in document:
            yield from _postings(entry, deep - 1)
    elif isinstance(document, dict):
        kind = document.get("@type")
        if kind == "JobPosting" or (isinstance(kind, list) and "JobPosting" in kind):
            yield document
        else:
            for name in ("@graph", "itemListElement", "item", "mainEntity", "hasPart"):
                yield from _postings(document.get(name), deep - 1)


def _links(document: Any, deep: int, *, listed: bool = False) -> Iterator[str]:
    if deep == 0:
        return
    if isinstance(document, list):
        for entry in document:
            yield from _links(entry, deep - 1, listed=listed)
    elif isinstance(document, str):
        if listed:
            yield document
    elif isinstance(document, dict):
        if listed:
            yield from (told for name in ("url", "@id", "item") if isinstance(told := document.get(name), str))
            yield from _links(document.get("item"), deep - 1, listed=isinstance(document.get("item"), dict))
        elif document.get("@type") == "ItemList":
            yield from _links(document.get("itemListElement"), deep - 1, listed=True)
        else:
            for name in ("@graph", "mainEntity", "hasPart"):
                yield from _links(document.get(name), deep - 1)


def _identifier(fields: Fields) -> str | None:
    told = fields.raw.get("identifier")
    if isinstance(told, dict):
        told = told.get("value", told.get("@id"))
    return str(told).strip()[:200] or None if isinstance(told, str | int) and not isinstance(told, bool) else None


def _places(fields: Fields) -> tuple[tuple[str, ...], bool | None]:
    """Places of work; for telecommuting, where its people may live (`applicantLocationRequirements`)."""
    kind = fields.raw.get("jobLocationType")
    remote = True if kind == "TELECOMMUTE" or (isinstance(kind, list) and "TELECOMMUTE" in kind) else None
    places = list(_each_place(fields.raw.get("jobLocation")))
    if not places and remote:
        places = [f"Remote - {place}" for place in _each_place(fields.raw.get("applicantLocationRequirements"))]
    return tuple(dict.fromkeys(places)), remote


def _each_place(told: Any) -> Iterator[str]:
    for entry in told if isinstance(told, list) else [told]:
        if isinstance(entry, str) and entry.strip():
            yield unescape(entry.strip())
        elif isinstance(entry, dict):
            address = entry.get("address", entry if "addressCountry" in entry else None)
            if isinstance(address, str) and address.strip():
                yield unescape(address.strip())
            elif isinstance(address, dict):
                parts = [_text(address.get(part)) for part in ("addressLocality", "addressRegion")]
                country = address.get("addressCountry")
                parts.append(_text(country.get("name") if isinstance(country, dict) else country))
                if words := ", ".join(dict.fromkeys(part for part in parts if part)):
                    yield words
            elif name := _text(entry.get("name")):
                yield name


def _pay(fields: Fields) -> Pay | None:
    """`baseSalary`: a MonetaryAmount with a number, or a QuantitativeValue with its bounds and `unitText`."""
    stated = fields.raw.get("baseSalary")
    stated = next((entry for entry in stated if isinstance(entry, dict)), None) if isinstance(stated, list) else stated
    if not isinstance(stated, Mapping):
        return None
    value = stated.get("value", stated)
    amounts = value if isinstance(value, Mapping) else {"value": value}
    single = _amount(amounts.get("value"))
    low, high = _amount(amounts.get("minValue")), _amount(amounts.get("maxValue"))
    if low is None and high is None:
        low = high = single
    if not low and not high:
        return None
    unit = _text(amounts.get("unitText")) or _text(stated.get("unitText")) or ""
    currency = _text(stated.get("currency")) or _text(amounts.get("currency"))
    return Pay(low or None, high or None, currency, PERIODS.get(unit.upper().removesuffix("LY")))


def _amount(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    try:
        return float(str(value).replace(",", "")) if value is not None else None
    except ValueError:
        return None


def _is_code(fields: Fields) -> bool:
    """`15-1252.00` is an O*NET code, no department."""
    return bool(re.match(r"\d\d-\d{4}", _text(fields.raw.get("occupationalCategory")) or ""))


def _joined(value: Any) -> str | None:
    entries: Sequence[Any] = value if isinstance(value, list) else [value]
    return ", ".join(entry.strip() for entry in entries if isinstance(entry, str) and entry.strip()) or None


def _text(value: Any) -> str | None:
    return unescape(value.strip()) or None if isinstance(value, str) else None
