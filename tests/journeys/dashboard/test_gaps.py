"""What is missing, who suits a posting, and how a score changed, in the dashboard."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.dashboard.conftest import PHONE, Person
from tests.journeys.dashboard.test_dashboard import look
from tests.journeys.dashboard.test_discovery import open_postings

SLOW = 60_000
DESK = {"width": 1280, "height": 800}
BAKER = {
    "basics": {"name": "Ilse Brandt", "label": "Baker", "email": "ilse@example.org"},
    "work": [{"name": "Mole Bakery", "position": "Baker", "startDate": "2019-01", "highlights": ["Baked 400 loaves."]}],
    "skills": [{"name": "Known", "keywords": ["Python", "SQL"]}],
}


def upload(sample: Person, page: Page, document: object, name: str) -> None:
    """Send a résumé as a person does, and wait until it has been read."""
    answer = page.request.post(
        "/api/v1/resumes",
        multipart={"file": {"name": name, "mimeType": "application/json", "buffer": json.dumps(document).encode()}},
        headers={"Authorization": sample.authorization},
    )
    assert answer.ok, answer.text()
    until = time.monotonic() + SLOW / 1000
    while any(file["status"] == "reading" for file in sample.api(page, "GET", "resumes")["items"]):
        assert time.monotonic() < until
        page.wait_for_timeout(200)


def best(sample: Person, page: Page) -> str:
    id: str = sample.api(page, "GET", "postings?limit=1")["items"][0]["id"]
    return id


def test_what_is_missing_is_listed_with_what_it_would_open_and_leads_to_these_postings(sample: Person) -> None:
    with sample.window(size=DESK) as page:
        open_postings(sample, page)
        page.get_by_role("link", name="What is missing", exact=True).click()
        expect(page.get_by_role("heading", name="What is missing", level=1)).to_be_visible()
        skills = page.get_by_role("region", name="Skills")
        first = skills.get_by_role("listitem").first
        expect(first).to_contain_text("Asked for by", timeout=SLOW)
        expect(first).to_contain_text("With it:")
        gaps = sample.api(page, "GET", "match/gaps")
        assert gaps["current"]
        named = [gap for gap in gaps["found"]["gaps"] if gap["kind"] == "skill"]
        expect(first).to_contain_text(named[0]["name"])
        risen = next(gap for gap in named if gap["effect"]["risen"])
        row = skills.get_by_role("listitem").filter(has=page.get_by_text(risen["name"], exact=True)).first
        row.get_by_text("Which postings").click()
        row.get_by_role("link").first.click()
        expect(page).to_have_url(re.compile("/postings/"))


def test_fewer_postings_are_looked_at_as_the_choice_says_and_the_address_keeps_it(sample: Person) -> None:
    with sample.window(size=DESK) as page:
        page.goto("/gaps")
        page.get_by_role("textbox", name="Words in the title").fill("no such job")
        expect(page.get_by_role("heading", name="No posting to look at")).to_be_visible(timeout=SLOW)
        expect(page).to_have_url(re.compile("query=no"))
        page.reload()
        expect(page.get_by_role("textbox", name="Words in the title")).to_have_value("no such job")
        expect(page.get_by_role("heading", name="No posting to look at")).to_be_visible(timeout=SLOW)


def test_a_weak_statement_leads_to_its_field_in_the_profile(sample: Person) -> None:
    with sample.window(size=DESK) as page:
        page.goto("/gaps?min_score=0")
        weak = page.get_by_role("region", name="Said too weakly")
        link = weak.get_by_role("link", name="Open in your profile").first
        expect(link).to_be_visible(timeout=SLOW)
        link.click()
        expect(page.get_by_role("heading", name="Profile", level=1)).to_be_visible()
        expect(page.locator("button[data-pointer]:focus")).to_have_count(1)


def test_a_changed_profile_is_told_under_the_score_and_all_candidates_can_be_compared(sample: Person) -> None:
    with sample.window(size=DESK) as page:
        open_postings(sample, page)
        id = best(sample, page)
        before = sample.api(page, "GET", f"postings/{id}/match")["score"]
        upload(sample, page, BAKER, "baker.json")
        until = time.monotonic() + SLOW / 1000
        while not sample.api(page, "GET", f"postings/{id}/match/history")["items"]:
            assert time.monotonic() < until
            page.wait_for_timeout(300)
        page.goto(f"/postings/{id}")
        history = page.get_by_role("region", name="How the score changed")
        expect(history).to_contain_text("your profile changed", timeout=SLOW)
        expect(history).to_contain_text(f"{before} →")
        history.get_by_text("What came of it").click()
        expect(history.get_by_role("listitem").first).to_be_visible()
        page.get_by_role("link", name="All candidates for this posting").click()
        expect(page.get_by_role("heading", name="Candidates", level=1)).to_be_visible()
        people = page.get_by_role("list", name="Candidates, best first")
        expect(people.get_by_role("button")).to_have_count(2, timeout=SLOW)
        expect(people.get_by_role("button").last).to_contain_text("Ilse Brandt")
        expect(people.get_by_role("button").last).to_contain_text("Your profile")
        people.get_by_role("button").last.click()
        expect(
            people.get_by_role("list", name="What the posting asks for").get_by_role("listitem").first
        ).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screens_have_no_finding_and_fit_the_window(
    sample: Person, axe: str, results: Path, size: dict[str, int], scheme: str
) -> None:
    found: list[str] = []
    with sample.window(size=size, scheme=scheme) as page:
        page.goto("/postings")
        expect(page.get_by_text("Live", exact=True)).to_be_visible(timeout=SLOW)
        id = best(sample, page)
        for name, path, shown in (
            ("gaps", "/gaps?min_score=0", "With it:"),
            ("candidates", f"/candidates/{id}", "musts met"),
            ("score-history", f"/postings/{id}", "What is missing among the postings you like"),
        ):
            page.goto(path)
            expect(page.get_by_text(shown).first).to_be_visible(timeout=SLOW)
            if name == "candidates":
                page.get_by_role("list", name="Candidates, best first").get_by_role("button").first.click()
                expect(page.get_by_role("list", name="What the posting asks for")).to_be_visible(timeout=SLOW)
            found += look(page, axe, f"{name}-{size['width']}-{scheme}")
            page.screenshot(path=results / f"{name}-{size['width']}-{scheme}.png", full_page=True)
    assert found == []
