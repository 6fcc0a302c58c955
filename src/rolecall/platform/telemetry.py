"""Logs with a correlation id, for people or for machines. Secrets never get here: they are `SecretStr` everywhere."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import structlog

from rolecall.platform.settings import Settings

_SAFE_ID = re.compile(r"^[A-Za-z0-9._-]{1,128}$")


def configure_logging(settings: Settings) -> None:
    """Structured lines on standard error; libraries' logs go the same way, from `warning` on."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if settings.log_format == "json":
        last: list[Any] = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        # The default shows local variables, and secrets with them.
        plain = structlog.dev.plain_traceback
        last = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last]
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("rolecall").setLevel(settings.log_level.upper())
    # Its failures are logged by the worker with their reason; its tracebacks would say the same twice.
    logging.getLogger("procrastinate.worker").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def correlation_id(given: str | None) -> str:
    """The caller's id where it is a sane one, else a new one."""
    return given if given and _SAFE_ID.match(given) else uuid4().hex


@contextmanager
def correlated(correlation: str | None, **values: Any) -> Iterator[None]:
    """Put the correlation id (and more) on every log line inside."""
    with structlog.contextvars.bound_contextvars(correlation_id=correlation, **values):
        yield


def current_correlation() -> str | None:
    """The correlation id of the request or job that runs here, if any."""
    current: str | None = structlog.contextvars.get_contextvars().get("correlation_id")
    return current
