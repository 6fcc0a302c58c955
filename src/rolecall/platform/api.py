"""The edge every route stands on: who is asking, one transaction per request, pages, problem documents."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from fastapi import Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError, OperationalError
from starlette.exceptions import HTTPException

from rolecall.platform.db import Session
from rolecall.platform.errors import InvalidInput, NotAllowed, NotSignedIn, Problem, Unavailable
from rolecall.platform.resources import Platform

Item = TypeVar("Item")

PROBLEM_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking, in which workspace, as what (`owner`, `member`, `reviewer`, …)."""

    workspace_id: UUID
    user_id: UUID
    role: str


Authenticate = Callable[[Platform, str], Awaitable[Caller]]


def _platform(request: Request) -> Platform:
    platform: Platform = request.app.state.platform
    return platform


def bearer(header: str | None) -> str:
    """The token of an `Authorization: Bearer …` header; raises NotSignedIn when there is none."""
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotSignedIn("Sign in first: this needs an access token (Authorization: Bearer …).")
    return token.strip()


async def _caller(request: Request) -> Caller:
    authenticate: Authenticate = request.app.state.authenticate
    return await authenticate(_platform(request), bearer(request.headers.get("authorization")))


PlatformDep = Annotated[Platform, Depends(_platform)]
CallerDep = Annotated[Caller, Depends(_caller)]


async def _session(request: Request, platform: PlatformDep, caller: CallerDep) -> AsyncIterator[Session]:
    correlation: str | None = getattr(request.state, "correlation_id", None)
    async with platform.db.workspace(
        caller.workspace_id, actor=f"user:{caller.user_id}", correlation_id=correlation
    ) as session:
        yield session


# scope="function": the transaction is committed before the answer leaves, so what was said to be done is done.
SessionDep = Annotated[Session, Depends(_session, scope="function")]


async def _owner(caller: CallerDep) -> Caller:
    if caller.role != "owner":
        raise NotAllowed("Only the owner of this workspace may do this.")
    return caller


OwnerDep = Annotated[Caller, Depends(_owner)]


class Page(BaseModel, Generic[Item]):
    """A part of a list. `next` is the cursor of the part after it; null at the end."""

    items: Sequence[Item]
    next: str | None = None
    total: int | None = None


_LARGEST = 2**63 - 1
_READERS: dict[type, Callable[[Any], Any]] = {
    datetime: datetime.fromisoformat,
    UUID: UUID,
    int: int,
    float: float,
    str: str,
}
_NOT_OURS = "This cursor is not one of ours; start the list again without it."


class PageParams:
    """`limit` (1–200) and the opaque `cursor` of a list."""

    def __init__(
        self,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        cursor: Annotated[str | None, Query(max_length=500)] = None,
    ) -> None:
        self.limit = limit
        self.cursor = cursor

    def after(self) -> list[Any] | None:
        """The values behind the cursor; raises InvalidInput for one we did not make."""
        return decode_cursor(self.cursor) if self.cursor else None

    def after_as(self, *types: type) -> tuple[Any, ...] | None:
        """The values behind the cursor as these types (datetime, UUID, int, float, str); raises InvalidInput."""
        values = self.after()
        if values is None:
            return None
        try:
            read = tuple(_READERS[kind](value) for kind, value in zip(types, values, strict=True))
        except (ValueError, TypeError, AttributeError, OverflowError) as error:
            raise InvalidInput(_NOT_OURS) from error
        if any(isinstance(value, int | float) and not -_LARGEST <= value <= _LARGEST for value in read):
            raise InvalidInput(_NOT_OURS)
        if any(isinstance(value, datetime) and value.tzinfo is None for value in read):
            raise InvalidInput(_NOT_OURS)
        return read


def encode_cursor(values: Sequence[Any]) -> str:
    """Values (JSON) as an opaque cursor."""
    return base64.urlsafe_b64encode(json.dumps(list(values), default=str).encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> list[Any]:
    """The values of a cursor; raises InvalidInput for one we did not make."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise InvalidInput(_NOT_OURS) from error
    if not isinstance(values, list):
        raise InvalidInput(_NOT_OURS)
    return values


class ProblemDocument(BaseModel):
    """RFC 9457: what went wrong. `code` is stable; `detail` is one sentence for people."""

    type: str
    title: str
    status: int
    detail: str
    code: str


def problem_response(problem: Problem) -> JSONResponse:
    """A problem as an answer, with Retry-After where it has one."""
    headers = {}
    if problem.retry_after:
        headers["Retry-After"] = str(max(1, round(problem.retry_after.total_seconds())))
    if isinstance(problem, NotSignedIn):
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(problem.document(), problem.status, headers=headers, media_type=PROBLEM_TYPE)


def install_problems(app: FastAPI) -> None:
    """Every error that is understood becomes a problem document; the edge answers for the others."""

    async def known(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, Problem)
        return problem_response(error)

    async def unstorable(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, DBAPIError)
        # PostgreSQL keeps no NUL, in text or in JSON; psycopg and the server say so in different words.
        said = str(error.orig)
        if "NUL" in said or "\\u0000" in said or getattr(error.orig, "sqlstate", None) in {"22021", "22P05"}:
            return problem_response(InvalidInput("The text holds a NUL character, which cannot be stored; remove it."))
        if isinstance(error, OperationalError):
            return problem_response(Unavailable("The database does not answer just now; try again in a moment."))
        raise error

    async def invalid(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        faults = [
            {"where": ".".join(str(part) for part in fault["loc"]), "what": fault["msg"]} for fault in error.errors()
        ]
        first = faults[0] if faults else {"where": "request", "what": "invalid"}
        return problem_response(InvalidInput(f"{first['where']}: {first['what']}.", errors=faults[:20]))

    async def http(_request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        code = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}.get(error.status_code, "http_error")
        document = {
            "type": f"urn:rolecall:problem:{code}",
            "title": str(error.detail),
            "status": error.status_code,
            "detail": f"{error.detail}.",
            "code": code,
        }
        return JSONResponse(document, error.status_code, headers=error.headers, media_type=PROBLEM_TYPE)

    app.add_exception_handler(Problem, known)
    app.add_exception_handler(DBAPIError, unstorable)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
