"""After an upgrade: scores of an earlier version are made anew by themselves, a workspace at a time, in batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from prometheus_client import Counter, Gauge
from sqlalchemy import func, select, text

from rolecall.discover.queries import is_open
from rolecall.match.score import FORMULA, VERSION
from rolecall.match.tables import ScoreRow
from rolecall.platform.db import Session

CAUGHT_UP = Counter("rolecall_match_caught_up_total", "Scores of an earlier version that were made anew.")
OUTDATED = Gauge("rolecall_match_outdated", "Scores of open postings of an earlier version, when last looked at.")
_ONE_AT_A_TIME = text("SELECT pg_try_advisory_xact_lock(hashtextextended('match.catch_up' || :workspace, 0))")


@dataclass(frozen=True, slots=True)
class VersionCount:
    """How many scores of open postings one version of the scoring made, over how many workspaces."""

    version: str
    scores: int
    workspaces: int
    current: bool
    outdated: bool
    """An earlier version: will be made anew. A later one, of a newer release beside this one, is left alone."""


async def by_version(session: Session) -> list[VersionCount]:
    """Scores by version, the current one first. Needs a system session."""
    rows = await session.execute(
        select(ScoreRow.version, func.count(), func.count(ScoreRow.workspace_id.distinct()))
        .where(is_open(ScoreRow.posting_id))
        .group_by(ScoreRow.version)
    )
    counts = [
        VersionCount(version, scores, workspaces, general_part(version) == VERSION, is_earlier(version))
        for version, scores, workspaces in rows
    ]
    OUTDATED.set(sum(each.scores for each in counts if each.outdated))
    return sorted(counts, key=lambda each: (not each.current, -each.scores, each.version))


async def behind(session: Session) -> list[UUID]:
    """Workspaces with open postings whose score is of an earlier version. Needs a system session."""
    earlier = await _earlier(session)
    if not earlier:
        return []
    rows = select(ScoreRow.workspace_id).where(ScoreRow.version.in_(earlier), is_open(ScoreRow.posting_id)).distinct()
    return list(await session.scalars(rows.order_by(ScoreRow.workspace_id)))


async def scored_workspaces(session: Session) -> list[UUID]:
    """Workspaces that have scores. Needs a system session."""
    return list(await session.scalars(select(ScoreRow.workspace_id).distinct().order_by(ScoreRow.workspace_id)))


async def outdated_ids(session: Session, after: UUID, limit: int) -> Sequence[UUID]:
    """The next open postings of this workspace, by id, whose score is of an earlier version."""
    earlier = await _earlier(session)
    if not earlier:
        return []
    rows = (
        select(ScoreRow.posting_id)
        .where(ScoreRow.version.in_(earlier), ScoreRow.posting_id > after, is_open(ScoreRow.posting_id))
        .order_by(ScoreRow.posting_id)
        .limit(limit)
    )
    return (await session.scalars(rows)).all()


async def alone(session: Session, workspace_id: UUID) -> bool:
    """Whether no other job is catching up with this workspace; until the transaction ends none will begin."""
    return bool(await session.scalar(_ONE_AT_A_TIME, {"workspace": str(workspace_id)}))


def is_earlier(version: str) -> bool:
    """Whether a score of this version is to be made anew: of a lower formula, or of this one with other tables.

    Two releases side by side would else undo each other's work.
    """
    general = general_part(version)
    formula, _, _ = general.partition("-")
    return general != VERSION and (not formula.isdigit() or int(formula) <= FORMULA)


def general_part(version: str) -> str:
    """A version without what a user's own decisions added to it."""
    return version.partition("+")[0]


async def _earlier(session: Session) -> list[str]:
    versions = await session.scalars(select(ScoreRow.version).distinct())
    return sorted(version for version in versions if is_earlier(version))
