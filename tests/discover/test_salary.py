"""Pay as postings write it, and money that is no pay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.boards.contract import Pay
from rolecall.discover.posting import Salary
from rolecall.discover.salary import MOST_PLACES, all_in, from_pay, from_text

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
    ("Wages from $19\\.50 to $21\\.50 per hour", 19.5, 21.5, "USD", "hour"),
    ("**Salary:** $100K \\- $200K/yr", 100_000, 200_000, "USD", "year"),
    ("The range is $150,000 - $120,000", 120_000, 150_000, "USD", "year"),
    ("Pay between $90,000 and $110,000 a year", 90_000, 110_000, "USD", "year"),
    ("Base pay of up to $90,000", None, 90_000, "USD", "year"),
    ("Salary: $100k+ DOE", 100_000, None, "USD", "year"),
    ("Min Rate\n$18.35\nMax Rate\n$22.93", 18.35, 22.93, "USD", "hour"),
    ("hourly rate of $25 - $30", 25, 30, "USD", "hour"),
    ("$1,200 - $1,500 per week", 1_200, 1_500, "USD", "week"),
    ("£25k-£30k pa", 25_000, 30_000, "GBP", "year"),
    ("Stundenlohn: 18,50 €", 18.5, 18.5, "EUR", "hour"),
    ("Gehalt: 3.200 € bis 3.800 € brutto im Monat", 3_200, 3_800, "EUR", "month"),
    ("Jahresgehalt zwischen 60.000 und 75.000 Euro", 60_000, 75_000, "EUR", "year"),
    ("60-70 T€ Jahresgehalt", 60_000, 70_000, "EUR", "year"),
    ("Salaire : 45-55 k€ brut annuel", 45_000, 55_000, "EUR", "year"),
    ("entre 35 000 € et 42 000 € bruts par an", 35_000, 42_000, "EUR", "year"),
    ("13,50 € de l'heure", 13.5, 13.5, "EUR", "hour"),
    ("à partir de 38 000 € annuels", 38_000, None, "EUR", "year"),
    ("Salario: 30.000€ - 40.000€ brutos anuales", 30_000, 40_000, "EUR", "year"),
    ("entre 1.500 y 1.800 € al mes", 1_500, 1_800, "EUR", "month"),
    ("RAL 35.000 - 42.000 € lordi annui", 35_000, 42_000, "EUR", "year"),
    ("1.600 € al mese", 1_600, 1_600, "EUR", "month"),
    ("tussen € 2.800 en € 3.500 bruto per maand", 2_800, 3_500, "EUR", "month"),
    ("Salário: R$ 5.000 - R$ 7.000 por mês", 5_000, 7_000, "BRL", "month"),
    ("od 8 000 do 12 000 zł brutto miesięcznie", 8_000, 12_000, "PLN", "month"),
    ("120 - 150 zł/h", 120, 150, "PLN", "hour"),
    ('שכר 9,000 - 11,000 ש"ח לחודש', 9_000, 11_000, "ILS", "month"),
    ("45 ש״ח לשעה", 45, 45, "ILS", "hour"),
    ("שכר 13,000 ברוטו", 13_000, 13_000, "ILS", "month"),
    ("年収 600万円〜900万円", 6_000_000, 9_000_000, "JPY", "year"),
    ("USD 70-90k p.a.", 70_000, 90_000, "USD", "year"),
    ("CTC ₹ 12-18 lakhs per annum", 1_200_000, 1_800_000, "INR", "year"),
    ("The role pays 120,000 - 150,000 USD", 120_000, 150_000, "USD", "year"),
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
        "Tickets cost from $25 to $30.",
        "A $50-100 gift card.",
        "$200/month wellness perk",
        "10-20k users per month",
        "You own $500,000 - $1,000,000 in ARR.",
        "A conversion rate of 10,000 - 20,000.",
        "Pay attention to 12,000 customers.",
        "Benefits: 401k",
        "Loans of $5,000 to $25,000.",
        "",
    ],
)
def test_other_money_is_no_pay(text: str) -> None:
    assert from_text(text) is None


@pytest.mark.parametrize("text", ["CHF 110'000", "- $55/hr", "€60.000 - €75.000\n", "₹12–18 LPA"])
def test_an_amount_alone_on_its_line_is_pay(text: str) -> None:
    assert from_text(text) is not None


@pytest.mark.parametrize(
    ("text", "countries", "currency"),
    [
        ("Compensation: 165,000-185,000", ["US"], "USD"),
        ("Compensation: 165,000-185,000", ["DE", "FR"], "EUR"),
        ("Compensation: 165,000-185,000", ["US", "DE"], None),
        ("Compensation: 165,000-185,000", [], None),
        ("Lön: 45 000 - 50 000 kr per month", ["SE"], "SEK"),
    ],
)
def test_pay_without_a_currency_is_in_that_of_the_posting_s_country(
    text: str, countries: list[str], currency: str | None
) -> None:
    found = from_text(text, countries)
    assert found is not None
    assert found.currency == currency


def test_every_mention_is_found_and_the_first_of_equals_is_taken() -> None:
    text = "Zone A: $140,000 - $160,000 a year. Zone B: $120,000 - $130,000 a year."
    both = all_in(text)
    assert [(pay.minimum, pay.maximum) for pay in both] == [(140_000, 160_000), (120_000, 130_000)]
    assert from_text(text) == both[0]


def test_pay_is_told_for_a_year_only_where_its_period_is_known() -> None:
    assert Salary(20, 30, "USD", "hour").yearly() == (41_600, 62_400)
    assert Salary(None, 500, "GBP", "day").yearly() == (None, 130_000)
    assert Salary(1_000, None, "EUR", "week").yearly() == (52_000, None)
    assert Salary(3_000, 4_000, "EUR", "month").yearly() == (36_000, 48_000)
    assert Salary(3_000, 4_000, "USD", None).yearly() == (None, None)


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


WORDS = st.sampled_from(
    ["Salary: ", "$", "€", "120,000", "60.000", "19\\.50", "k", " - ", " to ", " per hour", "/yr", "**", "שכר ", ' ש"ח',
     "up to ", "between ", " and ", " max ", "\n", "1", "\u00a0", "LPA", "CHF 110'000", "(", "brutto", " zł", "₹"]
)  # fmt: skip


@given(st.text(alphabet="$€£0123456789.,k -–perhouyas/USDLPA'*\\\n", max_size=80) | st.lists(WORDS).map("".join))
def test_no_text_breaks_it_and_offsets_hold(text: str) -> None:
    found = all_in(text)
    last = 0
    for pay in found:
        assert pay.start is not None
        assert pay.end is not None
        assert last <= pay.start < pay.end <= len(text)
        assert any(mark.isdigit() for mark in text[pay.start : pay.end])
        assert pay.minimum is None or pay.maximum is None or pay.minimum <= pay.maximum
        assert (pay.minimum, pay.maximum) != (None, None)
        last = pay.end
    assert (from_text(text) is None) == (not found)


def test_a_text_made_of_amounts_is_not_read_without_end() -> None:
    assert len(all_in("Pay: $100,000 - $120,000 a year. " * 2_000)) <= 2 * MOST_PLACES
