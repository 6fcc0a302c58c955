"""How a board is, in one plain sentence: what it answers, since when, and what it last showed. Pure.

Never "0 postings" without the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias

from rolecall.boards.outcomes import NeedsHuman
from rolecall.discover.tables import BoardRow
from rolecall.platform.http.outcomes import in_words

State: TypeAlias = Literal["ok", "reading", "paused", "failing", "needs_person", "new"]


@dataclass(frozen=True, slots=True)
class Health:
    """`needs_person`: it is not tried again by itself. `sentence` is whole, and says times in UTC."""

    state: State
    sentence: str


def health(board: BoardRow, *, details_waiting: int = 0, now: datetime | None = None) -> Health:
    """The state of a board and its sentence. details_waiting: open postings whose texts are still to be read."""
    now = now or datetime.now(UTC)
    if board.status == "crawling":
        of = f" of {board.total:,}" if board.total else ""
        return Health("reading", f"Being read: {board.seen:,}{of} postings so far.")
    if board.status == "failing":
        return _failing(board, now)
    if board.paused_at is not None:
        return Health("paused", f"Paused since {day(board.paused_at, now)}. {_last(board, now)}".strip())
    if board.last_ok_at is None:
        if not board.followed:
            return Health("ok", "Known from imported answers; it is not read by itself.")
        return Health("new", "Not read yet; it is read as soon as a worker is free.")
    said = board.problem or f"{_postings(board.last_ok_count)}, read {at(board.last_ok_at, now)}."
    return Health("ok", " ".join(filter(None, (said, _details(board, details_waiting)))))


def _failing(board: BoardRow, now: datetime) -> Health:
    since = f" since {day(board.failing_since, now)}" if board.failing_since else ""
    person = board.problem_code == NeedsHuman.code
    state: State = "needs_person" if person else "failing"
    parts = [f"{'Needs you' if person else 'Not readable'}{since}: {board.problem}", _last(board, now)]
    if board.paused_at is not None:
        parts.append(f"Paused since {day(board.paused_at, now)}.")
    elif board.next_crawl_at is not None:
        wait = board.next_crawl_at - now
        parts.append("Tried again now." if wait <= timedelta() else f"Tried again in {in_words(wait)}.")
    return Health(state, " ".join(filter(None, parts)))


def _last(board: BoardRow, now: datetime) -> str:
    if board.last_ok_at is None:
        return "It was never read."
    return f"Last {_postings(board.last_ok_count)} on {date(board.last_ok_at, now)}."


def _details(board: BoardRow, waiting: int) -> str:
    if not waiting:
        return ""
    if board.details_problem:
        return f"{_texts(waiting)} could not be read: {board.details_problem}"
    return f"{_texts(waiting)} {'is' if waiting == 1 else 'are'} still to be read."


def _texts(number: int) -> str:
    return "The text of 1 posting" if number == 1 else f"The texts of {number:,} postings"


def _postings(count: int | None) -> str:
    if count is None:
        return "read"
    return "1 posting" if count == 1 else f"{count:,} postings"


def day(moment: datetime, now: datetime) -> str:
    """For "since …": `14:05 UTC` today, `yesterday`, `Tuesday` within a week, else the date."""
    moment, now = moment.astimezone(UTC), now.astimezone(UTC)
    days = (now.date() - moment.date()).days
    if days == 0:
        return f"{moment:%H:%M} UTC"
    if days == 1:
        return "yesterday"
    return f"{moment:%A}" if 1 < days < 7 else date(moment, now)


def at(moment: datetime, now: datetime) -> str:
    """For "read …": `at 14:05 UTC` today, else the day."""
    days = (now.astimezone(UTC).date() - moment.astimezone(UTC).date()).days
    return f"at {day(moment, now)}" if days == 0 else day(moment, now) if days == 1 else f"on {day(moment, now)}"


def date(moment: datetime, now: datetime) -> str:
    """`12 November`, with the year where it is another."""
    moment = moment.astimezone(UTC)
    year = "" if moment.year == now.astimezone(UTC).year else f" {moment.year}"
    return f"{moment.day} {moment:%B}{year}"
