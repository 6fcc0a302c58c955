"""Passwords: argon2id off the event loop, a few at a time, and as slow for strangers as for users."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from rolecall.accounts.problems import UnusablePassword
from rolecall.platform.errors import Unavailable

Result = TypeVar("Result")

SHORTEST, LONGEST = 8, 256
"""Characters of a password."""

# OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane; about 18 ms here.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Of no one's password: checking against it makes an unknown user take as long as a known one.
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$15ICKO/769Ar+6Z08QZBxA$EXoYcDynaXsbBzmzd3lcIpln6nvTGyRpXfaSQE9L+VQ"

# Each hash takes 19 MiB and a core: two at a time, and a queue that says no before it grows without end.
_WORKERS = 2
_LONGEST_QUEUE = 500
_pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="password")
_waiting = threading.BoundedSemaphore(_LONGEST_QUEUE)


async def hash_password(password: str) -> str:
    """The argon2id hash to store. Raises UnusablePassword, Unavailable when too many wait."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UnusablePassword(f"A password has {SHORTEST} to {LONGEST} characters; choose another one.")
    if len(set(password)) < 3:
        raise UnusablePassword("This password is too easy to guess; choose another one.")
    return await _off_the_loop(_HASHER.hash, password)


async def password_fits(stored: str | None, password: str) -> bool:
    """Whether the password is the one behind the stored hash; always False, after the same time, when there is none."""
    fits = await _off_the_loop(_verify, stored or _NOBODY, password[: LONGEST + 1])
    return fits and stored is not None


def needs_new_hash(stored: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


def _verify(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (Argon2Error, InvalidHashError):
        return False


async def _off_the_loop(work: Callable[..., Result], *arguments: str) -> Result:
    if not _waiting.acquire(blocking=False):
        raise Unavailable(
            "Too many people sign in at this moment; try again in a few seconds.", retry_after=timedelta(seconds=5)
        )
    try:
        return await asyncio.get_running_loop().run_in_executor(_pool, work, *arguments)
    finally:
        _waiting.release()
