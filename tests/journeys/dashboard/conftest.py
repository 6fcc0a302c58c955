"""The dashboard in a real Chromium, on a real Rolecall."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import hatch_build
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, sync_playwright

from tests.chromium import find
from tests.journeys.conftest import Rolecall, rolecall_up

RESULTS = Path(__file__).parents[3] / "test-results"
# Nothing leaves the machine, whatever the browser would like to look up.
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


# For one file only: while it is open, no other test of the process can run a loop of its own.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or Playwright's own."""
    with sync_playwright() as playwright:
        path = find()
        if path is None and not Path(playwright.chromium.executable_path).exists():
            word = "no Chromium on this machine: `python -m tests.chromium` installs one"
            pytest.fail(word) if os.environ.get("ROLECALL_REQUIRE_SERVICES") == "1" else pytest.skip(word)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Person:
    """Someone with a browser on a running Rolecall; their sign-in goes on from one window to the next."""

    browser: Browser
    rolecall: Rolecall
    state: Any = None
    authorization: str = ""
    faults: list[str] = field(default_factory=list)

    @contextmanager
    def window(self, *, size: dict[str, int] = WIDE, scheme: str = "light") -> Iterator[Page]:
        """A signed-in window. What a script throws in it fails the test."""
        context = self.browser.new_context(
            viewport=size,  # type: ignore[arg-type]
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            storage_state=self.state,
            base_url=self.rolecall.url,
            locale="en-GB",
        )
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", self._overhear)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        try:
            if self.state is None:
                page.goto(self.rolecall.link)
                page.wait_for_url(lambda url: "sign-in" not in url)
            yield page
        finally:
            self.state = _settled_state(context)
            context.close()
        assert self.faults == []

    def api(self, page: Page, method: str, path: str, data: Any = None) -> Any:
        """Ask the API as this person, past the dashboard; the body of a good answer."""
        headers = {"Authorization": self.authorization}
        answer = page.request.fetch(f"/api/v1/{path}", method=method, data=data, headers=headers)
        assert answer.ok, f"{answer.url} answered {answer.status}: {answer.text()}"
        return answer.json()

    def _overhear(self, request: Request) -> None:
        # The dashboard's own access token will do; a renewal of ours would end the session under its feet.
        self.authorization = request.headers.get("authorization") or self.authorization


def _settled_state(context: BrowserContext) -> Any:
    # A page that renews the sign-in just now would leave us with a used cookie.
    for page in context.pages:
        with suppress(Error):
            page.get_by_text("Live", exact=True).wait_for(timeout=5_000)
    return context.storage_state()


@pytest.fixture(scope="module")
def sample(chromium: Browser, short_folder: Path) -> Iterator[Person]:
    """Someone with the sample data, on a Rolecall of this file's own."""
    with rolecall_up(short_folder / f"dashboard-{time.monotonic_ns()}", "--demo") as running:
        yield Person(chromium, running)


@pytest.fixture
def newcomer(chromium: Browser, empty_server: Rolecall) -> Person:
    """Someone who has just started Rolecall for the first time."""
    return Person(chromium, empty_server)


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe, which comes with the dashboard's development packages."""
    hatch_build.install()
    return (hatch_build.MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def results() -> Path:
    """Where screenshots go."""
    RESULTS.mkdir(exist_ok=True)
    return RESULTS
