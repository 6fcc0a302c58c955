"""Saved searches over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, status

from rolecall.match.rows import rows_out
from rolecall.match.schemas import FoundPostingOut, SavedSearchChangeIn, SavedSearchIn, SavedSearchOut
from rolecall.match.searches import saved
from rolecall.platform.api import Page, PageParams, ProblemDocument, SessionDep, encode_cursor

router = APIRouter()


@router.get("/searches")
async def list_searches(session: SessionDep) -> Page[SavedSearchOut]:
    """The saved searches, and how much is new in each."""
    items = [_out(search) for search in await saved.saved_searches(session)]
    return Page(items=items, total=len(items))


@router.post("/searches", status_code=status.HTTP_201_CREATED, responses={409: {"model": ProblemDocument}})
async def save_search(wanted: SavedSearchIn, session: SessionDep) -> SavedSearchOut:
    """Keep a search. What comes after and matches is new, and with `notify` an event tells of it."""
    return _out(await saved.save(session, wanted.name, wanted.filters, notify=wanted.notify))


@router.patch("/searches/{search_id}", responses={404: {"model": ProblemDocument}})
async def change_search(search_id: UUID, wanted: SavedSearchChangeIn, session: SessionDep) -> SavedSearchOut:
    """Change a search, or say that all it found so far has been looked at (`seen`)."""
    given = {name: getattr(wanted, name) for name in wanted.model_fields_set}
    return _out(await saved.change(session, search_id, **given))


@router.delete(
    "/searches/{search_id}", status_code=status.HTTP_204_NO_CONTENT, responses={404: {"model": ProblemDocument}}
)
async def remove_search(search_id: UUID, session: SessionDep) -> None:
    """Forget a search."""
    await saved.remove(session, search_id)


@router.get("/searches/{search_id}/postings", responses={404: {"model": ProblemDocument}})
async def list_found_postings(
    search_id: UUID, session: SessionDep, page: Annotated[PageParams, Depends()]
) -> Page[FoundPostingOut]:
    """What a saved search finds now: what is new since somebody last looked, then the newest. Looking changes nothing."""
    after = page.after_as(int, datetime, UUID)
    found, last = await saved.found_by(session, search_id, limit=page.limit, after=after)
    rows = await rows_out(session, [one.scored for one in found])
    items = [FoundPostingOut(**row.model_dump(), new=one.new) for row, one in zip(rows, found, strict=True)]
    return Page(items=items, next=encode_cursor(last) if last else None)


def _out(search: saved.SavedSearch) -> SavedSearchOut:
    return SavedSearchOut.model_validate(search, from_attributes=True)
