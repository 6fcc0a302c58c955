"""The dashboard's files: compressed at build time, cached for ever where their name is their content."""

from __future__ import annotations

from mimetypes import guess_type
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from rolecall.platform.errors import NotFound

DASHBOARD = Path(__file__).with_name("dashboard")
_FOREVER = "public, max-age=31536000, immutable"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
# Paths of the API: an unknown one is an error, not the dashboard.
_NOT_PAGES = ("api/", "health/", "metrics", "openapi.json")

_MISSING = """<!doctype html><html lang="en"><title>Rolecall</title><h1>The dashboard is not built</h1>
<p>Run <code>make setup</code>, then start Rolecall again. The API works: see <a href="/docs">/docs</a>.</p>"""


class Dashboard:
    """The single-page application: files by name, and its page for every other path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Looked up, never followed: a path from outside does not reach the file system.
        self.names = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}

    def mount(self, app: FastAPI) -> None:
        """Answer every path that nothing else does."""

        @app.api_route("/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
        async def show_dashboard(path: str, request: Request) -> Response:
            if path.startswith(_NOT_PAGES):
                raise NotFound("There is nothing at this address.")
            file = self.folder / path
            if path not in self.names:
                if "." in path.rpartition("/")[2]:
                    raise NotFound("There is nothing at this address.")
                file = self.folder / "index.html"
                if not file.is_file():
                    return HTMLResponse(_MISSING, 503)
            return self._send(file, request.headers.get("accept-encoding", ""))

    def _send(self, file: Path, accepted: str) -> Response:
        media_type = guess_type(file.name)[0] or "application/octet-stream"
        headers = {"Cache-Control": _FOREVER if file.parent.name == "assets" else "no-cache", "Vary": "Accept-Encoding"}
        for encoding, suffix in _ENCODINGS:
            packed = file.with_name(file.name + suffix)
            if encoding in accepted and packed.is_file():
                return FileResponse(packed, media_type=media_type, headers=headers | {"Content-Encoding": encoding})
        return FileResponse(file, media_type=media_type, headers=headers)
