"""Rows of the fact base: what is stated now, and what it said before."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import TenantRow


class FactRow(TenantRow):
    """One fact as it is said now. A withdrawn one stays, so that a package made with it can still be explained."""

    __tablename__ = "profile_fact"
    __table_args__ = (UniqueConstraint("workspace_id", "fact_id"),)

    fact_id: Mapped[str]
    origin: Mapped[str]
    """read (from a résumé) or own (said by the candidate)."""
    kind: Mapped[str]
    text: Mapped[str]
    since: Mapped[str | None]
    until: Mapped[str | None]
    about: Mapped[str | None]
    """The id of the position, study, project or entry that an own fact belongs to."""
    pointer: Mapped[str | None]
    """Where a read fact last stood in the résumé, in the numbering of `GET /profile`."""
    revision: Mapped[int] = mapped_column(server_default=sql("1"))
    said_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    why: Mapped[str]
    """read, corrected, said, edited, removed or not_read: what made it as it is."""


class WordingRow(TenantRow):
    """What a fact said from `said_at` until `replaced_at`."""

    __tablename__ = "profile_fact_wording"

    fact: Mapped[UUID] = mapped_column(ForeignKey("profile_fact.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
    since: Mapped[str | None]
    until: Mapped[str | None]
    said_at: Mapped[datetime]
    replaced_at: Mapped[datetime]
    why: Mapped[str]
