"""Whether a posting is still there: live, closed or unknown, with what was seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select, update

from rolecall.discover import liveness
from rolecall.discover.queries import recheck
from rolecall.discover.tables import BoardRow, PostingRow
from rolecall.platform.errors import NotFound
from rolecall.platform.resources import Platform
from tests.discover.board_server import Answer, BoardServer, job
from tests.discover.conftest import Boards
from tests.discover.test_life import history, rows, told

CHALLENGE = Answer(403, b"<html><script src='/cdn-cgi/challenge-platform/x'></script></html>")
HOUR = timedelta(hours=1)


async def one_posting(platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer) -> UUID:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    await boards.read(await boards.follow())
    return (await rows(platform, workspace))["1"].id


async def test_a_posting_read_with_its_board_is_live_without_asking_again(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    posting_id = await one_posting(platform, workspace, boards, board_server)
    asked = len(board_server.asked)
    seen = await recheck(platform, workspace, posting_id, older_than=HOUR)
    assert seen.state == "live"
    assert "on its board" in seen.evidence
    assert len(board_server.asked) == asked
    assert (await recheck(platform, workspace, posting_id, older_than=timedelta())).evidence == "Greenhouse shows it."
    assert len(board_server.asked) == asked + 1
    assert await told(platform, workspace, "PostingChecked") == [], "it is in the state that was known"


async def test_a_posting_taken_down_since_is_closed_as_its_board_would_close_it(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    posting_id = await one_posting(platform, workspace, boards, board_server)
    board_server.jobs["crumb"] = [job(2, "Oven Builder")]
    seen = await liveness.check(platform, workspace, posting_id)
    assert (seen.state, "does not show the posting 1 any more" in seen.evidence) == ("closed", True)
    row = (await rows(platform, workspace))["1"]
    assert row.closed_at is not None
    assert row.liveness_evidence == seen.evidence
    assert [change.what for change in await history(platform, workspace, posting_id)] == ["found", "closed"]
    assert await told(platform, workspace, "PostingChecked") == [{"posting_id": str(posting_id), "liveness": "closed"}]
    assert len(await told(platform, workspace, "PostingClosed")) == 1
    assert (await liveness.check(platform, workspace, posting_id)).state == "closed"
    assert len(await told(platform, workspace, "PostingClosed")) == 1, "closed once"


async def test_a_closed_posting_that_its_board_shows_again_is_reopened(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    posting_id = await one_posting(platform, workspace, boards, board_server)
    shown = board_server.jobs["crumb"]
    board_server.jobs["crumb"] = shown[1:]
    await liveness.check(platform, workspace, posting_id)
    board_server.jobs["crumb"] = shown
    assert (await liveness.check(platform, workspace, posting_id)).state == "live"
    assert (await rows(platform, workspace))["1"].closed_at is None
    assert len(await told(platform, workspace, "PostingReopened")) == 1


@pytest.mark.parametrize(
    "answer",
    [Answer(500, b"oops"), Answer(429, b"", {"Retry-After": "600"}), CHALLENGE, Answer(200, b"<html></html>")],
)
async def test_trouble_is_unknown_with_its_reason_and_closes_nothing(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer, answer: Answer
) -> None:
    posting_id = await one_posting(platform, workspace, boards, board_server)
    board_server.answer = answer
    seen = await liveness.check(platform, workspace, posting_id)
    assert seen.state == "unknown"
    assert seen.evidence.count(".") >= 1
    row = (await rows(platform, workspace))["1"]
    assert (row.closed_at, row.liveness) == (None, "unknown")
    assert await told(platform, workspace, "PostingChecked") == [{"posting_id": str(posting_id), "liveness": "unknown"}]


async def test_a_board_that_answers_too_late_is_unknown(
    platform: Platform,
    workspace: UUID,
    boards: Boards,
    board_server: BoardServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    posting_id = await one_posting(platform, workspace, boards, board_server)
    monkeypatch.setattr(liveness, "LONGEST_LOOK", 0.0)
    assert "did not answer within" in (await liveness.check(platform, workspace, posting_id)).evidence


async def test_what_was_seen_fades_after_a_day(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    posting_id = await one_posting(platform, workspace, boards, board_server)
    async with platform.db.workspace(workspace) as session:
        long_ago = datetime.now(UTC) - timedelta(hours=25)
        await session.execute(update(BoardRow).values(last_ok_at=long_ago, problem="It asks for a pause."))
    async with platform.db.workspace(workspace) as session:
        seen = await liveness.liveness(session, posting_id)
    assert seen.state == "unknown"
    assert seen.evidence.endswith("It asks for a pause.")
    async with platform.db.workspace(workspace) as session:
        await session.execute(
            update(PostingRow).values(liveness="live", liveness_at=long_ago, liveness_evidence="Seen.")
        )
        assert (await liveness.liveness(session, posting_id)).state == "unknown"


async def test_a_board_read_only_in_part_says_nothing_of_a_posting(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    posting_id = await one_posting(platform, workspace, boards, board_server)
    board_server.jobs["crumb"], board_server.total = [job(2, "Oven Builder")], 9
    board_id = (await rows(platform, workspace))["1"].board_id
    await boards.read(board_id)
    async with platform.db.workspace(workspace) as session:
        assert (await liveness.liveness(session, posting_id)).state == "unknown"


async def test_over_http_a_check_gives_the_state_and_the_posting_shows_it(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer, client: httpx.AsyncClient
) -> None:
    posting_id = await one_posting(platform, workspace, boards, board_server)
    shown: dict[str, Any] = (await client.get(f"/postings/{posting_id}")).json()
    assert shown["liveness"]["state"] == "live"
    board_server.jobs["crumb"] = []
    answer = await client.post(f"/postings/{posting_id}/check")
    assert (answer.status_code, answer.json()["state"]) == (200, "closed")
    shown = (await client.get(f"/postings/{posting_id}")).json()
    assert (shown["liveness"], shown["closed_at"] is None) == (answer.json(), False)
    assert (await client.post(f"/postings/{uuid4()}/check")).status_code == 404


async def test_a_posting_of_another_workspace_is_not_there(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    posting_id = await one_posting(platform, workspace, boards, board_server)
    with pytest.raises(NotFound):
        await liveness.check(platform, uuid4(), posting_id)
    async with platform.db.workspace(workspace) as session:
        assert (await session.scalars(select(PostingRow.liveness))).all() == [None, None]
