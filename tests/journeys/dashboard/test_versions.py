"""Versions of a résumé in the dashboard: what one should check, what changed, and reading a file again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from rolecall.platform.embedded import running_url
from tests.journeys.conftest import rolecall_up
from tests.journeys.dashboard.conftest import PHONE, WIDE, Person
from tests.profile.linkedin import archive
from tests.profile.people import ADA


@pytest.fixture(scope="module")
def ada(chromium: Browser, short_folder: Any) -> Iterator[Person]:
    """Someone whose Rolecall has nothing in it yet."""
    with rolecall_up(short_folder / "versions") as running:
        yield Person(chromium, running)


def upload(person: Person, page: Page, name: str, data: bytes) -> str:
    headers = {"Authorization": person.authorization}
    file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    answer = page.request.post("/api/v1/resumes", headers=headers, multipart={"file": file})
    assert answer.ok, answer.text()
    id: str = answer.json()["id"]
    for _ in range(200):
        if person.api(page, "GET", f"resumes/{id}")["status"] != "reading":
            return id
        page.wait_for_timeout(100)
    raise AssertionError(f"{name} was not read")


def doubt(person: Person, resume_id: str, pointer: str | None, confidence: float) -> None:
    """Make the reader so sure of a field, or of every field."""
    url = running_url(person.rolecall.data)
    assert url is not None
    with psycopg.connect(url, autocommit=True) as connection:
        sources = connection.execute(
            "SELECT resume->'sources' FROM profile_resume WHERE id = %s", (resume_id,)
        ).fetchone()
        assert sources is not None
        for name in [pointer] if pointer else sources[0]:
            connection.execute(
                "UPDATE profile_resume SET resume = jsonb_set(resume, %s, %s) WHERE id = %s",
                (["sources", name, "confidence"], json.dumps(confidence), resume_id),
            )


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [f"{item['id']}: {item['nodes'][0]['html'][:120]}" for item in found["violations"]]


def test_what_was_read_unsurely_is_listed_first_and_can_be_confirmed_and_corrected(ada: Person, axe: str) -> None:
    with ada.window(size=WIDE) as page:
        page.goto("/profile")
        id = upload(ada, page, "ada.txt", ADA.encode())
        doubt(ada, id, None, 1.0)
        doubt(ada, id, "/work/1/position", 0.6)
        doubt(ada, id, "/basics/phone", 0.3)
        page.reload()
        check = page.get_by_role("region", name="Check these")
        expect(check.get_by_role("listitem")).to_have_count(2)
        expect(check.get_by_role("listitem").first).to_contain_text("Phone · 30 % sure")
        expect(page.get_by_text("not sure: please check")).to_have_count(2)
        assert violations(page, axe) == []
        check.get_by_role("button", name="Phone “+44 20 7946 0018” is right").click()
        expect(page.get_by_text("Confirmed by you")).to_be_visible()
        expect(check.get_by_role("listitem")).to_have_count(1)
        check.get_by_role("button", name="Correct Position “Data Engineer”").click()
        page.get_by_role("textbox", name="Position").fill("Analytics Engineer")
        page.get_by_role("button", name="Save").click()
        expect(check).to_have_count(0)
        expect(page.get_by_text("was read as “Data Engineer”")).to_be_visible()


def test_two_versions_are_compared_and_a_file_is_read_again(ada: Person, axe: str) -> None:
    with ada.window(size=WIDE) as page:
        page.goto("/profile")
        upload(ada, page, "ada-old.txt", ADA.encode())
        upload(ada, page, "ada-new.txt", ADA.replace("a team of 4", "a team of 7").encode())
        page.reload()
        page.get_by_role("link", name="Versions").click()
        changes = page.get_by_role("region", name="What changed")
        expect(changes.get_by_role("listitem")).to_have_count(1)
        expect(changes.get_by_role("listitem")).to_contain_text("Point 2")
        expect(changes.get_by_role("listitem").locator("del")).to_have_text("4")
        expect(changes.get_by_role("listitem").locator("ins")).to_have_text("7")
        expect(changes.get_by_role("region", name="The text, word by word").locator("ins")).to_have_text("7")
        assert violations(page, axe) == []
        page.get_by_role("button", name="Read again: ada-new.txt").click()
        expect(page.get_by_role("button", name="Read again: ada-new.txt")).to_be_enabled()
        older = page.get_by_role("listitem").filter(has_text="ada-old.txt")
        older.get_by_role("button", name="Use as my profile").click()
        expect(older.get_by_text("your profile", exact=True)).to_be_visible()
        expect(older.get_by_role("button", name="Use as my profile")).to_have_count(0)
        upload(ada, page, "export.zip", archive())
        page.goto("/profile/versions")
        expect(changes.get_by_text("New", exact=True).first).to_be_visible()
    with ada.window(size=PHONE) as page:
        page.goto("/profile/versions")
        expect(page.get_by_role("region", name="What changed").get_by_role("listitem").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page, axe) == []
