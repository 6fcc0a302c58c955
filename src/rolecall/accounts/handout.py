"""Secrets that are handed out once and kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets


def new_secret(prefix: str) -> tuple[str, bytes]:
    """A secret of 256 random bits in URL-safe characters, and the hash to store.

    The prefix (`rcr_`) lets scanners of leaked secrets, and people, see what it is.
    """
    secret = prefix + secrets.token_urlsafe(32)
    return secret, hash_of(secret)


def hash_of(secret: str) -> bytes:
    """What is stored. A plain SHA-256 suffices: nobody guesses 256 random bits."""
    return hashlib.sha256(secret.encode()).digest()
