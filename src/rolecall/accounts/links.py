"""Sign-in links that work once: printed by `rolecall up`, or made by an operator for someone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, update

from rolecall.accounts.handout import hash_of, new_secret
from rolecall.accounts.problems import LinkUsed
from rolecall.accounts.sessions import SignedIn, member, open_session
from rolecall.accounts.tables import LinkRow
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings

PREFIX = "rcl_"
LIFETIME = timedelta(hours=1)


async def make_link(platform: Platform, user_id: UUID, workspace_id: UUID, lifetime: timedelta = LIFETIME) -> str:
    """The address that signs this user in to this workspace, once, within the lifetime."""
    token, token_hash = new_secret(PREFIX)
    async with platform.db.system(actor="accounts.make_link") as session:
        session.add(
            LinkRow(
                user_id=user_id,
                workspace_id=workspace_id,
                token_hash=token_hash,
                expires_at=datetime.now(UTC) + lifetime,
            )
        )
    return link_address(platform.settings, token)


def link_address(settings: Settings, token: str) -> str:
    """Where the dashboard takes the token; after `#`, so that it is in no server's log and no Referer."""
    return f"{settings.dashboard_url}/sign-in#token={token}"


async def use_link(platform: Platform, token: str) -> SignedIn:
    """Tokens for a link's token, which is then used up. Raises LinkUsed."""
    async with platform.db.system(actor="accounts.use_link") as session:
        used = await session.execute(
            update(LinkRow)
            .where(LinkRow.token_hash == hash_of(token), LinkRow.used_at.is_(None), LinkRow.expires_at > func.now())
            .values(used_at=func.now())
            .returning(LinkRow.user_id, LinkRow.workspace_id)
        )
        link = used.one_or_none()
        caller = await member(session, link.user_id, link.workspace_id) if link else None
        if caller is not None:
            return await open_session(session, platform.settings, caller)
    raise LinkUsed("This sign-in link was used already or has expired; ask for a new one (`rolecall users link`).")
