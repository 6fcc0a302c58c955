"""Numbers and dates of a text against facts: with their unit, with what they count, in their order and place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rolecall.prepare.gate.amounts import PRESENT, Amount, Moment, is_numeral, is_unit
from rolecall.prepare.gate.known import Read
from rolecall.prepare.gate.lexicon import COUNTED, LIGHT, PARAPHRASE, meanings
from rolecall.prepare.gate.reading import Statement
from rolecall.prepare.gate.similar import similar
from rolecall.prepare.gate.tokens import Token, alike
from rolecall.profile.queries import FactKind

_EXPERIENCE = re.compile(
    r"experien|erfahrung|expérience|ervaring|esperienza|career|profession|berufs|background", re.IGNORECASE
)


_STEP = frozenset(["by", "um"])
_LEVEL = frozenset(["from", "to", "auf", "von"])
_SHORT_BY = 2
"""`Over six years` for somebody with eight and a half is true enough; with twenty it says something else."""


class Counting(Statement):
    """Which facts have a number, a date, a span of time."""

    def _number(self, amount: Amount, facts: Sequence[Read], entry: str) -> list[Read]:
        found = [read for read in facts if self._stands(amount, read)]
        if found or amount.unit not in {"year", "month"}:
            return found
        if not (_EXPERIENCE.search(self.plain) or entry):
            return []
        own = list(self.known.by_entry[entry] if entry and self.entries else self.known.all.values())
        behind = self.said[amount.last].end
        spelled = [self.plain[start:end] for start, end, _ in self.skills if start > behind]
        if spelled:
            entries = {read.entry for read in self.known.all.values() if any(read.names(name) for name in spelled)}
            own = [read for read in own if read.entry in entries]
        months = self.known.months(own)
        unit = 12 if amount.unit == "year" else 1
        total = months // unit
        exact = {total, round(months / unit)}
        if amount.bound == "over":
            exact = {number for number in range(max(1, total - _SHORT_BY), total + 1) if number * unit < months}
        return [read for read in own if read.fact.kind is FactKind.POSITION] if amount.values & exact else []

    def _stands(self, amount: Amount, read: Read) -> bool:
        """Whether a fact has this number, of the same unit, bound and thing."""
        for other in read.amounts:
            if not amount.values & other.values or amount.unit != other.unit or amount.bound not in {"", other.bound}:
                continue
            if other.bound == "under" and amount.bound != "under":
                continue
            if (
                self._same_thing(amount, other, read)
                and self._same_order(amount, other, read)
                and self._same_step(amount, other, read)
            ):
                return True
        return False

    def _same_thing(self, amount: Amount, other: Amount, read: Read) -> bool:
        """Whether what is counted here is counted by the same number there, where the fact has more numbers than one."""
        thing = self._thing(amount, self.said)
        if thing is None or (amount.unit and is_unit(amount.unit)):
            return True
        theirs = self._thing(other, read.said)
        if theirs is None:
            return len(read.amounts) == 1 or amount.unit != ""
        if alike(thing, theirs) or meanings(thing, PARAPHRASE) & meanings(theirs, PARAPHRASE):
            return True
        if "colleague" in meanings(thing, PARAPHRASE):
            return len(read.amounts) == 1
        window = [token.word for token in read.said[other.last + 1 : other.last + 6]]
        return any(alike(thing, word) for word in window) or (self.setting.english and similar(thing, theirs))

    @staticmethod
    def _thing(amount: Amount, said: Sequence[Token]) -> str | None:
        """The first telling word after a number in its clause."""
        for token in said[amount.last + 1 : amount.last + 4]:
            if token.clause != said[amount.at].clause:
                return None
            if token.word not in LIGHT or (token.word in COUNTED and token is said[amount.last + 1]):
                return None if token.word[:1].isdigit() or is_numeral(token.word) else token.word
        return None

    def _same_order(self, amount: Amount, other: Amount, read: Read) -> bool:
        """`from 9 to 1` is not `from 1 to 9`: what came before it there may not come after it here."""
        after = {
            v
            for at, each in self.amounts.items()
            if at > amount.at and self.said[at].clause == self.said[amount.at].clause
            for v in each.values
        }
        between = [token.word for token in self.said[max(0, amount.at - 1) : amount.at]]
        if not after or not set(between) & {"from", "von", "de", "da", "van", "desde"}:
            return True
        earlier = {v for each in read.amounts if each.at < other.at for v in each.values}
        later = {v for each in read.amounts if each.at > other.at for v in each.values}
        return not (after & earlier - later)

    def _same_step(self, amount: Amount, other: Amount, read: Read) -> bool:
        """`by 5 hours` is neither `from 5 hours` nor `to 5 hours`."""
        mine, theirs = (
            said[each.at - 1].word if each.at else "" for said, each in ((self.said, amount), (read.said, other))
        )
        return not (
            (mine in _STEP and theirs in _LEVEL and theirs not in _STEP)
            or (mine in _LEVEL and theirs in _STEP and mine not in _STEP)
        )

    def _date(self, moment: Moment, facts: Sequence[Read]) -> list[Read]:
        present = moment.role == "start" and any(
            token.word in PRESENT for token in self.said[moment.last + 1 : moment.last + 3]
        )
        found = []
        for read in facts:
            stated = [(each.year, each.month, each.role) for each in read.moments] if not read.head else []
            for iso, role in ((read.fact.since, "start"), (read.fact.until, "end")):
                if iso and (read.head or read.entry):
                    stated.append((int(iso[:4]), int(iso[5:7]) if len(iso) > 4 else None, role))
            fits = any(
                year == moment.year
                and (moment.month is None or month == moment.month)
                and (not moment.role or not role or role == moment.role or read.fact.since == read.fact.until)
                for year, month, role in stated
            )
            if fits and not (present and read.fact.until):
                found.append(read)
        return found
