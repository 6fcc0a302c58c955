"""Passwords: stored so that they cannot be read, checked so that nothing is learned from how long it takes."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from argon2 import PasswordHasher, extract_parameters

from rolecall.accounts import passwords
from rolecall.accounts.passwords import hash_password, needs_new_hash, password_fits
from rolecall.accounts.problems import UnusablePassword
from rolecall.platform.errors import Unavailable


async def test_a_password_fits_its_hash_and_no_other() -> None:
    stored = await hash_password("correct horse battery")
    assert await password_fits(stored, "correct horse battery")
    assert not await password_fits(stored, "Correct horse battery")
    assert stored != await hash_password("correct horse battery")


async def test_it_is_argon2id_with_19_mib_and_two_passes() -> None:
    parameters = extract_parameters(await hash_password("correct horse battery"))
    assert (parameters.type.name, parameters.memory_cost, parameters.time_cost) == ("ID", 19_456, 2)
    assert parameters == extract_parameters(passwords._NOBODY)


async def test_nobody_s_password_fits_nothing() -> None:
    assert not await password_fits(None, "nobody has this password")
    assert await password_fits(passwords._NOBODY, "nobody has this password")


@pytest.mark.parametrize("password", ["", "short", "aaaaaaaaaaaa", "abababababab", "x1" * 200])
async def test_unusable_passwords_are_refused(password: str) -> None:
    with pytest.raises(UnusablePassword):
        await hash_password(password)


async def test_a_hash_made_with_weaker_parameters_is_due_for_a_new_one() -> None:
    assert needs_new_hash(PasswordHasher(time_cost=1, memory_cost=8_192).hash("x"))
    assert not needs_new_hash(await hash_password("correct horse battery"))


async def test_what_is_no_hash_fits_nothing() -> None:
    assert not await password_fits("plain text", "plain text")


async def test_the_event_loop_goes_on_while_passwords_are_hashed() -> None:
    work = asyncio.gather(*(password_fits(None, "x") for _ in range(20)))
    longest, last = 0.0, time.perf_counter()
    while not work.done():
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    assert longest < 0.5 * 20 * 0.018


async def test_a_queue_that_is_full_says_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_waiting", threading.BoundedSemaphore(3))
    answers = await asyncio.gather(*(password_fits(None, "x") for _ in range(5)), return_exceptions=True)
    assert [type(answer) for answer in answers].count(Unavailable) == 2
    assert await password_fits(None, "x") is False
