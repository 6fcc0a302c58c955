"""Rows of the platform that belong to no part of it alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import CURRENT_WORKSPACE, Base


class HostRateRow(Base):
    """When a host may be asked next and how it answered lately, shared by all workers."""

    __tablename__ = "platform_host_rate"

    host: Mapped[str] = mapped_column(primary_key=True)
    next_at: Mapped[datetime]
    quiet_until: Mapped[datetime | None]
    """The host asked for a pause until then."""
    failures: Mapped[int] = mapped_column(server_default=text("0"))
    """In a row."""
    rest_seconds: Mapped[float] = mapped_column(server_default=text("0"))
    """How long the last rest after failures was; the next one is twice as long."""
    resting_until: Mapped[datetime | None]
    """Left alone until then: after failures in a row, or while one request probes it."""


class IdempotencyRow(Base):
    """An `Idempotency-Key` that was used: for which request, and what was answered. No status yet = still running."""

    __tablename__ = "platform_idempotency"

    workspace_id: Mapped[UUID] = mapped_column(primary_key=True, server_default=text(CURRENT_WORKSPACE))
    key: Mapped[str] = mapped_column(primary_key=True)
    request: Mapped[str]
    """SHA-256 of method, path and body."""
    status: Mapped[int | None]
    content_type: Mapped[str | None]
    body: Mapped[bytes | None]
    created_at: Mapped[datetime] = mapped_column(server_default=text("now()"), index=True)
