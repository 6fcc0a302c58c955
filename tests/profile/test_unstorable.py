"""Characters PostgreSQL does not keep (NUL, half a surrogate pair): files are read without them, words refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from tests.profile import files
from tests.profile.people import ADA

Upload = Callable[..., Awaitable[dict[str, Any]]]

UNSTORABLE: dict[str, tuple[bytes, str]] = {
    "JSON, NUL": (rb'{"basics": {"name": "Ada\u0000 Byron"}}', "cv.json"),
    "JSON, half a pair": (rb'{"basics": {"name": "Ada\ud800 Byron"}}', "cv.json"),
    "JSON, NUL as it is": (
        ADA.join(['{"basics": {"name": "Ada\0 Byron"}, "x": "', '"}']).replace("\n", " ").encode(),
        "cv.json",
    ),
    "YAML, NUL": (b'cv:\n  name: "Ada\\0 Byron"\n', "cv.yaml"),
    "YAML, half a pair": (b'cv:\n  name: "Ada\\udfff Byron"\n', "cv.yaml"),
    "text": (ADA.replace("Ada", "Ada\0", 1).encode(), "cv.txt"),
    "Markdown": (b"# " + ADA.replace("Ada", "Ada\0", 1).encode(), "cv.md"),
    "UTF-16": (ADA.replace("Ada", "Ada\0", 1).encode("utf-16"), "cv.txt"),
    "DOCX": (files.resume_docx(), "c\0v.docx"),
}


@pytest.mark.parametrize("name", UNSTORABLE)
async def test_a_file_with_them_is_read_without_them(name: str, upload: Upload, client: httpx.AsyncClient) -> None:
    read = await upload(*UNSTORABLE[name])
    assert (read["status"], read["problem"]) == ("read", None)
    assert (await client.get("/profile")).json()["resume"]["basics"]["name"] == "Ada Byron"
    assert "\0" not in read["text"]


async def test_the_places_of_a_text_with_them_are_right(upload: Upload) -> None:
    read = await upload(ADA.replace("Ada", "A\0d\0a", 1).encode(), "ada.txt")
    place = read["resume"]["sources"]["/work/0/position"]
    assert read["text"][place["start"] : place["end"]] == "Senior Data Engineer"


@pytest.mark.parametrize(
    "change",
    [
        r'{"corrections": [{"pointer": "/basics/name", "value": "Ada\u0000"}]}',
        r'{"corrections": [{"pointer": "/basics/name", "value": "Ada\ud800"}]}',
        r'{"corrections": [{"pointer": "/work/0", "value": {"name": "X", "highlights": ["a\u0000"]}}]}',
        r'{"corrections": [{"pointer": "/work/0", "value": {"name": "X", "\u0000": ""}}]}',
        r'{"corrections": [{"pointer": "/work/0/highlights", "value": ' + "[" * 600 + "]" * 600 + "}]}",
        r'{"corrections": [{"pointer": "/basics/name", "value": Infinity}]}',
        r'{"preferences": {"titles": ["Engineer\u0000"]}}',
        r'{"preferences": {"cities": ["Bath\ud800"]}}',
        r'{"preferences": {"countries": ["G\u0000"]}}',
    ],
)
async def test_words_of_the_candidate_with_them_are_refused(
    change: str, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(ADA.encode(), "ada.txt")
    answer = await client.patch("/profile", content=change, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] in ("profile.correction", "invalid_input")
    assert answer.json()["detail"].endswith(".")
    profile = (await client.get("/profile")).json()
    assert (profile["corrections"], profile["preferences"]["titles"]) == ({}, [])
