"""Rows of the answer bank."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import TenantRow


class AnswerRow(TenantRow):
    """What the candidate answers. `subject` is the country of an answer for one, or the words of a custom question."""

    __tablename__ = "profile_answer"
    __table_args__ = (UniqueConstraint("workspace_id", "kind", "subject"),)

    kind: Mapped[str]
    subject: Mapped[str] = mapped_column(server_default=sql("''"))
    question: Mapped[str | None]
    """A custom question as the candidate wrote it."""
    value: Mapped[Any] = mapped_column(JSONB)
    answered_at: Mapped[datetime]
