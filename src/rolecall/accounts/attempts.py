"""How often one may try: counted in the database, so that several processes count together.

A try is counted before the password is checked, or a hundred at once would all be the first.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from rolecall.accounts.problems import TooManyAttempts
from rolecall.platform.db import Session
from rolecall.platform.resources import Platform

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 10
"""Failed tries for one account from one address in a window."""
PER_ADDRESS = 500
"""Failed tries from one address for any accounts in a window; also bounds how many rows an address can make."""
REGISTRATIONS = 100
"""New accounts from one address in a window."""

_COUNT = text("""
    INSERT INTO accounts_attempt AS attempt (key, count, ends_at) VALUES (:key, 1, now() + :window)
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN attempt.ends_at <= now() THEN 1 ELSE least(attempt.count, 1000000) + 1 END,
      ends_at = CASE WHEN attempt.ends_at <= now() THEN excluded.ends_at ELSE attempt.ends_at END
    RETURNING count, ends_at
""")
_TAKE_BACK = text("UPDATE accounts_attempt SET count = greatest(count - 1, 0) WHERE key = :key")
_FORGET = text("DELETE FROM accounts_attempt WHERE key = :key")


async def count_sign_in(platform: Platform, email: str, address: str) -> None:
    """Count a try to sign in. Raises TooManyAttempts, whether or not the account exists."""
    await _count(platform, _key("address", address), PER_ADDRESS)
    await _count(platform, _key("account", email, address), PER_ACCOUNT)


async def forgive_sign_in(session: Session, email: str, address: str) -> None:
    """The try was right: only failed ones count."""
    await session.execute(_FORGET, {"key": _key("account", email, address)})
    await session.execute(_TAKE_BACK, {"key": _key("address", address)})


async def count_registration(platform: Platform, address: str) -> None:
    """Count a registration. Raises TooManyAttempts."""
    await _count(platform, _key("register", address), REGISTRATIONS)


async def _count(platform: Platform, key: bytes, allowed: int) -> None:
    async with platform.db.system(actor="accounts.attempt") as session:
        count, ends_at = (await session.execute(_COUNT, {"key": key, "window": WINDOW})).one()
    if count > allowed:
        wait = max(ends_at - datetime.now(UTC), timedelta(seconds=1))
        minutes = max(1, round(wait.total_seconds() / 60))
        raise TooManyAttempts(
            f"Too many tries; wait {minutes} minute{'' if minutes == 1 else 's'} and try again.", retry_after=wait
        )


def _key(*parts: str) -> bytes:
    return hashlib.sha256("\0".join(parts).encode()).digest()
