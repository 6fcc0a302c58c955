"""Recorded answers of real boards: nothing lost, no drift that was not known, every posting normalised.

Files called careerkit_* are reduced and partly renamed by whoever published them (their careerkit_PROVENANCE.md): their
shapes are real, fields are missing and some values are not the employer's. What is missing in them stands in `REDUCED`.
"""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import lxml.etree
import pytest

from rolecall.boards.contract import Json, Listing
from rolecall.boards.recorded import read
from rolecall.boards.registry import BOARDS
from rolecall.discover.normalise import UNTITLED, normalise

REDUCED = {
    "workable": {("description", "is missing")},
    "teamtailor": {("content_html", "is missing")},
    "personio": {("jobDescriptions", "is null")},
}
LISTS = ("jobs", "offers", "items", "result", "data")
"""Where an answer keeps its postings, when it is not a list itself."""


@pytest.mark.parametrize("name", BOARDS)
def test_every_recorded_posting_arrives(data_dir: Path, name: str) -> None:
    folder = data_dir / "ats_payloads" / name
    if not folder.is_dir():
        pytest.skip(f"the recorded answers of {name} are missing from {data_dir}")
    files = [file for file in folder.iterdir() if file.name.endswith((".json", ".json.xz", ".xml"))]
    assert files
    for file in files:
        listings = [listing for _, page in read(file) for listing in page.listings]
        assert told_by(listings) == entries(file), file.name
        assert len({listing.job_id for listing in listings}) == len(listings), file.name
        drift = {(entry.field, entry.problem) for _, page in read(file) for entry in page.drift}
        assert drift == (REDUCED.get(name, set()) if file.name.startswith("careerkit_") else set()), file.name
        for listing in listings:
            posting = normalise(listing)
            assert posting.title != UNTITLED
            assert posting.company
            assert bool(posting.text) == bool(listing.html.strip())
            assert listing.places, file.name


def entries(file: Path) -> list[Any]:
    """The postings of a file as its JSON has them; of XML the number and name of each, once."""
    body = lzma.decompress(file.read_bytes()) if file.suffix == ".xz" else file.read_bytes()
    if file.suffix == ".xml":
        told = [(each.findtext("id"), each.findtext("name")) for each in lxml.etree.fromstring(body)]
        return list(dict.fromkeys(told))
    document = json.loads(body)
    if isinstance(document, list):
        return document
    return next((document[field] for field in LISTS if field in document), [document])


def told_by(listings: list[Listing]) -> list[Any]:
    """The same out of what was read: entries that were put together are counted each."""
    raws: list[Json] = [raw for listing in listings for raw in listing.raw.get("entries", [listing.raw])]
    return [(raw["id"], raw["name"]) for raw in raws] if raws and "jobDescriptions" in raws[0] else raws


def test_no_other_platforms_answer_is_taken_for_ours(data_dir: Path) -> None:
    folder = data_dir / "ats_payloads"
    if not folder.is_dir():
        pytest.skip(f"ats_payloads is missing from {data_dir}")
    for file in folder.glob("*/*"):
        if file.suffix not in (".json", ".xml", ".html"):
            continue
        document = json.loads(file.read_bytes()) if file.suffix == ".json" else file.read_text(encoding="utf-8")
        claimed = [board.name for board in BOARDS.values() if board.recognises(document)]
        assert claimed == [name for name in BOARDS if name == file.parent.name], file.name
