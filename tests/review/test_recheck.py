"""The posting is looked at before its package is approved and before it is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import select, update

from rolecall.applications.queries import timeline
from rolecall.discover.tables import PostingRow
from rolecall.platform.resources import Platform
from rolecall.review.tables import DecisionRow
from tests.discover.board_server import Answer, BoardServer
from tests.prepare.applied import Desk
from tests.review.test_approval import package_of, prepared

Run = Callable[[], Awaitable[None]]


async def an_hour_passes(platform: Platform, workspace: UUID) -> None:
    """What was seen of the postings is too old to go by."""
    async with platform.db.workspace(workspace) as session:
        await session.execute(update(PostingRow).values(liveness_at=datetime.now(UTC) - timedelta(hours=1)))


async def told(platform: Platform, workspace: UUID, application_id: str) -> list[str]:
    async with platform.db.workspace(workspace) as session:
        return [entry.text for entry in await timeline(session, UUID(application_id))]


async def approve(api: httpx.AsyncClient, application_id: str, **more: Any) -> httpx.Response:
    package = await package_of(api, application_id)
    return await api.post(
        f"/applications/{application_id}/approve", json={"fingerprint": package["fingerprint"], **more}
    )


async def test_an_offered_package_has_its_posting_looked_at_and_a_live_one_is_no_matter(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run, board_server: BoardServer
) -> None:
    application_id, _ = await prepared(desk, api, run_jobs)
    assert any("/jobs/4711" in path for path in board_server.asked)
    asked = len(board_server.asked)
    answer = await approve(api, application_id)
    assert (answer.status_code, answer.json()["state"]) == (200, "approved")
    assert answer.json()["posting_liveness"]["state"] == "live"
    assert len(board_server.asked) == asked, "it was looked at a moment ago"
    assert not any("posting" in text for text in await told(platform, workspace, application_id))


async def test_a_posting_taken_down_before_the_offer_is_told_to_the_reviewer_and_kept_from_the_policy(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run, board_server: BoardServer
) -> None:
    posting_id = await desk.settle(score=95, auto_approve=True)
    board_server.jobs["brightline"] = []
    opened = await api.post("/applications", json={"posting_id": str(posting_id)})
    application_id = opened.json()["applications"][0]["id"]
    await run_jobs()
    assert (await api.get(f"/applications/{application_id}/status")).json()["state"] == "awaiting_approval"
    newest = (await told(platform, workspace, application_id))[0]
    assert newest.startswith("The posting is closed: Greenhouse does not show the posting 4711 any more")


async def test_approval_stops_at_a_posting_taken_down_since_unless_a_person_says_otherwise(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run, board_server: BoardServer
) -> None:
    application_id, _ = await prepared(desk, api, run_jobs)
    board_server.jobs["brightline"] = []
    await an_hour_passes(platform, workspace)
    stopped = await approve(api, application_id)
    problem = stopped.json()
    assert (stopped.status_code, problem["code"]) == (409, "review.posting_closed")
    assert problem["override"] == "even_if_closed"
    assert "does not show the posting" in problem["detail"]
    assert (await api.get(f"/applications/{application_id}/status")).json()["state"] == "awaiting_approval"
    async with platform.db.workspace(workspace) as session:
        assert (await session.scalars(select(PostingRow.closed_at))).one() is not None
        assert (await session.scalars(select(DecisionRow))).all() == []
    allowed = await approve(api, application_id, even_if_closed=True)
    assert (allowed.status_code, allowed.json()["state"]) == (200, "approved")
    assert "although the posting is closed" in (await told(platform, workspace, application_id))[0]
    async with platform.db.workspace(workspace) as session:
        decision = (await session.scalars(select(DecisionRow))).one()
    assert decision.approved
    assert "although the posting is closed" in (decision.reason or "")


async def test_a_posting_of_which_nothing_is_known_is_shown_as_that_and_stops_nobody(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run, board_server: BoardServer
) -> None:
    application_id, _ = await prepared(desk, api, run_jobs)
    board_server.answer = Answer(500, b"oops")
    await an_hour_passes(platform, workspace)
    answer = await approve(api, application_id)
    assert answer.json()["state"] == "approved"
    assert answer.json()["posting_liveness"]["state"] == "unknown"
    assert "out of order" in answer.json()["posting_liveness"]["evidence"]


async def test_the_hand_over_looks_once_more(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run, board_server: BoardServer
) -> None:
    application_id, _ = await prepared(desk, api, run_jobs)
    await approve(api, application_id)
    board_server.jobs["brightline"] = []
    await an_hour_passes(platform, workspace)
    stopped = await api.post(f"/applications/{application_id}/handover")
    assert (stopped.status_code, stopped.json()["code"]) == (409, "review.posting_closed")
    assert (await api.get(f"/applications/{application_id}/status")).json()["state"] == "approved"
    handed = await api.post(f"/applications/{application_id}/handover", json={"even_if_closed": True})
    assert handed.status_code == 200
    assert handed.json()["posting_liveness"]["state"] == "closed"
    assert "although the posting is closed" in (await told(platform, workspace, application_id))[0]


async def test_what_was_sent_by_hand_is_written_down_whatever_became_of_the_posting(
    desk: Desk, platform: Platform, workspace: UUID, api: httpx.AsyncClient, run_jobs: Run, board_server: BoardServer
) -> None:
    application_id, _ = await prepared(desk, api, run_jobs)
    await approve(api, application_id)
    board_server.jobs["brightline"] = []
    await an_hour_passes(platform, workspace)
    assert (await api.post(f"/applications/{application_id}/sent", json={})).json()["state"] == "sent"
