"""kill -9 in the middle of a reading: what was written stays, the next reading completes it, nothing is there twice."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from uuid import UUID

from sqlalchemy import func, select

from rolecall.discover.tables import ChangeRow, PostingRow
from rolecall.platform.events import EventRow
from rolecall.platform.resources import Platform
from tests.discover.board_server import BoardServer, job
from tests.discover.conftest import Boards

READER = """
import asyncio, sys
from uuid import UUID
from rolecall.discover import events
from rolecall.discover.jobs import crawl_board
from rolecall.platform.jobs import Flow
from rolecall.platform.resources import open_platform
from rolecall.platform.settings import Settings

async def main(database, data, url, workspace, board):
    host = url.removeprefix("http://")
    settings = Settings(_env_file=None, data_dir=data, board_apis={"greenhouse": url}, allow_private_hosts=(host,))
    facts = (
        events.PostingFound, events.PostingsRead, events.BoardCrawled, events.PostingsMerged, events.PostingsLinked,
    )
    flow = Flow(reactions={fact: [] for fact in facts})
    async with open_platform(settings, database, flow) as platform:
        await crawl_board.run(platform, UUID(workspace), board_id=board)

asyncio.run(main(*sys.argv[1:]))
"""
POSTINGS = 1_500


async def counted(platform: Platform, workspace: UUID) -> tuple[int, int, int]:
    """(postings, histories, events of found postings)"""
    async with platform.db.workspace(workspace) as session:
        found = select(func.count()).select_from(EventRow).where(EventRow.name == "PostingFound")
        return (
            await session.scalar(select(func.count()).select_from(PostingRow)) or 0,
            await session.scalar(select(func.count()).select_from(ChangeRow)) or 0,
            await session.scalar(found) or 0,
        )


async def test_a_killed_reading_loses_and_doubles_nothing(
    platform: Platform, database_url: str, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(number, f"Baker of bread {number}") for number in range(POSTINGS)]
    board_id = await boards.follow()
    arguments = (database_url, str(platform.settings.data_dir), board_server.url, str(workspace), str(board_id))
    reader = await asyncio.create_subprocess_exec(
        sys.executable, "-c", READER, *arguments, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )
    try:
        async with asyncio.timeout(60):
            while (await counted(platform, workspace))[0] < 200:
                assert reader.returncode is None, "the reader ended before it could be killed"
                await asyncio.sleep(0.02)
    finally:
        os.kill(reader.pid, signal.SIGKILL)
        await reader.wait()
    before = await counted(platform, workspace)
    assert 200 <= before[0] < POSTINGS
    assert before[0] == before[1] == before[2]
    board = await boards.read(board_id)
    assert (board.status, board.found, board.seen) == ("ok", POSTINGS - before[0], POSTINGS)
    assert await counted(platform, workspace) == (POSTINGS, POSTINGS, POSTINGS)
