"""Applications over HTTP. Opening one is `prepare`'s, since that begins with a package."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from rolecall.applications import lifecycle, queries
from rolecall.applications.lifecycle import State
from rolecall.applications.queries import ApplicationView
from rolecall.applications.schemas import NoteIn, OutcomeIn, StatusOut, TimelineOut, WithdrawIn
from rolecall.platform.api import Page, PageParams, SessionDep, encode_cursor

router = APIRouter(tags=["applications"])
Paging = Annotated[PageParams, Depends()]


@router.get("/applications")
async def list_applications(
    session: SessionDep, page: Paging, state: Annotated[list[State] | None, Query()] = None
) -> Page[ApplicationView]:
    """Applications, the last moved first; `state` may be given several times."""
    return await _page(session, page, states=state or ())


@router.get("/applied")
async def list_applied(
    session: SessionDep, page: Paging, portal: Annotated[str | None, Query(max_length=50)] = None
) -> Page[ApplicationView]:
    """What was sent, whatever came of it; `portal` is a board's name."""
    sent = (S.SENT, S.ACKNOWLEDGED, S.INTERVIEWING, S.OFFERED, S.ACCEPTED, S.DECLINED, S.REJECTED, S.NO_ANSWER)
    return await _page(session, page, states=sent, board=portal)


@router.get("/applications/{application_id}")
async def show_application(application_id: UUID, session: SessionDep) -> ApplicationView:
    """One application."""
    return await queries.application(session, application_id)


@router.get("/applications/{application_id}/status")
async def show_application_status(application_id: UUID, session: SessionDep) -> StatusOut:
    """Where it stands."""
    view = await queries.application(session, application_id)
    return StatusOut(id=view.id, state=view.state, since=view.moved_at, next=view.next)


@router.get("/applications/{application_id}/timeline")
async def show_timeline(application_id: UUID, session: SessionDep, page: Paging) -> Page[TimelineOut]:
    """What happened, newest first."""
    after = page.after_as(int)
    entries = await queries.timeline(session, application_id, limit=page.limit + 1, before=after[0] if after else None)
    shown = entries[: page.limit]
    more = encode_cursor([shown[-1].seq]) if len(entries) > page.limit else None
    return Page(items=[TimelineOut.model_validate(entry) for entry in shown], next=more)


@router.post("/applications/{application_id}/timeline", status_code=201)
async def add_note(application_id: UUID, body: NoteIn, session: SessionDep) -> ApplicationView:
    """Add a note of one's own."""
    await lifecycle.note(session, application_id, "note", body.text)
    return await queries.application(session, application_id)


@router.post("/applications/{application_id}/withdraw")
async def withdraw_application(application_id: UUID, body: WithdrawIn, session: SessionDep) -> ApplicationView:
    """Step back from an application."""
    await lifecycle.move(session, application_id, State.WITHDRAWN, reason=body.reason)
    return await queries.application(session, application_id)


@router.post("/applications/{application_id}/outcome")
async def record_outcome(application_id: UUID, body: OutcomeIn, session: SessionDep) -> ApplicationView:
    """Write down what the employer answered, or what the candidate did with it."""
    await lifecycle.move(session, application_id, State(body.state), reason=body.note)
    return await queries.application(session, application_id)


S = State


async def _page(
    session: SessionDep, page: PageParams, *, states: tuple[State, ...] | list[State], board: str | None = None
) -> Page[ApplicationView]:
    after = page.after_as(datetime, UUID)
    found = await queries.applications(
        session,
        states=states,
        board=board,
        limit=page.limit + 1,
        after=(after[0], after[1]) if after else None,
    )
    shown = found[: page.limit]
    more = encode_cursor([shown[-1].moved_at.isoformat(), shown[-1].id]) if len(found) > page.limit else None
    return Page(items=shown, next=more)
