"""A board's way out: what it asks for is what is sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from rolecall.discover.crawl import Reader
from rolecall.platform.http import HttpClient
from rolecall.platform.settings import Settings


@contextmanager
def echo() -> Iterator[str]:
    """A server that answers with the headers and the body that it was sent."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(404)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            heard = {"headers": {name.lower(): value for name, value in self.headers.items()}, "sent": json.loads(sent)}
            body = json.dumps(heard).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


async def test_a_boards_own_headers_and_body_go_out_and_the_address_comes_back(tmp_path: Path) -> None:
    with echo() as url:
        host = url.removeprefix("http://")
        settings = Settings(_env_file=None, data_dir=tmp_path, allow_private_hosts=(host,), log_level="error")
        client = HttpClient(settings)
        try:
            answer = await Reader(client)(f"{url}/jobs", method="POST", json={"pageNo": 2}, headers={"tz": "GMT+00:00"})
        finally:
            await client.close()
    heard = json.loads(answer.body)
    assert (heard["headers"]["tz"], heard["sent"]) == ("GMT+00:00", {"pageNo": 2})
    assert (answer.status, answer.url) == (200, f"{url}/jobs")
