"""Pay as postings write it, and money that is no pay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.boards.contract import Pay
from rolecall.discover.salary import from_pay, from_text

PAID = [
    ("The range is $120k - $150k", 120_000, 150_000, "USD", "year"),
    ("Pay: $55/hr", 55, 55, "USD", "hour"),
    ("€60.000 - €75.000", 60_000, 75_000, "EUR", "year"),
    ("£45,000 - £55,000", 45_000, 55_000, "GBP", "year"),
    ("Lohn: CHF 110'000", 110_000, 110_000, "CHF", "year"),
    ("₹12–18 LPA", 1_200_000, 1_800_000, "INR", "year"),
    ("salary of $60,000 - $97,000/year", 60_000, 97_000, "USD", "year"),
    ("CA$102.8K – CA$137K", 102_800, 137_000, "CAD", "year"),
    ("Compensation: 120.000 - 150.000 EUR", 120_000, 150_000, "EUR", "year"),
    ("$120-150k", 120_000, 150_000, "USD", "year"),
    ("**$130,000** - **$170,000**", 130_000, 170_000, "USD", "year"),
    ("from $22.50 to $28.75 per hour", 22.5, 28.75, "USD", "hour"),
    ("OTE up to $200,000", None, 200_000, "USD", "year"),
    ("salary from £30k", 30_000, None, "GBP", "year"),
    ("Gehalt 3.200 € brutto pro Monat", 3_200, 3_200, "EUR", "month"),
    ("Wynagrodzenie: 15 000 - 20 000 PLN", 15_000, 20_000, "PLN", "month"),
    ("Salaire : 45 000 € à 55 000 €", 45_000, 55_000, "EUR", "year"),
    ("The annual salary: 12,00,000 INR", 1_200_000, 1_200_000, "INR", "year"),
    ("Base salary:\n\n$155,000.00 - $210,000.00", 155_000, 210_000, "USD", "year"),
    ("a day rate of £500 per day", 500, 500, "GBP", "day"),
]


@pytest.mark.parametrize(("text", "low", "high", "currency", "period"), PAID)
def test_pay_is_read_out_of_prose(text: str, low: float | None, high: float | None, currency: str, period: str) -> None:
    found = from_text(f"You bake. {text}, and more.")
    assert found is not None
    assert (found.minimum, found.maximum, found.currency, found.period) == (low, high, currency, period)


@pytest.mark.parametrize(
    "text",
    [
        "We raised $100M in Series B funding.",
        "Revenue grew from $10,000 to $90,000.",
        "A $1,000 stipend for your home office.",
        "You manage deals of $50,000 - $100,000.",
        "401(k) match up to $4,000",
        "Our customers saved $200,000 annually.",
        "A sign-on bonus of $2,000 - $3,000",
        "$2,000 - $3,000 sign-on bonus",
        "Housing subsidy of $2k per month",
        "$5 billion in assets",
        "3 to 5 years of experience",
        "Use US$ or € in examples.",
        "",
    ],
)
def test_other_money_is_no_pay(text: str) -> None:
    assert from_text(text) is None


def test_the_clearest_pay_is_taken() -> None:
    found = from_text("A $20,000 – $30,000 project budget. The salary range is $90,000 - $110,000 per year.")
    assert found is not None
    assert found.minimum == 90_000


def test_a_bare_dollar_is_the_countrys_own() -> None:
    text = "Salary: $90,000 - $110,000"
    for countries, currency in ((["CA"], "CAD"), (["AU", "AU"], "AUD"), (["CA", "US"], "USD"), ([], "USD")):
        found = from_text(text, countries)
        assert found is not None
        assert found.currency == currency


@pytest.mark.parametrize(
    ("pay", "told"),
    [
        (Pay(60_000, 80_000, "usd", "year"), (60_000, 80_000, "USD", "year")),
        (Pay(80_000, 60_000, "EUR", None), (60_000, 80_000, "EUR", "year")),
        (Pay(25, 30, "USD", None), (25, 30, "USD", "hour")),
        (Pay(3_000, 4_000, "USD", None), (3_000, 4_000, "USD", None)),
        (Pay(3_000, 4_000, "EUR", None), (3_000, 4_000, "EUR", "month")),
        (Pay(None, 90_000, "€", "year"), (None, 90_000, "EUR", "year")),
    ],
)
def test_fields_are_taken_as_they_are(pay: Pay, told: tuple[float | None, float | None, str, str | None]) -> None:
    found = from_pay(pay)
    assert found is not None
    assert (found.minimum, found.maximum, found.currency, found.period) == told
    assert from_pay(Pay(None, None, "EUR", "year")) is None


@given(
    st.integers(20, 400),
    st.integers(1, 100),
    st.sampled_from([("$", "USD"), ("€", "EUR"), ("£", "GBP")]),
    st.booleans(),
)
def test_every_way_to_write_thousands_is_the_same_amount(
    low: int, more: int, sign: tuple[str, str], dots: bool
) -> None:
    mark, currency = sign
    high = low + more
    mil = "." if dots else ","
    found = from_text(f"Salary: {mark}{low}k - {mark}{high}k")
    again = from_text(f"Salary: {mark}{low}{mil}000 - {mark}{high}{mil}000 a year")
    assert found is not None
    assert again is not None
    assert (found.minimum, found.maximum, found.currency) == (low * 1000, high * 1000, currency)
    assert (again.minimum, again.maximum, again.currency, again.period) == (low * 1000, high * 1000, currency, "year")


@given(st.text(alphabet="$€£0123456789.,k -–perhouyas/USDLPA'", max_size=80))
def test_no_text_breaks_it_and_offsets_hold(text: str) -> None:
    found = from_text(text)
    if found is not None:
        assert found.start is not None
        assert any(mark.isdigit() for mark in text[found.start : found.end])
        assert found.minimum is None or found.maximum is None or found.minimum <= found.maximum
