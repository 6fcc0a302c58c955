"""Errors that a person meets: one plain sentence each, with a stable code. Everything else is a fault of ours."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar


class Problem(Exception):
    """Something went wrong that we understand. `str()` is one sentence: what happened and what to do.

    Subclasses set `code` (stable, `capability.what`) and `status` (HTTP). Keyword arguments become members of the
    RFC 9457 problem document.
    """

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    retry: ClassVar[bool] = False
    """Whether a job that met this may succeed later by itself."""

    def __init__(self, message: str, *, retry_after: timedelta | None = None, **details: Any) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.details = details

    def document(self) -> dict[str, Any]:
        """The RFC 9457 problem document, without `instance`."""
        return {
            "type": f"urn:rolecall:problem:{self.code}",
            "title": self.code.rpartition(".")[2].replace("_", " ").capitalize(),
            "status": self.status,
            "detail": str(self),
            "code": self.code,
            **self.details,
        }


class NotFound(Problem):
    """What was asked for is not there, or not this workspace's."""

    code = "not_found"
    status = 404


class InvalidInput(Problem):
    """What was given cannot be used."""

    code = "invalid_input"
    status = 422


class Conflict(Problem):
    """It contradicts what is already so."""

    code = "conflict"
    status = 409


class NotAllowed(Problem):
    """The caller is known but may not do this."""

    code = "not_allowed"
    status = 403


class NotSignedIn(Problem):
    """The caller is not known."""

    code = "not_signed_in"
    status = 401


class TooManyRequests(Problem):
    """Too often; try again after `retry_after`."""

    code = "too_many_requests"
    status = 429
    retry = True


class Unavailable(Problem):
    """Something that is needed does not answer just now."""

    code = "unavailable"
    status = 503
    retry = True
