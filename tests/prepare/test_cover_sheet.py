"""The cover sheet reads back, is the same each time, and takes whatever a posting says for words."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pypdfium2
import pytest
from sqlalchemy import text as sql

from rolecall.platform.resources import Platform
from rolecall.prepare.cover_sheet import Sheet, blocks, cover_sheet
from rolecall.prepare.queries import current_draft
from tests.prepare.applied import Desk
from tests.prepare.test_package import drafted

Run = Callable[[], Awaitable[None]]
SHEET = Sheet(2, "f" * 64, [("resume.pdf", "a" * 64)], ("user:1", datetime(2026, 11, 27, 2, 0, tzinfo=UTC)))


def read(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    finally:
        document.close()


def test_everything_that_was_known_of_the_posting_reads_back() -> None:
    draft = drafted("engineer")
    stand = replace(
        draft.posting,
        text="## What you do\n\nBuild **payments**.\n\n- Python\n- Kafka",
        first_seen="2026-11-02T10:00:00+00:00",
        seen="It was on its board.",
    )
    said = read(cover_sheet(replace(draft, posting=stand), SHEET))
    for part in (
        *(stand.title, stand.company, stand.url, stand.text_sha256, "It was on its board.", "2026-11-02 10:00 UTC"),
        *("f" * 64, "a" * 64, "version 2", "2026-11-27 02:00 UTC, by hand", "80 of 100"),
        *("What you do Build payments.", "Python", "Kafka", "Led 4 engineers"),
    ):
        assert part in said, part


@pytest.mark.parametrize(
    "hostile",
    [
        '#import "/etc/passwd" #panic() $x$ @ref <label> `#eval("1")`',
        "\x00\x07\ufeff\u202e" + "日本語 العربية 😀 \U00013000",
        "[" * 500 + "*" * 500 + "_" * 500,
        "- " * 2_000 + "\n" + "# " * 2_000,
        "word " * 20_000,
        "",
    ],
)
def test_a_posting_is_only_ever_words(hostile: str) -> None:
    draft = drafted("engineer")
    sheet = cover_sheet(replace(draft, posting=replace(draft.posting, text=hostile)), SHEET)
    assert sheet.startswith(b"%PDF")
    assert cover_sheet(replace(draft, posting=replace(draft.posting, text=hostile)), SHEET) == sheet


def test_markdown_becomes_headings_points_and_paragraphs() -> None:
    found = [
        (block["kind"], block["text"]) for block in blocks("# A\nb *c*\nd\n\n1. e\n* [f](https://g.example)\n---\n")
    ]
    assert found == [("heading", "A"), ("text", "b c d"), ("bullet", "e"), ("bullet", "f (https://g.example)")]


async def test_the_posting_stays_with_the_package_when_the_board_takes_it_down(
    desk: Desk, api: httpx.AsyncClient, run_jobs: Run, platform: Platform, workspace: object
) -> None:
    answer = await api.post("/applications", json={"posting_id": str(await desk.settle())})
    await run_jobs()
    application_id = answer.json()["applications"][0]["id"]
    async with platform.db.workspace(desk.workspace) as session:
        stand = (await current_draft(session, application_id)).posting
    assert hashlib.sha256(stand.text.encode()).hexdigest() == stand.text_sha256
    assert (stand.places, stand.first_seen is not None, bool(stand.seen)) == (("Leeds, United Kingdom",), True, True)
    async with platform.db.workspace(desk.workspace) as session:
        await session.execute(sql("UPDATE discover_posting SET text = 'gone', closed_at = now()"))
    sheet = await api.get(f"/applications/{application_id}/package/files/cover-sheet.pdf")
    assert sheet.headers["content-type"] == "application/pdf"
    assert "We are looking for an engineer for our payments team" in read(sheet.content)
    package = (await api.get(f"/applications/{application_id}/package")).json()
    assert package["fingerprint"] in read(sheet.content)
