"""Ordinary words of a text against facts, and the limits that a fact sets: `helped`, `learning`, `no`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rolecall.prepare.gate.amounts import Amount
from rolecall.prepare.gate.known import Read
from rolecall.prepare.gate.lexicon import (
    ACTION,
    CREDENTIAL,
    DEGREE,
    HEDGE,
    LIGHT,
    LOW_RANK,
    NEGATIONS,
    PARAPHRASE,
    PRAISE,
    QUANTITY,
    RANK,
    TONGUES,
    WISHES,
    meanings,
)
from rolecall.prepare.gate.names import Naming
from rolecall.prepare.gate.numerals import UNITS
from rolecall.prepare.gate.reading import Verdict
from rolecall.prepare.gate.similar import similar
from rolecall.prepare.gate.tokens import Token

_UNKNOWN_SHARE = 0.5
"""A sentence with a larger part of words that no fact has is of no kind that could be checked."""
_NO_LIMIT_AFTER = frozenset(["machine", "deep", "reinforcement", "team", "customer", "technical", "life", "e"])
"""Machine learning and customer support limit nothing."""


_PERIODS = frozenset(["s", "min", "h", "day", "week", "month", "quarter", "year"])
_EACH = frozenset(
    [
        "per",
        "every",
        "each",
        "pro",
        "jede",
        "jeden",
        "jedes",
        "par",
        "chaque",
        "por",
        "cada",
        "al",
        "ogni",
        "elke",
        "elk",
    ]
)
_AT = frozenset(
    ["at", "for", "with", "bei", "für", "chez", "pour", "en", "para", "na", "no", "in", "presso", "per", "bij", "voor"]
)
_EMPLOYED = frozenset(
    ["employed", "worked", "employee", "angestellt", "gearbeitet", "travaillé", "employé", "employée", "trabajé", "empleado",
     "trabalhei", "lavorato", "gewerkt"]
)  # fmt: skip
_DEEDS = frozenset(["build", "move", "organise", "fix"])
_TO_COME = frozenset(
    ["can", "want", "apply", "applying", "kann", "will", "bewerbe", "peux", "puedo", "posso", "kan", "solicit"]
)
_WATCH = frozenset(
    [
        "supervision",
        "supervised",
        "guidance",
        "aufsicht",
        "anleitung",
        "supervisión",
        "supervisão",
        "supervisione",
        "toezicht",
    ]
)
_UNDER = frozenset(["under", "unter", "sous", "bajo", "sob", "sotto", "onder"])
_PAST = re.compile(r"ed$|^(?:built|wrote|made|ran|led|grew|sold|won)$")


def _watched(said: Sequence[Token]) -> bool:
    return any(one.word in _UNDER and other.word in _WATCH for one, other in pairwise(said))


class Ordinary(Naming):
    """What is said around the claims."""

    def _plain(
        self,
        at: Sequence[int],
        facts: Sequence[Read],
        counted: Sequence[Amount],
        found: Verdict,
        named_here: set[int],
        *,
        wish: bool,
    ) -> None:
        """Ordinary words: in a clause that counts something each needs a fact, elsewhere most of them; and what a fact
        hedges or denies stays hedged and denied.
        """
        claimed = {self._token_at(missing.start) for missing in found.missing}
        rest = [
            i
            for i in at
            if i not in self.free
            and i not in self.numeral
            and i not in self.dated
            and self.said[i].word not in LIGHT
            and self.said[i].word not in WISHES
            and self.said[i].word not in NEGATIONS
        ]
        unknown = []
        heads: dict[str, float] = {}
        hits_of: dict[int, list[tuple[Read, Token]]] = {}
        for i in rest:
            token = self.said[i]
            hits = [(read, hit) for read in facts for hit in read.says(token.word)]
            exact = bool(hits)
            if not hits:
                hits = [
                    (read, hit)
                    for read in facts
                    for hit in read.said
                    if meanings(token.word, PARAPHRASE) & meanings(hit.word, PARAPHRASE)
                    or self._does(token.word, meanings(token.word, ACTION), hit.word)
                ]
            if hits:
                hits_of[i] = hits
                for id in {read.fact.id for read, _ in hits}:
                    heads[id] = heads.get(id, 0) + (1.0 if exact else 0.3)
            elif (
                i not in named_here
                and i not in claimed
                and not self._claim_word(i)
                and not (counted and self._sounds_alike(token.word, facts))
            ):
                unknown.append(i)
        if wish:
            return
        self._as_often(at, facts, found)
        self._at_the_company(at, found)
        if counted or self.setting.strict:
            unknown = [i for i in unknown if not self._free_verb(i)]
            found.missing += [
                self._missing("number" if counted else "wording", i, i) for i in unknown if i not in claimed
            ]
        elif self.entries and not self.heading and rest:
            free = [i for i in rest if i not in named_here and i not in claimed and not self._free_verb(i)]
            strange = min((self._strange(free, read) for read in facts), key=len)
            together = next((i for i in strange if i + 1 in strange and not self._adverb(i)), None)
            if together is not None:
                found.missing.append(self._missing("wording", together, together + 1))
            elif len(strange) > max(1, _UNKNOWN_SHARE * len(rest)):
                found.missing.append(self._missing("wording", strange[0], strange[-1]))
        self._qualified(at, facts, hits_of, heads, found)

    def _as_often(self, at: Sequence[int], facts: Sequence[Read], found: Verdict) -> None:
        """`Every hour` is not `every day`: a period stands in the fact that has one, else in none."""
        for i in at:
            period = UNITS.get(self.said[i].word)
            if not i or i in self.numeral or period not in _PERIODS or self.said[i - 1].word not in _EACH:
                continue
            theirs = {unit for read in facts if not read.head for unit in read.periods}
            if period not in theirs:
                found.missing.append(self._missing("number", i - 1, i))

    def _at_the_company(self, at: Sequence[int], found: Verdict) -> None:
        """Work at the company that is applied to is no fact, unless the candidate was there."""
        words = [self.said[i].word for i in at]
        if not any(
            meanings(word, ACTION) or word in _EMPLOYED or meanings(word, PARAPHRASE) & _DEEDS for word in words
        ):
            return
        sentence = [token.word for token in self.said if token.sentence == self.said[at[0]].sentence]
        if any(word in WISHES or word in _TO_COME for word in sentence):
            return
        for i in at:
            if (
                i
                and i in self.free
                and self.said[i].word in self.setting.posting_words
                and self.said[i].raw[:1].isupper()
                and self.said[i - 1].word in _AT
                and not any(read.head and read.says(self.said[i].word) for read in self.known.all.values())
            ):
                found.missing.append(self._missing("employer", i, i))

    def _strange(self, at: Sequence[int], read: Read) -> list[int]:
        """The words that neither this fact nor those that the text rewords have in any form."""
        facts = [*self.about, read, *self.known.heads(read.entry)]
        return [
            i
            for i in at
            if not self._claim_word(i)
            and not any(each.says(self.said[i].word) for each in facts)
            and not any(meanings(self.said[i].word, PARAPHRASE) & each.paraphrases for each in facts)
            and not meanings(self.said[i].word, PARAPHRASE)
            and not (self.setting.english and any(similar(self.said[i].word, word) for word in read.words - LIGHT))
        ]

    def _adverb(self, i: int) -> bool:
        return self.said[i].word.endswith("ly")

    def _free_verb(self, i: int) -> bool:
        """A general verb for what a fact says by a verb of its own (`built`, `used`): it adds nothing of its own."""
        return bool(
            meanings(self.said[i].word, PARAPHRASE)
            & {"build", "use", "work", "give", "handle", "colleague", "part", "join", "speed", "reach"}
        )

    def _claim_word(self, i: int) -> bool:
        word = self.said[i].word
        return bool(
            word in TONGUES
            or any(
                meanings(word, table) for table in (RANK, LOW_RANK, DEGREE, CREDENTIAL, PRAISE, QUANTITY, ACTION, HEDGE)
            )
        )

    def _sounds_alike(self, word: str, facts: Sequence[Read]) -> bool:
        return self.setting.english and any(
            similar(word, hit) for read in facts[:1] for hit in read.words if hit not in LIGHT
        )

    def _qualified(
        self,
        at: Sequence[int],
        facts: Sequence[Read],
        hits_of: dict[int, list[tuple[Read, Token]]],
        heads: dict[str, float],
        found: Verdict,
    ) -> None:
        if not hits_of or not heads:
            return
        main_id = max(heads, key=lambda each: heads[each])
        main = next(read for read in facts if read.fact.id == main_id)
        if main.head:
            return
        matched = {i: [hit for read, hit in hits if read is main] for i, hits in hits_of.items()}
        matched = {i: hits for i, hits in matched.items() if hits}
        mine = {name for i in at for name in meanings(self.said[i].word, HEDGE)} | {
            name
            for token in self.said
            for name in meanings(token.word, HEDGE)
            if token.sentence == self.said[at[0]].sentence
        }
        for i, hits in matched.items():
            if all(hit.negated != self.said[i].negated for hit in hits):
                found.missing.append(self._missing("negation", i, i))
                return
        if matched and self._unwatched(at, main):
            found.missing.append(self._missing("modality", min(matched), min(matched)))
            return
        if mine and (alone := self._on_one_own(matched, main)) is not None:
            found.missing.append(self._missing("modality", alone, alone))
            return
        if not matched or mine:
            return
        for other in facts:
            if other is not main and not self._limited(
                other, {i: [h for read, h in hits_of[i] if read is other] for i in matched}
            ):
                return
        if self._limited(main, matched):
            found.missing.append(self._missing("modality", min(matched), min(matched)))

    def _unwatched(self, at: Sequence[int], main: Read) -> bool:
        """Whether a fact says `under supervision`, and the text that rewords it does not."""
        said = {token.word for token in self.said if token.sentence == self.said[at[0]].sentence}
        return main in self.about and _watched(main.said) and not said & _WATCH

    def _on_one_own(self, matched: dict[int, list[Token]], main: Read) -> int | None:
        """A deed joined to a help by `and`, where the fact helped to do it: `helped the team and moved 9 services`."""
        for i, hits in sorted(matched.items()):
            if not (i and self.said[i - 1].word == "and" and _PAST.search(self.said[i].word)):
                continue
            helped = any(
                meanings(token.word, HEDGE) for token in self.said[:i] if token.sentence == self.said[i].sentence
            )
            joined = any(one.word == "and" and other in hits for one, other in pairwise(main.said))
            if helped and not joined and self._limited(main, {i: hits}):
                return i
        return None

    @staticmethod
    def _limited(read: Read, matched: dict[int, list[Token]]) -> bool:
        """Whether a fact says these words only with a limit before them in their clause, or does not say them all."""
        if not all(matched.values()):
            return True
        first = min((hits[0] for hits in matched.values()), key=lambda hit: hit.start)
        before = [
            number
            for number, token in enumerate(read.said)
            if token.start < first.start and token.clause == first.clause
        ]
        return any(
            meanings(read.said[n].word, HEDGE) and not (n and read.said[n - 1].word in _NO_LIMIT_AFTER) for n in before
        )
