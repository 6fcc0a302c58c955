"""What one workspace can see and do of another's people: nothing, in the database itself."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from rolecall.accounts import queries
from rolecall.accounts.users import add_user_account
from rolecall.platform.api import Caller
from rolecall.platform.errors import NotFound
from rolecall.platform.resources import Platform

Browser = Callable[..., httpx.AsyncClient]


@pytest.fixture
async def ann(platform: Platform) -> Caller:
    return await add_user_account(platform, "ann@example.org", name="Ann", password="ann's password")


@pytest.fixture
async def bob(platform: Platform) -> Caller:
    return await add_user_account(platform, "bob@example.org", name="Bob", password="bob's password")


async def test_a_workspace_sees_its_own_people_only(platform: Platform, ann: Caller, bob: Caller) -> None:
    async with platform.db.workspace(ann.workspace_id) as session:
        assert list(await session.scalars(text("SELECT email FROM accounts_user"))) == ["ann@example.org"]
        assert list(await session.scalars(text("SELECT user_id FROM accounts_membership"))) == [ann.user_id]
        assert list(await session.scalars(text("SELECT id FROM accounts_workspace"))) == [ann.workspace_id]
        assert [member.user.email for member in await queries.members(session)] == ["ann@example.org"]
        with pytest.raises(NotFound):
            await queries.user(session, bob.user_id)


async def test_members_of_one_workspace_see_each_other(platform: Platform, ann: Caller) -> None:
    await add_user_account(platform, "amy@example.org", workspace_id=ann.workspace_id)
    async with platform.db.workspace(ann.workspace_id) as session:
        assert [(member.user.email, member.role) for member in await queries.members(session)] == [
            ("ann@example.org", "owner"),
            ("amy@example.org", "member"),
        ]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT password_hash FROM accounts_user",
        "SELECT * FROM accounts_user",
        "UPDATE accounts_user SET name = 'x'",
        "DELETE FROM accounts_user",
        "INSERT INTO accounts_user (id, email, name) VALUES (gen_random_uuid(), 'x@example.org', 'x')",
        "INSERT INTO accounts_membership (id, workspace_id, user_id, role) VALUES (gen_random_uuid(), :mine, :bob, '')",
        "UPDATE accounts_membership SET role = 'owner'",
        "DELETE FROM accounts_membership",
        "INSERT INTO accounts_workspace (id, name) VALUES (gen_random_uuid(), 'x')",
        "UPDATE accounts_workspace SET personal = true",
        "DELETE FROM accounts_workspace",
        "SELECT count(*) FROM accounts_refresh_token",
        "SELECT count(*) FROM accounts_link",
        "SELECT count(*) FROM accounts_attempt",
    ],
)
async def test_a_workspace_can_neither_read_secrets_nor_let_itself_in(
    platform: Platform, ann: Caller, bob: Caller, statement: str
) -> None:
    async with platform.db.workspace(ann.workspace_id) as session:
        with pytest.raises(ProgrammingError, match="permission denied"):
            await session.execute(text(statement), {"mine": ann.workspace_id, "bob": bob.user_id})
        await session.rollback()


async def test_changing_every_workspace_changes_only_the_own(platform: Platform, ann: Caller, bob: Caller) -> None:
    async with platform.db.workspace(ann.workspace_id) as session:
        await session.execute(text("UPDATE accounts_workspace SET name = 'mine', auto_approve = true"))
    async with platform.db.workspace(bob.workspace_id) as session:
        assert (await queries.workspace(session)).name == "Job search of Bob"
        assert await queries.auto_approve(session) is False


async def test_a_transaction_of_no_known_workspace_sees_nobody(platform: Platform, ann: Caller) -> None:
    async with platform.db.workspace(ann.user_id) as session:
        assert list(await session.scalars(text("SELECT email FROM accounts_user"))) == []
        assert await queries.auto_approve(session) is False
        with pytest.raises(NotFound):
            await queries.workspace(session)


async def test_only_the_owner_changes_the_workspace(browser: Browser, platform: Platform, ann: Caller) -> None:
    await add_user_account(platform, "amy@example.org", password="amy's password", workspace_id=ann.workspace_id)
    answers = {}
    for name in ("ann", "amy"):
        client = browser()
        credentials = {"email": f"{name}@example.org", "password": f"{name}'s password"}
        token = (await client.post("/auth/login", json=credentials)).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        answers[name] = await client.patch("/workspace", json={"name": f"{name}'s", "auto_approve": True})
    assert answers["ann"].json() == {"id": str(ann.workspace_id), "name": "ann's", "auto_approve": True}
    assert (answers["amy"].status_code, answers["amy"].json()["code"]) == (403, "not_allowed")
    async with platform.db.workspace(ann.workspace_id) as session:
        assert (await queries.workspace(session)).name == "ann's"


async def test_what_is_left_out_of_a_change_stays(browser: Browser, platform: Platform, ann: Caller) -> None:
    client = browser()
    answer = await client.post("/auth/login", json={"email": "ann@example.org", "password": "ann's password"})
    client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    await client.patch("/workspace", json={"auto_approve": True})
    await client.patch("/workspace", json={"name": " Hunt "})
    assert (await client.patch("/workspace", json={})).json() == {
        "id": str(ann.workspace_id),
        "name": "Hunt",
        "auto_approve": True,
    }
    assert (await client.patch("/workspace", json={"name": " "})).status_code == 422
