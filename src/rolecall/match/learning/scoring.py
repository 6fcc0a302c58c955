"""How the user's score is made, to be looked at and taken away: labels counted, what was learnt, how good it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from rolecall.discover.queries import postings
from rolecall.match.calibration import LEAST_LABELS, WEIGHTS
from rolecall.match.learning.labels import Label, labels
from rolecall.match.learning.learnt import Learnt, learnt
from rolecall.match.learning.personal import LEAST_OF_A_KIND, Moved, Quality
from rolecall.match.score import VERSION
from rolecall.platform.db import Session
from rolecall.profile.queries import Preferences, preferences_of

MOST_TOLD = 24
"""Of the weights that were learnt, the strongest of each direction are shown."""
EXPORT_FORMAT = "rolecall-scoring-1"

State = Literal["general", "learning", "yours", "calibrated"]


@dataclass(frozen=True, slots=True)
class PartWeight:
    """A part of the general model: its usual weight (all make 100) and how many times that the user gives it (0 to 2)."""

    name: str
    usual: float
    times: float


@dataclass(frozen=True, slots=True)
class Scoring:
    """How the score of this user is made.

    `state`: `general` (too few labels), `learning` (enough of them, not learnt from yet), `yours` (what was learnt takes
    part), `calibrated` (it does, and may say 90 and more). `why` is one plain sentence about it.
    """

    state: State
    why: str
    formula: str
    version: str | None
    labels: int
    liked: int
    disliked: int
    by_kind: dict[str, int]
    not_learnt_from: int
    """Labels whose reason says nothing of the posting."""
    least_labels: int
    least_of_a_kind: int
    needed: int
    """So many more labels until what was learnt takes part in the score."""
    pending: bool
    fitted_at: datetime | None
    seconds: float | None
    quality: Quality | None
    raising: tuple[Moved, ...]
    lowering: tuple[Moved, ...]
    parts: tuple[PartWeight, ...]


async def scoring(session: Session) -> Scoring:
    """How the score of this workspace is made just now."""
    said = await labels(session)
    kept = await learnt(session)
    counted = [label for label in said if label.weight > 0]
    liked = sum(label.relevant for label in counted)
    disliked = len(counted) - liked
    needed = max(LEAST_LABELS - len(counted), LEAST_OF_A_KIND - liked, LEAST_OF_A_KIND - disliked, 0)
    state = _state(kept, needed)
    moved = kept.model.strongest(10_000) if kept.model and kept.model.ready else ()
    return Scoring(
        state=state,
        why=_why(state, kept, needed, liked, disliked),
        formula=VERSION,
        version=kept.version,
        labels=len(counted),
        liked=liked,
        disliked=disliked,
        by_kind=dict(sorted(Counter(label.kind.value for label in said).items())),
        not_learnt_from=len(said) - len(counted),
        least_labels=LEAST_LABELS,
        least_of_a_kind=LEAST_OF_A_KIND,
        needed=needed,
        pending=kept.pending,
        fitted_at=kept.fitted_at,
        seconds=kept.seconds,
        quality=kept.model.quality if kept.model else None,
        raising=_strongest(moved, 1),
        lowering=_strongest(moved, -1),
        parts=_parts(await preferences_of(session)),
    )


async def export(session: Session) -> dict[str, Any]:
    """Everything that is kept of it, in plain values: every label with the posting it is about, and the model whole."""
    said = await labels(session)
    kept = await learnt(session)
    found = await postings(session, [label.posting_id for label in said])
    return {
        "format": EXPORT_FORMAT,
        "exported_at": datetime.now(UTC).isoformat(),
        "formula": VERSION,
        "labels": [_told(label, found.get(label.posting_id)) for label in said],
        "model": None
        if kept.model is None
        else {
            "version": kept.version,
            "fitted_at": kept.fitted_at.isoformat() if kept.fitted_at else None,
            **kept.model.as_json(),
        },
    }


def _parts(preferences: Preferences) -> tuple[PartWeight, ...]:
    times: dict[str, float] = {str(part): each for part, each in preferences.weights.items()}
    whole = sum(WEIGHTS.values())
    return tuple(
        PartWeight(name, round(100 * weight / whole, 1), times.get(name, 1.0)) for name, weight in WEIGHTS.items()
    )


def _told(label: Label, posting: Any) -> dict[str, Any]:
    told = asdict(label)
    told |= {"posting_id": str(label.posting_id), "at": label.at.isoformat()}
    # Who of a workspace said it is nobody's business outside of it.
    told.pop("actor")
    about = {name: getattr(posting, name) for name in ("title", "company", "url", "board")} if posting else None
    return told | {"posting": about}


def _state(kept: Learnt, needed: int) -> State:
    if kept.model is not None and kept.model.ready:
        return "calibrated" if kept.model.calibrated else "yours"
    return "general" if needed else "learning"


def _why(state: State, kept: Learnt, needed: int, liked: int, disliked: int) -> str:
    if state == "general":
        few = f", with at least {LEAST_OF_A_KIND} postings you like and {LEAST_OF_A_KIND} you do not,"
        short = min(liked, disliked) < LEAST_OF_A_KIND
        more = f"{needed} more decision" + ("" if needed == 1 else "s")
        return f"The general model makes your score. After {more}{few if short else ''} yours take part."
    if state == "learning":
        return (
            "You have decided often enough; your own part is learnt within a minute."
            if kept.pending
            else "You have decided often enough, and what was learnt was reset; it is learnt again with your next decision."
        )
    assert kept.model is not None
    quality = kept.model.quality
    held = f"on postings held back, it puts a liked one above a disliked one in {quality.auc:.0%} of all pairs"
    beside = f"the general model in {quality.auc_general:.0%}"
    if state == "yours":
        return f"Your decisions take part: {held}, {beside}. It is not sure enough yet to say 90 or more."
    return f"Your decisions take part, and 90 and more is open to them: {held}, {beside}."


def _strongest(moved: Sequence[Moved], sign: int) -> tuple[Moved, ...]:
    named = (each for each in moved if each.by * sign > 0 and each.kind != "constant")
    return tuple(list(named)[:MOST_TOLD])
