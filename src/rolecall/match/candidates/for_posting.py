"""All candidates of a workspace for one posting: every résumé that was read, scored on equal terms and kept."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from prometheus_client import Counter, Histogram
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from rolecall.discover.queries import Posting, posting
from rolecall.match.aside import aside
from rolecall.match.candidates.prepared import Prepared
from rolecall.match.computations import done, want
from rolecall.match.inputs import digest, posting_digest
from rolecall.match.model import Decision, Match, Met
from rolecall.match.readings_kept import kept_of, readings_of
from rolecall.match.record import as_json, from_json
from rolecall.match.score import VERSION, score_prepared
from rolecall.match.tables import CandidateScoreRow
from rolecall.platform.db import Session
from rolecall.platform.errors import NotFound
from rolecall.platform.resources import Platform
from rolecall.profile.queries import ReadFile, read_files, resumes_as_read

SCORED = Counter("rolecall_match_candidates_scored_total", "Résumés scored for a posting, by decision.", ["decision"])
SECONDS = Histogram(
    "rolecall_match_candidates_seconds",
    "How long scoring a batch of résumés for a posting took.",
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)

KIND = "candidates"
MOST = 2_000
"""Résumés that are ranked for a posting, the newest first."""
AT_ONCE = 40
"""So many that are not scored yet are scored within the request: well under a second."""
BATCH = 50
"""Résumés per transaction of the job: a list that is looked at meanwhile grows by as many."""
PREPARED = Prepared()
"""This process's: a worker ranks the same people for one posting after the other."""


@dataclass(frozen=True, slots=True)
class RankedCandidate:
    """A résumé with its score for the posting. The counts are of requirements that must be met."""

    rank: int
    file: ReadFile
    score: int
    decision: Decision
    match: Match
    met: int
    partly: int
    missing: int
    scored_at: datetime


@dataclass(frozen=True, slots=True)
class Candidates:
    """A part of the ranking. `pending` are not scored yet: a job is at them, and ranks may still change.

    `total` counts the résumés that were read, `left_off` those beyond `MOST`; `after` is where the next part begins.
    """

    items: tuple[RankedCandidate, ...]
    total: int
    pending: int
    left_off: int
    after: tuple[float, UUID] | None


@dataclass(frozen=True, slots=True)
class _Due:
    posting: Posting
    files: tuple[ReadFile, ...]
    total: int
    inputs: Mapping[UUID, str]
    scored: Mapping[UUID, float]
    """Probability by résumé, of those that are of today."""
    due: tuple[UUID, ...]
    today: date


async def candidates(
    session: Session, posting_id: UUID, *, limit: int = 50, after: tuple[float, UUID] | None = None
) -> tuple[Candidates, UUID | None]:
    """The best candidates, and the row for which a job is to be queued, if one is. Raises NotFound for the posting.

    `after` is the (probability, id) of the last one seen. Everybody is scored without wishes: a place or a pay that one of
    them wants says nothing of who suits the posting.
    """
    state = await _due(session, posting_id)
    queue = None
    if state.due and len(state.due) <= AT_ONCE:
        await _score(session, posting_id, state, state.due)
        state = await _due(session, posting_id)
    elif state.due:
        queue = await want(session, KIND, str(posting_id), {"posting_id": str(posting_id)})
    order = sorted(state.scored.items(), key=lambda pair: (-pair[1], pair[0]))
    ranks = {id: rank for rank, (id, _) in enumerate(order, 1)}
    if after is not None:
        order = [pair for pair in order if (-pair[1], pair[0]) > (-after[0], after[1])]
    page = [id for id, _ in order[:limit]]
    kept = await _kept(session, posting_id, page)
    by_id = {file.id: file for file in state.files}
    items = tuple(_ranked(ranks[id], by_id[id], kept[id]) for id in page if id in kept)
    last = order[limit - 1] if len(order) > limit else None
    found = Candidates(
        items,
        state.total,
        len(state.due),
        state.total - len(state.files),
        (last[1], last[0]) if last is not None else None,
    )
    return found, queue


async def candidate_match(session: Session, posting_id: UUID, resume_id: UUID) -> tuple[ReadFile, Match, datetime]:
    """One résumé's whole match, scored now if need be. Raises NotFound for the posting or the résumé."""
    state = await _due(session, posting_id)
    file = next((each for each in state.files if each.id == resume_id), None)
    if file is None:
        raise NotFound("There is no such résumé in this workspace, or it could not be read.")
    if resume_id in state.due:
        await _score(session, posting_id, state, [resume_id])
    row = (await _kept(session, posting_id, [resume_id]))[resume_id]
    return file, from_json(row.match), row.scored_at


async def score_all(platform: Platform, workspace_id: UUID, posting_id: UUID, *, actor: str) -> int:
    """Score every résumé that has no score of today, a batch a transaction; gives how many. A second run finds none."""
    count = 0
    while True:
        async with platform.db.workspace(workspace_id, actor=actor) as session:
            try:
                state = await _due(session, posting_id)
            except NotFound:
                return count
            batch = state.due[:BATCH]
            await _score(session, posting_id, state, batch)
            count += len(batch)
            if len(batch) < BATCH:
                await done(session, KIND, str(posting_id))
                return count


async def _due(session: Session, posting_id: UUID) -> _Due:
    """What there is to rank, what is scored of today's résumés and posting, and what is not."""
    wanted = await posting(session, posting_id)
    today = datetime.now(UTC).date()
    files, total = await read_files(session, MOST)
    of_posting = posting_digest(wanted)
    inputs = {file.id: digest(file.digest, of_posting, today.isoformat(), VERSION) for file in files}
    rows = await session.execute(
        select(CandidateScoreRow.resume_id, CandidateScoreRow.probability, CandidateScoreRow.inputs).where(
            CandidateScoreRow.posting_id == posting_id
        )
    )
    scored = {row.resume_id: row.probability for row in rows if inputs.get(row.resume_id) == row.inputs}
    due = tuple(file.id for file in files if file.id not in scored)
    return _Due(wanted, tuple(files), total, inputs, scored, due, today)


async def _score(session: Session, posting_id: UUID, state: _Due, ids: Sequence[UUID]) -> None:
    """Score these and write them down."""
    digests = {file.id: file.digest for file in state.files}
    ready = {id: found for id in ids if (found := PREPARED.get(digests[id], state.today)) is not None}
    resumes = await resumes_as_read(session, [id for id in ids if id not in ready])
    if not ready and not resumes:
        return

    kept = await kept_of(session, [posting_id])

    def work() -> dict[UUID, Match]:
        made = {id: PREPARED.make(digests[id], resume, state.today) for id, resume in resumes.items()}
        reading = readings_of({posting_id: state.posting}, kept).by_posting[posting_id]
        return {id: score_prepared(state.posting, candidate, reading) for id, candidate in (ready | made).items()}

    began = time.monotonic()
    matches = await aside(work)
    SECONDS.observe(time.monotonic() - began)
    for match in matches.values():
        SCORED.labels(match.decision.value).inc()
    await _write(session, posting_id, state, matches)


async def _write(session: Session, posting_id: UUID, state: _Due, matches: Mapping[UUID, Match]) -> None:
    now = datetime.now(UTC)
    statement = insert(CandidateScoreRow)
    columns = ("score", "probability", "decision", "version", "inputs", "match", "scored_at")
    statement = statement.on_conflict_do_update(
        index_elements=["workspace_id", "posting_id", "resume_id"],
        set_={name: statement.excluded[name] for name in columns},
    )
    rows = [
        {
            "posting_id": posting_id,
            "resume_id": id,
            "score": match.score,
            "probability": match.probability,
            "decision": match.decision.value,
            "version": match.version,
            "inputs": state.inputs[id],
            "match": as_json(match),
            "scored_at": now,
        }
        for id, match in sorted(matches.items())
    ]
    await session.execute(statement, rows)


async def _kept(session: Session, posting_id: UUID, ids: Sequence[UUID]) -> dict[UUID, CandidateScoreRow]:
    rows = await session.scalars(
        select(CandidateScoreRow)
        .where(CandidateScoreRow.posting_id == posting_id, CandidateScoreRow.resume_id.in_(ids))
        .execution_options(populate_existing=True)
    )
    return {row.resume_id: row for row in rows}


def _ranked(rank: int, file: ReadFile, row: CandidateScoreRow) -> RankedCandidate:
    match = from_json(row.match)
    must = [finding for finding in match.findings if finding.requirement.must]
    met, partly, missing = (sum(finding.met is each for finding in must) for each in (Met.MET, Met.PARTLY, Met.MISSING))
    return RankedCandidate(rank, file, row.score, Decision(row.decision), match, met, partly, missing, row.scored_at)
