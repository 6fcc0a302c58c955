"""The analysis on an application's page: without a model, with one that answers, and with one that does not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import rolecall_up
from tests.journeys.dashboard.conftest import PHONE, Person
from tests.platform.model_server import KEY, ModelServer, Trouble, careful, serving


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with serving() as server:
        server.replies = [careful]
        yield server


@pytest.fixture(scope="module")
def asking(chromium: Browser, model: ModelServer, short_folder: Path) -> Iterator[Person]:
    """Someone whose Rolecall has a language model, and the sample data."""
    settings = {
        "ROLECALL_LLM_MODEL": "openai:test-large",
        "ROLECALL_LLM_BASE_URL": f"{model.url}/v1",
        "OPENAI_API_KEY": KEY,
        "ROLECALL_LLM_PRICE_IN": "1",
        "ROLECALL_LLM_PRICE_OUT": "10",
        "ROLECALL_LLM_BUDGET": "5",
    }
    with rolecall_up(short_folder / f"asking-{time.monotonic_ns()}", "--demo", **settings) as running:
        yield Person(chromium, running)


def open_application(person: Person, page: Page) -> None:
    """An application to the best posting, opened on its page."""
    page.goto("/")
    page.get_by_text("Live", exact=True).first.wait_for()
    listed = person.api(page, "GET", "applications")["items"]
    if not listed:
        for _ in range(120):  # the sample board may still be read
            if found := person.api(page, "GET", "postings?limit=1")["items"]:
                break
            page.wait_for_timeout(500)
        best = found[0]
        person.api(page, "POST", "applications", {"posting_id": best["id"]})
        listed = person.api(page, "GET", "applications")["items"]
    page.goto(f"/applications/{listed[0]['id']}")


def test_the_cost_is_read_before_the_words_are_there_after_and_nothing_overflows(
    asking: Person, model: ModelServer, axe: str
) -> None:
    with asking.window() as page:
        open_application(asking, page)
        card = page.get_by_role("region", name="Analysis", exact=True)
        expect(card.get_by_text("requirements found")).to_be_visible()
        expect(card.get_by_text("at most $0.")).to_be_visible()
        expect(card.get_by_text("Your name and contact details are not sent.")).to_be_visible()
        assert model.asked == []
        card.get_by_role("button", name="Put it into words").click()
        expect(card.get_by_text("1,500 tokens")).to_be_visible(timeout=30_000)
        expect(card.get_by_text("$0.0042", exact=True)).to_be_visible()
        expect(card.get_by_text("1 statement left out")).to_be_visible()
        expect(card.get_by_role("button", name="Put it into words again")).to_be_visible()
        assert len(model.asked) == 1
        page.evaluate(axe)
        found = page.evaluate("axe.run('main')")
        assert [each["id"] for each in found["violations"]] == []
    with asking.window(size=PHONE) as page:
        open_application(asking, page)
        expect(page.get_by_role("button", name="Put it into words again")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_refused_key_is_said_in_plain_words_and_not_tried_again(asking: Person, model: ModelServer) -> None:
    before = len(model.asked)
    model.replies = [Trouble(401, {"error": {"message": KEY}})]
    with asking.window() as page:
        open_application(asking, page)
        card = page.get_by_role("region", name="Analysis", exact=True)
        card.get_by_role("button", name="Put it into words").click()
        expect(card.get_by_text("refuses the key")).to_be_visible(timeout=30_000)
        assert KEY not in page.content()
    assert len(model.asked) == before + 1


def test_without_a_model_the_rules_say_it_and_one_sentence_says_how_to_get_words(sample: Person) -> None:
    with sample.window() as page:
        open_application(sample, page)
        card = page.get_by_role("region", name="Analysis", exact=True)
        expect(card.get_by_text("requirements found")).to_be_visible()
        expect(card.get_by_text("No language model is set up.")).to_be_visible()
        expect(card.get_by_role("button", name="Put it into words")).to_have_count(0)
