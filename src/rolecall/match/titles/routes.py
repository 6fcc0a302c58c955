"""What a posting's title says: the field, the rank, and the occupations that it may mean."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from rolecall.discover.queries import posting
from rolecall.match.titles import esco
from rolecall.match.titles.classes import classes
from rolecall.match.titles.levels import occupations
from rolecall.platform.api import ProblemDocument, SessionDep

router = APIRouter()


class OccupationOut(BaseModel):
    """An occupation of ESCO: its code, whose first four digits are ISCO-08's group, and its name in English."""

    code: str
    name: str


class TitleOut(BaseModel):
    """`named`: occupations that bear the title as a name; `likely`, where asked for: those that it may mean, the likeliest first."""

    title: str
    department: str
    seniority: str
    named: list[OccupationOut]
    likely: list[OccupationOut]


@router.get("/postings/{id}/title", responses={404: {"model": ProblemDocument}})
async def show_title(
    session: SessionDep,
    id: UUID,
    likely: Annotated[
        bool, Query(description="Also look for occupations by meaning: some seconds the first time.")
    ] = False,
) -> TitleOut:
    """Department and seniority by the title alone, and ESCO's occupations (English titles only)."""
    found = await posting(session, id)
    told = classes(found.title)
    named = [esco.occupation(number) for number in sorted(occupations(found.title))]
    meant = await run_in_threadpool(esco.likely, found.title) if likely else []
    return TitleOut(
        title=found.title,
        department=told.department,
        seniority=told.seniority,
        named=[OccupationOut(code=one.code, name=one.name) for one in named],
        likely=[OccupationOut(code=one.code, name=one.name) for one in meant],
    )
