"""Board parsers under fire: recorded answers and the tests' fixtures, mutated for a given time.

`python -m benchmarks.fuzz --minutes 10 [--board NAME] [--data DIR]`: so many minutes for each board. Bytes are
flipped, cut and spliced with another answer; JSON is changed where it hurts: fields dropped, renamed, retyped, nested,
repeated. Every input goes through the board's parser and through `discover.normalise`. A crash is any exception but
the board's own “this cannot be read”, a listing that breaks a promise, or an input that takes longer than five seconds.
The smallest input of each crash is kept in `out/fuzz/`. Exit status 1 when there was one. `captured` stands for the
pages and texts that people capture.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import orjson

from benchmarks import report
from benchmarks.recorded_answers import answers
from rolecall.boards.captured import NotAPosting, from_capture
from rolecall.boards.contract import Address, Listing
from rolecall.boards.outcomes import UnreadableAnswer
from rolecall.boards.registry import BOARDS
from rolecall.discover.normalise import normalise

FIXTURES = Path(__file__).parents[1] / "tests" / "boards"
CAPTURED = "captured"
HANG = 5.0
LARGEST = 100_000
"""Bytes of an input: larger ones are cut, so that many are tried."""
SHRINKING = 5.0
"""Seconds spent on making an input that crashes smaller."""
JUNK: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e308, -1e308, 2**63, 10**30, "", " ", "\x00", "\u202e", "x" * 5000, "9" * 400, "<b>",
    "&lt;", "2026-13-45T99:99:99Z", "https://", "//]", "//a@b:99999/", "<script>", [], {}, [[]], [None], {"": None},
    {"name": {"name": []}},
)  # fmt: skip
NAMES = ("id", "title", "name", "jobs", "url", "location", "text", "content", "description", "items", "@type", "salary")


class Hang(BaseException):
    """An input took longer than `HANG`."""


class Promise(Exception):
    """A listing is not what a board promises."""


@dataclass(slots=True)
class Crash:
    what: str
    body: bytes
    trace: str
    times: int = 1


@dataclass(slots=True)
class Outcome:
    """What came of one board."""

    inputs: int = 0
    listings: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    crashes: dict[str, Crash] = field(default_factory=dict)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fuzz", description=(__doc__ or "").split("\n", maxsplit=1)[0]
    )
    names = [*BOARDS, CAPTURED]
    parser.add_argument("--minutes", type=float, default=10.0, help="for each board")
    parser.add_argument("--board", action="append", choices=names, help="only this one; may be given again")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ROLECALL_DATA", "../shared/data")))
    parser.add_argument("--out", type=Path, default=Path("out/fuzz"), help="where inputs that crash are kept")
    parser.add_argument("--seed", type=int, default=None, help="the same inputs again")
    parser.add_argument("--json", type=Path, default=None, metavar="FILE")
    given = parser.parse_args(arguments)
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    corpora = corpora_of(given.data)
    outcomes = {name: fuzz(name, corpora[name], given.minutes * 60, seed) for name in given.board or names}
    figures: dict[str, report.Figure] = {}
    for name, outcome in outcomes.items():
        figures[f"{name}: inputs"] = outcome.inputs
        figures[f"{name}: inputs a second"] = outcome.inputs / max(outcome.seconds, 1e-9)
        figures[f"{name}: slowest input, ms"] = outcome.slowest * 1000
        figures[f"{name}: crashes"] = len(outcome.crashes)
        for number, crash in enumerate(outcome.crashes.values()):
            given.out.mkdir(parents=True, exist_ok=True)
            kept = given.out / f"{name}-{number}.input"
            kept.write_bytes(crash.body)
            kept.with_suffix(".txt").write_text(f"{crash.what}, {crash.times} times\n\n{crash.trace}", encoding="utf-8")
            print(
                f"{name}: {crash.what}, {crash.times} times; input of {len(crash.body):,} bytes in {kept}",
                file=sys.stderr,
            )
    figures["crashes in all"] = sum(len(outcome.crashes) for outcome in outcomes.values())
    total = sum(outcome.inputs for outcome in outcomes.values())
    report.publish("fuzz", report.Options(given.data, given.json), figures=figures, n=total)
    return int(bool(figures["crashes in all"]))


def corpora_of(data: Path) -> dict[str, list[bytes]]:
    """What each board is tried with: its fixtures and, where the data folder is there, its recorded answers."""
    found: dict[str, list[bytes]] = {name: [] for name in [*BOARDS, CAPTURED]}
    for name in BOARDS:
        found[name] += [file.read_bytes() for file in sorted((FIXTURES / name).glob("*.*")) if file.suffix != ".py"]
    for answer in answers(data):
        if answer.board:
            found[answer.board].append(answer.body)
    found = {name: [_short(body) for body in bodies] for name, bodies in found.items()}
    pages = [body for bodies in found.values() for body in bodies if body.lstrip()[:1] == b"<"]
    found["page"] += pages
    found[CAPTURED] += pages
    return {name: bodies or [b"{}", b"[]", b"<html></html>"] for name, bodies in found.items()}


def _short(body: bytes) -> bytes:
    """An answer with so few postings that it is still whole when it is no longer than `LARGEST`."""
    document = _document(body) if len(body) > LARGEST else None
    for most in (20, 5, 2):
        if document is None or len(body) <= LARGEST:
            break
        document = _shorter(document, most)
        body = orjson.dumps(document)
    return body


def _shorter(document: Any, most: int) -> Any:
    if isinstance(document, list):
        return document[:most]
    if isinstance(document, dict):
        return {name: _shorter(value, most) for name, value in document.items()}
    return document


def fuzz(name: str, corpus: Sequence[bytes], seconds: float, seed: int) -> Outcome:
    """Mutate for so long. Every board gets its own row of inputs from the seed."""
    rng = random.Random(f"{seed} {name}")
    outcome = Outcome()
    attempt = _capture if name == CAPTURED else _parse(name)
    began = time.monotonic()
    while (spent := time.monotonic() - began) < seconds:
        body = mutated(rng, corpus)
        started = time.monotonic()
        crash, listings = _tried(attempt, body)
        outcome.slowest = max(outcome.slowest, time.monotonic() - started)
        outcome.inputs += 1
        outcome.listings += listings
        if crash is not None:
            _keep(outcome, crash, attempt)
    outcome.seconds = max(spent, 1e-9)
    return outcome


def mutated(rng: random.Random, corpus: Sequence[bytes]) -> bytes:
    """One input: an answer after a few things happened to it."""
    body = rng.choice(corpus)[:LARGEST]
    document = _document(body)
    if document is not None and rng.random() < 0.7:
        for _ in range(rng.randint(1, 6)):
            document = _changed(rng, document)
        body = orjson.dumps(document, default=str) if _fits(document) else json.dumps(document).encode()
        if rng.random() < 0.8:
            return body[: LARGEST * 4]
    for _ in range(rng.randint(1, 4)):
        body = _torn(rng, body, rng.choice(corpus))
    return body[: LARGEST * 4]


def _document(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None


def _fits(document: Any) -> bool:
    try:
        orjson.dumps(document)
    except TypeError:
        return False
    return True


def _changed(rng: random.Random, document: Any) -> Any:
    """A document with one thing changed somewhere in it."""
    holder, steps = document, rng.randint(0, 8)
    while steps and isinstance(holder, dict | list) and holder:
        inner = rng.choice(list(holder.values()) if isinstance(holder, dict) else holder)
        if not isinstance(inner, dict | list) or not inner:
            break
        holder, steps = inner, steps - 1
    if not isinstance(holder, dict | list) or not holder:
        return rng.choice(JUNK)
    key = rng.choice(list(holder)) if isinstance(holder, dict) else rng.randrange(len(holder))
    match rng.randrange(8):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[rng.choice(NAMES)] = holder.pop(key)
        case 2 if isinstance(holder, list):
            holder.extend(holder[: rng.randint(1, 50)])
        case 3:
            holder[key] = [holder[key]]
        case 4:
            holder[key] = {rng.choice(NAMES): holder[key]}
        case 5 if isinstance(holder[key], str):
            holder[key] = _torn(rng, holder[key].encode(), holder[key].encode()).decode("utf-8", "replace")
        case 6:
            holder[key] = str(holder[key])[:2000]
        case _:
            holder[key] = json.loads(json.dumps(rng.choice(JUNK)))
    return document


def _torn(rng: random.Random, body: bytes, other: bytes) -> bytes:
    begin, length = rng.randint(0, len(body)), min(rng.choice((1, 2, 8, 50, 400, 5000)), len(body))
    match rng.randrange(6):
        case 0:
            return body[:begin]
        case 1:
            return body[:begin] + body[begin + length :]
        case 2:
            return body[:begin] + rng.randbytes(length % 60) + body[begin:]
        case 3:
            flipped = bytearray(body)
            for _ in range(min(length, 60)):
                if flipped:
                    flipped[rng.randrange(len(flipped))] ^= 1 << rng.randrange(8)
            return bytes(flipped)
        case 4:
            return body[:begin] + other[rng.randint(0, len(other)) :][:LARGEST]
        case _:
            # Up to a hundred thousand bytes of the same: what takes the square of an input's length shows.
            times = min(rng.choice((2, 10, 40, 5000)), LARGEST // length) if length else 0
            return body[:begin] + body[begin : begin + length] * times + body[begin + length :]


def _parse(name: str) -> Callable[[bytes], int]:
    board, address = BOARDS[name], Address(name, "crumb")

    def attempt(body: bytes) -> int:
        board.recognises(_document(body))
        for where in (None, address):
            try:
                page = board.parse(body, where)
            except UnreadableAnswer:
                return 0
            for listing in page.listings:
                _check(listing)
        return len(page.listings)

    return attempt


def _capture(body: bytes) -> int:
    html = body.decode("utf-8", "replace")
    try:
        _check(from_capture(html=html))
        _check(from_capture(text=html[:100_000], title="Baker"))
    except NotAPosting:
        return 0
    return 1


def _check(listing: Listing) -> None:
    if not 0 < len(listing.job_id) <= 200 or not listing.address.company:
        raise Promise(f"id of {len(listing.job_id)} characters, company {listing.address.company!r}")
    if not isinstance(listing.raw, dict):
        raise Promise(f"raw is {type(listing.raw).__name__}")
    if not normalise(listing).title:
        raise Promise("no title")


def _tried(attempt: Callable[[bytes], int], body: bytes) -> tuple[Crash | None, int]:
    started = time.monotonic()
    try:
        with _alarm(HANG):
            listings = attempt(body)
    except Hang as hang:
        return Crash(f"more than {HANG:g} s in {_place(hang)}", body, traceback.format_exc()), 0
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
        return Crash(f"{type(error).__name__} in {_place(error)}", body, traceback.format_exc()), 0
    if time.monotonic() - started > HANG:
        return Crash(f"more than {HANG:g} s, seen afterwards", body, ""), 0
    return None, listings


def _keep(outcome: Outcome, crash: Crash, attempt: Callable[[bytes], int]) -> None:
    """One of a kind, with the smallest input."""
    known = outcome.crashes.get(crash.what)
    if known is None:
        crash.body = _smaller(crash, attempt)
        outcome.crashes[crash.what] = crash
        return
    known.times += 1
    if len(crash.body) < len(known.body):
        known.body, known.trace = crash.body, crash.trace


def _smaller(crash: Crash, attempt: Callable[[bytes], int]) -> bytes:
    """Halves, quarters, eighths … are taken out as long as it still crashes in the same place."""
    body, until, part = crash.body, time.monotonic() + SHRINKING, len(crash.body) // 2
    while part and time.monotonic() < until:
        begin = 0
        while begin < len(body) and time.monotonic() < until:
            less = body[:begin] + body[begin + part :]
            again, _ = _tried(attempt, less)
            if again is not None and again.what == crash.what:
                body, crash.trace = less, again.trace
            else:
                begin += part
        part //= 2
    return body


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}rolecall{os.sep}" in frame.filename] or frames
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(_: int, __: FrameType | None) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


if __name__ == "__main__":
    raise SystemExit(main())
