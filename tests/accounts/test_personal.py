"""On one's own machine: an owner without a password, let in by a link that works once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import delete, func, select, text, update

from rolecall.accounts.jobs import purge
from rolecall.accounts.links import make_link
from rolecall.accounts.personal import ensure_personal
from rolecall.accounts.tables import LinkRow, RefreshTokenRow, UserRow, WorkspaceRow
from rolecall.accounts.users import add_user_account, link_for, list_users
from rolecall.platform.errors import NotFound
from rolecall.platform.resources import Platform

Browser = Callable[..., httpx.AsyncClient]


def token_of(link: str) -> dict[str, str]:
    return {"token": link.partition("#token=")[2]}


async def test_the_personal_workspace_is_made_once_however_often_it_is_asked_for(platform: Platform) -> None:
    owners = await asyncio.gather(*(ensure_personal(platform) for _ in range(5)))
    assert len(set(owners)) == 1
    assert owners[0].role == "owner"
    async with platform.db.system() as session:
        assert await session.scalar(select(func.count()).select_from(WorkspaceRow)) == 1
        assert await session.scalar(select(func.count()).select_from(UserRow)) == 1


async def test_the_personal_workspace_comes_back_when_it_was_erased(platform: Platform) -> None:
    first = await ensure_personal(platform)
    async with platform.db.system() as session:
        await session.execute(delete(WorkspaceRow))
    second = await ensure_personal(platform)
    assert second.user_id == first.user_id
    assert second.workspace_id != first.workspace_id


async def test_a_link_signs_in_once(client: httpx.AsyncClient, platform: Platform) -> None:
    owner = await ensure_personal(platform)
    link = await make_link(platform, owner.user_id, owner.workspace_id)
    assert link.startswith(platform.settings.dashboard_url + "/sign-in#token=rcl_")
    answer = await client.post("/auth/link", json=token_of(link))
    assert answer.status_code == 200
    me = await client.get("/me", headers={"Authorization": f"Bearer {answer.json()['access_token']}"})
    assert me.json()["user"]["id"] == str(owner.user_id)
    again = await client.post("/auth/link", json=token_of(link))
    assert (again.status_code, again.json()["code"]) == (401, "accounts.link_used")


async def test_of_many_uses_of_a_link_at_once_one_gets_in(browser: Browser, platform: Platform) -> None:
    owner = await ensure_personal(platform)
    token = token_of(await make_link(platform, owner.user_id, owner.workspace_id))
    answers = await asyncio.gather(*(browser().post("/auth/link", json=token) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 7


async def test_an_old_or_unknown_link_does_not_sign_in(client: httpx.AsyncClient, platform: Platform) -> None:
    owner = await ensure_personal(platform)
    old = await make_link(platform, owner.user_id, owner.workspace_id, timedelta(seconds=-1))
    for token in (token_of(old), {"token": "rcl_unknown"}, {"token": ""}):
        assert (await client.post("/auth/link", json=token)).json()["code"] == "accounts.link_used"


async def test_the_owner_without_a_password_cannot_be_signed_in_by_one(
    client: httpx.AsyncClient, platform: Platform
) -> None:
    await ensure_personal(platform)
    for password in ("", "nobody has this password"):
        answer = await client.post("/auth/login", json={"email": "owner@localhost", "password": password})
        assert answer.json()["code"] == "accounts.wrong_credentials"


async def test_an_operator_adds_people_lists_them_and_makes_them_links(
    client: httpx.AsyncClient, platform: Platform
) -> None:
    object.__setattr__(platform, "settings", platform.settings.model_copy(update={"registration": "closed"}))
    owner = await ensure_personal(platform)
    alone = await add_user_account(platform, "Grace@example.org", name="Grace", password="cobol cobol")
    guest = await add_user_account(platform, "guest@example.org", workspace_id=owner.workspace_id)
    assert (alone.role, guest.role) == ("owner", "member")
    listed = {account.email: account for account in await list_users(platform)}
    assert list(listed) == ["owner@localhost", "grace@example.org", "guest@example.org"]
    assert listed["guest@example.org"].workspace_id == owner.workspace_id
    assert [account.has_password for account in listed.values()] == [False, True, False]
    answer = await client.post("/auth/link", json=token_of(await link_for(platform, "Guest@Example.org")))
    me = await client.get("/me", headers={"Authorization": f"Bearer {answer.json()['access_token']}"})
    assert (me.json()["role"], me.json()["user"]["name"]) == ("member", "guest")


async def test_what_an_operator_asks_of_people_who_are_not_there_is_said_so(platform: Platform) -> None:
    with pytest.raises(NotFound, match="rolecall users add"):
        await link_for(platform, "nobody@example.org")
    with pytest.raises(NotFound, match="no such workspace"):
        await add_user_account(platform, "a@example.org", workspace_id=(await ensure_personal(platform)).user_id)
    assert [account.email for account in await list_users(platform)] == ["owner@localhost"]


async def test_what_expired_is_purged_and_what_lives_stays(client: httpx.AsyncClient, platform: Platform) -> None:
    owner = await ensure_personal(platform)
    tokens = [token_of(await make_link(platform, owner.user_id, owner.workspace_id)) for _ in range(2)]
    await make_link(platform, owner.user_id, owner.workspace_id, timedelta(seconds=-1))
    for token in tokens:
        await client.post("/auth/link", json=token)
    await client.post("/auth/login", json={"email": "a@example.org", "password": "wrong"})
    async with platform.db.system() as session:
        oldest = select(func.min(RefreshTokenRow.issued_at)).scalar_subquery()
        await session.execute(
            update(RefreshTokenRow).where(RefreshTokenRow.issued_at == oldest).values(expires_at=func.now())
        )
        await session.execute(text("UPDATE accounts_attempt SET ends_at = now()"))
    await purge.run(platform, None)
    async with platform.db.system() as session:
        assert await session.scalar(select(func.count()).select_from(RefreshTokenRow)) == 1
        assert await session.scalar(select(func.count()).select_from(LinkRow)) == 2
        assert await session.scalar(text("SELECT count(*) FROM accounts_attempt")) == 0
