"""Department and seniority from a title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.match.titles.classes import BUCKETS, DEPARTMENTS, SENIORITIES, UNIT, classes, vector


@pytest.mark.parametrize(
    ("title", "department", "seniority"),
    [
        ("Leiterin Vertrieb Süd", "Sales", "Lead"),
        ("Head of Sales Benelux", "Sales", "Lead"),
        ("Responsable marketing digital", "Marketing", "Senior"),
        ("Werkstudent (m/w/d) Marketing bei Gerlach Metallbau", "Marketing", "Junior"),
        ("Projektleiter Hallenbau", "Project Management", "Lead"),
        ("Softwareentwicklerin", "Information Technology", "Professional"),
        ("Sr. Rust Engineer", "Information Technology", "Senior"),
        ("Personalreferentin", "Human Resources", "Professional"),
        ("Strategischer Einkäufer", "Purchasing", "Professional"),
        ("Customer Care Agent", "Customer Support", "Professional"),
        ("Assistentin der Geschäftsführung", "Administrative", "Junior"),
        ("Gründer und Geschäftsführer", "Other", "Management"),
        ("VP Sales", "Sales", "Management"),
        ("Director of Marketing", "Marketing", "Director"),
        ("Business Development Manager", "Business Development", "Senior"),
    ],
)
def test_titles_in_three_languages(title: str, department: str, seniority: str) -> None:
    told = classes(title)
    assert (told.department, told.seniority) == (department, seniority)


@pytest.mark.parametrize(
    "title", ["Krankenschwester", "Midwife", "Dachdecker", "Boulanger", "Zookeeper", "Geologe", "Xyzzy", "", "…"]
)
def test_what_belongs_to_no_class_falls_back(title: str) -> None:
    told = classes(title)
    assert (told.department, told.seniority) == ("Other", "Professional")


def test_whom_one_works_for_is_not_ones_rank() -> None:
    assert classes("Executive Assistant to the CEO").seniority != "Management"
    assert classes("Product Owner").seniority != "Management"


@given(st.text(max_size=300))
def test_any_text_gets_classes_from_bounded_whole_numbers(title: str) -> None:
    told = classes(title)
    assert told.department in DEPARTMENTS
    assert told.seniority in SENIORITIES
    assert all(0 <= bucket < BUCKETS and 0 < value <= 300 * UNIT for bucket, value in vector(title).items())
