"""Gaps of a workspace: found at once where that is quick, else by a job; kept until anything they were made of changes."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from prometheus_client import Counter, Histogram
from pydantic import TypeAdapter

from rolecall.discover.queries import Posting, postings
from rolecall.match.aside import aside
from rolecall.match.computations import computation, keep, want
from rolecall.match.gaps.find import Gaps, find_gaps
from rolecall.match.gaps.liked import Liked, LikedIn, liked
from rolecall.match.inputs import digest, of_candidate, posting_digest
from rolecall.match.learning.learnt import personal_in_use
from rolecall.match.learning.personal import Personal
from rolecall.match.tables import ComputationRow
from rolecall.platform.db import Session
from rolecall.platform.resources import Platform
from rolecall.profile.queries import NoProfile, Profile, current_profile

FOUND = Counter("rolecall_match_gaps_total", "Times that gaps were found, by where: at once or in a job.", ["where"])
SECONDS = Histogram(
    "rolecall_match_gaps_seconds", "How long finding gaps took.", buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
)

KIND = "gaps"
AT_ONCE = 25
"""So many postings are looked at within the request: well under a second."""
BUDGET = 60.0
"""Seconds that finding gaps may take; then what there is by then counts, and the answer says so."""
_DUMP = TypeAdapter(Gaps)


@dataclass(frozen=True, slots=True)
class GapsAnswer:
    """What is missing, as plain values of `Gaps`. `current`: made of today's facts and postings; `computing`: a job is at it.

    `found` is None until it was found once. What is not current is of the time `found_at`.
    """

    found: Mapping[str, Any] | None
    found_at: datetime | None
    current: bool
    computing: bool
    liked: Liked


@dataclass(frozen=True, slots=True)
class _Ready:
    """All that gaps are made of."""

    profile: Profile
    personal: Personal | None
    liked: Liked
    postings: Mapping[UUID, Posting]
    today: date
    inputs: str


async def gaps(session: Session, asked: LikedIn) -> tuple[GapsAnswer, UUID | None]:
    """The gaps, kept or found at once; and the row for which a job is to be queued, if one is. Raises NoProfile."""
    ready = await _ready(session, asked)
    key = _key(asked)
    row = await computation(session, KIND, key)
    if row is not None and row.inputs == ready.inputs:
        return GapsAnswer(row.found, row.found_at, current=True, computing=False, liked=ready.liked), None
    if len(ready.postings) <= AT_ONCE:
        found = await _find(ready, "at once")
        at = await keep(session, KIND, key, asked.model_dump(mode="json"), ready.inputs, found)
        return GapsAnswer(found, at, current=True, computing=False, liked=ready.liked), None
    before, before_at = (row.found, row.found_at) if row is not None else (None, None)
    queue = await want(session, KIND, key, asked.model_dump(mode="json"))
    return GapsAnswer(before, before_at, current=False, computing=True, liked=ready.liked), queue


async def find_and_keep(
    platform: Platform, workspace_id: UUID, asked: LikedIn, *, actor: str, where: str = "job"
) -> GapsAnswer:
    """Find the gaps now, however long it takes (at most `BUDGET`), and keep them. Raises NoProfile."""
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        ready = await _ready(session, asked)
        row = await computation(session, KIND, _key(asked))
        if row is not None and row.inputs == ready.inputs:
            row.queued_at = None
            return GapsAnswer(row.found, row.found_at, current=True, computing=False, liked=ready.liked)
    # No transaction is open meanwhile: this may take a minute.
    found = await _find(ready, where)
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        at = await keep(session, KIND, _key(asked), asked.model_dump(mode="json"), ready.inputs, found)
    return GapsAnswer(found, at, current=True, computing=False, liked=ready.liked)


async def find_wanted(platform: Platform, workspace_id: UUID, computation_id: UUID, *, actor: str) -> None:
    """What a job does: find what the row asks for. A second run finds it there."""
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        row = await session.get(ComputationRow, computation_id)
        if row is None or await current_profile(session) is None:
            return
        asked = LikedIn.model_validate(row.asked)
    await find_and_keep(platform, workspace_id, asked, actor=actor)


async def _ready(session: Session, asked: LikedIn) -> _Ready:
    profile = await current_profile(session)
    if profile is None:
        raise NoProfile("There is no profile yet; upload a résumé first.")
    today = datetime.now(UTC).date()
    chosen = await liked(session, asked)
    there = await postings(session, chosen.ids)
    found = {id: there[id] for id in chosen.ids if id in there}
    said = [(str(id), posting_digest(posting)) for id, posting in found.items()]
    personal = await personal_in_use(session)
    return _Ready(profile, personal, chosen, found, today, digest(of_candidate(profile, today, personal), said))


async def _find(ready: _Ready, where: str) -> dict[str, Any]:
    profile = ready.profile

    def work() -> Gaps:
        # Counted from here: the thread may have had something else to finish.
        began = time.monotonic()
        found = find_gaps(
            ready.postings,
            profile.resume,
            profile.facts,
            profile.preferences,
            ready.today,
            personal=ready.personal,
            time_is_up=lambda: time.monotonic() - began > BUDGET,
        )
        SECONDS.observe(time.monotonic() - began)
        return found

    found = await aside(work)
    FOUND.labels(where).inc()
    plain: dict[str, Any] = _DUMP.dump_python(found, mode="json")
    return plain


def _key(asked: LikedIn) -> str:
    return digest(asked.model_dump(mode="json"))
