"""The routes of accounts on a real database, and people to sign in with."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from rolecall.accounts.events import UserRegistered, WorkspaceCreated
from rolecall.accounts.routes import router
from rolecall.accounts.sign_in import authenticate
from rolecall.platform.api import install_problems
from rolecall.platform.jobs import Flow
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings

PASSWORD = "correct horse battery"


@pytest.fixture
def flow() -> Flow:
    """Nobody reacts to the events of accounts."""
    return Flow(reactions={WorkspaceCreated: (), UserRegistered: ()})


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Open for registration."""
    return settings.model_copy(update={"registration": "open"})


@pytest.fixture
def app(platform: Platform) -> FastAPI:
    app = FastAPI()
    app.include_router(router, prefix="/api/v1")
    app.state.platform, app.state.authenticate = platform, authenticate
    install_problems(app)
    return app


@pytest.fixture
async def browser(app: FastAPI) -> AsyncIterator[Callable[..., httpx.AsyncClient]]:
    """Makes browsers, each with a cookie jar and an address of its own."""
    async with AsyncExitStack() as stack:

        def make(address: str = "192.0.2.1", scheme: str = "http") -> httpx.AsyncClient:
            transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 4711))
            client = httpx.AsyncClient(transport=transport, base_url=f"{scheme}://rolecall.test/api/v1")
            stack.push_async_callback(client.aclose)
            return client

        yield make


@pytest.fixture
async def client(browser: Callable[..., httpx.AsyncClient]) -> httpx.AsyncClient:
    return browser()


@pytest.fixture
async def ada(client: httpx.AsyncClient) -> dict[str, Any]:
    """The tokens of Ada, who registered with this client."""
    answer = await client.post(
        "/auth/register", json={"email": "Ada@Example.org", "password": PASSWORD, "name": "Ada Lovelace"}
    )
    assert answer.status_code == 201, answer.text
    tokens: dict[str, Any] = answer.json()
    return tokens
