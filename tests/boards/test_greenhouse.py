"""Greenhouse: the list answer, its pay, its places, its drift."""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from rolecall.boards.contract import Address, Pay, Response
from rolecall.boards.greenhouse import Greenhouse
from rolecall.boards.markup import unescaped_once
from rolecall.discover.normalise import normalise
from tests.boards.conftest import FakeFetch, all_pages, dumped, told

TIDEWATER = Address("greenhouse", "tidewater")


def test_every_field_arrives() -> None:
    page = Greenhouse().parse(told("greenhouse/list"))
    keeper, planner = page.listings
    assert (page.total, page.complete, page.drift) == (2, True, ())
    assert keeper.address == TIDEWATER
    assert (keeper.job_id, keeper.title, keeper.company) == ("710001", "Lock Keeper ", "Tidewater Locks")
    assert (keeper.requisition_id, keeper.opening_id) == ("TW-17", "88001")
    assert keeper.html == "<p>You open the lock &amp; close it again.</p><ul><li>Nights</li></ul>"
    assert normalise(keeper).text == "You open the lock & close it again.\n\n- Nights"
    assert keeper.published_at == datetime(2026, 9, 20, 10, 30, tzinfo=UTC)
    assert (keeper.department, keeper.employment_type, keeper.workplace) == ("Waterways", "Full-time", "Hybrid")
    assert keeper.pay == Pay(42_000.0, 56_000.0, "EUR", None)
    assert (planner.places, planner.pay, planner.requisition_id) == (("Remote - Netherlands",), None, None)


def test_the_answer_is_kept_verbatim() -> None:
    document = told("greenhouse/list")
    assert [listing.raw for listing in Greenhouse().parse(document).listings] == document["jobs"]


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Greenhouse().parse(told("greenhouse/drifted"), TIDEWATER)
    assert len(page.listings) == 2
    odd = page.listings[0]
    assert odd.job_id == "710001", "the id is read out of the URL"
    assert (odd.title, odd.department, odd.pay, odd.published_at) == ("", None, None, None)
    assert normalise(odd).text.startswith("You open the lock")
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("id", "is missing"),
        ("title", "is null"),
        ("location", "should be an object and is text"),
        ("departments", "should be a list and is text"),
        ("pay_input_ranges", "has amounts that are not numbers"),
        ("first_published", "is not a time we can read: 'yesterday'"),
        ("updated_at", "is missing"),
        ("updatedAt", "is new, and may be the new name of updated_at, which is missing"),
        ("jobs", "holds str instead of an object, which was left out"),
    } <= problems


def test_a_posting_without_any_id_gets_the_same_one_every_time() -> None:
    job = {"title": "Ferryman", "location": {"name": "Ghent"}}
    first, again = (Greenhouse().parse({"jobs": [job], "meta": {"total": 1}}, TIDEWATER).listings[0] for _ in range(2))
    assert first.job_id == again.job_id != ""
    assert first.url.endswith(first.job_id)


def test_fewer_jobs_than_the_total_is_incomplete() -> None:
    document = told("greenhouse/list") | {"meta": {"total": 40}}
    page = Greenhouse().parse(document)
    assert (page.complete, page.total) == (False, 40)


async def test_the_list_endpoint_is_asked_once_with_content() -> None:
    fetch = FakeFetch(told("greenhouse/list"))
    board = Greenhouse(api="http://127.0.0.1:9010/")
    (page,) = await all_pages(board.pages(Address("greenhouse", "tide water/x", "eu"), fetch))
    assert fetch.asked == ["http://127.0.0.1:9010/v1/boards/tide%20water%2Fx/jobs?content=true"]
    assert len(page.listings) == 2


async def test_unchanged_is_not_empty() -> None:
    (page,) = await all_pages(Greenhouse().pages(TIDEWATER, FakeFetch(Response(304, b"", unchanged=True))))
    assert (page.unchanged, page.listings) == (True, ())


def test_one_job_and_a_bare_list_are_answers_too() -> None:
    jobs = told("greenhouse/list")["jobs"]
    board = Greenhouse()
    assert board.recognises(jobs[0])
    assert board.recognises(jobs)
    assert board.parse(dumped(jobs[0])).listings[0].job_id == "710001"
    assert len(board.parse(jobs).listings) == 2
    assert (
        board.postings_url(Address("greenhouse", "tidewater", "eu")) == "https://job-boards.eu.greenhouse.io/tidewater"
    )


def test_an_entry_that_cannot_be_read_makes_the_answer_incomplete() -> None:
    document = told("greenhouse/list")
    assert Greenhouse().parse(document).complete
    document["jobs"].append(None)
    assert not Greenhouse().parse(document).complete


@given(st.text(alphabet="&lt;gampquo#39 <>\"'nbsx", max_size=60))
def test_text_is_unescaped_exactly_once(text: str) -> None:
    assert unescaped_once(text) == unescape(text)
