"""Names of companies: shown, compared, and out of the name of a board."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.discover.companies import FORMS, company_key, company_name, company_of


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("apollo-graphql", "Apollo Graphql"),
        ("HighlightTA", "HighlightTA"),
        ("x", "X"),
        ("crumb-mills.com", "Crumb Mills"),
        ("crm", "CRM"),
        ("crumblabs", "Crumb Labs"),
        ("crumb%20mills", "Crumb Mills"),
        ("crumbmills77", "Crumbmills"),
        ("mills_and_sons", "Mills And Sons"),
        ("--", "--"),
    ],
)
def test_a_board_name_becomes_a_company_name(slug: str, name: str) -> None:
    assert company_of(slug) == name


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Crumb (YC S21)", "Crumb"),
        ("Crumb, a Mills company", "Crumb"),
        ("Crumb - A Mills & Sons Company", "Crumb"),
        ("Crumb | Rye for everybody", "Crumb"),
        ("Mills Holdings LLC dba Crumb", "Crumb"),
        ("Careers at Crumb", "Crumb"),
        ("Crumb Careers", "Crumb"),
        ("Crumb Mills (CM)", "Crumb Mills (CM)"),
        ("The Crumb Company", "The Crumb Company"),
        ("Careers", "Careers"),
        ("", ""),
    ],
)
def test_the_brand_is_shown(told: str, name: str) -> None:
    assert company_name(told) == name


@pytest.mark.parametrize(
    "other",
    [
        "Crumb Inc.", "CRUMB, LLC", "Crumb Ltd", "Crumb GmbH", "Crumb AG", "Crumb SE", "Crumb S.A.", "Crumb S.A.S.",
        "Crumb S.r.l.", "Crumb B.V.", "Crumb N.V.", "Crumb A/S", "Crumb AB", "Crumb Oy", "Crumb Sp. z o.o.",
        "Crumb Pty Ltd", "Crumb K.K.", "Crumb Co., Ltd.", "The Crumb Company", "Crumb GmbH & Co. KG", "Crumb (YC S21)",
        "Crumb, a Mills company", "Crumb | Rye for everybody", "Crumb S.A. de C.V.", "Crumb Pvt. Ltd.", "Crumb s.r.o.",
        "Crumb (CRB)", "crumb", "CRUMB PLC", "Crumb Ltda.", "Crumb Pte. Ltd.", "Crumb & Co.", "Crumb & Co. Inc.",
        "株式会社Crumb", "Crûmb Kft.",
    ],
)  # fmt: skip
def test_a_legal_form_makes_no_other_company(other: str) -> None:
    assert company_key(other) == company_key("Crumb") == "crumb"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Crumb", "Crumb Holdings"),
        ("Crumb", "Crumb Group"),
        ("Crumb", "Crumb Technologies, Inc."),
        ("Crumb", "Crumb Labs"),
        ("Crumb S.A.", "Crumb (Brasil) S.A."),
        ("Crumb Inc", "Crumb Mills Inc"),
        ("Rye", "Ryes"),
    ],
)
def test_words_that_tell_companies_apart_stay(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


def test_a_name_that_is_only_a_legal_form_is_kept() -> None:
    assert company_key("The Company") == "company"
    assert company_key("Limited") == "limited"
    assert company_key("AB") == "ab"


@given(st.text(max_size=80))
def test_any_name_has_a_key_that_is_its_own_key(name: str) -> None:
    key = company_key(name)
    assert key == "" or not any(mark.isspace() for mark in key)
    assert company_name(name) or not name
    assert company_of(name) or not name


@given(st.sampled_from(["Crumb", "Rye Mills", "Ölmühle Nord", "4 Ovens"]), st.sampled_from(sorted(FORMS)))
def test_every_form_is_left_out(name: str, form: str) -> None:
    assert company_key(f"{name} {form}") == company_key(name)
