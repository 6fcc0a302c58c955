"""Rows of applications. Only `lifecycle` writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import BigInteger, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import TenantRow


class ApplicationRow(TenantRow):
    """One candidate, one posting. What was applied to is kept in words, should the posting go away."""

    __tablename__ = "applications_application"
    __table_args__ = (
        UniqueConstraint("workspace_id", "posting_id"),
        Index("applications_application_state", "workspace_id", "state", "moved_at"),
    )

    posting_id: Mapped[UUID]
    state: Mapped[str]
    company: Mapped[str]
    title: Mapped[str]
    url: Mapped[str]
    board: Mapped[str]
    score: Mapped[int | None]
    """As it was when the application was opened."""
    fingerprint: Mapped[str | None]
    """Of the package that is current; approvals name it."""
    moved_at: Mapped[datetime] = mapped_column(server_default=sa.text("now()"))


class TimelineRow(TenantRow):
    """One thing that happened to an application. Never changed, never removed."""

    __tablename__ = "applications_timeline"
    __table_args__ = (Index("applications_timeline_order", "application_id", "seq"),)

    seq: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications_application.id", ondelete="CASCADE"))
    kind: Mapped[str]
    """`opened`, `moved`, `note`, or what a capability calls it."""
    text: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    actor: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(server_default=sa.text("'{}'"))
