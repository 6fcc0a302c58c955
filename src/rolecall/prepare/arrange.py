"""Where the parts of a résumé stand in its design: what goes to the side, and so in which order a PDF is read."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rolecall.prepare.content import Draft, Item, Role, Section
from rolecall.prepare.designs import DESIGNS

_SIDE_CHARACTERS = 22
"""Of a line in the side column, on the safe side."""
_SIDE_LINES = 58
"""Of the side column; its text is set smaller where they turn out to need more room."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """Name, label and ways to reach the candidate; what stands at the side, before the rest; and the rest."""

    head: tuple[Item, ...]
    aside: tuple[Section, ...]
    main: tuple[Section, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """Everything in the order in which it is read."""
        return (Section("", self.head), *self.aside, *self.main)


def arrange(draft: Draft) -> Arranged:
    """The parts of a draft in its design. A side section that would not fit on the first page stays with the rest."""
    head = tuple(item for section in draft.resume if not section.heading for item in section.items)
    named = [section for section in draft.resume if section.heading]
    wanted = DESIGNS[draft.design].aside
    lines = sum(_lines(item.text) for item in head if item.role is Role.CONTACT)
    aside: list[Section] = []
    for section in named:
        if kind_of(section) in wanted:
            taken = 3 + sum(_lines(item.text) for item in section.items)
            if lines + taken <= _SIDE_LINES:
                lines += taken
                aside.append(section)
    return Arranged(head, tuple(aside), tuple(section for section in named if section not in aside))


def kind_of(section: Section) -> str:
    """Which part of the JSON Resume a section shows (`work`, `skills`); empty when that is not known."""
    pointers = (item.pointer for item in section.items if item.pointer)
    return next((pointer.split("/")[1] for pointer in pointers), "")


def _lines(text: str) -> int:
    return 1 + math.ceil(len(text) / _SIDE_CHARACTERS)
