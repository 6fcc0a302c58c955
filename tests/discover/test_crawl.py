"""Reading boards into the database: nothing lost, nothing doubled, nothing closed by a failure."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from rolecall.discover import crawl as crawling
from rolecall.discover import queries
from rolecall.discover.store import store
from rolecall.discover.tables import BoardRow
from rolecall.platform.resources import Platform
from tests.discover.board_server import Answer, BoardServer, job
from tests.discover.conftest import Boards
from tests.discover.written import events_of, postings_of

Run = Callable[[], Awaitable[None]]


async def test_a_followed_board_is_read_at_once(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer, run_jobs: Run
) -> None:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    board_id = await boards.follow()
    await run_jobs()
    await run_jobs()  # the reaction, then the job that it defers
    found = await postings_of(platform, workspace)
    assert {row.title for row in found.values()} == {"Baker", "Oven Builder"}
    async with platform.db.workspace(workspace) as session:
        board = await session.get_one(BoardRow, board_id)
    assert (board.status, board.seen, board.total, board.company) == ("ok", 2, 2, "Crumb & Sons")
    assert board.next_crawl_at is not None
    names = [name for name, _ in await events_of(platform, workspace)]
    assert names == ["BoardAdded", "PostingFound", "PostingFound", "PostingsRead", "BoardCrawled"]


async def test_the_boards_own_answer_is_kept_verbatim(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    told = job(1, odd_field={"nested": [1, "zwei"]})
    board_server.jobs["crumb"] = [told]
    await boards.read(await boards.follow())
    row = (await postings_of(platform, workspace))["1"]
    async with platform.db.workspace(workspace) as session:
        assert await queries.raw_answer(session, row.id) == told


async def test_reading_twice_says_nothing_new(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(number, f"Baker of bread {number}") for number in range(1, 8)]
    board_id = await boards.follow()
    await boards.read(board_id)
    before = await events_of(platform, workspace)
    board = await boards.read(board_id)
    assert (board.found, board.changed) == (0, 0)
    assert [name for name, _ in (await events_of(platform, workspace))[len(before) :]] == ["BoardCrawled"]


async def test_a_changed_posting_names_its_fields(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    board_id = await boards.follow()
    await boards.read(board_id)
    board_server.jobs["crumb"] = [
        job(1, place="Bruges, Belgium"),
        job(2, "Oven Builder", updated="2026-10-09T08:00:00Z"),
    ]
    board = await boards.read(board_id)
    changed = [payload for name, payload in await events_of(platform, workspace) if name == "PostingChanged"]
    assert [payload["fields"] for payload in changed] == [["locations"]]
    assert board.changed == 1
    # A new time stamp alone is no news, but it is kept.
    row = (await postings_of(platform, workspace))["2"]
    assert row.updated_at == datetime(2026, 10, 9, 8, tzinfo=UTC)


async def test_a_posting_that_is_gone_is_closed_and_may_come_back(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    board_id = await boards.follow()
    await boards.read(board_id)
    board_server.jobs["crumb"] = [job(1)]
    await boards.read(board_id)
    gone = (await postings_of(platform, workspace))["2"]
    assert gone.closed_at is not None
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    await boards.read(board_id)
    assert (await postings_of(platform, workspace))["2"].closed_at is None
    async with platform.db.workspace(workspace) as session:
        assert [change.what for change in await queries.history(session, gone.id)] == ["found", "closed", "reopened"]
    names = [name for name, _ in await events_of(platform, workspace)]
    assert names.count("PostingClosed") == names.count("PostingReopened") == 1


TROUBLE = {
    "not there": (Answer(404, b"{}"), "no board named"),
    "too often": (Answer(429, b"", {"Retry-After": "1200"}), "asks for a pause"),
    "broken": (Answer(500, b"oops"), "out of order"),
    "web page": (Answer(200, b"<!doctype html><html><body>Welcome</body></html>"), "web page instead of JSON"),
    "half a JSON": (Answer(200, b'{"jobs": [{"id": 1, "title": "Ba'), "stops in the middle"),
    "empty": (Answer(200, b""), "nothing at all"),
    "other JSON": (Answer(200, b'{"message": "hello"}'), "no list of jobs"),
    "challenge": (Answer(403, b"<html><script src='/cdn-cgi/challenge-platform/x'></script></html>"), "challenge"),
}


@pytest.mark.parametrize("kind", TROUBLE)
async def test_trouble_is_one_sentence_and_closes_nothing(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer, kind: str
) -> None:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    board_id = await boards.follow()
    await boards.read(board_id)
    board_server.answer, sentence = TROUBLE[kind]
    board = await boards.read(board_id)
    assert board.status == "failing"
    assert board.problem is not None
    assert sentence in board.problem.lower() or sentence in board.problem
    assert board.problem.count("\n") == 0
    assert all(row.closed_at is None for row in (await postings_of(platform, workspace)).values())
    name, payload = (await events_of(platform, workspace))[-1]
    assert name == "BoardFailed"
    assert payload["reason"] == board.problem
    if kind == "challenge":
        assert payload["retry_at"] is None, "a person is needed: it is not tried again by itself"
    else:
        assert board.next_crawl_at is not None
    if kind == "too often":
        assert board.next_crawl_at is not None
        assert board.next_crawl_at >= datetime.now(UTC) + timedelta(seconds=1000)
    board_server.answer = None
    if kind not in ("too often", "broken"):  # these hosts are left alone for a while
        assert (await boards.read(board_id)).status == "ok"


async def test_an_unreachable_board_fails_in_words(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    board_id = await boards.follow()
    elsewhere = "http://127.0.0.1:1"
    monkeypatch.setattr(platform.settings, "board_apis", {"greenhouse": elsewhere})
    board = await boards.read(board_id)
    assert board.status == "failing"
    assert board.problem
    assert "127.0.0.1" in board.problem


async def test_waiting_grows_with_every_failure(boards: Boards, board_server: BoardServer) -> None:
    board_server.answer = Answer(200, b"{}")
    board_id = await boards.follow()
    waits = []
    for _ in range(3):
        board = await boards.read(board_id)
        assert board.next_crawl_at is not None
        waits.append((board.next_crawl_at - datetime.now(UTC)).total_seconds())
    assert waits[0] < waits[1] < waits[2]


async def test_an_incomplete_answer_closes_nothing(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    board_id = await boards.follow()
    await boards.read(board_id)
    board_server.jobs["crumb"], board_server.total = [job(1)], 40
    board = await boards.read(board_id)
    assert board.problem == "Only 1 of 40 postings could be read; nothing was closed."
    assert all(row.closed_at is None for row in (await postings_of(platform, workspace)).values())


async def test_a_board_that_is_suddenly_empty_is_asked_again_first(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(number, f"Baker of bread {number}") for number in range(1, 8)]
    board_id = await boards.follow()
    await boards.read(board_id)
    board_server.jobs["crumb"] = []
    board = await boards.read(board_id)
    assert (board.status, board.problem_code) == ("failing", "discover.suddenly_empty")
    assert all(row.closed_at is None for row in (await postings_of(platform, workspace)).values())
    board = await boards.read(board_id)
    assert board.status == "ok"
    assert board.problem == "The board answered, and has no open postings just now."
    assert all(row.closed_at for row in (await postings_of(platform, workspace)).values())


async def test_an_unchanged_board_is_not_read_again(boards: Boards, board_server: BoardServer) -> None:
    board_server.jobs["crumb"], board_server.etag = [job(1)], True
    board_id = await boards.follow()
    await boards.read(board_id)
    board = await boards.read(board_id)
    assert (board.status, board.problem, len(board_server.asked)) == ("ok", None, 2)
    board_server.jobs["crumb"] = [job(1, "Master Baker")]
    assert (await boards.read(board_id)).changed == 1


async def test_pages_of_a_hundred_are_all_read(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [
        {
            "id": f"00000000-0000-4000-8000-{number:012}",
            "text": f"Miller {number}",
            "hostedUrl": f"https://jobs.lever.co/crumb/00000000-0000-4000-8000-{number:012}",
            "categories": {"location": "Ghent"},
            "createdAt": 1_760_000_000_000,
            "description": "<p>Grind.</p>",
        }
        for number in range(230)
    ]
    board = await boards.read(await boards.follow(board="lever"))
    assert (board.status, board.seen, len(board_server.asked)) == ("ok", 230, 3)
    assert len(await postings_of(platform, workspace)) == 230


async def test_a_reading_cut_off_in_the_middle_is_completed_by_the_next(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    board_server.jobs["crumb"] = [job(number, f"Baker of bread {number}") for number in range(1, 251)]
    board_id = await boards.follow()
    whole, calls = store, 0

    async def dying(*arguments: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise ConnectionError("the process died here")
        return await whole(*arguments)

    monkeypatch.setattr(crawling, "store", dying)
    with pytest.raises(ConnectionError):
        await boards.read(board_id)
    assert len(await postings_of(platform, workspace)) == 100
    monkeypatch.setattr(crawling, "store", whole)
    board = await boards.read(board_id)
    assert (board.status, board.found) == ("ok", 150)
    names = [name for name, _ in await events_of(platform, workspace)]
    assert names.count("PostingFound") == len(await postings_of(platform, workspace)) == 250


async def test_a_newer_reading_takes_over(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(number, f"Baker of bread {number}") for number in range(1, 301)]
    board_id = await boards.follow()
    await asyncio.gather(boards.read(board_id), boards.read(board_id), boards.read(board_id))
    names = [name for name, _ in await events_of(platform, workspace)]
    assert names.count("PostingFound") == len(await postings_of(platform, workspace)) == 300
    assert names.count("BoardCrawled") == 1


async def test_a_reading_that_breaks_off_is_due_again(
    boards: Boards, board_server: BoardServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    board_server.jobs["crumb"] = [job(1)]
    board_id = await boards.follow()

    async def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(crawling, "store", broken)
    with pytest.raises(ZeroDivisionError):
        await boards.read(board_id)
    async with boards.platform.db.workspace(boards.workspace) as session:
        board = await session.get_one(BoardRow, board_id)
    assert board.status == "crawling"
    assert board.next_crawl_at is not None
    assert board.next_crawl_at <= datetime.now(UTC) + crawling.LONGEST_WAIT


async def test_endless_titles_names_and_ids_are_cut_and_stored(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    noise = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(30_000))
    endless = job(1, noise, company_name=noise, place=noise) | {"id": noise}
    other = job(1, "Oven Builder") | {"id": noise + "x\x00"}
    board_server.jobs["crumb"] = [endless, other]
    board_id = await boards.follow()
    board = await boards.read(board_id)
    assert (board.status, board.found) == ("ok", 2)
    for row in (await postings_of(platform, workspace)).values():
        assert len(row.job_id) <= 200
        assert max(len(row.title), len(row.company)) <= 500
        assert max(len(row.title_key), len(row.company_key)) <= 250
    board = await boards.read(board_id)
    assert (board.found, board.changed) == (0, 0), "a cut id is the same one every time"
    assert all(row.closed_at is None for row in (await postings_of(platform, workspace)).values())


async def test_an_unreadable_entry_closes_nothing(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    board_id = await boards.follow()
    await boards.read(board_id)
    board_server.jobs["crumb"] = [job(1), None]  # type: ignore[list-item]
    board = await boards.read(board_id)
    assert board.problem == "Only 1 of 2 postings could be read; nothing was closed."
    assert all(row.closed_at is None for row in (await postings_of(platform, workspace)).values())
