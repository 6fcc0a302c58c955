"""A Rolecall with a language model and the sample data, and an application in it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.journeys.conftest import rolecall_up
from tests.journeys.dashboard.conftest import Person
from tests.platform.model_server import KEY, ModelServer


@contextmanager
def someone_with(model: ModelServer, chromium: Browser, folder: Path, name: str) -> Iterator[Person]:
    """Someone whose Rolecall has this language model."""
    settings = {
        "ROLECALL_LLM_MODEL": "openai:test-large",
        "ROLECALL_LLM_BASE_URL": f"{model.url}/v1",
        "OPENAI_API_KEY": KEY,
        "ROLECALL_LLM_PRICE_IN": "1",
        "ROLECALL_LLM_PRICE_OUT": "10",
        "ROLECALL_LLM_BUDGET": "5",
    }
    with rolecall_up(folder / f"{name}-{time.monotonic_ns()}", "--demo", **settings) as running:
        yield Person(chromium, running)


def applied(person: Person, page: Page) -> str:
    """The id of an application to the best posting, made if there is none."""
    page.goto("/")
    page.get_by_text("Live", exact=True).first.wait_for()
    listed = person.api(page, "GET", "applications")["items"]
    if not listed:
        for _ in range(120):  # the sample board may still be read
            if found := person.api(page, "GET", "postings?limit=1")["items"]:
                break
            page.wait_for_timeout(500)
        person.api(page, "POST", "applications", {"posting_id": found[0]["id"]})
        listed = person.api(page, "GET", "applications")["items"]
    made: str = listed[0]["id"]
    return made
