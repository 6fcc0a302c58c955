"""Rewording on a package's page: the cost before, the lines and the refusals after, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.dashboard.conftest import PHONE, Person
from tests.journeys.dashboard.with_model import applied, someone_with
from tests.platform.model_server import KEY, ModelServer, Trouble, serving, wordy

TRUE = "With Terraform and Helm, moved 14 services from virtual machines to Kubernetes on AWS"
OWN = "Moved 14 services from virtual machines to Kubernetes on AWS with Terraform and Helm"


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with serving() as server:
        server.replies = [wordy]
        yield server


@pytest.fixture(scope="module")
def asking(chromium: Browser, model: ModelServer, short_folder: Path) -> Iterator[Person]:
    """Someone whose Rolecall has a language model, and the sample data."""
    with someone_with(model, chromium, short_folder, "rewording") as person:
        yield person


def open_package(person: Person, page: Page) -> None:
    """The package of an application to the best posting, on its page."""
    page.goto(f"/applications/{applied(person, page)}/package")
    expect(page.get_by_role("tab", name="Résumé")).to_be_visible(timeout=60_000)


def ask(page: Page, offer: str) -> None:
    page.get_by_role("button", name=offer).click()
    page.get_by_role("button", name="Reword 1").click()


def test_lines_are_reworded_for_a_price_told_before_and_taken_back_with_one_click(
    asking: Person, model: ModelServer, axe: str, results: Path
) -> None:
    with asking.window() as page:
        open_package(asking, page)
        page.get_by_role("button", name="Reword with a language model").click()
        part = page.get_by_role("region", name="Rewording")
        expect(part.get_by_text("at most $0.")).to_be_visible()
        expect(part.get_by_text("of this month's $5.00 are left.")).to_be_visible()
        assert model.asked == []
        page.screenshot(path=results / "reword-offer.png")
        part.get_by_role("button", name="Reword 1").click()
        expect(part.get_by_text("1 line reworded in version 2, 1 not taken.")).to_be_visible(timeout=30_000)
        page.get_by_role("button", name="Show version 2").click()
        expect(page.get_by_role("button", name=TRUE)).to_be_visible()
        part.get_by_text("What was reworded").click()
        part.get_by_text("What was not taken, and why").click()
        expect(part.get_by_text("No fact of yours says “thirty”")).to_be_visible()
        expect(part.get_by_text("$0.0042")).to_be_visible()
        assert len(model.asked) == 1
        page.evaluate(axe)
        found = page.evaluate("axe.run('main')")
        assert [each["id"] for each in found["violations"]] == []
        page.screenshot(path=results / "reword-done.png")
    with asking.window(size=PHONE) as page:
        open_package(asking, page)
        part = page.get_by_role("region", name="Rewording")
        part.get_by_text("What was not taken, and why").click()
        page.get_by_role("button", name="Reword again").click()
        expect(part.get_by_text("at most $0.")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.screenshot(path=results / "reword-phone.png", full_page=True)
        part.get_by_role("button", name="Take it back: restore version 1").click()
        expect(page.get_by_role("button", name=OWN)).to_be_visible()
        expect(page.get_by_role("button", name="Reword with a language model")).to_be_visible()


def test_a_refused_key_is_said_in_plain_words_and_changes_nothing(
    asking: Person, model: ModelServer, results: Path
) -> None:
    before = len(model.asked)
    model.replies = [Trouble(401, {"error": {"message": KEY}})]
    with asking.window() as page:
        open_package(asking, page)
        ask(page, "Reword with a language model")
        expect(page.get_by_role("region", name="Rewording").get_by_text("refuses the key")).to_be_visible(
            timeout=30_000
        )
        expect(page.get_by_role("button", name=OWN)).to_be_visible()
        assert KEY not in page.content()
        page.screenshot(path=results / "reword-failed.png")
    assert len(model.asked) == before + 1


def test_without_a_model_the_page_has_no_word_of_it(sample: Person) -> None:
    with sample.window() as page:
        open_package(sample, page)
        expect(page.get_by_role("button", name=OWN)).to_be_visible()
        expect(page.get_by_role("button", name="Reword with a language model")).to_have_count(0)
