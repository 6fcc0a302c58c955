"""The analysis on an application's page: without a model, with one that answers, and with one that does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.dashboard.conftest import PHONE, Person
from tests.journeys.dashboard.with_model import applied, someone_with
from tests.platform.model_server import KEY, ModelServer, Trouble, careful, serving


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with serving() as server:
        server.replies = [careful]
        yield server


@pytest.fixture(scope="module")
def asking(chromium: Browser, model: ModelServer, short_folder: Path) -> Iterator[Person]:
    """Someone whose Rolecall has a language model, and the sample data."""
    with someone_with(model, chromium, short_folder, "asking") as person:
        yield person


def open_application(person: Person, page: Page) -> None:
    """An application to the best posting, opened on its page."""
    page.goto(f"/applications/{applied(person, page)}")


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
