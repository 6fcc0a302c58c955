"""On one's own machine: one workspace and its owner, made at first start."""

from __future__ import annotations

from sqlalchemy import select, text

from rolecall.accounts.events import UserRegistered
from rolecall.accounts.register import OWNER, add_user, found, join, user_by_email
from rolecall.accounts.tables import MembershipRow, WorkspaceRow
from rolecall.platform.api import Caller
from rolecall.platform.events import emit
from rolecall.platform.resources import Platform

EMAIL = "owner@localhost"
# Two processes may start at once; one of them makes the workspace.
_LOCK = text("SELECT pg_advisory_xact_lock(7265141)")


async def ensure_personal(platform: Platform) -> Caller:
    """The owner of this machine's personal workspace; both are made when they are not there. Safe to call again."""
    async with platform.db.system(actor="accounts.personal") as session:
        await session.execute(_LOCK)
        membership = await session.scalar(
            select(MembershipRow)
            .join(WorkspaceRow, WorkspaceRow.id == MembershipRow.workspace_id)
            .where(WorkspaceRow.personal, MembershipRow.role == OWNER)
            .order_by(MembershipRow.id)
            .limit(1)
        )
        if membership is not None:
            return Caller(membership.workspace_id, membership.user_id, membership.role)
        known = await user_by_email(session, EMAIL)
        user_id = known.id if known else await add_user(session, email=EMAIL, name="Owner", password_hash=None)
        owner = await join(session, user_id, await found(session, "My job search", personal=True), OWNER)
        if known is None:
            await emit(session, UserRegistered(user_id=user_id))
        return owner
