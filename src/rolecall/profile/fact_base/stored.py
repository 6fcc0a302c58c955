"""The fact base as it is read by those who know nothing of rows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from rolecall.platform.db import Session
from rolecall.profile.fact_base.placed import OwnFact
from rolecall.profile.fact_base.tables import FactRow
from rolecall.profile.facts import FactKind, fact_id

READ, OWN = "read", "own"


@dataclass(frozen=True, slots=True)
class InForce:
    """Facts in force: own ones, oldest first, and the ids of those read, by the id made of kind and text."""

    own: tuple[OwnFact, ...]
    known: dict[str, str]


async def in_force(session: Session) -> InForce:
    """The facts in force of this workspace."""
    rows = list(await session.scalars(select(FactRow).where(FactRow.withdrawn_at.is_(None)).order_by(FactRow.id)))
    return InForce(
        tuple(own_fact(row) for row in rows if row.origin == OWN),
        {fact_id(FactKind(row.kind), row.text): row.fact_id for row in rows if row.origin == READ},
    )


def own_fact(row: FactRow) -> OwnFact:
    """An own fact's row as a value."""
    return OwnFact(row.fact_id, FactKind(row.kind), row.text, row.about, row.since, row.until, row.revision)
