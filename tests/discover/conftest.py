"""Boards that are read over a real socket, into a real database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from rolecall.boards.contract import Address
from rolecall.boards.registry import BOARDS
from rolecall.discover import events, follow
from rolecall.discover.jobs import crawl_board
from rolecall.discover.tables import BoardRow
from rolecall.platform.jobs import Deadline, Flow
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings
from tests.discover.board_server import BoardServer, serve


@pytest.fixture
def board_server() -> Iterator[BoardServer]:
    """A board on the loopback."""
    with serve() as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path, board_server: BoardServer) -> Settings:
    """All boards are asked at the test's own server."""
    return Settings(
        _env_file=None,
        data_dir=tmp_path / "data",
        requests_per_second=50,
        board_apis=dict.fromkeys(set(BOARDS) - {"page"}, board_server.url),
        allow_private_hosts=(board_server.host,),
        log_level="error",
    )


@pytest.fixture
def flow() -> Flow:
    """Discover alone: its facts, its reaction, its job, its deadline."""
    facts = (
        events.BoardCrawled, events.BoardFailed, events.PostingFound, events.PostingChanged, events.PostingClosed,
        events.PostingReopened, events.PostingsRead, events.PostingsMerged, events.PostingsLinked,
        events.PostingsSeparated,
    )  # fmt: skip
    return Flow(
        reactions={events.BoardAdded: [follow.start_crawl]} | {fact: [] for fact in facts},
        jobs=(crawl_board,),
        deadlines=(Deadline(BoardRow.next_crawl_at, crawl_board, "board_id"),),
    )


class Boards:
    """Following and reading boards in one workspace."""

    def __init__(self, platform: Platform, workspace: UUID) -> None:
        self.platform, self.workspace = platform, workspace

    async def follow(self, company: str = "crumb", board: str = "greenhouse") -> UUID:
        async with self.platform.db.workspace(self.workspace) as session:
            return (await follow.follow(session, Address(board, company))).id

    async def read(self, board_id: UUID) -> BoardRow:
        """One reading, as the job does it; gives the board as it stands afterwards."""
        await crawl_board.run(self.platform, self.workspace, board_id=board_id)
        async with self.platform.db.workspace(self.workspace) as session:
            return await session.get_one(BoardRow, board_id)


@pytest.fixture
def boards(platform: Platform, workspace: UUID) -> Boards:
    return Boards(platform, workspace)
