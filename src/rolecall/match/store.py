"""Score stored postings for the stored profile and write the scores down."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

import orjson
from prometheus_client import Counter, Histogram
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from rolecall.discover.queries import Posting, postings
from rolecall.match.candidate import Candidate
from rolecall.match.events import PostingScored
from rolecall.match.evidence import ByWords, hold_by_words
from rolecall.match.history import before, note
from rolecall.match.inputs import made_of, of_candidate
from rolecall.match.learning.learnt import personal_in_use
from rolecall.match.learning.personal import Moved, Personal
from rolecall.match.model import Match
from rolecall.match.readings_kept import Readings, keep, kept_of, readings_of
from rolecall.match.record import as_json, from_json
from rolecall.match.score import VERSION, score_prepared, signals
from rolecall.match.segments_kept import vectors_of
from rolecall.match.semantic import Known
from rolecall.match.skills.taxonomy import taxonomy
from rolecall.match.tables import ScoreRow
from rolecall.platform.db import Session
from rolecall.platform.events import emit_all
from rolecall.profile.queries import Profile, current_profile

SCORED = Counter("rolecall_match_scored_total", "Postings scored, by decision.", ["decision"])
SECONDS = Histogram(
    "rolecall_match_score_seconds", "How long one score took.", buckets=(0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 1)
)

_PREPARED_KEPT = 4
_prepared: dict[str, Candidate] = {}


async def score_stored(session: Session, posting_ids: Sequence[UUID]) -> int:
    """Score these postings and tell who listens. Without a profile, or with nothing new, nothing happens.

    Gives the number of scores written. Scoring runs beside the event loop.
    """
    written: dict[UUID, Match] = {}
    due = posting_ids
    # Written scores are locked: whoever scores the same postings meanwhile comes before or after. So a second look at
    # candidate and postings, now, tells whether these scores are of yesterday's; then they are made anew.
    while due:
        scored = await _score_due(session, due)
        written |= scored
        due = list(scored)
        session.expire_all()
    await emit_all(
        session,
        [
            PostingScored(posting_id=id, score=match.score, decision=match.decision.value)
            for id, match in written.items()
        ],
    )
    return len(written)


async def matches_now(session: Session, posting_ids: Sequence[UUID]) -> dict[UUID, Match]:
    """The match of each posting for the candidate as they are now: as it is stored, else made, and not written down.

    What postings ask for is written down, as are vectors: they hold for whatever candidate.
    """
    state = await _state(session, posting_ids)
    if state is None:
        return {}
    current = [id for id in state.found if id not in state.due]
    rows = await session.execute(select(ScoreRow.posting_id, ScoreRow.match).where(ScoreRow.posting_id.in_(current)))
    stored = {row.posting_id: from_json(row.match) for row in rows}
    matches, readings = await _made(session, state)
    await keep(session, state.due, readings)
    return stored | matches


async def current_candidate(session: Session) -> Candidate | None:
    """The candidate of the workspace, made ready; None without a profile."""
    profile = await current_profile(session)
    if profile is None:
        return None
    today = datetime.now(UTC).date()
    return await asyncio.to_thread(_candidate, profile, _fingerprint(profile, today, None), today)


@dataclass(frozen=True, slots=True)
class _State:
    """Postings, and which of them have no score of the candidate and the posting as they are."""

    profile: Profile
    personal: Personal | None
    who: str
    today: date
    found: Mapping[UUID, Posting]
    inputs: Mapping[UUID, str]
    due: Mapping[UUID, Posting]


async def _state(session: Session, posting_ids: Sequence[UUID]) -> _State | None:
    profile = await current_profile(session)
    if profile is None:
        return None
    today = datetime.now(UTC).date()
    personal = await personal_in_use(session)
    who = _fingerprint(profile, today, personal)
    found = await postings(session, posting_ids)
    inputs = {id: _inputs(posting, who) for id, posting in found.items()}
    rows = await session.execute(
        select(ScoreRow.posting_id, ScoreRow.inputs).where(ScoreRow.posting_id.in_(list(found)))
    )
    known = {row.posting_id: row.inputs for row in rows}
    due = {id: found[id] for id in posting_ids if id in found and known.get(id) != inputs[id]}
    return _State(profile, personal, who, today, found, inputs, due)


async def _score_due(session: Session, posting_ids: Sequence[UUID]) -> dict[UUID, Match]:
    """Score and write those whose score is not of the candidate and the posting as they are."""
    state = await _state(session, posting_ids)
    if state is None or not state.due:
        return {}
    matches, readings = await _made(session, state)
    who = of_candidate(state.profile, state.today, state.personal)
    made = {id: made_of(state.found[id], who) for id in matches}
    await _write(session, matches, state.inputs, made)
    await keep(session, state.due, readings)
    return matches


async def _made(session: Session, state: _State) -> tuple[dict[UUID, Match], Readings]:
    if not state.due:
        return {}, Readings({}, ())
    prepared = await _prepare(session, state, state.due)
    return await asyncio.to_thread(_score_all, state.due, prepared, state.personal), prepared.readings


@dataclass(frozen=True, slots=True)
class MovedByDecisions:
    """What a user's decisions changed in one score, the strongest first, and the version of what was learnt."""

    moved: tuple[Moved, ...]
    version: str


async def moved_by_decisions(session: Session, posting_id: UUID) -> MovedByDecisions | None:
    """What the user's decisions change in the score of this posting; None while the general model rules."""
    state = await _state(session, [posting_id])
    if state is None or state.personal is None or posting_id not in state.found:
        return None
    personal, prepared = state.personal, await _prepare(session, state, state.found)

    def explain() -> tuple[Moved, ...]:
        reading = prepared.readings.by_posting[posting_id]
        told = signals(state.found[posting_id], prepared.candidate, reading, prepared.vectors)
        return personal.explain(told.features, told.words)

    return MovedByDecisions(await asyncio.to_thread(explain), personal.version)


async def _write(
    session: Session,
    matches: Mapping[UUID, Match],
    inputs: Mapping[UUID, str],
    made: Mapping[UUID, Mapping[str, str]],
) -> None:
    now = datetime.now(UTC)
    earlier = await before(session, list(matches))
    statement = insert(ScoreRow)
    columns = ("score", "decision", "version", "inputs", "match", "made_of", "scored_at")
    statement = statement.on_conflict_do_update(
        index_elements=["workspace_id", "posting_id"], set_={name: statement.excluded[name] for name in columns}
    )
    await session.execute(
        statement,
        [
            {
                "posting_id": id,
                "score": match.score,
                "decision": match.decision.value,
                "version": match.version,
                "inputs": inputs[id],
                "match": as_json(match),
                "made_of": made[id],
                "scored_at": now,
            }
            for id, match in sorted(matches.items())
        ],
    )
    await note(session, earlier, matches, made, now)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A candidate, postings read and held against them by words, and the vectors that their scores need."""

    candidate: Candidate
    readings: Readings
    by_words: Mapping[UUID, ByWords]
    vectors: Known


async def _prepare(session: Session, state: _State, found: Mapping[UUID, Posting]) -> _Prepared:
    candidate = await asyncio.to_thread(_candidate, state.profile, state.who, state.today)
    kept = await kept_of(session, list(found))

    def hold() -> tuple[Readings, dict[UUID, ByWords], list[str]]:
        readings = readings_of(found, kept)
        table = taxonomy()
        held = {id: hold_by_words(reading.asks, candidate, table) for id, reading in readings.by_posting.items()}
        return readings, held, [text for each in held.values() for text in each.texts]

    readings, by_words, left_open = await asyncio.to_thread(hold)
    vectors = await vectors_of(session, list(dict.fromkeys([*candidate.told.texts, *left_open])))
    candidate.told.keep(vectors)
    return _Prepared(candidate, readings, by_words, vectors)


def _candidate(profile: Profile, who: str, today: date) -> Candidate:
    """The candidate prepared, the last few of them kept."""
    candidate = _prepared.get(who)
    if candidate is None:
        candidate = Candidate.prepare(profile.resume, profile.facts, profile.preferences, today)
        while len(_prepared) >= _PREPARED_KEPT:
            _prepared.pop(next(iter(_prepared)), None)
        _prepared[who] = candidate
    return candidate


def _score_all(due: Mapping[UUID, Posting], prepared: _Prepared, personal: Personal | None) -> dict[UUID, Match]:
    out = {}
    for id, posting in due.items():
        began = time.perf_counter()
        out[id] = score_prepared(
            posting,
            prepared.candidate,
            prepared.readings.by_posting[id],
            personal,
            prepared.vectors,
            prepared.by_words[id],
        )
        SECONDS.observe(time.perf_counter() - began)
        SCORED.labels(out[id].decision.value).inc()
    return out


def _fingerprint(profile: Profile, today: date, personal: Personal | None) -> str:
    said = [
        profile.resume.model_dump(mode="json", exclude={"sources"}),
        [(fact.id, fact.pointer) for fact in profile.facts],
        profile.preferences.model_dump(mode="json"),
        today.isoformat(),
        VERSION,
        personal.version if personal else None,
    ]
    return sha256(orjson.dumps(said)).hexdigest()


def _inputs(posting: Posting, who: str) -> str:
    said = (posting.title, posting.text, posting.notices, posting.locations, posting.workplace, posting.salary, who)
    return sha256(orjson.dumps(said)).hexdigest()
