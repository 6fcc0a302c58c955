"""A small board that speaks the Greenhouse, Lever and Ashby formats on the loopback, and every kind of trouble."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class BoardServer:
    """`jobs` are what a company shows now; `answer` takes their place when set; `asked` are the paths asked for.

    `pages` are other pages, by path.
    """

    url: str = ""
    jobs: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    pages: dict[str, Answer] = field(default_factory=dict)
    answer: Answer | None = None
    robots: bytes | None = None
    total: int | None = None
    etag: bool = False
    asked: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://")

    def respond(self, path: str, if_none_match: str | None) -> Answer:
        if path == "/robots.txt":
            return Answer(404) if self.robots is None else Answer(200, self.robots)
        self.asked.append(path)
        if self.answer is not None:
            return self.answer
        if (page := self.pages.get(path.partition("?")[0])) is not None:
            return page
        parts = urlsplit(path)
        company = next((part for part in parts.path.split("/") if part in self.jobs), None)
        if company is None:
            return Answer(404, b'{"status":404,"error":"Board not found"}')
        jobs = self.jobs[company]
        if number := re.fullmatch(r"/v1/boards/[^/]+/jobs/(\d+)", parts.path):
            shown = next((job for job in jobs if str(job["id"]) == number[1]), None)
            return Answer(200, json.dumps(shown).encode()) if shown else Answer(404, b'{"status":404}')
        if parts.path.startswith("/v0/postings/"):
            query = parse_qs(parts.query)
            skip, limit = int(query["skip"][0]), int(query["limit"][0])
            return Answer(200, json.dumps(jobs[skip : skip + limit]).encode())
        tag = f'"{hash(json.dumps(jobs))}"'
        if self.etag and if_none_match == tag:
            return Answer(304)
        meta = {"total": self.total if self.total is not None else len(jobs)}
        body = {"jobs": jobs, "apiVersion": "1"} if "posting-api" in path else {"jobs": jobs, "meta": meta}
        return Answer(200, json.dumps(body).encode(), {"ETag": tag} if self.etag else {})


@contextmanager
def serve() -> Iterator[BoardServer]:
    board = BoardServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = board.respond(self.path, self.headers.get("If-None-Match"))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    board.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield board
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def job(number: int, title: str = "Baker", **fields: Any) -> dict[str, Any]:
    """A posting as Greenhouse tells it, of an invented company."""
    # What is filed under one opening has one requisition.
    requisition = fields.pop("requisition", f"C-{fields.get('opening', number)}")
    text = fields.pop("text", f"You bake rye number {number} before dawn and sell it by noon. " * 12)
    return {
        "id": number,
        "internal_job_id": fields.pop("opening", 5_000 + number),
        "title": title,
        "absolute_url": f"https://job-boards.greenhouse.io/crumb/jobs/{number}",
        "company_name": "Crumb & Sons",
        "requisition_id": requisition,
        "location": {"name": fields.pop("place", "Ghent, Belgium")},
        "updated_at": fields.pop("updated", "2026-10-01T08:00:00+02:00"),
        "first_published": "2026-09-28T08:00:00+02:00",
        "language": "en",
        "metadata": None,
        "content": f"&lt;p&gt;{text}&lt;/p&gt;",
        **fields,
    }
