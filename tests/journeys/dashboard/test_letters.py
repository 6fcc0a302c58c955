"""Letter templates with a live preview, and a letter written differently, in a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.dashboard.conftest import PHONE, Person

CRAWL = 60_000
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LAPTOP = {"width": 1280, "height": 860}


def faults(page: Page, axe: str) -> list[Any]:
    page.evaluate(axe)
    found = page.evaluate("tags => axe.run({runOnly: tags})", WCAG)
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]]


def scored(page: Page) -> None:
    page.goto("/postings")
    first = page.get_by_role("list", name="Postings, best first").get_by_role("link").first
    expect(first.get_by_role("img")).to_have_attribute("aria-label", re.compile("Score 8"), timeout=CRAWL)


def test_a_template_is_written_with_its_letter_beside_it(sample: Person, axe: str) -> None:
    with sample.window(size=LAPTOP) as page:
        scored(page)
        page.goto("/settings/letters")
        page.get_by_role("button", name="New template").click()
        page.get_by_label("Name").fill("Mine")
        page.get_by_label("Text", exact=True).fill("Dear {compny} team,\n\n{opening}")
        expect(page.get_by_text("Did you mean {company}?")).to_be_visible()
        text = "Dear {company} team,\n\n{opening} I led 900 people.\n\n{evidence:2}\n\nKind regards,\n{name}"
        page.get_by_label("Text", exact=True).fill(text)
        letter = page.get_by_role("article")
        expect(letter).to_contain_text(re.compile(r"Dear .+ team,.*I am applying"))
        expect(letter).not_to_contain_text("900")
        expect(page.get_by_text("Taken out of your template")).to_be_visible()
        page.get_by_role("button", name="Keep it").click()
        expect(page.get_by_role("button", name=re.compile("Mine.*version 1"))).to_be_visible()
        assert faults(page, axe) == []
        page.get_by_label("Text", exact=True).fill(text.replace(" I led 900 people.", ""))
        page.get_by_role("button", name="Save as the next version").click()
        expect(page.get_by_role("button", name=re.compile("Mine.*version 2"))).to_be_visible()
        assert [one["version"] for one in sample.api(page, "GET", "letter-templates")["items"]] == [2]


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_page_of_letters_fits(sample: Person, axe: str, size: dict[str, int]) -> None:
    with sample.window(size=size) as page:
        page.goto("/settings/letters")
        page.get_by_role("button", name="New template").click()
        expect(page.get_by_label("Text", exact=True)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert faults(page, axe) == []


def test_a_letter_is_written_differently_and_a_claim_is_refused(sample: Person, axe: str) -> None:
    with sample.window(size=LAPTOP) as page:
        scored(page)
        posting = sample.api(page, "GET", "postings?limit=1&sort=score")["items"][0]["id"]
        application = sample.api(page, "POST", "applications", {"posting_id": posting})["applications"][0]["id"]
        page.goto(f"/applications/{application}/package")
        page.get_by_role("tab", name="Cover letter").click(timeout=CRAWL)
        expect(page.get_by_role("region", name="Quality of the letter")).to_contain_text(
            re.compile(r"Letter \d+ of 100")
        )
        page.get_by_role("button", name="Write it differently").click()
        page.get_by_role("radiogroup", name="Tone").get_by_text("Warm").click()
        page.get_by_label("Why this employer").fill("I hold a PhD in magic.")
        page.get_by_role("button", name="Write the letter anew").click()
        expect(page.get_by_role("alert")).to_contain_text("PhD")
        page.get_by_label("Why this employer").fill("I like what I have read about your work.")
        assert faults(page, axe) == []
        page.get_by_role("button", name="Write the letter anew").click()
        expect(page.get_by_text("I like what I have read about your work.")).to_be_visible(timeout=CRAWL)
        expect(page.get_by_text("version 2", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="Approve")).to_be_enabled()
