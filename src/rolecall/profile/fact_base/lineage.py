"""Which statement of a résumé is which known fact: the same words, the same place, or nearly the same words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from rolecall.profile.facts import Fact, FactKind

NEARLY = 85.0
"""Likeness (0 to 100, Levenshtein by `rapidfuzz.fuzz.ratio`) from which a line is a re-wording, wherever it stands."""
NEARLY_IN_PLACE = 75.0
"""The same for a line that stands where the other stood."""
_REWORDED = frozenset(
    {FactKind.SUMMARY, FactKind.POSITION, FactKind.DUTY, FactKind.EDUCATION, FactKind.PROJECT, FactKind.OTHER}
)
"""One skill, language, certificate or name is not a re-wording of another, however alike they are spelt."""


@dataclass(frozen=True, slots=True)
class Known:
    """A fact of the base, in force or withdrawn."""

    id: str
    kind: FactKind
    text: str
    pointer: str | None
    in_force: bool


def same(
    stated: Sequence[Fact], known: Sequence[Known], edited: Mapping[str, tuple[FactKind, str]]
) -> dict[int, Known]:
    """For each statement (its number) the known fact it is; each fact at most once. New statements are left out.

    `edited` says what the candidate made of a fact: its id, and the kind and text that it has now.
    """
    found: dict[int, Known] = {}
    open_: dict[str, Known] = {fact.id: fact for fact in known}
    numbers = {(fact.kind, fact.text): number for number, fact in enumerate(stated)}

    def take(number: int | None, fact: Known) -> None:
        if number is not None and number not in found and fact.id in open_:
            found[number] = open_.pop(fact.id)

    for id_, said in edited.items():
        if id_ in open_:
            take(numbers.get(said), open_[id_])
    for fact in sorted(known, key=lambda each: not each.in_force):
        take(numbers.get((fact.kind, fact.text)), fact)
    for _, number, fact in sorted(_alike(stated, found, open_), key=lambda each: (-each[0], each[1], each[2].id)):
        take(number, fact)
    return found


def _alike(
    stated: Sequence[Fact], found: Mapping[int, Known], open_: Mapping[str, Known]
) -> Iterator[tuple[float, int, Known]]:
    left = [fact for fact in open_.values() if fact.in_force and fact.kind in _REWORDED]
    for number, fact in enumerate(stated):
        if number in found:
            continue
        for other in left:
            if other.kind is fact.kind:
                enough = NEARLY_IN_PLACE if other.pointer == fact.pointer else NEARLY
                likeness = fuzz.ratio(other.text, fact.text, score_cutoff=enough)
                if likeness >= enough:
                    yield likeness, number, other
