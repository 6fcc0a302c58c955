"""The candidate's facts, read once: by the entry they belong to, with their words, numbers and skills."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rolecall.prepare.gate.amounts import Amount, Moment, amounts, dates, month_numbers
from rolecall.prepare.gate.lexicon import ACTION, LEVELS, LOW_RANK, PARAPHRASE, TONGUES, meanings
from rolecall.prepare.gate.numerals import UNITS
from rolecall.prepare.gate.skills import named, same_name
from rolecall.prepare.gate.tokens import Token, alike, base, clear, tokens
from rolecall.profile.queries import Fact, FactKind

_ENTRY = re.compile(r"/(?:work|education|projects|others|certificates)/\d+")
HEADS = frozenset({FactKind.POSITION, FactKind.EDUCATION, FactKind.LABEL, FactKind.CERTIFICATE})


@dataclass(frozen=True)
class Read:
    """A fact as the gate reads it."""

    fact: Fact
    entry: str
    """Pointer of the position, study or project it belongs to; empty for what belongs to none."""
    head: bool
    """It states the entry itself: title, employer, dates."""

    @cached_property
    def text(self) -> str:
        """The fact's text with its compatibility characters made plain."""
        return clear(self.fact.text)[0]

    @cached_property
    def said(self) -> tuple[Token, ...]:
        """Its words."""
        return tokens(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, case folded."""
        return frozenset(token.word for token in self.said)

    @cached_property
    def bases(self) -> frozenset[str]:
        """Its words without endings."""
        return frozenset(base(word) for word in self.words)

    @cached_property
    def actions(self) -> frozenset[str]:
        """What its words mean: leading, cutting, building."""
        return frozenset(name for word in self.words for name in meanings(word, ACTION))

    @cached_property
    def paraphrases(self) -> frozenset[str]:
        """The groups of ordinary words that it uses."""
        return frozenset(name for word in self.words for name in meanings(word, PARAPHRASE))

    @cached_property
    def amounts(self) -> list[Amount]:
        """Its numbers, those that are dates left out."""
        taken = {at for moment in self.moments for at in range(moment.at, moment.last + 1)}
        return [each for each in amounts(self.said, self.text) if each.at not in taken or not self.dated]

    @cached_property
    def moments(self) -> list[Moment]:
        """The dates in its text."""
        return dates(self.said, self.text)

    @cached_property
    def periods(self) -> frozenset[str]:
        """The spans of time it names, `daily` as the day: how often something is done."""
        adverbs = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
        named = {UNITS.get(word, "") for word in self.words}
        return frozenset(named | {unit for name, unit in adverbs.items() if name in self.paraphrases} - {""})

    @cached_property
    def dated(self) -> bool:
        """Whether numbers that look like years are years here: they are no thing that is counted."""
        return self.head or self.fact.kind is not FactKind.DUTY

    @cached_property
    def skills(self) -> tuple[tuple[str, bool], ...]:
        """Skills as it writes them, and whether it says that they are not there."""
        found = []
        for start, end, _ in named(self.text):
            first = next((token for token in self.said if token.end > start), None)
            found.append((self.text[start:end], bool(first and first.negated)))
        if self.fact.kind is FactKind.SKILL:
            found.append((self.text, False))
            found += [(part.strip(), False) for part in re.split(r"[,;()/|]", self.text) if part.strip()]
        return tuple(found)

    @cached_property
    def tongues(self) -> dict[str, int]:
        """Human languages it names, each with its level (0 where none is said)."""
        levels = [level_of(token.word) for token in self.said]
        return {TONGUES[token.word]: max(levels, default=0) for token in self.said if token.word in TONGUES}

    def says(self, word: str) -> list[Token]:
        """The places where it has the word, in any form."""
        if word in self.words:
            return [token for token in self.said if token.word == word or alike(token.word, word)]
        return [token for token in self.said if alike(token.word, word)]

    def names(self, spelling: str) -> bool | None:
        """Whether it names a skill: True, False when it says that it is not there, None when it does not name it."""
        found = [negated for known, negated in self.skills if same_name(known, spelling)]
        return None if not found else not all(found)


def level_of(word: str) -> int:
    """How well a language is spoken, by a word for it: 1 for A1 to 6 for C2, 7 native, 0 where it says nothing of it."""
    return LEVELS.get(word, 0)


class Known:
    """All facts of a candidate."""

    def __init__(self, facts: Iterable[Fact], today: tuple[int, int]) -> None:
        self.today = today
        self.all: dict[str, Read] = {}
        self.by_entry: dict[str, list[Read]] = {"": []}
        for fact in facts:
            hit = _ENTRY.match(fact.pointer)
            entry = hit[0] if hit else ""
            read = Read(fact, entry, head=fact.pointer == entry or (fact.kind in HEADS and not entry))
            self.all[fact.id] = read
            self.by_entry.setdefault(entry, []).append(read)

    def heads(self, entry: str) -> list[Read]:
        """What states an entry itself."""
        return [read for read in self.by_entry.get(entry, ()) if read.head or read.fact.pointer.endswith("/location")]

    @cached_property
    def employers(self) -> dict[str, list[tuple[str, ...]]]:
        """By entry the names it goes by: every field of its head but the first, in words."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for entry, reads in self.by_entry.items():
            for read in reads:
                if not entry or not read.head:
                    continue
                names = re.split(r"\s*\|\s*|,\s+", read.text.partition(" | ")[0])
                for name in names[1:] or names:
                    said = tuple(token.word for token in tokens(name))
                    found.setdefault(entry, []).extend([said, *([said[:1]] if _telling(said, name) else [])])
        return found

    @cached_property
    def low_titles(self) -> list[tuple[str, ...]]:
        """Titles of a lower rank without it, where no other fact has the title so."""
        found: list[tuple[str, ...]] = []
        titles = [
            tuple(token.word for token in tokens(read.text.partition(" | ")[0].rpartition(", ")[0] or read.text))
            for read in self.all.values()
            if read.fact.kind in {FactKind.POSITION, FactKind.LABEL}
        ]
        for title in titles:
            core = tuple(word for word in title if not meanings(word, LOW_RANK))
            if (
                core
                and core != title
                and not any(_within(core, other) for other in titles if other != title)
                and not meanings(title[-1], LOW_RANK)
            ):
                found.append(core)
        return found

    def months(self, reads: Sequence[Read]) -> int:
        """Months that the positions among these facts cover together."""
        covered: set[int] = set()
        for read in reads:
            if read.head and read.fact.kind is FactKind.POSITION:
                covered.update(month_numbers(read.fact.since, read.fact.until, self.today))
        return len(covered)


def _within(core: Sequence[str], title: Sequence[str]) -> bool:
    """Whether a title has these words in a row and no lower rank."""
    size = len(core)
    return not any(meanings(word, LOW_RANK) for word in title) and any(
        tuple(title[at : at + size]) == tuple(core) for at in range(len(title) - size + 1)
    )


_COMMON_NAMES = frozenset(
    [
        "the",
        "university",
        "universität",
        "université",
        "universidad",
        "college",
        "school",
        "hochschule",
        "technical",
        "national",
        "royal",
        "st",
        "city",
        "state",
        "bank",
        "institute",
        "general",
    ]
)
_TELLING = 5


def _telling(said: Sequence[str], name: str) -> bool:
    """Whether a name's first word alone stands for it: `Parcelwise` of `Parcelwise Ltd`."""
    return len(said) > 1 and len(said[0]) >= _TELLING and said[0] not in _COMMON_NAMES and name[:1].isupper()
