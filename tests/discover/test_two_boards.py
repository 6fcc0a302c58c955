"""One job on two boards: whichever board is removed or posting closed, an open posting of the job is found."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from rolecall.boards.contract import Address
from rolecall.discover import follow, queries
from rolecall.discover.intake import import_answers
from rolecall.discover.queries import PostingFilters
from rolecall.discover.tables import BoardRow, PostingRow
from rolecall.platform.resources import Platform
from tests.discover.board_server import BoardServer, job
from tests.discover.conftest import Boards
from tests.discover.searching import search

FIRST, SECOND = job(1, opening=9, requisition="C-9"), job(2, opening=9, requisition="C-9")


async def visible(platform: Platform, workspace: UUID) -> list[UUID]:
    """The ids that a search gives, which must be those that other capabilities are given."""
    async with platform.db.workspace(workspace) as session:
        found = [item.id for item in (await search(session, PostingFilters())).items]
        assert sorted(await queries.open_posting_ids(session)) == sorted(found)
        assert await queries.open_postings(session) == len(found)
    return found


async def board_of(platform: Platform, workspace: UUID, posting_id: UUID) -> UUID:
    async with platform.db.workspace(workspace) as session:
        return (await session.get_one(PostingRow, posting_id)).board_id


async def unfollow(platform: Platform, workspace: UUID, board_id: UUID) -> None:
    async with platform.db.workspace(workspace) as session:
        await follow.unfollow(session, board_id)


@pytest.fixture
async def two(platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer) -> tuple[UUID, UUID]:
    """Two boards that were read, with one job on both; its kept posting is on the first."""
    board_server.jobs |= {"crumb": [FIRST, SECOND], "mill": [FIRST]}
    one, other = await boards.follow("crumb"), await boards.follow("mill")
    await boards.read(one)
    assert (await boards.read(other)).duplicates == 1
    (kept,) = await visible(platform, workspace)
    assert await board_of(platform, workspace, kept) == one
    return one, other


async def test_removing_the_board_of_the_kept_posting_leaves_the_job_on_the_other(
    platform: Platform, workspace: UUID, two: tuple[UUID, UUID]
) -> None:
    one, other = two
    await unfollow(platform, workspace, one)
    (kept,) = await visible(platform, workspace)
    assert await board_of(platform, workspace, kept) == other
    async with platform.db.workspace(workspace) as session:
        others = await session.scalars(select(PostingRow.duplicate_of).where(PostingRow.id != kept))
        assert set(others) == {kept}, "every other posting of the job is a duplicate of the one that is kept now"


async def test_a_posting_is_no_duplicate_of_one_on_a_removed_board(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs |= {"crumb": [FIRST], "mill": [FIRST]}
    one = await boards.follow("crumb")
    await boards.read(one)
    await unfollow(platform, workspace, one)
    other = await boards.follow("mill")
    await boards.read(other)
    (kept,) = await visible(platform, workspace)
    assert await board_of(platform, workspace, kept) == other


async def test_following_again_shows_what_was_a_duplicate_on_a_board_removed_since(
    platform: Platform, workspace: UUID, boards: Boards, two: tuple[UUID, UUID]
) -> None:
    one, other = two
    await unfollow(platform, workspace, other)
    await unfollow(platform, workspace, one)
    assert await visible(platform, workspace) == []
    assert await boards.follow("mill") == other
    (kept,) = await visible(platform, workspace)
    assert await board_of(platform, workspace, kept) == other


async def test_a_reopened_duplicate_of_a_closed_posting_is_found_again(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer, two: tuple[UUID, UUID]
) -> None:
    one, other = two
    keeper = job(7, "Accountant")
    board_server.jobs |= {"crumb": [keeper], "mill": [keeper]}
    await boards.read(other)
    await boards.read(one)
    assert len(await visible(platform, workspace)) == 1, "only the accountant"
    board_server.jobs["mill"] = [keeper, FIRST]
    await boards.read(other)
    assert len(await visible(platform, workspace)) == 2


async def test_an_import_shows_a_removed_board_without_following_it(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [FIRST]
    board_id = await boards.follow("crumb")
    await boards.read(board_id)
    await unfollow(platform, workspace, board_id)
    await import_answers(platform, workspace, json.dumps({"jobs": [FIRST], "meta": {"total": 1}}).encode())
    assert len(await visible(platform, workspace)) == 1
    async with platform.db.workspace(workspace) as session:
        board = await session.get_one(BoardRow, board_id)
        assert (board.followed, board.removed_at, board.next_crawl_at) == (False, None, None)
        board = await follow.follow(session, Address("greenhouse", "crumb"))
        assert (board.id, board.followed) == (board_id, True)


async def test_following_after_an_import_starts_the_board(
    platform: Platform,
    workspace: UUID,
    boards: Boards,
    board_server: BoardServer,
    run_jobs: Callable[[], Awaitable[None]],
) -> None:
    board_server.jobs["crumb"] = [FIRST]
    board_id = await boards.follow("crumb")
    await run_jobs()
    await run_jobs()
    await unfollow(platform, workspace, board_id)
    await import_answers(platform, workspace, json.dumps({"jobs": [FIRST], "meta": {"total": 1}}).encode())
    asked = len(board_server.asked)
    await boards.follow("crumb")
    await run_jobs()
    await run_jobs()
    assert len(board_server.asked) > asked
    async with platform.db.workspace(workspace) as session:
        assert (await session.get_one(BoardRow, board_id)).next_crawl_at is not None
