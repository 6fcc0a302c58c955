"""What became of a posting's score, and why: written with the score, the last few kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from prometheus_client import Counter
from sqlalchemy import delete, func, select
from uuid_utils.compat import uuid7

from rolecall.match.changed import explain_change
from rolecall.match.inputs import causes
from rolecall.match.model import Decision, Match, Met
from rolecall.match.record import from_json
from rolecall.match.tables import ScoreChangeRow, ScoreRow
from rolecall.platform.db import Session, insert_rows

CHANGED = Counter("rolecall_match_score_changes_total", "Scores that became others, by cause.", ["cause"])

MOST_LINES = 12
LONGEST = 400
KEPT = 20
"""Changes of one posting's score that are kept."""
_BECAUSE = {
    "version": "the scoring changed",
    "profile": "your profile changed",
    "preferences": "your preferences changed",
    "decisions": "your decisions taught it something",
    "posting": "the posting changed",
    "day": "time went on",
}


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """A score that became another one. `causes` are names of `inputs.CAUSES`; `why` says them in words."""

    before: int
    after: int
    decision_before: Decision
    decision_after: Decision
    version_before: str
    version_after: str
    causes: tuple[str, ...]
    why: str
    lines: tuple[str, ...]
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A score as it stood before it was written anew."""

    match: Match
    made_of: Mapping[str, str] | None


async def before(session: Session, posting_ids: Sequence[UUID]) -> dict[UUID, Kept]:
    """The scores that are about to be written anew, locked in the order in which they are written."""
    rows = await session.execute(
        select(ScoreRow.posting_id, ScoreRow.match, ScoreRow.made_of)
        .where(ScoreRow.posting_id.in_(posting_ids))
        .order_by(ScoreRow.posting_id)
        .with_for_update()
    )
    return {row.posting_id: Kept(from_json(row.match), row.made_of) for row in rows}


async def note(
    session: Session,
    earlier: Mapping[UUID, Kept],
    matches: Mapping[UUID, Match],
    made: Mapping[UUID, Mapping[str, str]],
    now: datetime,
) -> int:
    """Write down what changed between the `earlier` scores and these; gives how many did. Drops what is too old."""
    rows: list[dict[str, Any]] = []
    for id, kept in earlier.items():
        after = matches[id]
        if same(kept.match, after):
            continue
        because = causes(kept.made_of, made[id], kept.match.version)
        for cause in because or ("unknown",):
            CHANGED.labels(cause).inc()
        rows.append(
            {
                "id": uuid7(),
                "posting_id": id,
                "before": kept.match.score,
                "after": after.score,
                "decision_before": kept.match.decision.value,
                "decision_after": after.decision.value,
                "version_before": kept.match.version,
                "version_after": after.version,
                "causes": list(because),
                "lines": lines(kept.match, after),
                "changed_at": now,
            }
        )
    await insert_rows(session, ScoreChangeRow, rows)
    if rows:
        place = func.row_number().over(
            partition_by=ScoreChangeRow.posting_id,
            order_by=(ScoreChangeRow.changed_at.desc(), ScoreChangeRow.id.desc()),
        )
        numbered = (
            select(ScoreChangeRow.id, place.label("place"))
            .where(ScoreChangeRow.posting_id.in_([row["posting_id"] for row in rows]))
            .subquery()
        )
        old = select(numbered.c.id).where(numbered.c.place > KEPT)
        await session.execute(delete(ScoreChangeRow).where(ScoreChangeRow.id.in_(old)))
    return len(rows)


def same(before: Match, after: Match) -> bool:
    """Whether a reader would see no difference: the number, the decision, what is met and what rules the posting out."""
    return (
        before.score == after.score
        and before.decision == after.decision
        and [each.filter for each in before.filtered] == [each.filter for each in after.filtered]
        and _met(before) == _met(after)
    )


def lines(before: Match, after: Match) -> list[str]:
    """What is different, in sentences; at most `MOST_LINES` of at most `LONGEST` characters."""
    # That the number is another one stands in the change itself.
    told = list(explain_change(before, after))[before.score != after.score :]
    if len(told) > MOST_LINES:
        told = [*told[: MOST_LINES - 1], f"And {len(told) - MOST_LINES + 1} smaller changes."]
    return [line if len(line) <= LONGEST else line[: LONGEST - 2].rstrip() + " …" for line in told]


def _met(match: Match) -> dict[tuple[str, str], Met]:
    return {(each.requirement.kind.value, each.requirement.name): each.met for each in match.findings}


async def history(session: Session, posting_id: UUID) -> list[ScoreChange]:
    """What became of a posting's score, newest first; at most `KEPT`."""
    rows = await session.scalars(
        select(ScoreChangeRow)
        .where(ScoreChangeRow.posting_id == posting_id)
        .order_by(ScoreChangeRow.changed_at.desc(), ScoreChangeRow.id.desc())
    )
    return [
        ScoreChange(
            row.before,
            row.after,
            Decision(row.decision_before),
            Decision(row.decision_after),
            row.version_before,
            row.version_after,
            tuple(map(str, row.causes)),
            because(row.causes, row.version_before, row.version_after),
            tuple(map(str, row.lines)),
            row.changed_at,
        )
        for row in rows
    ]


def because(causes: Sequence[str], version_before: str, version_after: str) -> str:
    """The causes as the middle of a sentence: "your profile changed and the scoring changed (version 5-a → 6-b)"."""
    said = [
        f"{_BECAUSE[cause]} (version {version_before} → {version_after})" if cause == "version" else _BECAUSE[cause]
        for cause in causes
        if cause != "day" or len(causes) == 1
    ]
    if not said:
        return "what it was made of changed"
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
