"""What happens to every request: a correlation id, bounds, safe headers, one metric, `Idempotency-Key`."""

from __future__ import annotations

import hashlib
import time
from datetime import timedelta

import structlog
from fastapi import FastAPI
from prometheus_client import Histogram
from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rolecall.platform.api import Caller, bearer, problem_response
from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict, InvalidInput, Problem
from rolecall.platform.resources import Platform
from rolecall.platform.tables import IdempotencyRow
from rolecall.platform.telemetry import correlated, correlation_id

log = structlog.get_logger(__name__)

REQUESTS = Histogram("rolecall_api_request_seconds", "Requests, by route and status.", ["method", "route", "status"])

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
_SAFETY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "font-src 'self' data:; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'",
}
# The API's own documentation page has its script inline; it shows no data of anyone.
_DOCS = "/docs"
# A request that was never answered (the process died) blocks its key for this long.
_ABANDONED = timedelta(minutes=10)
_NOT_NOW = {409, 429}


class TooLarge(Problem):
    """The request's body is larger than allowed."""

    code = "too_large"
    status = 413


_FAULT = Problem("Something went wrong on our side and nothing was changed; the log has it under the correlation id.")


class EdgeMiddleware:
    """Correlation id in and out, body bound, safe headers, duration, and an answer even to a fault of ours."""

    def __init__(self, app: ASGIApp, *, max_body: int) -> None:
        self.app = app
        self.max_body = max_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the ASGI specification."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        correlation = correlation_id(headers.get("x-correlation-id"))
        scope.setdefault("state", {})["correlation_id"] = correlation
        began, status, seen, started = time.perf_counter(), 500, 0, False

        async def bounded() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.max_body:
                raise TooLarge(f"The request is larger than {self.max_body // 1_000_000} MB; send less.")
            return message

        async def marked(message: Message) -> None:
            nonlocal status, started
            if message["type"] == "http.response.start":
                status, started = message["status"], True
                out = MutableHeaders(scope=message)
                out["X-Correlation-ID"] = correlation
                if not scope["path"].startswith(_DOCS):
                    for name, value in _SAFETY.items():
                        out.setdefault(name, value)
                if scope["path"].startswith("/api/"):
                    out.setdefault("Cache-Control", "no-store")
            await send(message)

        with correlated(correlation):
            try:
                declared = headers.get("content-length", "0")
                if declared.isdigit() and int(declared) > self.max_body:
                    raise TooLarge(f"The request is larger than {self.max_body // 1_000_000} MB; send less.")
                await self.app(scope, bounded, marked)
            except TooLarge as problem:
                await problem_response(problem)(scope, receive, marked)
            except Exception:
                log.exception("request.failed", method=scope["method"], path=scope["path"])
                if started:
                    raise
                await problem_response(_FAULT)(scope, receive, marked)
            finally:
                route = getattr(scope.get("route"), "path", "unmatched")
                REQUESTS.labels(scope["method"], route, str(status)).observe(time.perf_counter() - began)


class IdempotencyMiddleware:
    """Same key, same request → the same answer; another request → 422; still running → 409."""

    def __init__(self, app: ASGIApp, *, owner: FastAPI) -> None:
        self.app = app
        self.owner = owner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the ASGI specification."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        key = headers.get("idempotency-key") or headers.get("x-idempotency-key")
        if not key or "authorization" not in headers:
            await self.app(scope, receive, send)
            return
        try:
            if len(key) > 200:
                raise InvalidInput("An Idempotency-Key has at most 200 characters.")
            platform: Platform = self.owner.state.platform
            caller: Caller = await self.owner.state.authenticate(platform, bearer(headers["authorization"]))
            await self._once(platform, caller, key, Request(scope, receive), send)
        except Problem as problem:
            await problem_response(problem)(scope, receive, send)

    async def _once(self, platform: Platform, caller: Caller, key: str, request: Request, send: Send) -> None:
        body = await request.body()
        # A multipart boundary differs on every try of the same upload; what it bounds does not.
        boundary = request.headers.get("content-type", "").partition("boundary=")[2].strip('"').encode()
        content = body.replace(boundary, b"") if boundary else body
        line = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
        fingerprint = hashlib.sha256(line + content).hexdigest()
        async with platform.db.workspace(caller.workspace_id) as session:
            known = await _claim(session, key, fingerprint)
        if known is not None:
            await _replay(known, fingerprint, send)
            return
        status, content_type, chunks = 500, "application/json", [b""]

        async def again() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def kept(message: Message) -> None:
            nonlocal status, content_type
            if message["type"] == "http.response.start":
                status = message["status"]
                content_type = Headers(raw=message["headers"]).get("content-type", content_type)
            else:
                chunks.append(message.get("body", b""))
            await send(message)

        row = IdempotencyRow.key == key
        try:
            await self.app(request.scope, again, kept)
        finally:
            async with platform.db.workspace(caller.workspace_id) as session:
                # A fault of ours, or "not now", is no answer: the same key may be tried again.
                if status >= 500 or status in _NOT_NOW:
                    await session.execute(delete(IdempotencyRow).where(row))
                else:
                    answer = {"status": status, "content_type": content_type, "body": b"".join(chunks)}
                    await session.execute(update(IdempotencyRow).where(row).values(**answer))


async def _claim(session: Session, key: str, fingerprint: str) -> IdempotencyRow | None:
    """Take the key (None), or give what is known of it."""
    await session.execute(
        delete(IdempotencyRow).where(
            IdempotencyRow.key == key,
            IdempotencyRow.status.is_(None),
            IdempotencyRow.created_at < text(f"now() - interval '{_ABANDONED.total_seconds()} s'"),
        )
    )
    taken = await session.scalar(
        insert(IdempotencyRow)
        .values(key=key, request=fingerprint)
        .on_conflict_do_nothing()
        .returning(IdempotencyRow.key)
    )
    return None if taken else await session.scalar(select(IdempotencyRow).where(IdempotencyRow.key == key))


async def _replay(known: IdempotencyRow, fingerprint: str, send: Send) -> None:
    if known.request != fingerprint:
        raise InvalidInput("This Idempotency-Key was used for another request; use a new one.")
    if known.status is None:
        raise Conflict("The first request with this Idempotency-Key is still running; ask again in a moment.")
    headers = [(b"content-type", (known.content_type or "").encode()), (b"idempotency-replayed", b"true")]
    await send({"type": "http.response.start", "status": known.status, "headers": headers})
    await send({"type": "http.response.body", "body": known.body or b""})
