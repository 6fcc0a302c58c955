"""What was learnt from the user's labels, as it is kept: read, learn anew, reset."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import orjson
from prometheus_client import Counter, Histogram
from sqlalchemy import func, select, update

from rolecall.discover.queries import Posting, postings
from rolecall.match.candidate import Candidate
from rolecall.match.events import ScoringLearnt
from rolecall.match.learning.labels import Label, forget, labels, plan_refit
from rolecall.match.learning.personal import MOST_EXAMPLES, Example, Personal, fit
from rolecall.match.learning.reranker import FORMULA
from rolecall.match.score import VERSION, signals
from rolecall.match.tables import PersonalRow
from rolecall.platform.db import Session
from rolecall.platform.events import emit
from rolecall.platform.resources import Platform
from rolecall.profile.events import ProfileChanged
from rolecall.profile.queries import Profile, current_profile

REFITS = Counter("rolecall_match_refits_total", "Times it was looked whether to learn from labels anew.", ["outcome"])
REFIT_SECONDS = Histogram(
    "rolecall_match_refit_seconds",
    "How long learning from the labels of one user took.",
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)

LEAST_TO_LOOK = 10
"""With fewer labels than this, or of one kind only, there is nothing to learn and nothing to measure."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """The user's own part of the score as it is kept. `model` is None until there is one that this release reads."""

    model: Personal | None
    version: str | None
    liked: int
    disliked: int
    fitted_at: datetime | None
    seconds: float | None
    pending: bool
    """There are labels that have not been learnt from."""


async def learnt(session: Session) -> Learnt:
    """What was learnt, used or not."""
    row = await session.scalar(select(PersonalRow))
    if row is None:
        return Learnt(None, None, 0, 0, None, None, pending=False)
    model = _model(row)
    return Learnt(
        model, row.version, row.liked, row.disliked, row.fitted_at, row.seconds, pending=row.changed_at is not None
    )


async def personal_in_use(session: Session) -> Personal | None:
    """What takes part in the score; None while the general model rules."""
    row = await session.scalar(select(PersonalRow).where(PersonalRow.model.is_not(None)))
    model = _model(row) if row is not None else None
    return model if model is not None and model.ready else None


async def refit(platform: Platform, workspace_id: UUID, actor: str) -> str:
    """Learn from the labels as they are now; gives what came of it: none, same, learnt, or late.

    Reads, learns outside of any transaction, then writes: what was said meanwhile is learnt from next, and what was
    learnt while somebody reset it is thrown away (late).
    """
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        row = await session.scalar(select(PersonalRow))
        profile = await current_profile(session)
        said = [label for label in await labels(session) if label.weight > 0][-MOST_EXAMPLES:]
        found = await postings(session, [label.posting_id for label in said])
    said = [label for label in said if label.posting_id in found]
    if row is None or row.changed_at is None:
        # Reset while this job stood in the queue.
        return _counted("none")
    liked = sum(label.relevant for label in said)
    if profile is None or len(said) < LEAST_TO_LOOK or liked in {0, len(said)}:
        return await _keep(platform, workspace_id, actor, row, None, said, "", 0.0)
    inputs = _inputs(said, found, profile)
    if inputs == row.inputs:
        return await _keep(platform, workspace_id, actor, row, _model(row), said, inputs, row.seconds or 0.0)
    began = time.perf_counter()
    model = await asyncio.to_thread(_learn, said, found, profile)
    seconds = time.perf_counter() - began
    REFIT_SECONDS.observe(seconds)
    return await _keep(platform, workspace_id, actor, row, model, said, inputs, seconds)


async def reset(session: Session, *, labels_too: bool) -> int:
    """Go back to the general model; with `labels_too` also forget what the user said. Gives the number forgotten.

    What stays of labels is learnt from again with the next one, or at once by `plan_refit`.
    """
    row = await session.scalar(select(PersonalRow).with_for_update())
    gone = await forget(session) if labels_too else 0
    if row is None:
        return gone
    used = row.model is not None and bool(row.model.get("ready"))
    row.model, row.version, row.inputs, row.quality = None, None, None, {}
    row.liked = row.disliked = 0
    row.fitted_at = row.seconds = row.changed_at = row.refit_at = None
    row.resets += 1
    if used:
        await emit(session, ScoringLearnt(labels=0, calibrated=False))
    return gone


async def look_again(session: Session) -> None:
    """See for every workspace whether what it was learnt from is still so: texts change, and so do rules."""
    now = func.now()
    values = {"refit_at": now, "changed_at": now, "changes": PersonalRow.changes + 1}
    await session.execute(update(PersonalRow).where(PersonalRow.model.is_not(None)).values(values))


async def relearn(_platform: Platform, session: Session, _event: ProfileChanged) -> None:
    """React: another résumé, other wishes: what was learnt beside the old ones is learnt anew."""
    if await session.scalar(select(PersonalRow.id).where(PersonalRow.model.is_not(None))):
        await plan_refit(session)


async def _keep(
    platform: Platform,
    workspace_id: UUID,
    actor: str,
    before: PersonalRow,
    model: Personal | None,
    said: Sequence[Label],
    inputs: str,
    seconds: float,
) -> str:
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        row = await session.scalar(select(PersonalRow).where(PersonalRow.id == before.id).with_for_update())
        if row is None or row.resets != before.resets:
            return _counted("late")
        if row.inputs != before.inputs:
            # Another learning ended meanwhile, perhaps from newer labels than ours.
            await plan_refit(session)
            return _counted("late")
        if row.changes == before.changes:
            row.changed_at = None
        same = (row.inputs or "") == inputs
        if not same:
            used = row.version if row.model is not None and row.model.get("ready") else None
            row.model = model.as_json() if model else None
            row.version = model.version if model else None
            row.quality = dict(row.model["quality"]) if row.model else {}
            row.inputs = inputs or None
            row.liked = sum(label.relevant for label in said) if model else 0
            row.disliked = len(said) - row.liked if model else 0
            row.fitted_at = datetime.now(UTC) if model else None
            row.seconds = round(seconds, 3) if model else None
            if used != (row.version if model and model.ready else None):
                calibrated = model is not None and model.calibrated
                await emit(session, ScoringLearnt(labels=len(said), calibrated=calibrated))
    return _counted("none" if model is None else "same" if same else "learnt")


def _counted(outcome: str) -> str:
    REFITS.labels(outcome).inc()
    return outcome


def _learn(said: Sequence[Label], found: Mapping[UUID, Posting], profile: Profile) -> Personal:
    candidate = Candidate.prepare(profile.resume, profile.facts, profile.preferences, datetime.now(UTC).date())
    examples = []
    for label in said:
        posting = found[label.posting_id]
        told = signals(posting, candidate)
        examples.append(Example(told.features, told.words, label.relevant, _group(posting), label.weight))
    return fit(examples)


def _group(posting: Posting) -> str:
    """The same for repeats of one text, however it is spaced."""
    return sha256(" ".join(posting.text.split()).casefold().encode()).hexdigest()


def _inputs(said: Sequence[Label], found: Mapping[UUID, Posting], profile: Profile) -> str:
    """Fingerprint of everything that is learnt from but for the day, on which years of work hardly depend."""
    told = [
        [(label.posting_id, label.relevant, label.weight, _group(found[label.posting_id])) for label in said],
        profile.resume.model_dump(mode="json", exclude={"sources"}),
        profile.preferences.model_dump(mode="json"),
        VERSION,
        FORMULA,
    ]
    return sha256(orjson.dumps(told)).hexdigest()


def _model(row: PersonalRow) -> Personal | None:
    """What is kept, unless an earlier release wrote it in another way: then it is learnt anew before it counts again."""
    if row.model is None:
        return None
    try:
        return Personal.from_json(row.model)
    except ValueError:
        return None
