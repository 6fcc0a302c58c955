"""Register, sign in, go on, sign out, over HTTP."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, text, update

from rolecall.accounts import attempts
from rolecall.accounts.tables import RefreshTokenRow, UserRow
from rolecall.platform.events import EventRow
from rolecall.platform.resources import Platform

PASSWORD = "correct horse battery"

Browser = Callable[..., httpx.AsyncClient]
Tokens = dict[str, Any]


def bearer(tokens: Tokens) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens['access_token']}"}


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


async def test_a_refresh_token_used_twice_ends_the_whole_family(client: httpx.AsyncClient, ada: Tokens) -> None:
    client.cookies.clear()
    second = (await client.post("/auth/refresh", json={"refresh_token": ada["refresh_token"]})).json()
    client.cookies.clear()
    again = await client.post("/auth/refresh", json={"refresh_token": ada["refresh_token"]})
    assert (again.status_code, again.json()["code"]) == (401, "accounts.session_reused")
    heir = await client.post("/auth/refresh", json={"refresh_token": second["refresh_token"]})
    assert (heir.status_code, heir.json()["code"]) == (401, "accounts.session_ended")


async def test_another_sign_in_of_the_same_person_is_not_touched_by_that(browser: Browser, ada: Tokens) -> None:
    phone = browser()
    assert (await phone.post("/auth/login", json={"email": "ada@example.org", "password": PASSWORD})).status_code == 200
    thief = browser()
    for _ in range(2):
        await thief.post("/auth/refresh", json={"refresh_token": ada["refresh_token"]})
    assert (await phone.post("/auth/refresh")).status_code == 200


async def test_of_two_uses_at_the_same_moment_one_is_a_reuse(browser: Browser, ada: Tokens, platform: Platform) -> None:
    body = {"refresh_token": ada["refresh_token"]}
    answers = await asyncio.gather(*(browser().post("/auth/refresh", json=body) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 7
    async with platform.db.system() as session:
        living = select(func.count()).where(RefreshTokenRow.revoked_at.is_(None))
        assert await session.scalar(living) == 0


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
