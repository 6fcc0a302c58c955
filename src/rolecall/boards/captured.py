"""A posting that a person captured: the page open in the own browser, or the text pasted from it.

The page's own words for machines (schema.org/JobPosting) come first, then what it shows people. Nothing is guessed:
what is not found stays None, and a posting without a title or a text is refused with what to give.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import quote

import lxml.html

from rolecall.boards import jobposting, microdata, portals
from rolecall.boards.contract import Address, Json, Listing
from rolecall.boards.fields import Fields, bounded_id, fallback_id
from rolecall.boards.markup import NOT_XML, html_of, inner_html, paragraphs, words_of
from rolecall.boards.outcomes import UnreadableAnswer
from rolecall.boards.readable import main_of
from rolecall.boards.registry import locate
from rolecall.boards.urls import Url, split
from rolecall.platform.errors import Problem

BOARD = "captured"
"""The board of a captured posting that belongs to no portal or platform that we know."""
MOST_HTML, MOST_TEXT, LONGEST_NAME = 5_000_000, 500_000, 300
LEAST_TEXT = 80
"""Characters: less is a title or a link, and no posting."""
LONGEST_TITLE, MOST_TITLE_WORDS = 120, 16
TRACKING = re.compile(r"utm_|gclid|fbclid|trk|tracking|ref(?:Id|errer)?$|src$|source$|session", re.IGNORECASE)
LABELS = (
    ("company", re.compile(r"(?:company|employer|firma|unternehmen|arbeitgeber|entreprise|empresa)\s*:\s*(.+)", re.I)),
    ("place", re.compile(r"(?:location|place of work|standort|arbeitsort|lieu|ubicación)\s*:\s*(.+)", re.I)),
)
TAG = re.compile(r"<[^<>]*>")
HTML = re.compile(r"\s*<(?:!doctype|html|head|body|div|p|article|section|main|h\d|ul)\b", re.IGNORECASE)


class NotAPosting(Problem):
    """What was captured holds no posting that can be kept."""

    code = "boards.not_a_posting"
    status = 422


@dataclass(slots=True)
class _Told:
    """What was found out so far."""

    title: str | None = None
    company: str | None = None
    place: str | None = None


def from_capture(
    *,
    url: str | None = None,
    html: str | None = None,
    text: str | None = None,
    title: str | None = None,
    company: str | None = None,
    location: str | None = None,
) -> Listing:
    """The posting on a captured page or in a pasted text. What the person says (title, company, location) comes first.

    url: where it stands; "" in the listing without one. Its portal or platform becomes the address's board, else
    `captured`. `raw` holds what the posting was read from: the page's JobPosting, or its readable part.
    Raises NotAPosting, whose sentence says what to give.
    """
    url, html, text, title, company, location = (
        NOT_XML.sub("", given) if given else None for given in (url, html, text, title, company, location)
    )
    where = (url or "").strip()
    parts = split(where) if where else None
    if where and parts is None:
        raise NotAPosting(f"“{where[:100]}” is not a web address. Give the address of the posting, or leave it out.")
    if len(html or "") > MOST_HTML or len(text or "") > MOST_TEXT:
        raise NotAPosting(
            f"That is larger than a posting can be ({MOST_HTML // 1_000_000} MB of HTML, {MOST_TEXT:,} characters of "
            "text). Select the posting only, and capture that."
        )
    if text and not (html or "").strip() and HTML.match(text):
        html, text = text, None
    said = _Told(_line(title), _line(company), _line(location))
    if (html or "").strip():
        listing = _from_page(html or "", where, said)
    elif (text or "").strip():
        listing = _from_text(text or "", said)
    else:
        raise NotAPosting(_what_to_give(where))
    return _addressed(listing, where or listing.url)


def _from_page(html: str, where: str, said: _Told) -> Listing:
    try:
        root = html_of("This page", html)
    except UnreadableAnswer:
        raise NotAPosting("The HTML holds no web page. Capture the whole page, or paste the posting's text.") from None
    postings = jobposting.postings_in(html).postings or microdata.postings_in(root)
    where = where or _own_url(root)
    shown = _shown(root, where)
    found = _the_one(postings, where, said.title or shown.title)
    if found is not None:
        listing = jobposting.listing(Fields(found, None, []), Address(BOARD, "unknown"), job_id=None, url=where)
    else:
        listing = Listing(Address(BOARD, "unknown"), "", "", where, where, {})
    if _length(listing.html) < LEAST_TEXT:
        readable = inner_html(main_of(root))
        listing = replace(listing, html=readable, raw=found or {"title": shown.title, "html": readable})
    return _complete(listing, said, shown)


def _from_text(text: str, said: _Told) -> Listing:
    lines = [line.strip() for line in text.strip().splitlines()]
    shown = _Told()
    if said.title is None and _like_a_title(lines[0]):
        shown.title, lines = _line(lines[0]), lines[1:]
    for line in lines[:30]:
        for name, label in LABELS:
            if (found := label.fullmatch(line)) and getattr(shown, name) is None:
                setattr(shown, name, _line(found.group(1)))
    body = "\n".join(lines)
    listing = Listing(Address(BOARD, "unknown"), "", "", "", "", {"text": text.strip()}, html=paragraphs(body))
    return _complete(listing, said, shown)


def _complete(listing: Listing, said: _Told, shown: _Told) -> Listing:
    """Each field from the person, then from the posting's data, then from what the page shows."""
    title = said.title or _line(listing.title) or shown.title
    if title is None:
        raise NotAPosting("No title was found in what you captured. Give the posting's title as well.")
    if _length(listing.html) < LEAST_TEXT:
        raise NotAPosting(
            "What you captured has a title and hardly any text. Open the posting so that its whole text shows, and "
            "capture it again, or paste the text."
        )
    place = said.place or shown.place
    return replace(
        listing,
        title=title,
        company=said.company or _line(listing.company) or shown.company,
        places=(said.place,) if said.place else listing.places or ((place,) if place else ()),
    )


def _addressed(listing: Listing, where: str) -> Listing:
    """Under its platform's own address and id where the URL names them, so that it meets what was read there."""
    parts = split(where) if where else None
    place = locate(where) if where else None
    if place is not None and place.certain and place.job_id:
        return replace(listing, address=place.address, job_id=place.job_id, url=where, apply_url=where)
    portal = portals.locate(where) if where else None
    board = portal.portal.name if portal else BOARD
    company = _line(listing.company) or (parts.host if parts and not portal else None) or "unknown"
    job_id = (portal.job_id if portal else None) or (_page_id(parts) if parts else fallback_id(listing.raw))
    return replace(
        listing,
        # An address is written `board:company@region`, with no slash in front.
        address=Address(board, company.replace("@", " ").strip(" /")[:200] or "unknown"),
        job_id=job_id,
        url=where,
        apply_url=where or listing.apply_url,
    )


def _page_id(parts: Url) -> str:
    """A page by its address without what only says where its reader came from."""
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in sorted(parts.query) if not TRACKING.match(name))
    return bounded_id(f"{parts.host}/{'/'.join(parts.path)}" + (f"?{query}" if query else ""))


def _the_one(postings: tuple[Json, ...], where: str, title: str | None) -> Json | None:
    """The page's posting: its only one, else the one with its address or title."""
    if len(postings) <= 1:
        return next(iter(postings), None)
    page = where.partition("?")[0]
    same = [found for found in postings if page and str(found.get("url") or "").partition("?")[0] == page]
    same = same or [found for found in postings if title and _line(str(found.get("title") or "")) == title]
    if len(same) == 1:
        return same[0]
    raise NotAPosting(f"There are {len(postings)} postings on this page. Open the one you mean, and capture its page.")


def _shown(root: lxml.html.HtmlElement, where: str) -> _Told:
    """Title, company and place as the page shows them: the title of the window, the heading, what it tells to share."""
    window = _line(words_of(root.find(".//title")))
    shared = _line(_meta(root, "og:title") or _meta(root, "twitter:title"))
    portal = portals.locate(where) if where else None
    for each in (portal.portal,) if portal else portals.PORTALS:
        for told in filter(None, (window, shared)):
            for pattern in each.page_titles:
                if found := pattern.fullmatch(told):
                    named = found.groupdict()
                    return _Told(_line(named.get("title")), _line(named.get("company")), _line(named.get("place")))
    headings = [text for heading in root.iter("h1") if (text := _line(words_of(heading)))]
    site = _line(_meta(root, "og:site_name"))
    heading = headings[0] if len(headings) == 1 and len(headings[0]) <= LONGEST_TITLE else None
    return _Told(heading or _without_site(shared, site) or _without_site(window, site))


def _without_site(text: str | None, site: str | None) -> str | None:
    """`Baker | Crumb` is the title Baker on the site Crumb."""
    if text and site:
        for mark in (" | ", " - ", " – ", " — ", " · "):
            if text.endswith(mark + site):
                return text[: -len(mark + site)].strip() or None
    return text


def _meta(root: lxml.html.HtmlElement, name: str) -> str | None:
    for element in root.iter("meta"):
        if name in (element.get("property"), element.get("name")):
            return str(element.get("content") or "")
    return None


def _own_url(root: lxml.html.HtmlElement) -> str:
    """The address that a page gives for itself; "" when it gives none."""
    canonical = next((link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"), None)
    told = str(canonical or _meta(root, "og:url") or "")
    return told if told.startswith("http") and split(told) else ""


def _like_a_title(line: str) -> bool:
    """A short line that is no sentence, no label and no address."""
    return (
        0 < len(line) <= LONGEST_TITLE
        and len(line.split()) <= MOST_TITLE_WORDS
        and any(letter.isalpha() for letter in line)
        and not line.endswith((".", ":", "!", "?", ",", ";"))
        and "://" not in line
        and not any(label.fullmatch(line) for _, label in LABELS)
    )


def _what_to_give(where: str) -> str:
    portal = portals.locate(where) if where else None
    if portal is not None:
        return portal.portal.why
    return "There is nothing to read. Give the posting's page as HTML, or its text."


def _length(html: str) -> int:
    return len(" ".join(TAG.sub(" ", html).split()))


def _line(text: str | None) -> str | None:
    """One line, bounded; None for nothing."""
    return " ".join(text.split())[:LONGEST_NAME].strip() or None if text else None
