"""Register, sign in, go on, sign out, over HTTP."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, text, update

from rolecall.accounts import attempts
from rolecall.accounts.handout import hash_of
from rolecall.accounts.sessions import GRACE
from rolecall.accounts.tables import RefreshTokenRow, UserRow
from rolecall.platform.events import EventRow
from rolecall.platform.resources import Platform

PASSWORD = "correct horse battery"

Browser = Callable[..., httpx.AsyncClient]
Tokens = dict[str, Any]


def bearer(tokens: Tokens) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens['access_token']}"}


async def renewed(browser: Browser, refresh_token: str) -> tuple[int, Any]:
    """Status and body of a renewal by a browser without a cookie."""
    answer = await browser().post("/auth/refresh", json={"refresh_token": refresh_token})
    return answer.status_code, answer.json()


async def let_pass(platform: Platform, time_since: timedelta) -> None:
    """As if all uses of refresh tokens were that much longer ago."""
    async with platform.db.system() as session:
        await session.execute(update(RefreshTokenRow).values(used_at=RefreshTokenRow.used_at - time_since))


async def living_tokens(platform: Platform) -> set[bytes]:
    """Hashes of the refresh tokens that are neither used nor revoked."""
    async with platform.db.system() as session:
        living = select(RefreshTokenRow.token_hash).where(
            RefreshTokenRow.used_at.is_(None), RefreshTokenRow.revoked_at.is_(None)
        )
        return set(await session.scalars(living))


async def waiting(platform: Platform, transactions: int) -> None:
    """Until so many transactions of this database wait for a lock."""
    waiters = text(
        "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) "
        "WHERE NOT granted AND datname = current_database()"
    )
    async with asyncio.timeout(10):
        while True:
            async with platform.db.system() as session:
                if (await session.scalar(waiters) or 0) >= transactions:
                    return
            await asyncio.sleep(0.01)


async def test_who_registers_is_signed_in_as_the_owner_of_a_workspace(client: httpx.AsyncClient, ada: Tokens) -> None:
    assert (ada["token_type"], ada["expires_in"]) == ("bearer", 900)
    me = (await client.get("/me", headers=bearer(ada))).json()
    assert me["user"]["email"] == "ada@example.org"
    assert me["user"]["name"] == "Ada Lovelace"
    assert me["role"] == "owner"
    assert me["workspace"]["auto_approve"] is False


async def test_registering_leaves_its_events_in_the_new_workspace(
    client: httpx.AsyncClient, ada: Tokens, platform: Platform
) -> None:
    me = (await client.get("/me", headers=bearer(ada))).json()
    async with platform.db.system() as session:
        events = (await session.scalars(select(EventRow).order_by(EventRow.seq))).all()
    assert [event.name for event in events] == ["WorkspaceCreated", "UserRegistered"]
    assert {str(event.workspace_id) for event in events} == {me["workspace"]["id"]}
    assert events[1].payload == {"user_id": me["user"]["id"]}


async def test_an_address_registers_once_in_any_spelling_and_leaves_nothing_the_second_time(
    client: httpx.AsyncClient, ada: Tokens, platform: Platform
) -> None:
    assert ada
    answer = await client.post("/auth/register", json={"email": " ADA@example.ORG", "password": PASSWORD, "name": "A"})
    assert (answer.status_code, answer.json()["code"]) == (409, "accounts.email_taken")
    async with platform.db.system() as session:
        assert await session.scalar(select(func.count()).select_from(UserRow)) == 1
        assert await session.scalar(text("SELECT count(*) FROM accounts_workspace")) == 1


@pytest.mark.parametrize("email", ["", "ada", "ada@", "@example.org", "a b@example.org", "a@b@example.org", "a" * 260])
async def test_what_is_no_address_does_not_register(client: httpx.AsyncClient, email: str) -> None:
    answer = await client.post("/auth/register", json={"email": email, "password": PASSWORD, "name": "A"})
    assert (answer.status_code, answer.json()["code"]) == (422, "accounts.unusable_email")


async def test_an_easy_password_does_not_register(client: httpx.AsyncClient) -> None:
    answer = await client.post("/auth/register", json={"email": "a@example.org", "password": "aaaaaaaa", "name": "A"})
    assert answer.json()["code"] == "accounts.unusable_password"


async def test_a_closed_house_lets_nobody_register(client: httpx.AsyncClient, platform: Platform) -> None:
    object.__setattr__(platform, "settings", platform.settings.model_copy(update={"registration": "closed"}))
    answer = await client.post("/auth/register", json={"email": "a@example.org", "password": PASSWORD, "name": "A"})
    assert (answer.status_code, answer.json()["code"]) == (403, "accounts.registration_closed")


async def test_the_password_signs_in(client: httpx.AsyncClient, ada: Tokens) -> None:
    assert ada
    answer = await client.post("/auth/login", json={"email": "ada@example.org ", "password": PASSWORD})
    assert answer.status_code == 200
    assert (await client.get("/me", headers=bearer(answer.json()))).status_code == 200


async def test_a_wrong_password_and_an_unknown_person_are_told_the_same(client: httpx.AsyncClient, ada: Tokens) -> None:
    assert ada
    wrong = await client.post("/auth/login", json={"email": "ada@example.org", "password": "wrong horse"})
    unknown = await client.post("/auth/login", json={"email": "eve@example.org", "password": "wrong horse"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert wrong.json()["code"] == "accounts.wrong_credentials"


async def test_a_wrong_password_and_an_unknown_person_take_the_same_time(
    browser: Browser, ada: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ada
    monkeypatch.setattr(attempts, "PER_ACCOUNT", 1000)
    client = browser()
    times: dict[str, list[float]] = {"ada@example.org": [], "eve@example.org": []}
    for _ in range(9):
        for email, measured in times.items():
            started = time.perf_counter()
            await client.post("/auth/login", json={"email": email, "password": "wrong horse"})
            measured.append(time.perf_counter() - started)
    known, unknown = (statistics.median(measured) for measured in times.values())
    assert 0.6 < known / unknown < 1.6


async def test_without_a_token_nothing_is_said(client: httpx.AsyncClient) -> None:
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic YTpi"}):
        answer = await client.get("/me", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"


async def test_a_refresh_token_gives_new_ones_that_work(client: httpx.AsyncClient, ada: Tokens) -> None:
    client.cookies.clear()
    answer = await client.post("/auth/refresh", json={"refresh_token": ada["refresh_token"]})
    assert answer.status_code == 200
    assert answer.json()["refresh_token"] != ada["refresh_token"]
    assert (await client.get("/me", headers=bearer(answer.json()))).status_code == 200


async def test_the_cookie_is_enough_to_go_on_and_no_script_sees_it(browser: Browser) -> None:
    client = browser(scheme="https")
    answer = await client.post("/auth/register", json={"email": "a@example.org", "password": PASSWORD, "name": "A"})
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("rolecall_refresh=rcr_")
    for attribute in ("HttpOnly", "SameSite=strict", "Path=/api/v1/auth", "Secure", "Max-Age=2592000"):
        assert attribute in cookie
    assert (await client.post("/auth/refresh")).status_code == 200
    assert (await client.post("/auth/refresh", json={})).status_code == 200


async def test_on_plain_http_the_cookie_is_not_marked_secure(client: httpx.AsyncClient, ada: Tokens) -> None:
    answer = await client.post("/auth/refresh", json={"refresh_token": ada["refresh_token"]})
    assert "Secure" not in answer.headers["Set-Cookie"]


async def test_a_refresh_token_whose_answer_was_lost_works_again(browser: Browser, ada: Tokens) -> None:
    _, lost = await renewed(browser, ada["refresh_token"])
    status, again = await renewed(browser, ada["refresh_token"])
    assert status == 200
    assert again["refresh_token"] not in {ada["refresh_token"], lost["refresh_token"]}
    assert (await browser().get("/me", headers=bearer(again))).status_code == 200
    assert (await renewed(browser, again["refresh_token"]))[0] == 200


async def test_a_refresh_token_whose_successor_was_used_ends_the_whole_family(browser: Browser, ada: Tokens) -> None:
    _, second = await renewed(browser, ada["refresh_token"])
    _, third = await renewed(browser, second["refresh_token"])
    status, problem = await renewed(browser, ada["refresh_token"])
    assert (status, problem["code"]) == (401, "accounts.session_reused")
    for token in (second, third):
        status, problem = await renewed(browser, token["refresh_token"])
        assert (status, problem["code"]) == (401, "accounts.session_ended")


async def test_a_refresh_token_whose_successor_was_replaced_and_that_one_used_ends_the_whole_family(
    browser: Browser, ada: Tokens
) -> None:
    await renewed(browser, ada["refresh_token"])
    _, third = await renewed(browser, ada["refresh_token"])
    _, fourth = await renewed(browser, third["refresh_token"])
    assert (await renewed(browser, ada["refresh_token"]))[1]["code"] == "accounts.session_reused"
    assert (await renewed(browser, fourth["refresh_token"]))[1]["code"] == "accounts.session_ended"


async def test_a_successor_that_was_replaced_ends_the_whole_family(browser: Browser, ada: Tokens) -> None:
    _, replaced = await renewed(browser, ada["refresh_token"])
    _, living = await renewed(browser, ada["refresh_token"])
    assert (await renewed(browser, replaced["refresh_token"]))[1]["code"] == "accounts.session_reused"
    assert (await renewed(browser, living["refresh_token"]))[1]["code"] == "accounts.session_ended"
    assert (await renewed(browser, replaced["refresh_token"]))[1]["code"] == "accounts.session_ended"


async def test_a_refresh_token_used_again_after_the_grace_ends_the_whole_family(
    browser: Browser, ada: Tokens, platform: Platform
) -> None:
    _, second = await renewed(browser, ada["refresh_token"])
    await let_pass(platform, GRACE)
    assert (await renewed(browser, ada["refresh_token"]))[1]["code"] == "accounts.session_reused"
    assert (await renewed(browser, second["refresh_token"]))[1]["code"] == "accounts.session_ended"


async def test_coming_again_does_not_prolong_the_grace(browser: Browser, ada: Tokens, platform: Platform) -> None:
    await renewed(browser, ada["refresh_token"])
    await let_pass(platform, GRACE / 2)
    assert (await renewed(browser, ada["refresh_token"]))[0] == 200
    await let_pass(platform, GRACE / 2)
    assert (await renewed(browser, ada["refresh_token"]))[1]["code"] == "accounts.session_reused"


async def test_another_sign_in_of_the_same_person_is_not_touched_by_that(
    browser: Browser, ada: Tokens, platform: Platform
) -> None:
    phone = browser()
    assert (await phone.post("/auth/login", json={"email": "ada@example.org", "password": PASSWORD})).status_code == 200
    await renewed(browser, ada["refresh_token"])
    await let_pass(platform, GRACE)
    assert (await renewed(browser, ada["refresh_token"]))[1]["code"] == "accounts.session_reused"
    assert (await phone.post("/auth/refresh")).status_code == 200


async def test_of_uses_at_the_same_moment_exactly_one_successor_lives(
    browser: Browser, ada: Tokens, platform: Platform
) -> None:
    answers = await asyncio.gather(*(renewed(browser, ada["refresh_token"]) for _ in range(8)))
    assert [status for status, _ in answers] == [200] * 8
    living = await living_tokens(platform)
    assert len(living) == 1
    (heir,) = (tokens for _, tokens in answers if hash_of(tokens["refresh_token"]) in living)
    assert (await renewed(browser, heir["refresh_token"]))[0] == 200


async def test_a_reuse_or_a_sign_out_at_the_moment_of_a_renewal_leaves_nothing_living(
    browser: Browser, ada: Tokens, platform: Platform
) -> None:
    for path in ("/auth/refresh", "/auth/logout"):
        answer = await browser().post("/auth/login", json={"email": "ada@example.org", "password": PASSWORD})
        old = answer.json()["refresh_token"]
        _, current = await renewed(browser, old)
        await let_pass(platform, GRACE)
        async with platform.db.system() as session:
            # Both wait for the family, the renewal first: its successor is added while the other one waits.
            await session.execute(select(RefreshTokenRow.id).with_for_update())
            renewal = asyncio.create_task(renewed(browser, current["refresh_token"]))
            await waiting(platform, 1)
            ending = asyncio.create_task(browser().post(path, json={"refresh_token": old}))
            await waiting(platform, 2)
        assert (await renewal)[0] == 200
        assert (await ending).status_code in {204, 401}
        assert await living_tokens(platform) == {hash_of(ada["refresh_token"])}


async def test_a_session_that_was_not_used_for_its_life_has_ended(
    client: httpx.AsyncClient, ada: Tokens, platform: Platform
) -> None:
    async with platform.db.system() as session:
        await session.execute(update(RefreshTokenRow).values(expires_at=func.now()))
    answer = await client.post("/auth/refresh", json={"refresh_token": ada["refresh_token"]})
    assert answer.json()["code"] == "accounts.session_ended"


async def test_no_token_is_stored_readably(ada: Tokens, platform: Platform) -> None:
    async with platform.db.system() as session:
        rows = (await session.execute(text("SELECT t::text FROM accounts_refresh_token t"))).scalars().all()
        users = (await session.execute(text("SELECT u::text FROM accounts_user u"))).scalars().all()
    assert len(rows) == 1
    assert not any(ada["refresh_token"][4:] in row for row in rows)
    assert not any(PASSWORD in row for row in users)


async def test_signing_out_ends_the_session_and_takes_the_cookie_away(client: httpx.AsyncClient, ada: Tokens) -> None:
    answer = await client.post("/auth/logout")
    assert answer.status_code == 204
    assert 'rolecall_refresh=""' in answer.headers["Set-Cookie"]
    assert (await client.post("/auth/refresh")).json()["code"] == "accounts.session_ended"
    gone = await client.post("/auth/refresh", json={"refresh_token": ada["refresh_token"]})
    assert gone.json()["code"] == "accounts.session_ended"


async def test_signing_out_without_a_session_is_fine(client: httpx.AsyncClient) -> None:
    assert (await client.post("/auth/logout")).status_code == 204
    assert (await client.post("/auth/logout", json={"refresh_token": "unknown"})).status_code == 204


async def test_too_many_wrong_tries_must_wait_even_with_the_right_password(browser: Browser, ada: Tokens) -> None:
    assert ada
    client = browser(address="198.51.100.7")
    for _ in range(attempts.PER_ACCOUNT):
        await client.post("/auth/login", json={"email": "ada@example.org", "password": "wrong horse"})
    answer = await client.post("/auth/login", json={"email": "ada@example.org", "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (429, "accounts.too_many_attempts")
    assert 800 < int(answer.headers["Retry-After"]) <= 900
    elsewhere = await browser(address="203.0.113.9").post(
        "/auth/login", json={"email": "ada@example.org", "password": PASSWORD}
    )
    assert elsewhere.status_code == 200


async def test_tries_at_once_are_counted_before_any_of_them_is_checked(browser: Browser, ada: Tokens) -> None:
    assert ada
    client = browser()
    body = {"email": "ada@example.org", "password": "wrong horse"}
    answers = await asyncio.gather(*(client.post("/auth/login", json=body) for _ in range(attempts.PER_ACCOUNT + 5)))
    assert [answer.status_code for answer in answers].count(429) == 5


async def test_right_tries_are_not_counted(client: httpx.AsyncClient, ada: Tokens, platform: Platform) -> None:
    assert ada
    for _ in range(attempts.PER_ACCOUNT + 2):
        answer = await client.post("/auth/login", json={"email": "ada@example.org", "password": PASSWORD})
        assert answer.status_code == 200
    async with platform.db.system() as session:
        assert await session.scalar(text("SELECT max(count) FROM accounts_attempt")) <= 1


async def test_one_address_may_not_try_many_accounts(
    browser: Browser, ada: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ada
    monkeypatch.setattr(attempts, "PER_ADDRESS", 5)
    client = browser()
    codes = [
        (await client.post("/auth/login", json={"email": f"{n}@example.org", "password": "wrong"})).status_code
        for n in range(7)
    ]
    assert codes == [401] * 5 + [429] * 2


async def test_after_the_window_the_count_starts_again(browser: Browser, ada: Tokens, platform: Platform) -> None:
    assert ada
    client = browser()
    for _ in range(attempts.PER_ACCOUNT + 1):
        await client.post("/auth/login", json={"email": "ada@example.org", "password": "wrong horse"})
    async with platform.db.system() as session:
        await session.execute(text("UPDATE accounts_attempt SET ends_at = now()"))
    answer = await client.post("/auth/login", json={"email": "ada@example.org", "password": PASSWORD})
    assert answer.status_code == 200


async def test_a_hash_of_older_parameters_is_replaced_at_the_next_sign_in(
    client: httpx.AsyncClient, ada: Tokens, platform: Platform
) -> None:
    assert ada
    weak = PasswordHasher(time_cost=1, memory_cost=8_192).hash(PASSWORD)
    async with platform.db.system() as session:
        await session.execute(update(UserRow).values(password_hash=weak))
    for _ in range(2):
        answer = await client.post("/auth/login", json={"email": "ada@example.org", "password": PASSWORD})
        assert answer.status_code == 200
    async with platform.db.system() as session:
        stored = await session.scalar(select(UserRow.password_hash))
    assert stored is not None
    assert "m=19456,t=2" in stored
