"""The claim gate: nothing passes that no fact of the candidate says. It fails closed.

Two doors. `Gate.check` is for what this program wrote: a statement must be tiled without gap by whole sentences or
whole fields of its named facts, the posting's title and company, and fixed wording. `Gate.check_edit` is for what the
candidate wrote over it: ordinary words are free, but every claim in it needs a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from rolecall.prepare.claim_kinds import Claim, claims_in, entails
from rolecall.prepare.content import FactRef
from rolecall.prepare.relevance import own_spelling
from rolecall.prepare.wording import wording
from rolecall.prepare.words import sentences, words
from rolecall.profile.queries import Fact, FactKind

Tile: TypeAlias = tuple[str, ...]
_WHOLE = frozenset({FactKind.DUTY, FactKind.SUMMARY})
"""Facts that are prose: only whole sentences of them count, since half a sentence may say the opposite."""
_STATIONS = frozenset({FactKind.POSITION, FactKind.EDUCATION})
_FIELD_EDGE = re.compile(r"\s*(?:[,;|()·•\n]|\s[–—-]\s|:\s)\s*")
_STUDY_EDGE = re.compile(_FIELD_EDGE.pattern + r"|(?<=\s)in\s")
"""A study's fact reads `BSc in Physics, University | 2014 – 2018`."""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Words that no named fact allows. `kind` is that of the claim (`number`, `title`, …), else `wording`."""

    kind: str
    text: str
    why: str


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

        `terms` are pairs of a fact's id and a thing it is evidence for; such a term may stand alone if the fact has
        the word.
        """
        self._facts = {fact.id: fact for fact in facts}
        self._terms: dict[str, set[Tile]] = {}
        for fact_id, name in terms:
            fact = self._facts.get(fact_id)
            if fact and (spelled := own_spelling(name, fact.text)):
                self._terms.setdefault(fact_id, set()).add(words(spelled))
        self._posting = {words(title), words(company), *map(words, names)} - {()}
        self._posting_words = {word for tile in self._posting for word in tile}
        self._language = next((language for language in languages if language != "en"), "en")
        self._fixed: set[Tile] = set()
        for language in languages:
            phrases = wording(language)
            self._fixed |= {words(fragment) for fragment in phrases.fragments()}
            if today:
                self._fixed |= {words(phrases.on(today, american=american)) for american in (False, True)}
        self._fixed.discard(())
        self._tiles: dict[str, frozenset[Tile]] = {}

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
        gaps = _gaps(said, tiles)
        found = [self._explain(gap, said, text, named) for gap in gaps]
        return Checked(refs, tuple(sorted(found, key=lambda missing: missing.kind == "wording")))

    def check_edit(self, text: str, *, about: Sequence[str] = ()) -> Checked:
        """A text of the candidate's: every claim in it must be entailed by one of the facts, those of `about` first."""
        first = [self._facts[fact_id] for fact_id in about if fact_id in self._facts]
        order = [*first, *(fact for fact in self._facts.values() if fact not in first)]
        rest = _without(words(text), self._posting)
        used: dict[str, Fact] = {fact.id: fact for fact in first}
        missing: list[Unsupported] = []
        for claim in claims_in(text, self._language):
            if claim.kind == "name" and set(words(claim.text)) <= self._posting_words:
                continue
            if not _contains(rest, words(claim.text)) and any(
                _contains(tile, words(claim.text)) for tile in self._posting
            ):
                continue
            fact = next((fact for fact in order if entails(fact, claim)), None)
            if fact is None:
                missing.append(Unsupported(claim.kind, claim.text, _why(claim)))
            else:
                used.setdefault(fact.id, fact)
        return Checked(tuple(FactRef(fact.id, fact.text) for fact in used.values()), tuple(missing))

    def _tiles_of(self, fact: Fact) -> frozenset[Tile]:
        if fact.id not in self._tiles:
            self._tiles[fact.id] = frozenset(_tiles_of(fact))
        return self._tiles[fact.id]

    def _explain(self, gap: tuple[int, int], said: Tile, text: str, named: Sequence[Fact]) -> Unsupported:
        missing = said[gap[0] : gap[1]]
        for claim in claims_in(text):
            if set(words(claim.text)) & set(missing) and not any(entails(fact, claim) for fact in named):
                return Unsupported(claim.kind, claim.text, _why(claim))
        return Unsupported("wording", " ".join(missing), "These words stand in none of the named facts.")


def _why(claim: Claim) -> str:
    return f"No fact of yours says “{claim.text}” ({claim.kind})."


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


def _contains(haystack: Sequence[str], needle: Sequence[str]) -> bool:
    size = len(needle)
    return any(tuple(haystack[at : at + size]) == tuple(needle) for at in range(len(haystack) - size + 1))


def _without(said: Tile, tiles: Iterable[Tile]) -> Tile:
    for tile in sorted(tiles, key=len, reverse=True):
        at = 0
        while at + len(tile) <= len(said):
            if said[at : at + len(tile)] == tile:
                said = (*said[:at], "\x00", *said[at + len(tile) :])
            at += 1
    return said
