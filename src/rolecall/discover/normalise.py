"""From a board's listing to a posting in the product's own terms. Pure, and fast (see benchmarks.boards).

Nothing is guessed: what a posting does not say stays None. `VERSION` goes up when the outcome for the same listing may
change, so that stored postings are read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from rolecall.boards.contract import Listing
from rolecall.discover import salary
from rolecall.discover.companies import company_name, company_of
from rolecall.discover.facts import facts_in
from rolecall.discover.language import language_of
from rolecall.discover.markdown import one_line, read_html
from rolecall.discover.places import HYBRID, ONSITE, REMOTE, Places, parse_all
from rolecall.discover.posting import Fact, FactName, Location, Posting, Workplace
from rolecall.discover.roles import function_of, level_of

VERSION = 3
UNTITLED = "Untitled posting"
INTERN = (
    r"\bintern(?:ship)?s?\b|\btrainee|\bpraktik|\bstage\b|\bstagiaire|werkstudent|working student|co-?op\b"
    r"|\bapprenti|ausbildung|\balternan|\bbecari|\bestágio|\btirocini"
)
FULL_TIME = (
    r"full[ _-]?time|vollzeit|temps plein|\bpermanent\b|\bregular\b|festanstellung|jornada completa|voltijd|pełny etat"
)
TEMPORARY = (
    r"\btemp(?:orary)?\b|\bseasonal\b|(?<!un)befristet|fixed[ _-]?term|\bcasual\b|\bcdd\b|\binterim\b|\btemporal\b"
)
CONTRACT = r"\bcontract(?:or)?\b|freelance|\b1099\b|\bc2c\b|per[ -]?diem|\bself[- ]employed"
PART_TIME = r"part[ _-]?time|teilzeit|temps partiel|tiempo parcial|meio período|deeltijd|pół etatu"
EMPLOYMENT = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        ("internship", INTERN),
        ("temporary", TEMPORARY),
        ("contract", CONTRACT),
        ("part-time", PART_TIME),
        ("full-time", FULL_TIME),
        ("volunteer", r"\bvolunteer"),
    )
)
ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]|(?:\s[-–—|]+\s|[,:]\s)[^-–—|,:()]*$")
"""`Baker (Contract)`, `Baker - Temporary`: beside the title's own words; those of `Contract Manager` are no kind."""
TITLE_REMOTE = re.compile(r"[(\[|,–—-]\s*(?:fully |100% )?remote\b(?! sensing)", re.IGNORECASE)

HALF = re.compile("[\ud800-\udfff]")
LONGEST_NAME = 500
"""Characters of a title, company or department; `raw` keeps the rest."""


def normalise(listing: Listing) -> Posting:
    """One posting. Its text is Markdown; `raw` stays with the listing."""
    listing = _whole_letters(listing)
    title = one_line(listing.title)[:LONGEST_NAME] or UNTITLED
    department = one_line(listing.department or "")[:LONGEST_NAME] or None
    text, notices = read_html(listing.html)
    facts = facts_in(text)
    places = parse_all(listing.places)
    workplace = _workplace(listing, places, title)
    locations = _locations(places, workplace)
    countries = [place.country for place in locations if place.country]
    return Posting(
        board=listing.address.board,
        board_company=listing.address.company,
        job_id=listing.job_id,
        title=title,
        company=company_name(one_line(listing.company or ""))[:LONGEST_NAME] or company_of(listing.address.company),
        url=listing.url.strip(),
        apply_url=(listing.apply_url or listing.url).strip(),
        text=text,
        locations=locations,
        workplace=workplace,
        salary=salary.from_pay(listing.pay, countries) or salary.from_text(text, countries),
        employment_type=_employment(listing.employment_type, title),
        level=level_of(title) or _told_level(facts),
        function=function_of(title, department),
        department=department,
        requisition_id=one_line(listing.requisition_id or "") or None,
        opening_id=listing.opening_id,
        published_at=listing.published_at,
        updated_at=listing.updated_at,
        valid_through=listing.valid_through,
        language=language_of(text or title, listing.language),
        facts=facts,
        notices=notices,
    )


def normalise_all(listings: Iterable[Listing]) -> list[Posting]:
    """Several, in order."""
    return [normalise(listing) for listing in listings]


def _whole_letters(listing: Listing) -> Listing:
    """Half of a surrogate pair, which JSON can hold, is no letter: it becomes the sign for an unreadable one."""
    mended: dict[str, Any] = {}
    for field in fields(listing):
        value = getattr(listing, field.name)
        if isinstance(value, str) and not value.isascii() and HALF.search(value):
            mended[field.name] = HALF.sub("\ufffd", value)
    if any(HALF.search(place) for place in listing.places):
        mended["places"] = tuple(HALF.sub("\ufffd", place) for place in listing.places)
    return replace(listing, **mended) if mended else listing


def _told_level(facts: Sequence[Fact]) -> str | None:
    return next((str(fact.value) for fact in facts if fact.name is FactName.SENIORITY), None)


def _workplace(listing: Listing, places: Places, title: str) -> Workplace | None:
    """What a field says, then what stands beside the place, then the title. Words in the text prove nothing."""
    stated = (listing.workplace or "").strip().lower().replace("_", "-")
    if stated:
        if HYBRID.search(stated) or "flex" in stated:
            return Workplace.HYBRID
        if REMOTE.search(stated):
            return Workplace.REMOTE
        if ONSITE.search(stated) or stated in ("onsite", "in-office", "office"):
            return Workplace.ONSITE
    if listing.remote:
        return Workplace.REMOTE
    if places.workplace is not None:
        return places.workplace
    return Workplace.REMOTE if TITLE_REMOTE.search(title) else None


def _locations(places: Places, workplace: Workplace | None) -> tuple[Location, ...]:
    """A remote posting's places are where its people may live."""
    if workplace is Workplace.REMOTE and not any(place.remote for place in places.locations):
        return tuple(replace(place, remote=True) for place in places.locations)
    return places.locations


def _employment(stated: str | None, title: str) -> str | None:
    """full-time, part-time, contract, temporary, internship or volunteer; None when neither field nor title says so."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stated or "")
    if found := _first_kind(words, EMPLOYMENT):
        return found
    return _first_kind(title, [EMPLOYMENT[0], EMPLOYMENT[3]]) or _first_kind(" ".join(ASIDE.findall(title)), EMPLOYMENT)


def _first_kind(words: str, kinds: Sequence[tuple[str, re.Pattern[str]]]) -> str | None:
    return next((kind for kind, sign in kinds if sign.search(words)), None)
