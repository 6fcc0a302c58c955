"""Recorded answers of real boards: nothing lost, no drift that was not known, every posting normalised.

Files called careerkit_* are reduced and partly renamed by whoever published them (their careerkit_PROVENANCE.md): their
shapes are real, fields are missing and some values are not the employer's. What is missing in them stands in `REDUCED`.
What an answer holds is told by `benchmarks.recorded_answers`, another way than the boards do.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.recorded_answers import CASSETTE, answers, objects_in, postings_told
from rolecall.boards.recorded import read
from rolecall.boards.registry import BOARDS
from rolecall.discover.normalise import UNTITLED, normalise

REDUCED = {
    "workable": {("description", "is missing")},
    "teamtailor": {("content_html", "is missing")},
    "personio": {("jobDescriptions", "is null")},
}


@pytest.mark.parametrize("name", BOARDS)
def test_every_recorded_posting_arrives(data_dir: Path, name: str) -> None:
    found = [each for each in answers(data_dir) if each.board == name and not each.file.endswith(CASSETTE)]
    if not found:
        pytest.skip(f"there are no recorded answers of {name} in {data_dir}")
    for answer in found:
        pages = [page for _, page in read(answer.body)]
        listings = [listing for page in pages for listing in page.listings]
        told = postings_told(answer)
        assert told, answer.file
        if isinstance(told[0], str):
            assert [listing.job_id for listing in listings] == told, answer.file
        else:
            kept = [json.dumps(each, sort_keys=True) for listing in listings for each in objects_in(listing.raw)]
            assert [job for job in told if json.dumps(job, sort_keys=True) not in kept] == [], answer.file
        assert len({listing.job_id for listing in listings}) == len(listings), answer.file
        drift = {(entry.field, entry.problem) for page in pages for entry in page.drift}
        assert drift == (REDUCED.get(name, set()) if answer.file.startswith("careerkit_") else set()), answer.file
        for listing in listings:
            posting = normalise(listing)
            assert posting.title != UNTITLED
            assert posting.company
            assert bool(posting.text) == bool(listing.html.strip())


def test_no_platforms_answer_is_taken_for_anothers(data_dir: Path) -> None:
    found = [each for each in answers(data_dir) if not each.file.endswith(CASSETTE)]
    if not found:
        pytest.skip(f"ats_payloads is missing from {data_dir}")
    for answer in found:
        text = answer.body.decode()
        document = text if text.lstrip().startswith("<") else json.loads(text)
        claimed = [board.name for board in BOARDS.values() if board.recognises(document)]
        assert claimed == ([answer.board] if answer.board else []), answer.file
