"""Rows of scores."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

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
