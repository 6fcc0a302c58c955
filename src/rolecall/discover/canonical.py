"""One name for a posting's page, however it was linked: with tracking, in another language, at a step of applying.

Where the platform is known the name is the platform's own, so that a hosted page, an embedded one and the API are the
same: `greenhouse/4021`, `workday:acme/R-7`. Elsewhere it is the address without what changes from link to link.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlencode, urlsplit

from rolecall.boards import registry
from rolecall.boards.contract import Address
from rolecall.boards.urls import UUID, split

TRACKING = re.compile(
    r"utm_.*|gh_src|source|src|src_?id|referr?er|referral.*|lever-.*|(?:fb|g|d)clid|msclkid|gbraid|wbraid|mc_[ce]id"
    r"|mkt_tok|trk\w*|tracking\w*|refid|_ga|_gl|_hs\w+|__jv\w+|_jb|_?frompublish|iisn?|codes|mode|mobile|needsredirect|width|height"
    r"|bga|jan1offset|jun1offset|in_iframe|hashed|jobpipeline|job_?board_?source|job_?source|locale|lang|language|hl|rx_\w+"
    r"|sid|session_?id|share_?id|cmpid|campaign\w*|ittk|eref|searchrelation|feed_?id|partner_?id",
    re.IGNORECASE,
)
REFERENCE = re.compile(r"ref(?:erence)?|ref_?(?:no|nr|num)", re.IGNORECASE)
"""`ref=newsletter` is tracking, `ref=48213` the employer's number."""
LOCALE = re.compile(r"[a-z]{2}[-_](?:[a-z]{2}|[A-Z]{2}|[A-Z][a-z]{3}|\d{3})")
LANGUAGE = re.compile(r"ar|cs|da|de|el|en|es|et|fi|fr|he|hr|hu|it|ja|ko|lt|lv|nl|no|pl|pt|ro|ru|sk|sv|tr|uk|zh")
STEP = re.compile(
    r"apply(?:[-_]?now|manually)?|easyapply|autofillwithresume|use(?:my)?lastapplication|applications?|job_?app(?:ly)?"
    r"|apply-with-\w+|login|register|sign-?in|thank(?:s|-you)|confirmation|new|postuler|bewerben|candidature|solliciteren",
    re.IGNORECASE,
)
LIST = re.compile(
    r"careers?|jobs?|job[-_]?(?:openings|boards?|search|list(?:ings?)?)|(?:current[-_]|open[-_])?(?:openings|positions|roles)"
    r"|vacancies|opportunities|join(?:[-_]?us)?|work(?:ing)?[-_](?:with|for|here|at)(?:[-_]us)?|employment|search(?:-results)?"
    r"|all|listings?|about|company|karriere|stellenangebote|carri[eè]res?|emplois?|empleos?|embed|index(?:\.\w+)?|home"
    r"|external(?:_careers)?",
    re.IGNORECASE,
)
"""Pages of many postings, which name none."""


def canonical_of(board: str, board_company: str, job_id: str, url: str) -> str:
    """The name of a stored posting's page. What is on a known platform is known by where it was read from: the URL may
    be the employer's own.
    """
    platform = registry.BOARDS.get(board)
    if platform is not None and (_in_one_row(board, job_id) or platform.locate(url) is not None):
        return _name(Address(board, board_company), job_id)
    return canonical(url)


@lru_cache(maxsize=20_000)
def canonical(url: str) -> str:
    """The name of the page; '' for what is no URL, and for a page that names no single posting."""
    place = registry.locate(url)
    if place is not None and place.job_id:
        return _name(place.address, place.job_id)
    parts = split(url)
    if parts is None:
        return ""
    path = [part for at, part in enumerate(parts.path) if not _is_language(part, at)] + _behind_hash(url)
    while path and STEP.fullmatch(path[-1]):
        path.pop()
    query = sorted({(name, value) for name, value in parts.query if value.strip() and not _is_tracking(name, value)})
    if not query and (not path or LIST.fullmatch(path[-1])):
        return ""
    host = re.sub(r"^(?:www\d?|m)\.", "", parts.host)
    return f"{host}/{'/'.join(path)}" + (f"?{urlencode(query)}" if query else "")


def _name(address: Address, job_id: str) -> str:
    if _in_one_row(address.board, job_id):
        return f"{address.board}/{job_id.lower()}"
    return f"{address.board}:{address.company.lower()}/{job_id}"


def _in_one_row(board: str, job_id: str) -> bool:
    """Whether the platform numbers the postings of all companies in one row. Then the company is left out: an embedded
    page often does not say whose it is.
    """
    return board == "greenhouse" or bool(UUID.fullmatch(job_id))


def _behind_hash(url: str) -> list[str]:
    """Single-page sites put the path behind the "#": `#/job/1`."""
    try:
        fragment = urlsplit(url.strip()).fragment.partition("?")[0]
    except ValueError:
        return []
    is_path = fragment.lstrip("!").startswith("/")
    return [part for part in fragment.lstrip("!").split("/") if part] if is_path else []


def _is_language(part: str, at: int) -> bool:
    """`en-US` anywhere, `en` only at the beginning."""
    return bool(LOCALE.fullmatch(part) or (at <= 1 and LANGUAGE.fullmatch(part)))


def _is_tracking(name: str, value: str) -> bool:
    if REFERENCE.fullmatch(name):
        return not re.search(r"\d{3,}", value)
    return bool(TRACKING.fullmatch(name))
