"""The operator's view of people: `rolecall users list/add/link`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from rolecall.accounts.events import UserRegistered
from rolecall.accounts.links import LIFETIME, make_link
from rolecall.accounts.passwords import hash_password
from rolecall.accounts.register import MEMBER, OWNER, add_user, found, join, normalised, user_by_email
from rolecall.accounts.sessions import member
from rolecall.accounts.tables import MembershipRow, UserRow, WorkspaceRow
from rolecall.platform.api import Caller
from rolecall.platform.errors import NotFound
from rolecall.platform.events import emit
from rolecall.platform.resources import Platform


@dataclass(frozen=True, slots=True)
class Account:
    """One membership of one person. A person in no workspace has no `workspace_id`, `workspace` and `role`."""

    user_id: UUID
    email: str
    name: str
    workspace_id: UUID | None
    workspace: str | None
    role: str | None
    has_password: bool
    created_at: datetime


async def list_users(platform: Platform) -> tuple[Account, ...]:
    """Everyone, in all workspaces, the oldest account first."""
    async with platform.db.system(actor="operator") as session:
        rows = await session.execute(
            select(UserRow, MembershipRow.role, WorkspaceRow.id, WorkspaceRow.name)
            .outerjoin(MembershipRow, MembershipRow.user_id == UserRow.id)
            .outerjoin(WorkspaceRow, WorkspaceRow.id == MembershipRow.workspace_id)
            .order_by(UserRow.id, MembershipRow.id)
        )
        return tuple(
            Account(
                user.id,
                user.email,
                user.name,
                workspace_id,
                workspace,
                role,
                user.password_hash is not None,
                user.created_at,
            )
            for user, role, workspace_id, workspace in rows
        )


async def add_user_account(
    platform: Platform, email: str, *, name: str = "", password: str | None = None, workspace_id: UUID | None = None
) -> Caller:
    """A person as a member of a workspace, or as the owner of a new one. Without a password only a link signs in.

    Works with registration closed. Raises UnusableEmail, UnusablePassword, EmailTaken, NotFound for the workspace.
    """
    email = normalised(email)
    password_hash = await hash_password(password) if password is not None else None
    async with platform.db.system(actor="operator") as session:
        user_id = await add_user(session, email=email, name=name, password_hash=password_hash)
        if workspace_id is None:
            caller = await join(session, user_id, await found(session, f"Job search of {name or email}"), OWNER)
        else:
            if await session.get(WorkspaceRow, workspace_id) is None:
                raise NotFound("There is no such workspace; `rolecall users list` shows them.")
            caller = await join(session, user_id, workspace_id, MEMBER)
        await emit(session, UserRegistered(user_id=user_id))
        return caller


async def link_for(platform: Platform, email: str) -> str:
    """An address that signs this person in, once, within an hour. Raises NotFound."""
    async with platform.db.system(actor="operator") as session:
        user = await user_by_email(session, email)
        caller = await member(session, user.id) if user else None
    if caller is None:
        raise NotFound(f"Nobody with the address {email} is in any workspace; `rolecall users add` adds them.")
    return await make_link(platform, caller.user_id, caller.workspace_id, LIFETIME)
