"""A small board on this machine that speaks the Greenhouse job board API, so that the real crawling code runs.

    GET /v1/boards/{token}                     name and introduction
    GET /v1/boards/{token}/jobs?content=true   every open posting (ETag, 304)
    GET /v1/boards/{token}/jobs/{id}?questions=true&pay_transparency=true
    GET /{token}, /{token}/jobs/{id}           the pages a person opens
    GET /robots.txt

Another company's board is answered with a redirect to the real API: in the demo one may add real companies too.
Format: developers.greenhouse.io/job-board.html.
"""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from hashlib import sha256
from html import escape
from importlib.resources import files

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from rolecall.entrypoints.demo.postings import COMPANIES, Company, SamplePosting, company, today

REAL_API = "https://boards-api.greenhouse.io"
CLOSES_AFTER = 20.0
"""Seconds after it was first listed that the closing posting is taken down."""

QUESTIONS = (
    ("First Name", True, "first_name", "input_text"),
    ("Last Name", True, "last_name", "input_text"),
    ("Email", True, "email", "input_text"),
    ("Phone", False, "phone", "input_text"),
    ("Resume/CV", True, "resume", "input_file"),
    ("Cover Letter", False, "cover_letter", "input_file"),
    ("LinkedIn Profile", False, "question_1", "input_text"),
    ("What are your salary expectations?", False, "question_2", "input_text"),
    ("Are you legally authorized to work in the country of this job?", True, "question_3", "multi_value_single_select"),
)
YES_NO = [{"label": "Yes", "value": 1}, {"label": "No", "value": 0}]


class SampleBoard:
    """The board's only state: when it first listed the posting that closes."""

    def __init__(self, closes_after: float, clock: Callable[[], float]) -> None:
        self._closes_after = closes_after
        self._clock = clock
        self._listed_at: float | None = None

    def open_postings(self, of: Company) -> list[SamplePosting]:
        """What is online now. Listing the closing posting starts its clock."""
        shown = [posting for posting in of.postings if not posting.closes or not self._closed()]
        if self._listed_at is None and any(posting.closes for posting in shown):
            self._listed_at = self._clock()
        return shown

    def open_posting(self, of: Company, posting_id: int) -> SamplePosting | None:
        """One posting, None when it is unknown or taken down."""
        found = of.posting(posting_id)
        return None if found is None or (found.closes and self._closed()) else found

    def _closed(self) -> bool:
        return self._listed_at is not None and self._clock() - self._listed_at >= self._closes_after

    async def about(self, request: Request) -> Response:
        of = company(request.path_params["token"])
        return _elsewhere(request) if of is None else _answer(request, {"name": of.name, "content": of.about})

    async def jobs(self, request: Request) -> Response:
        of = company(request.path_params["token"])
        if of is None:
            return _elsewhere(request)
        content = request.query_params.get("content") == "true"
        pay = request.query_params.get("pay_transparency") == "true"
        day = today()
        listed = [
            posting.answer(of, _url(request, of, posting), day, content=content, pay=pay)
            for posting in self.open_postings(of)
        ]
        return _answer(request, {"jobs": listed, "meta": {"total": len(listed)}})

    async def job(self, request: Request) -> Response:
        of = company(request.path_params["token"])
        if of is None:
            return _elsewhere(request)
        posting = self.open_posting(of, request.path_params["id"])
        if posting is None:
            return JSONResponse({"status": 404, "error": "Job not found"}, 404)
        pay = request.query_params.get("pay_transparency") == "true"
        told = posting.answer(of, _url(request, of, posting), today(), content=True, pay=pay)
        if request.query_params.get("questions") == "true":
            told["questions"] = [
                {
                    "description": None,
                    "label": label,
                    "required": required,
                    "fields": [{"name": name, "type": kind, "values": YES_NO if kind.startswith("multi") else []}],
                }
                for label, required, name, kind in QUESTIONS
            ]
        return _answer(request, told)

    async def list_page(self, request: Request) -> Response:
        of = company(request.path_params["token"])
        if of is None:
            return _page("Not found", "<p>There is no company of that name on this sample board.</p>", status=404)
        rows = "".join(
            f'<li><a href="/{of.token}/jobs/{posting.id}">{escape(posting.title)}</a>'
            f"<span>{escape(posting.location)}</span></li>"
            for posting in self.open_postings(of)
        )
        return _page(of.name, f'<p class="about">{escape(of.about)}</p><ul class="jobs">{rows}</ul>')

    async def posting_page(self, request: Request) -> Response:
        of = company(request.path_params["token"])
        posting = self.open_posting(of, request.path_params["id"]) if of else None
        if of is None or posting is None:
            return _page(
                "No longer open", "<p>The job you are looking for is no longer open, or was never here.</p>", status=404
            )
        place = f"{escape(posting.location)} · {escape(posting.workplace)} · {escape(posting.employment_type)}"
        body = (
            f'<p class="about"><a href="/{of.token}">{escape(of.name)}</a> · {place}</p>{posting.html}'
            f'<section class="apply" id="apply"><h2>Apply for this job</h2><p>{escape(of.name)} is invented. In real '
            "life the form would stand here: you would attach the résumé and the cover letter that you exported, send "
            "it, and then tell Rolecall that you did.</p></section>"
        )
        return _page(posting.title, body, language=posting.language)


def create_app(closes_after: float = CLOSES_AFTER, clock: Callable[[], float] = time.monotonic) -> Starlette:
    """The board as an ASGI application. closes_after: seconds between the first listing and the taking down of one."""
    board = SampleBoard(closes_after, clock)
    return Starlette(
        routes=[
            Route("/robots.txt", _robots),
            Route("/", _index),
            Route("/v1/boards/{token}", board.about),
            Route("/v1/boards/{token}/jobs", board.jobs),
            Route("/v1/boards/{token}/jobs/{id:int}", board.job),
            Route("/{token}", board.list_page),
            Route("/{token}/jobs/{id:int}", board.posting_page),
        ]
    )


@asynccontextmanager
async def serving(port: int = 0, closes_after: float = CLOSES_AFTER) -> AsyncIterator[str]:
    """Serve the board on the loopback address while the block runs; gives its origin, `http://127.0.0.1:PORT`.

    port: 0 takes a free one; postings keep their addresses over a restart only on a fixed one. Raises OSError when the
    port is taken. The origin is what `ROLECALL_BOARD_APIS` is set to, and its `host:port` what
    `ROLECALL_ALLOW_PRIVATE_HOSTS` has to allow.
    """
    listener = socket.create_server(("127.0.0.1", port))  # listens from here on: nobody is refused while it starts
    config = uvicorn.Config(create_app(closes_after), log_level="warning", access_log=False, lifespan="off")
    server = _Quiet(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        listener.close()


class _Quiet(uvicorn.Server):
    """Leaves Ctrl-C to whoever runs the process: this server ends with the block it serves."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _robots(_request: Request) -> Response:
    return PlainTextResponse("User-agent: *\nAllow: /\n")


async def _index(_request: Request) -> Response:
    known = [found for token in COMPANIES if (found := company(token))]
    rows = "".join(
        f'<li><a href="/{of.token}">{escape(of.name)}</a><span>{escape(of.about)}</span></li>' for of in known
    )
    return _page("Sample board", f'<ul class="jobs">{rows}</ul>')


def _url(request: Request, of: Company, posting: SamplePosting) -> str:
    return f"{request.base_url}{of.token}/jobs/{posting.id}"


def _elsewhere(request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{REAL_API}{request.url.path}{query}", 307)


def _answer(request: Request, document: object) -> Response:
    """JSON with an entity tag; 304 when the caller has it already."""
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'W/"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "max-age=0, private, must-revalidate"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def _page(title: str, body: str, *, status: int = 200, language: str = "en") -> Response:
    style = (files(__package__) / "board.css").read_text(encoding="utf-8")
    return HTMLResponse(
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width,initial-scale=1"><title>{escape(title)}</title><style>{style}</style></head>'
        f"<body><main><h1>{escape(title)}</h1>{body}</main><footer>Sample data of Rolecall. People and companies are "
        "invented.</footer></body></html>",
        status,
    )
