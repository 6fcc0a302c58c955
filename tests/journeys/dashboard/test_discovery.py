"""Finding postings in the dashboard: sources, search with facets, and what became of a posting."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.conftest import rolecall_up
from tests.journeys.dashboard.conftest import PHONE, Person
from tests.journeys.dashboard.test_dashboard import open_filters

SLOW = 60_000
SOURCES = 3


def open_postings(sample: Person, page: Page, path: str = "/postings") -> None:
    """Open the list once every source has been read, so that nothing comes in between two counts."""
    page.goto(path)
    expect(page.get_by_text("Live", exact=True)).to_be_visible(timeout=SLOW)
    until = time.monotonic() + SLOW / 1000
    while time.monotonic() < until:
        boards = sample.api(page, "GET", "boards")["items"]
        if len(boards) >= SOURCES and all(board["last_ok_at"] and board["status"] == "ok" for board in boards):
            break
        page.wait_for_timeout(500)
    page.reload()
    expect(page.get_by_role("list", name=re.compile("^Postings, ")).get_by_role("link").first).to_be_visible(
        timeout=SLOW
    )


def fitting(page: Page) -> int:
    """How many postings the list says there are, once it has settled."""
    expect(page.get_by_role("list", name=re.compile("^Postings, "))).to_have_attribute("aria-busy", "false")
    head = page.get_by_role("status").filter(has_text=re.compile(r"\d+ postings?"))
    return int(re.findall(r"\d+", head.inner_text())[0])


def expect_fitting(page: Page, number: int) -> None:
    words = re.compile(rf"^{number} postings?( fits?)?$")
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible(timeout=SLOW)


def expect_listed(sample: Person, page: Page, ids: set[str], number: int) -> None:
    """So many of these postings are in the list; others may come and go meanwhile."""
    until = time.monotonic() + SLOW / 1000
    while True:
        listed = {item["id"] for item in sample.api(page, "GET", "postings?limit=200")["items"]} & ids
        if len(listed) == number:
            return
        assert time.monotonic() < until, f"{len(listed)} of {len(ids)} are listed"
        page.wait_for_timeout(300)


def value(page: Page, group: str, name: str) -> tuple[Locator, int]:
    """A value of a filter, and the count beside it."""
    box = page.get_by_role("group", name=group).get_by_role("checkbox", name=re.compile(f"^{name}"))
    words = box.evaluate("box => box.labels[0].innerText")
    return box, int(re.findall(r"\d+", words)[-1])


def test_filters_narrow_the_list_as_their_counts_say_and_are_kept_in_the_address(sample: Person) -> None:
    with sample.window() as page:
        open_postings(sample, page)
        everything = fitting(page)
        open_filters(page)
        germany, in_germany = value(page, "Country", "Germany")
        germany.check()
        expect_fitting(page, in_germany)
        assert 0 < in_germany < everything

        hybrid, both = value(page, "Workplace", "Hybrid")
        hybrid.check()
        expect_fitting(page, both)
        assert 0 < both < in_germany
        # Another country still says what it would bring.
        other, _ = value(page, "Country", "Switzerland")
        other.check()
        expect(page.get_by_role("list", name="Filters that are set").get_by_role("listitem")).to_have_count(5)
        expect(page).to_have_url(re.compile("CH"))
        expect(page.get_by_role("list", name=re.compile("^Postings, "))).to_have_attribute("aria-busy", "false")
        wider = int(re.findall(r"\d+", page.get_by_role("status").filter(has_text="fit").inner_text())[0])
        page.reload()
        expect(page.get_by_role("checkbox", name=re.compile("^Germany"))).to_be_checked(timeout=SLOW)
        expect_fitting(page, wider)

        page.get_by_role("button", name="Remove the filter Country: Switzerland").click()
        expect_fitting(page, both)
        page.get_by_role("button", name="Remove the filter Workplace: Hybrid").click()
        expect_fitting(page, in_germany)
        page.get_by_role("button", name="Clear all").click()
        expect_fitting(page, everything)


def test_on_a_phone_the_filters_come_over_the_list_and_say_what_they_leave(sample: Person) -> None:
    with sample.window(size=PHONE) as page:
        open_postings(sample, page)
        open_filters(page)
        panel = page.get_by_role("dialog", name="Filters")
        senior = panel.get_by_role("checkbox", name=re.compile("^Senior"))
        senior.check()
        leave = panel.get_by_role("button", name=re.compile(r"^Show \d+ postings?$"))
        expect(page).to_have_url(re.compile("level="))
        leave.click()
        expect(panel).to_be_hidden()
        expect(page.get_by_role("button", name="Remove the filter Level: Senior")).to_be_visible()


def test_a_search_is_saved_opened_renamed_and_forgotten(sample: Person) -> None:
    with sample.window() as page:
        open_postings(sample, page, "/postings?q=engineer&workplace=hybrid")
        expect(page.get_by_role("list", name="Postings, best match first")).to_be_visible()
        number = fitting(page)
        page.get_by_role("button", name="Save this search").click()
        page.get_by_role("dialog").get_by_label("Name").fill("Near the office")
        page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Saved as “Near the office”.")).to_be_visible()
        assert sample.api(page, "GET", "searches")["items"][0]["filters"]["workplace"] == ["hybrid"]

        page.get_by_role("button", name="Clear all").click()
        expect(page.get_by_label("Search the postings")).to_have_value("")
        page.get_by_role("button", name=re.compile("^Saved searches")).click()
        dialog = page.get_by_role("dialog", name="Saved searches")
        expect(dialog).to_contain_text("engineer, Hybrid")
        dialog.get_by_role("button", name="Open Near the office").click()
        expect(page.get_by_label("Search the postings")).to_have_value("engineer")
        expect_fitting(page, number)

        page.get_by_role("button", name=re.compile("^Saved searches")).click()
        dialog.get_by_role("button", name="Rename Near the office").click()
        expect(dialog.get_by_label("Name")).to_be_focused()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("Hybrid work")
        page.keyboard.press("Enter")
        expect(dialog.get_by_text("Hybrid work", exact=True).first).to_be_visible()
        dialog.get_by_label("Tell me when something new matches").click(force=True)
        expect(dialog.get_by_label("Tell me when something new matches")).not_to_be_checked()
        dialog.get_by_role("button", name="Delete Hybrid work").click()
        dialog.get_by_role("button", name="Delete", exact=True).click()
        expect(dialog.get_by_text("Nothing saved yet")).to_be_visible()
        assert sample.api(page, "GET", "searches")["items"] == []


def test_two_postings_are_merged_with_their_reasons_and_taken_apart_again(sample: Person) -> None:
    with sample.window() as page:
        open_postings(sample, page)
        one, other = (
            next(item for item in sample.api(page, "GET", "postings?limit=200")["items"] if word in item["title"])
            for word in ("Data Engineer", "Solutions Engineer")
        )
        both = {one["id"], other["id"]}
        page.goto(f"/postings/{one['id']}")
        page.get_by_role("button", name=re.compile("^Merge with another posting")).click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Find the other posting").fill(other["title"])
        found = dialog.get_by_role("list", name="Postings found")
        found.get_by_role("button", name=re.compile(re.escape(other["title"]))).first.click()
        expect(dialog.get_by_role("list", name="What speaks against it")).to_contain_text("decisive")
        expect(dialog).to_contain_text("Rolecall would not merge these two by itself.")
        dialog.get_by_role("button", name="Merge them").click()
        expect(page.get_by_text("They are one posting now.")).to_be_visible()
        twins = page.get_by_role("region", name="Other postings of this job")
        expect(twins).to_contain_text("A person said that they are one job.")
        expect_listed(sample, page, both, 1)

        page.get_by_role("button", name="Take it back").click()
        expect_listed(sample, page, both, 2)
        expect(twins).not_to_contain_text("A person said")

        sample.api(page, "POST", f"postings/{one['id']}/twins", {"posting_id": other["id"]})
        twins.get_by_role("button", name="It is another job").click()
        page.get_by_role("dialog").get_by_role("button", name="Take them apart").click()
        expect(page.get_by_text("They are two postings again.")).to_be_visible()
        expect_listed(sample, page, both, 2)
        expect(page.get_by_role("list", name="Newest first")).to_contain_text("Taken apart from another posting")


def test_a_look_at_a_posting_says_what_was_seen_and_when(sample: Person) -> None:
    with sample.window() as page:
        open_postings(sample, page)
        posting = sample.api(page, "GET", "postings?limit=1")["items"][0]["id"]
        page.goto(f"/postings/{posting}")
        line = page.get_by_role("region", name="Whether the posting is still open")
        expect(line).to_contain_text("Still open")
        before = sample.api(page, "GET", f"postings/{posting}")["liveness"]["at"]
        with page.expect_response("**/check"):
            line.get_by_role("button", name="Look now").click()
        expect(line).to_contain_text("Looked at just now.", timeout=SLOW)
        seen = sample.api(page, "GET", f"postings/{posting}")["liveness"]
        assert seen["at"] > before
        expect(line).to_contain_text(seen["evidence"])


TEXT = """Senior lighthouse keeper

Pebble & Foam looks for a lighthouse keeper in Bergen, Norway.
You keep the lamp burning, write the log and paint what the sea has washed off.
You have 3 years of experience at sea. We do not sponsor visas.
"""


def test_a_posting_of_a_portal_is_added_by_hand(sample: Person) -> None:
    with sample.window() as page:
        page.goto("/sources")
        page.get_by_label("Add a company").fill("https://www.linkedin.com/jobs/view/4012345678")
        page.get_by_role("button", name="Add", exact=True).click()
        said = page.get_by_role("status").filter(has_text="LinkedIn forbids programs to read its pages")
        expect(said).to_be_visible(timeout=SLOW)
        said.get_by_role("button", name="Add a posting by hand").click()
        dialog = page.get_by_role("dialog", name="Add a posting by hand")
        expect(dialog.get_by_label("Address of the posting")).to_have_value(re.compile("linkedin"))
        dialog.get_by_role("button", name="Add the posting").click()
        expect(dialog.get_by_role("alert")).to_contain_text("paste its text")
        expect(dialog.get_by_label("Its text, or its page as HTML")).to_be_focused()
        page.keyboard.insert_text(TEXT)
        dialog.get_by_role("button", name="Say the title, company and place yourself").click()
        dialog.get_by_label("Title").fill("Senior lighthouse keeper")
        dialog.get_by_label("Company").fill("Pebble & Foam")
        dialog.get_by_label("Place").fill("Bergen, Norway")
        dialog.get_by_role("button", name="Add the posting").click()
        expect(page.get_by_role("heading", name="Senior lighthouse keeper")).to_be_visible(timeout=SLOW)
        page.wait_for_url("**/postings/*")
        expect(page.get_by_role("list", name="At a glance")).to_contain_text("Senior")
        expect(page.get_by_role("region", name="Whether the posting is still open")).to_contain_text("Not known")

        page.goto("/sources")
        row = page.get_by_role("listitem").filter(has_text="Captured from LinkedIn")
        row.get_by_role("button", name=re.compile("^Actions for")).click()
        expect(page.get_by_role("menuitem")).to_have_count(1)
        page.get_by_role("menuitem", name="Remove").click()
        page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
        expect(row).to_have_count(0)


def test_a_source_is_visited_as_often_as_told_or_not_at_all(sample: Person) -> None:
    with sample.window() as page:
        page.goto("/sources")
        row = page.get_by_role("listitem").filter(has_text="greenhouse:sundrel")
        row.get_by_role("button", name="Actions for").click()
        page.get_by_role("menuitemradio", name="Every week").click()
        expect(row).to_contain_text("every week")
        expect(page.get_by_role("menu")).to_be_hidden()
        row.get_by_role("button", name="Actions for").click()
        page.get_by_role("menuitem", name="Pause").click()
        expect(row).to_contain_text("Paused since")
        expect(row).not_to_contain_text("next visit")
        expect(page.get_by_role("menu")).to_be_hidden()
        row.get_by_role("button", name="Actions for").click()
        page.get_by_role("menuitemradio", name="As the settings say").click()
        expect(row).not_to_contain_text("every week")
        expect(page.get_by_role("menu")).to_be_hidden()
        row.get_by_role("button", name="Actions for").click()
        page.get_by_role("menuitem", name="Go on visiting").click()
        expect(row).to_contain_text("next visit", timeout=SLOW)
        row.get_by_role("button", name="Last visits").click()
        expect(row.get_by_role("row").nth(2)).to_contain_text("Read")


class _Refuses(BaseHTTPRequestHandler):
    """A board's API that lets nobody in."""

    def do_GET(self) -> None:  # the name is the library's
        self.send_response(404 if self.path == "/robots.txt" else 403)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def refusing_api() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Refuses)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_source_that_fails_says_why_and_what_its_visits_gave(
    chromium: Browser, short_folder: Path, refusing_api: str
) -> None:
    environment = {"ROLECALL_BOARD_APIS": f"lever=http://{refusing_api}", "ROLECALL_ALLOW_PRIVATE_HOSTS": refusing_api}
    with rolecall_up(short_folder / "failing", **environment) as running:
        person = Person(chromium, running)
        with person.window() as page:
            page.goto("/sources")
            page.get_by_label("Add a company").fill("lever:pebble")
            page.get_by_role("button", name="Add", exact=True).click()
            row = page.get_by_role("listitem").filter(has_text="lever:pebble")
            expect(row).to_contain_text(re.compile("403|not let|refuse"), timeout=SLOW)
            expect(row).to_contain_text(re.compile("Failing|Needs you"))
            expect(page.get_by_role("navigation")).to_contain_text("failing")
            row.get_by_role("button", name="Last visits").click()
            expect(row.get_by_role("row").nth(1)).to_contain_text(re.compile("403|not let|refuse"))
