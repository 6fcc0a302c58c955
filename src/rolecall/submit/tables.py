"""Rows of submit."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import TenantRow


class ReceiptRow(TenantRow):
    """What exactly was sent. Never changed; a second one for the same application cannot exist."""

    __tablename__ = "submit_receipt"

    application_id: Mapped[UUID] = mapped_column(unique=True)
    package_id: Mapped[UUID]
    fingerprint: Mapped[str]
    files: Mapped[list[Any]]
    """name, sha256 and size of each file."""
    url: Mapped[str]
    way: Mapped[str]
    """`by_hand`: the candidate sent it."""
    sent_at: Mapped[datetime]
    note: Mapped[str | None]
    by: Mapped[str]
