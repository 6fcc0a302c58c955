"""Every answer that is no list of postings ends in exactly one outcome, in one sentence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from rolecall.boards.answers import retry_after
from rolecall.boards.contract import Response
from rolecall.boards.outcomes import BoardOutcome, NeedsHuman, Refused, RetryLater, UnreadableAnswer
from rolecall.boards.registry import BOARDS
from tests.boards.conftest import MARKUP, FakeFetch, address_of, all_pages

CASES = [
    (Response(404, b"{}"), Refused, "no board named “crumb"),
    (Response(410, b""), Refused, "no board named “crumb"),
    (Response(403, b"{}"), Refused, "HTTP 403"),
    (Response(403, b"<html><div id=px-captcha></div></html>"), NeedsHuman, "challenge"),
    (Response(200, b"<html><div id=px-captcha></div></html>"), NeedsHuman, "challenge"),
    (Response(418, b""), Refused, "HTTP 418"),
    (Response(429, b"", {"Retry-After": "90"}), RetryLater, "slow down"),
    (Response(500, b"oops"), RetryLater, "HTTP 500"),
    (Response(503, b"", {"retry-after": "30"}), RetryLater, "HTTP 503"),
    (Response(200, b"\xef\xbb\xbf \n<!doctype html><p>Hi"), UnreadableAnswer, "web page instead of JSON"),
    (Response(200, b'{"jobs": [{"id": 1'), UnreadableAnswer, "stops in the middle"),
    (Response(200, b'[{"id": "1", "text": "Bak'), UnreadableAnswer, "stops in the middle"),
    (Response(200, b""), UnreadableAnswer, "nothing at all"),
    (Response(200, b"not json {"), UnreadableAnswer, "not JSON"),
    (Response(200, b'"hello"'), UnreadableAnswer, "format may have changed"),
    (Response(200, b"null"), UnreadableAnswer, "format may have changed"),
]


@pytest.mark.parametrize("name", BOARDS)
@pytest.mark.parametrize("case", range(len(CASES)))
async def test_trouble_is_one_outcome(name: str, case: int) -> None:
    answer, outcome, words = CASES[case]
    with pytest.raises(BoardOutcome) as caught:
        await all_pages(BOARDS[name].pages(address_of(name, "crumb"), FakeFetch(answer, answer)))
    assert type(caught.value) is outcome
    sentence = str(caught.value)
    # What is unreadable where web pages or XML are the answer is said in other words.
    assert words in sentence or (name in MARKUP and outcome is UnreadableAnswer)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    if answer.headers:
        assert caught.value.retry_after in (timedelta(seconds=90), timedelta(seconds=30))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("  7 ", 7), ("999999999999", 86_400), ("", None), ("soon", None), ("-5", None), ("²", None)],
)
def test_a_pause_is_read_in_seconds(value: str, seconds: int | None) -> None:
    found = retry_after({"Retry-After": value})
    assert found == (None if seconds is None else timedelta(seconds=seconds))


def test_a_pause_is_read_as_a_date() -> None:
    found = retry_after({"retry-after": format_datetime(datetime.now(UTC) + timedelta(minutes=5), usegmt=True)})
    assert found is not None
    assert timedelta(minutes=4) < found <= timedelta(minutes=5)
    assert retry_after({"retry-after": "Thu, 01 Jan 2015 00:00:00 GMT"}) == timedelta()
