"""Rows of scores."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false, text, true
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


class SegmentRow(TenantRow):
    """The vector of a sentence, by the digest of the sentence and the model: made once, so that a score stays as it was.

    Fenced by workspace although the same sentence has the same vector everywhere: a shared table would tell whether
    somebody else's résumé or posting holds a sentence.
    """

    __tablename__ = "match_segment"
    __table_args__ = (UniqueConstraint("workspace_id", "digest"),)

    digest: Mapped[bytes]
    """SHA-256 of the model's name and the text, first sixteen bytes."""
    vector: Mapped[bytes]
    """Signed bytes, one a dimension."""
