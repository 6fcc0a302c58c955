"""Which lines of the candidate's a letter shows: those that say most about what the posting asks for, none twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rolecall.prepare.letter_words import DANGLING
from rolecall.prepare.letters.spoken import as_told, is_spoilt, verb_of
from rolecall.prepare.relevance import Relevance, own_spelling
from rolecall.prepare.words import sentences, words
from rolecall.profile.queries import Fact, FactKind

_ENTRY = re.compile(r"(/(work|projects|education|others)/(\d+))/(?:highlights|summary|description)")
_LINES = frozenset({FactKind.DUTY, FactKind.PROJECT, FactKind.EDUCATION, FactKind.OTHER})
_ORDER = ("work", "projects", "education", "others")
_LATER = {"work": 0.0, "projects": 1.0, "education": 1.5, "others": 2.0}
_LINE_WORDS = range(4, 41)
_FEWEST = 3
_MOST = 7
_MOST_ENTRIES = 3
_MOST_OF_ONE = 3
_ALIKE = 0.45
"""Share of words from which two lines say the same."""
_SPOILT = 2.0
_ENOUGH_TOLD = 0.6
"""How much of the weight of the best lines those that make sentences must have for the letter to be prose."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an entry. `told` is how it stands in a sentence, None where it can only be listed."""

    fact: Fact
    entry: str
    """Pointer of the position, project, study or other entry it belongs to."""
    weight: float
    told: str | None = None


def entry_order(entry: str) -> tuple[int, int]:
    """Positions first, each kind in the résumé's order."""
    _, section, number = entry.split("/")
    return _ORDER.index(section), int(number)


def chosen(
    facts: Sequence[Fact],
    relevance: Relevance,
    asked: Sequence[str],
    *,
    language: str,
    copulas: tuple[str, str],
    prose: bool,
    has_head: Callable[[str], bool],
    tellable: Callable[[str], bool],
) -> tuple[list[Line], bool]:
    """Lines to show, most telling first, and whether they are told in prose.

    At most three of an entry, from at most three entries: positions, then projects, studies and the rest. `has_head`
    says whether there is a heading for an entry, `tellable` whether a sentence can name it.
    """
    lines = _lines(facts, relevance, language, copulas, has_head)
    if prose:
        told = [line for line in lines if line.told and tellable(line.entry)]
        best = sum(line.weight for line in lines[:_FEWEST])
        if len(told) > 1 and sum(line.weight for line in told[:_FEWEST]) >= _ENOUGH_TOLD * best:
            return _varied(told, asked), True
    return _varied(lines, asked), False


def _lines(
    facts: Sequence[Fact],
    relevance: Relevance,
    language: str,
    copulas: tuple[str, str],
    has_head: Callable[[str], bool],
) -> list[Line]:
    found: list[Line] = []
    for fact in facts:
        place = _ENTRY.match(fact.pointer)
        if place and fact.kind in _LINES and _listable(fact.text) and has_head(place[1]):
            away = 0.5 * int(place[3]) + _LATER[place[2]]
            spoilt = _SPOILT if is_spoilt(fact.text) else 0.0
            weight = relevance.of(fact.text, [fact.id]) - away - spoilt
            held = bool(fact.since and not fact.until)
            found.append(Line(fact, place[1], weight, as_told(fact.text, language, held=held, copulas=copulas)))
    return sorted(found, key=lambda line: -line.weight)


def _varied(lines: list[Line], asked: Sequence[str]) -> list[Line]:
    """The best lines, each next one weighed down by what it repeats."""
    entries = _entries(lines)
    most = _MOST_OF_ONE if len(entries) > 1 else _MOST - 2
    left = [line for line in lines if line.entry in entries]
    taken: list[Line] = []
    shown: set[str] = set()
    while left and len(taken) < _MOST:
        fit = [
            line
            for line in left
            if sum(known.entry == line.entry for known in taken) < most
            and not any(_alike(line.fact.text, known.fact.text) for known in taken)
        ]
        if not fit:
            break
        best = max(fit, key=lambda line: line.weight - _repeats(line, taken, shown, asked))
        taken.append(best)
        shown.update(name for name in asked if own_spelling(name, best.fact.text))
        left.remove(best)
    return taken


def _entries(lines: Sequence[Line]) -> list[str]:
    entries = list(dict.fromkeys(line.entry for line in lines))
    working = [entry for entry in entries if entry.startswith("/work/")]
    if working:
        enough = sum(line.entry in working for line in lines) >= _FEWEST
        entries = working if enough else working + [entry for entry in entries if entry not in working]
    return entries[:_MOST_ENTRIES]


def _repeats(line: Line, taken: Sequence[Line], shown: set[str], asked: Sequence[str]) -> float:
    again = sum(name in shown and own_spelling(name, line.fact.text) is not None for name in asked)
    same_verb = any(verb_of(known.fact.text) == verb_of(line.fact.text) for known in taken)
    return 1.0 * again + (1.2 if same_verb else 0.0)


def _alike(one: str, other: str) -> bool:
    ours, theirs = set(words(one)), set(words(other))
    return len(ours & theirs) > _ALIKE * min(len(ours), len(theirs)) if ours and theirs else False


def _listable(text: str) -> bool:
    """A line that can stand in a letter: neither a heading nor a shout, neither a scrap nor an essay."""
    if DANGLING.match(text) or len(sentences(text)) > 2:
        return False
    return len(words(text)) in _LINE_WORDS and not text.rstrip().endswith((":", ";", ",")) and text.upper() != text
