"""Deciding on postings, why one has its score, and how scores are made, in a real browser."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.dashboard.conftest import PHONE, Person

CRAWL = 60_000
LEARNING = 90
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LIKED = ("harbours", "ferries", "lighthouses", "tides", "anchors")
DISLIKED = ("casinos", "wagers", "jackpots", "roulette", "bookmakers")
EACH = 24
LAPTOP = {"width": 1280, "height": 860}


def best_posting(page: Page) -> str:
    """Open the posting with the best score; its id."""
    page.goto("/postings")
    first = page.get_by_role("list", name="Postings, best first").get_by_role("link").first
    expect(first.get_by_role("img")).to_have_attribute("aria-label", re.compile("Score 8"), timeout=CRAWL)
    first.click()
    expect(page.get_by_role("heading", name=re.compile("How the .* comes about"))).to_be_visible(timeout=CRAWL)
    found = re.search(r"postings/([0-9a-f-]{36})", page.url)
    assert found
    return found[1]


def test_a_posting_is_shortlisted_found_by_it_and_refused_with_a_reason_by_keyboard_alone(sample: Person) -> None:
    with sample.window(size=LAPTOP) as page:
        id = best_posting(page)
        listed = page.get_by_role("list", name="Postings, best first").get_by_role("listitem")
        page.keyboard.press("s")
        expect(page.get_by_role("button", name="Shortlist", pressed=True)).to_be_visible()
        assert sample.api(page, "GET", f"postings/{id}/match")["label"]["kind"] == "shortlisted"
        page.get_by_role("radiogroup", name="By what you decided").get_by_text("Shortlist").click()
        page.wait_for_url("**decided=shortlisted**")
        expect(listed).to_have_count(1)
        page.get_by_role("radiogroup", name="By what you decided").get_by_text("All").click()
        expect(listed).not_to_have_count(1)

        page.locator("#posting-title").focus()
        page.keyboard.press("x")
        expect(page.get_by_role("menuitem", name="Another kind of work")).to_be_visible()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("menuitem").and_(page.locator(":focus"))).to_have_count(1)
        page.get_by_role("menuitem", name="Not my level").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Not interested", pressed=True)).to_be_visible()
        label = sample.api(page, "GET", f"postings/{id}/match")["label"]
        assert (label["relevant"], label["reason"]) == (False, "level")

        page.get_by_role("alert").filter(has_text="not for you").get_by_role("button", name="Undo").click()
        expect(page.get_by_role("button", name="Shortlist", pressed=True)).to_be_visible()
        page.keyboard.press("s")
        expect(page.get_by_role("button", name="Shortlist", pressed=False)).to_be_visible()
        assert sample.api(page, "GET", f"postings/{id}/match")["label"] is None


def test_the_plot_says_in_words_what_it_draws_and_adds_up(sample: Person) -> None:
    with sample.window(size=LAPTOP) as page:
        id = best_posting(page)
        match = sample.api(page, "GET", f"postings/{id}/match")
        plot = page.get_by_role("region", name=re.compile("comes about"))
        words = plot.get_by_text(re.compile(r"^Score \d+ of 100, ")).inner_text()
        band = match["band"]
        assert f"between {band['low']} and {band['high']}" in words
        points = [float(each.replace("−", "-")) for each in re.findall(r"[+−]\d+\.\d", words)]
        assert sum(points) == pytest.approx(match["score"], abs=0.05 * len(points) + 0.001)
        assert len(points) == len(match["contributions"])


def test_a_part_that_counts_less_moves_the_scores_and_comes_back(sample: Person) -> None:
    with sample.window(size=LAPTOP) as page:
        id = best_posting(page)
        page.get_by_role("link", name="How your score is made").click()
        page.wait_for_url("**/settings/scoring")
        slider = page.get_by_role("slider", name="Words")
        before = sample.api(page, "GET", f"postings/{id}/match")["probability"]
        slider.focus()
        page.keyboard.press("Home")
        expect(page.get_by_text("Saved. Your postings are scored again.")).to_be_visible()
        assert sample.api(page, "GET", "profile")["preferences"]["weights"] == {"words": 0}
        wait_until(lambda: sample.api(page, "GET", f"postings/{id}/match")["probability"] != before)
        page.reload()
        expect(slider).to_have_attribute("aria-valuetext", re.compile("left out, 0 percent"))
        page.get_by_role("button", name="Back to the usual weights").click()
        expect(page.get_by_text("Saved. Your postings are scored again.")).to_be_visible()
        assert sample.api(page, "GET", "profile")["preferences"]["weights"] == {}
        wait_until(lambda: sample.api(page, "GET", f"postings/{id}/match")["probability"] == before)


@pytest.mark.timeout(300)
def test_forty_decisions_make_the_score_ones_own_and_a_reset_takes_it_back(
    sample: Person, results: Path, axe: str
) -> None:
    with sample.window(size=LAPTOP) as page:
        page.goto("/settings/scoring")
        expect(page.get_by_text(re.compile("After 40 more decisions"))).to_be_visible()
        bring_postings(sample, page)
        decide_on_all(sample, page)
        expect(page.get_by_role("heading", name="What it learnt from you")).to_be_visible(timeout=LEARNING * 1000)
        expect(page.get_by_text(re.compile("^“(ferries|harbours|tides|anchors|lighthouses)”$")).first).to_be_visible()
        expect(page.get_by_text(re.compile("^“(casinos|wagers|jackpots|roulette)”$")).first).to_be_visible()
        page.screenshot(path=results / "scoring.png", full_page=True)
        page.evaluate(axe)
        found = page.evaluate("tags => axe.run({ runOnly: tags }).then(found => found.violations)", WCAG)
        assert found == []

        with page.expect_download() as download:
            page.get_by_role("button", name="Export as JSON").click()
        kept = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        assert len(kept["labels"]) == 2 * EACH
        assert kept["model"]["quality"]["labels"] == 2 * EACH

        page.get_by_role("button", name="Reset …").click()
        page.get_by_label(re.compile(f"Forget my {2 * EACH} decisions too")).check()
        page.get_by_role("dialog").get_by_role("button", name="Reset").click()
        expect(page.get_by_text(re.compile("After 40 more decisions"))).to_be_visible()
        page.get_by_role("alert").get_by_role("button", name="Undo").click()
        expect(page.get_by_role("heading", name="What it learnt from you")).to_be_visible(timeout=LEARNING * 1000)
        assert sample.api(page, "GET", "match/model")["version"] == kept["model"]["version"]
        id = sample.api(page, "GET", "postings?decided=shortlisted")["items"][0]["id"]

    with sample.window(size=PHONE) as page:
        for place, mark in (
            ("/settings/scoring", "What it learnt from you"),
            ("/postings", "Backend Developer"),
            (f"/postings/{id}", "What your decisions moved here"),
        ):
            page.goto(place)
            expect(page.get_by_text(mark).first).to_be_attached(timeout=CRAWL)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, place
        page.screenshot(path=results / "scoring-phone.png", full_page=True)


def wait_until(is_so: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.3)


def text_about(what: tuple[str, ...], number: int) -> str:
    one, other = what[number % len(what)], what[(number + 1 + number // len(what)) % len(what)]
    return (
        f"<p>We write software for {one} and {other}. You will build services number {number} for {one}.</p>"
        "<p>Requirements</p><ul><li>Experience with Python and PostgreSQL</li><li>2 years of Django</li></ul>"
        f"<p>You know how {other} work and enjoy talking to people who run {one}.</p>"
    )


def bring_postings(person: Person, page: Page) -> None:
    jobs = [
        {
            "id": 9000 + number,
            "title": f"Backend Developer ({'liked' if liked else 'not liked'}, {number})",
            "updated_at": "2026-10-01T09:00:00Z",
            "location": {"name": "Lisbon, Portugal"},
            "absolute_url": f"https://boards.greenhouse.io/narrow/jobs/{9000 + number}",
            "content": text_about(LIKED if liked else DISLIKED, number),
        }
        for liked in (True, False)
        for number in range(EACH * (not liked), EACH * (2 - liked))
    ]
    answer = page.request.post(
        "/api/v1/postings/import",
        headers={"Authorization": person.authorization},
        multipart={
            "file": {
                "name": "jobs.json",
                "mimeType": "application/json",
                "buffer": json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}}).encode(),
            }
        },
    )
    assert answer.ok, answer.text()


def decide_on_all(person: Person, page: Page) -> None:
    found = person.api(page, "GET", "postings?company=narrow&limit=200")["items"]
    assert len(found) == 2 * EACH
    for item in found:
        liked = "(liked" in item["title"]
        said = {"decision": "shortlist"} if liked else {"decision": "reject", "reason": "work"}
        person.api(page, "POST", f"postings/{item['id']}/decision", said)
