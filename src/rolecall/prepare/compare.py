"""Two résumés (or letters) word by word: what was left out, put in, changed, moved. Same input, same answer.

Lines are paired first, then the words of each pair are compared; the work is bounded by the length of a line and by how
many lines are held against each other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import LCSseq

from rolecall.prepare.lines import Line

_ALIKE = 0.5
"""Lines that share less of their words are two lines, not one that was changed."""
_SAME_ID_ALIKE = 0.2
_MOST_HELD = 200
"""Lines without a partner that are held against each other, on each side."""
_MOST_WORDS = 1_500
"""Words of a line that are compared one by one; of longer ones the one stands for the other."""
_WORD = re.compile(r"\s*(?:\w+(?:[’'.+#/-]*\w+)*[+#%]*|[^\w\s])|\s+")


class Op(StrEnum):
    """What became of some words."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of a text; the SAME and IN ones in order are the new text, the SAME and OUT ones the old but for white
    space.
    """

    op: Op
    text: str


class Fate(StrEnum):
    """What became of a line."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line before and after.

    `was` and `now` are its places (from 1) among the lines beside it that both have; `moved` says that it changed
    places with others, or stands under another entry.
    """

    fate: Fate
    before: Line | None
    after: Line | None
    words: tuple[Words, ...]
    moved: bool = False
    was: int | None = None
    now: int | None = None

    @property
    def section(self) -> str:
        """Heading of the section it stands in, or stood."""
        line = self.after or self.before
        assert line is not None
        return line.section


@dataclass(frozen=True, slots=True)
class Totals:
    """How much changed, in words and lines."""

    words_before: int
    words_after: int
    words_out: int
    words_in: int
    same: int
    changed: int
    added: int
    left_out: int
    moved: int


def compare(before: Sequence[Line], after: Sequence[Line]) -> tuple[ComparedLine, ...]:
    """Every line of both, in the order of `after`; what was left out stands where it stood in `before`."""
    pairs = _pairs(before, after)
    places = _places(before, after, pairs)
    partner = {second: first for first, second in pairs.items()}
    lines: list[ComparedLine] = []
    told: set[int] = set()
    for at, line in enumerate(after):
        was = partner.get(at)
        if was is None:
            lines.append(ComparedLine(Fate.ADDED, None, line, (Words(Op.IN, line.text),)))
            continue
        words = diff_words(before[was].text, line.text)
        fate = Fate.SAME if before[was].text == line.text else Fate.CHANGED
        old, new, moved = places.get(was, (None, None, False))
        lines.append(ComparedLine(fate, before[was], line, words, moved=moved, was=old, now=new))
        told.add(was)
    return tuple(_with_gone(before, lines, [at for at in range(len(before)) if at not in told]))


def diff_words(before: str, after: str) -> tuple[Words, ...]:
    """The words of two texts, each run with what became of it."""
    if before == after:
        return (Words(Op.SAME, before),) if before else ()
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        return tuple(words for words in (Words(Op.OUT, before), Words(Op.IN, after)) if words.text)
    found: list[Words] = []
    steps = LCSseq.opcodes([word.strip() for word in old], [word.strip() for word in new])
    for step in steps:
        if step.tag == "equal":
            found.append(Words(Op.SAME, "".join(new[step.dest_start : step.dest_end])))
        else:
            found.append(Words(Op.OUT, "".join(old[step.src_start : step.src_end])))
            found.append(Words(Op.IN, "".join(new[step.dest_start : step.dest_end])))
    return tuple(_runs(found))


def _runs(found: Iterable[Words]) -> Iterator[Words]:
    """What was left out and what was put in between two words that stayed, each as one run."""
    for same, group in groupby(found, key=lambda words: words.op is Op.SAME):
        steps = list(group)
        for op in (Op.SAME,) if same else (Op.OUT, Op.IN):
            if text := "".join(words.text for words in steps if words.op is op):
                yield Words(op, text)


def totals(lines: Iterable[ComparedLine]) -> Totals:
    """The sums over compared lines."""
    counted: Counter[str] = Counter()
    for line in lines:
        counted[line.fate] += 1
        counted["moved"] += line.moved
        for words in line.words:
            counted[f"words_{words.op}"] += _count(words.text)
        counted["words_before"] += _count(line.before.text) if line.before else 0
        counted["words_after"] += _count(line.after.text) if line.after else 0
    return Totals(
        words_before=counted["words_before"],
        words_after=counted["words_after"],
        words_out=counted["words_out"],
        words_in=counted["words_in"],
        same=counted[Fate.SAME],
        changed=counted[Fate.CHANGED],
        added=counted[Fate.ADDED],
        left_out=counted[Fate.LEFT_OUT],
        moved=counted["moved"],
    )


def _count(text: str) -> int:
    return sum(any(char.isalnum() for char in word) for word in text.split())


def _pairs(before: Sequence[Line], after: Sequence[Line]) -> dict[int, int]:
    """Which line of `before` became which of `after`: the same text, then the same id, then the most alike."""
    pairs: dict[int, int] = {}
    free = dict.fromkeys(range(len(after)))
    for keys in (_id_and_text, _under_and_text, _role_and_text):
        waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in free:
            waiting[keys(after[at])].append(at)
        for first, line in enumerate(before):
            if first not in pairs and (found := waiting.get(keys(line))):
                pairs[first] = found.pop(0)
                del free[pairs[first]]
    by_id = {after[at].id: at for at in free}
    for first, line in enumerate(before):
        second = by_id.get(line.id)
        if first not in pairs and second in free and _alike(line.text, after[second].text) >= _SAME_ID_ALIKE:
            pairs[first] = second
            del free[second]
    _pair_alike(before, after, pairs, free)
    return pairs


def _pair_alike(before: Sequence[Line], after: Sequence[Line], pairs: dict[int, int], free: dict[int, None]) -> None:
    lone = [at for at in range(len(before)) if at not in pairs][:_MOST_HELD]
    held = sorted(
        (-likeness, first, second)
        for first in lone
        for second in list(free)[:_MOST_HELD]
        if before[first].role == after[second].role
        and (likeness := _alike(before[first].text, after[second].text)) >= _ALIKE
    )
    for _, first, second in held:
        if first not in pairs and second in free:
            pairs[first] = second
            del free[second]


def _id_and_text(line: Line) -> tuple[str, ...]:
    return (line.id, line.text)


def _under_and_text(line: Line) -> tuple[str, ...]:
    return (line.under, line.role, line.text)


def _role_and_text(line: Line) -> tuple[str, ...]:
    return (line.role, line.text)


def _alike(one: str, other: str) -> float:
    """Dice's coefficient over the words of both, each as often as it stands there."""
    first, second = Counter(one.casefold().split()), Counter(other.casefold().split())
    together = first.total() + second.total()
    return 2 * (first & second).total() / together if together else 0.0


def _places(
    before: Sequence[Line], after: Sequence[Line], pairs: dict[int, int]
) -> dict[int, tuple[int | None, int | None, bool]]:
    """By its number in `before`: a line's place there and then among those beside it, and whether it moved.

    Of lines that changed places as few as can be count as moved: those outside a longest run that kept its order.
    """
    beside: dict[tuple[str, str], list[int]] = defaultdict(list)
    found: dict[int, tuple[int | None, int | None, bool]] = {}
    for first, second in sorted(pairs.items()):
        old, new = before[first], after[second]
        if old.under != new.under and {old.role, new.role} == {"bullet"}:
            found[first] = (None, None, True)
        elif old.section == new.section or old.under:
            beside[new.section, new.under].append(first)
        else:
            found[first] = (None, None, True)
    for group in beside.values():
        order = sorted(group, key=lambda first: pairs[first])
        kept = _longest_run([order.index(first) for first in group])
        for was, first in enumerate(group):
            now = order.index(first)
            found[first] = (was + 1, now + 1, was not in kept and was != now)
    return found


def _longest_run(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising run."""
    ends: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        back.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(number)
            last.append(place)
        else:
            ends[at], last[at] = number, place
    run: set[int] = set()
    place = last[-1] if last else -1
    while place >= 0:
        run.add(place)
        place = back[place]
    return run


def _with_gone(before: Sequence[Line], lines: list[ComparedLine], gone: Sequence[int]) -> list[ComparedLine]:
    """The lines with those left out put in after the one that stood before them."""
    number = {id(line.before): at for at, line in enumerate(lines) if line.before is not None}
    behind: dict[int, list[ComparedLine]] = defaultdict(list)
    for first in gone:
        line = before[first]
        at = next((number[id(known)] for known in reversed(before[:first]) if id(known) in number), -1)
        behind[at].append(ComparedLine(Fate.LEFT_OUT, line, None, (Words(Op.OUT, line.text),)))
    return [*behind[-1], *(line for at, known in enumerate(lines) for line in (known, *behind[at]))]
