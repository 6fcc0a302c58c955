"""How a board is, said so that a person knows what happened, since when, and what comes next."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select, update

from rolecall.discover import schedule
from rolecall.discover.health import health
from rolecall.discover.jobs import prune
from rolecall.discover.routes import router
from rolecall.discover.tables import BoardRow, ReadingRow
from rolecall.platform.api import Caller, install_problems
from rolecall.platform.errors import InvalidInput
from rolecall.platform.resources import Platform
from tests.discover.board_server import Answer, BoardServer, job
from tests.discover.conftest import Boards

NOW = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)  # a Thursday
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EARLIER = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
Run = Callable[[], Awaitable[None]]


def board(**changed: object) -> BoardRow:
    told = {
        "status": "ok", "followed": True, "seen": 0, "total": None, "problem": None, "problem_code": None,
        "paused_at": None, "failing_since": None, "last_ok_at": None, "last_ok_count": None, "next_crawl_at": None,
        "details_problem": None,
    } | changed  # fmt: skip
    return BoardRow(**told)


SAYINGS = {
    "new": (board(status="new"), "new", "Not read yet; it is read as soon as a worker is free."),
    "being read": (
        board(status="crawling", seen=120, total=1400),
        "reading",
        "Being read: 120 of 1,400 postings so far.",
    ),
    "well": (board(last_ok_at=NOW - timedelta(hours=1), last_ok_count=212), "ok", "212 postings, read at 13:30 UTC."),
    "one": (board(last_ok_at=TUESDAY, last_ok_count=1), "ok", "1 posting, read on Tuesday."),
    "empty, with the reason": (
        board(last_ok_at=NOW, last_ok_count=0, problem="The board answered, and has no open postings just now."),
        "ok",
        "The board answered, and has no open postings just now.",
    ),
    "failing": (
        board(
            status="failing", problem="Greenhouse is out of order (HTTP 503).", failing_since=TUESDAY,
            last_ok_at=EARLIER, last_ok_count=212, next_crawl_at=NOW + timedelta(hours=3),
        ),
        "failing",
        (
            "Not readable since Tuesday: Greenhouse is out of order (HTTP 503). Last 212 postings on 12 November. "
            "Tried again in 3 hours."
        ),
    ),
    "never read": (
        board(status="failing", problem="No such board.", failing_since=NOW),
        "failing",
        "Not readable since 14:30 UTC: No such board. It was never read.",
    ),
    "a challenge": (
        board(
            status="failing", problem="It shows a challenge.", problem_code="boards.needs_human",
            failing_since=NOW - timedelta(days=1), last_ok_at=datetime(2025, 12, 31, tzinfo=UTC), last_ok_count=3,
        ),
        "needs_person",
        "Needs you since yesterday: It shows a challenge. Last 3 postings on 31 December 2025.",
    ),
    "paused": (
        board(paused_at=TUESDAY, last_ok_at=EARLIER, last_ok_count=9),
        "paused",
        "Paused since Tuesday. Last 9 postings on 12 November.",
    ),
    "imported": (board(followed=False), "ok", "Known from imported answers; it is not read by itself."),
}  # fmt: skip


@pytest.mark.parametrize("case", SAYINGS)
def test_a_board_says_how_it_is(case: str) -> None:
    row, state, sentence = SAYINGS[case]
    found = health(row, now=NOW)
    assert (found.state, found.sentence) == (state, sentence)


def test_texts_that_are_still_to_be_read_are_said() -> None:
    row = board(last_ok_at=NOW, last_ok_count=212)
    assert health(row, details_waiting=34, now=NOW).sentence.endswith("The texts of 34 postings are still to be read.")
    assert health(row, details_waiting=1, now=NOW).sentence.endswith("The text of 1 posting is still to be read.")


async def readings_of(boards: Boards, board_id: UUID) -> list[ReadingRow]:
    async with boards.platform.db.workspace(boards.workspace) as session:
        statement = select(ReadingRow).where(ReadingRow.board_id == board_id).order_by(ReadingRow.ended_at)
        return list(await session.scalars(statement))


async def test_every_reading_is_recorded_with_what_it_gave(boards: Boards, board_server: BoardServer) -> None:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    board_id = await boards.follow()
    await boards.read(board_id)
    board_server.jobs["crumb"] = [job(1, place="Bruges, Belgium"), job(3, "Miller")]
    await boards.read(board_id)
    board_server.answer = Answer(403, b"no")
    await boards.read(board_id)
    told = [(row.outcome, row.seen, row.found, row.changed, row.closed) for row in await readings_of(boards, board_id)]
    assert told == [("ok", 2, 2, 0, 0), ("ok", 2, 1, 1, 1), ("boards.refused", 0, 0, 0, 0)]
    assert all(row.created_at <= row.ended_at for row in await readings_of(boards, board_id))


async def test_a_failing_board_remembers_since_when_and_what_it_last_showed(
    boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    board_id = await boards.follow()
    await boards.read(board_id)
    board_server.answer = Answer(403, b"no")
    since = (await boards.read(board_id)).failing_since
    again = await boards.read(board_id)
    assert since is not None
    assert (again.failing_since, again.last_ok_count) == (since, 2)
    assert "HTTP 403" in health(again).sentence
    assert "Last 2 postings on" in health(again).sentence
    board_server.answer = None
    well = await boards.read(board_id)
    assert (well.failing_since, well.failures) == (None, 0)


async def test_an_unchanged_board_still_says_how_many_it_has(boards: Boards, board_server: BoardServer) -> None:
    board_server.jobs["crumb"], board_server.etag = [job(1), job(2, "Oven Builder")], True
    board_id = await boards.follow()
    await boards.read(board_id)
    row = await boards.read(board_id)
    assert (row.seen, row.last_ok_count) == (2, 2)
    assert health(row).sentence.startswith("2 postings, read at")
    assert [reading.seen for reading in await readings_of(boards, board_id)] == [2, 2]


async def test_records_of_readings_are_kept_for_ninety_days(boards: Boards, board_server: BoardServer) -> None:
    board_server.jobs["crumb"] = [job(1)]
    board_id = await boards.follow()
    await boards.read(board_id)
    await boards.read(board_id)
    first = (await readings_of(boards, board_id))[0].id
    async with boards.platform.db.workspace(boards.workspace) as session:
        old = datetime.now(UTC) - timedelta(days=91)
        await session.execute(update(ReadingRow).where(ReadingRow.id == first).values(created_at=old))
    await prune.run(boards.platform, None)
    assert first not in [row.id for row in await readings_of(boards, board_id)]
    assert len(await readings_of(boards, board_id)) == 1


async def test_a_board_is_read_as_often_as_a_person_says(boards: Boards, board_server: BoardServer) -> None:
    board_server.jobs["crumb"] = [job(1)]
    board_id = await boards.follow()
    async with boards.platform.db.workspace(boards.workspace) as session:
        await schedule.set_every(session, boards.platform.settings, board_id, 60)
    row = await boards.read(board_id)
    assert row.next_crawl_at is not None
    assert timedelta(minutes=53) < row.next_crawl_at - datetime.now(UTC) < timedelta(minutes=67)
    async with boards.platform.db.workspace(boards.workspace) as session:
        with pytest.raises(InvalidInput):
            await schedule.set_every(session, boards.platform.settings, board_id, 1)
        changed = await schedule.set_every(session, boards.platform.settings, board_id, None)
        assert changed.next_crawl_at is not None
        assert changed.next_crawl_at - datetime.now(UTC) > timedelta(minutes=300)


async def test_a_paused_board_is_read_only_when_a_person_asks(boards: Boards, board_server: BoardServer) -> None:
    board_server.jobs["crumb"] = [job(1)]
    board_id = await boards.follow()
    async with boards.platform.db.workspace(boards.workspace) as session:
        await schedule.pause(session, board_id)
    row = await boards.read(board_id)
    assert (row.status, row.seen, row.next_crawl_at) == ("ok", 1, None)
    board_server.answer = Answer(500)
    row = await boards.read(board_id)
    assert (row.status, row.next_crawl_at) == ("failing", None)
    async with boards.platform.db.workspace(boards.workspace) as session:
        row = await schedule.resume(session, board_id)
        assert row.next_crawl_at is not None


@pytest.fixture
async def client(platform: Platform, workspace: UUID) -> AsyncIterator[httpx.AsyncClient]:
    async def authenticate(_platform: Platform, token: str) -> Caller:
        return Caller(UUID(token), uuid4(), "owner")

    app = FastAPI()
    app.include_router(router)
    app.state.platform, app.state.authenticate = platform, authenticate
    install_problems(app)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    headers = {"Authorization": f"Bearer {workspace}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://rolecall.test", headers=headers) as signed_in:
        yield signed_in


async def test_schedule_health_and_readings_over_http(
    client: httpx.AsyncClient, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1)]
    board_id = await boards.follow()
    for _ in range(3):
        await boards.read(board_id)
    told = (await client.get(f"/boards/{board_id}")).json()
    assert (told["health_state"], told["last_ok_count"], told["details_waiting"]) == ("ok", 1, 0)
    assert told["health"].startswith("1 posting, read at")
    changed = await client.patch(f"/boards/{board_id}", json={"every_minutes": 60, "paused": True})
    assert changed.status_code == 200, changed.text
    assert (changed.json()["every_minutes"], changed.json()["paused"]) == (60, True)
    assert (changed.json()["health_state"], changed.json()["next_crawl_at"]) == ("paused", None)
    changed = await client.patch(f"/boards/{board_id}", json={"paused": False})
    assert (changed.json()["every_minutes"], changed.json()["paused"]) == (60, False)
    assert changed.json()["next_crawl_at"] is not None
    assert (await client.patch(f"/boards/{board_id}", json={"every_minutes": None})).json()["every_minutes"] is None
    for wrong in ({"every_minutes": 1}, {"evry": 60}):
        assert (await client.patch(f"/boards/{board_id}", json=wrong)).status_code == 422
    assert (await client.patch(f"/boards/{uuid4()}", json={"paused": True})).status_code == 404
    first = (await client.get(f"/boards/{board_id}/readings", params={"limit": 2})).json()
    rest = (await client.get(f"/boards/{board_id}/readings", params={"limit": 2, "cursor": first["next"]})).json()
    began = [entry["began_at"] for entry in first["items"] + rest["items"]]
    assert len(began) == 3
    assert began == sorted(began, reverse=True)
    assert rest["next"] is None
