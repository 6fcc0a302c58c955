"""Layouts no rule was written for: what a person says is read, whatever stands left, right, above or below."""

from __future__ import annotations

import pytest

from benchmarks.resume_layouts.layouts import LAYOUTS, UNSEEN
from benchmarks.resume_layouts.people import PEOPLE
from benchmarks.resume_layouts.typeset import pdf_of
from benchmarks.resume_sets.rendercv import compared, fields_of_yaml
from rolecall.profile.read import read_unbounded

ENOUGH = 0.95


@pytest.mark.parametrize("name", [*LAYOUTS, *UNSEEN])
def test_a_layout_is_read(name: str) -> None:
    layout = (LAYOUTS | UNSEEN)[name]
    for person in PEOPLE:
        outcomes = compared(dict(fields_of_yaml(person)), read_unbounded(pdf_of(person, layout), "cv.pdf"))
        wrong = [field for field, right in outcomes.items() if not right]
        assert len(outcomes) > 40
        assert len(wrong) <= (1 - ENOUGH) * len(outcomes), wrong
