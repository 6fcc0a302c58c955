"""Keep the ids of what is read: called in the transaction that changes the résumé or its corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from prometheus_client import Counter
from sqlalchemy import select

from rolecall.platform.db import Session
from rolecall.profile.fact_base.lineage import Known, same
from rolecall.profile.fact_base.stored import OWN, READ
from rolecall.profile.fact_base.tables import FactRow, WordingRow
from rolecall.profile.facts import Fact, FactKind, fact_id, facts_of
from rolecall.profile.queries import corrected_resume
from rolecall.profile.tables import ProfileRow

CHANGES = Counter("rolecall_profile_facts_total", "Facts by what became of them.", ["change"])


async def keep(
    session: Session, edited: Mapping[str, tuple[FactKind, str]] | None = None, why: str = READ
) -> tuple[Fact, ...]:
    """Write down what the current résumé says, each statement under the id it had; twice is once.

    A re-worded fact keeps its id and what it said before; one that is not stated any more is withdrawn. Returns the
    facts read, with pointers in the numbering of `GET /profile`. `edited` is as in `lineage.same`.
    """
    # Two who keep at the same time would each write a statement down that is new to both.
    await session.execute(select(ProfileRow.id).with_for_update())
    resume = await corrected_resume(session)
    stated = facts_of(resume) if resume else ()
    rows = {row.fact_id: row for row in await session.scalars(select(FactRow).order_by(FactRow.id))}
    now = datetime.now(UTC)
    read = [row for row in rows.values() if row.origin == READ]
    own = {(row.kind, row.text): row for row in rows.values() if row.origin == OWN and row.withdrawn_at is None}
    found = same(stated, [_known(row) for row in read], edited or {})
    kept: list[Fact] = []
    stays = set()
    for number, fact in enumerate(stated):
        if (said := own.get((fact.kind, fact.text))) is not None:
            kept.append(replace(fact, id=said.fact_id))
        elif (known := found.get(number)) is not None:
            _follow(session, rows[known.id], fact, now, why)
            stays.add(known.id)
            kept.append(replace(fact, id=known.id))
        else:
            row = _new(fact, free_id(fact, rows), now, why)
            session.add(row)
            rows[row.fact_id] = row
            stays.add(row.fact_id)
            kept.append(replace(fact, id=row.fact_id))
            CHANGES.labels("read").inc()
    for row in read:
        if row.fact_id not in stays and row.withdrawn_at is None:
            row.withdrawn_at, row.why = now, "removed" if why == "corrected" else "not_read"
            CHANGES.labels("withdrawn").inc()
    # Those who read the base next do so by statements of their own.
    await session.flush()
    return tuple(kept)


def edited_in_place(
    before: Iterable[Fact], after: Iterable[Fact], pointers: Iterable[str]
) -> dict[str, tuple[FactKind, str]]:
    """What the candidate made of facts by correcting fields: one statement there before, one of its kind after."""
    were, are = _alone_at(before), _alone_at(after)
    out: dict[str, tuple[FactKind, str]] = {}
    for pointer in pointers:
        steps = pointer.split("/")
        for place in ("/".join(steps[:end]) for end in range(len(steps), 1, -1)):
            for (at, kind), fact in were.items():
                now = are.get((at, kind))
                if at == place and now is not None and now.text != fact.text:
                    out[fact.id] = (kind, now.text)
    return out


def reword(session: Session, row: FactRow, now: datetime) -> None:
    """Write down what a fact says until now, before it says something else."""
    session.add(
        WordingRow(
            fact=row.id,
            kind=row.kind,
            text=row.text,
            since=row.since,
            until=row.until,
            said_at=row.said_at,
            replaced_at=now,
            why=row.why,
        )
    )
    row.revision, row.said_at = row.revision + 1, now
    CHANGES.labels("reworded").inc()


def free_id(fact: Fact, taken: Mapping[str, object]) -> str:
    """The id made of kind and text; another where a fact that says something else by now has that one."""
    made, number = fact_id(fact.kind, fact.text), 1
    while made in taken:
        number += 1
        made = "f_" + sha256(f"{number}\n{fact.kind}\n{fact.text}".encode()).hexdigest()[:12]
    return made


def _follow(session: Session, row: FactRow, fact: Fact, now: datetime, why: str) -> None:
    if (row.text, row.since, row.until) != (fact.text, fact.since, fact.until) or row.withdrawn_at is not None:
        reword(session, row, now)
        row.text, row.since, row.until, row.withdrawn_at, row.why = fact.text, fact.since, fact.until, None, why
    row.pointer = fact.pointer


def _known(row: FactRow) -> Known:
    return Known(row.fact_id, FactKind(row.kind), row.text, row.pointer, row.withdrawn_at is None)


def _new(fact: Fact, id_: str, now: datetime, why: str) -> FactRow:
    return FactRow(
        fact_id=id_,
        origin=READ,
        kind=fact.kind.value,
        text=fact.text,
        since=fact.since,
        until=fact.until,
        pointer=fact.pointer,
        said_at=now,
        why=why,
        revision=1,
    )


def _alone_at(facts: Iterable[Fact]) -> dict[tuple[str, FactKind], Fact]:
    found: dict[tuple[str, FactKind], list[Fact]] = {}
    for fact in facts:
        found.setdefault((fact.pointer, fact.kind), []).append(fact)
    return {place: listed[0] for place, listed in found.items() if len(listed) == 1}
