"""Recorded answers of real boards: nothing lost, no drift that was not known, every posting normalised.

Files called careerkit_* are reduced and partly renamed by whoever published them (their careerkit_PROVENANCE.md): their
shapes are real, fields are missing and some values are not the employer's. What is missing in them stands in `REDUCED`.
"""

from __future__ import annotations

import json
import lzma
import re
from pathlib import Path
from typing import Any

import lxml.etree
import pytest

from rolecall.boards.contract import Json, Listing
from rolecall.boards.recorded import read
from rolecall.boards.registry import BOARDS
from rolecall.discover.normalise import UNTITLED, normalise

FOLDERS = {"oracle": "oraclecloud"}
"""Where a board's answers stand under another name."""
REDUCED = {
    "workable": {("description", "is missing")},
    "teamtailor": {("content_html", "is missing")},
    "personio": {("jobDescriptions", "is null")},
}
LISTS = ("jobs", "offers", "items", "result", "data", "content", "jobPostings")
"""Where an answer keeps its postings, when it is not a list itself."""
LINKS = {"icims": r"/jobs/(\d+)/", "jobvite": r"/job/(\w+)"}
"""What names a posting on a web page."""


@pytest.mark.parametrize("name", BOARDS)
def test_every_recorded_posting_arrives(data_dir: Path, name: str) -> None:
    folder = data_dir / "ats_payloads" / FOLDERS.get(name, name)
    if not folder.is_dir():
        pytest.skip(f"the recorded answers of {name} are missing from {data_dir}")
    files = [file for file in folder.iterdir() if file.name.endswith((".json", ".json.xz", ".xml", ".html"))]
    assert files
    for file in files:
        pages = [page for _, page in read(file)]
        listings = [listing for page in pages for listing in page.listings]
        assert told_by(listings, file) == entries(file, name), file.name
        assert len({listing.job_id for listing in listings}) == len(listings), file.name
        drift = {(entry.field, entry.problem) for page in pages for entry in page.drift}
        assert drift == (REDUCED.get(name, set()) if file.name.startswith("careerkit_") else set()), file.name
        for listing in listings:
            posting = normalise(listing)
            assert posting.title != UNTITLED
            assert posting.company
            assert bool(posting.text) == bool(listing.html.strip())


def entries(file: Path, name: str) -> list[Any]:
    """The postings of a file, found another way than the boards do; of markup what names each, once."""
    body = lzma.decompress(file.read_bytes()) if file.suffix == ".xz" else file.read_bytes()
    if file.suffix == ".html":
        return list(dict.fromkeys(re.findall(LINKS[name], body.decode())))
    if file.suffix == ".xml":
        return list(dict.fromkeys(each.findtext("id") for each in lxml.etree.fromstring(body)))
    document = json.loads(body)
    if isinstance(document, list):
        return document
    told = next((document[field] for field in LISTS if isinstance(document.get(field), list)), [document])
    return [entry for item in told for entry in item.get("requisitionList", [item])]


def told_by(listings: list[Listing], file: Path) -> list[Any]:
    """The same out of what was read: entries that were put together into one posting are counted each."""
    if file.suffix in (".html", ".xml"):
        return [listing.job_id for listing in listings]
    raws: list[Json] = [raw for listing in listings for raw in listing.raw.get("entries", [listing.raw])]
    return raws


def test_no_other_platforms_answer_is_taken_for_ours(data_dir: Path) -> None:
    folder = data_dir / "ats_payloads"
    if not folder.is_dir():
        pytest.skip(f"ats_payloads is missing from {data_dir}")
    for file in folder.glob("*/*"):
        if file.suffix not in (".json", ".xml", ".html"):
            continue
        document = json.loads(file.read_bytes()) if file.suffix == ".json" else file.read_text(encoding="utf-8")
        claimed = [board.name for board in BOARDS.values() if board.recognises(document)]
        assert claimed in ([], [name for name in BOARDS if FOLDERS.get(name, name) == file.parent.name]), file.name
