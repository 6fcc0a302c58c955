"""Reading the texts of postings whose list leaves them out: one at a time, the newest first, each written by itself.

The network is outside of any transaction. Killed in the middle, the next run goes on where this one stopped: what was
read is no longer wanted. Trouble with the host ends the run and waits; trouble with one posting is that posting's.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from prometheus_client import Counter
from sqlalchemy import select
from sqlalchemy.orm import undefer

from rolecall.boards.contract import Address, Listing
from rolecall.boards.outcomes import NeedsHuman, PostingGone, Refused
from rolecall.discover import normalise
from rolecall.discover.closing import close
from rolecall.discover.crawl import FIRST_WAIT, Reader, boards_of
from rolecall.discover.events import PostingsRead
from rolecall.discover.store import store_detail
from rolecall.discover.tables import BoardRow, PostingRow
from rolecall.platform.db import Session
from rolecall.platform.errors import Problem
from rolecall.platform.events import emit
from rolecall.platform.http.outcomes import AskedToWait, HostBusy, HostResting, RobotsRefused
from rolecall.platform.resources import Platform

DETAILS = Counter("rolecall_discover_details_total", "Postings read by themselves, by outcome.", ["board", "outcome"])
A_RUN = 40
"""Postings of one job; more of them wait for the next."""
RUN_SECONDS = 120.0
MOST_TRIES = 5
"""After so many failures of its own a posting is left as its list tells it."""
IN_A_ROW = 5
"""So many postings in a row that cannot be read are the board's trouble, not theirs."""
BROKEN_OFF = timedelta(minutes=30)
"""Should a run break off without a word, its deadline brings it back."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A posting whose text is to be read, as it stood when it was chosen."""

    id: UUID
    job_id: str
    fingerprint: str
    listed: dict[str, Any]


@dataclass(slots=True)
class _Run:
    platform: Platform
    workspace_id: UUID
    board_id: UUID
    address: Address
    bad: int = 0
    """Postings in a row that could not be read."""


async def read_board_details(platform: Platform, workspace_id: UUID, board_id: UUID) -> None:
    """Read some of the texts that are wanted of a board, and say when to go on."""
    began = await _begin(platform, workspace_id, board_id)
    if began is None:
        return
    run, wanted = began
    board, fetch = boards_of(platform.settings)[run.address.board], Reader(platform.http)
    until, stopped = time.monotonic() + RUN_SECONDS, None
    for posting in wanted:
        if time.monotonic() > until:
            break
        try:
            listing = await board.posting(run.address, posting.job_id, fetch, posting.listed)
        except Problem as problem:
            DETAILS.labels(run.address.board, problem.code).inc()
            if stopped := await _failed(run, posting, problem):
                break
        else:
            DETAILS.labels(run.address.board, "ok").inc()
            await _write(run, posting, listing)
            run.bad = 0
    await _end(run, stopped)


async def _begin(platform: Platform, workspace_id: UUID, board_id: UUID) -> tuple[_Run, list[Wanted]] | None:
    async with _transaction(platform, workspace_id) as session:
        board = await session.get(BoardRow, board_id, with_for_update=True)
        if board is None or board.removed_at is not None or not board.followed or board.paused_at is not None:
            return None
        rows = await session.execute(
            select(PostingRow.id, PostingRow.job_id, PostingRow.fingerprint, PostingRow.raw)
            .where(PostingRow.board_id == board_id, PostingRow.detail_wanted, PostingRow.closed_at.is_(None))
            .order_by(PostingRow.detail_tries, PostingRow.sort_at.desc(), PostingRow.id)
            .limit(A_RUN)
        )
        wanted = [Wanted(row.id, row.job_id, row.fingerprint, row.raw) for row in rows]
        if not wanted:
            board.next_details_at = board.details_problem = None
            return None
        board.next_details_at = datetime.now(UTC) + BROKEN_OFF
        address = Address(board.board, board.board_company, board.region)
        return _Run(platform, workspace_id, board_id, address), wanted


async def _write(run: _Run, posting: Wanted, listing: Listing) -> None:
    normalised = await asyncio.to_thread(normalise.normalise, listing)
    async with _transaction(run.platform, run.workspace_id) as session:
        board, row = await _locked(session, run, posting)
        if board is None or row is None:
            return
        await store_detail(session, board, row, listing, normalised)
        # The list changed while the posting was being read: which of the two is newer nobody knows.
        row.detail_wanted = row.fingerprint != posting.fingerprint


async def _failed(run: _Run, posting: Wanted, problem: Problem) -> Problem | None:
    """What a problem means: None to go on with the next posting, else why the run ends."""
    if isinstance(problem, PostingGone):
        await _close(run, posting, str(problem))
        run.bad = 0
        return None
    if isinstance(problem, HostBusy | HostResting | AskedToWait | NeedsHuman | Refused | RobotsRefused):
        return problem
    await _count_try(run, posting)
    run.bad += 1
    return problem if problem.retry or run.bad >= IN_A_ROW else None


async def _close(run: _Run, posting: Wanted, evidence: str) -> None:
    async with _transaction(run.platform, run.workspace_id) as session:
        _, row = await _locked(session, run, posting)
        if row is None or row.closed_at is not None:
            return
        row.liveness, row.liveness_at, row.liveness_evidence = "closed", datetime.now(UTC), evidence
        await session.flush()
        await close(session, [row.id])


async def _count_try(run: _Run, posting: Wanted) -> None:
    async with _transaction(run.platform, run.workspace_id) as session:
        _, row = await _locked(session, run, posting)
        if row is None:
            return
        row.detail_tries += 1
        if row.detail_tries >= MOST_TRIES:
            row.detail_wanted = False
            await emit(session, PostingsRead(board_id=run.board_id, posting_ids=(row.id,)))


async def _end(run: _Run, problem: Problem | None) -> None:
    async with _transaction(run.platform, run.workspace_id) as session:
        board = await session.get(BoardRow, run.board_id, with_for_update=True)
        if board is None or board.removed_at is not None:
            return
        now = datetime.now(UTC)
        if isinstance(problem, HostBusy):
            # One of many who ask that host: no trouble that a person should read of.
            board.next_details_at = now + (problem.retry_after or FIRST_WAIT)
        elif problem is not None:
            board.details_problem = str(problem)
            board.next_details_at = now + _wait(problem)
        else:
            left = select(PostingRow.id).where(
                PostingRow.board_id == board.id, PostingRow.detail_wanted, PostingRow.closed_at.is_(None)
            )
            board.details_problem = None
            board.next_details_at = now if await session.scalar(left.limit(1)) else None
        if board.paused_at is not None or not board.followed:
            board.next_details_at = None


def _wait(problem: Problem) -> timedelta:
    return max(problem.retry_after or timedelta(), FIRST_WAIT) if problem.retry else A_DAY


async def _locked(session: Session, run: _Run, posting: Wanted) -> tuple[BoardRow | None, PostingRow | None]:
    """Board and posting, the board locked as a reading of its list does, so that neither writes over the other."""
    board = await session.get(BoardRow, run.board_id, with_for_update=True)
    if board is None or board.removed_at is not None:
        return None, None
    row = await session.get(PostingRow, posting.id, options=[undefer(PostingRow.detail)])
    return board, row


def _transaction(platform: Platform, workspace_id: UUID) -> AbstractAsyncContextManager[Session]:
    return platform.db.workspace(workspace_id, actor="job:discover.read_details")
