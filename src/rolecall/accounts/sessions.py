"""Sessions: a short access token, and a refresh token that is replaced at every use.

All refresh tokens that descend from one sign-in are a family. One that comes a second time was copied, by a thief or
from one, and there is no telling which: the family ends, and both sides must sign in again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from prometheus_client import Counter
from sqlalchemy import func, select, update
from uuid_utils.compat import uuid7

from rolecall.accounts import tokens
from rolecall.accounts.handout import hash_of, new_secret
from rolecall.accounts.problems import SessionEnded, SessionReused
from rolecall.accounts.tables import MembershipRow, RefreshTokenRow
from rolecall.platform.api import Caller
from rolecall.platform.db import Session
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings

PREFIX = "rcr_"
log = structlog.get_logger(__name__)
_RENEWALS = Counter("rolecall_accounts_renewals_total", "Uses of refresh tokens", ["outcome"])


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a person gets for signing in. Times in seconds from now."""

    access_token: str
    expires_in: int
    refresh_token: str
    refresh_expires_in: int


async def open_session(session: Session, settings: Settings, caller: Caller, family: UUID | None = None) -> SignedIn:
    """Tokens for a member, in a system transaction; of a new family unless one goes on."""
    refresh_token, token_hash = new_secret(PREFIX)
    life = timedelta(days=settings.refresh_token_days)
    session.add(
        RefreshTokenRow(
            family=family or uuid7(),
            user_id=caller.user_id,
            workspace_id=caller.workspace_id,
            token_hash=token_hash,
            expires_at=datetime.now(UTC) + life,
        )
    )
    await session.flush()
    access = tokens.issue(settings, caller)
    return SignedIn(access.token, access.expires_in, refresh_token, int(life.total_seconds()))


async def renew(platform: Platform, refresh_token: str) -> SignedIn:
    """New tokens for a refresh token, which is then used up. Raises SessionEnded, SessionReused."""
    async with platform.db.system(actor="accounts.renew") as session:
        # The lock makes two uses at the same moment one use and one reuse.
        row = await session.scalar(
            select(RefreshTokenRow).where(RefreshTokenRow.token_hash == hash_of(refresh_token)).with_for_update()
        )
        if row is None or row.revoked_at is not None or row.expires_at <= datetime.now(UTC):
            signed_in, reused = None, False
        elif row.used_at is not None:
            await _revoke(session, row.family)
            signed_in, reused = None, True
        else:
            row.used_at = func.now()
            signed_in, reused = await _continued(session, platform.settings, row), False
        family = row.family if row else None
    # Raised only here: the revocation must be committed, and an error inside would roll it back.
    if reused:
        _RENEWALS.labels("reused").inc()
        log.warning("session.reused", family=str(family))
        raise SessionReused("This session was used from two places and has been ended; sign in again.")
    if signed_in is None:
        _RENEWALS.labels("ended").inc()
        raise SessionEnded("The session has ended; sign in again.")
    _RENEWALS.labels("renewed").inc()
    return signed_in


async def end(platform: Platform, refresh_token: str) -> None:
    """Sign out: the whole family of this token ends. An unknown token ends nothing."""
    async with platform.db.system(actor="accounts.end") as session:
        family = await session.scalar(
            select(RefreshTokenRow.family).where(RefreshTokenRow.token_hash == hash_of(refresh_token))
        )
        if family is not None:
            await _revoke(session, family)


async def member(session: Session, user_id: UUID, workspace_id: UUID | None = None) -> Caller | None:
    """A user as a member of a workspace, or of the oldest of their workspaces; None when they are in none."""
    memberships = select(MembershipRow).where(MembershipRow.user_id == user_id).order_by(MembershipRow.id).limit(1)
    if workspace_id is not None:
        memberships = memberships.where(MembershipRow.workspace_id == workspace_id)
    row = await session.scalar(memberships)
    return Caller(row.workspace_id, row.user_id, row.role) if row else None


async def _continued(session: Session, settings: Settings, row: RefreshTokenRow) -> SignedIn | None:
    caller = await member(session, row.user_id, row.workspace_id)  # the role may have changed, or the membership ended
    if caller is None:
        await _revoke(session, row.family)
        return None
    return await open_session(session, settings, caller, row.family)


async def _revoke(session: Session, family: UUID) -> None:
    await session.execute(
        update(RefreshTokenRow)
        .where(RefreshTokenRow.family == family, RefreshTokenRow.revoked_at.is_(None))
        .values(revoked_at=func.now())
    )
