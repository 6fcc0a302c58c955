"""What goes over the wire."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, StringConstraints

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Secret = Annotated[str, StringConstraints(max_length=500)]


class Registration(BaseModel):
    """A new account."""

    email: Annotated[str, StringConstraints(max_length=300)]
    password: Annotated[str, StringConstraints(max_length=1000)]
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""


class Credentials(BaseModel):
    """E-mail and password."""

    email: Annotated[str, StringConstraints(max_length=300)]
    password: Annotated[str, StringConstraints(max_length=1000)]


class LinkToken(BaseModel):
    """The token of a one-time sign-in link."""

    token: Secret


class RefreshToken(BaseModel):
    """A refresh token; browsers leave it out, their cookie has it."""

    refresh_token: Secret | None = None


class Tokens(BaseModel):
    """A signed-in session. `expires_in` is the life of the access token in seconds."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 - the type's name, by RFC 6750
    expires_in: int
    refresh_token: str


class UserOut(BaseModel):
    """A person."""

    id: UUID
    email: str
    name: str


class WorkspaceOut(BaseModel):
    """A workspace. `auto_approve`: a policy may approve packages of postings that score 90 or more."""

    id: UUID
    name: str
    auto_approve: bool


class MeOut(BaseModel):
    """Who is signed in, where, as what."""

    user: UserOut
    workspace: WorkspaceOut
    role: str


class WorkspaceChanges(BaseModel):
    """What to change; the rest stays."""

    name: Name | None = None
    auto_approve: bool | None = None
