"""The designs of résumé and letter: one registry, which templates, DOCX, API and the dashboard follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import get_args

from rolecall.platform.errors import InvalidInput
from rolecall.profile.queries import DesignName


class NoSuchDesign(InvalidInput):
    """There is no design of that name."""

    code = "prepare.no_such_design"


@dataclass(frozen=True, slots=True)
class OfficeLook:
    """How Word sets it. `fonts` are names: the first is asked for, the others stand in where it is not installed."""

    fonts: tuple[str, ...]
    size: float = 10.5
    """Points of the text at the most comfortable density."""
    name: float = 22.0
    accent: str = "1F4E79"
    faint: str = "4A5564"
    rule: str | None = "A5B8C9"
    centred: bool = False
    """Whether name and contact stand in the middle."""
    shade: str | None = None
    """Behind headings."""
    dates: str | None = None
    """Of the dates of an entry; `faint` when None."""
    serif: bool = False
    margin: float = 2.1
    """Centimetres at both sides."""


@dataclass(frozen=True, slots=True)
class Design:
    """One look of all papers.

    `columns` is of the résumé's first page. `machine_safe` says that every extractor we know reads one column in order.
    `fonts` are the families asked for before those that only fill gaps (`glyphs.FALLBACKS`).
    """

    name: DesignName
    title: str
    description: str
    columns: int
    machine_safe: bool
    fonts: tuple[str, ...]
    office: OfficeLook
    aside: frozenset[str] = field(default_factory=frozenset)
    """Sections that stand in the side column: JSON Resume names (`skills`, `languages`)."""


DEFAULT: DesignName = "plain"

_ALL = (
    Design(
        "plain",
        "Plain",
        "One column, clear headings, nothing that could be misread: the safest choice for application portals.",
        columns=1,
        machine_safe=True,
        fonts=("Source Sans 3",),
        office=OfficeLook(("Calibri", "Carlito", "Source Sans 3")),
    ),
    Design(
        "modern",
        "Modern",
        "One column with a strong name and a coloured accent; for companies that care how things look.",
        columns=1,
        machine_safe=True,
        fonts=("Lato", "Source Sans 3"),
        office=OfficeLook(
            ("Segoe UI", "Lato", "Open Sans", "Arial"), size=10.0, name=25.0, accent="0F6B66", rule=None, dates="0F6B66"
        ),
    ),
    Design(
        "classic",
        "Classic",
        "One column in a book face, centred head, small rules: for law, academia, government and tradition.",
        columns=1,
        machine_safe=True,
        fonts=("XCharter",),
        office=OfficeLook(
            ("Cambria", "XCharter", "Charter", "Georgia"),
            name=22.0,
            accent="1A1A1A",
            faint="444444",
            rule="8A8A8A",
            centred=True,
            serif=True,
            margin=2.4,
        ),
    ),
    Design(
        "compact",
        "Compact",
        "One column, small and dense, for a long career that must stay on two pages.",
        columns=1,
        machine_safe=True,
        fonts=("Source Sans 3",),
        office=OfficeLook(
            ("Calibri", "Carlito", "Source Sans 3"),
            size=9.5,
            name=18.0,
            accent="23415C",
            rule=None,
            shade="E4E8EB",
            margin=1.7,
        ),
    ),
    Design(
        "sidebar",
        "Sidebar",
        "Two columns for people who read: contact, skills and languages at the side. For e-mail, not for portals.",
        columns=2,
        machine_safe=False,
        fonts=("Lato", "Source Sans 3"),
        office=OfficeLook(
            ("Segoe UI", "Open Sans", "Arial"), size=10.0, name=24.0, accent="22405E", rule="B8C4D2", dates="22405E"
        ),
        aside=frozenset({"skills", "languages", "certificates"}),
    ),
)
DESIGNS: Mapping[DesignName, Design] = MappingProxyType({design.name: design for design in _ALL})
assert tuple(DESIGNS) == get_args(DesignName)


def design_of(name: str | None) -> Design:
    """The design of that name, the default for None. Raises NoSuchDesign."""
    for design in DESIGNS.values():
        if design.name == (name or DEFAULT):
            return design
    raise NoSuchDesign(f"There is no design {name!r}; there are {', '.join(DESIGNS)}.")
