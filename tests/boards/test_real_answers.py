"""Recorded answers of real boards: nothing lost, no drift that was not known, every posting normalised."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from rolecall.boards.recorded import read
from rolecall.boards.registry import BOARDS
from rolecall.discover.normalise import UNTITLED, normalise


@pytest.mark.parametrize("name", BOARDS)
def test_every_recorded_posting_arrives(data_dir: Path, name: str) -> None:
    folder = data_dir / "ats_payloads" / name
    if not folder.is_dir():
        pytest.skip(f"the recorded answers of {name} are missing from {data_dir}")
    files = [file for file in folder.iterdir() if file.name.endswith((".json", ".json.xz"))]
    assert files
    for file in files:
        body = lzma.decompress(file.read_bytes()) if file.suffix == ".xz" else file.read_bytes()
        document = json.loads(body)
        jobs = document.get("jobs", [document]) if isinstance(document, dict) else document
        listings = [listing for _, page in read(file) for listing in page.listings]
        assert [listing.raw for listing in listings] == jobs, file.name
        drift = [entry for _, page in read(file) for entry in page.drift]
        assert drift == [], file.name
        for listing in listings:
            posting = normalise(listing)
            assert posting.title != UNTITLED
            assert posting.company
            assert bool(posting.text) == bool(listing.html.strip())


def test_no_other_platforms_answer_is_taken_for_ours(data_dir: Path) -> None:
    folder = data_dir / "ats_payloads"
    if not folder.is_dir():
        pytest.skip(f"ats_payloads is missing from {data_dir}")
    for file in folder.glob("*/*.json"):
        if file.parent.name not in BOARDS:
            document = json.loads(file.read_bytes())
            assert [board.name for board in BOARDS.values() if board.recognises(document)] == [], file.name
