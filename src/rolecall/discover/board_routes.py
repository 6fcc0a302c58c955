"""How often a board is read, and what its readings gave, over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from rolecall.discover import schedule
from rolecall.discover.follow import board_row
from rolecall.discover.followed import Open, open_counts, readings
from rolecall.discover.schemas import BoardOut
from rolecall.discover.tables import ReadingRow
from rolecall.platform.api import Page, PageParams, PlatformDep, SessionDep, encode_cursor

router = APIRouter(tags=["discover"])
Paging = Annotated[PageParams, Depends()]


class BoardPatch(BaseModel):
    """What is to change; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    every_minutes: Annotated[
        int | None, Field(ge=schedule.SHORTEST, le=schedule.LONGEST, description="null: as often as the settings say.")
    ] = None
    paused: bool | None = None


class ReadingOut(BaseModel):
    """One reading of a board. `outcome` is `ok`, or the code of the problem."""

    id: UUID
    began_at: datetime
    ended_at: datetime
    outcome: str
    problem: str | None
    seen: int
    found: int
    changed: int
    closed: int

    @classmethod
    def of(cls, row: ReadingRow) -> ReadingOut:
        return cls(
            id=row.id,
            began_at=row.created_at,
            ended_at=row.ended_at,
            outcome=row.outcome,
            problem=row.problem,
            seen=row.seen,
            found=row.found,
            changed=row.changed,
            closed=row.closed,
        )


@router.patch("/boards/{board_id}")
async def change_board(board_id: UUID, wanted: BoardPatch, platform: PlatformDep, session: SessionDep) -> BoardOut:
    """Read a board more or less often, or pause it. A resumed board is read at once."""
    if "every_minutes" in wanted.model_fields_set:
        await schedule.set_every(session, platform.settings, board_id, wanted.every_minutes)
    if wanted.paused is not None:
        await (schedule.pause if wanted.paused else schedule.resume)(session, board_id)
    row = await board_row(session, board_id, lock=False)
    counted = await open_counts(session, [row.id])
    return BoardOut.of(row, counted.get(row.id, Open()))


@router.get("/boards/{board_id}/readings")
async def list_readings(board_id: UUID, session: SessionDep, page: Paging) -> Page[ReadingOut]:
    """What the readings of a board gave, the newest first; kept for 90 days."""
    await board_row(session, board_id, lock=False)
    rows = await readings(session, board_id, before=page.after_as(datetime, UUID), limit=page.limit + 1)
    shown = rows[: page.limit]
    more = encode_cursor([shown[-1].created_at.isoformat(), shown[-1].id]) if len(rows) > page.limit else None
    return Page(items=[ReadingOut.of(row) for row in shown], next=more)
