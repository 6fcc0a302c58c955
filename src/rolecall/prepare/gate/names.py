"""Names of a text against facts: skills, languages, titles, employers, degrees, and what was done to what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rolecall.prepare.gate.counts import Counting
from rolecall.prepare.gate.known import Read, level_of
from rolecall.prepare.gate.lexicon import (
    ACTION,
    BETTER,
    CREDENTIAL,
    DEGREE,
    HEDGE,
    LIGHT,
    LOW_RANK,
    PARAPHRASE,
    PRAISE,
    QUANTITY,
    RANK,
    TONGUES,
    meanings,
)
from rolecall.prepare.gate.skills import same_name
from rolecall.prepare.gate.tokens import Token, alike, tokens
from rolecall.profile.queries import FactKind

_SHAPE = re.compile(
    r"[\w.]*[a-zß-ÿ][A-ZÀ-Þ][\w.]*|[A-Z]{2,}[\w+#]*|\w*[+#]{1,2}|\w+\.(?:js|net|io|py|ai|com)|[A-Za-z]+\d\w*|\.NET"
)


_ARTICLES = frozenset(
    ["a", "an", "the", "of", "de", "la", "le", "du", "el", "o", "i", "und", "and", "in", "der", "die", "van", "het"]
)


class Naming(Counting):
    """Which facts have a name, a rank, a praise, an act."""

    def _skill(self, spelling: str, token: Token, facts: Sequence[Read]) -> list[Read]:
        found = []
        for read in facts:
            has = read.names(spelling)
            if (
                has is None
                and " " not in spelling
                and not any(" " in known and alike_part(spelling, known) for known, _ in read.skills)
            ):
                hits = [
                    hit
                    for hit in read.says(token.word)
                    if hit.word == token.word or (len(token.word) > 4 and token.raw.islower())
                ]
                has = None if not hits else not all(hit.negated for hit in hits)
            elif has is None and " " in spelling:
                has = self._in_a_row(spelling, read)
            if has is not None and has != token.negated:
                found.append(read)
        return found

    @staticmethod
    def _in_a_row(spelling: str, read: Read) -> bool | None:
        asked = [token.word for token in tokens(spelling)]
        for at in range(len(read.said) - len(asked) + 1):
            if all(alike(read.said[at + n].word, word) for n, word in enumerate(asked)):
                return not read.said[at].negated
        return None

    def _tongue(self, place: int, facts: Sequence[Read]) -> list[Read]:
        tongue = TONGUES[self.said[place].word]
        level = self._level(place)
        return [
            read for read in facts if tongue in read.tongues and (not level or level <= max(read.tongues[tongue], 0))
        ]

    def _level(self, place: int) -> int:
        """How well a language is said to be spoken: by a word behind it up to the next language, else by one before."""
        sentence, end = self.said[place].sentence, self.said[place].end
        if bracket := re.match(r"\s*\(([^)]*)\)", self.plain[end:]):
            return max((level_of(token.word) for token in tokens(bracket[1])), default=0)
        after, closed = 0, False
        for token in self.said[place + 1 : place + 6]:
            if token.word in TONGUES or token.sentence != sentence:
                closed = token.word in TONGUES
                break
            after = max(after, level_of(token.word))
        before = 0
        for token in reversed(self.said[max(0, place - 4) : place]):
            if token.word in TONGUES or token.sentence != sentence:
                break
            before = max(before, level_of(token.word))
        return before if closed and before else max(after, 0) or before

    def _title(self, first: int, last: int, facts: Sequence[Read]) -> list[Read]:
        asked = list(self.said[first : last + 1])
        following = self.said[last + 1] if last + 1 < len(self.said) else None
        if (
            last == first
            and following
            and following.clause == asked[0].clause
            and following.word not in LIGHT
            and following.start - asked[0].end <= 1
            and self._role_like(last + 1)
        ):
            asked.append(following)
        found = []
        for read in facts:
            if self.heading and not read.head:
                continue
            title = (
                read.text.partition(" | ")[0].rpartition(",")[0] or read.text.partition(" | ")[0]
                if read.fact.kind is FactKind.POSITION
                else read.text
            )
            low = (
                {name for token in tokens(title) for name in meanings(token.word, LOW_RANK)}
                if read.fact.kind is FactKind.POSITION
                else set()
            )
            kept = {name for token in self.said for name in meanings(token.word, LOW_RANK)}
            if low - kept:
                continue
            if all(self._titles(token, read) for token in asked) and self._together(asked, read):
                found.append(read)
        return found

    @staticmethod
    def _together(asked: Sequence[Token], read: Read) -> bool:
        """Whether rank and role stand in one part of a title: `Accountant, Senior Manager` has no senior accountant."""
        clauses = [
            {
                known.clause
                for known in read.said
                if alike(known.word, token.word) or meanings(token.word, RANK) & meanings(known.word, RANK)
            }
            for token in asked
        ]
        return len(asked) < 2 or bool(set.intersection(*clauses)) or not all(clauses)

    @staticmethod
    def _titles(token: Token, read: Read) -> bool:
        rank, low = meanings(token.word, RANK), meanings(token.word, LOW_RANK)
        if not rank and not low:
            return bool(read.says(token.word))
        if not read.head and read.fact.kind is not FactKind.SUMMARY:
            return token.word in read.words
        return any(rank & meanings(known.word, RANK) or low & meanings(known.word, LOW_RANK) for known in read.said)

    def _with_object(self, token: Token, read: Read) -> bool:
        thing = self._object(token)
        if thing is None or read.says(thing.word) or meanings(thing.word, HEDGE) or meanings(thing.word, ACTION):
            return True
        if any(
            same_name(thing.word, hit.word) or meanings(thing.word, PARAPHRASE) & meanings(hit.word, PARAPHRASE)
            for hit in read.said
        ):
            return True
        return any(head.says(thing.word) for head in self.known.heads(read.entry))

    def _action(self, token: Token, facts: Sequence[Read]) -> list[Read]:
        mine = meanings(token.word, ACTION)
        found = []
        for read in facts:
            if not self._with_object(token, read) or self._only_sounds(token, read):
                continue
            hits = [hit for hit in read.said if self._does(token.word, mine, hit.word)]
            if any(hit.negated == token.negated for hit in hits):
                found.append(read)
        return found

    def _only_sounds(self, token: Token, read: Read) -> bool:
        """Whether a title only sounds like the deed (`Contrôleuse de gestion`) and names nothing that it was done to."""
        if not read.head or token.word in read.words:
            return False
        at = self._token(token.start)
        return not any(
            each.clause == token.clause and read.says(each.word) and each.word not in _ARTICLES
            for each in self.said[at + 1 : at + 5]
        )

    @staticmethod
    def _does(word: str, mine: frozenset[str], other: str) -> bool:
        theirs = meanings(other, ACTION)
        return (
            bool(mine & theirs)
            or (word == other if mine else alike(word, other))
            or any(theirs & BETTER.get(name, frozenset()) for name in mine)
        )

    def _listed(self, token: Token, kind: str, facts: Sequence[Read]) -> list[Read]:
        table = {"superlative": PRAISE, "quantity": QUANTITY, "certificate": CREDENTIAL, "degree": DEGREE}[kind]
        mine = meanings(token.word, table)
        found = []
        for read in facts:
            hits = [
                hit
                for hit in read.said
                if hit.word == token.word
                or (mine and mine <= meanings(hit.word, table))
                or (kind == "superlative" and not mine and hit.word == token.word)
            ]
            if kind == "degree" and read.fact.kind not in {
                FactKind.EDUCATION,
                FactKind.SUMMARY,
                FactKind.OTHER,
                FactKind.LABEL,
                FactKind.NAME,
                FactKind.DUTY,
            }:
                continue
            if kind in {"superlative", "quantity"} and hits and not self._with_object(token, read):
                continue
            if any(hit.negated == token.negated for hit in hits) or (
                kind == "quantity"
                and mine == {"several"}
                and any(max(each.values) >= 3 for each in read.amounts if not each.unit)
            ):
                found.append(read)
        return found

    def _called(self, first: int, last: int, facts: Sequence[Read]) -> list[Read]:
        asked = self.said[first : last + 1]
        if len(asked) == 1:
            spelling = asked[0].raw
            by_name = [read for read in facts if read.names(spelling)]
            if by_name:
                return by_name
        return [
            read
            for read in facts
            if all(
                any(
                    _bare(hit.word) == _bare(token.word)
                    or same_name(hit.word, token.word)
                    or (alike(hit.word, token.word) and not _SHAPE.fullmatch(token.raw))
                    for hit in read.said
                )
                for token in asked
            )
        ]


def alike_part(spelling: str, known: str) -> bool:
    """Whether a name is a part of a longer one: `React` of `React Native`."""
    return spelling.casefold() in known.casefold().split() and spelling.casefold() != known.casefold()


@lru_cache(maxsize=50_000)
def _bare(word: str) -> str:
    word = re.sub(r"(?:'s|\.?js)$", "", word)
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
