"""The fact base over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path

from rolecall.platform.api import Page, PageParams, ProblemDocument, SessionDep, encode_cursor
from rolecall.platform.db import Session
from rolecall.profile.fact_base import listed, own
from rolecall.profile.fact_base.own import Said
from rolecall.profile.fact_base.schemas import FactChanges, FactDetailOut, FactIn, ListedFactOut, WordingOut
from rolecall.profile.facts import FactKind

router = APIRouter(tags=["profile"])
FactId = Annotated[str, Path(max_length=40)]
_REFUSED: dict[int | str, dict[str, Any]] = {status: {"model": ProblemDocument} for status in (404, 409, 422)}


@router.get("/facts")
async def list_facts(
    session: SessionDep,
    page: Annotated[PageParams, Depends()],
    kind: FactKind | None = None,
    *,
    withdrawn: bool = False,
) -> Page[ListedFactOut]:
    """Every fact in force in the résumé's order, or those that were withdrawn, the last one first."""
    found = [fact for fact in await listed.facts(session, withdrawn=withdrawn) if kind in (None, fact.kind)]
    after = page.after_as(str)
    start = next((number for number, fact in enumerate(found, 1) if after and fact.id == after[0]), 0)
    shown = found[start : start + page.limit]
    more = len(found) > start + page.limit
    return Page(
        items=[ListedFactOut.model_validate(fact) for fact in shown],
        next=encode_cursor([shown[-1].id]) if more else None,
        total=len(found),
    )


@router.get("/facts/{fact_id}", responses={404: {"model": ProblemDocument}})
async def show_fact(fact_id: FactId, session: SessionDep) -> FactDetailOut:
    """One fact, also a withdrawn one, with what it said before."""
    return await _detail(session, fact_id)


@router.post("/facts", status_code=201, responses={409: {"model": ProblemDocument}, 422: {"model": ProblemDocument}})
async def add_fact(body: FactIn, session: SessionDep) -> FactDetailOut:
    """Say a fact once. It counts in matching, is printed where it belongs, and allows the claim in documents."""
    return await _detail(session, await own.add_fact(session, Said(**body.model_dump())))


@router.patch("/facts/{fact_id}", responses=_REFUSED)
async def edit_fact(fact_id: FactId, body: FactChanges, session: SessionDep) -> FactDetailOut:
    """Say it in other words. The id stays, and so does what it said before."""
    changes = {name: getattr(body, name) for name in body.model_fields_set}
    for name in ("text", "kind"):
        if name in changes and changes[name] is None:
            raise own.WrongFact("A fact has a text and a kind; to take it back, delete it.")
    if changes:
        await own.edit_fact(session, fact_id, changes)
    return await _detail(session, fact_id)


@router.delete("/facts/{fact_id}", status_code=204, responses=_REFUSED)
async def withdraw_fact(fact_id: FactId, session: SessionDep) -> None:
    """Take a fact back. It stays as withdrawn, so that packages made with it can be explained."""
    await own.withdraw_fact(session, fact_id)


async def _detail(session: Session, fact_id: str) -> FactDetailOut:
    found, history = await listed.fact(session, fact_id)
    told = ListedFactOut.model_validate(found).model_dump()
    return FactDetailOut(**told, history=[WordingOut.model_validate(was) for was in history])
