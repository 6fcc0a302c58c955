"""Signing in with a password, and being recognised afterwards."""

from __future__ import annotations

from prometheus_client import Counter
from sqlalchemy import update

from rolecall.accounts import tokens
from rolecall.accounts.attempts import count_sign_in, forgive_sign_in
from rolecall.accounts.passwords import hash_password, needs_new_hash, password_fits
from rolecall.accounts.problems import WrongCredentials
from rolecall.accounts.register import user_by_email
from rolecall.accounts.sessions import SignedIn, member, open_session
from rolecall.accounts.tables import UserRow
from rolecall.platform.api import Caller
from rolecall.platform.resources import Platform

_SIGN_INS = Counter("rolecall_accounts_sign_ins_total", "Sign-ins by password", ["outcome"])


async def authenticate(platform: Platform, token: str) -> Caller:
    """Who an access token speaks for; raises NotSignedIn. Does not ask the database."""
    return tokens.read(platform.settings, token)


async def sign_in(platform: Platform, email: str, password: str, address: str) -> SignedIn:
    """Tokens for an e-mail and its password. `address` is where the request comes from.

    Raises WrongCredentials, in the same words and after the same work whether or not there is such a user, and
    TooManyAttempts.
    """
    email = email.strip().lower()
    await count_sign_in(platform, email, address)
    async with platform.db.system(actor="accounts.sign_in") as session:
        user = await user_by_email(session, email)
        stored = user.password_hash if user else None
    fits = await password_fits(stored, password)  # no transaction is open meanwhile
    if user is None or stored is None or not fits:
        _SIGN_INS.labels("refused").inc()
        raise WrongCredentials("E-mail and password do not fit together; try again.")
    newer = await hash_password(password) if needs_new_hash(stored) else None
    async with platform.db.system(actor="accounts.sign_in") as session:
        await forgive_sign_in(session, email, address)
        caller = await member(session, user.id)
        if caller is None:
            raise WrongCredentials("This account belongs to no workspace any more; ask the operator.")
        if newer is not None:
            await session.execute(update(UserRow).where(UserRow.id == user.id).values(password_hash=newer))
        signed_in = await open_session(session, platform.settings, caller)
    _SIGN_INS.labels("accepted").inc()
    return signed_in
