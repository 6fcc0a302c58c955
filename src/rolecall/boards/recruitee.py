"""Recruitee: `GET https://{company}.recruitee.com/api/offers/`, no key, one answer with everything.

Format: https://docs.recruitee.com/reference/intro-to-careers-site-api; one offer is `/api/offers/{slug or id}`.
Companies often show their offers on a host of their own (`careers_url`).
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

from rolecall.boards.answers import decode
from rolecall.boards.contract import Address, Drift, Fetch, Json, Listing, Page, Pay, Place, Question
from rolecall.boards.fields import Fields, bounded_id, fallback_id
from rolecall.boards.hosted import (
    LABEL,
    amounts,
    base,
    company_in,
    identified,
    link,
    list_body,
    names,
    page_of,
    period,
    plain,
    posting_body,
    segment,
    without_locale,
    words,
)
from rolecall.boards.outcomes import UnreadableAnswer, posting_gone
from rolecall.boards.urls import guessed_company, split

DOMAIN = "recruitee.com"
DOCUMENTED = names(
    "careers_apply_url careers_url category_code city close_at company_name country country_code cover_image "
    "created_at department description dynamic_fields education_code employment_type_code experience_code guid "
    "highlight hybrid id location location_ids location_question_visible locations locations_question "
    "locations_question_required locations_question_type mailbox_email max_hours max_hours_per_week min_hours "
    "min_hours_per_week on_site open_questions options_cover_letter options_cv options_phone options_photo "
    "options_salutation options_title position postal_code published_at remote requirements salary "
    "sharing_description sharing_image sharing_title slug state_code state_name status street tags title "
    "translations updated_at"
)
FLAGS = (("remote", "remote"), ("hybrid", "hybrid"), ("on_site", "onsite"))
STANDARD = (
    ("salutation", "Salutation", "text", "options_salutation"),
    ("title", "Title", "text", "options_title"),
    ("phone", "Phone", "phone", "options_phone"),
    ("photo", "Photo", "file", "options_photo"),
    ("cv", "CV", "file", "options_cv"),
    ("cover_letter", "Cover letter", "textarea", "options_cover_letter"),
)
"""(field of `POST /offers/{slug}/candidates`, label, kind, the setting: required, optional or off)."""
KINDS = {
    "string": "text",
    "text": "textarea",
    "boolean": "boolean",
    "legal": "boolean",
    "single_choice": "select",
    "dropdown": "select",
    "multi_choice": "multiselect",
    "file": "file",
    "video": "file",
    "date": "date",
    "number": "number",
    "salary": "number",
}
NO_QUESTION = "infobox"
"""Words between the questions."""


class Recruitee:
    """The Recruitee Careers Site API. `api` is a template of its base address, for tests and mirrors."""

    name = "recruitee"
    title = "Recruitee"
    links = r"(?!www\.|app\.|api\.|docs\.)[a-z0-9-]+\.recruitee\.com(?:/o/[\w-]+)?"
    by_name = True

    def __init__(self, api: str = "https://{company}.recruitee.com") -> None:
        self.api = api

    def locate(self, url: str) -> Place | None:
        """`{company}.recruitee.com/o/{slug}[/c/new]`; a form `/o/{slug}/c/new` on another host is a guess."""
        parts = split(url)
        if parts is None:
            return None
        path = without_locale(parts)
        if company := company_in(parts.host, DOMAIN):
            job_id = path[1] if path[:1] == ("o",) and path[1:] else None
            if path[:2] == ("api", "offers") and path[2:]:
                job_id = path[2]
            return Place(Address(self.name, company), bounded_id(job_id) or None if job_id else None)
        if len(path) > 3 and path[0] == "o" and path[2:4] == ("c", "new"):
            guess = guessed_company(parts)
            return Place(Address(self.name, guess), bounded_id(path[1]), certain=False) if guess else None
        return None

    async def pages(self, address: Address, fetch: Fetch) -> AsyncIterator[Page]:
        """The one page there is."""
        response = await fetch(f"{base(self.title, self.api, address)}/api/offers/")
        if response.unchanged:
            yield Page((), unchanged=True)
            return
        yield self.parse(list_body(self.title, address, response, DOMAIN), address)

    async def posting(self, address: Address, job_id: str, fetch: Fetch, listed: Json | None = None) -> Listing:
        """One offer, by its slug or number."""
        offer = await self._offer(address, job_id, fetch)
        page = self.parse(offer, address)
        return page.listings[0]

    async def questions(self, address: Address, job_id: str, fetch: Fetch) -> tuple[Question, ...] | None:
        """Name and e-mail, what the offer's settings ask for, and the employer's own questions."""
        return tuple(_questions(await self._offer(address, job_id, fetch)))

    def parse(self, body: bytes | str | Json | Sequence[Any], address: Address | None = None) -> Page:
        """A list answer (`{"offers": […]}`), a bare list of offers, or one offer."""
        document = decode(self.title, body)
        if isinstance(document, dict) and isinstance(document.get("offers"), list):
            offers = document["offers"]
        elif isinstance(document, list):
            offers = document
        elif isinstance(document, dict) and isinstance(document.get("offer"), dict):
            offers = [document["offer"]]
        elif isinstance(document, dict) and ("careers_url" in document or "slug" in document):
            offers = [document]
        else:
            raise UnreadableAnswer(f"{self.title}'s answer has no list of offers. Its format may have changed.")
        where = address or self._address(offers)
        return page_of(offers, lambda first, _, drift: self._listing(first, where, drift), DOCUMENTED, where="offers")

    def recognises(self, document: Any) -> bool:
        """An answer has `offers`; an offer has `careers_url` and a `slug`."""
        if isinstance(document, dict) and isinstance(offers := document.get("offers"), list):
            return _is_offer(offers[0]) if offers else len(document) == 1
        if isinstance(document, dict) and "offer" in document:
            return _is_offer(document["offer"])
        return _is_offer(document[0] if isinstance(document, list) and document else document)

    def postings_url(self, address: Address) -> str:
        """The hosted careers site."""
        return f"https://{segment(address.company)}.{DOMAIN}/"

    async def _offer(self, address: Address, job_id: str, fetch: Fetch) -> Json:
        url = f"{base(self.title, self.api, address)}/api/offers/{segment(job_id)}"
        body = posting_body(self.title, address, job_id, await fetch(url), DOMAIN)
        document = decode(self.title, body)
        offer = document.get("offer") if isinstance(document, dict) else None
        if not isinstance(offer, dict):
            raise UnreadableAnswer(f"{self.title}'s answer has no offer in it. Its format may have changed.")
        if offer.get("status", "published") != "published":
            raise posting_gone(self.title, job_id)
        return offer

    def _address(self, offers: Sequence[Any]) -> Address:
        """From a careers URL at Recruitee, or the mailbox that every offer has: `job.ab12@{company}.recruitee.com`."""
        for offer in offers[:50]:
            if not isinstance(offer, dict):
                continue
            place = self.locate(plain(offer.get("careers_url")))
            if place and place.certain:
                return place.address
            host = plain(offer.get("mailbox_email")).rpartition("@")[2].lower()
            if company := company_in(host, DOMAIN):
                return Address(self.name, company)
        names = (plain(offer.get("company_name")) for offer in offers[:50] if isinstance(offer, dict))
        spelled = re.sub(r"[^a-z0-9]", "", next((name for name in names if name), "").lower())[:63]
        return Address(self.name, spelled if LABEL.fullmatch(spelled) else "unknown")

    def _listing(self, raw: Json, address: Address, drift: list[Drift]) -> Listing:
        fields = Fields(raw, None, drift)
        number = fields.identifier("id", required=True)
        # The slug is what URLs name a posting by; the number stays the same when an offer is renamed.
        job_id = fields.identifier("slug", required=True) or number or fallback_id(raw)
        fields.job_id = job_id
        page = link(fields, "careers_url", required=True) or f"{self.postings_url(address)}o/{segment(job_id)}"
        text = _main_text(fields)
        flags = [workplace for flag, workplace in FLAGS if fields.yes(flag)]
        return Listing(
            address=address,
            job_id=job_id,
            title=text.text("title", required=True) or "",
            url=page,
            apply_url=link(fields, "careers_apply_url") or f"{page.rstrip('/')}/c/new",
            raw=raw,
            company=fields.text("company_name"),
            opening_id=number,
            places=_places(fields),
            remote=True if flags == ["remote"] else None,
            workplace=flags[0] if len(flags) == 1 else "hybrid" if "hybrid" in flags else None,
            department=fields.text("department"),
            employment_type=fields.text("employment_type_code"),
            html="\n".join(
                part
                for part in (text.text("description", required=True) or "", text.text("requirements") or "")
                if part.strip()
            ),
            pay=_pay(fields),
            published_at=fields.moment("published_at", required=True),
            updated_at=fields.moment("updated_at"),
            valid_through=fields.moment("close_at"),
            language=_language(raw),
        )


def _is_offer(document: Any) -> bool:
    return isinstance(document, dict) and "careers_url" in document and "slug" in document


def _translations(raw: Json) -> dict[str, Json]:
    told = raw.get("translations")
    return {str(code): text for code, text in told.items() if isinstance(text, dict)} if isinstance(told, dict) else {}


def _main_text(fields: Fields) -> Fields:
    """The offer itself is in its main language; only where it is silent a translation speaks."""
    if plain(fields.raw.get("title")) or plain(fields.raw.get("description")):
        return fields
    translated = next((text for text in _translations(fields.raw).values() if plain(text.get("title"))), None)
    if translated is None:
        return fields
    fields.note("title", "is missing")
    return Fields(translated, fields.job_id, fields.drift)


def _language(raw: Json) -> str | None:
    """The only language, or the one whose title is the offer's."""
    translations = _translations(raw)
    if len(translations) == 1:
        return next(iter(translations))
    return next(
        (code for code, text in translations.items() if plain(text.get("title")) == plain(raw.get("title"))), None
    )


def _places(fields: Fields) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for place in fields.items("locations"):
        if isinstance(place, dict):
            name = words(place.get("city"), place.get("state"), place.get("country")) or plain(place.get("name"))
            found[name] = None
        else:
            fields.note("locations", "holds something that is not an object, left out")
    found.pop("", None)
    if found:
        return tuple(found)
    here = words(fields.text("city"), fields.text("state_name"), fields.text("country")) or plain(
        fields.text("location")
    )
    return (here,) if here else ()


def _pay(fields: Fields) -> Pay | None:
    stated = fields.mapping("salary")
    low, high = amounts(fields, "salary", stated, ("min", "max"))
    if low is None and high is None:
        return None
    return Pay(low, high, plain(stated.get("currency")) or None, period(stated.get("period")))


def _questions(offer: Json) -> Iterator[Question]:
    yield Question("name", "Full name", "text", required=True)
    yield Question("email", "Email", "email", required=True)
    for field, label, kind, setting in STANDARD:
        told = offer.get(setting)
        if isinstance(told, str) and told != "off":
            yield Question(field, label, kind, required=told == "required")
    yield from _question_of_place(offer)
    for name in ("open_questions", "dynamic_fields"):
        told = offer.get(name)
        for question in told if isinstance(told, list) else []:
            if isinstance(question, dict) and question.get("kind") != NO_QUESTION and identified(question.get("id")):
                yield _question(question)


def _question(question: Json) -> Question:
    told = question.get("open_question_options", question.get("options"))
    options = [option for option in told if isinstance(option, dict)] if isinstance(told, list) else []
    required = question.get("required")
    return Question(
        id=str(question["id"]),
        label=plain(question.get("body")) or plain(question.get("label")) or str(question["id"]),
        kind=KINDS.get(plain(question.get("kind")), "text"),
        required=required if isinstance(required, bool) else None,
        options=tuple((str(option.get("id", "")), plain(option.get("body"))) for option in options),
    )


def _question_of_place(offer: Json) -> Iterator[Question]:
    places = offer.get("locations")
    if offer.get("location_question_visible") is not True or not isinstance(places, list):
        return
    required = offer.get("locations_question_required")
    yield Question(
        id="locations",
        label=plain(offer.get("locations_question")) or "Preferred work location",
        kind="multiselect" if offer.get("locations_question_type") == "multiple_choice" else "select",
        required=required if isinstance(required, bool) else None,
        options=tuple(
            (str(place.get("id", "")), plain(place.get("name"))) for place in places if isinstance(place, dict)
        ),
    )
