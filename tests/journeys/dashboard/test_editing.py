"""Editing a package in the dashboard: what a person sees while they write, and what is approved and kept in the end."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.dashboard.conftest import PHONE, Person
from tests.journeys.dashboard.test_dashboard import CRAWL, approve, look, prepare_best

LINE = re.compile("^Wording of “(Designed|Moved|Cut|Built|Wrote|Partitioned)")
ADD = re.compile("^Add it as a fact of mine")


def begin(page: Page) -> Locator:
    """Open the editor; the first point of the résumé."""
    page.get_by_role("button", name="Edit", exact=True).click()
    expect(page.get_by_alt_text(re.compile("^Page 1 of"))).to_be_visible(timeout=CRAWL)
    return page.get_by_role("textbox", name=LINE).first


def package_of(sample: Person, page: Page, application: str) -> dict[str, Any]:
    found: dict[str, Any] = sample.api(page, "GET", f"applications/{application}/package")
    return found


@pytest.mark.timeout(300)
def test_a_lie_is_marked_becomes_a_fact_passes_is_saved_approved_and_packed(
    sample: Person, axe: str, results: Path
) -> None:
    with sample.window() as page:
        application = prepare_best(page)
        first = package_of(sample, page, application)
        field = begin(page)
        own = field.input_value()
        before = page.get_by_alt_text(re.compile("^Page 1 of")).get_attribute("src")
        field.press("Control+End")
        field.press_sequentially(" for 77 depots")

        claim = page.get_by_text(re.compile("^No fact of yours says “77"))
        expect(claim.first).to_be_visible(timeout=CRAWL)
        expect(page.locator("mark").first).to_have_text(re.compile("^77"))
        expect(field).to_have_attribute("aria-invalid", "true")
        save = page.get_by_role("button", name="Save version 2")
        expect(save).to_be_disabled()
        expect(page.get_by_alt_text(re.compile("^Page 1 of"))).not_to_have_attribute("src", before or "", timeout=CRAWL)
        assert package_of(sample, page, application) == first
        page.screenshot(path=results / "editor-marked.png")
        assert look(page, axe, "editor") == []

        page.get_by_role("button", name=ADD).click()
        fact = page.get_by_role("form", name="Add it as a fact of mine")
        expect(fact.get_by_role("textbox")).to_be_focused()
        expect(fact.get_by_role("textbox")).to_have_value(f"{own} for 77 depots")
        fact.get_by_role("button", name="Add to my facts").click()
        expect(claim).to_have_count(0, timeout=CRAWL)
        field.focus()
        expect(page.get_by_text(f"Every claim is a fact of yours: {own}")).to_contain_text("for 77 depots")

        expect(save).to_be_enabled(timeout=CRAWL)
        field.press("Control+s")
        expect(page.get_by_text("version 2", exact=True)).to_be_visible(timeout=CRAWL)
        made = package_of(sample, page, application)
        assert made["version"] == 2
        assert made["fingerprint"] != first["fingerprint"]

        page.get_by_role("tab", name="What changed").click()
        page.get_by_label("Version 2 beside").select_option("1")
        expect(page.locator("ins", has_text="for 77 depots").first).to_be_visible(timeout=CRAWL)
        assert look(page, axe, "changes") == []

        approve(page)
        page.wait_for_url(f"**/applications/{application}")
        assert sample.api(page, "GET", f"applications/{application}")["fingerprint"] == made["fingerprint"]
        with page.expect_download() as download:
            page.get_by_role("button", name="Download everything").click()
        with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
            written = json.loads(archive.read("package.json"))
            kept = hashlib.sha256(archive.read("posting.md")).hexdigest()
            resume = hashlib.sha256(archive.read("resume.pdf")).hexdigest()
            assert archive.read("cover-sheet.pdf").startswith(b"%PDF")
    assert written["fingerprint"] == made["fingerprint"]
    assert kept == written["posting"]["text_sha256"]
    assert resume == next(file["sha256"] for file in made["files"] if file["name"] == "resume.pdf")


@pytest.mark.timeout(300)
def test_what_was_not_saved_is_there_again_after_a_reload_and_can_be_taken_back_by_keyboard(sample: Person) -> None:
    with sample.window() as page:
        prepare_best(page)
        own = begin(page).input_value()
        field = page.get_by_role("textbox", name=f"Wording of “{own[:60]}")
        shorter = " ".join(own.split()[:6])
        field.fill(shorter)
        field.press("Alt+ArrowDown")
        expect(field).to_be_focused()
        expect(page.get_by_text("2 changes not saved", exact=True)).to_be_visible(timeout=CRAWL)
        page.reload()
        expect(page.get_by_text("2 changes of yours are not saved yet.")).to_be_visible()
        page.get_by_role("button", name="Go on editing").click()
        expect(page.get_by_role("textbox", name=LINE).nth(1)).to_have_value(shorter)

        field.focus()
        field.press("Control+a")
        field.press_sequentially("Short")
        field.press("Control+z")
        expect(field).to_have_value(shorter)
        page.get_by_role("button", name=f"Leave out “{own[:60]}").click()
        back = page.get_by_role("button", name=f"Put back “{own[:60]}")
        expect(back).to_be_focused()
        back.press("Enter")
        expect(field).to_have_value(own)


@pytest.mark.timeout(300)
def test_an_old_version_is_looked_at_and_brought_back(sample: Person, axe: str) -> None:
    with sample.window() as page:
        application = prepare_best(page)
        first = package_of(sample, page, application)
        begin(page)
        page.get_by_label("Design", exact=True).select_option("classic")
        page.get_by_role("button", name="Save version 2").click()
        expect(page.get_by_text("version 2", exact=True)).to_be_visible(timeout=CRAWL)
        page.get_by_role("tab", name="Versions").click()
        page.get_by_role("button", name="Look at version 1").click()
        expect(page.get_by_text("You see version 1. Version 2 is the current one")).to_be_visible()
        expect(page.get_by_role("button", name="Approve", exact=True)).to_be_disabled()
        assert look(page, axe, "versions") == []
        page.get_by_role("button", name="Restore version 1").click()
        expect(page.get_by_text("version 3", exact=True)).to_be_visible(timeout=CRAWL)
        expect(page.get_by_role("button", name="Approve", exact=True)).to_be_enabled()
        assert package_of(sample, page, application)["fingerprint"] == first["fingerprint"]


@pytest.mark.timeout(300)
def test_the_editor_fits_a_phone(sample: Person, axe: str, results: Path) -> None:
    with sample.window(size=PHONE) as page:
        page.goto("/")
        listed = sample.api(page, "GET", "applications?state=awaiting_approval")["items"]
        page.goto(f"/applications/{listed[0]['id']}/package")
        page.get_by_role("button", name="Edit", exact=True).click()
        field = page.get_by_role("textbox", name=LINE).first
        field.click()
        field.press("Control+End")
        field.press_sequentially(" in 1802")
        expect(page.get_by_role("button", name=ADD)).to_be_visible(timeout=CRAWL)
        page.screenshot(path=results / "editor-phone.png")
        assert look(page, axe, "editor-phone") == []
        page.get_by_text("Page", exact=True).click()
        expect(page.get_by_alt_text(re.compile("^Page 1 of"))).to_be_visible(timeout=CRAWL)
        page.screenshot(path=results / "editor-phone-page.png")
        assert look(page, axe, "editor-phone-page") == []
