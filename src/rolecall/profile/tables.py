"""Rows of profile: uploaded résumés, the profile of a workspace, the candidate's corrections."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import TenantRow


class ResumeRow(TenantRow):
    """One uploaded file; every version is kept. `resume` is JSON Resume with `sources`, as it was read."""

    __tablename__ = "profile_resume"

    file_hash: Mapped[str]
    filename: Mapped[str]
    size: Mapped[int]
    status: Mapped[str] = mapped_column(server_default="reading")
    """reading, read or unreadable."""
    kind: Mapped[str | None]
    problem: Mapped[str | None]
    problem_code: Mapped[str | None]
    notices: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    resume: Mapped[dict[str, Any] | None]
    text: Mapped[str | None]
    read_at: Mapped[datetime | None]
    ats: Mapped[dict[str, Any] | None]
    """How an applicant-tracking system would read the file, as it was last checked."""


class ProfileRow(TenantRow):
    """The one profile of a workspace: which résumé is current, and what the candidate wants."""

    __tablename__ = "profile_profile"
    __table_args__ = (UniqueConstraint("workspace_id"),)

    resume_id: Mapped[UUID | None] = mapped_column(ForeignKey("profile_resume.id", ondelete="SET NULL"))
    preferences: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))
    updated_at: Mapped[datetime] = mapped_column(server_default=text("now()"))


class CorrectionRow(TenantRow):
    """The candidate's own value for a field. It belongs to the profile, not to one file, and so survives a new one."""

    __tablename__ = "profile_correction"

    pointer: Mapped[str]
    """As of the version it was made on; two versions may have different fields there."""
    entry: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    """The whole entry as it had been read, by which it is known again."""
    before: Mapped[Any | None] = mapped_column(JSONB(none_as_null=True))
    after: Mapped[Any | None] = mapped_column(JSONB(none_as_null=True))
    corrected_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
