"""Rows of the platform that belong to no part of it alone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import CURRENT_WORKSPACE, Base


class HostRateRow(Base):
    """When a host may be asked next, shared by all workers."""

    __tablename__ = "platform_host_rate"

    host: Mapped[str] = mapped_column(primary_key=True)
    next_at: Mapped[datetime]


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
