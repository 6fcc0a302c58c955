"""The candidate's facts by where they stood in the résumé and by what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rolecall.profile.queries import Fact, FactKind, fact_id


class FactsAt:
    """Facts by where they stood and by what they say; makes one for a field that has none."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.all: dict[str, Fact] = {fact.id: fact for fact in facts}
        # By what is said, not by an id made of it: a fact that was edited keeps the id of its first words.
        self._stating: dict[tuple[FactKind, str], Fact] = {(fact.kind, fact.text): fact for fact in facts}
        self._at: dict[str, list[Fact]] = {}
        for fact in facts:
            self._at.setdefault(fact.pointer, []).append(fact)

    def at(self, pointer: str, kind: FactKind, text: str) -> Fact:
        """The fact of this kind that states the text, else one made of the résumé's own field."""
        known = self._stating.get((kind, " ".join(text.split())))
        if known is None:
            known = next((fact for fact in self._at.get(pointer, ()) if fact.kind is kind and text in fact.text), None)
        return known or self._made(pointer, text)

    def head(self, pointer: str, kind: FactKind, text: str) -> Fact:
        """The fact that an entry's first line states."""
        known = next((fact for fact in self._at.get(pointer, ()) if fact.kind is kind), None)
        return known or self._made(pointer, text)

    def paragraph(self, pointer: str) -> list[Fact]:
        """The sentences of a paragraph."""
        return self._at.get(pointer, [])

    def _made(self, pointer: str, text: str) -> Fact:
        made = Fact(fact_id(FactKind.OTHER, text), FactKind.OTHER, " ".join(text.split()), pointer)
        if self.all.get(made.id, made).text != made.text:
            made = replace(made, id=fact_id(FactKind.OTHER, f"{pointer} {text}"))
        return self.all.setdefault(made.id, made)
