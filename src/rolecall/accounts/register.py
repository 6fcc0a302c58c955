"""New people and their workspaces."""

from __future__ import annotations

import re
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from uuid_utils.compat import uuid7

from rolecall.accounts.events import UserRegistered, WorkspaceCreated
from rolecall.accounts.passwords import hash_password
from rolecall.accounts.problems import EmailTaken, RegistrationClosed, UnusableEmail
from rolecall.accounts.sessions import SignedIn, open_session
from rolecall.accounts.tables import MembershipRow, UserRow, WorkspaceRow
from rolecall.platform.api import Caller
from rolecall.platform.db import Session
from rolecall.platform.events import emit
from rolecall.platform.resources import Platform

OWNER, MEMBER = "owner", "member"
_LONGEST_EMAIL = 254
_EMAIL = re.compile(r"[^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f]+\.[^@\s.\x00-\x1f\x7f]+")


async def register(platform: Platform, email: str, password: str, name: str) -> SignedIn:
    """A new person with a workspace of their own, signed in.

    Raises RegistrationClosed, UnusableEmail, UnusablePassword, EmailTaken.
    """
    if platform.settings.registration != "open":
        raise RegistrationClosed(
            "Registration is closed here; ask the operator for an account (`rolecall users add`) or a sign-in link."
        )
    email, password_hash = normalised(email), await hash_password(password)
    async with platform.db.system(actor="accounts.register") as session:
        user_id = await add_user(session, email=email, name=name, password_hash=password_hash)
        workspace_id = await found(session, f"Job search of {name.strip() or email}")
        caller = await join(session, user_id, workspace_id, OWNER)
        await emit(session, UserRegistered(user_id=user_id))
        return await open_session(session, platform.settings, caller)


async def add_user(session: Session, *, email: str, name: str, password_hash: str | None) -> UUID:
    """A user in no workspace yet, in a system transaction. `email` is normalised. Raises EmailTaken."""
    user_id: UUID | None = await session.scalar(
        insert(UserRow)
        .values(id=uuid7(), email=email, name=name.strip() or email.partition("@")[0], password_hash=password_hash)
        .on_conflict_do_nothing()
        .returning(UserRow.id)
    )
    if user_id is None:
        raise EmailTaken("There is already an account with this e-mail address; sign in instead.")
    return user_id


async def found(session: Session, name: str, *, personal: bool = False) -> UUID:
    """A new workspace, which this system transaction then acts in."""
    workspace = WorkspaceRow(id=uuid7(), name=name[:200], personal=personal)
    session.add(workspace)
    await session.flush()
    await enter(session, workspace.id)
    await emit(session, WorkspaceCreated())
    return workspace.id


async def join(session: Session, user_id: UUID, workspace_id: UUID, role: str) -> Caller:
    """A user as a member of a workspace, in which this system transaction then acts."""
    await enter(session, workspace_id)
    session.add(MembershipRow(workspace_id=workspace_id, user_id=user_id, role=role))
    await session.flush()
    return Caller(workspace_id, user_id, role)


async def enter(session: Session, workspace_id: UUID) -> None:
    """Let a system transaction write events and rows of one workspace: people are added from outside of any."""
    session.workspace_id = workspace_id
    await session.execute(text("SELECT set_config('rolecall.workspace', :id, true)"), {"id": str(workspace_id)})


def normalised(email: str) -> str:
    """An address as it is stored and compared. Raises UnusableEmail."""
    email = email.strip().lower()
    if len(email) > _LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise UnusableEmail("This does not look like an e-mail address; it should read like name@example.org.")
    return email


async def user_by_email(session: Session, email: str) -> UserRow | None:
    """The user of an address, in any spelling; in a system transaction."""
    user: UserRow | None = await session.scalar(select(UserRow).where(UserRow.email == email.strip().lower()))
    return user
