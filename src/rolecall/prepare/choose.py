"""Which lines stay when not all fit: the set that shows most of what is asked for, not the lines most alike.

Greedy by marginal gain (Carbonell and Goldstein, "The use of MMR", SIGIR 1998): each line is worth what it shows that
the lines chosen before it do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rolecall.prepare.content import Item
from rolecall.prepare.words import words

AGAIN = (1.0, 0.45, 0.2, 0.1)
"""What a requirement is worth that is shown for the first, second, third and any further time."""
_ALIKE = 0.6
"""Share of words in common from which two lines say the same."""
_SAID_BEFORE = 0.3
"""What is left of a line's worth when another says the same."""
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be left out. `weight` is its worth by itself; `shows` is that part of it that the requirements
    bring, by their name; `kept` puts it before all that are not.
    """

    item: Item
    weight: float
    shows: Mapping[str, float] = field(default_factory=dict)
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line with the sentence that says why it is left out, if it is."""

    item: Item
    why: str


def lightest_first(candidates: Sequence[Candidate]) -> tuple[Ranked, ...]:
    """The lines in the order in which they are left out."""
    told: dict[str, int] = {}
    said = {id(candidate): frozenset(words(candidate.item.text)) for candidate in candidates}
    waiting = list(candidates)
    chosen: list[Ranked] = []
    taken: list[frozenset[str]] = []
    while waiting:
        best = max(waiting, key=lambda one: (one.kept, _worth(one, told, said[id(one)], taken)))
        waiting.remove(best)
        chosen.append(Ranked(best.item, _why(best, told, said[id(best)], taken)))
        taken.append(said[id(best)])
        for name in best.shows:
            told[name] = told.get(name, 0) + 1
    return tuple(reversed(chosen))


def _worth(one: Candidate, told: Mapping[str, int], said: frozenset[str], taken: Sequence[frozenset[str]]) -> float:
    repeated = sum(value * (1 - AGAIN[min(told.get(name, 0), len(AGAIN) - 1)]) for name, value in one.shows.items())
    worth = one.weight - repeated
    return worth * _SAID_BEFORE if worth > 0 and _same(said, taken) else worth


def _same(said: frozenset[str], taken: Sequence[frozenset[str]]) -> bool:
    return any(len(said & other) >= _ALIKE * len(said | other) for other in taken)


def _why(one: Candidate, told: Mapping[str, int], said: frozenset[str], taken: Sequence[frozenset[str]]) -> str:
    budget = "and the résumé keeps to its page budget."
    if _same(said, taken):
        return f"Another line says nearly the same, {budget}"
    if not one.shows:
        return f"It names nothing that this posting asks for, {budget}"
    names = ", ".join(list(one.shows)[:_MOST_NAMED])
    if all(told.get(name) for name in one.shows):
        return f"Other lines show {names} too, {budget}"
    return f"It shows {names}, but less about this posting than the lines that stayed, {budget}"
