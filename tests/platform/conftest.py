"""A small web site of our own, on a real socket, that remembers who asked what and when."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    at: float
    method: str
    path: str
    headers: Message
    body: bytes


Answer = Callable[["Handler"], None]


@dataclass
class Site:
    """Pages are functions that get the request's handler; what is not listed answers 404, or as `otherwise` says."""

    port: int = 0
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    otherwise: Answer = lambda handler: handler.reply(404, b"nothing here")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def says(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> None:
        """A page with a fixed answer; header names with underscores for dashes."""
        fixed = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = lambda handler: handler.reply(status, body, fixed)


class Handler(BaseHTTPRequestHandler):
    """Speaks HTTP/1.1 for one Site."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        """Answer any method."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.site.asked.append(Asked(time.monotonic(), self.command, self.path, self.headers, body))
        try:
            self.site.pages.get(self.path, self.site.otherwise)(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_POST = do_HEAD = do_PUT = do_DELETE = do_GET  # noqa: N815 (the server looks for these names)

    def reply(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Stay silent."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is what some tests want; everything else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _serve() -> Iterator[Site]:
    site = Site()
    server = Server(("127.0.0.1", 0), type("SiteHandler", (Handler,), {"site": site}))
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    yield from _serve()


@pytest.fixture
def other_site() -> Iterator[Site]:
    yield from _serve()
