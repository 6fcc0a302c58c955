"""Postings read without loss, per board, and how fast: recorded answers to normalised postings.

A posting counts as lost when nothing in what was read holds its object (of a web page: its id), when its answer is not
kept verbatim, or when the whole answer could not be read. Required are a title, a company or the board's name for it, a
URL, a URL to apply at and an id; what an answer may leave out (place, text, date) counts where the answer has it and
the posting has not. The baseline is what most scrapers do: take the documented fields, strip the tags with a regular
expression. Speeds are of one core, by the processor's time.
"""

from __future__ import annotations

import json
import lzma
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from html import unescape
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks import ingest, report
from benchmarks.recorded_answers import CASSETTE, Answer, answers, objects_in, postings_told
from rolecall.boards.contract import Listing, Page
from rolecall.boards.outcomes import UnreadableAnswer
from rolecall.boards.recorded import read
from rolecall.boards.registry import BOARDS
from rolecall.discover.normalise import normalise
from rolecall.discover.posting import Posting

TAG = re.compile(r"<[^>]+>")
WORD = re.compile(r"\w+")
FILE = Path("greenhouse_boards") / "boards_2026-08-22.jsonl.xz"
GIVEN = {
    "place": re.compile(r"(?:^|\.)(?:\w*location\w*|city|country|office|town|region|state)(?:\.|$)", re.IGNORECASE),
    "text": re.compile(r"(?:^|\.)(?:\w*description\w*|content|content_html|jobAd|opening)(?:\.|$)", re.IGNORECASE),
    "date": re.compile(
        r"(?:^|\.)(?:first_?published|published_?(?:at|on|date)?|date_?published|date_?posted|created_?at|released_?date"
        r"|posted_?date)(?:\.|$)",
        re.IGNORECASE,
    ),
}
"""Names of fields under which platforms tell these, written down without looking at the boards' code."""
LEAST_TEXT = 60
SECONDS = 4.0
Section: TypeAlias = tuple[dict[str, report.Figure], dict[str, report.Figure], int]


def main() -> None:
    options = report.options("boards", needs=("ats_payloads", "greenhouse_boards"))
    figures: dict[str, report.Figure] = {}
    baseline: dict[str, report.Figure] = {}
    total = 0
    for section in SECTIONS:
        ours, theirs, n = section(options.data)
        figures |= ours
        baseline |= theirs
        total += n
    stored, floor, _ = ingest.measure(options.data)
    figures |= {f"ingest: {name}": value for name, value in stored.items()}
    rows_alone: dict[str, report.Figure] = {f"ingest: {name}": value for name, value in floor.items()}
    report.publish(
        "boards", options, figures=figures, baselines={"tags by regex": baseline, "rows alone": rows_alone}, n=total
    )


def recorded(data: Path) -> Section:
    """Every recorded answer, by board; platforms that are none of ours by what the web page board makes of them."""
    figures: dict[str, report.Figure] = {}
    by_board: dict[str, list[Answer]] = {}
    others: dict[str, list[Answer]] = {}
    for answer in answers(data):
        if answer.board:
            by_board.setdefault(answer.board, []).append(answer)
        else:
            others.setdefault(answer.folder, []).append(answer)
    lost_in_all = count = wanting = 0
    for name in [name for name in BOARDS if name in by_board]:
        board = _Read(name)
        for answer in by_board[name]:
            board.take(answer)
        figures |= board.figures()
        lost_in_all, count = lost_in_all + board.lost, count + board.told
        wanting += sum(board.wanting.values())
    figures["all boards: postings"] = count
    figures["all boards: lost"] = lost_in_all
    figures["all boards: required fields, %"] = 100 * (1 - wanting / max(1, count * len(REQUIRED)))
    figures["boards without a recorded answer"] = ", ".join(name for name in BOARDS if name not in by_board)
    for folder, found in others.items():
        page = sum(len(_as_page(answer)) for answer in found)
        figures[f"{folder}"] = f"none of ours; {page} postings as a web page" if page else "none of ours, not read"
    return figures, {}, count


def boards_file(data: Path) -> Section:
    """Whole boards of many companies, without texts."""
    figures: dict[str, report.Figure] = {}
    began, boards, jobs, drift = time.process_time(), 0, 0, 0
    for _, page in read(data / FILE):
        boards, jobs, drift = boards + 1, jobs + len(page.listings), drift + len(page.drift)
    figures["boards file: parsed a second"] = jobs / (time.process_time() - began)
    figures["boards file: boards"] = boards
    figures["boards file: postings"] = jobs
    with lzma.open(data / FILE, "rt") as lines:
        figures["boards file: lost"] = sum(json.loads(line)["job_count"] for line in lines) - jobs
    figures["boards file: drift reports"] = drift
    with lzma.open(data / FILE, "rb") as lines:
        bodies = [(BOARDS["greenhouse"].parse, line) for line in lines]
    figures["boards file: parsed and normalised a second"] = _speed(bodies)[0]
    return figures, {}, jobs


def speed(data: Path) -> Section:
    """Answers with whole texts: decoded, parsed and normalised, the parts together and the last alone."""
    bodies: list[tuple[Callable[[bytes], Page], bytes]] = []
    full: list[Listing] = []
    for answer in answers(data):
        listings = _parsed(answer).listings if answer.board else ()
        if listings and all(listing.html for listing in listings):
            bodies.append((BOARDS[answer.board or ""].parse, answer.body))
            full += listings
    together, _ = _speed(bodies)
    began = time.process_time()
    for listing in full:
        normalise(listing)
    alone = len(full) / (time.process_time() - began)
    began = time.process_time()
    for listing in full:
        re.sub(r"\s+", " ", unescape(TAG.sub(" ", listing.html)))
    stripped = len(full) / (time.process_time() - began)
    return (
        {"parsed and normalised a second, full texts": together, "normalised a second, full texts": alone},
        {"normalised a second, full texts": stripped},
        0,
    )


SECTIONS: tuple[Callable[[Path], Section], ...] = (recorded, boards_file, speed)
"""Each gives (figures, figures of the baseline, n) out of the data folder."""
REQUIRED: dict[str, Callable[[Listing, Posting], bool]] = {
    "title": lambda listing, _: bool(listing.title.strip()),
    "company": lambda listing, _: bool(listing.company or listing.address.company),
    "url": lambda _, posting: posting.url.startswith("http"),
    "apply_url": lambda _, posting: posting.apply_url.startswith("http"),
    "job_id": lambda _, posting: bool(posting.job_id) and not posting.job_id.startswith("raw-"),
}


class _Read:
    """What was read of one board's answers."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.answers = self.told = self.lost = self.drift = self.words = self.kept = self.nameless = 0
        self.not_this_api: list[str] = []
        self.wanting: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.partial = 0

    def take(self, answer: Answer) -> None:
        try:
            page = BOARDS[self.name].parse(answer.body)
        except UnreadableAnswer:
            if answer.file.endswith(CASSETTE):
                self.not_this_api.append(answer.file)
                return
            page = Page(())
        told = postings_told(answer)
        self.answers += 1
        self.told += len(told)
        self.lost += _lost(page.listings, told)
        self.drift += len(page.drift)
        for listing in page.listings:
            posting = normalise(listing)
            self.partial += listing.partial
            self.nameless += listing.address.company == "unknown"
            self.wanting.update(field for field, has in REQUIRED.items() if not has(listing, posting))
            has = {"place": bool(posting.locations), "text": bool(posting.text), "date": bool(posting.published_at)}
            self.unread.update(field for field in _given(listing.raw) if not has[field])
            words = Counter(WORD.findall(unescape(TAG.sub(" ", listing.html)).lower()))
            self.kept += sum((words & Counter(WORD.findall(posting.text.lower()))).values())
            self.words += sum(words.values())

    def figures(self) -> dict[str, report.Figure]:
        found: dict[str, report.Figure] = {
            f"{self.name}: answers": self.answers,
            f"{self.name}: postings": self.told,
            f"{self.name}: lost": self.lost,
            f"{self.name}: required fields, %": 100
            * (1 - sum(self.wanting.values()) / max(1, self.told * len(REQUIRED))),
            f"{self.name}: place, text or date given and not read": sum(self.unread.values()),
            f"{self.name}: drift reports": self.drift,
        }
        if self.words:
            # Hidden words are left out on purpose and count against.
            found[f"{self.name}: words of the text kept, %"] = 100 * self.kept / self.words
        if self.partial:
            found[f"{self.name}: postings whose text has a request of its own"] = self.partial
        if self.nameless:
            found[f"{self.name}: postings whose answer does not name the company"] = self.nameless
        if self.not_this_api:
            found[f"{self.name}: not this API"] = ", ".join(self.not_this_api)
        return found


def _lost(listings: Iterable[Listing], told: list[Any]) -> int:
    listings = list(listings)
    if told and isinstance(told[0], str):
        return len(set(told) - {listing.job_id for listing in listings})
    kept = {json.dumps(each, sort_keys=True) for listing in listings for each in objects_in(listing.raw)}
    return sum(json.dumps(job, sort_keys=True) not in kept for job in told)


def _given(raw: Any) -> set[str]:
    """Which of place, text and date an answer tells, by the names of its fields."""
    found = set()
    for path, value in _flat(raw):
        for field, name in GIVEN.items():
            if name.search(path) and (field != "text" or len(value) >= LEAST_TEXT):
                found.add(field)
    return found


def _flat(value: Any, path: str = "") -> Iterable[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from _flat(inner, path)
    elif isinstance(value, str) and value.strip():
        yield path, value


def _parsed(answer: Answer) -> Page:
    try:
        return BOARDS[answer.board or ""].parse(answer.body)
    except UnreadableAnswer:
        return Page(())


def _as_page(answer: Answer) -> tuple[Listing, ...]:
    try:
        return BOARDS["page"].parse(answer.body).listings
    except UnreadableAnswer:
        return ()


def _speed(bodies: Sequence[tuple[Callable[[bytes], Page], bytes]]) -> tuple[float, int]:
    """Postings a second of one core from bytes to normalised postings, over at least `SECONDS`."""
    count, began = 0, time.process_time()
    while time.process_time() - began < SECONDS:
        for parse, body in bodies:
            for listing in parse(body).listings:
                normalise(listing)
                count += 1
    return count / (time.process_time() - began), count


if __name__ == "__main__":
    main()
