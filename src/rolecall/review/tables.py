"""Rows of review."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import TenantRow


class DecisionRow(TenantRow):
    """A yes or no to exactly one fingerprint. Never changed; `created_at` is when it was said."""

    __tablename__ = "review_decision"

    application_id: Mapped[UUID] = mapped_column(index=True)
    package_id: Mapped[UUID]
    fingerprint: Mapped[str]
    approved: Mapped[bool]
    by: Mapped[str]
    """`user:<id>`, or `policy` when the workspace lets scores of 90 and more pass."""
    reason: Mapped[str | None]
    score: Mapped[int | None]
    """The score that the policy went by."""
