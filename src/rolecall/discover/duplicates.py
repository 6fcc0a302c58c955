"""Which postings are one job: the same opening in several places, or listed twice. Explained, and never by force.

Postings that are alike in a row belong together: A and B, B and C. What sets jobs apart (`compare.conflicts`) is asked
of every two of a group, so that no third one brings together what is apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from rolecall.discover.alike import blocking_keys
from rolecall.discover.compare import Comparison, Evidence, compare, conflicts, other_page
from rolecall.discover.posting import Location, Posting
from rolecall.discover.signals import Signal, signal


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A posting that was merged into another, and why."""

    posting: Posting
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One job: the posting that is kept, and the others."""

    kept: Posting
    duplicates: tuple[Duplicate, ...] = ()

    @property
    def locations(self) -> tuple[Location, ...]:
        """Every place of the job, each once."""
        each = [
            place for posting in (self.kept, *(twin.posting for twin in self.duplicates)) for place in posting.locations
        ]
        return tuple(dict.fromkeys(each))


@dataclass(slots=True, eq=False)
class _Draft:
    kept: Posting
    numbers: list[int]
    duplicates: list[Duplicate] = field(default_factory=list)

    @property
    def members(self) -> list[Posting]:
        return [self.kept, *(twin.posting for twin in self.duplicates)]


def group(postings: Iterable[Posting]) -> list[Group]:
    """Every posting in exactly one group. The same postings in any order give the same groups."""
    drafts: list[_Draft] = []
    by_key: dict[tuple[str, ...], list[tuple[int, Posting]]] = defaultdict(list)
    for number, posting in enumerate(sorted(postings, key=preference)):
        drafts.append(_Draft(posting, [number]))
        met: set[int] = set()
        for name in blocking_keys(posting):
            for at, member in by_key[name]:
                if at in met or drafts[at] is drafts[number] or other_opening(member, posting):
                    continue
                met.add(at)
                found = compare(member, posting)
                if found.same:
                    _join(drafts, drafts[at], drafts[number], member, found)
            by_key[name].append((number, posting))
    return [Group(draft.kept, tuple(draft.duplicates)) for draft in dict.fromkeys(drafts)]


def other_opening(one: Posting, other: Posting) -> bool:
    """Whether a board files two of its postings under different openings: large boards have hundreds of one title."""
    if one.opening_id is None or other.opening_id is None or one.opening_id == other.opening_id:
        return False
    return one.board == other.board and one.board_company == other.board_company


def fit_together(some: Iterable[Posting], others: Iterable[Posting], signals: Iterable[str]) -> bool:
    """Whether nothing sets any of some postings apart from any of the others. `signals` are the names of those by which
    one pair of them was found to be one job.
    """
    others, names = list(others), set(signals)
    for one in some:
        for other in others:
            if next(conflicts(one, other, evidence_of(names)), None):
                return False
            if "listed_twice" in names and other_page(one, other):
                return False
    return True


def evidence_of(signals: Collection[str]) -> Evidence:
    """What two postings were taken for one job by."""
    return "page" if "page" in signals else "number"


def by_way_of(posting: Posting) -> Signal:
    """Why a posting is in a group whose kept one it is not alike."""
    return signal("by_way_of", f"It is alike “{posting.title}”, which is the same job.")


def _join(drafts: list[_Draft], one: _Draft, other: _Draft, met: Posting, found: Comparison) -> None:
    """Put the group of the later posting into that of the earlier one, whose first member is kept."""
    into, gone = sorted((one, other), key=lambda draft: draft.numbers[0])
    if not fit_together(into.members, gone.members, [each.signal for each in found.signals]):
        return
    way = () if met is into.kept else (by_way_of(met),)
    into.duplicates.append(Duplicate(gone.kept, (*found.signals, *way)))
    into.duplicates.extend(gone.duplicates)
    into.numbers.extend(gone.numbers)
    for number in gone.numbers:
        drafts[number] = into


def preference(posting: Posting) -> tuple[bool, bool, str, str, str, str]:
    """Sorts the posting to keep first: open, with a text, published first; ids settle the rest."""
    published = posting.published_at.isoformat() if posting.published_at else "9999"
    return (
        posting.closed_at is not None,
        not posting.text,
        published,
        posting.board,
        posting.board_company,
        f"{posting.job_id:>40}",
    )
