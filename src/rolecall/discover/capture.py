"""Postings that a person brings, one at a time: by their address, as a page from the own browser, or as pasted text.

What stands on a board we read is read there. A portal that forbids it is never opened: what the person had open is
taken as it is. Everything goes into the rows the way of a crawl, and is compared with what is there.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from uuid import UUID

import orjson
from prometheus_client import Counter
from sqlalchemy import select

from rolecall.boards import portals, registry
from rolecall.boards.captured import NotAPosting, from_capture
from rolecall.boards.contract import Address, Listing, Place
from rolecall.boards.fields import bounded_id
from rolecall.boards.urls import split
from rolecall.discover.canonical import canonical
from rolecall.discover.crawl import Reader, boards_of
from rolecall.discover.follow import board_in_page, resolve
from rolecall.discover.intake import board_for
from rolecall.discover.items import paragraphs
from rolecall.discover.jobs import crawl_board
from rolecall.discover.origins import CAPTURED, PASTED
from rolecall.discover.store import store
from rolecall.discover.tables import PostingRow
from rolecall.platform.db import Session
from rolecall.platform.errors import Problem
from rolecall.platform.jobs import defer
from rolecall.platform.resources import Platform

CAPTURES = Counter("rolecall_discover_captures_total", "Postings that people brought, by how.", ["how"])


class NotOnePosting(Problem):
    """The address is that of a board, with many postings."""

    code = "discover.not_one_posting"
    status = 422


class PageNotRead(Problem):
    """The page answered with something else than a page."""

    code = "discover.page_not_read"
    status = 422


@dataclass(frozen=True, slots=True)
class Capture:
    """What a person gives. Without `html` and `text` the address is read; what they say of it comes first."""

    url: str | None = None
    html: str | None = None
    text: str | None = None
    title: str | None = None
    company: str | None = None
    location: str | None = None

    @property
    def has_content(self) -> bool:
        """Whether there is something to read besides the address."""
        return bool((self.html or "").strip() or (self.text or "").strip())


@dataclass(frozen=True, slots=True)
class Read:
    """A posting that was read, and by whom it was shown (`Greenhouse`, a host); None for what a person brought."""

    listing: Listing
    shown_by: str | None = None


@dataclass(frozen=True, slots=True)
class Scraped:
    """What came of one address: a posting, or a board that is being read."""

    posting_id: UUID | None = None
    board_id: UUID | None = None


async def capture(platform: Platform, workspace_id: UUID, given: Capture, *, actor: str) -> UUID:
    """Read and keep one posting; the same one again is the same one. Call it outside of a transaction.

    Raises NotAPosting, NotOnePosting, PortalNotRead, PageNotRead, and the outcomes of boards and of the network.
    """
    read = await read_one(platform, given)
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        return await keep(session, read)


async def scrape(platform: Platform, workspace_id: UUID, url: str, *, actor: str) -> Scraped:
    """Read what stands at an address: a posting at once; a company's board, also behind its careers page, as a job.

    The board is read this once, and not followed by it. Raises like `capture`.
    """
    try:
        return Scraped(posting_id=await capture(platform, workspace_id, Capture(url=url), actor=actor))
    except (NotOnePosting, NotAPosting) as problem:
        try:
            address = await resolve(url, platform.settings, platform.http)
        except Problem:
            raise problem from None
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        board = await board_for(session, address)
        await defer(session, crawl_board, board_id=board.id)
        return Scraped(board_id=board.id)


async def read_one(platform: Platform, given: Capture) -> Read:
    """The posting that is meant, from its board where we read that, else from what was given or stands there."""
    url = (given.url or "").strip()
    place = registry.locate(url) if url else None
    if place is not None and place.job_id:
        try:
            return await _on_board(platform, place)
        except Problem:
            if place.certain and not given.has_content:
                raise
    if given.has_content:
        CAPTURES.labels("content").inc()
        return Read(from_capture(url=url or None, html=given.html, text=given.text, **_said(given)))
    if url and place is not None and place.certain:
        raise NotOnePosting(
            f"{url[:200]} is the page of a board with many postings. Add the board, or give the address of one posting."
        )
    return await _on_page(platform, url, given, place)


def by_hand(
    title: str, company: str, *, text: str = "", url: str | None = None, location: str | None = None
) -> Listing:
    """A posting as a person names it, be it no more than a title and an employer."""
    name = canonical(url) if url else ""
    said = {"title": title, "company": company, "location": location, "url": url, "text": text}
    same = orjson.dumps([part.casefold() for part in (title, company, location or "")])
    listing = Listing(
        address=Address(CAPTURED, company),
        job_id=bounded_id(name) or f"said-{hashlib.sha256(same).hexdigest()[:24]}",
        title=title,
        url=url or "",
        apply_url=url or "",
        raw=said,
        company=company,
        places=(location,) if location else (),
        html=text if text.lstrip().startswith("<") else paragraphs(text),
    )
    place = registry.locate(url) if url else None
    if place is not None and place.certain and place.job_id:
        return replace(listing, address=place.address, job_id=place.job_id)
    return listing


async def keep(session: Session, read: Read) -> UUID:
    """Into the rows, in the session's transaction. Gives the posting's id."""
    listing = read.listing
    board = await board_for(session, _home(listing))
    mine = select(PostingRow).where(PostingRow.board_id == board.id, PostingRow.job_id == listing.job_id)
    row = await session.scalar(mine)
    # What a reading of the board wrote is more than what one page shows; it is not written over.
    if row is None or row.closed_at is not None or board.board == CAPTURED:
        await store(session, board, [listing])
        row = (await session.scalars(mine, execution_options={"populate_existing": True})).one()
    if read.shown_by is not None:
        row.liveness, row.liveness_at = "live", datetime.now(UTC)
        row.liveness_evidence = f"{read.shown_by} showed it when it was added."
    return row.id


def _home(listing: Listing) -> Address:
    """The board's row that a posting belongs to: its own board, else `captured:` and where it was seen."""
    if listing.address.board in registry.BOARDS:
        return listing.address
    if portal := portals.locate(listing.url):
        return Address(CAPTURED, portal.portal.name)
    parts = split(listing.url) if listing.url else None
    return Address(CAPTURED, parts.host if parts else PASTED)


async def _on_board(platform: Platform, place: Place) -> Read:
    board = boards_of(platform.settings)[place.address.board]
    listing = await board.posting(place.address, place.job_id or "", Reader(platform.http))
    CAPTURES.labels("board").inc()
    return Read(listing, board.title)


async def _on_page(platform: Platform, url: str, given: Capture, guess: Place | None) -> Read:
    """A page of nobody we know: asked politely, and read as people read it."""
    if not url:
        raise NotAPosting("There is nothing to read. Give the posting's address, its page as HTML, or its text.")
    if split(url) is None:
        raise NotAPosting(f"“{url[:100]}” is not a web address. Give the address of the posting's page.")
    portals.refuse(url)
    fetched = await platform.http.fetch(url if "://" in url else f"https://{url}")
    portals.refuse(fetched.url)
    if fetched.status != HTTPStatus.OK:
        raise PageNotRead(
            f"{url[:200]} answered HTTP {fetched.status}. Open it yourself, and capture the page or paste its text."
        )
    led = registry.locate(fetched.url)
    if led is not None and led.certain and led.job_id:
        return await _on_board(platform, led)
    html = fetched.body.decode("utf-8", "replace")
    embedded = board_in_page(html) if guess is not None and guess.job_id else None
    if guess is not None and embedded is not None and embedded.board == guess.address.board:
        return await _on_board(platform, replace(guess, address=embedded))
    listing = from_capture(url=fetched.url, html=html, **_said(given))
    CAPTURES.labels("page").inc()
    host = parts.host if (parts := split(fetched.url)) else url
    return Read(listing, host)


def _said(given: Capture) -> dict[str, str | None]:
    return {"title": given.title, "company": given.company, "location": given.location}
