"""Rows of packages and of letters."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import TenantRow


class PackageRow(TenantRow):
    """One version of an application's package. Never changed: an edit makes the next version, the highest is the
    current one.
    """

    __tablename__ = "prepare_package"
    __table_args__ = (UniqueConstraint("application_id", "version"),)

    application_id: Mapped[UUID]
    version: Mapped[int]
    fingerprint: Mapped[str]
    draft: Mapped[dict[str, Any]]
    """The `Draft` that the files were made of, as JSON."""
    manifest: Mapped[dict[str, Any]]
    """What `package.json` says; its `files` name their blobs by SHA-256."""
    edited: Mapped[bool]
    """Whether a person had a hand in it: wording, or design."""


class LetterTemplateRow(TenantRow):
    """A letter template of the user's, as it is now. A removed one keeps its row, for the packages made with it."""

    __tablename__ = "prepare_letter_template"
    __table_args__ = (
        Index(
            "prepare_letter_template_name",
            "workspace_id",
            "name",
            unique=True,
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    name: Mapped[str]
    language: Mapped[str]
    text: Mapped[str]
    version: Mapped[int]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())
    removed_at: Mapped[datetime | None]


class LetterTemplateVersionRow(TenantRow):
    """A template as it was; never changed."""

    __tablename__ = "prepare_letter_template_version"
    __table_args__ = (UniqueConstraint("template_id", "version"),)

    template_id: Mapped[UUID] = mapped_column(ForeignKey("prepare_letter_template.id"))
    version: Mapped[int]
    name: Mapped[str]
    language: Mapped[str]
    text: Mapped[str]


class LetterChoiceRow(TenantRow):
    """What is wanted of a letter: of every letter of the workspace (`application_id` None), or of one application's."""

    __tablename__ = "prepare_letter_choice"
    __table_args__ = (UniqueConstraint("workspace_id", "application_id", postgresql_nulls_not_distinct=True),)

    application_id: Mapped[UUID | None]
    tone: Mapped[str]
    length: Mapped[str]
    template_id: Mapped[UUID | None] = mapped_column(ForeignKey("prepare_letter_template.id"))
    why: Mapped[str] = mapped_column(server_default="")
    contact: Mapped[str | None]
