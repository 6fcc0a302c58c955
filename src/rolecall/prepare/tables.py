"""Rows of packages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

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
