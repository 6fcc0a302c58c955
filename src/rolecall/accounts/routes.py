"""Signing in and out, who I am, the workspace."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Cookie, Request, Response

from rolecall.accounts import queries
from rolecall.accounts.attempts import count_registration
from rolecall.accounts.change_workspace import change_workspace
from rolecall.accounts.links import use_link
from rolecall.accounts.problems import SessionEnded
from rolecall.accounts.queries import Workspace
from rolecall.accounts.register import register as register_person
from rolecall.accounts.schemas import (
    Credentials,
    LinkToken,
    MeOut,
    RefreshToken,
    Registration,
    Tokens,
    UserOut,
    WorkspaceChanges,
    WorkspaceOut,
)
from rolecall.accounts.sessions import SignedIn, end, renew
from rolecall.accounts.sign_in import sign_in
from rolecall.platform.api import CallerDep, OwnerDep, PlatformDep, ProblemDocument, SessionDep

COOKIE = "rolecall_refresh"
COOKIE_PATH = "/api/v1/auth"
CookieToken = Annotated[str | None, Cookie(alias=COOKIE, max_length=500)]

router = APIRouter(
    tags=["accounts"],
    responses={401: {"model": ProblemDocument}, 403: {"model": ProblemDocument}, 429: {"model": ProblemDocument}},
)


@router.post("/auth/register", status_code=201, responses={409: {"model": ProblemDocument}})
async def register(body: Registration, request: Request, response: Response, platform: PlatformDep) -> Tokens:
    """Make an account with a workspace of its own, and sign in."""
    await count_registration(platform, _address(request))
    return _answer(await register_person(platform, body.email, body.password, body.name), request, response, platform)


@router.post("/auth/login")
async def login(body: Credentials, request: Request, response: Response, platform: PlatformDep) -> Tokens:
    """Sign in with e-mail and password."""
    return _answer(await sign_in(platform, body.email, body.password, _address(request)), request, response, platform)


@router.post("/auth/link")
async def link(body: LinkToken, request: Request, response: Response, platform: PlatformDep) -> Tokens:
    """Sign in with the token of a one-time link."""
    return _answer(await use_link(platform, body.token), request, response, platform)


@router.post("/auth/refresh")
async def refresh(
    request: Request,
    response: Response,
    platform: PlatformDep,
    body: RefreshToken | None = None,
    cookie: CookieToken = None,
) -> Tokens:
    """Trade a refresh token (in the body, or in the cookie) for new tokens. Each works once."""
    token = (body.refresh_token if body else None) or cookie
    if not token:
        raise SessionEnded("There is no session to go on with; sign in.")
    return _answer(await renew(platform, token), request, response, platform)


@router.post("/auth/logout", status_code=204)
async def logout(
    request: Request,
    response: Response,
    platform: PlatformDep,
    body: RefreshToken | None = None,
    cookie: CookieToken = None,
) -> None:
    """End the session of the refresh token, everywhere it went."""
    for token in {body.refresh_token if body else None, cookie} - {None}:
        await end(platform, str(token))
    response.delete_cookie(
        COOKIE, path=COOKIE_PATH, secure=_secure(request, platform), httponly=True, samesite="strict"
    )


@router.get("/me")
async def me(session: SessionDep, caller: CallerDep) -> MeOut:
    """Who is signed in, in which workspace, as what."""
    user = await queries.user(session, caller.user_id)
    return MeOut(
        user=UserOut(id=user.id, email=user.email, name=user.name),
        workspace=_workspace(await queries.workspace(session)),
        role=caller.role,
    )


@router.patch("/workspace")
async def update_workspace(body: WorkspaceChanges, session: SessionDep, owner: OwnerDep) -> WorkspaceOut:
    """Rename the workspace, or say whether a policy may approve. Only the owner may."""
    return _workspace(await change_workspace(session, name=body.name, auto_approve=body.auto_approve))


def _answer(signed_in: SignedIn, request: Request, response: Response, platform: PlatformDep) -> Tokens:
    """Tokens for programs in the body; for browsers also as a cookie that no script can read."""
    response.set_cookie(
        COOKIE,
        signed_in.refresh_token,
        max_age=signed_in.refresh_expires_in,
        path=COOKIE_PATH,
        secure=_secure(request, platform),
        httponly=True,
        samesite="strict",
    )
    return Tokens(
        access_token=signed_in.access_token, expires_in=signed_in.expires_in, refresh_token=signed_in.refresh_token
    )


def _secure(request: Request, platform: PlatformDep) -> bool:
    return request.url.scheme == "https" or platform.settings.dashboard_url.startswith("https://")


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _workspace(workspace: Workspace) -> WorkspaceOut:
    return WorkspaceOut(id=workspace.id, name=workspace.name, auto_approve=workspace.auto_approve)
