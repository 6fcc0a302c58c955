"""What the sets share: the shape of a result, and small sums."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from benchmarks import report

Result: TypeAlias = tuple[int, dict[str, report.Figure], dict[str, report.Figure]]
"""How many files, our figures, the baseline's."""


def share(outcomes: Iterable[bool]) -> float:
    """The share that is true; 0 of none."""
    listed = list(outcomes)
    return sum(listed) / max(1, len(listed))


def fold(text: str) -> str:
    """The text with white space folded and one kind of apostrophe."""
    return " ".join(text.replace("’", "'").split())
