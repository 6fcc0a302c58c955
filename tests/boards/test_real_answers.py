"""Recorded answers of real boards: nothing lost, no drift that was not known, every posting normalised.

Files named `careerkit_…` are reduced: fields that their collector did not need were taken out, and some employers'
names replaced (`careerkit_PROVENANCE.md` beside them). They show shapes, not everything that a platform answers.
"""

from __future__ import annotations

import json
import lzma
import re
from pathlib import Path
from typing import Any

import pytest

from rolecall.boards.recorded import read
from rolecall.boards.registry import BOARDS
from rolecall.discover.normalise import UNTITLED, normalise

FOLDERS = {"oracle": "oraclecloud"}
"""Where a board's answers stand under another name."""
LINKS = {"icims": r"/jobs/(\d+)/", "jobvite": r"/job/(\w+)"}
"""What names a posting on a web page."""


def told_in(document: Any) -> list[Any]:
    """The postings of a decoded answer, found another way than the boards do."""
    if isinstance(document, dict):
        if isinstance(document.get("items"), list):
            return [entry for item in document["items"] for entry in item.get("requisitionList", [item])]
        lists = (document.get(name) for name in ("jobs", "content", "jobPostings"))
        return next((entries for entries in lists if isinstance(entries, list)), [document])
    return list(document)


@pytest.mark.parametrize("name", BOARDS)
def test_every_recorded_posting_arrives(data_dir: Path, name: str) -> None:
    folder = data_dir / "ats_payloads" / FOLDERS.get(name, name)
    if not folder.is_dir():
        pytest.skip(f"the recorded answers of {name} are missing from {data_dir}")
    files = [file for file in folder.iterdir() if file.name.endswith((".json", ".json.xz", ".html", ".xml"))]
    assert files
    for file in files:
        body = lzma.decompress(file.read_bytes()) if file.suffix == ".xz" else file.read_bytes()
        pages = [page for _, page in read(file)]
        listings = [listing for page in pages for listing in page.listings]
        if name in LINKS:
            named = dict.fromkeys(re.findall(LINKS[name], body.decode()))
            assert [listing.job_id for listing in listings] == list(named), file.name
        else:
            assert [listing.raw for listing in listings] == told_in(json.loads(body)), file.name
        assert [entry for page in pages for entry in page.drift] == [], file.name
        for listing in listings:
            posting = normalise(listing)
            assert posting.title != UNTITLED
            assert posting.company
            assert bool(posting.text) == bool(listing.html.strip())


def test_no_other_platforms_answer_is_taken_for_ours(data_dir: Path) -> None:
    folder = data_dir / "ats_payloads"
    if not folder.is_dir():
        pytest.skip(f"ats_payloads is missing from {data_dir}")
    ours = {FOLDERS.get(name, name) for name in BOARDS}
    for file in [*folder.glob("*/*.json"), *folder.glob("*/*.html"), *folder.glob("*/*.xml")]:
        if file.parent.name not in ours:
            text = file.read_text(encoding="utf-8")
            document = json.loads(text) if file.suffix == ".json" else text
            assert [board.name for board in BOARDS.values() if board.recognises(document)] == [], file.name
