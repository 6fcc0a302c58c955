"""Sessions: a short access token, and a refresh token that is replaced at every use.

All refresh tokens that descend from one sign-in are a family, of which one is living: neither used nor revoked. One
that comes a second time was copied, by a thief or from one, and there is no telling which: the family ends, and both
sides must sign in again. Only the token used last may come again for a moment, as its answer may have been lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID

import structlog
from prometheus_client import Counter
from sqlalchemy import ColumnElement, Exists, and_, exists, func, not_, select, update
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
GRACE = timedelta(seconds=15)
"""How long after its use a token may come again, if its successor was not used. A page that is reloaded while it renews
loses the answer with the new cookie, and comes with the old one: at once, or when a slow page has loaded again."""
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
    """New tokens for a refresh token, which is then used up. Raises SessionEnded, SessionReused.

    The token used last may come again within GRACE while its successor is unused; that one is replaced.
    """
    async with platform.db.system(actor="accounts.renew") as session:
        family = await _locked_family(session, refresh_token)
        # Read only under the lock: another use may have just changed it.
        row = await session.scalar(select(RefreshTokenRow).where(RefreshTokenRow.token_hash == hash_of(refresh_token)))
        outcome = await _outcome(session, row)
        signed_in = None
        if row is not None and outcome == "reused":
            await _revoke(session, row.family)
        elif row is not None and outcome != "ended":
            if outcome == "renewed":
                row.used_at = func.now()
            else:  # `used_at` stays: coming again and again does not prolong the grace.
                await _revoke(session, row.family, RefreshTokenRow.used_at.is_(None))
            signed_in = await _continued(session, platform.settings, row)
    # Raised only here: the revocation must be committed, and an error inside would roll it back.
    if outcome == "reused":
        _RENEWALS.labels("reused").inc()
        log.warning("session.reused", family=str(family))
        raise SessionReused("This session was used from two places and has been ended; sign in again.")
    if signed_in is None:
        _RENEWALS.labels("ended").inc()
        raise SessionEnded("The session has ended; sign in again.")
    _RENEWALS.labels(outcome).inc()
    return signed_in


async def end(platform: Platform, refresh_token: str) -> None:
    """Sign out: the whole family of this token ends. An unknown token ends nothing."""
    async with platform.db.system(actor="accounts.end") as session:
        family = await _locked_family(session, refresh_token)
        if family is not None:
            await _revoke(session, family)


async def member(session: Session, user_id: UUID, workspace_id: UUID | None = None) -> Caller | None:
    """A user as a member of a workspace, or of the oldest of their workspaces; None when they are in none."""
    memberships = select(MembershipRow).where(MembershipRow.user_id == user_id).order_by(MembershipRow.id).limit(1)
    if workspace_id is not None:
        memberships = memberships.where(MembershipRow.workspace_id == workspace_id)
    row = await session.scalar(memberships)
    return Caller(row.workspace_id, row.user_id, row.role) if row else None


async def _locked_family(session: Session, refresh_token: str) -> UUID | None:
    """The family of a token, which nobody else renews or ends until this transaction does; None for an unknown token.

    The family's oldest row stands for it. Locking the token's own row would not do: a successor that another
    transaction is just adding would escape the revocation.
    """
    family = await session.scalar(
        select(RefreshTokenRow.family).where(RefreshTokenRow.token_hash == hash_of(refresh_token))
    )
    await session.execute(
        select(RefreshTokenRow.id)
        .where(RefreshTokenRow.family == family)
        .order_by(RefreshTokenRow.id)
        .limit(1)
        .with_for_update()
    )
    return family


async def _outcome(session: Session, row: RefreshTokenRow | None) -> Literal["renewed", "repeated", "reused", "ended"]:
    """What the use of a token is. Its family must be locked."""
    if row is None or row.expires_at <= datetime.now(UTC):
        return "ended"
    if row.revoked_at is not None:
        # Revoked in a family that lives on: it was replaced by a repeat, so two sides hold what came of one token.
        living = _any_of(row.family, RefreshTokenRow.revoked_at.is_(None), RefreshTokenRow.used_at.is_(None))
        return "reused" if await session.scalar(select(living)) else "ended"
    if row.used_at is None:
        return "renewed"
    used_later = _any_of(row.family, RefreshTokenRow.id != row.id, RefreshTokenRow.used_at >= row.used_at)
    in_time = func.now() < row.used_at + GRACE
    return "repeated" if await session.scalar(select(and_(in_time, not_(used_later)))) else "reused"


async def _continued(session: Session, settings: Settings, row: RefreshTokenRow) -> SignedIn | None:
    caller = await member(session, row.user_id, row.workspace_id)  # the role may have changed, or the membership ended
    if caller is None:
        await _revoke(session, row.family)
        return None
    return await open_session(session, settings, caller, row.family)


async def _revoke(session: Session, family: UUID, *which: ColumnElement[bool]) -> None:
    await session.execute(
        update(RefreshTokenRow)
        .where(RefreshTokenRow.family == family, RefreshTokenRow.revoked_at.is_(None), *which)
        .values(revoked_at=func.now())
    )


def _any_of(family: UUID, *which: ColumnElement[bool]) -> Exists:
    return exists().where(RefreshTokenRow.family == family, *which)
