"""Lists that leave out the texts: the texts are read one by one, once, and what was read is not lost again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import undefer

from rolecall.boards.contract import Address
from rolecall.discover import details, follow, queries, schedule
from rolecall.discover.health import health
from rolecall.discover.jobs import crawl_board, read_details
from rolecall.discover.tables import BoardRow, PostingRow
from rolecall.flow import FLOW
from rolecall.platform.events import EventRow
from rolecall.platform.jobs import Flow
from rolecall.platform.jobs.steward import sweep
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings
from tests.discover.dye_works import DyeWorks, serve


@pytest.fixture
def works() -> Iterator[DyeWorks]:
    with serve() as site:
        yield site


@pytest.fixture
def settings(tmp_path: Path, works: DyeWorks) -> Settings:
    return Settings(
        _env_file=None,
        data_dir=tmp_path / "data",
        requests_per_second=50,
        board_apis={"bamboohr": works.url},
        allow_private_hosts=(works.host,),
        log_level="error",
    )


@pytest.fixture
def flow() -> Flow:
    """The product's own: its deadlines count here."""
    return FLOW


class Dyers:
    """One followed board whose list has no texts."""

    def __init__(self, platform: Platform, workspace: UUID) -> None:
        self.platform, self.workspace = platform, workspace
        self.board_id = UUID(int=0)

    async def follow(self) -> None:
        async with self.platform.db.workspace(self.workspace) as session:
            self.board_id = (await follow.follow(session, Address("bamboohr", "cobaltfarm"))).id

    async def crawl(self) -> BoardRow:
        await crawl_board.run(self.platform, self.workspace, board_id=self.board_id)
        return await self.board()

    async def read(self) -> BoardRow:
        await read_details.run(self.platform, self.workspace, board_id=self.board_id)
        return await self.board()

    async def board(self) -> BoardRow:
        async with self.platform.db.workspace(self.workspace) as session:
            return await session.get_one(BoardRow, self.board_id)

    async def rows(self) -> dict[str, PostingRow]:
        async with self.platform.db.workspace(self.workspace) as session:
            statement = select(PostingRow).options(undefer(PostingRow.detail), undefer(PostingRow.listed))
            return {row.job_id: row for row in await session.scalars(statement)}

    async def events(self, *names: str) -> list[tuple[str, dict[str, Any]]]:
        async with self.platform.db.workspace(self.workspace) as session:
            found = await session.execute(select(EventRow.name, EventRow.payload).order_by(EventRow.seq))
            return [(row.name, row.payload) for row in found if row.name in names]


@pytest.fixture
async def dyers(platform: Platform, workspace: UUID, works: DyeWorks) -> Dyers:
    works.openings = {
        "41": {"title": "Blue dyer", "text": "You stir the blue vat at dawn.", "posted": "2026-09-14"},
        "42": {"title": "Vat builder", "text": "You build vats of oak.", "posted": "2026-09-20"},
    }
    found = Dyers(platform, workspace)
    await found.follow()
    return found


async def test_the_texts_are_read_one_by_one_after_the_list(dyers: Dyers, works: DyeWorks) -> None:
    board = await dyers.crawl()
    assert (board.status, board.seen) == ("ok", 2)
    assert {row.text for row in (await dyers.rows()).values()} == {""}
    assert board.next_details_at is not None, "the deadline of the texts is now"
    assert board.next_details_at <= datetime.now(UTC)
    assert works.paths() == ["/careers/list"]
    board = await dyers.read()
    rows = await dyers.rows()
    assert rows["41"].text == "You stir the blue vat at dawn."
    assert rows["42"].published_at == datetime(2026, 9, 20, tzinfo=UTC)
    assert not any(row.detail_wanted for row in rows.values())
    assert board.next_details_at is None
    assert sorted(works.paths()) == ["/careers/41/detail", "/careers/42/detail", "/careers/list"]


async def test_a_due_deadline_queues_the_reading_of_texts(platform: Platform, dyers: Dyers) -> None:
    await dyers.crawl()
    await sweep(platform.db, FLOW)
    async with platform.db.system() as session:
        connection = await session.driver()
        cursor = await connection.execute("SELECT task_name, args -> 'ids' ->> 'board_id' FROM procrastinate_jobs")
        jobs = await cursor.fetchall()
    assert ("discover.read_details", str(dyers.board_id)) in [tuple(job) for job in jobs]


async def test_a_posting_is_worked_on_when_its_text_is_there_and_said_to_change_only_after_that(dyers: Dyers) -> None:
    await dyers.crawl()
    assert [name for name, _ in await dyers.events("PostingFound", "PostingsRead")] == ["PostingFound"] * 2
    await dyers.read()
    told = await dyers.events("PostingFound", "PostingsRead", "PostingChanged")
    assert [name for name, _ in told] == ["PostingFound", "PostingFound", "PostingsRead", "PostingsRead"]
    read = {id for _, payload in told[2:] for id in payload["posting_ids"]}
    assert read == {str(row.id) for row in (await dyers.rows()).values()}


async def test_both_answers_are_kept(platform: Platform, workspace: UUID, dyers: Dyers, works: DyeWorks) -> None:
    await dyers.crawl()
    await dyers.read()
    row = (await dyers.rows())["41"]
    async with platform.db.workspace(workspace) as session:
        raw = await queries.raw_answer(session, row.id)
    assert raw["list"] == works.entry("41")
    assert "You stir the blue vat" in str(raw["posting"])


async def test_an_unchanged_list_reads_no_text_again(dyers: Dyers, works: DyeWorks) -> None:
    await dyers.crawl()
    await dyers.read()
    works.asked.clear()
    board = await dyers.crawl()
    await dyers.read()
    assert board.next_details_at is None
    assert works.paths() == ["/careers/list"]
    assert (board.found, board.changed) == (0, 0)


async def test_a_changed_entry_is_taken_over_its_text_stays_and_is_read_again(dyers: Dyers, works: DyeWorks) -> None:
    await dyers.crawl()
    await dyers.read()
    works.openings["41"] |= {"title": "Master blue dyer", "text": "You lead the blue vat."}
    board = await dyers.crawl()
    row = (await dyers.rows())["41"]
    assert (row.title, row.text) == ("Master blue dyer", "You stir the blue vat at dawn.")
    assert row.published_at == datetime(2026, 9, 14, tzinfo=UTC), "what the list does not tell stays"
    assert row.detail_wanted
    assert board.next_details_at is not None
    works.asked.clear()
    await dyers.read()
    assert works.paths() == ["/careers/41/detail"], "the other one did not change"
    row = (await dyers.rows())["41"]
    assert (row.title, row.text) == ("Master blue dyer", "You lead the blue vat.")
    changes = [payload["fields"] for _, payload in await dyers.events("PostingChanged")]
    assert changes == [["title"], ["text"]]


async def test_what_the_posting_tells_better_than_the_list_does_not_flap(dyers: Dyers, works: DyeWorks) -> None:
    whole = works.detail

    def with_country(number: str) -> dict[str, Any]:
        told = whole(number)
        return told | {"location": {"city": "Kalamazoo", "state": "Michigan", "addressCountry": "United States"}}

    works.detail = with_country  # type: ignore[method-assign]
    await dyers.crawl()
    await dyers.read()
    before = (await dyers.rows())["41"].locations
    works.openings["41"]["title"] = "Master blue dyer"
    await dyers.crawl()
    assert (await dyers.rows())["41"].locations == before
    await dyers.read()
    assert [payload["fields"] for _, payload in await dyers.events("PostingChanged")] == [["title"]]


async def test_a_posting_that_is_gone_is_closed_with_the_evidence(dyers: Dyers, works: DyeWorks) -> None:
    await dyers.crawl()
    works.trouble["/careers/41/detail"] = (404, b"{}", {})
    board = await dyers.read()
    row = (await dyers.rows())["41"]
    assert row.closed_at is not None
    assert row.liveness == "closed"
    assert row.liveness_at is not None
    assert "does not show the posting 41 any more" in (row.liveness_evidence or "")
    assert [payload["posting_id"] for _, payload in await dyers.events("PostingClosed")] == [str(row.id)]
    assert (await dyers.rows())["42"].text == "You build vats of oak."
    assert board.next_details_at is None


async def test_a_host_that_asks_for_a_pause_gets_it(dyers: Dyers, works: DyeWorks) -> None:
    await dyers.crawl()
    works.asked.clear()
    works.trouble["*"] = (429, b"", {"Retry-After": "1800"})
    board = await dyers.read()
    assert len(works.paths()) == 1
    assert board.next_details_at is not None
    assert board.next_details_at > datetime.now(UTC) + timedelta(minutes=28)
    assert {row.detail_tries for row in (await dyers.rows()).values()} == {0}, "not the postings' fault"


async def test_a_challenge_is_said_and_not_met_again_for_a_day(dyers: Dyers, works: DyeWorks) -> None:
    await dyers.crawl()
    works.trouble["*"] = (403, b"<html><script src='/cdn-cgi/challenge-platform/x'></script></html>", {})
    board = await dyers.read()
    assert board.next_details_at is not None
    assert board.next_details_at > datetime.now(UTC) + timedelta(hours=23)
    told = health(board, details_waiting=2).sentence
    assert "The texts of 2 postings could not be read" in told
    assert "challenge" in told
    works.trouble.clear()
    assert (await dyers.crawl()).next_details_at == board.next_details_at, "a reading of the list does not hurry it"


async def test_a_posting_that_cannot_be_read_does_not_hold_up_the_others(dyers: Dyers, works: DyeWorks) -> None:
    await dyers.crawl()
    works.trouble["/careers/42/detail"] = (200, b'{"result": [', {})
    for _ in range(details.MOST_TRIES):
        board = await dyers.read()
    rows = await dyers.rows()
    assert rows["41"].text
    assert (rows["42"].detail_wanted, rows["42"].detail_tries) == (False, details.MOST_TRIES)
    assert board.next_details_at is None
    assert str(rows["42"].id) in str((await dyers.events("PostingsRead"))[-1]), "it is worked on as the list tells it"


async def test_postings_in_a_row_that_cannot_be_read_end_the_run(dyers: Dyers, works: DyeWorks) -> None:
    works.openings = {str(number): {"title": f"Dyer {number}", "text": "Stir."} for number in range(10, 40)}
    await dyers.crawl()
    works.asked.clear()
    works.trouble["*"] = (200, b"[]", {})
    board = await dyers.read()
    assert len(works.paths()) == details.IN_A_ROW
    assert board.details_problem


async def test_a_run_reads_a_bounded_number_the_newest_first_and_the_next_goes_on(
    dyers: Dyers, works: DyeWorks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(details, "A_RUN", 4)
    works.openings = {str(number): {"title": f"Dyer {number}", "text": f"Stir {number}."} for number in range(10, 20)}
    await dyers.crawl()
    runs = 0
    board = await dyers.board()
    while board.next_details_at is not None:
        board, runs = await dyers.read(), runs + 1
    assert runs == 3
    assert all(row.text for row in (await dyers.rows()).values())
    assert len([path for path in works.paths() if path.endswith("/detail")]) == 10, "each is read once"


async def test_a_run_that_is_cut_off_goes_on_where_it_stopped(dyers: Dyers, works: DyeWorks) -> None:
    works.openings = {str(number): {"title": f"Dyer {number}", "text": f"Stir {number}."} for number in range(10, 22)}
    await dyers.crawl()
    running = asyncio.create_task(dyers.read())
    while sum(bool(row.text) for row in (await dyers.rows()).values()) < 3:
        await asyncio.sleep(0.01)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    board = await dyers.board()
    assert board.next_details_at is not None, "its deadline brings it back"
    done = {number for number, row in (await dyers.rows()).items() if row.text}
    works.asked.clear()
    await dyers.read()
    assert not {path.split("/")[2] for path in works.paths()} & done
    assert all(row.text for row in (await dyers.rows()).values())


async def test_a_list_that_changes_while_a_text_is_read_has_it_read_again(
    platform: Platform, workspace: UUID, dyers: Dyers, works: DyeWorks
) -> None:
    await dyers.crawl()
    respond = works.respond
    loop = asyncio.get_running_loop()

    def meanwhile(path: str) -> tuple[int, bytes, dict[str, str]]:
        answer = respond(path)
        if path == "/careers/41/detail" and works.openings["41"]["title"] == "Blue dyer":
            works.openings["41"]["title"] = "Green dyer"
            asyncio.run_coroutine_threadsafe(dyers.crawl(), loop).result(20)
        return answer

    works.respond = meanwhile  # type: ignore[method-assign]
    await dyers.read()
    assert (await dyers.rows())["41"].detail_wanted
    await dyers.read()
    row = (await dyers.rows())["41"]
    assert (row.title, row.detail_wanted) == ("Green dyer", False)


async def test_no_text_is_read_of_a_board_that_is_paused(dyers: Dyers, works: DyeWorks) -> None:
    await dyers.crawl()
    async with dyers.platform.db.workspace(dyers.workspace) as session:
        await schedule.pause(session, dyers.board_id)
    works.asked.clear()
    board = await dyers.read()
    assert works.paths() == []
    assert board.next_details_at is None
    async with dyers.platform.db.workspace(dyers.workspace) as session:
        await schedule.resume(session, dyers.board_id)
    assert (await dyers.crawl()).next_details_at is not None


async def test_a_text_that_is_there_at_last_shows_a_duplicate(dyers: Dyers, works: DyeWorks) -> None:
    text = "You stir the blue vat at dawn, rinse the wool by noon and hang it in the evening wind. " * 8
    works.openings = {
        "41": {"title": "Blue dyer", "city": "Kalamazoo", "text": text},
        "42": {"title": "Blue dyer", "city": "Lansing", "text": text},
    }
    await dyers.crawl()
    assert not any(row.duplicate_of for row in (await dyers.rows()).values())
    await dyers.read()
    assert len([row for row in (await dyers.rows()).values() if row.duplicate_of]) == 1


async def test_an_imported_list_fetches_nothing(platform: Platform, workspace: UUID, dyers: Dyers) -> None:
    async with platform.db.workspace(workspace) as session:
        await session.execute(update(BoardRow).values(followed=False))
    await dyers.crawl()
    assert not any(row.detail_wanted for row in (await dyers.rows()).values())
    assert len(await dyers.events("PostingsRead")) == 1, "it is worked on as the list tells it"
