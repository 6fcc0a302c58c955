"""Facts and answers in the dashboard: said once, by keyboard too, and used where a form asks."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.dashboard.conftest import PHONE, Person
from tests.journeys.dashboard.test_dashboard import look
from tests.journeys.dashboard.test_discovery import open_postings

SLOW = 60_000
DESK = {"width": 1280, "height": 800}
SCREENS = (("facts", "/facts", "Positions"), ("answers", "/facts?tab=answers", "Asked by most forms"))
CLAIM = "Halved the on-call pages of the team"


def best(sample: Person, page: Page) -> str:
    id: str = sample.api(page, "GET", "postings?limit=1")["items"][0]["id"]
    return id


def test_a_fact_is_said_by_keyboard_reworded_and_taken_back(sample: Person) -> None:
    with sample.window(size=DESK) as page:
        open_postings(sample, page)
        page.keyboard.press("g")
        page.keyboard.press("f")
        expect(page.get_by_role("heading", name="Facts and answers", level=1)).to_be_visible()
        expect(page.get_by_role("heading", name="Positions")).to_be_visible(timeout=SLOW)
        page.keyboard.press("a")
        page.keyboard.type(CLAIM)
        page.get_by_role("combobox", name="Where").click()
        page.get_by_role("option").first.click()
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_text("is a fact of yours now")).to_be_visible()
        line = page.get_by_role("region", name="Positions").get_by_role("listitem").filter(has_text=CLAIM)
        expect(line).to_contain_text("Yours")
        page.get_by_role("button", name=f"Edit “{CLAIM}”").click()
        page.get_by_role("textbox", name="What it says").fill(f"{CLAIM} in a year")
        page.keyboard.press("Enter")
        page.get_by_role("button", name=f"Where “{CLAIM} in a year” is from").click()
        expect(page.get_by_text(f"it said “{CLAIM}” (said by you)")).to_be_visible()
        fact = next(each for each in sample.api(page, "GET", "facts?limit=200")["items"] if CLAIM in each["text"])
        assert (fact["origin"], fact["kind"], fact["pointer"].split("/")[1]) == ("own", "duty", "work")
        page.get_by_role("textbox", name="Say a fact of yours").fill(f"{CLAIM} in a year.")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("already")
        page.get_by_role("button", name=f"Take back “{CLAIM} in a year”").click()
        expect(page.get_by_role("button", name=f"Edit “{CLAIM} in a year”")).to_have_count(0)
        page.get_by_role("button", name="Say it again").click()
        expect(page.get_by_role("button", name=f"Edit “{CLAIM} in a year”")).to_be_visible()
        again = next(each for each in sample.api(page, "GET", "facts?limit=200")["items"] if CLAIM in each["text"])
        assert again["id"] == fact["id"]


def test_an_answer_is_given_once_and_a_postings_form_shows_what_it_answers(sample: Person) -> None:
    with sample.window(size=DESK) as page:
        open_postings(sample, page)
        page.goto("/facts?tab=answers")
        page.get_by_role("button", name="Answer: Your LinkedIn page").click()
        field = page.get_by_role("textbox", name="Your LinkedIn page")
        field.fill("https://example.org/me")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("linkedin.com")
        field.fill("https://linkedin.com/in/sample")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Change the answer to: Your LinkedIn page")).to_be_visible()
        expect(page.get_by_text("Prefer not to say").first).to_be_visible()
        page.goto(f"/postings/{best(sample, page)}")
        page.get_by_role("button", name="Look at the form").click()
        form = page.get_by_role("region", name="What the form asks")
        expect(form.get_by_text("from your profile").first).to_be_visible(timeout=SLOW)
        expect(form.get_by_text("https://linkedin.com/in/sample")).to_be_visible()
        expect(form.get_by_text("for you to answer", exact=True).first).to_be_visible()


def test_no_screen_of_facts_or_answers_has_an_accessibility_finding(sample: Person, axe: str, results: Path) -> None:
    found: list[str] = []
    for size in (DESK, PHONE):
        for scheme in ("light", "dark"):
            with sample.window(size=size, scheme=scheme) as page:
                for name, path, seen in SCREENS:
                    page.goto(path)
                    expect(page.get_by_role("heading", name=seen)).to_be_visible(timeout=SLOW)
                    if name == "answers":
                        page.get_by_role("button", name="Answer: What pay do you wish for?").click()
                    page.wait_for_timeout(400)
                    page.screenshot(path=results / f"{name}-{size['width']}-{scheme}.png", full_page=True)
                    found.extend(look(page, axe, f"{name} {size['width']} {scheme}"))
    assert found == []
