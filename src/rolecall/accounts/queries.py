"""What others may ask about who is here. All in a workspace's transaction, which sees only its own people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from rolecall.accounts.tables import MembershipRow, UserRow, WorkspaceRow
from rolecall.platform.db import Session
from rolecall.platform.errors import NotFound


@dataclass(frozen=True, slots=True)
class User:
    """A person of this workspace."""

    id: UUID
    email: str
    name: str


@dataclass(frozen=True, slots=True)
class Workspace:
    """The workspace of the transaction."""

    id: UUID
    name: str
    auto_approve: bool
    """Whether a policy may approve packages of postings that score 90 or more."""
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """A person and what they are in this workspace."""

    user: User
    role: str
    since: datetime


async def workspace(session: Session) -> Workspace:
    """The transaction's own workspace. Raises NotFound when it is gone."""
    row = await session.scalar(select(WorkspaceRow).where(WorkspaceRow.id == session.workspace_id))
    if row is None:
        raise NotFound("This workspace does not exist any more; sign in again.")
    return Workspace(row.id, row.name, row.auto_approve, row.created_at)


async def auto_approve(session: Session) -> bool:
    """Whether a policy may approve in this workspace; False when the workspace is not known."""
    return bool(await session.scalar(select(WorkspaceRow.auto_approve).where(WorkspaceRow.id == session.workspace_id)))


async def user(session: Session, user_id: UUID) -> User:
    """A person of this workspace. Raises NotFound, also for people of other workspaces."""
    found = (await session.execute(_USERS.where(UserRow.id == user_id))).one_or_none()
    if found is None:
        raise NotFound("There is no such person in this workspace.")
    return User(found.id, found.email, found.name)


async def members(session: Session) -> tuple[Member, ...]:
    """Everyone in this workspace, the oldest membership first."""
    rows = await session.execute(
        _USERS.add_columns(MembershipRow.role, MembershipRow.created_at)
        .join(MembershipRow, MembershipRow.user_id == UserRow.id)
        .order_by(MembershipRow.id)
    )
    return tuple(Member(User(row.id, row.email, row.name), row.role, row.created_at) for row in rows)


# A workspace may read these columns of its people and no others: naming the whole row is refused by the database.
_USERS = select(UserRow.id, UserRow.email, UserRow.name)
