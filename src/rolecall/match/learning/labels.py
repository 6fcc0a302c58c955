"""What the user thinks of postings: their own word, and what they did with an application."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

from prometheus_client import Counter
from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from rolecall.discover.queries import posting, searched
from rolecall.match.events import LabelsChanged, PostingDecided
from rolecall.match.searches.asked import Decided
from rolecall.match.tables import LabelRow, PersonalRow
from rolecall.platform.db import Session
from rolecall.platform.events import emit

LABELS = Counter("rolecall_match_labels_total", "Decisions of users to learn from, by kind.", ["kind"])

QUIET = timedelta(seconds=8)
"""Nothing is learnt until so long after the last label: who goes through a list decides every few seconds."""
LONGEST_WAIT = timedelta(seconds=60)
"""But no label waits longer than this."""
KEPT_AFTER_RESET = timedelta(days=30)
LONGEST_REASON = 500

Decide = Literal["shortlist", "reject", "clear"]


class LabelKind(StrEnum):
    """What the user did. The first two are their own word about a posting, the others speak through an application."""

    SHORTLISTED = "shortlisted"
    REJECTED = "rejected"
    APPLIED = "applied"
    ANSWERED = "answered"  # an interview, or an offer
    PACKAGE_REJECTED = "package_rejected"
    WITHDRAWN = "withdrawn"


class Source(StrEnum):
    """Where a label comes from. Of two for one posting the user's own word counts."""

    DECISION = "decision"
    APPLICATION = "application"


WEIGHTS: Mapping[LabelKind, float] = {
    LabelKind.SHORTLISTED: 1.0,
    LabelKind.REJECTED: 1.0,
    LabelKind.APPLIED: 1.0,
    LabelKind.ANSWERED: 1.5,
    # The package may have been what they did not like, or life came between: half a word about the posting.
    LabelKind.PACKAGE_REJECTED: 0.5,
    LabelKind.WITHDRAWN: 0.5,
}

REASONS: Mapping[str, float] = {
    "work": 1.0,
    "level": 1.0,
    "skills": 1.0,
    "place": 0.5,
    "pay": 0.5,
    "company": 0.5,
    "known": 0.0,
}
"""Why a posting is not for somebody, as a menu offers it, and how much that says of what it asks for.

`known` (gone, or applied to elsewhere) says nothing of it and is not learnt from. Own words count fully.
"""


@dataclass(frozen=True, slots=True)
class Label:
    """What the user thinks of a posting; `weight` (0 to 2) is how much it says."""

    posting_id: UUID
    source: Source
    kind: LabelKind
    relevant: bool
    reason: str | None
    weight: float
    at: datetime
    actor: str


async def decide(session: Session, posting_id: UUID, decision: Decide, reason: str | None = None) -> Label | None:
    """Write down what the user thinks of a posting; `clear` takes it back. Saying the same again changes nothing.

    Gives the label that is in force. Raises NotFound.
    """
    await posting(session, posting_id)
    reason = (reason or "").strip()[:LONGEST_REASON] or None
    if decision == "clear":
        changed = await _remove(session, posting_id, Source.DECISION)
    else:
        kind = LabelKind.SHORTLISTED if decision == "shortlist" else LabelKind.REJECTED
        weight = REASONS.get(reason or "", WEIGHTS[kind]) if kind is LabelKind.REJECTED else WEIGHTS[kind]
        changed = await _put(session, posting_id, Source.DECISION, kind, reason, weight)
    if changed:
        await emit(session, PostingDecided(posting_id=posting_id, decision=decision, reason=reason))
    return (await labels_of(session, [posting_id])).get(posting_id)


def word_of(label: Label | None) -> Literal["shortlisted", "rejected"] | None:
    """What the user said of the posting by their own word, if they did."""
    if label is None or label.source is not Source.DECISION:
        return None
    return "shortlisted" if label.relevant else "rejected"


async def put_of_application(session: Session, posting_id: UUID, kind: LabelKind | None, reason: str | None) -> None:
    """Write down what an application says of its posting; None where it says nothing (any more)."""
    if kind is None:
        changed = await _remove(session, posting_id, Source.APPLICATION)
    else:
        changed = await _put(session, posting_id, Source.APPLICATION, kind, reason, WEIGHTS[kind])
    if changed:
        await emit(session, LabelsChanged(posting_id=posting_id))


async def labels(session: Session) -> list[Label]:
    """Every label that is in force, one a posting, in the order in which they came."""
    statement = select(LabelRow).where(LabelRow.forgotten_at.is_(None)).order_by(LabelRow.at, LabelRow.id)
    return list(_in_force(await session.scalars(statement)).values())


async def labels_of(session: Session, posting_ids: Sequence[UUID]) -> dict[UUID, Label]:
    """The label in force of each of these postings that has one."""
    statement = select(LabelRow).where(LabelRow.posting_id.in_(posting_ids), LabelRow.forgotten_at.is_(None))
    return _in_force(await session.scalars(statement))


def decided_so(decided: Decided) -> ColumnElement[bool]:
    """The condition, on what discover searches, that the user said this by their own word."""
    said = select(LabelRow.posting_id).where(LabelRow.source == Source.DECISION.value, LabelRow.forgotten_at.is_(None))
    if decided == "undecided":
        return searched.id.not_in(said)
    return searched.id.in_(said.where(LabelRow.kind == decided))


async def forget(session: Session) -> int:
    """Forget every label; `restore` brings back those of the last time. Gives their number."""
    told = await session.execute(
        update(LabelRow).where(LabelRow.forgotten_at.is_(None)).values(forgotten_at=func.now()).returning(LabelRow.id)
    )
    return len(told.all())


async def restore(session: Session) -> int:
    """Bring back what the last `forget` forgot, but for postings about which something newer was said."""
    last = select(func.max(LabelRow.forgotten_at)).scalar_subquery()
    told = await session.execute(
        update(LabelRow)
        .where(LabelRow.forgotten_at == last)
        .values(forgotten_at=None)
        .returning(LabelRow.id)
        .execution_options(synchronize_session=False)
    )
    found = len(told.all())
    if found:
        await plan_refit(session)
    return found


async def remove_forgotten(session: Session) -> None:
    """Remove for good what was forgotten a while ago."""
    await session.execute(
        delete(LabelRow)
        .where(LabelRow.forgotten_at < func.now() - KEPT_AFTER_RESET)
        .execution_options(synchronize_session=False)
    )


async def plan_refit(session: Session) -> None:
    """There is something new to learn from: soon after the last of it, and not long after the first.

    One row a workspace, so however many labels come meanwhile, it is learnt from them once.
    """
    now = func.now()
    statement = insert(PersonalRow).values(changed_at=now, refit_at=now + QUIET, changes=1)
    first = func.coalesce(PersonalRow.changed_at, now)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["workspace_id"],
            set_={
                "changed_at": first,
                "refit_at": func.least(now + QUIET, first + LONGEST_WAIT),
                "changes": PersonalRow.changes + 1,
            },
        )
    )


async def _put(
    session: Session, posting_id: UUID, source: Source, kind: LabelKind, reason: str | None, weight: float
) -> bool:
    values: dict[str, Any] = {
        "kind": kind.value,
        "relevant": kind not in _DISLIKED,
        "reason": reason,
        "weight": weight,
        "actor": session.actor,
        "forgotten_at": None,
    }
    statement = insert(LabelRow).values(posting_id=posting_id, source=source.value, **values)
    same = LabelRow.kind.is_not_distinct_from(kind.value) & LabelRow.reason.is_not_distinct_from(reason)
    written = await session.scalar(
        statement.on_conflict_do_update(
            index_elements=["workspace_id", "posting_id", "source"],
            set_={**values, "at": func.now()},
            where=~(same & LabelRow.forgotten_at.is_(None)),
        ).returning(LabelRow.id)
    )
    if written is None:
        return False
    LABELS.labels(kind.value).inc()
    await plan_refit(session)
    return True


async def _remove(session: Session, posting_id: UUID, source: Source) -> bool:
    gone = await session.execute(
        delete(LabelRow)
        .where(LabelRow.posting_id == posting_id, LabelRow.source == source.value, LabelRow.forgotten_at.is_(None))
        .returning(LabelRow.id)
        .execution_options(synchronize_session=False)
    )
    if not gone.all():
        return False
    await plan_refit(session)
    return True


_DISLIKED = {LabelKind.REJECTED, LabelKind.PACKAGE_REJECTED, LabelKind.WITHDRAWN}


def _in_force(rows: Any) -> dict[UUID, Label]:
    found: dict[UUID, Label] = {}
    for row in rows:
        known = found.get(row.posting_id)
        if known is None or known.source is Source.APPLICATION:
            found[row.posting_id] = Label(
                row.posting_id,
                Source(row.source),
                LabelKind(row.kind),
                row.relevant,
                row.reason,
                row.weight,
                row.at,
                row.actor,
            )
    return found
