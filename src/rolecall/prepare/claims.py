"""The claim gate: nothing passes that no fact of the candidate says. It fails closed.

Two doors. `Gate.check` is for what this program wrote: a statement must be tiled without gap by whole sentences or
whole fields of its named facts, the posting's title and company, and fixed wording. `Gate.check_edit` is for what the
candidate wrote over it: ordinary words are free, but every claim in it needs a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeAlias

import structlog

from rolecall.prepare.content import FactRef
from rolecall.prepare.gate.edits import judge
from rolecall.prepare.gate.known import Known
from rolecall.prepare.gate.lexicon import PRAISE, meanings
from rolecall.prepare.gate.reading import Setting
from rolecall.prepare.gate.tokens import clear, tokens
from rolecall.prepare.language import language_of
from rolecall.prepare.relevance import own_spelling
from rolecall.prepare.wording import wording
from rolecall.prepare.words import sentences, words
from rolecall.profile.queries import Fact, FactKind

log = structlog.get_logger(__name__)

Tile: TypeAlias = tuple[str, ...]
MOST_CHARACTERS = 4_000
"""Of one line or sentence."""
_WHOLE = frozenset({FactKind.DUTY, FactKind.SUMMARY})
"""Facts that are prose: only whole sentences of them count, since half a sentence may say the opposite."""
_STATIONS = frozenset({FactKind.POSITION, FactKind.EDUCATION})
_FIELD_EDGE = re.compile(r"\s*(?:[,;|()·•\n]|\s[–—-]\s|:\s)\s*")
_STUDY_EDGE = re.compile(_FIELD_EDGE.pattern + r"|(?<=\s)in\s")
"""A study's fact reads `BSc in Physics, University | 2014 – 2018`."""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Words that no named fact allows. `kind` is that of the claim (`number`, `title`, …), else `wording`.

    `start` and `end` are character offsets of the words in the text that was checked; None where they stand in no
    one place of it.
    """

    kind: str
    text: str
    why: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What the gate says of a statement: it passes when `unsupported` is empty. `facts` are those that allow it."""

    facts: tuple[FactRef, ...]
    unsupported: tuple[Unsupported, ...]


class Gate:
    """The gate for one candidate and one posting."""

    def __init__(
        self,
        facts: Iterable[Fact],
        *,
        title: str,
        company: str,
        languages: Sequence[str] = ("en",),
        today: date | None = None,
        terms: Iterable[tuple[str, str]] = (),
        names: Sequence[str] = (),
    ) -> None:
        """`names` are further names of the posting: whom to write to, its title without `(m/w/d)`.

        `terms` are pairs of a fact's id and a thing it is evidence for. Such a term may stand alone, and in place of
        the fact's own name for it, if the fact has the word or another name of the same thing.
        """
        self._facts = {fact.id: fact for fact in facts}
        self._terms: dict[str, set[Tile]] = {}
        for fact_id, name in terms:
            fact = self._facts.get(fact_id)
            if fact and (spelled := own_spelling(name, fact.text)):
                tiles = {words(spelled), words(name), words(fact.text.replace(spelled, name))}
                self._terms.setdefault(fact_id, set()).update(tiles - {()})
        self._posting = {words(title), words(company), *map(words, names)} - {()}
        self._posting_words = set(words(company))
        self._language = next((language for language in languages if language != "en"), "en")
        self._fixed: set[Tile] = set()
        for language in languages:
            phrases = wording(language)
            self._fixed |= {words(fragment) for fragment in phrases.fragments()}
            if today:
                self._fixed |= {words(phrases.on(today, american=american)) for american in (False, True)}
        self._fixed.discard(())
        # `Best` closes a letter; before a title it is praise.
        self._alone = {tile for tile in self._fixed if len(tile) == 1 and meanings(tile[0], PRAISE)}
        self._fixed -= self._alone
        self._tiles: dict[str, frozenset[Tile]] = {}
        self._posting_tiles = {_spelled(name) for name in (title, company, *names)} - {()}
        self._fixed_tiles = frozenset(
            tile for language in languages for part in wording(language).fragments() if len(tile := _spelled(part)) > 1
        )
        self._english = language_of(" ".join(fact.text for fact in self._facts.values())) in {"en", None}
        day = today or datetime.now(UTC).date()
        self._known = Known(self._facts.values(), (day.year, day.month))

    def check(self, text: str, fact_ids: Sequence[str]) -> Checked:
        """A statement of this program against the facts it names: every word must come out of them, in their order."""
        unknown = [fact_id for fact_id in fact_ids if fact_id not in self._facts]
        named = [self._facts[fact_id] for fact_id in fact_ids if fact_id in self._facts]
        refs = tuple(FactRef(fact.id, fact.text) for fact in named)
        if unknown:
            return Checked(refs, (Unsupported("fact", unknown[0], f"There is no fact {unknown[0]}."),))
        if sum(fact.kind in _STATIONS for fact in named) > 1:
            return Checked(refs, (Unsupported("wording", text, "It names two positions or studies at once."),))
        tiles = self._posting | self._fixed
        for fact in named:
            tiles = tiles | self._tiles_of(fact) | self._terms.get(fact.id, set())
        said = words(text)
        tiles = tiles | ({said} & self._alone)
        gaps = _gaps(said, tiles)
        found = [self._explain(gap, said, text, named) for gap in gaps]
        return Checked(refs, tuple(sorted(found, key=lambda missing: missing.kind == "wording")))

    def check_edit(self, text: str, *, about: Sequence[str] = ()) -> Checked:
        """A text of the candidate's: every claim in it must be entailed by a fact, and by the same entry's within a
        sentence. `about` are the ids of the facts that it rewords; then only their entry counts, or one it names.
        """
        return self._judged(text, about, strict=False)

    def check_reworded(self, text: str, fact_ids: Sequence[str]) -> Checked:
        """A rewording by a program: it may say nothing that the named facts and the heads of their entries do not say,
        ordinary words included.
        """
        return self._judged(text, fact_ids, strict=True)

    def _judged(self, text: str, about: Sequence[str], *, strict: bool) -> Checked:
        unknown = [fact_id for fact_id in about if fact_id not in self._facts]
        if unknown or (strict and not about):
            missing = unknown[0] if unknown else text
            return Checked((), (Unsupported("fact", missing, f"There is no fact {missing}."),))
        said = words(text)
        if said and any(words(self._facts[fact_id].text) == said for fact_id in about):
            return Checked(tuple(FactRef(fact_id, self._facts[fact_id].text) for fact_id in about), ())
        if len(text) > MOST_CHARACTERS:
            return Checked((), (Unsupported("wording", text[:80], "This is too long to be checked; make it shorter."),))
        try:
            verdict = judge(text, self._known, about, self._setting(text, strict=strict))
        except Exception:  # a fault in the gate must never open it
            log.exception("prepare.gate_failed")
            return Checked((), (Unsupported("wording", text[:80], "This could not be checked; word it differently."),))
        ids = dict.fromkeys([*about, *verdict.used])
        found = {(missing.start, missing.end): missing for missing in reversed(verdict.missing)}
        return Checked(
            tuple(FactRef(fact_id, self._facts[fact_id].text) for fact_id in ids),
            tuple(
                Unsupported(each.kind, each.text, _why(each.kind, each.text), each.start, each.end)
                for _, each in sorted(found.items())
            ),
        )

    def _setting(self, text: str, *, strict: bool) -> Setting:
        return Setting(
            posting=frozenset(self._posting_tiles),
            posting_words=frozenset(self._posting_words),
            fixed=self._fixed_tiles,
            german=(language_of(text) or self._language) == "de",
            english=self._english,
            strict=strict,
        )

    def _tiles_of(self, fact: Fact) -> frozenset[Tile]:
        if fact.id not in self._tiles:
            self._tiles[fact.id] = frozenset(_tiles_of(fact))
        return self._tiles[fact.id]

    def _explain(self, gap: tuple[int, int], said: Tile, text: str, named: Sequence[Fact]) -> Unsupported:
        missing = said[gap[0] : gap[1]]
        judged = self._judged(text, [fact.id for fact in named], strict=True) if named else None
        for claim in judged.unsupported if judged else ():
            if claim.kind != "wording" and set(words(claim.text)) & set(missing):
                return claim
        return Unsupported("wording", " ".join(missing), "These words stand in none of the named facts.")


def _spelled(text: str) -> Tile:
    return tuple(token.word for token in tokens(clear(text)[0]))


def _why(kind: str, text: str) -> str:
    return f"No fact of yours says “{text}” ({kind}){_MEANT.get(kind, '')}."


_MEANT = {
    "negation": ": your fact says the opposite, or denies it",
    "modality": ": your fact says it with a limit, such as helping or learning",
    "number": " about this, in this entry",
    "date": " about this entry",
}


def _tiles_of(fact: Fact) -> set[Tile]:
    parts = {fact.text, *sentences(fact.text)}
    if fact.kind not in _WHOLE:
        for edge in (_FIELD_EDGE, _STUDY_EDGE) if fact.kind is FactKind.EDUCATION else (_FIELD_EDGE,):
            fields = [field for field in edge.split(fact.text) if field.strip()]
            for start in range(len(fields)):
                for end in range(start + 1, min(len(fields), start + 6) + 1):
                    parts.add(" ".join(fields[start:end]))
    tiles = {words(part) for part in parts}
    for day in (fact.since, fact.until):
        tiles |= {words(day or ""), words((day or "")[:7]), words((day or "")[:4])}
    if fact.since and not fact.until:
        tiles.add(("present",))
    tiles.discard(())
    return tiles


def _gaps(said: Tile, tiles: Iterable[Tile]) -> list[tuple[int, int]]:
    """The runs of words that stay uncovered when tiles cover as many words as can be."""
    by_first: dict[str, list[Tile]] = {}
    for tile in tiles:
        by_first.setdefault(tile[0], []).append(tile)
    size = len(said)
    cost = [0] * (size + 1)
    step: list[tuple[int, bool]] = [(0, True)] * (size + 1)
    for at in range(size - 1, -1, -1):
        cost[at], step[at] = cost[at + 1] + 1, (at + 1, False)
        for tile in by_first.get(said[at], ()):
            end = at + len(tile)
            if end <= size and cost[end] < cost[at] and said[at:end] == tile:
                cost[at], step[at] = cost[end], (end, True)
    gaps: list[tuple[int, int]] = []
    at = 0
    while at < size:
        end, covered = step[at]
        if not covered:
            gaps = [*gaps[:-1], (gaps[-1][0], end)] if gaps and gaps[-1][1] == at else [*gaps, (at, end)]
        at = end
    return gaps
