"""What a workspace sees of its boards once they were read: one posting a job, nothing removed, nothing of others."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest
from sqlalchemy import func, select

from rolecall.boards.outcomes import UnknownAddress
from rolecall.discover import follow, queries
from rolecall.discover.intake import import_answers
from rolecall.discover.merge import separate
from rolecall.discover.queries import PostingFilters
from rolecall.discover.tables import BoardRow, ChangeRow
from rolecall.platform.errors import NotFound
from rolecall.platform.resources import Platform
from tests.discover.board_server import BoardServer, job
from tests.discover.conftest import Boards
from tests.discover.searching import search
from tests.discover.written import events_of, postings_of


async def test_one_opening_in_several_places_is_one_posting(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [
        job(1, opening=9, requisition="C-9", place="Ghent, Belgium"),
        job(2, opening=9, requisition="C-9", place="Leuven, Belgium"),
        job(3, "Senior Baker", opening=9, requisition="C-9"),
        job(4, opening=10, requisition="C-10"),
    ]
    board = await boards.read(await boards.follow())
    assert board.duplicates == 1
    async with platform.db.workspace(workspace) as session:
        found = await search(session, PostingFilters())
        kept = next(item for item in found.items if item.duplicates)
        assert found.total == 3
        assert [item.id for item in (await search(session, PostingFilters(location="leuven"))).items] == [kept.id]
        twin = (await queries.twins(session, kept.id))[0]
    assert twin.locations == ("Leuven, Belgium",)
    assert "opening 9" in twin.signals[0].words


async def test_a_merge_can_be_undone_for_good(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1, opening=9), job(2, opening=9, place="Leuven, Belgium")]
    board_id = await boards.follow()
    await boards.read(board_id)
    rows = await postings_of(platform, workspace)
    duplicate = next(row for row in rows.values() if row.duplicate_of)
    assert duplicate.duplicate_of
    async with platform.db.workspace(workspace, actor="user:ada") as session:
        await follow.board_row(session, board_id)
        from_kept = duplicate.duplicate_of
        await separate(session, from_kept, duplicate.id)
    async with platform.db.workspace(workspace) as session:
        assert (await search(session, PostingFilters())).total == 2
        assert (await search(session, PostingFilters(location="leuven"))).items[0].id == duplicate.id
        with pytest.raises(NotFound):
            await separate(session, from_kept, duplicate.id)
    await boards.read(board_id)
    async with platform.db.workspace(workspace) as session:
        assert (await search(session, PostingFilters())).total == 2


async def test_when_the_kept_posting_closes_its_twin_takes_its_place(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    places = ("Ghent, Belgium", "Leuven, Belgium", "Mechelen, Belgium")
    board_server.jobs["crumb"] = [job(number, opening=9, place=place) for number, place in enumerate(places, 1)]
    board_id = await boards.follow()
    await boards.read(board_id)
    kept = next(row for row in (await postings_of(platform, workspace)).values() if not row.duplicate_of)
    board_server.jobs["crumb"] = [entry for entry in board_server.jobs["crumb"] if str(entry["id"]) != kept.job_id]
    await boards.read(board_id)
    async with platform.db.workspace(workspace) as session:
        found = await search(session, PostingFilters())
        assert found.total == 1
        assert found.items[0].id != kept.id
        assert len(await queries.twins(session, found.items[0].id)) == 2


async def test_a_removed_board_leaves_the_search_and_may_be_followed_again(
    platform: Platform,
    workspace: UUID,
    boards: Boards,
    board_server: BoardServer,
    run_jobs: Callable[[], Awaitable[None]],
) -> None:
    board_server.jobs["crumb"] = [job(1)]
    board_id = await boards.follow()
    await boards.read(board_id)
    async with platform.db.workspace(workspace) as session:
        await follow.unfollow(session, board_id)
    async with platform.db.workspace(workspace) as session:
        assert (await search(session, PostingFilters())).total == 0
        with pytest.raises(NotFound):
            await follow.crawl_now(session, board_id)
    assert await boards.follow() == board_id
    await run_jobs()
    await run_jobs()
    async with platform.db.workspace(workspace) as session:
        assert (await search(session, PostingFilters())).total == 1
        assert await session.scalar(select(func.count()).select_from(ChangeRow)) == 1


async def test_another_workspace_sees_nothing(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1)]
    await boards.read(await boards.follow())
    async with platform.db.workspace(UUID(int=7)) as session:
        assert (await search(session, PostingFilters(status="all", duplicates=True))).total == 0
        assert await queries.board_health(session) == {"ok": 0, "failing": 0}


async def test_following_at_the_same_time_is_following_once(
    platform: Platform, workspace: UUID, boards: Boards
) -> None:
    assert len(set(await asyncio.gather(*(boards.follow() for _ in range(6))))) == 1
    assert [name for name, _ in await events_of(platform, workspace)] == ["BoardAdded"]


async def test_importing_at_the_same_time_makes_one_board(platform: Platform, workspace: UUID) -> None:
    body = json.dumps({"jobs": [job(1)], "meta": {"total": 1}}).encode()
    done = await asyncio.gather(*(import_answers(platform, workspace, body) for _ in range(6)))
    assert sum(each.stored.found for each in done) == 1
    async with platform.db.workspace(workspace) as session:
        assert await session.scalar(select(func.count()).select_from(BoardRow)) == 1


async def test_after_an_import_the_whole_answer_is_asked_for(boards: Boards, board_server: BoardServer) -> None:
    board_server.jobs["crumb"], board_server.etag = [job(1)], True
    board_id = await boards.follow()
    assert (await boards.read(board_id)).validators is not None
    older = json.dumps({"jobs": [job(1, "Old Baker")], "meta": {"total": 1}}).encode()
    await import_answers(boards.platform, boards.workspace, older)
    assert (await boards.read(board_id)).changed == 1
    assert (await postings_of(boards.platform, boards.workspace))["1"].title == "Baker"


async def test_an_address_too_long_to_keep_is_refused(platform: Platform, workspace: UUID, boards: Boards) -> None:
    with pytest.raises(UnknownAddress):
        await boards.follow("x" * 301)
