"""Dates in the many ways résumés write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.profile.parse.dates import is_duration, only_period, periods

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
PRESENT = ["Present", "present", "current", "now", "heute", "aujourd'hui", "actualidad", "atual", "oggi", "heden"]
years = st.integers(1960, 2039)
months = st.integers(1, 12)


def spans(text: str) -> list[tuple[str | None, str | None]]:
    return [(period.start, period.end) for period in periods(text)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Sept 2018 – May 2023", "2018-09", "2023-05"),
        ("02/1995 to 06/1996", "1995-02", "1996-06"),
        ("2018-09 – 2019-01", "2018-09", "2019-01"),
        ("01.09.2018 - 30.06.2020", "2018-09-01", "2020-06-30"),
        ("2019–21", "2019", "2021"),
        ("1995-96", "1995", "1996"),
        ("May – Aug 2021", "2021-05", "2021-08"),
        ("Jan'18 - Feb'19", "2018-01", "2019-02"),
        ("Summer 2022", "2022", "2022"),
        ("WS 2019/20", "2019", "2019"),
        ("seit 03/2019", "2019-03", None),
        ("depuis septembre 2019", "2019-09", None),
        ("de março de 2019 até hoje", "2019-03", None),
        ("2019 october - now", "2019-10", None),
        ("2019 –", "2019", None),
        ("March 5, 2019", "2019-03", "2019-03"),
    ],
)
def test_it_reads(text: str, start: str | None, end: str | None) -> None:
    assert spans(text) == [(start, end)]


@pytest.mark.parametrize("language", MONTHS)
@given(year=years, month=months, length=st.integers(0, 5))
def test_a_range_of_months_is_read_in_every_language(language: str, year: int, month: int, length: int) -> None:
    names = MONTHS[language].split()
    text = f"{names[month - 1]} {year} – {names[11]} {year + length}"
    assert spans(text) == [(f"{year}-{month:02}", f"{year + length}-12")]
    assert only_period(f"({text})") is not None


@given(
    year=years,
    month=months,
    present=st.sampled_from(PRESENT),
    dash=st.sampled_from([" – ", " - ", "–", " to ", " bis "]),
)
def test_an_open_end_is_no_end(year: int, month: int, present: str, dash: str) -> None:
    (period,) = periods(f"{month:02}/{year}{dash}{present}")
    assert (period.start, period.end, period.open) == (f"{year}-{month:02}", None, True)


@given(st.dates(date(1960, 1, 1), date(2039, 12, 31)))
def test_a_full_date_keeps_its_day(day: date) -> None:
    assert spans(day.isoformat()) == [(day.isoformat(), day.isoformat())]
    assert spans(f"{day:%d.%m.%Y}") == [(day.isoformat(), day.isoformat())]


def test_a_day_and_month_that_could_be_swapped_are_not_guessed() -> None:
    assert spans("10/04/2015") == [("2015", "2015")]
    assert spans("25/04/2015") == [("2015-04-25", "2015-04-25")]
    assert spans("04/25/2015") == [("2015-04-25", "2015-04-25")]


@given(st.text())
def test_any_text_is_read_without_error_and_offsets_stay_inside(text: str) -> None:
    last = 0
    for period in periods(text):
        assert last <= period.begin < period.finish <= len(text)
        last = period.finish


@pytest.mark.parametrize("text", ["grew 2000% in a year", "served 2,000 people", "room 2019a"])
def test_numbers_are_not_dates(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize("text", ["2 years 10 months", "(1 yr 3 mos)", "3 Jahre", "2 ans 4 mois", "10 meses"])
def test_a_length_of_time_is_no_date(text: str) -> None:
    assert is_duration(text)
    assert not periods(text)
