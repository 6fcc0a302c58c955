"""Rows of accounts.

Users belong to no workspace; a workspace sees those who are its members, and never a password's hash. Sessions, links
and attempts are seen by the system role only.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column
from uuid_utils.compat import uuid7

from rolecall.platform.db import Base, TenantRow

_NOW = text("now()")


class WorkspaceRow(Base):
    """What everything else is fenced by."""

    __tablename__ = "accounts_workspace"
    __table_args__ = (Index("accounts_workspace_personal", "personal", unique=True, postgresql_where=text("personal")),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    name: Mapped[str]
    auto_approve: Mapped[bool] = mapped_column(server_default=text("false"))
    """Whether a policy may approve packages of postings that score 90 or more."""
    personal: Mapped[bool] = mapped_column(server_default=text("false"))
    """The one workspace that is made at first start on one's own machine."""
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)


class UserRow(Base):
    """A person. `email` is stored in lower case; without `password_hash` only a link signs in."""

    __tablename__ = "accounts_user"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=_NOW)


class MembershipRow(TenantRow):
    """Who may act in a workspace, and as what: `owner` or `member`."""

    __tablename__ = "accounts_membership"
    __table_args__ = (UniqueConstraint("workspace_id", "user_id"),)

    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_workspace.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_user.id", ondelete="CASCADE"), index=True)
    role: Mapped[str]


class RefreshTokenRow(Base):
    """One refresh token. All that came from one sign-in are a family, of which one is neither used nor revoked."""

    __tablename__ = "accounts_refresh_token"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    family: Mapped[UUID] = mapped_column(index=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_user.id", ondelete="CASCADE"), index=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_workspace.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    issued_at: Mapped[datetime] = mapped_column(server_default=_NOW)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class LinkRow(Base):
    """A sign-in link that works once."""

    __tablename__ = "accounts_link"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_user.id", ondelete="CASCADE"), index=True)
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("accounts_workspace.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class AttemptRow(Base):
    """How often something was tried lately. `key` is a hash: neither address nor e-mail stands here."""

    __tablename__ = "accounts_attempt"

    key: Mapped[bytes] = mapped_column(primary_key=True)
    count: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)
    """When the count starts again."""
