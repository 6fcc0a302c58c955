"""React: what the user does with an application says what they think of its posting."""

from __future__ import annotations

from collections.abc import Sequence

from rolecall.applications.events import ApplicationMoved
from rolecall.applications.queries import ApplicationView, State, TimelineEntry, application, timeline
from rolecall.match.learning.labels import LONGEST_REASON, LabelKind, put_of_application
from rolecall.platform.db import Session
from rolecall.platform.resources import Platform

_OUT = frozenset({State.APPROVED, State.HANDED_OVER, State.SENDING, State.UNKNOWN, State.SENT})
_ANSWERED = frozenset({State.INTERVIEWING, State.OFFERED, State.ACCEPTED, State.DECLINED})
# What an employer does not want, the candidate did: a refusal takes nothing back of having applied.
_APPLIED = _OUT | {State.ACKNOWLEDGED, State.NO_ANSWER, State.REJECTED}
_DROPPED = {State.DISCARDED: LabelKind.PACKAGE_REJECTED, State.WITHDRAWN: LabelKind.WITHDRAWN}


async def learn_from_move(_platform: Platform, session: Session, event: ApplicationMoved) -> None:
    """Bring the label of the application's posting in line with where the application stands now.

    By where it stands and not by the event: events may come late, and a second run finds nothing to change.
    """
    view = await application(session, event.application_id)
    entries = await timeline(session, view.id)
    kind = kind_of(view, entries)
    await put_of_application(session, view.posting_id, kind, _reason(entries, view.state) if kind in _SAY_WHY else None)


def kind_of(view: ApplicationView, entries: Sequence[TimelineEntry]) -> LabelKind | None:
    """What an application says of its posting; None where the user has not said anything by it.

    `entries` is its timeline, newest first. What a policy approved by itself is no word of the user: learning from it
    would be learning from the score.
    """
    if view.state in _ANSWERED:
        return LabelKind.ANSWERED
    if view.state in _APPLIED:
        return LabelKind.APPLIED if any(_is_their_word(entry) for entry in entries) else None
    if view.state in _DROPPED:
        return _DROPPED[view.state] if _reason(entries, view.state) else None
    return None


_SAY_WHY = frozenset(_DROPPED.values())


def _is_their_word(entry: TimelineEntry) -> bool:
    by = str(entry.details.get("by", entry.actor))
    return entry.after in _OUT and by.startswith("user:")


def _reason(entries: Sequence[TimelineEntry], state: State) -> str | None:
    """Why it is where it is, as the timeline's last move there has it behind its colon."""
    last = next((entry for entry in entries if entry.after == state), None)
    why = last.text.partition(": ")[2].strip() if last else ""
    return why[:LONGEST_REASON] or None
