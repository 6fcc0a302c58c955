"""Postings read without loss, per board, and how fast: recorded answers to normalised postings.

A posting counts as lost when it is missing, its answer is not kept verbatim, or a sentence of its text is gone.
The baseline is what most scrapers do: take the documented fields, strip the tags with a regular expression.
"""

from __future__ import annotations

import json
import lzma
import re
import time
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

from benchmarks import report
from rolecall.boards.contract import Listing
from rolecall.boards.recorded import read
from rolecall.boards.registry import BOARDS
from rolecall.discover.normalise import normalise
from rolecall.discover.posting import Posting
from rolecall.platform.errors import Problem

TAG = re.compile(r"<[^>]+>")
WORD = re.compile(r"\w+")
REQUIRED = ("title", "company", "url", "apply_url", "locations", "published_at", "text")


def main() -> None:
    options = report.options("boards", needs=("ats_payloads", "greenhouse_boards"))
    figures: dict[str, report.Figure] = {}
    baseline: dict[str, report.Figure] = {}
    listings: list[Listing] = []
    for name in BOARDS:
        found, expected = _read(options.folder("ats_payloads") / name)
        listings += found
        postings = [normalise(listing) for listing in found]
        figures[f"{name}: postings"] = len(expected)
        figures[f"{name}: lost"] = _lost(found, expected)
        figures[f"{name}: words of the text kept, %"] = _words_kept(found, postings)
        for field, share in _shares(postings).items():
            figures[f"{name}: {field}, %"] = share
    whole = options.folder("greenhouse_boards") / "boards_2026-08-22.jsonl.xz"
    began, boards, jobs, drift = time.process_time(), 0, 0, 0
    for _, page in read(whole):
        boards, jobs, drift = boards + 1, jobs + len(page.listings), drift + len(page.drift)
    figures["boards file: postings"] = jobs
    with lzma.open(whole, "rt") as lines:
        figures["boards file: lost"] = sum(json.loads(line)["job_count"] for line in lines) - jobs
    figures["boards file: drift reports"] = drift
    figures["parsed a second"] = jobs / (time.process_time() - began)
    figures["normalised a second, full texts"], baseline["normalised a second, full texts"] = _speed(listings)
    figures["parsed and normalised a second, full texts"] = _ingest(options.folder("ats_payloads"))
    report.publish("boards", options, figures=figures, baselines={"tags by regex": baseline}, n=jobs + len(listings))


def _read(folder: Path) -> tuple[list[Listing], list[Any]]:
    """Listings as read, and what the files hold by plain JSON."""
    found: list[Listing] = []
    expected: list[Any] = []
    for file in sorted(folder.iterdir()):
        if not file.name.endswith((".json", ".json.xz")):
            continue
        document = json.loads(lzma.decompress(file.read_bytes()) if file.suffix == ".xz" else file.read_bytes())
        expected += document.get("jobs", [document]) if isinstance(document, dict) else document
        for _, page in read(file):
            found += page.listings
    return found, expected


def _lost(found: list[Listing], expected: list[Any]) -> int:
    kept = Counter(json.dumps(listing.raw, sort_keys=True) for listing in found)
    return sum((Counter(json.dumps(job, sort_keys=True) for job in expected) - kept).values())


def _words_kept(found: list[Listing], postings: list[Posting]) -> float:
    """Share of the HTML's words that stand in the Markdown. Hidden words are left out on purpose and count against."""
    kept = total = 0
    for listing, posting in zip(found, postings, strict=True):
        words = Counter(WORD.findall(unescape(TAG.sub(" ", listing.html)).lower()))
        kept += sum((words & Counter(WORD.findall(posting.text.lower()))).values())
        total += sum(words.values())
    return 100 * kept / max(1, total)


def _shares(postings: list[Posting]) -> dict[str, float]:
    with_text = [posting for posting in postings if posting.text]
    shares = {field: 100 * sum(bool(getattr(p, field)) for p in postings) / len(postings) for field in REQUIRED}
    places = [place for posting in postings for place in posting.locations]
    shares["places with a country or remote"] = (
        100 * sum(bool(p.country or p.remote) for p in places) / max(1, len(places))
    )
    shares["salary where there is text"] = 100 * sum(bool(p.salary) for p in with_text) / max(1, len(with_text))
    return shares


def _speed(listings: list[Listing]) -> tuple[float, float]:
    full = [listing for listing in listings if listing.html]
    began = time.process_time()
    for listing in full:
        normalise(listing)
    ours = len(full) / (time.process_time() - began)
    began = time.process_time()
    for listing in full:
        re.sub(r"\s+", " ", unescape(TAG.sub(" ", listing.html)))
    return ours, len(full) / (time.process_time() - began)


def _ingest(folder: Path) -> float:
    """From the bytes of an answer to postings, where the answers hold the texts: by the time of one core."""
    answers = [
        (board, lzma.decompress(file.read_bytes()) if file.suffix == ".xz" else file.read_bytes())
        for board in BOARDS.values()
        if (folder / board.name).is_dir()
        for file in sorted((folder / board.name).iterdir())
        if file.name.endswith((".json", ".json.xz"))
    ]
    spent, postings = 0.0, 0
    for board, answer in answers:
        began = time.process_time()
        try:
            listings = board.parse(answer).listings
        except Problem:
            continue  # a posting's own answer, or one of another kind: read elsewhere
        for listing in listings:
            normalise(listing)
        if listings and all(listing.html for listing in listings):
            spent, postings = spent + time.process_time() - began, postings + len(listings)
    return postings / spent if spent else 0.0


if __name__ == "__main__":
    main()
