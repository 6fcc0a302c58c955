"""What happens when postings are held against the candidate."""

from __future__ import annotations

from uuid import UUID

from rolecall.platform.events import Event


class PostingScored(Event):
    """A posting has a score, or another one than before. `decision` is strong, review, weak or filtered."""

    posting_id: UUID
    score: int
    decision: str


class SavedSearchMatched(Event):
    """A saved search whose owner wants to hear of it found postings it had not found before."""

    search_id: UUID
    posting_ids: tuple[UUID, ...]


class PostingDecided(Event):
    """The user said what they think of a posting: `decision` is shortlist, reject or clear."""

    posting_id: UUID
    decision: str
    reason: str | None


class LabelsChanged(Event):
    """What became of an application says something else of its posting than before."""

    posting_id: UUID


class ScoringLearnt(Event):
    """The user's own part of the score was learnt anew from their labels, or reset: open postings score anew."""

    labels: int
    calibrated: bool


class ApplicationAnalysed(Event):
    """An analysis in words ended. `state` is done or failed."""

    application_id: UUID
    analysis_id: UUID
    state: str
