"""Listings into rows: what is new, what changed, what is open again. The one way in, for crawls and imports alike.

Doing it twice with the same listings does nothing the second time.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from prometheus_client import Counter as Metric
from sqlalchemy import select
from sqlalchemy.orm import make_transient_to_detached, undefer
from uuid_utils.compat import uuid7

from rolecall.boards.contract import Json, Listing
from rolecall.discover import meaning, merge, normalise
from rolecall.discover.alike import copy_key, key_of, page_column, place_words
from rolecall.discover.changes import differences
from rolecall.discover.events import PostingChanged, PostingFound, PostingReopened, PostingsRead
from rolecall.discover.partial import listed_of, taken_over
from rolecall.discover.posting import Posting, Salary
from rolecall.discover.tables import BoardRow, ChangeRow, PostingRow
from rolecall.discover.titles import company_key
from rolecall.platform.db import Session, insert_rows
from rolecall.platform.events import emit_all

POSTINGS = Metric("rolecall_discover_postings_total", "Postings read, by what was new about them.", ["outcome"])
WATCHED = (
    "title", "company", "url", "apply_url", "text", "locations", "workplace", "salary", "employment_type", "department",
    "requisition_id", "opening_id", "published_at", "language",
)  # fmt: skip
"""Fields whose change is worth telling. A board's own time stamp and its other fields change without news."""

LONGEST_KEY = 250
"""Characters of a key: PostgreSQL takes no more than 2,700 bytes into one entry of an index."""
LONGEST_PLACES = 20_000
"""Characters of places that are searched."""


UNTOUCHED = {
    "closed_at": None, "duplicate_of": None, "liveness": None, "liveness_at": None, "liveness_evidence": None,
    "detail_tries": 0, "detail": None,
}  # fmt: skip
"""What a new row has from the table's defaults."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What came of some listings."""

    found: int = 0
    changed: int = 0
    reopened: int = 0
    duplicates: int = 0

    def __add__(self, other: Stored) -> Stored:
        return Stored(
            self.found + other.found,
            self.changed + other.changed,
            self.reopened + other.reopened,
            self.duplicates + other.duplicates,
        )


async def store(session: Session, board: BoardRow, listings: Iterable[Listing]) -> Stored:
    """Write postings of one board, with events and history, in the session's transaction.

    Only what is new or not as it was is normalised: most of a board is the same every time.
    """
    # A board may show one posting twice in an answer: the last one counts.
    by_id = {listing.job_id: listing for listing in listings}
    stored = await session.execute(
        select(PostingRow.job_id, PostingRow.id, PostingRow.fingerprint, PostingRow.closed_at).where(
            PostingRow.board_id == board.id, PostingRow.job_id.in_(list(by_id))
        )
    )
    known = {row.job_id: row for row in stored}
    news = [listing for job_id, listing in by_id.items() if _is_news(listing, known.get(job_id))]
    postings = await asyncio.to_thread(normalise.normalise_all, news)  # beside the event loop
    new: list[dict[str, Any]] = []
    touched: dict[UUID, tuple[Listing, Posting]] = {}
    for listing, posting in zip(news, postings, strict=True):
        before = known.get(listing.job_id)
        if before is None:
            new.append(_new_values(session, board, listing, posting))
        else:
            touched[before.id] = (listing, posting)
    rows = await _insert(session, new)
    changed, reopened, told = await _update(session, board, touched)
    if reopened:
        await session.flush()
        await merge.promote_hidden(session, board.id)
    # The new ones first: nothing was ever linked with them, and what changed is linked knowing of these links.
    merged = await merge.link(session, rows)
    merged += await merge.recheck(session, touched, told)
    # What still lacks its text is told of when that was read (`store_detail`).
    lacking = {posting_id for posting_id, (listing, _) in touched.items() if _wants_detail(board, listing)}
    written = [row.id for row in rows if not row.detail_wanted]
    written += [event.posting_id for event in told if event.posting_id not in lacking]
    read = [PostingsRead(board_id=board.id, posting_ids=tuple(written))] if written else []
    await emit_all(session, [*(PostingFound(posting_id=row.id) for row in rows), *told, *merged, *read])
    if board.company is None and postings:
        board.company = Counter(posting.company for posting in postings).most_common(1)[0][0]
    outcome = Stored(len(new), changed, reopened, len(merged))
    for name, count in asdict(outcome).items():
        POSTINGS.labels(name).inc(count)
    return outcome


async def store_detail(session: Session, board: BoardRow, row: PostingRow, listing: Listing, posting: Posting) -> bool:
    """Write what a posting says itself, where its list left out the text. Gives whether it was news.

    Nobody is told that a posting changed by its text being read for the first time; those who work on postings are.
    The row's `fingerprint` and `raw` stay the list entry's: they decide whether it is read again.
    """
    first = row.detail is None
    values = {name: value for name, value in _values(listing, posting).items() if name not in ("raw", "fingerprint")}
    fields = tuple(name for name in WATCHED if getattr(row, name) != values[name])
    changed = PostingChanged(posting_id=row.id, fields=fields)
    told = [changed] if fields and not first else []
    if told:
        told_fields = differences(fields, {name: getattr(row, name) for name in fields}, values)
        session.add(ChangeRow(posting_id=row.id, what="changed", fields=list(fields), differences=told_fields))
    for name, value in values.items():
        setattr(row, name, value)
    row.detail = without_nul(dict(listing.raw))
    row.sort_at = posting.published_at or row.sort_at
    row.detail_wanted, row.detail_tries = False, 0
    merged = await merge.recheck(session, [row.id], [changed])
    read = [PostingsRead(board_id=board.id, posting_ids=(row.id,))] if first or fields else []
    await emit_all(session, [*told, *merged, *read])
    return bool(first or fields)


def _wants_detail(board: BoardRow, listing: Listing) -> bool:
    """Of a board that is only imported nothing is fetched."""
    return listing.partial and board.followed


def _is_news(listing: Listing, before: Any) -> bool:
    return before is None or before.closed_at is not None or before.fingerprint != _fingerprint(listing)


async def _update(
    session: Session, board: BoardRow, touched: dict[UUID, tuple[Listing, Posting]]
) -> tuple[int, int, list[PostingChanged | PostingReopened]]:
    if not touched:
        return 0, 0, []
    told: list[PostingChanged | PostingReopened] = []
    changed = reopened = 0
    statement = select(PostingRow).where(PostingRow.id.in_(touched)).options(undefer(PostingRow.listed))
    for row in await session.scalars(statement):
        listing, posting = touched[row.id]
        values = _values(listing, posting)
        # The same answer, understood otherwise by a newer normaliser: scored anew, but no news of the employer's.
        what = "reread" if row.raw == values["raw"] else "changed"
        if listing.partial:
            listed = listed_of(values, WATCHED)
            values = taken_over(values, listed, row.listed) if row.listed and row.text else values
            row.listed, row.detail_wanted, row.detail_tries = listed, _wants_detail(board, listing), 0
        fields = tuple(name for name in WATCHED if name in values and getattr(row, name) != values[name])
        told_fields = differences(fields, {name: getattr(row, name) for name in fields}, values)
        for name, value in values.items():
            setattr(row, name, value)
        row.sort_at = row.published_at or row.created_at
        if row.closed_at is not None:
            row.closed_at = None
            reopened += 1
            session.add(ChangeRow(posting_id=row.id, what="reopened", fields=list(fields), differences=told_fields))
            told.append(PostingReopened(posting_id=row.id))
        elif fields:
            changed += 1
            session.add(ChangeRow(posting_id=row.id, what=what, fields=list(fields), differences=told_fields))
            told.append(PostingChanged(posting_id=row.id, fields=fields))
    return changed, reopened, told


def _new_values(session: Session, board: BoardRow, listing: Listing, posting: Posting) -> dict[str, Any]:
    now = datetime.now(UTC)
    values = _values(listing, posting)
    return {
        "id": uuid7(),
        "workspace_id": session.workspace_id,
        "created_at": now,
        "board_id": board.id,
        "board": posting.board,
        "board_company": posting.board_company,
        "job_id": posting.job_id,
        "sort_at": posting.published_at or now,
        "detail_wanted": _wants_detail(board, listing),
        "listed": listed_of(values, WATCHED) if listing.partial else None,
        **values,
    }


async def _insert(session: Session, new: Sequence[dict[str, Any]]) -> list[PostingRow]:
    """Write new postings with their histories, and give their rows as the session would have loaded them."""
    await insert_rows(session, PostingRow, new)
    await insert_rows(
        session, ChangeRow, [{"id": uuid7(), "posting_id": values["id"], "what": "found"} for values in new]
    )
    rows = [PostingRow(**{**UNTOUCHED, **values}) for values in new]
    for row in rows:
        make_transient_to_detached(row)
    session.add_all(rows)
    return rows


def _values(listing: Listing, posting: Posting) -> dict[str, Any]:
    locations = [asdict(place) for place in posting.locations]
    plain = {
        "title": posting.title,
        "company": posting.company,
        "url": posting.url,
        "apply_url": posting.apply_url,
        "text": posting.text,
        "locations": locations,
        "place_words": " ".join(sorted(place_words(posting.locations)))[:LONGEST_PLACES],
        "remote": any(place.remote for place in posting.locations) or posting.workplace == "remote",
        "workplace": str(posting.workplace) if posting.workplace else None,
        "countries": list(dict.fromkeys(place.country for place in posting.locations if place.country)),
        "cities": list(dict.fromkeys(place.city for place in posting.locations if place.city)),
        "salary": asdict(posting.salary) if posting.salary else None,
        **_yearly_pay(posting.salary),
        "level": posting.level,
        "function": posting.function,
        "notices": list(posting.notices),
        "facts": [asdict(fact) for fact in posting.facts],
        "employment_type": posting.employment_type,
        "department": posting.department,
        "requisition_id": posting.requisition_id,
        "opening_id": posting.opening_id,
        "language": posting.language,
        "company_key": company_key(posting.company)[:LONGEST_KEY],
        "title_key": key_of(posting)[:LONGEST_KEY],
        "canonical_url": page_column(posting),
        "text_key": copy_key(posting),
        "raw": dict(listing.raw),
    }
    return {name: without_nul(value) for name, value in plain.items()} | {
        "published_at": posting.published_at,
        "updated_at": posting.updated_at,
        "valid_through": posting.valid_through,
        "fingerprint": _fingerprint(listing),
        "embedding": meaning.of_posting(posting),
    }


def _yearly_pay(salary: Salary | None) -> dict[str, Any]:
    """Pay as it is filtered by."""
    low, high = salary.yearly() if salary else (None, None)
    known = low is not None or high is not None
    return {"pay_low": low, "pay_high": high, "pay_currency": salary.currency if salary and known else None}


def without_nul(value: Any) -> Any:
    """PostgreSQL keeps every character but U+0000: it becomes the visible sign for it, wherever it stands."""
    if isinstance(value, str):
        return value.replace("\x00", "\u2400") if "\x00" in value else value
    if isinstance(value, dict):
        return {without_nul(key): without_nul(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [without_nul(entry) for entry in value]
    return value


def _fingerprint(listing: Listing) -> str:
    raw = orjson.dumps(_lasting(listing), option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    return hashlib.sha256(b"%d\n%b" % (normalise.VERSION, raw)).hexdigest()


def _lasting(listing: Listing) -> Json:
    """The board's answer without what changes on it from day to day though nothing happened."""
    kept = dict(listing.raw)
    for path in listing.volatile:
        outer, _, inner = path.partition(".")
        if not inner:
            kept.pop(outer, None)
        elif isinstance(told := kept.get(outer), dict):
            kept[outer] = {name: value for name, value in told.items() if name != inner}
    return kept
