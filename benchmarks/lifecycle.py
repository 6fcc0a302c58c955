"""What happened to postings between dates: new, changed, closed, reopened, re-posted, against the boards' own ids.

The product's whole path runs: a local server answers as Greenhouse does, `discover.crawl` reads it into an embedded
PostgreSQL date after date, and the events it wrote are compared. The truth is computed from the recorded answers by
the plain code of `lifecycle_truth.py`, which knows nothing of the product:

- closed: the id was on the board at the last good reading and is not now;
- reopened: the id was there before, was gone, and is back;
- reposted: an id never seen, whose `internal_job_id` was on the board under an id that is now gone;
- new: every other id never seen;
- changed: the same id says something else in what a person reads: title, place, address, company, requisition, time of
  publication, language, and in the employer's own fields the kind of employment and the place of work.
  `updated_at` alone is no change, nor are blanks, nor the employer's other fields.

The first date is not counted: everything is new on it. A board that is missing on a date, or whose `fetched_at` did
not move (the scraper kept its last file), is a failed reading: the server answers 404, 403, a
web page or half a JSON, and no posting of it may be closed.
"""

from __future__ import annotations

import asyncio
import json
import lzma
import os
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from uuid_utils.compat import uuid7

from benchmarks import report
from benchmarks.lifecycle_truth import Board, ByTitle, Happened, Truth
from rolecall.boards.contract import Address
from rolecall.boards.registry import BOARDS
from rolecall.discover import events, follow
from rolecall.discover.alike import key_of
from rolecall.discover.crawl import crawl
from rolecall.discover.jobs import crawl_board
from rolecall.discover.normalise import normalise
from rolecall.discover.posting import Posting
from rolecall.discover.reposts import Seen, reposted
from rolecall.discover.tables import PostingRow
from rolecall.discover.titles import company_key
from rolecall.platform.embedded import embedded_postgres
from rolecall.platform.events import EventRow
from rolecall.platform.jobs import Flow
from rolecall.platform.migrations import migrate
from rolecall.platform.resources import Platform, open_platform
from rolecall.platform.settings import Settings

KINDS = ("new", "changed", "closed", "reopened", "reposted")
FACTS = [fact for fact in vars(events).values() if isinstance(fact, type) and fact.__module__ == events.__name__]
FLOW = Flow(reactions=dict.fromkeys(FACTS, ()), jobs=(crawl_board,))
FAILURES: Sequence[tuple[int, bytes]] = (
    (404, b'{"status":404}'),
    (200, b"<!doctype html><html><body>Careers</body></html>"),
    (200, b'{"jobs": [{"id": 1, "ti'),
    (403, b"no"),
)
AT_ONCE = 4
NOW = datetime.now(UTC)


def main() -> None:
    options = report.options("lifecycle", needs=("greenhouse_boards",))
    dates = list(_dates(options.folder("greenhouse_boards") / "history"))
    truth = list(Truth().dates(dates))
    began = time.monotonic()
    ours, stale = asyncio.run(_crawled(dates))
    seconds = time.monotonic() - began
    figures: dict[str, report.Figure] = {**_scores(ours, truth)}
    figures["names the posting of the same opening as the earlier one"] = stale.right_earlier
    figures["failed readings"] = stale.failed
    figures["postings open on them"] = stale.open
    figures["closed by failed readings"] = stale.closed
    figures["reposted, no ids told: precision"], figures["reposted, no ids told: recall"] = _without_ids(dates, truth)
    figures["postings read"] = sum(len(board.get("jobs", ())) for date in dates for board in date)
    figures["seconds"] = seconds
    baselines = {
        "title+company": _scores(list(ByTitle().dates(dates)), truth),
        "closes all missing": _closing_all(dates, truth),
    }
    counted = Counter(kind for date in truth[1:] for kind, _, _ in date)
    figures |= {f"events, {kind}": counted[kind] for kind in KINDS}
    report.publish("lifecycle", options, figures=figures, baselines=baselines, n=counted.total())


def _dates(folder: Path) -> Iterator[list[Board]]:
    """Date by date every board known by then; without its jobs where it is missing or was not read anew."""
    read_at: dict[str, str] = {}
    for file in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(file) as lines:
            recorded = {board["company"]: board for board in map(json.loads, lines)}
        date: list[Board] = []
        for company in sorted(read_at.keys() | recorded.keys()):
            board = recorded.get(company)
            if board is None or read_at.get(company) == board["fetched_at"]:
                date.append({"company": company})
            else:
                read_at[company] = board["fetched_at"]
                date.append(board)
        yield date


# --- the product


@dataclass(slots=True)
class Failed:
    """What the failed readings did."""

    failed: int = 0
    open: int = 0
    closed: int = 0
    right_earlier: float = 0.0


async def _crawled(dates: Sequence[Sequence[Board]]) -> tuple[list[Happened], Failed]:
    with tempfile.TemporaryDirectory(prefix="rolecall-lifecycle-") as folder, _serving() as server:
        os.chmod(folder, 0o711)  # noqa: PTH101 - the database runs as another user
        settings = Settings(
            _env_file=None,
            data_dir=Path(folder),
            board_apis={"greenhouse": server.url},
            allow_private_hosts=(server.url.removeprefix("http://"),),
            requests_per_second=50,
            log_level="error",
        )
        fast = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        with embedded_postgres(Path(folder), fast) as url:
            migrate(url)
            async with open_platform(settings, url, FLOW) as platform:
                return await _over(platform, server, dates)


async def _over(platform: Platform, server: _Server, dates: Sequence[Sequence[Board]]) -> tuple[list[Happened], Failed]:
    workspace, ids, failed = uuid4(), {}, Failed()
    happened: list[Happened] = []
    right = linked = 0
    gate = asyncio.Semaphore(AT_ONCE)
    seen = 0
    for date in dates:
        async with platform.db.workspace(workspace) as session:
            for board in date:
                if board["company"] not in ids:
                    ids[board["company"]] = (await follow.follow(session, Address("greenhouse", board["company"]))).id
        server.now = {board["company"]: board.get("jobs") for board in date}
        broken = {ids[board["company"]] for board in date if "jobs" not in board}
        open_before = await _open(platform, workspace)

        async def one(board_id: UUID) -> None:
            async with gate:
                await crawl(platform, workspace, board_id)

        await asyncio.gather(*(one(ids[board["company"]]) for board in date))
        async with platform.db.workspace(workspace) as session:
            rows = list(
                await session.execute(
                    select(EventRow.seq, EventRow.name, EventRow.payload)
                    .where(EventRow.seq > seen)
                    .order_by(EventRow.seq)
                )
            )
            known = {
                str(row.id): row
                for row in await session.execute(
                    select(
                        PostingRow.id,
                        PostingRow.board_company,
                        PostingRow.board_id,
                        PostingRow.job_id,
                        PostingRow.opening_id,
                    )
                )
            }
        seen = max((row.seq for row in rows), default=seen)
        happened.append(_kinds(rows, known))
        for row in rows:
            if row.name == "PostingReposted":
                linked += 1
                now, earlier = (known[row.payload[name]] for name in ("posting_id", "earlier_id"))
                right += now.opening_id == earlier.opening_id and now.board_id == earlier.board_id
        failed.failed += len(broken)
        open_now = await _open(platform, workspace)
        failed.open += sum(open_before[board_id] for board_id in broken)
        failed.closed += sum(open_before[board_id] - open_now[board_id] for board_id in broken)
    failed.right_earlier = right / max(1, linked)
    return happened, failed


def _kinds(rows: Sequence[Any], known: Mapping[str, Any]) -> Happened:
    names = {
        "PostingFound": "new",
        "PostingChanged": "changed",
        "PostingClosed": "closed",
        "PostingReopened": "reopened",
        "PostingReposted": "reposted",
    }
    found: Happened = set()
    for row in rows:
        if row.name in names:
            posting = known[row.payload["posting_id"]]
            found.add((names[row.name], posting.board_company, posting.job_id))
    # A re-posted one is found too: here it counts as what it is.
    return found - {("new", board, job_id) for kind, board, job_id in found if kind == "reposted"}


async def _open(platform: Platform, workspace: UUID) -> Counter[UUID]:
    async with platform.db.workspace(workspace) as session:
        return Counter(await session.scalars(select(PostingRow.board_id).where(PostingRow.closed_at.is_(None))))


@dataclass(slots=True)
class _Server:
    """Greenhouse on the loopback. `now` is what each company shows; None is a failure, each of its own sort."""

    url: str = ""
    now: Mapping[str, Any] = field(default_factory=dict)

    def respond(self, path: str) -> tuple[int, bytes]:
        company = path.removeprefix("/v1/boards/").partition("/")[0]
        jobs = self.now.get(company)
        if jobs is None:
            return FAILURES[sum(company.encode()) % len(FAILURES)] if company in self.now else (404, b"{}")
        return 200, json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}}).encode()


@contextmanager
def _serving() -> Iterator[_Server]:
    served = _Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, body = served.respond(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _closing_all(dates: Sequence[Sequence[Board]], truth: Sequence[Happened]) -> dict[str, report.Figure]:
    """The ids, but a reading that fails shows nothing, so that everything on the board is gone."""
    emptied = [[board if "jobs" in board else {**board, "jobs": ()} for board in date] for date in dates]
    careless = list(Truth().dates(emptied))
    failed = [{board["company"] for board in date if "jobs" not in board} for date in dates]
    closed = sum(
        kind == "closed" and at in boards for boards, date in zip(failed, careless, strict=True) for kind, at, _ in date
    )
    return {**_scores(careless, truth), "closed by failed readings": closed}


def _without_ids(dates: Sequence[Sequence[Board]], truth: Sequence[Happened]) -> tuple[float, float]:
    """The product's decision where a board tells no opening and no requisition, as most do: by title and place alone.

    By the recorded answers themselves, without the database. An employer that files the job anew under another opening
    counts against it here.
    """
    greenhouse = BOARDS["greenhouse"]
    seen: dict[str, dict[str, Seen]] = defaultdict(dict)
    found: list[Happened] = []
    for date in dates:
        found.append(set())
        for board in date:
            if "jobs" not in board:
                continue
            known, at = seen[board["company"]], Address("greenhouse", board["company"])
            here = {str(job["id"]) for job in board["jobs"]}
            unseen = [job for job in board["jobs"] if str(job["id"]) not in known]
            listings = greenhouse.parse({"jobs": unseen}, at).listings
            new = {listing.job_id: _seen_without_ids(normalise(listing)) for listing in listings}
            names = {posting.id: job_id for job_id, posting in new.items()}
            gone = [replace(posting, closed_at=NOW) for job_id, posting in known.items() if job_id not in here]
            if known:
                found[-1] |= {
                    ("reposted", board["company"], names[repost.posting_id])
                    for repost in reposted(new.values(), gone, NOW)
                }
            known.update(new)
    right = sum(len(date & label) for date, label in zip(found[1:], truth[1:], strict=True))
    told, there = (sum(kind == "reposted" for date in column[1:] for kind, _, _ in date) for column in (found, truth))
    return right / max(1, told), right / max(1, there)


def _seen_without_ids(posting: Posting) -> Seen:
    places = frozenset(place.text.lower() for place in posting.locations)
    return Seen(uuid7(), company_key(posting.company), key_of(posting), places)


def _scores(ours: Sequence[Happened], truth: Sequence[Happened]) -> dict[str, report.Figure]:
    """F1 over the dates after the first, of each kind and of all events together."""
    scores: dict[str, report.Figure] = {}
    for kind in ("all", *KINDS):
        found, there = (
            {(number, *event) for number, date in enumerate(column[1:]) for event in date if kind in ("all", event[0])}
            for column in (ours, truth)
        )
        scores[f"F1, {kind}"] = 2 * len(found & there) / max(1, len(found) + len(there))
    return scores


if __name__ == "__main__":
    main()
