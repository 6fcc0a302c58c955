"""What a person decides about two postings: they are one job, or they are not. Each can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import and_, or_, select

from rolecall.discover.compare import Comparison, explain
from rolecall.discover.events import PostingFound, PostingsMerged, PostingsRead, PostingsSeparated
from rolecall.discover.groups import ROLECALL, SAME, branches, group_of, reached, settle
from rolecall.discover.signals import signal
from rolecall.discover.stored import posting_of
from rolecall.discover.tables import ChangeRow, PostingRow, TwinRow
from rolecall.platform.db import Session
from rolecall.platform.errors import InvalidInput, NotFound
from rolecall.platform.events import emit_all

NO_SUCH = "There is no such posting. It may belong to another workspace."


async def comparison(session: Session, one_id: UUID, other_id: UUID) -> Comparison:
    """What speaks for and against two postings being one job. Raises NotFound."""
    rows = {
        row.id: row for row in await session.scalars(select(PostingRow).where(PostingRow.id.in_([one_id, other_id])))
    }
    if one_id not in rows or other_id not in rows:
        raise NotFound(NO_SUCH)
    found = explain(posting_of(rows[one_id]), posting_of(rows[other_id]))
    twin = await _link_between(session, one_id, other_id)
    if twin is not None and twin.undone_at is not None and twin.undone_by != ROLECALL:
        separated = signal("separated", f"They were taken apart on {twin.undone_at:%d %B %Y}.")
        return Comparison(found.kind, found.signals, (*found.against, separated))
    return found


async def unite(session: Session, one_id: UUID, other_id: UUID) -> Comparison:
    """Make one job of two postings, and of what was merged into them, because a person says so: whatever speaks against
    it is given back with what speaks for it. Once it is done, doing it again changes nothing.

    Raises NotFound, or InvalidInput for a posting and itself.
    """
    if one_id == other_id:
        raise InvalidInput("A posting cannot be merged with itself. Choose two.")
    some, others = await group_of(session, one_id), await group_of(session, other_id)
    if not some or not others:
        raise NotFound(NO_SUCH)
    found = await comparison(session, one_id, other_id)
    if any(row.id == other_id for row in some):
        return found
    told = [signal("person", "A person said that they are one job."), *found.signals]
    twin = await _link_between(session, one_id, other_id)
    if twin is None:
        older, newer = sorted((one_id, other_id))
        twin = TwinRow(kept_id=older, duplicate_id=newer)
        session.add(twin)
    twin.kind, twin.made_by, twin.signals = SAME, session.actor, [each.as_json() for each in told]
    twin.undone_at = twin.undone_by = None
    were_kept = [row.id for row in (*some, *others) if row.duplicate_of is None]
    kept = await settle(session, [*some, *others])
    session.add_all(ChangeRow(posting_id=each, what="merged") for each in dict.fromkeys((one_id, other_id)))
    gone = next((each for each in were_kept if each != kept.id), other_id)
    await emit_all(session, [PostingsMerged(kept_id=kept.id, duplicate_id=gone)])
    return found


async def separate(session: Session, one_id: UUID, other_id: UUID) -> None:
    """Take two linked postings apart again, for good: both are as if they had never been linked, and what was merged
    into the second by itself goes with it. Raises NotFound when they are not linked.
    """
    rows = {row.id: row for row in await group_of(session, one_id)}
    links = await branches(session, rows.keys())
    cut = reached(one_id, links).get(other_id) or await _link_between(session, one_id, other_id)
    if cut is not None:
        await session.refresh(cut, with_for_update=True)  # two may do this at once
    if cut is None or cut.undone_at is not None or (cut.kind == SAME and other_id not in rows):
        raise NotFound("These two postings are not linked. Load the posting again.")
    cut.undone_at, cut.undone_by = datetime.now(UTC), session.actor
    if one_id not in (cut.kept_id, cut.duplicate_id) and await _link_between(session, one_id, other_id) is None:
        # They hung together by way of a third: it is these two that must not come together again.
        older, newer = sorted((one_id, other_id))
        apart = {"undone_at": cut.undone_at, "undone_by": cut.undone_by}
        session.add(TwinRow(kept_id=older, duplicate_id=newer, signals=[], **apart))
    session.add_all(ChangeRow(posting_id=each, what="separated") for each in (one_id, other_id))
    told: list[PostingsSeparated | PostingFound | PostingsRead] = [
        PostingsSeparated(kept_id=cut.kept_id, duplicate_id=cut.duplicate_id, reason=None)
    ]
    if cut.kind == SAME:
        shown = {row.id for row in rows.values() if row.duplicate_of is None}
        theirs = reached(other_id, [twin for twin in links if twin is not cut])
        for side in ([row for row in rows.values() if (row.id in theirs) is there] for there in (False, True)):
            kept = await settle(session, side)
            if kept.id not in shown:
                told.append(PostingFound(posting_id=kept.id))
                told.append(PostingsRead(board_id=kept.board_id, posting_ids=(kept.id,)))
    await emit_all(session, told)


async def _link_between(session: Session, one_id: UUID, other_id: UUID) -> TwinRow | None:
    """The link of two postings, also one that was taken back; locked: two may decide at once."""
    twin: TwinRow | None = await session.scalar(
        select(TwinRow)
        .where(
            or_(
                and_(TwinRow.kept_id == one_id, TwinRow.duplicate_id == other_id),
                and_(TwinRow.kept_id == other_id, TwinRow.duplicate_id == one_id),
            )
        )
        .with_for_update()
    )
    return twin
