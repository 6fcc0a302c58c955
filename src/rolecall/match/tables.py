"""Rows of scores, saved searches and analyses."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Numeric, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import TenantRow


class ScoreRow(TenantRow):
    """The current score of a posting for the candidate of the workspace."""

    __tablename__ = "match_score"
    __table_args__ = (
        UniqueConstraint("workspace_id", "posting_id"),
        Index("match_score_best", "workspace_id", "score", "posting_id"),
    )

    posting_id: Mapped[UUID]
    score: Mapped[int]
    decision: Mapped[str]
    version: Mapped[str]
    inputs: Mapped[str]
    """Fingerprint of posting, facts, preferences, day and version: the same means nothing to do."""
    match: Mapped[dict[str, Any]]
    """The whole `Match` as `record.py` writes it."""
    scored_at: Mapped[datetime]


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
