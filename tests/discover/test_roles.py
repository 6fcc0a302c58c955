"""Level and function as titles tell them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.discover.roles import FUNCTIONS, LEVELS, function_of, level_of


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Baking Intern", "intern"),
        ("Praktikant (m/w/d) Backstube", "intern"),
        ("Stage - Boulangerie", "intern"),
        ("New Grad Engineer", "graduate"),
        ("Entry-Level Baker", "entry"),
        ("Engineer I", "entry"),
        ("Junior Baker", "junior"),
        ("Engineer II - Ovens", "mid"),
        ("Mid-level Engineer", "mid"),
        ("Sr. Engineer", "senior"),
        ("Engineer III", "senior"),
        ("Senior Product Manager", "senior"),
        ("Product Manager", None),
        ("Staff Engineer", "staff"),
        ("Staff Accountant", None),
        ("Member of Technical Staff", None),
        ("Principal Engineer", "principal"),
        ("(Senior) Principal Engineer", "principal"),
        ("Lead Generation Specialist", None),
        ("Team Lead, Ovens", "lead"),
        ("Teamleiterin Verkauf", "lead"),
        ("Engineering Manager", "manager"),
        ("Senior Manager, Ovens", "manager"),
        ("Manager, Account Managers", "manager"),
        ("Head of Rye", "head"),
        ("Abteilungsleiter Einkauf", "head"),
        ("Senior Director, Rye", "director"),
        ("Vice President, Rye", "vice president"),
        ("Area VP of Sales", "vice president"),
        ("Chief Baking Officer", "chief"),
        ("CTO", "chief"),
        ("Geschäftsführerin", "chief"),
        ("Executive Assistant to the CEO", None),
        ("Chief of Staff to the CTO", None),
        ("Intern Program Manager", None),
        ("Internal Auditor", None),
        ("Junior/Mid Engineer", "junior"),
        ("Senior or Staff Engineer", "senior"),
        ("Engineer I/II", "entry"),
        ("Account Executive, UK&I", None),
        ("Mid-Market Account Executive", None),
        ("シニアエンジニア", None),
        ("Baker", None),
        ("", None),
    ],
)
def test_the_level_is_what_a_reader_of_the_title_would_name(title: str, level: str | None) -> None:
    assert level_of(title) == level


@pytest.mark.parametrize(
    ("title", "department", "function"),
    [
        ("Software Engineer, Sales Tools", None, "engineering"),
        ("Sales Engineer", None, "sales"),
        ("Marketing Data Analyst", None, "data"),
        ("Machine Learning Engineer", None, "data"),
        ("Product Designer", None, "design"),
        ("Product Marketing Manager", None, "marketing"),
        ("Product Manager, Payments", None, "product"),
        ("Technical Program Manager", None, "project management"),
        ("Account Executive", None, "sales"),
        ("Customer Success Manager", None, "customer success"),
        ("Customer Support Engineer", None, "support"),
        ("Financial Analyst", None, "finance"),
        ("Talent Acquisition Partner", None, "people"),
        ("Corporate Counsel", None, "legal"),
        ("Business Operations Lead", None, "operations"),
        ("Warehouse Supervisor", None, "logistics"),
        ("IT Support Specialist", None, "it"),
        ("Security Engineer", None, "security"),
        ("Research Scientist", None, "research"),
        ("Registered Nurse", None, "healthcare"),
        ("Pharmacy Technician", None, "healthcare"),
        ("Math Teacher", None, "education"),
        ("Management Consultant", None, "consulting"),
        ("Automotive Technician", None, "manufacturing"),
        ("Carpenter", None, "construction"),
        ("Store Manager", None, "retail"),
        ("Line Cook", None, "hospitality"),
        ("Executive Assistant", None, "administration"),
        ("Video Editor", None, "media"),
        ("Softwareentwickler (m/w/d)", None, "engineering"),
        ("Vendedor(a) Externo", None, "sales"),
        ("Développeuse", None, "engineering"),
        ("Infirmière de nuit", None, "healthcare"),
        ("Księgowa", None, "finance"),
        ("営業担当", None, "sales"),
        ("Director", "People & Culture", "people"),
        ("Director", "Rye", None),
        ("Manager, Software Engineering - Ovens", "Sales", "engineering"),
        ("Software Engineer with Accounting Experience", None, "engineering"),
        ("Architect", None, None),
        ("", None, None),
    ],
)
def test_the_function_is_told_by_title_then_department(
    title: str, department: str | None, function: str | None
) -> None:
    assert function_of(title, department) == function


@given(st.text(max_size=120), st.none() | st.text(max_size=40))
def test_any_title_has_a_level_and_function_of_the_lists_or_none(title: str, department: str | None) -> None:
    assert level_of(title) in (None, *LEVELS)
    assert function_of(title, department) in (None, *FUNCTIONS)


@given(
    st.sampled_from(["Baker", "Account Executive", "Nurse"]),
    st.sampled_from(["(m/w/d)", "- Remote", "[urgent]", "#4711"]),
)
def test_decoration_changes_neither(title: str, decoration: str) -> None:
    assert (level_of(f"{title} {decoration}"), function_of(f"{title} {decoration}")) == (
        level_of(title),
        function_of(title),
    )
