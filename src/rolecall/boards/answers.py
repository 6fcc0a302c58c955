"""From an HTTP answer or recorded bytes to decoded JSON, or to the one outcome that explains why not."""

from __future__ import annotations

import email.utils
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import orjson

from rolecall.boards.contract import Address, Json, Response
from rolecall.boards.outcomes import (
    NeedsHuman,
    Refused,
    RetryLater,
    UnreadableAnswer,
    posting_gone,
    unknown_company,
)

CHALLENGES = (b"cf-challenge", b"challenge-platform", b"px-captcha", b"_incapsula_resource", b"captcha-delivery.com")
"""Marks of a challenge page. Only looked for in HTML answers, never in postings."""


LONGEST_WAIT = timedelta(days=1)


def decode(title: str, body: bytes | str | Json | Sequence[Any]) -> Any:
    """JSON out of bytes or text; what is decoded already passes through. Raises UnreadableAnswer."""
    if isinstance(body, str):
        body = body.encode("utf-8", "surrogatepass")
    if not isinstance(body, bytes):
        return body
    if not body.strip():
        raise UnreadableAnswer(f"{title} answered with nothing at all. Try again later.")
    try:
        return orjson.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        if _is_html(body):
            raise UnreadableAnswer(
                f"{title} answered with a web page instead of JSON. The address may be wrong, or the board is down."
            ) from None
        if "unexpected end" in error.msg:
            raise UnreadableAnswer(
                f"{title}'s answer stops in the middle after {len(body):,} bytes. Nothing was taken from it; try again."
            ) from None
        raise UnreadableAnswer(
            f"{title} answered with something that is not JSON (at character {error.pos:,}). Nothing was taken from it."
        ) from None


def body_of(title: str, address: Address, response: Response) -> bytes:
    """The body of a good answer; every other answer is raised as its outcome."""
    status = response.status
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise unknown_company(title, address)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        after = retry_after(response.headers)
        raise RetryLater(f"{title} asks us to slow down. Rolecall tries again later by itself.", retry_after=after)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        if _is_challenge(response.body):
            raise NeedsHuman(
                f"{title} shows a challenge to automatic readers. Open the careers page yourself, "
                "or import a recorded answer."
            )
        raise Refused(f"{title} does not let us read “{address.company}” (HTTP {status}). Its postings may be private.")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        after = retry_after(response.headers)
        raise RetryLater(
            f"{title} is out of order (HTTP {status}). Rolecall tries again later by itself.", retry_after=after
        )
    if status != HTTPStatus.OK:
        raise Refused(f"{title} answered HTTP {status} for “{address.company}”, which is not an answer with postings.")
    if _is_html(response.body) and _is_challenge(response.body):
        raise NeedsHuman(
            f"{title} shows a challenge to automatic readers. Open the careers page yourself, "
            "or import a recorded answer."
        )
    return response.body


def posting_body_of(title: str, address: Address, job_id: str, response: Response) -> bytes:
    """The body of a good answer about one posting; 404 and 410 raise `PostingGone`, the rest as in `body_of`."""
    if response.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise posting_gone(title, job_id)
    return body_of(title, address, response)


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """A Retry-After header (RFC 9110 10.2.3: seconds or a date), at most a day; None without one."""
    value = next((text for name, text in headers.items() if name.lower() == "retry-after"), "").strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:9])), LONGEST_WAIT)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment - datetime.now(UTC), timedelta()), LONGEST_WAIT)


def _is_html(body: bytes) -> bool:
    return body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def _is_challenge(body: bytes) -> bool:
    head = body[:20_000].lower()
    return any(mark in head for mark in CHALLENGES)
