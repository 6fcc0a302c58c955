"""Reading a board: page by page, each part in its own transaction: a crash at any point loses and doubles nothing.

Postings are closed only after the board was read to its end. A failure closes nothing, and says why and when it is
tried again. A newer reading of the same board takes over: the older one stops at its next part.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from prometheus_client import Counter
from sqlalchemy import func, select
from uuid_utils.compat import uuid7

from rolecall.boards import portals, registry
from rolecall.boards.contract import Address, Board, Drift, Json, Listing, Page, Response
from rolecall.boards.outcomes import NeedsHuman, Refused
from rolecall.discover import normalise, reposts
from rolecall.discover.closing import close
from rolecall.discover.events import BoardCrawled, BoardFailed
from rolecall.discover.origins import FROM_OUTSIDE
from rolecall.discover.schedule import next_reading
from rolecall.discover.store import store
from rolecall.discover.tables import BoardRow, PostingRow, ReadingRow
from rolecall.platform.db import Session
from rolecall.platform.errors import Problem
from rolecall.platform.events import emit
from rolecall.platform.http import HttpClient
from rolecall.platform.http.outcomes import HostBusy
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings

log = structlog.get_logger(__name__)
CRAWLS = Counter("rolecall_discover_crawls_total", "Boards read, by outcome.", ["board", "outcome"])
PART = 100
"""Postings written in one transaction."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=24)
SUSPICIOUS = 5
"""A board that had at least so many postings and now shows none is asked again before they are closed."""
MOST_DRIFT = 50


class SuddenlyEmpty(Problem):
    """A board that had postings answers with an empty list."""

    code = "discover.suddenly_empty"
    status = 502
    retry = True


class Superseded(Exception):
    """A newer reading of the same board is under way, or the board was removed."""


@dataclass(slots=True)
class Reader:
    """The way out for a board: `Fetch`, conditional on what the last single-answer reading left in `validators`."""

    http: HttpClient
    validators: dict[str, Any] | None = None
    answers: list[dict[str, Any]] = field(default_factory=list)

    async def __call__(
        self, url: str, *, method: str = "GET", json: Json | None = None, headers: Mapping[str, str] | None = None
    ) -> Response:
        known = self.validators if self.validators and self.validators.get("url") == url and method == "GET" else {}
        fetched = await self.http.fetch(
            url,
            method=method,
            json=json,
            headers=headers,
            etag=known.get("etag"),
            last_modified=known.get("last_modified"),
            refuse=portals.refuse,
        )
        last_modified = fetched.headers.get("last-modified")
        self.answers.append({"url": url, "etag": fetched.etag, "last_modified": last_modified})
        return Response(fetched.status, fetched.body, fetched.headers, fetched.unchanged, fetched.url)

    def keep(self) -> dict[str, Any] | None:
        """What to send next time. Only for a board of one answer: of several, one may change without the first."""
        if len(self.answers) != 1 or not (self.answers[0]["etag"] or self.answers[0]["last_modified"]):
            return None
        return self.answers[0] | {"version": normalise.VERSION}


@dataclass(slots=True)
class _Reading:
    """One reading of one board, as far as it came."""

    platform: Platform
    workspace_id: UUID
    board_id: UUID
    crawl_id: UUID
    reader: Reader
    before: str
    """The board's status when it began."""
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    seen: set[str] = field(default_factory=set)
    drift: list[Drift] = field(default_factory=list)
    complete: bool = True
    unchanged: bool = False
    total: int | None = None


def boards_of(settings: Settings) -> dict[str, Board]:
    """The boards at the addresses that the settings name."""
    return dict(registry.build(settings.board_apis))


async def crawl(platform: Platform, workspace_id: UUID, board_id: UUID) -> None:
    """Read one board. What goes wrong at the board is written to it; everything else is raised."""
    began = await _begin(platform, workspace_id, board_id)
    if began is None:
        return
    reading, address = began
    board = boards_of(platform.settings)[address.board]
    try:
        async for page in board.pages(address, reading.reader):
            await _take(reading, page)
        await _finish(reading)
        CRAWLS.labels(address.board, "ok").inc()
    except Superseded:
        log.info("crawl.superseded", board=str(address))
    except Problem as problem:
        CRAWLS.labels(address.board, problem.code).inc()
        await _fail(reading, problem)


async def _begin(platform: Platform, workspace_id: UUID, board_id: UUID) -> tuple[_Reading, Address] | None:
    async with platform.db.workspace(workspace_id, actor="job:discover.crawl_board") as session:
        board = await session.get(BoardRow, board_id, with_for_update=True)
        if board is None or board.removed_at is not None or board.board in FROM_OUTSIDE:
            return None
        before = board.status
        board.status, board.crawl_id = "crawling", uuid7()
        board.seen = board.found = board.changed = board.duplicates = 0
        board.total = None
        # Should this reading break off without a word, its deadline brings the board back.
        board.next_crawl_at = datetime.now(UTC) + LONGEST_WAIT
        known = board.validators if (board.validators or {}).get("version") == normalise.VERSION else None
        reader = Reader(platform.http, known)
        reading = _Reading(platform, workspace_id, board_id, board.crawl_id, reader, before)
        return reading, Address(board.board, board.board_company, board.region)


async def _take(reading: _Reading, page: Page) -> None:
    reading.unchanged = reading.unchanged or page.unchanged
    reading.complete = page.complete
    reading.total = page.total if page.total is not None else reading.total
    reading.drift.extend(page.drift)
    for part in parts(page.listings):
        async with _locked(reading) as (session, board):
            stored = await store(session, board, part)
            reading.seen.update(listing.job_id for listing in part)
            board.seen, board.total = len(reading.seen), reading.total
            board.found += stored.found
            board.changed += stored.changed + stored.reopened
            board.duplicates += stored.duplicates


async def _finish(reading: _Reading) -> None:
    async with _locked(reading) as (session, board):
        now = datetime.now(UTC)
        closed = 0
        if not reading.unchanged and reading.complete:
            await _refuse_sudden_emptiness(session, board, reading)
            closed = await _close_others(session, board, reading.seen)
        if not reading.unchanged:
            await reposts.notice(session, board)
        board.status, board.failures = "ok", 0
        board.problem, board.problem_code = _remark(reading), None
        board.drift = [
            {"job_id": entry.job_id, "field": entry.field, "problem": entry.problem}
            for entry in reading.drift[:MOST_DRIFT]
        ]
        if reading.unchanged:
            board.seen = board.last_ok_count or 0
        else:
            board.validators = reading.reader.keep() if reading.complete else None
        board.crawl_id, board.last_crawled_at, board.last_ok_at = None, now, now
        board.last_ok_count, board.failing_since = board.seen, None
        board.next_crawl_at = next_reading(board, reading.platform.settings, now)
        if board.next_details_at is None and await _lacks_details(session, board):
            board.next_details_at = now
        session.add(_record(reading, board, now, "ok", closed))
        await emit(
            session,
            BoardCrawled(
                board_id=board.id, found=board.found, changed=board.changed, closed=closed, duplicates=board.duplicates
            ),
        )


async def _fail(reading: _Reading, problem: Problem) -> None:
    async with reading.platform.db.workspace(reading.workspace_id, actor="job:discover.crawl_board") as session:
        board = await session.get(BoardRow, reading.board_id, with_for_update=True)
        if board is None or board.crawl_id != reading.crawl_id:
            return
        now = datetime.now(UTC)
        if isinstance(problem, HostBusy):
            # Others are being read from its host, so this is no failure of the board: its turn comes later.
            board.status, board.crawl_id = reading.before, None
            board.next_crawl_at = now + (problem.retry_after or FIRST_WAIT) if _goes_on(board) else None
            return
        board.failures += 1
        board.failing_since = board.failing_since or now
        wait = _wait(problem, board.failures)
        board.status, board.problem, board.problem_code = "failing", str(problem), problem.code
        board.crawl_id, board.last_crawled_at = None, now
        board.next_crawl_at = now + wait if wait is not None and _goes_on(board) else None
        session.add(_record(reading, board, now, problem.code, 0))
        await emit(session, BoardFailed(board_id=board.id, reason=str(problem), retry_at=board.next_crawl_at))


def _goes_on(board: BoardRow) -> bool:
    return board.followed and board.paused_at is None


def _record(reading: _Reading, board: BoardRow, now: datetime, outcome: str, closed: int) -> ReadingRow:
    return ReadingRow(
        board_id=board.id,
        created_at=reading.began,
        ended_at=now,
        outcome=outcome,
        problem=board.problem,
        seen=board.seen,
        found=board.found,
        changed=board.changed,
        closed=closed,
    )


async def _lacks_details(session: Session, board: BoardRow) -> bool:
    wanted = select(PostingRow.id).where(
        PostingRow.board_id == board.id, PostingRow.detail_wanted, PostingRow.closed_at.is_(None)
    )
    return await session.scalar(wanted.limit(1)) is not None


def _wait(problem: Problem, failures: int) -> timedelta | None:
    """Until the next try: what the board asks for, longer with every failure; None where a person is needed."""
    if isinstance(problem, NeedsHuman):
        return None
    if isinstance(problem, Refused):
        return LONGEST_WAIT
    growing: timedelta = FIRST_WAIT * 2 ** min(failures - 1, 10)
    return max(problem.retry_after or timedelta(), min(growing, LONGEST_WAIT))


async def _refuse_sudden_emptiness(session: Session, board: BoardRow, reading: _Reading) -> None:
    if reading.seen or board.problem_code == SuddenlyEmpty.code:
        return
    open_now = await session.scalar(
        select(func.count()).where(PostingRow.board_id == board.id, PostingRow.closed_at.is_(None))
    )
    if (open_now or 0) >= SUSPICIOUS:
        raise SuddenlyEmpty(
            f"The board shows no postings any more, after {open_now} before. Nothing was closed; it is read again soon."
        )


async def _close_others(session: Session, board: BoardRow, seen: set[str]) -> int:
    rows = await session.execute(
        select(PostingRow.id, PostingRow.job_id).where(PostingRow.board_id == board.id, PostingRow.closed_at.is_(None))
    )
    gone = [row.id for row in rows if row.job_id not in seen]
    await close(session, gone)
    return len(gone)


def _remark(reading: _Reading) -> str | None:
    """What a person should know about a good reading. Never nothing without a reason."""
    if reading.unchanged:
        return None
    if not reading.complete:
        of = f" of {reading.total}" if reading.total else ""
        return f"Only {len(reading.seen)}{of} postings could be read; nothing was closed."
    return None if reading.seen else "The board answered, and has no open postings just now."


def parts(listings: Sequence[Listing]) -> Iterator[Sequence[Listing]]:
    """Listings in parts of one transaction each."""
    for begin in range(0, len(listings), PART):
        yield listings[begin : begin + PART]


@asynccontextmanager
async def _locked(reading: _Reading) -> AsyncIterator[tuple[Session, BoardRow]]:
    """One transaction with the board locked. Raises Superseded when the board is no longer this reading's."""
    async with reading.platform.db.workspace(reading.workspace_id, actor="job:discover.crawl_board") as session:
        board = await session.get(BoardRow, reading.board_id, with_for_update=True)
        if board is None or board.removed_at is not None or board.crawl_id != reading.crawl_id:
            raise Superseded
        yield session, board
