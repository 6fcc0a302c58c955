"""Following a board: from what a person typed to the board that is meant, and to the first reading of it."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from rolecall.boards import portals, registry
from rolecall.boards.contract import Address, Board, Fetch, Place
from rolecall.boards.markup import text_of
from rolecall.boards.outcomes import UnknownAddress
from rolecall.boards.urls import split
from rolecall.discover import merge
from rolecall.discover.crawl import Reader, boards_of
from rolecall.discover.events import BoardAdded
from rolecall.discover.jobs import crawl_board
from rolecall.discover.tables import BoardRow, PostingRow
from rolecall.discover.titles import LEGAL
from rolecall.platform.db import Session
from rolecall.platform.errors import NotFound, Problem
from rolecall.platform.events import emit
from rolecall.platform.http import HttpClient
from rolecall.platform.jobs import defer
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings

MOST_SPELLINGS = 4
"""Of a company's name, each asked for on every board that can be asked by name."""
LONGEST_ADDRESS = 300
SLUG = re.compile(r"[^a-z0-9]+")


class NoBoardFound(Problem):
    """No board was found behind a name or page."""

    code = "discover.no_board_found"
    status = 404


async def resolve(
    given: str, settings: Settings, http: HttpClient, hosts: Mapping[str, Address] | None = None
) -> Address:
    """The board that is meant by an address, a careers or posting URL, or a company's name.

    An address or a board's own URL is taken as it is. Everything else is tried out on the network. `hosts` are
    employers' own sites known from postings that were read (`known_hosts`).
    Raises NoBoardFound, UnknownAddress or PortalNotRead, each with what to do next.
    """
    text = given.strip()
    portals.refuse(text)
    place = registry.locate(text, hosts)
    if place is not None and hosts and place.address in hosts.values():
        return place.address
    if place is not None and place.certain:
        return place.address
    try:
        if place is None:
            return registry.parse_address(text)
    except UnknownAddress:
        if re.fullmatch(r"[a-z]+:\S+", text) and "//" not in text:
            raise
    fetch = Reader(http)
    boards = boards_of(settings)
    if place is not None:
        return await _guessed(place, text, boards, http)
    if split(text) is not None and "." in text:
        return await behind_page(http, text)
    return await _named(text, boards, fetch)


async def follow(session: Session, address: Address) -> BoardRow:
    """Follow a board from now on; following it twice is following it once."""
    board = await board_at(session, address, status="new")
    if board.followed and board.removed_at is None:
        return board
    board.followed, board.removed_at, board.paused_at = True, None, None
    await session.flush()
    await merge.promote_hidden(session, board.id)
    await emit(session, BoardAdded(board_id=board.id))
    await session.refresh(board)
    return board


async def board_at(session: Session, address: Address, *, status: str) -> BoardRow:
    """The row of the board at an address, locked; made where there is none, and then not followed.

    Two who ask at once get the same row: the later one waits for the earlier.
    """
    if len(str(address)) > LONGEST_ADDRESS:
        raise UnknownAddress(f"“{str(address)[:100]}…” is too long for the address of a board.")
    made = insert(BoardRow).values(
        address=str(address),
        board=address.board,
        board_company=address.company,
        region=address.region,
        status=status,
        followed=False,
    )
    await session.execute(made.on_conflict_do_nothing(index_elements=["workspace_id", "address"]))
    statement = select(BoardRow).where(BoardRow.address == str(address)).with_for_update()
    return (await session.scalars(statement, execution_options={"populate_existing": True})).one()


async def unfollow(session: Session, board_id: UUID) -> None:
    """Stop following a board. Its postings stay with their applications, and leave the search."""
    board = await board_row(session, board_id)
    board.followed = False
    board.removed_at, board.next_crawl_at, board.crawl_id = datetime.now(UTC), None, None
    await session.flush()
    kept = select(PostingRow.id).where(PostingRow.board_id == board_id, PostingRow.duplicate_of.is_(None))
    await merge.promote(session, list(await session.scalars(kept)))


async def crawl_now(session: Session, board_id: UUID) -> BoardRow:
    """Read a board as soon as a worker is free, whenever it would be due."""
    board = await board_row(session, board_id)
    board.next_crawl_at = None
    await defer(session, crawl_board, board_id=board.id)
    return board


async def start_crawl(platform: Platform, session: Session, event: BoardAdded) -> None:
    """A board that was added is read at once."""
    await defer(session, crawl_board, board_id=event.board_id)


async def board_row(session: Session, board_id: UUID, *, lock: bool = True) -> BoardRow:
    """A followed board's row, locked for changing it; raises NotFound."""
    board = await session.get(BoardRow, board_id, with_for_update=lock)
    if board is None or board.removed_at is not None:
        raise NotFound("There is no such board among those you follow.")
    return board


async def _guessed(place: Place, url: str, boards: Mapping[str, Board], http: HttpClient) -> Address:
    """A guess is right when that board shows this very posting; else where the page leads says more."""
    board, fetch = boards[place.address.board], Reader(http)
    if place.address.company and await _shows(board, place, fetch):
        return place.address
    try:
        return await behind_page(http, url)
    except Problem:
        if place.address.company and await _answers(board, place.address, fetch):
            raise NoBoardFound(
                f"{board.title} has a board “{place.address.company}”, which does not show this posting: it may be "
                f"another company's. If it is the one you mean, give {place.address}."
            ) from None
        raise


async def _named(name: str, boards: Mapping[str, Board], fetch: Fetch) -> Address:
    """Ask the boards that know companies by name for the likely spellings: the boards at once, one spelling a time."""
    by_name = {board.name: board for board in boards.values() if board.by_name}
    for slug in likely_slugs(name)[:MOST_SPELLINGS]:
        asked = [Address(board, slug) for board in by_name]
        answered = await asyncio.gather(*(_answers(by_name[address.board], address, fetch) for address in asked))
        for address, yes in zip(asked, answered, strict=True):
            if yes:
                return address
    tried = ", ".join(board.title for board in by_name.values())
    raise NoBoardFound(
        f"No board of “{name[:100]}” was found at {tried}. Open one of its postings and give the address of that page."
    )


async def known_hosts(session: Session, given: str) -> dict[str, Address]:
    """The boards whose postings stand on the host of a URL, as far as they were read."""
    parts = split(given)
    if parts is None:
        return {}
    rows = await session.execute(
        select(BoardRow.board, BoardRow.board_company, BoardRow.region)
        .join(PostingRow, PostingRow.board_id == BoardRow.id)
        .where(PostingRow.url.startswith(f"https://{parts.host}/", autoescape=True))
        .distinct()
        .limit(2)
    )
    found = [Address(row.board, row.board_company, row.region) for row in rows]
    return {parts.host: found[0]} if len(found) == 1 else {}


async def behind_page(http: HttpClient, url: str) -> Address:
    """The board that a careers page leads, shows or links to; else the page itself, where it holds postings."""
    page = await http.fetch(url if "://" in url else f"https://{url}", refuse=portals.refuse)
    led = registry.locate(page.url)
    if led is not None and led.certain:
        return led.address
    body = text_of(page.body)
    found = board_in_page(body) or registry.page_address(page.url, body)
    if found is None:
        raise NoBoardFound(
            f"No board that we can read was found on {url[:200]}. Open one of the postings and give the address of "
            "that page."
        )
    return found


def board_in_page(html: str) -> Address | None:
    """The board that most links, frames and scripts of a careers page lead to."""
    counted = Counter(place.address for place in registry.places_in(html) if place.certain)
    return max(counted, key=lambda address: counted[address], default=None)


def likely_slugs(name: str) -> list[str]:
    """`Acme Robotics, Inc.` → acmerobotics, acme-robotics, acme."""
    plain = SLUG.sub(" ", LEGAL.sub(" ", SLUG.sub(" ", name.lower()))).split()
    whole = SLUG.sub(" ", name.lower()).split()
    options = ["".join(plain), "-".join(plain), "".join(whole)] + (plain[:1] if plain else [])
    return list(dict.fromkeys(option for option in options if option))


async def _shows(board: Board, place: Place, fetch: Fetch) -> bool:
    """Whether a board shows the posting that a guess was made from. What goes wrong while asking is a no."""
    if place.job_id is None:
        return await _answers(board, place.address, fetch)
    try:
        await board.posting(place.address, place.job_id, fetch)
    except Problem:
        return False
    return True


async def _answers(board: Board, address: Address, fetch: Fetch) -> bool:
    """Whether a company has postings on a board. What goes wrong while asking is a no."""
    try:
        async for page in board.pages(address, fetch):
            return bool(page.listings)
    except Problem:
        return False
    return False
