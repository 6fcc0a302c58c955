"""Runs of the rewording, as the application's timeline has them: asked for, tried again, done or failed.

The timeline is where a run is kept, so that it is told of once and for good; only whether it still waits or works is
asked of the queue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from rolecall.applications import lifecycle
from rolecall.applications.queries import TimelineEntry, timeline
from rolecall.platform.db import Session
from rolecall.platform.jobs.pending import pending
from rolecall.platform.llm.budget import Spent, spent_on
from rolecall.platform.resources import Platform
from rolecall.prepare.reword import RefusedLine, Reworded, TakenLine

KIND = "reword"
TASK = "prepare.reword_lines"
RunState = Literal["queued", "running", "done", "failed"]
Mark = Literal["asked", "waiting", "done", "failed"]
_ENDS = frozenset({"done", "failed"})
_MOST_READ = 12
"""More entries than one run has: its request, one for each try."""
_DROPPED = "The package became another version before the language model was asked, so nothing was reworded."


@dataclass(frozen=True, slots=True)
class RewordRun:
    """One run, here and over the wire.

    `version` is the package's that it was asked for, `made` the one that came of it. `said` is how it ended in one
    sentence, or why it waits for another try. The cost is in USD; not `cost_exact`: at most that.
    """

    id: UUID
    state: RunState
    model: str
    version: int
    made: int | None
    asked_at: datetime
    ended_at: datetime | None
    said: str | None
    reworded: tuple[TakenLine, ...]
    refused: tuple[RefusedLine, ...]
    tokens: int
    cost_usd: float
    cost_exact: bool


async def last_run(platform: Platform, session: Session, application_id: UUID) -> RewordRun | None:
    """The newest run of an application; None before the first. Raises NotFound."""
    entries = await _entries(session, application_id)
    if not entries:
        return None
    run_id = UUID(entries[0].details["run_id"])
    if _mark(entries[0]) in _ENDS:
        return _run(entries, None, await spent_on(session, run_id))
    async with platform.db.system() as system:
        stands = await pending(system, TASK, run_id=run_id)
    # It may have ended between the two looks.
    entries = entries if stands else await _entries(session, application_id)
    return _run(entries, stands, await spent_on(session, run_id))


async def told(session: Session, application_id: UUID, run_id: UUID, mark: Mark, text: str, **more: Any) -> None:
    """Append to the timeline how a run stands; the same thing is not said twice."""
    last = await timeline(session, application_id, limit=1)
    if last and last[0].text == text and last[0].details.get("run_id") == str(run_id):
        return
    await lifecycle.note(session, application_id, KIND, text, run_id=str(run_id), mark=mark, **more)


def lines(made: Reworded, *, taken: bool) -> dict[str, Any]:
    """What a run made of the lines, for `told`. Where its result could not be used, nothing was taken."""
    return {
        "reworded": [asdict(each) for each in made.taken] if taken else [],
        "refused": [asdict(each) for each in made.refused],
    }


async def _entries(session: Session, application_id: UUID) -> list[TimelineEntry]:
    """The newest run's, newest first."""
    found = [
        entry
        for entry in await timeline(session, application_id, limit=_MOST_READ, kind=KIND)
        if "mark" in entry.details
    ]
    return [entry for entry in found if entry.details["run_id"] == found[0].details["run_id"]]


def _mark(entry: TimelineEntry) -> str:
    return str(entry.details["mark"])


def _run(entries: Sequence[TimelineEntry], stands: Literal["todo", "doing"] | None, spent: Spent) -> RewordRun:
    last, asked = entries[0], entries[-1]
    known = {**asked.details, **last.details}
    said = None if _mark(last) == "asked" else last.text
    state: RunState
    if stands and _mark(last) not in _ENDS:
        state = "running" if stands == "doing" else "queued"
    else:
        state = "done" if _mark(last) == "done" else "failed"
    return RewordRun(
        id=UUID(known["run_id"]),
        state=state,
        model=known.get("model", ""),
        version=int(known.get("version", 0)),
        made=known.get("made"),
        asked_at=asked.at,
        ended_at=None if state in {"queued", "running"} else last.at,
        said=_DROPPED if state == "failed" and said is None else said,
        reworded=tuple(TakenLine(**each) for each in known.get("reworded", ())),
        refused=tuple(RefusedLine(**each) for each in known.get("refused", ())),
        tokens=spent.tokens_in + spent.tokens_out,
        cost_usd=float(spent.usd),
        cost_exact=spent.exact,
    )
