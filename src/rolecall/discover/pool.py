"""Stored postings that may be one job, in memory: who meets whom, and the groups that come of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import defer as leave_out

from rolecall.discover.alike import blocking_keys
from rolecall.discover.candidates import candidates
from rolecall.discover.compare import Comparison, compare
from rolecall.discover.duplicates import fit_together, other_opening
from rolecall.discover.groups import ROLECALL, SAME, find_under
from rolecall.discover.posting import Posting
from rolecall.discover.signals import Signal
from rolecall.discover.stored import posting_of
from rolecall.discover.tables import ChangeRow, PostingRow, TwinRow
from rolecall.platform.db import Session

Pair: TypeAlias = frozenset[UUID]


@dataclass(eq=False, slots=True)
class Group:
    """Postings of one job; `members[0]` is the one that is kept."""

    members: list[Member] = field(default_factory=list)

    @property
    def kept(self) -> Member:
        """The one that is shown."""
        return self.members[0]


@dataclass(eq=False, slots=True)
class Member:
    """A stored posting, and the group that it is in just now."""

    row: PostingRow
    posting: Posting
    group: Group


class Pool:
    """The given postings and those that have something in common with them."""

    def __init__(self, session: Session, *, new: Iterable[UUID]) -> None:
        self._session = session
        self._new = frozenset(new)
        """Postings that came in a moment ago: nothing was ever linked with them."""
        self._by_key: dict[tuple[str, ...], list[Member]] = {}
        self._links: dict[Pair, TwinRow] | None = None
        self.of: dict[UUID, Member] = {}

    async def fill(self, rows: Sequence[PostingRow]) -> None:
        """Load what the given postings are compared with. They themselves are compared as they are offered."""
        given = [self._add(row) for row in rows]
        for row in await candidates(self._session, rows, [member.posting for member in given]):
            self._add(row)
        for row in await self._others():
            self._add(row)
        for member in list(self.of.values()):
            kept = self.of.get(member.row.duplicate_of) if member.row.duplicate_of else None
            if kept is not None:
                kept.group.members.append(member)
                member.group = kept.group
        theirs = {row.id for row in rows}
        for posting_id, member in self.of.items():
            if posting_id not in theirs:
                self.offer(member, blocking_keys(member.posting))

    def offer(self, member: Member, keys: Iterable[tuple[str, ...]]) -> None:
        """Later postings are compared with this one."""
        for key in keys:
            self._by_key.setdefault(key, []).append(member)

    def alike(self, here: Member, keys: Iterable[tuple[str, ...]]) -> Iterator[tuple[Member, Comparison]]:
        """Every posting that has a key in common with one, and is not in its group, with the comparison."""
        seen: set[UUID] = set()
        for key in keys:
            for other in self._by_key.get(key, ()):
                if other.group is here.group or other.row.id in seen or other_opening(other.posting, here.posting):
                    continue
                seen.add(other.row.id)
                older, newer = (other, here) if other.row.id < here.row.id else (here, other)
                yield other, compare(older.posting, newer.posting)

    async def may_unite(self, one: Member, other: Member, found: Comparison) -> bool:
        """Whether nothing, and nobody, set any two of two groups apart."""
        some, others = one.group.members, other.group.members
        names = [each.signal for each in found.signals]
        if not fit_together((each.posting for each in some), (each.posting for each in others), names):
            return False
        links = await self._between(one.group, other.group)
        return not links or not any(
            twin.undone_by != ROLECALL
            for a in some
            for b in others
            if (twin := links.get(frozenset((a.row.id, b.row.id)))) is not None and twin.undone_at is not None
        )

    async def unite(self, one: Member, other: Member, signals: Iterable[Signal]) -> tuple[UUID, UUID]:
        """Make one group of two. Gives the ids of the posting that is kept and of the one that was."""
        into, gone = sorted((one.group, other.group), key=lambda group: group.kept.row.id)
        kept, was_kept = into.kept.row, gone.kept.row
        await self.write(one, other, SAME, signals)
        self._session.add_all(ChangeRow(posting_id=each, what="merged") for each in (kept.id, was_kept.id))
        if len(gone.members) > 1:
            find_under(was_kept, [gone.kept.posting])
        into.members += gone.members
        for member in gone.members:
            member.group, member.row.duplicate_of = into, kept.id
        find_under(kept, [each.posting for each in into.members])
        return kept.id, was_kept.id

    async def write(self, one: Member, other: Member, kind: str, signals: Iterable[Signal]) -> bool:
        """Write a link down, unless a person took the two apart. Gives whether it is new."""
        told = [each.as_json() for each in signals]
        older, newer = sorted((one.row.id, other.row.id))
        known = (await self._between(one.group, other.group)).get(frozenset((older, newer)))
        if known is None:
            self._session.add(TwinRow(kept_id=older, duplicate_id=newer, kind=kind, signals=told))
            return True
        if known.undone_at is None:
            return False
        if known.undone_by != ROLECALL:
            return False
        known.kind, known.signals, known.made_by = kind, told, ROLECALL
        known.undone_at = known.undone_by = None
        return True

    def _add(self, row: PostingRow) -> Member:
        if row.id not in self.of:
            group = Group()
            self.of[row.id] = Member(row, posting_of(row), group)
            group.members.append(self.of[row.id])
        return self.of[row.id]

    async def _others(self) -> Iterable[PostingRow]:
        """What is one job with those that were loaded."""
        stored = [member.row for member in self.of.values() if member.row.id not in self._new]
        if not stored:
            return ()
        kept = {row.duplicate_of or row.id for row in stored}
        return await self._session.scalars(
            select(PostingRow)
            .where(or_(PostingRow.duplicate_of.in_(kept), PostingRow.id.in_(kept - self.of.keys())))
            .where(PostingRow.id.not_in(list(self.of)), PostingRow.closed_at.is_(None))
            .order_by(PostingRow.id)
            .options(leave_out(PostingRow.raw))
        )

    async def _between(self, one: Group, other: Group) -> dict[Pair, TwinRow]:
        """Links that were ever made between the postings of two groups; with new ones there are none."""
        if any(all(each.row.id in self._new for each in group.members) for group in (one, other)):
            return {}
        if self._links is None:
            ids = list(self.of)
            rows = await self._session.scalars(
                select(TwinRow).where(TwinRow.kept_id.in_(ids), TwinRow.duplicate_id.in_(ids))
            )
            self._links = {frozenset((row.kept_id, row.duplicate_id)): row for row in rows}
        return self._links
