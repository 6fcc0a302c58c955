"""A careers site in BambooHR's form on the loopback: a list without texts, a page for each opening, and who asked when.

Robots, trouble and etags can be set; every request is kept with its time.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request as it came in; `at` is of a clock that all processes share."""

    at: float
    path: str


@dataclass
class DyeWorks:
    """`openings` by id: {title, city, text}. `trouble` maps a path (or `*`) to the answer it gets instead."""

    url: str = ""
    openings: dict[str, dict[str, str]] = field(default_factory=dict)
    trouble: dict[str, tuple[int, bytes, dict[str, str]]] = field(default_factory=dict)
    robots: bytes | None = None
    asked: list[Asked] = field(default_factory=list)

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://")

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def respond(self, path: str) -> tuple[int, bytes, dict[str, str]]:
        if path == "/robots.txt":
            return (200, self.robots, {}) if self.robots is not None else (404, b"", {})
        if found := self.trouble.get(path) or self.trouble.get("*"):
            return found
        if path == "/careers/list":
            listed = [self.entry(number) for number in self.openings]
            return 200, json.dumps({"meta": {"totalCount": len(listed)}, "result": listed}).encode(), {}
        number = path.removeprefix("/careers/").removesuffix("/detail")
        if number not in self.openings:
            return 404, b"{}", {}
        return (
            200,
            json.dumps({"meta": {}, "result": {"jobOpening": self.detail(number), "formFields": {}}}).encode(),
            {},
        )

    def entry(self, number: str) -> dict[str, Any]:
        opening = self.openings[number]
        return {
            "id": number,
            "jobOpeningName": opening["title"],
            "departmentId": "7",
            "departmentLabel": "Vats",
            "employmentStatusLabel": "Full-Time",
            "employmentType": None,
            "location": {"city": opening.get("city", "Kalamazoo"), "state": "Michigan"},
            "atsLocation": {"country": None, "state": None, "province": None, "city": None},
            "isRemote": None,
            "locationType": "0",
        }

    def detail(self, number: str) -> dict[str, Any]:
        opening = self.openings[number]
        return self.entry(number) | {
            "jobOpeningShareUrl": f"https://cobaltfarm.bamboohr.com/careers/{number}",
            "jobOpeningStatus": "Open",
            "description": f"<p>{opening['text']}</p>",
            "compensation": opening.get("pay"),
            "datePosted": opening.get("posted", "2026-09-14"),
            "minimumExperience": None,
        }


@contextmanager
def serve() -> Iterator[DyeWorks]:
    works = DyeWorks()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            works.asked.append(Asked(time.time(), self.path))
            status, body, headers = works.respond(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    works.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield works
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
