"""Rows of scores, saved searches and analyses."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Numeric, UniqueConstraint, false, func, text, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import TenantRow


class ScoreRow(TenantRow):
    """The current score of a posting for the candidate of the workspace."""

    __tablename__ = "match_score"
    __table_args__ = (
        UniqueConstraint("workspace_id", "posting_id"),
        Index("match_score_best", "workspace_id", "score", "posting_id"),
        Index("match_score_version", "version", "workspace_id"),
    )

    posting_id: Mapped[UUID]
    score: Mapped[int]
    decision: Mapped[str]
    version: Mapped[str]
    inputs: Mapped[str]
    """Fingerprint of posting, facts, preferences, day and version: the same means nothing to do."""
    match: Mapped[dict[str, Any]]
    """The whole `Match` as `record.py` writes it."""
    made_of: Mapped[dict[str, Any] | None]
    """Fingerprints of what it was made of, each by its name (`inputs.made_of`); None for scores of earlier releases."""
    scored_at: Mapped[datetime]


class LabelRow(TenantRow):
    """What the user thinks of a posting: one row by their own word (`decision`), one by what became of it (`application`)."""

    __tablename__ = "match_label"
    __table_args__ = (UniqueConstraint("workspace_id", "posting_id", "source"),)

    posting_id: Mapped[UUID]
    source: Mapped[str]
    kind: Mapped[str]
    """A `LabelKind`: what they did."""
    relevant: Mapped[bool]
    reason: Mapped[str | None]
    weight: Mapped[float]
    """How much it says, 0 to 2; 0 teaches nothing."""
    at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    actor: Mapped[str]
    forgotten_at: Mapped[datetime | None]
    """Set by a reset that forgets labels too; such a row is learnt from no more, can be restored, and is removed later."""


class PersonalRow(TenantRow):
    """The score's own part that is learnt from one workspace's labels, and when it is to be learnt again."""

    __tablename__ = "match_personal"
    __table_args__ = (
        UniqueConstraint("workspace_id"),
        Index("match_personal_due", "refit_at", postgresql_where=text("refit_at IS NOT NULL")),
    )

    model: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    version: Mapped[str | None]
    inputs: Mapped[str | None]
    """Fingerprint of what it was learnt from: the same means nothing to do."""
    liked: Mapped[int] = mapped_column(server_default=text("0"))
    disliked: Mapped[int] = mapped_column(server_default=text("0"))
    """How many labels of each kind it was learnt from."""
    quality: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))
    fitted_at: Mapped[datetime | None]
    seconds: Mapped[float | None]
    changed_at: Mapped[datetime | None]
    """When the first label came that has not been learnt from."""
    changes: Mapped[int] = mapped_column(server_default=text("0"))
    """Counts what there was to learn from, so that what came while it was learnt is not passed over."""
    refit_at: Mapped[datetime | None]
    """A deadline: when it passes, `refit` runs."""
    resets: Mapped[int] = mapped_column(server_default=text("0"))
    """Counts resets, so that what was being learnt meanwhile is thrown away."""


class SavedSearchRow(TenantRow):
    """A search that somebody keeps. `filters` is a `FiltersIn` as JSON, only what was set."""

    __tablename__ = "match_saved_search"

    name: Mapped[str]
    filters: Mapped[dict[str, Any]]
    notify: Mapped[bool] = mapped_column(server_default=true())
    created_by: Mapped[str]
    """The actor: `user:<id>`."""
    last_seen_at: Mapped[datetime]
    """When somebody last said to have looked."""


class SavedMatchRow(TenantRow):
    """A posting that a saved search found. One row for each pair, so that nobody hears of it twice."""

    __tablename__ = "match_saved_match"
    __table_args__ = (
        UniqueConstraint("search_id", "posting_id"),
        Index("match_saved_match_news", "search_id", postgresql_where=text("news")),
    )

    search_id: Mapped[UUID] = mapped_column(ForeignKey("match_saved_search.id", ondelete="CASCADE"))
    posting_id: Mapped[UUID]
    news: Mapped[bool] = mapped_column(server_default=false())
    """Nobody has looked at it yet. False for what was there already when the search was saved."""


class CandidateScoreRow(TenantRow):
    """The score of a posting for one résumé of the workspace, without anybody's wishes: to compare people."""

    __tablename__ = "match_candidate_score"
    __table_args__ = (
        UniqueConstraint("workspace_id", "posting_id", "resume_id"),
        Index("match_candidate_score_of_resume", "resume_id"),
    )

    posting_id: Mapped[UUID]
    resume_id: Mapped[UUID] = mapped_column(ForeignKey("profile_resume.id", ondelete="CASCADE"))
    score: Mapped[int]
    probability: Mapped[float]
    """The score before it was bounded and rounded: what is ranked by."""
    decision: Mapped[str]
    version: Mapped[str]
    inputs: Mapped[str]
    match: Mapped[dict[str, Any]]
    scored_at: Mapped[datetime]


class ScoreChangeRow(TenantRow):
    """A posting's score that became another one, what it was that changed, and what came of it."""

    __tablename__ = "match_score_change"
    __table_args__ = (Index("match_score_change_of_posting", "workspace_id", "posting_id", "changed_at", "id"),)

    posting_id: Mapped[UUID]
    before: Mapped[int]
    after: Mapped[int]
    decision_before: Mapped[str]
    decision_after: Mapped[str]
    version_before: Mapped[str]
    version_after: Mapped[str]
    causes: Mapped[list[Any]]
    """Names of `inputs.CAUSES`."""
    lines: Mapped[list[Any]]
    """Plain sentences, the weightiest first."""
    changed_at: Mapped[datetime]


class ComputationRow(TenantRow):
    """Something that may take longer than a request: what was asked, whether a job is at it, and what was found."""

    __tablename__ = "match_computation"
    __table_args__ = (UniqueConstraint("workspace_id", "kind", "key"),)

    kind: Mapped[str]
    """gaps or candidates."""
    key: Mapped[str]
    asked: Mapped[dict[str, Any]]
    queued_at: Mapped[datetime | None]
    """When a job was queued that has not finished; it takes the inputs as they are when it begins."""
    inputs: Mapped[str | None]
    """Fingerprint of the inputs that `found` was made of: another one than now means it is out of date."""
    found: Mapped[dict[str, Any] | None]
    found_at: Mapped[datetime | None]
    asked_at: Mapped[datetime] = mapped_column(server_default=text("now()"))


class AnalysisRow(TenantRow):
    """One run of the analysis in words of an application. `ended_at` is empty while it waits or runs."""

    __tablename__ = "match_analysis"
    __table_args__ = (
        Index("match_analysis_of_application", "application_id", "created_at"),
        Index(
            "match_analysis_one_at_a_time",
            "workspace_id",
            "application_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    application_id: Mapped[UUID]
    state: Mapped[str]
    """`queued`, `running`, `done`, `failed`."""
    language: Mapped[str]
    """ISO 639-1: what it is written in."""
    asked_by: Mapped[str]
    """The actor: `user:<id>`."""
    model: Mapped[str]
    tries: Mapped[int] = mapped_column(server_default=text("0"))
    problem_code: Mapped[str | None]
    problem: Mapped[str | None]
    """Why it failed, or why it is tried again: one sentence."""
    words: Mapped[dict[str, Any] | None]
    """What was kept of the answer: a `Words` as JSON."""
    dropped: Mapped[int] = mapped_column(server_default=text("0"))
    """Statements of the answer that nothing supported."""
    tokens_in: Mapped[int] = mapped_column(server_default=text("0"))
    tokens_out: Mapped[int] = mapped_column(server_default=text("0"))
    cost_usd: Mapped[Decimal] = mapped_column(Numeric(16, 8), server_default=text("0"))
    cost_exact: Mapped[bool] = mapped_column(server_default=true())
    """False: a call broke off, so that the most it can have cost is counted."""
    ended_at: Mapped[datetime | None]


class SegmentRow(TenantRow):
    """The vector of a sentence, by the digest of the sentence and the model: made once, so that a score stays as it was.

    Fenced by workspace although the same sentence has the same vector everywhere: a shared table would tell whether
    somebody else's résumé or posting holds a sentence.
    """

    __tablename__ = "match_segment"
    __table_args__ = (UniqueConstraint("workspace_id", "digest"), Index("match_segment_used_at", "used_at"))

    digest: Mapped[bytes]
    """SHA-256 of the model's name and the text, first sixteen bytes."""
    vector: Mapped[bytes]
    """Signed bytes, one a dimension."""
    used_at: Mapped[datetime] = mapped_column(server_default=func.now())
    """When a score last needed it, to within a day (`segments_kept.STAMPED`)."""


class ReadingRow(TenantRow):
    """What a posting asks for, as it was read from its text: for every candidate and every score the same."""

    __tablename__ = "match_reading"
    __table_args__ = (UniqueConstraint("workspace_id", "posting_id"), Index("match_reading_read_at", "read_at"))

    posting_id: Mapped[UUID]
    digest: Mapped[bytes]
    """SHA-256 of the rules' version and the text, first sixteen bytes: another one now means it is out of date."""
    reading: Mapped[bytes]
    """A `Reading` as `requirements.record` writes it."""
    read_at: Mapped[datetime] = mapped_column(server_default=func.now())
