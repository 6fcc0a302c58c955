"""The edge of the API: problems in plain words, one answer per idempotency key, a live stream that misses nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import func, select

from rolecall.applications import lifecycle
from rolecall.applications.events import ApplicationMoved, ApplicationOpened
from rolecall.applications.lifecycle import MOVES, IllegalMove, State
from rolecall.applications.queries import application, timeline
from rolecall.platform.api import Caller, PageParams, SessionDep, install_problems
from rolecall.platform.db import Session
from rolecall.platform.errors import NotSignedIn, Unavailable
from rolecall.platform.events import Event, EventRow, emit
from rolecall.platform.jobs import Flow
from rolecall.platform.live import Cursor, Live
from rolecall.platform.middleware import EdgeMiddleware, IdempotencyMiddleware
from rolecall.platform.resources import Platform


class Rung(Event):
    number: int


@pytest.fixture
def flow() -> Flow:
    return Flow(reactions={Rung: (), ApplicationOpened: (), ApplicationMoved: ()})


class RingIn(BaseModel):
    number: int


@pytest.fixture
async def api(platform: Platform, workspace: UUID) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    install_problems(app)
    app.add_middleware(IdempotencyMiddleware, owner=app)
    app.add_middleware(EdgeMiddleware, max_body=10_000)
    app.state.platform = platform
    workspaces = {"mine": workspace, "other": uuid4()}

    async def authenticate(_platform: Platform, token: str) -> Caller:
        if token not in workspaces:
            raise NotSignedIn("Sign in again.")
        return Caller(workspaces[token], uuid4(), "owner")

    app.state.authenticate = authenticate

    @app.post("/ring", status_code=201)
    async def ring(body: RingIn, session: SessionDep) -> dict[str, int]:
        await emit(session, Rung(number=body.number))
        if body.number == 13:
            raise Unavailable("The bell is stuck; ring again.")
        if body.number == 14:
            raise ZeroDivisionError("a secret detail")
        await asyncio.sleep(0.2 if body.number == 15 else 0)
        return {"rings": await session.scalar(select(func.count()).select_from(EventRow)) or 0}

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://test", headers={"Authorization": "Bearer mine"}
    ) as client:
        yield client


async def test_every_error_is_a_problem_document_with_a_correlation_id(api: httpx.AsyncClient) -> None:
    cases = {
        api.post("/ring", json={"number": "x"}): (422, "invalid_input"),
        api.post("/ring", json={"number": 1}, headers={"Authorization": "Bearer wrong"}): (401, "not_signed_in"),
        api.post("/ring", json={"number": 13}): (503, "unavailable"),
        api.post("/ring", json={"number": 14}): (500, "internal"),
        api.post("/ring", content=b"{" + b" " * 20_000): (413, "too_large"),
        api.get("/nowhere"): (404, "not_found"),
        api.get("/ring"): (405, "method_not_allowed"),
    }
    for request, (status, code) in cases.items():
        answer = await request
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["x-correlation-id"]
        assert "secret" not in answer.text
    sent = await api.get("/nowhere", headers={"X-Correlation-ID": "mine-1"})
    assert sent.headers["x-correlation-id"] == "mine-1"
    forged = await api.get("/nowhere", headers={"X-Correlation-ID": "a b\tc"})
    assert forged.headers["x-correlation-id"] != "a b\tc"


async def test_a_failed_request_leaves_nothing(api: httpx.AsyncClient, platform: Platform) -> None:
    await api.post("/ring", json={"number": 13})
    await api.post("/ring", json={"number": 14})
    async with platform.db.system() as session:
        assert await session.scalar(select(func.count()).select_from(EventRow)) == 0


async def test_an_idempotency_key_gives_one_answer(api: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "k1"}
    first = await api.post("/ring", json={"number": 1}, headers=key)
    again = await api.post("/ring", json={"number": 1}, headers=key)
    assert (first.status_code, first.json()) == (again.status_code, again.json()) == (201, {"rings": 1})
    assert again.headers["idempotency-replayed"] == "true"
    other_body = await api.post("/ring", json={"number": 2}, headers=key)
    assert other_body.status_code == 422
    other_workspace = await api.post("/ring", json={"number": 2}, headers=key | {"Authorization": "Bearer other"})
    assert other_workspace.json() == {"rings": 1}
    old_name = await api.post("/ring", json={"number": 1}, headers={"X-Idempotency-Key": "k1"})
    assert old_name.json() == {"rings": 1}


async def test_an_idempotency_key_still_running_is_409_and_a_fault_frees_it(api: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "k2"}
    slow = asyncio.create_task(api.post("/ring", json={"number": 15}, headers=key))
    await asyncio.sleep(0.1)
    assert (await api.post("/ring", json={"number": 15}, headers=key)).status_code == 409
    assert (await slow).status_code == 201
    key = {"Idempotency-Key": "k3"}
    assert (await api.post("/ring", json={"number": 13}, headers=key)).status_code == 503
    assert (await api.post("/ring", json={"number": 13}, headers=key)).status_code == 503, "run again, not replayed"


async def test_the_live_stream_gives_a_slow_transaction_s_events_after_it_commits_and_misses_none(
    platform: Platform, workspace: UUID
) -> None:
    live = Live(platform.db)
    reader = asyncio.create_task(live.run())
    heard: list[int] = []
    last: list[Cursor] = []

    async def listen(after: Cursor | None, until: int) -> None:
        async for event in live.listen(workspace, after, idle=30):
            assert event is not None
            heard.append(event.payload["number"])
            last.append(event.cursor)
            if len(heard) == until:
                return

    listening = asyncio.create_task(listen(None, 3))
    await asyncio.sleep(0.2)
    async with platform.db.workspace(workspace) as slow:
        await emit(slow, Rung(number=1))
        async with platform.db.workspace(workspace) as quick:
            await emit(quick, Rung(number=2))
        async with platform.db.workspace(uuid4()) as stranger:
            await emit(stranger, Rung(number=99))
        await asyncio.sleep(0.6)
        assert heard == [], "nothing may overtake the open transaction"
    async with platform.db.workspace(workspace) as session:
        await emit(session, Rung(number=3))
    await asyncio.wait_for(listening, 10)
    assert heard == [1, 2, 3]
    async with platform.db.workspace(workspace) as session:
        await emit(session, Rung(number=4))
    await asyncio.wait_for(listen(last[1], 5), 10)
    assert heard == [1, 2, 3, 3, 4]
    reader.cancel()


async def opened(session: Session) -> UUID:
    return await lifecycle.open_application(
        session,
        posting_id=uuid4(),
        company="Quill & Co",
        title="Baker",
        url="https://example.org/1",
        board="greenhouse",
    )


async def test_an_application_moves_only_as_the_law_says(platform: Platform, workspace: UUID) -> None:
    async with platform.db.workspace(workspace) as session:
        id = await opened(session)
        for state in (State.AWAITING_APPROVAL, State.APPROVED, State.HANDED_OVER, State.SENT, State.REJECTED):
            await lifecycle.move(session, id, state, reason="as it goes")
        with pytest.raises(IllegalMove, match="is rejected; it cannot become sent"):
            await lifecycle.move(session, id, State.SENT)
        entries = await timeline(session, id)
        assert [entry.after for entry in entries] == [
            "rejected", "sent", "handed_over", "approved", "awaiting_approval", "preparing",
        ]  # fmt: skip
    async with platform.db.workspace(uuid4()) as session:
        with pytest.raises(Exception, match="no such application"):
            await lifecycle.move(session, id, State.INTERVIEWING)


async def test_nothing_is_sent_that_was_not_approved() -> None:
    ways_in = {before for before, after in MOVES.items() if State.SENT in after}
    assert ways_in == {State.APPROVED, State.HANDED_OVER, State.SENDING, State.UNKNOWN}
    assert {before for before, after in MOVES.items() if State.SENDING in after} == {State.APPROVED}
    assert State.SENDING not in MOVES[State.UNKNOWN], "an unknown send is never repeated blindly"


async def test_a_new_package_takes_the_approval_away(platform: Platform, workspace: UUID) -> None:
    async with platform.db.workspace(workspace) as session:
        id = await opened(session)
        await lifecycle.move(session, id, State.AWAITING_APPROVAL, fingerprint="one")
        await lifecycle.move(session, id, State.APPROVED)
        await lifecycle.new_package(session, id, "two")
        view = await application(session, id)
        assert (view.state, view.fingerprint) == (State.AWAITING_APPROVAL, "two")
        await lifecycle.new_package(session, id, "three")
        assert (await application(session, id)).fingerprint == "three"


def test_a_cursor_of_someone_else_s_is_refused_in_words() -> None:
    with pytest.raises(Exception, match="not one of ours"):
        PageParams(limit=5, cursor="!!!").after()
