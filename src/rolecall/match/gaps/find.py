"""What is missing most often among postings, and what one thing more would open: scored by the score itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import fsum
from uuid import UUID

from rolecall.discover.queries import Posting
from rolecall.match.candidate import Candidate
from rolecall.match.gaps.suppose import LEARNT, Lack, lacks, supposed
from rolecall.match.gaps.weak import Weak, weak_statements
from rolecall.match.learning.personal import Personal
from rolecall.match.model import Decision, Filtered, Finding, Match, Met, RequirementKind
from rolecall.match.requirements.read import Ask, Reading, read
from rolecall.match.score import STRONG, WEAK, score_prepared
from rolecall.match.skills.taxonomy import Taxonomy, taxonomy
from rolecall.profile.queries import Fact, Preferences, Resume

THRESHOLDS = (WEAK, 70, STRONG)
"""Scores that mean something: worth a look, good, may be approved by policy."""
MOST_GAPS = 40
MOST_SHOWN = 12
"""Postings that a gap lists by name; all are counted."""
_HARD = (RequirementKind.VISA, RequirementKind.PLACE, RequirementKind.CLEARANCE)


@dataclass(frozen=True, slots=True)
class Risen:
    """A posting's score as it is, and as it would be."""

    posting_id: UUID
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Over:
    """How many postings would rise over a score."""

    threshold: int
    postings: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What having it would do, by scoring these postings again with it.

    `met` of the `scored` postings would then have the requirement met; `over` counts, for each of `THRESHOLDS`, those
    that would rise over it. Points are of the score before a bound holds it: a posting held below 90 may gain some and stay below.
    """

    scored: int
    met: int
    mean_points: float
    most_points: float
    over: tuple[Over, ...]
    risen: tuple[Risen, ...]
    """The `MOST_SHOWN` best of those that rise."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that postings ask for and the candidate does not have, or only partly."""

    kind: RequirementKind
    name: str
    postings: int
    must: int
    partly: int
    example: str
    """A posting's own sentence."""
    example_posting: UUID
    effect: Effect | None
    """None where time was up before it could be scored."""


@dataclass(frozen=True, slots=True)
class HardGap:
    """What no learning changes: a visa, a place, a clearance, or a wish of the candidate's own that rules postings out."""

    kind: str
    name: str
    postings: int
    own_wish: bool
    example: str
    example_posting: UUID


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing among `looked_at` postings. `cut_short`: time was up before everything was looked at."""

    looked_at: int
    gaps: tuple[Gap, ...]
    more: int
    """Gaps that are rarer than those shown."""
    hard: tuple[HardGap, ...]
    weak: tuple[Weak, ...]
    cut_short: bool


@dataclass(frozen=True, slots=True)
class _Looked:
    posting: Posting
    reading: Reading
    match: Match
    held: tuple[tuple[Ask, Finding], ...]


@dataclass(slots=True)
class _Tally:
    postings: dict[UUID, Finding] = field(default_factory=dict)


def find_gaps(
    postings: Mapping[UUID, Posting],
    resume: Resume,
    facts: Sequence[Fact],
    preferences: Preferences,
    today: date,
    *,
    personal: Personal | None = None,
    time_is_up: Callable[[], bool] = lambda: False,
) -> Gaps:
    """Hold the postings (in the order in which they count) against the candidate, and each gap against the score. Pure.

    `personal` is what was learnt of the candidate's decisions. `time_is_up` is asked between postings; what was not done by then is left out, and the answer says so.
    """
    table = taxonomy()
    candidate = Candidate.prepare(resume, facts, preferences, today)
    looked: dict[UUID, _Looked] = {}
    for id, posting in postings.items():
        if time_is_up():
            break
        looked[id] = _look(posting, candidate, table, personal)
    tallies = _tallied(looked, candidate, table)
    order = sorted(tallies, key=lambda lack: (-_weight(tallies[lack]), lack.kind.value, lack.name))
    gaps = []
    for lack in order[:MOST_GAPS]:
        with_it = _with(lack, candidate, resume, facts)
        gaps.append(_gap(lack, tallies[lack], _effect(tallies[lack], looked, with_it, personal, time_is_up)))
    return Gaps(
        looked_at=len(looked),
        gaps=tuple(gaps),
        more=max(0, len(order) - MOST_GAPS),
        hard=tuple(_hard(looked)),
        weak=weak_statements([each.held for each in looked.values()], candidate, facts, resume, table),
        cut_short=len(looked) < len(postings) or any(gap.effect is None for gap in gaps),
    )


def _look(posting: Posting, candidate: Candidate, table: Taxonomy, personal: Personal | None) -> _Looked:
    reading = read(posting.text, table)
    match = score_prepared(posting, candidate, reading, personal)
    asks = {ask.requirement: ask for ask in reading.asks}
    held = tuple((asks[each.requirement], each) for each in match.findings if each.requirement in asks)
    return _Looked(posting, reading, match, held)


def _tallied(looked: Mapping[UUID, _Looked], candidate: Candidate, table: Taxonomy) -> dict[Lack, _Tally]:
    tallies: dict[Lack, _Tally] = {}
    for id, each in looked.items():
        for ask, finding in each.held:
            if finding.met is Met.MET or ask.requirement.kind not in LEARNT:
                continue
            for lack in lacks(ask, candidate, table):
                there = tallies.setdefault(lack, _Tally()).postings
                # Asked for twice, once as a must: that is the one to tell of.
                if id not in there or (finding.requirement.must and not there[id].requirement.must):
                    there[id] = finding
    return tallies


def _weight(tally: _Tally) -> float:
    return sum(1.0 if finding.requirement.must else 0.5 for finding in tally.postings.values())


def _with(lack: Lack, candidate: Candidate, resume: Resume, facts: Sequence[Fact]) -> Candidate:
    added = supposed(lack, candidate)
    return Candidate.prepare(resume, (*facts, *added), candidate.preferences, candidate.today)


def _effect(
    tally: _Tally,
    looked: Mapping[UUID, _Looked],
    with_it: Candidate,
    personal: Personal | None,
    time_is_up: Callable[[], bool],
) -> Effect | None:
    risen: list[Risen] = []
    points: list[float] = []
    met = 0
    over = dict.fromkeys(THRESHOLDS, 0)
    for id, finding in tally.postings.items():
        if time_is_up():
            return None
        each = looked[id]
        match = score_prepared(each.posting, with_it, each.reading, personal)
        met += any(now.requirement == finding.requirement and now.met is Met.MET for now in match.findings)
        before, after = each.match.score, match.score
        points.append(100 * (match.probability - each.match.probability))
        if match.decision is Decision.FILTERED:
            continue
        for threshold in THRESHOLDS:
            over[threshold] += before < threshold <= after
        if after > before:
            risen.append(Risen(id, before, after))
    risen.sort(key=lambda one: (-one.after, one.before, one.posting_id))
    return Effect(
        scored=len(points),
        met=met,
        mean_points=round(fsum(points) / len(points), 1),
        most_points=round(max(points), 1),
        over=tuple(Over(threshold, postings) for threshold, postings in over.items()),
        risen=tuple(risen[:MOST_SHOWN]),
    )


def _gap(lack: Lack, tally: _Tally, effect: Effect | None) -> Gap:
    findings = tally.postings
    example = next((id for id, finding in findings.items() if finding.requirement.must), next(iter(findings)))
    return Gap(
        kind=lack.kind,
        name=lack.name,
        postings=len(findings),
        must=sum(finding.requirement.must for finding in findings.values()),
        partly=sum(finding.met is Met.PARTLY for finding in findings.values()),
        example=findings[example].requirement.text,
        example_posting=example,
        effect=effect,
    )


def _hard(looked: Mapping[UUID, _Looked]) -> Iterable[HardGap]:
    found: dict[tuple[str, str, bool], HardGap] = {}

    def add(key: tuple[str, str, bool], id: UUID, words: str) -> None:
        there = found.get(key)
        first = HardGap(key[0], key[1], 1, own_wish=key[2], example=words, example_posting=id)
        found[key] = first if there is None else replace(there, postings=there.postings + 1)

    for id, each in looked.items():
        told: dict[tuple[str, str, bool], str] = {}
        for finding in each.match.findings:
            asked = finding.requirement
            if asked.kind in _HARD and finding.met is not Met.MET:
                told.setdefault((asked.kind.value, asked.name, False), asked.text)
        for wish in each.match.filtered:
            told.setdefault(_wish(wish), wish.why)
        for key, words in told.items():
            add(key, id, words)
    return sorted(found.values(), key=lambda gap: (-gap.postings, gap.own_wish, gap.kind, gap.name))


def _wish(filtered: Filtered) -> tuple[str, str, bool]:
    return filtered.filter, filtered.filter, True
