"""The fact base as the candidate sees it: what is stated, where, since when, and what it said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from rolecall.platform.db import Session
from rolecall.profile.fact_base.own import NoSuchFact
from rolecall.profile.fact_base.stored import OWN, READ
from rolecall.profile.fact_base.tables import FactRow, WordingRow
from rolecall.profile.facts import Fact, FactKind
from rolecall.profile.queries import placed_facts, profile_updated_at
from rolecall.profile.resume import Source


@dataclass(frozen=True, slots=True)
class Listed:
    """A fact. `pointer` is where it stands in the résumé as packages are made of it; None where it stands nowhere."""

    id: str
    kind: FactKind
    text: str
    origin: str
    pointer: str | None
    about: str | None
    about_text: str | None
    since: str | None
    until: str | None
    said_at: datetime | None
    withdrawn_at: datetime | None
    why: str
    revision: int
    source: Source | None
    note: str | None
    """What the candidate should know about it, as a sentence."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a fact said for a time."""

    kind: FactKind
    text: str
    since: str | None
    until: str | None
    said_at: datetime
    replaced_at: datetime
    why: str


_HOMELESS = (
    "The entry it belongs to is not in your current résumé, so it is printed nowhere. It still counts; attach it to "
    "another entry to have it printed."
)


async def facts(session: Session, *, withdrawn: bool = False) -> list[Listed]:
    """Facts in force in the résumé's order; with `withdrawn` those taken back instead, the last one first."""
    rows = {row.fact_id: row for row in await session.scalars(select(FactRow).order_by(FactRow.id))}
    placed = await placed_facts(session)
    texts = {fact.id: fact.text for fact in placed.facts}
    if withdrawn:
        gone = [row for row in rows.values() if row.withdrawn_at is not None]
        return [_row(row, texts) for row in sorted(gone, key=lambda row: (row.withdrawn_at, row.id), reverse=True)]
    updated_at = await profile_updated_at(session)
    return [
        _stated(fact, rows.get(fact.id), texts, placed.resume.sources, updated_at, at=placed.at)
        for fact in placed.facts
    ]


async def fact(session: Session, fact_id: str) -> tuple[Listed, list[Wording]]:
    """One fact, in force or withdrawn, and what it said before, newest first. Raises NoSuchFact."""
    row = await session.scalar(select(FactRow).where(FactRow.fact_id == fact_id))
    listed = next((each for each in await facts(session) if each.id == fact_id), None)
    if listed is None:
        if row is None:
            raise NoSuchFact("There is no such fact in this workspace.")
        listed = _row(row, {})
    if row is None:
        return listed, []
    said = await session.scalars(
        select(WordingRow).where(WordingRow.fact == row.id).order_by(WordingRow.id.desc()).limit(100)
    )
    return listed, [
        Wording(FactKind(was.kind), was.text, was.since, was.until, was.said_at, was.replaced_at, was.why)
        for was in said
    ]


def _stated(
    fact: Fact,
    row: FactRow | None,
    texts: Mapping[str, str],
    sources: Mapping[str, Source],
    updated_at: datetime | None,
    *,
    at: Mapping[str, str],
) -> Listed:
    own = row is not None and row.origin == OWN
    nowhere = own and fact.id not in at
    about = row.about if row is not None else None
    return Listed(
        fact.id,
        fact.kind,
        fact.text,
        OWN if own else READ,
        None if nowhere else fact.pointer,
        about,
        texts.get(about) if about else None,
        fact.since,
        fact.until,
        row.said_at if row is not None else updated_at,
        None,
        row.why if row is not None else READ,
        row.revision if row is not None else 1,
        None if own else sources.get(fact.pointer),
        _HOMELESS if nowhere and about else None,
    )


def _row(row: FactRow, texts: Mapping[str, str]) -> Listed:
    return Listed(
        row.fact_id,
        FactKind(row.kind),
        row.text,
        row.origin,
        None,
        row.about,
        texts.get(row.about) if row.about else None,
        row.since,
        row.until,
        row.said_at,
        row.withdrawn_at,
        row.why,
        row.revision,
        None,
        None,
    )
