"""Access tokens: short-lived, signed, checked without the database."""

from __future__ import annotations

import functools
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import jwt

from rolecall.accounts.problems import UnusableKey
from rolecall.platform.api import Caller
from rolecall.platform.errors import NotSignedIn
from rolecall.platform.settings import Settings

KEY_FILE = "secret.key"
_SHORTEST_KEY = 32
_ALGORITHM = "HS256"
_ISSUER = "rolecall"
_LEEWAY = timedelta(seconds=10)
"""Clocks of several machines are never quite equal."""


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A signed token and its life in seconds."""

    token: str
    expires_in: int


def issue(settings: Settings, caller: Caller) -> AccessToken:
    """An access token for a member of a workspace, for `settings.access_token_minutes`."""
    life = timedelta(minutes=settings.access_token_minutes)
    now = datetime.now(UTC)
    claims = {
        "iss": _ISSUER,
        "sub": str(caller.user_id),
        "workspace": str(caller.workspace_id),
        "role": caller.role,
        "iat": now,
        "exp": now + life,
        "jti": uuid4().hex,
    }
    return AccessToken(jwt.encode(claims, signing_key(settings), _ALGORITHM), int(life.total_seconds()))


def read(settings: Settings, token: str) -> Caller:
    """Who a token speaks for. Raises NotSignedIn when it is expired, forged or not one of ours."""
    try:
        claims = jwt.decode(
            token,
            signing_key(settings),
            algorithms=[_ALGORITHM],
            issuer=_ISSUER,
            leeway=_LEEWAY,
            options={"require": ["exp", "iat", "sub"]},
        )
        return Caller(UUID(claims["workspace"]), UUID(claims["sub"]), str(claims["role"]))
    except jwt.ExpiredSignatureError as error:
        raise NotSignedIn("The access token has expired; refresh it or sign in again.") from error
    except (jwt.InvalidTokenError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise NotSignedIn("The access token is not one of ours; sign in again.") from error


def signing_key(settings: Settings) -> bytes:
    """The key of `ROLECALL_SECRET_KEY`, or the one in the data directory, made at the first need.

    Raises UnusableKey when it is shorter than 32 characters or cannot be read or made.
    """
    if settings.secret_key is not None:
        return _checked(settings.secret_key.get_secret_value().encode(), "ROLECALL_SECRET_KEY")
    return _key_of(settings.data_dir / KEY_FILE)


@functools.lru_cache(maxsize=16)
def _key_of(path: Path) -> bytes:
    try:
        if not path.exists():
            _make_key(path)
        return _checked(path.read_bytes().strip(), str(path))
    except OSError as error:
        raise UnusableKey(
            f"The key in {path} cannot be used ({error.strerror}); make the folder writable or set ROLECALL_SECRET_KEY."
        ) from error


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{uuid4().hex}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # unlike a rename, never over a key that another process made meanwhile
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _checked(key: bytes, source: str) -> bytes:
    if len(key) < _SHORTEST_KEY:
        raise UnusableKey(f"The key in {source} is shorter than {_SHORTEST_KEY} characters; give a longer random one.")
    return key
