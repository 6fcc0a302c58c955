"""Whether a posting can still be applied to: live, closed or unknown, with what was seen and when.

Its board is asked for the posting itself. No answer is no sign of anything: only a board that answers and does not
have the posting any more says that it is closed. Nothing is open in the database while a board is asked.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any, Literal, TypeAlias
from uuid import UUID

import structlog
from prometheus_client import Counter

from rolecall.boards import portals, registry
from rolecall.boards.captured import NotAPosting, from_capture
from rolecall.boards.contract import Address, Listing
from rolecall.boards.outcomes import PostingGone
from rolecall.boards.urls import split
from rolecall.discover import merge
from rolecall.discover.closing import close
from rolecall.discover.crawl import Reader, boards_of
from rolecall.discover.events import PostingChecked, PostingReopened, PostingsRead
from rolecall.discover.tables import BoardRow, ChangeRow, PostingRow
from rolecall.platform.db import Session
from rolecall.platform.errors import NotFound, Problem
from rolecall.platform.events import emit
from rolecall.platform.resources import Platform

State: TypeAlias = Literal["live", "closed", "unknown"]
log = structlog.get_logger(__name__)
CHECKS = Counter("rolecall_discover_checks_total", "Postings looked at by themselves, by what was found.", ["state"])
SEEN_COUNTS_FOR = timedelta(hours=24)
"""How long a posting counts as live that was on its board at the last good reading."""
LONGEST_LOOK = 20.0
"""Seconds that a board may take; a person is waiting."""
LONGEST_EVIDENCE = 500
CLOSING_TAKES = timedelta(minutes=1)
"""Between seeing that a posting is gone and writing that it closed."""


@dataclass(frozen=True, slots=True)
class Liveness:
    """`evidence` is one sentence: what was seen. `at` is when; None while nobody has looked."""

    state: State
    at: datetime | None
    evidence: str


@dataclass(frozen=True, slots=True)
class _Subject:
    """A posting as it is asked for."""

    address: Address
    job_id: str
    url: str
    raw: dict[str, Any]
    before: Liveness


async def liveness(session: Session, posting_id: UUID) -> Liveness:
    """What is known of a posting without asking anybody; raises NotFound."""
    row, board = await _rows(session, posting_id)
    return known(row, board, datetime.now(UTC))


async def recheck(
    platform: Platform, workspace_id: UUID, posting_id: UUID, *, older_than: timedelta, actor: str = "system"
) -> Liveness:
    """What is known, if it is at most so old; else the posting is looked at. Call it outside of a transaction."""
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        before = await liveness(session, posting_id)
    if before.at is not None and datetime.now(UTC) - before.at <= older_than:
        return before
    return await check(platform, workspace_id, posting_id, actor=actor)


async def check(platform: Platform, workspace_id: UUID, posting_id: UUID, *, actor: str = "system") -> Liveness:
    """Ask the board for the posting itself, and write down what came of it; raises NotFound.

    Call it outside of a transaction. A posting that is gone is closed as a reading of its board would close it; a
    closed one that is there again is reopened.
    """
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        row, board = await _rows(session, posting_id)
        before = known(row, board, datetime.now(UTC))
        address = Address(row.board, row.board_company, board.region if board.board == row.board else None)
        subject = _Subject(address, row.job_id, row.url, row.raw, before)
    state, evidence = await _look(platform, subject)
    CHECKS.labels(state).inc()
    found = Liveness(state, datetime.now(UTC), evidence[:LONGEST_EVIDENCE])
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        await _write(session, posting_id, found, before)
    return found


def known(row: PostingRow, board: BoardRow, now: datetime) -> Liveness:
    """What the rows say: the last look at the posting itself, or the last good reading of its board if later."""
    looked = row.liveness_at if row.liveness else None
    if row.closed_at is not None:
        if looked and row.liveness == "closed" and looked >= row.closed_at - CLOSING_TAKES:
            return Liveness("closed", looked, row.liveness_evidence or "It was taken down.")
        return Liveness("closed", row.closed_at, "It was no longer on its board when that was read.")
    read_at = board.last_ok_at if board.followed and board.problem is None and board.status != "failing" else None
    if read_at and now - read_at <= SEEN_COUNTS_FOR and (looked is None or looked <= read_at):
        return Liveness("live", read_at, f"It was on its board when that was read, at {_moment(read_at)}.")
    if looked and row.liveness in ("live", "unknown"):
        return _fading(row.liveness, looked, row.liveness_evidence or "", now)
    if board.last_ok_at and board.followed:
        trouble = f" Since then: {board.problem}" if board.problem else ""
        return Liveness(
            "unknown", board.last_ok_at, f"Its board was last read well at {_moment(board.last_ok_at)}.{trouble}"
        )
    return Liveness("unknown", None, "It came from outside, and nobody has looked at its page since.")


def _fading(state: str, at: datetime, evidence: str, now: datetime) -> Liveness:
    """What was seen live is not known to be so a day later."""
    if state == "live" and now - at <= SEEN_COUNTS_FOR:
        return Liveness("live", at, evidence)
    return Liveness("unknown", at, evidence if state == "unknown" else f"It was last seen live at {_moment(at)}.")


async def _look(platform: Platform, subject: _Subject) -> tuple[State, str]:
    """What there is to see of the posting now, and in one sentence why."""
    place = registry.locate(subject.url)
    portal = portals.locate(subject.url)
    boards = boards_of(platform.settings)
    try:
        async with asyncio.timeout(LONGEST_LOOK):
            if subject.address.board in boards:
                return await _on_board(platform, subject, subject.address, subject.job_id)
            if place is not None and place.certain and place.job_id:
                return await _on_board(platform, subject, place.address, place.job_id)
            if portal is not None:
                title = portal.portal.title
                return "unknown", f"It was captured from {title}, which Rolecall does not read; open it to see."
            if split(subject.url) is not None:
                return await _on_page(platform, subject.url)
    except PostingGone as gone:
        return "closed", str(gone)
    except TimeoutError:
        return "unknown", f"Its board did not answer within {LONGEST_LOOK:.0f} seconds."
    except Problem as problem:
        return "unknown", str(problem)
    except Exception:
        # A fault of ours in reading one answer is no reason to keep somebody from applying.
        log.exception("liveness.failed", address=str(subject.address), job_id=subject.job_id)
        return "unknown", "Its board answered something that Rolecall could not read; open the posting to see."
    return "unknown", "It was pasted without an address, so there is no page to look at."


async def _on_board(platform: Platform, subject: _Subject, address: Address, job_id: str) -> tuple[State, str]:
    board = boards_of(platform.settings)[address.board]
    listed = subject.raw if address == subject.address else None
    listing = await board.posting(address, job_id, Reader(platform.http), listed)
    return "live", f"{board.title} shows it.{_last_day(listing)}"


async def _on_page(platform: Platform, url: str) -> tuple[State, str]:
    fetched = await platform.http.fetch(url)
    portals.refuse(fetched.url)
    host = (parts := split(url)) and parts.host
    if fetched.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return "closed", f"{host} answered that the page is no longer there (HTTP {fetched.status})."
    if fetched.status != HTTPStatus.OK:
        return "unknown", f"{host} answered HTTP {fetched.status}."
    try:
        listing = from_capture(url=url, html=fetched.body.decode("utf-8", "replace"))
    except NotAPosting:
        return "unknown", f"Its page on {host} shows nothing that can be read as a posting; open it to see."
    return "live", f"Its page on {host} still shows a posting, “{listing.title[:100]}”.{_last_day(listing)}"


def _last_day(listing: Listing) -> str:
    until = listing.valid_through
    if until is None:
        return ""
    return f" It says that applications {'close' if until > datetime.now(UTC) else 'closed'} on {until.date()}."


async def _write(session: Session, posting_id: UUID, found: Liveness, before: Liveness) -> None:
    # First the board, as a reading of it does: whoever comes second waits, and neither for the other.
    board_id = (await _rows(session, posting_id))[0].board_id
    await session.get(BoardRow, board_id, with_for_update=True)
    row = await session.get_one(PostingRow, posting_id, with_for_update=True, populate_existing=True)
    row.liveness, row.liveness_at, row.liveness_evidence = found.state, found.at, found.evidence
    if found.state == "closed" and row.closed_at is None:
        await session.flush()
        await close(session, [posting_id])
    elif found.state == "live" and row.closed_at is not None:
        row.closed_at = None
        session.add(ChangeRow(posting_id=posting_id, what="reopened"))
        await session.flush()
        await merge.promote_hidden(session, board_id)
        await emit(session, PostingReopened(posting_id=posting_id))
        await emit(session, PostingsRead(board_id=board_id, posting_ids=(posting_id,)))
    if found.state != before.state:
        await emit(session, PostingChecked(posting_id=posting_id, liveness=found.state))


async def _rows(session: Session, posting_id: UUID) -> tuple[PostingRow, BoardRow]:
    row = await session.get(PostingRow, posting_id)
    if row is None:
        raise NotFound("There is no such posting. It may belong to another workspace.")
    return row, await session.get_one(BoardRow, row.board_id)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
