"""Linking postings that are one job, and taking the link back. Every link has its reasons and can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import and_, or_, select, tuple_, update
from sqlalchemy.orm import aliased
from sqlalchemy.orm import defer as leave_out

from rolecall.discover.duplicates import blocking_keys, compare, place_words
from rolecall.discover.events import PostingFound, PostingsMerged, PostingsRead
from rolecall.discover.posting import Posting
from rolecall.discover.queries import posting_of
from rolecall.discover.search import on_a_board
from rolecall.discover.tables import BoardRow, ChangeRow, PostingRow, TwinRow
from rolecall.platform.db import Session
from rolecall.platform.errors import NotFound
from rolecall.platform.events import emit_all

MOST_CANDIDATES = 2_000


async def link(session: Session, new: Sequence[PostingRow]) -> list[PostingsMerged]:
    """Merge new postings into open ones that are the same job. The older one is kept, so that its id stays good."""
    if not new:
        return []
    known = _Known()
    for row in await _candidates(session, new):
        known.add(row, posting_of(row))
    merged = []
    for row in new:
        posting = posting_of(row)
        kept, signals = known.same_job(row, posting)
        if kept is None:
            known.add(row, posting)
        else:
            _merge(session, kept, row, signals)
            merged.append(PostingsMerged(kept_id=kept.id, duplicate_id=row.id))
    return merged


async def link_late(session: Session, row: PostingRow) -> list[PostingsMerged]:
    """Merge a posting whose text came later than itself, as if it came in now. Whoever has a twin already stays."""
    twin = or_(TwinRow.kept_id == row.id, TwinRow.duplicate_id == row.id)
    if row.closed_at is not None or await session.scalar(select(TwinRow.id).where(twin).limit(1)):
        return []
    return await link(session, [row])


class _Known:
    """Kept postings by what two postings of one job have in common at least one of."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, ...], list[tuple[PostingRow, Posting]]] = {}

    def add(self, row: PostingRow, posting: Posting) -> None:
        for key in blocking_keys(posting):
            self._by_key.setdefault(key, []).append((row, posting))

    def same_job(self, row: PostingRow, posting: Posting) -> tuple[PostingRow | None, tuple[str, ...]]:
        seen: set[UUID] = {row.id}
        for key in blocking_keys(posting):
            for kept, other in self._by_key.get(key, ()):
                # Large boards have hundreds of one title under openings of their own: not worth a comparison.
                if kept.id in seen or _other_opening(kept, row):
                    continue
                seen.add(kept.id)
                comparison = compare(other, posting)
                if comparison.same:
                    return kept, comparison.signals
        return None, ()


def _other_opening(one: PostingRow, other: PostingRow) -> bool:
    both_told = one.opening_id is not None and other.opening_id is not None
    return both_told and one.board_id == other.board_id and one.opening_id != other.opening_id


async def separate(session: Session, one_id: UUID, other_id: UUID) -> None:
    """Take two postings apart again, for good. Raises NotFound when they are not linked."""
    twin = await session.scalar(
        select(TwinRow)
        .where(
            or_(
                and_(TwinRow.kept_id == one_id, TwinRow.duplicate_id == other_id),
                and_(TwinRow.kept_id == other_id, TwinRow.duplicate_id == one_id),
            ),
            TwinRow.undone_at.is_(None),
        )
        .with_for_update()
    )
    if twin is None:
        raise NotFound("These two postings are not linked. Load the posting again.")
    twin.undone_at, twin.undone_by = datetime.now(UTC), session.actor
    duplicate = await session.get_one(PostingRow, twin.duplicate_id)
    duplicate.duplicate_of = None
    session.add_all(ChangeRow(posting_id=each, what="separated") for each in (twin.kept_id, twin.duplicate_id))
    await session.flush()
    await _gather_places(session, twin.kept_id)
    read = PostingsRead(board_id=duplicate.board_id, posting_ids=(duplicate.id,))
    await emit_all(session, [PostingFound(posting_id=duplicate.id), read])


async def promote(session: Session, gone: Sequence[UUID]) -> None:
    """Where a kept posting is gone while a duplicate of it is open on a board not removed, that takes its place."""
    statement = (
        select(PostingRow, BoardRow.removed_at)
        .join(BoardRow, BoardRow.id == PostingRow.board_id)
        .where(PostingRow.duplicate_of.in_(gone))
        .order_by(PostingRow.id)
    )
    groups: dict[UUID, list[PostingRow]] = {}
    heirs: dict[UUID, PostingRow] = {}
    for row, removed_at in await session.execute(statement):
        assert row.duplicate_of is not None
        groups.setdefault(row.duplicate_of, []).append(row)
        if row.closed_at is None and removed_at is None:
            heirs.setdefault(row.duplicate_of, row)
    for kept_id, heir in heirs.items():
        await session.execute(
            update(TwinRow)
            .where(TwinRow.kept_id == kept_id, TwinRow.duplicate_id == heir.id)
            .values(kept_id=heir.id, duplicate_id=kept_id)
        )
        heir.duplicate_of = None
        await session.flush()
        await session.execute(update(PostingRow).where(PostingRow.id == kept_id).values(duplicate_of=heir.id))
        for other in groups[kept_id]:
            if other is heir:
                continue
            other.duplicate_of = heir.id
            await session.execute(
                update(TwinRow)
                .where(TwinRow.kept_id == kept_id, TwinRow.duplicate_id == other.id)
                .values(kept_id=heir.id)
            )
        await session.flush()
        await _gather_places(session, heir.id)


async def promote_hidden(session: Session, board_id: UUID) -> None:
    """Show the open duplicates on this board whose kept posting is closed, or on a removed board."""
    kept, its_board = aliased(PostingRow), aliased(BoardRow)
    hidden = (
        select(kept.id)
        .join(PostingRow, PostingRow.duplicate_of == kept.id)
        .join(its_board, its_board.id == kept.board_id)
        .where(PostingRow.board_id == board_id, PostingRow.closed_at.is_(None))
        .where(or_(kept.closed_at.is_not(None), its_board.removed_at.is_not(None)))
        .distinct()
    )
    gone = list(await session.scalars(hidden))
    if gone:
        await promote(session, gone)


async def _candidates(session: Session, new: Sequence[PostingRow]) -> Iterable[PostingRow]:
    openings = [(row.board_id, row.opening_id) for row in new if row.opening_id]
    numbers = [(row.company_key, row.requisition_id) for row in new if row.requisition_id]
    alike = [
        tuple_(PostingRow.company_key, PostingRow.title_key).in_([(row.company_key, row.title_key) for row in new])
    ]
    if openings:
        alike.append(tuple_(PostingRow.board_id, PostingRow.opening_id).in_(openings))
    if numbers:
        alike.append(tuple_(PostingRow.company_key, PostingRow.requisition_id).in_(numbers))
    return await session.scalars(
        on_a_board(select(PostingRow))
        .where(or_(*alike), PostingRow.closed_at.is_(None), PostingRow.duplicate_of.is_(None))
        .where(PostingRow.id.not_in([row.id for row in new]))
        .order_by(PostingRow.id)
        .limit(MOST_CANDIDATES)
        .options(leave_out(PostingRow.raw))
    )


def _merge(session: Session, kept: PostingRow, row: PostingRow, signals: tuple[str, ...]) -> None:
    row.duplicate_of = kept.id
    session.add(TwinRow(kept_id=kept.id, duplicate_id=row.id, signals=list(signals)))
    session.add_all(ChangeRow(posting_id=each, what="merged") for each in (kept.id, row.id))
    kept.place_words = " ".join(sorted({*kept.place_words.split(), *row.place_words.split()}))
    kept.remote = kept.remote or row.remote


async def _gather_places(session: Session, kept_id: UUID) -> None:
    """A kept posting is found under its own places and those of its duplicates."""
    kept = await session.get_one(PostingRow, kept_id)
    group = [kept, *await session.scalars(select(PostingRow).where(PostingRow.duplicate_of == kept_id))]
    postings = [posting_of(row) for row in group]
    kept.place_words = " ".join(sorted({word for posting in postings for word in place_words(posting.locations)}))
    kept.remote = any(
        posting.workplace == "remote" or any(at.remote for at in posting.locations) for posting in postings
    )
