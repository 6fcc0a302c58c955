"""Counting years out of dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.match.requirements.years import Span, in_words, span, stated, total

TODAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        ("2020-01", "2020-12", 12),
        ("2020-01-15", "2020-12-31", 12),
        ("2019", "2021", 24),
        ("2020", "2020", 6),
        ("2026-01", None, 10),
        ("2026-01", "2030-01", 11),
    ],
)
def test_a_stretch_of_work_in_months(since: str, until: str | None, months: int) -> None:
    made = span(since, until, TODAY)
    assert made is not None
    assert made.last - made.first == months


@pytest.mark.parametrize(
    ("since", "until"), [(None, None), ("soon", None), ("2021-05", "2020-01"), ("2030-01", None), ("2020-13", None)]
)
def test_dates_that_make_no_stretch_count_nothing(since: str | None, until: str | None) -> None:
    assert span(since, until, TODAY) is None


spans = st.lists(
    st.tuples(st.integers(0, 400), st.integers(1, 120)).map(lambda pair: Span(pair[0], pair[0] + pair[1])), max_size=12
)


@given(spans)
def test_the_sum_is_the_number_of_months_worked_in(made: list[Span]) -> None:
    assert total(made) == len({month for one in made for month in range(one.first, one.last)})


def test_months_in_words() -> None:
    assert [in_words(months) for months in (0, 1, 12, 30)] == ["0 months", "1 month", "1 year", "2 years 6 months"]


def test_the_most_that_a_sentence_states_counts() -> None:
    said = stated("Ten years of experience in kitchens, 3 years of them as a lead.")
    assert said is not None
    assert said.least == 10
