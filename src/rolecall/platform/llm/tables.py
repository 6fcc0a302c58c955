"""Every call of a language model: what it may cost before it is made, what it did cost after."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import TenantRow

USD = Numeric(16, 8)


class ModelCallRow(TenantRow):
    """One question put to a model, with its repair where one was needed.

    `status`: `calling` while it runs (and ever after when its process was killed), `done`, `failed` (no answer, and the
    cost is known), `unknown` (it broke off: whether it was billed is not known, so the reservation counts as spent).
    """

    __tablename__ = "platform_model_call"
    __table_args__ = (
        Index("platform_model_call_created_at_idx", "created_at"),
        Index("platform_model_call_subject_id_idx", "subject_id"),
    )

    subject_id: Mapped[UUID]
    """What it was about: the row of the capability that asked."""
    purpose: Mapped[str]
    model: Mapped[str]
    status: Mapped[str]
    reserved_usd: Mapped[Decimal] = mapped_column(USD)
    cost_usd: Mapped[Decimal | None] = mapped_column(USD)
    """None while it is not known; then `reserved_usd` counts."""
    tokens_in: Mapped[int | None]
    tokens_out: Mapped[int | None]
    code: Mapped[str | None]
    """Of the problem it ended with."""
    ended_at: Mapped[datetime | None]
