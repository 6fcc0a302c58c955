"""What a person does in the dashboard, from the first run to an application that was sent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from rolecall.entrypoints.demo.candidate import FILENAME, resume_pdf
from tests.journeys.dashboard.conftest import PHONE, WIDE, Person

CRAWL = 60_000
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def prepare_best(page: Page) -> str:
    """Prepare the best posting that has no application yet, and open its package; the application's id."""
    page.goto("/")
    page.get_by_role("button", name=re.compile("^Prepare: ")).first.click(timeout=CRAWL)
    page.wait_for_url("**/applications/*")
    found = re.search(r"applications/([0-9a-f-]{36})", page.url)
    assert found
    # The address changes before the screen does: of the links on the old one, only this application's will do.
    own = page.locator(f"a[href='/applications/{found[1]}/package']")
    page.get_by_role("link", name="Review the package").and_(own).first.click(timeout=CRAWL)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Package for", timeout=CRAWL)
    return found[1]


def approve(page: Page) -> None:
    page.get_by_role("button", name="Approve", exact=True).click()
    page.get_by_role("button", name="Approve this package").click()


@pytest.mark.timeout(400)
def test_the_first_run_leads_from_a_resume_to_an_approved_package_and_on_to_sent(
    newcomer: Person, results: Path
) -> None:
    with newcomer.window() as page:
        page.wait_for_url("**/start")
        page.get_by_label(re.compile("Drop your résumé")).set_input_files(
            {"name": FILENAME, "mimeType": "application/pdf", "buffer": resume_pdf()}
        )
        expect(page.get_by_role("heading", level=1)).to_have_text("Is this you, Nadja?", timeout=CRAWL)
        expect(page.get_by_role("button", name=re.compile("^E-mail: nadja.okoro@example.org"))).to_be_visible()
        page.screenshot(path=results / "first-run-facts.png")

        page.get_by_role("button", name="That is right").click()
        page.get_by_label("Company or careers page").fill("greenhouse:quillmoor, nobody-here.example")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_text("nobody-here.example:")).to_be_visible(timeout=CRAWL)
        expect(page.get_by_text(re.compile(r"1\d postings found, \d+ scored\."))).to_be_visible(timeout=CRAWL)
        page.screenshot(path=results / "first-run-companies.png")

        page.get_by_role("button", name="See the ranking").click()
        scores = page.get_by_role("list", name="Postings, best first").get_by_role("img")
        expect(scores.first).to_have_attribute("aria-label", re.compile("Score 8"), timeout=CRAWL)
        expect(scores.and_(page.get_by_label("Not scored yet"))).to_have_count(0, timeout=CRAWL)
        shown = [int(re.findall(r"\d+", label)[0]) for label in scores.evaluate_all("s => s.map(i => i.ariaLabel)")]
        assert shown == sorted(shown, reverse=True)
        expect(page.get_by_role("heading", name="What they ask for")).to_be_visible()

        page.get_by_role("button", name="Prepare application").click()
        page.get_by_role("link", name="Review the package").click(timeout=CRAWL)
        page.get_by_role("button", name="Nadja Okoro", exact=True).focus()
        expect(page.get_by_role("complementary", name="The fact behind the sentence")).to_contain_text("Nadja Okoro")
        page.get_by_role("button", name="Approve", exact=True).click()
        shown_print = page.get_by_role("dialog").locator("code").inner_text()
        page.get_by_role("button", name="Approve this package").click()

        expect(page.get_by_text("Download the documents")).to_be_visible()
        application = newcomer.api(page, "GET", "applications")["items"][0]
        assert (application["state"], application["fingerprint"]) == ("approved", shown_print)
        with page.expect_download() as download:
            page.get_by_role("button", name="Download everything").click()
        assert download.value.suggested_filename == "application.zip"

        page.get_by_role("button", name=re.compile("^Actions for")).click()
        page.get_by_role("menuitem", name="I sent it").click()
        page.get_by_role("dialog").get_by_label("Note").fill("By their own form")
        page.get_by_role("dialog").get_by_role("button", name="I sent it").click()
        expect(page.get_by_role("list", name="Newest first")).to_contain_text("By their own form")
        assert newcomer.api(page, "GET", f"applications/{application['id']}")["state"] == "sent"


def test_an_approval_is_refused_when_the_package_changed_meanwhile(sample: Person) -> None:
    with sample.window() as page:
        application = prepare_best(page)
        # A line on which nothing comes through, so that the page does not hear of the change.
        page.route("**/api/v1/live", lambda _route: None)
        page.reload()
        expect(page.get_by_role("button", name="Approve", exact=True)).to_be_visible()
        package = sample.api(page, "GET", f"applications/{application}/package")
        bullet = next(
            item for part in package["resume"]["sections"] for item in part["items"] if item["role"] == "bullet"
        )
        sample.api(
            page, "PATCH", f"applications/{application}/package", {"items": [{"id": bullet["id"], "text": None}]}
        )

        approve(page)
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("alert")).to_contain_text("package")
        assert sample.api(page, "GET", f"applications/{application}")["state"] == "awaiting_approval"

        dialog.get_by_role("button", name="Look at the package").click()
        expect(page.get_by_role("button", name="Approve", exact=True)).to_be_disabled()
        page.get_by_role("button", name="Show version 2").click()
        approve(page)
        page.wait_for_url(f"**/applications/{application}")
        assert sample.api(page, "GET", f"applications/{application}")["state"] == "approved"


def test_a_correction_is_kept_and_says_what_was_read(sample: Person) -> None:
    with sample.window() as page:
        page.goto("/profile")
        page.get_by_role("button", name="Headline: Senior Backend Engineer. Correct it").click()
        page.get_by_label("Headline").fill("Staff Backend Engineer")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("was read as “Senior Backend Engineer”")).to_be_visible()
        page.reload()
        page.get_by_role("button", name="Headline: Staff Backend Engineer. Correct it").click()
        page.get_by_label("Headline").fill("Senior Backend Engineer")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("button", name="Headline: Senior Backend Engineer. Correct it")).to_be_focused()


def press_until(page: Page, key: str, name: str, times: int = 150) -> None:
    """Press a key until what has the focus is called `name`."""
    for _ in range(times):
        focused = page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.innerText ?? ''")
        if name in focused:
            return
        page.keyboard.press(key)
    pytest.fail(f"{times} presses of {key} did not reach “{name}”")


def test_everything_up_to_the_approval_can_be_done_by_keyboard_alone(sample: Person) -> None:
    with sample.window() as page:
        page.goto("/settings")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#content")).to_be_focused()

        page.keyboard.press("g")
        page.keyboard.press("o")
        listed = page.get_by_role("list", name="Postings, best first").get_by_role("link")
        expect(listed.first).to_have_attribute("aria-current", "page", timeout=CRAWL)
        page.keyboard.press("j")
        # The list is live: what has the focus may move or close meanwhile, and the next key takes up from there.
        expect(page.get_by_role("list", name="Postings, best first").locator("a:focus")).to_have_count(1)
        focused = "document.activeElement.tagName === 'A' ? document.activeElement.innerText.trim() : ''"
        while not (posting := page.evaluate(focused)) or "In your pipeline" in posting:
            page.keyboard.press("j")
            page.wait_for_timeout(200)
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Prepare application")).to_be_visible()
        page.keyboard.press("p")
        expect(page.get_by_role("link", name="Review the package")).to_be_visible(timeout=CRAWL)
        press_until(page, "Tab", "Review the package")
        page.keyboard.press("Enter")
        expect(page.get_by_role("tab", name="Résumé")).to_be_visible()
        press_until(page, "Tab", "Approve")
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        press_until(page, "Tab", "Approve this package")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Download the documents")).to_be_visible()


def open_filters(page: Page) -> None:
    """Have the filters shown: on a wide window they are as they were left."""
    button = page.get_by_role("button", name=re.compile("^Filters"))
    button.wait_for()
    if button.get_attribute("aria-expanded") == "false":
        button.click()


def look(page: Page, axe: str, name: str) -> list[str]:
    """What axe finds on the screen as it is, and whether it is wider than the window."""
    page.evaluate(axe)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)["violations"]
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [
        *(f"{name}: {v['id']} at {v['nodes'][0]['target']}: {v['nodes'][0]['failureSummary']}" for v in found),
        *([f"{name}: {wider} px wider than the window"] if wider > 0 else []),
    ]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_screen_has_an_accessibility_finding(
    sample: Person, axe: str, results: Path, size: dict[str, int], scheme: str
) -> None:
    found: list[str] = []
    with sample.window(size=size, scheme=scheme) as page:

        def see(name: str) -> None:
            page.wait_for_timeout(400)
            page.screenshot(path=results / f"{name}-{size['width']}-{scheme}.png")
            found.extend(look(page, axe, name))

        page.goto("/")
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        if not sample.api(page, "GET", "applications?state=awaiting_approval")["items"]:
            prepare_best(page)
        application = sample.api(page, "GET", "applications?state=awaiting_approval")["items"][0]["id"]
        best = sample.api(page, "GET", "postings?limit=1")["items"][0]["id"]
        for name, path, mark in [
            ("pipeline", "/", "Your approval"),
            ("postings", "/postings", "postings"),
            ("posting", f"/postings/{best}", "What they ask for"),
            ("application", f"/applications/{application}", "Timeline"),
            ("sources", "/sources", "Quillmoor"),
            ("profile", "/profile", "Name and contact"),
            ("settings", "/settings", "Approval"),
            ("jobs", "/settings/jobs", "Dead letters"),
            ("start", "/start", "Step"),
            ("package", f"/applications/{application}/package", "Fingerprint"),
        ]:
            page.goto(path)
            expect(page.get_by_role("heading", level=1)).to_be_attached(timeout=CRAWL)
            if name != "start":
                expect(page.get_by_text(mark).first).to_be_visible(timeout=CRAWL)
            see(name)
        for tab in ("Cover letter", "What changed", "Files", "Versions"):
            page.get_by_role("tab", name=tab).click()
            see(tab.lower().replace(" ", "-"))
        page.get_by_role("button", name="Edit", exact=True).click()
        expect(page.get_by_role("textbox", name=re.compile("^Wording of")).first).to_be_visible()
        see("editor")
        page.get_by_role("button", name="Done").click()
        page.get_by_role("button", name="Approve", exact=True).click()
        see("approval")
        page.goto("/postings?q=engineer&country=DE")
        open_filters(page)
        page.get_by_role("button", name="Pay a year").click()
        expect(page.get_by_role("radio", name="Any").first).to_be_visible(timeout=CRAWL)
        see("filters")
        page.goto("/postings?q=engineer&country=DE")
        page.get_by_role("button", name="Save this search").click()
        see("save-search")
        page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
        page.get_by_role("button", name=re.compile("^Saved searches")).click()
        page.get_by_role("dialog").get_by_role("button", name=re.compile("^Delete")).first.click()
        see("saved-searches")
        page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Add a posting by hand").click()
        see("add-posting")
        page.goto(f"/postings/{best}")
        page.get_by_role("button", name=re.compile("^Merge with another posting")).click()
        page.get_by_role("list", name="Postings found").get_by_role("button").first.click()
        expect(page.get_by_role("heading", name="What speaks against it")).to_be_visible(timeout=CRAWL)
        see("merge")
        page.goto("/sources")
        page.get_by_role("button", name="Last visits to Quillmoor").click()
        expect(page.get_by_role("columnheader", name="Outcome")).to_be_visible(timeout=CRAWL)
        see("source-visits")
        page.get_by_role("button", name="Actions for Quillmoor").click()
        see("source-menu")
        page.goto("/profile")
        page.get_by_role("tab", name="What you look for").click()
        see("preferences")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Keyboard shortcuts").click()
        see("shortcuts")
    assert found == []


def test_the_sign_in_page_says_what_is_wrong_and_has_no_finding(sample: Person, axe: str) -> None:
    context = sample.browser.new_context(base_url=sample.rolecall.url, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("/postings")
    page.wait_for_url("**/sign-in?next=*")
    page.get_by_label("E-mail").fill("nobody@example.org")
    page.get_by_label("Password", exact=True).fill("not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert look(page, axe, "sign-in") == []
    page.goto("/sign-in#token=spent")
    page.reload()
    context.close()
