"""The candidate says a fact once, re-words it, takes it back. What was read from the résumé is corrected there."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict, InvalidInput, NotFound
from rolecall.platform.events import emit
from rolecall.profile.change import change_profile
from rolecall.profile.events import ProfileChanged
from rolecall.profile.fact_base.keep import CHANGES, reword
from rolecall.profile.fact_base.placed import STATIONS, Placed, station_at
from rolecall.profile.fact_base.stored import OWN
from rolecall.profile.fact_base.tables import FactRow
from rolecall.profile.facts import Fact, FactKind
from rolecall.profile.queries import placed_facts, profile_as_corrected
from rolecall.profile.storable import is_storable
from rolecall.profile.tables import ProfileRow

LONGEST = 500
"""Characters of a fact."""
MOST = 500
"""Own facts in force in one workspace."""
_ALONE = frozenset(
    {FactKind.SKILL, FactKind.CERTIFICATE, FactKind.LANGUAGE, FactKind.PROJECT, FactKind.EDUCATION, FactKind.OTHER}
)
_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_ENDS = re.compile(r"^[\s•*·–-]+|[\s.;,!]+$")


class WrongFact(InvalidInput):
    """A fact cannot be kept as it was given."""

    code = "facts.wrong"


class SaidAlready(Conflict):
    """The same is stated already. `fact_id` is the fact that states it."""

    code = "facts.duplicate"


class Withdrawn(Conflict):
    """The fact was taken back; it can be said again."""

    code = "facts.withdrawn"


class NoSuchFact(NotFound):
    """No fact of this workspace has the id."""

    code = "facts.none"


@dataclass(frozen=True, slots=True)
class Said:
    """A fact as the candidate gives it. `about` is the id of a fact, or its pointer as `GET /facts` tells it."""

    text: str
    kind: FactKind = FactKind.OTHER
    about: str | None = None
    since: str | None = None
    until: str | None = None


async def add_fact(session: Session, said: Said) -> str:
    """Keep a fact of the candidate's own; returns its id. The same words said again get the id they had.

    Raises WrongFact, and SaidAlready where a fact in force says the same.
    """
    await _begin(session)
    placed = await placed_facts(session)
    said = _fitting(said, placed)
    _not_twice(said.text, placed, None)
    rows = list(await session.scalars(select(FactRow).where(FactRow.origin == OWN)))
    now = datetime.now(UTC)
    again = next((row for row in rows if (row.kind, row.text) == (said.kind, said.text) and row.withdrawn_at), None)
    if again is not None:
        reword(session, again, now)
        again.withdrawn_at, again.why = None, "said"
        again.about, again.since, again.until = said.about, said.since, said.until
        fact_id = again.fact_id
    else:
        if sum(row.withdrawn_at is None for row in rows) >= MOST:
            raise WrongFact(f"There are {MOST} facts of your own already; remove one that you do not need.")
        fact_id = f"f_{secrets.token_hex(6)}"
        session.add(
            FactRow(
                fact_id=fact_id,
                origin=OWN,
                kind=said.kind.value,
                text=said.text,
                since=said.since,
                until=said.until,
                about=said.about,
                said_at=now,
                why="said",
            )
        )
    CHANGES.labels("said").inc()
    await _end(session)
    return fact_id


async def edit_fact(session: Session, fact_id: str, changes: Mapping[str, Any]) -> None:
    """Change what a fact says (text, kind, about, since, until); its id stays and what it said is kept.

    Of a fact that was read only the text can be changed: that corrects the résumé's field. Raises NoSuchFact,
    Withdrawn, WrongFact, SaidAlready.
    """
    await _begin(session)
    row = await _row(session, fact_id)
    placed = await placed_facts(session)
    if row is None or row.origin != OWN:
        if set(changes) != {"text"}:
            raise WrongFact("This was read from your résumé: change its text here, and the rest on the page Profile.")
        text = _folded(changes["text"])
        _not_twice(text, placed, fact_id)
        await _correct(session, fact_id, text)
        return
    was = Said(row.text, FactKind(row.kind), row.about, row.since, row.until)
    said = _fitting(
        Said(**{name: changes.get(name, getattr(was, name)) for name in ("text", "kind", "about", "since", "until")}),
        placed,
        unchanged_about=was.about,
    )
    if said == was:
        return
    _not_twice(said.text, placed, fact_id)
    if (said.text, said.kind, said.since, said.until) != (was.text, was.kind, was.since, was.until):
        reword(session, row, datetime.now(UTC))
        row.why = "edited"
    row.text, row.kind, row.about, row.since, row.until = said.text, said.kind.value, said.about, said.since, said.until
    await _end(session)


async def withdraw_fact(session: Session, fact_id: str) -> None:
    """Take a fact back. It is used no more and stays as withdrawn; twice is once. Raises NoSuchFact, WrongFact."""
    await _begin(session)
    row = await _row(session, fact_id, withdrawn=True)
    if row is not None and row.withdrawn_at is not None:
        return
    if row is None or row.origin != OWN:
        await _correct(session, fact_id, None)
        return
    row.withdrawn_at, row.why = datetime.now(UTC), "removed"
    CHANGES.labels("withdrawn").inc()
    await _end(session)


async def _begin(session: Session) -> None:
    # The profile's row is the lock: two who say the same at once must not both find it unsaid.
    statement = insert(ProfileRow).values(updated_at=func.now())
    await session.execute(
        statement.on_conflict_do_update(index_elements=["workspace_id"], set_={"updated_at": func.now()})
    )


async def _end(session: Session) -> None:
    # The answer to the request reads the facts again.
    await session.flush()
    await emit(session, ProfileChanged())


async def _row(session: Session, fact_id: str, *, withdrawn: bool = False) -> FactRow | None:
    row = await session.scalar(select(FactRow).where(FactRow.fact_id == fact_id))
    if row is not None and row.withdrawn_at is not None and not withdrawn:
        raise Withdrawn("This fact was taken back; say it again if it is true.")
    return row


async def _correct(session: Session, fact_id: str, text: str | None) -> None:
    """Change or remove a statement where the résumé makes it."""
    profile = await profile_as_corrected(session)
    fact = next((each for each in profile.facts if each.id == fact_id), None)
    if fact is None:
        raise NoSuchFact("There is no such fact in this workspace.")
    value: Any = profile.resume.model_dump(mode="json", by_alias=True)
    for step in fact.pointer.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else value[step]
    folded = " ".join(value.split()) if isinstance(value, str) else ""
    if fact.text not in folded:
        raise WrongFact("This line is made of several fields of your résumé; correct them on the page Profile.")
    changed = " ".join(folded.replace(fact.text, text or "", 1).split())
    await change_profile(session, [(fact.pointer, changed or None)])


def _fitting(said: Said, placed: Placed, unchanged_about: str | None = None) -> Said:
    """The fact folded, of the kind its place makes it; raises WrongFact."""
    text = _folded(said.text)
    for date in (said.since, said.until):
        if date is not None and not _DATE.fullmatch(date):
            raise WrongFact("Write dates as 2021, 2021-06 or 2021-06-30.")
    if said.since and said.until and said.until < said.since[: len(said.until)]:
        raise WrongFact("The end lies before the start.")
    if said.about is None:
        # A duty of no position is a statement like any other.
        alone = FactKind.OTHER if said.kind is FactKind.DUTY else said.kind
        if alone not in _ALONE:
            raise WrongFact(f"A {said.kind} has a place of its own: add it on the page Profile.")
        return Said(text, alone, None, said.since, said.until)
    if said.about == unchanged_about and not any(fact.id == said.about for fact in placed.facts):
        return Said(text, said.kind, said.about, said.since, said.until)
    station = next((fact for fact in placed.facts if said.about in (fact.id, fact.pointer)), None)
    place = station_at(station.pointer) if station else None
    if station is None or place is None:
        raise WrongFact("What the fact is about must be a position, a study, a project or an entry of your résumé.")
    head = _head(station, placed)
    kind = said.kind if said.kind is FactKind.SKILL and place[0] == "projects" else STATIONS[place[0]]
    if said.kind not in (kind, *STATIONS.values()):
        raise WrongFact(f"A {said.kind} stands by itself; leave out what it is about.")
    return Said(text, kind, head.id, said.since, said.until)


def _head(fact: Fact, placed: Placed) -> Fact:
    """The fact that an entry's first line states: a line of a position is about the position."""
    entry = "/".join(fact.pointer.split("/")[:3])
    return next((each for each in placed.facts if each.pointer == entry), fact)


def _not_twice(text: str, placed: Placed, but: str | None) -> None:
    for fact in placed.facts:
        if fact.id != but and _bare(fact.text) == _bare(text):
            raise SaidAlready(f"This is a fact of yours already: “{fact.text[:120]}”.", fact_id=fact.id)


def _bare(text: str) -> str:
    return _ENDS.sub("", " ".join(text.split())).casefold()


def _folded(text: str) -> str:
    folded = " ".join(text.split())
    if not is_storable(text):
        raise WrongFact("The text cannot be stored; write it as plain text.")
    if not any(char.isalnum() for char in folded):
        raise WrongFact("A fact needs words.")
    if len(folded) > LONGEST:
        raise WrongFact(f"A fact is one statement of at most {LONGEST} characters; say the rest as another one.")
    return folded
