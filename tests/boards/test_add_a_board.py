"""The board that docs/how-to/add-a-board.md shows is a whole board: what strangers start from must run."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from rolecall.boards.contract import Address, Board, Place, Response
from rolecall.boards.outcomes import PostingGone, Refused
from tests.boards.conftest import FakeFetch, all_pages

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-board.md"
CRUMB = Address("example", "crumb")
JOB = {
    "id": 7,
    "title": "Night Baker",
    "url": "https://jobs.example-ats.com/crumb/7",
    "apply_url": "https://jobs.example-ats.com/crumb/7/apply",
    "city": "Ghent",
    "remote": False,
    "department": "Bread",
    "published_at": "2026-10-01T08:00:00Z",
}


@pytest.fixture(scope="module")
def example() -> Board:
    """The board of the page, out of its own text."""
    (source,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    module = ModuleType("example")
    exec(compile(source, str(PAGE), "exec"), module.__dict__)
    board: Board = module.__dict__["Example"]()
    return board


async def test_its_list_is_read_to_the_end(example: Board) -> None:
    fetch = FakeFetch({"jobs": [JOB], "total": 2}, {"jobs": [JOB | {"id": 8}], "total": 2})
    pages = await all_pages(example.pages(CRUMB, fetch))
    assert fetch.asked == [f"https://api.example-ats.com/v1/crumb/jobs?page={number}" for number in (1, 2)]
    assert [(page.complete, page.drift) for page in pages] == [(False, ()), (True, ())]
    assert [(listing.job_id, listing.partial, listing.raw) for page in pages for listing in page.listings] == [
        ("7", True, JOB),
        ("8", True, JOB | {"id": 8}),
    ]


async def test_its_posting_has_the_text_and_can_be_gone(example: Board) -> None:
    listing = await example.posting(CRUMB, "7", FakeFetch(JOB | {"description": "<p>Bread.</p>"}))
    assert (listing.html, listing.partial, listing.places) == ("<p>Bread.</p>", False, ("Ghent",))
    with pytest.raises(PostingGone):
        await example.posting(CRUMB, "7", FakeFetch(Response(404, b"")))
    with pytest.raises(Refused):
        await all_pages(example.pages(CRUMB, FakeFetch(Response(404, b""))))


def test_its_urls_and_its_drift_are_what_the_page_promises(example: Board) -> None:
    assert example.locate(str(JOB["apply_url"])) == Place(CRUMB, "7")
    assert example.locate(example.postings_url(CRUMB)) == Place(CRUMB)
    assert re.search(example.links, "https://jobs.example-ats.com/crumb")
    page = example.parse({"jobs": [{"id": 7, "name": "Baker", "url": JOB["url"]}, None]})
    assert page.listings[0].address == CRUMB
    assert not page.complete
    assert {(entry.field, entry.problem) for entry in page.drift} >= {("title", "is missing")}
    assert example.recognises({"jobs": [JOB]})
    assert not example.recognises({"jobs": [{"id": 1, "title": "x"}]})
