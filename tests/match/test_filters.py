"""Hard filters: only what the candidate said, only what the posting certainly says, in its own words."""

from __future__ import annotations

import pytest

from rolecall.discover.queries import Location, Posting, Salary, Workplace
from rolecall.match.filters import filters
from rolecall.profile.queries import Preferences
from tests.match.examples import posting

BERLIN = Location("Berlin, Germany", city="Berlin", country="DE")
LISBON = Location("Lisbon, Portugal", city="Lisbon", country="PT")
SOMEWHERE = Location("Our lovely office")
REMOTE = Location("Remote", remote=True)
REMOTE_US = Location("Remote - US", country="US", remote=True)


def failed(made: Posting, wanted: Preferences, refused: str | None = None) -> list[str]:
    return [each.filter for each in filters(made, wanted, refused)[0]]


def test_no_preference_filters_nothing() -> None:
    made = posting(locations=(BERLIN,), workplace=Workplace.ONSITE, salary=Salary(1, 2, "EUR", "year"))
    assert filters(made, Preferences(), "We do not sponsor.") == ((), ())


@pytest.mark.parametrize(
    ("places", "out"),
    [
        ((BERLIN,), True),
        ((LISBON,), False),
        ((BERLIN, LISBON), False),
        ((SOMEWHERE,), False),
        ((REMOTE,), False),
        ((REMOTE_US,), True),
        ((), False),
    ],
    ids=["elsewhere", "here", "one of two", "unknown", "remote", "remote elsewhere", "none"],
)
def test_countries_filter_what_is_certainly_elsewhere(places: tuple[Location, ...], out: bool) -> None:
    assert failed(posting(locations=places), Preferences(countries=("PT",))) == ["place"] * out


@pytest.mark.parametrize(
    ("places", "out"),
    [
        ((BERLIN,), True),
        ((LISBON,), False),
        ((Location("Porto", city="Porto", country="PT"),), True),
        ((REMOTE,), False),
    ],
)
def test_cities_are_narrower_than_countries(places: tuple[Location, ...], out: bool) -> None:
    wanted = Preferences(countries=("PT",), cities=("Lisbon",))
    assert failed(posting(locations=places), wanted) == ["place"] * out


def test_the_place_filter_quotes_the_posting() -> None:
    (only,) = filters(posting(locations=(BERLIN,)), Preferences(countries=("PT",)), None)[0]
    assert only.why == "The posting says: “Berlin, Germany”; you want: PT."


@pytest.mark.parametrize(
    ("workplace", "out"),
    [(Workplace.ONSITE, True), (Workplace.HYBRID, False), (Workplace.REMOTE, False), (None, False)],
)
def test_the_workplace_filters_what_the_posting_states(workplace: Workplace | None, out: bool) -> None:
    wanted = Preferences(workplace=("remote", "hybrid"))
    assert failed(posting(workplace=workplace), wanted) == ["workplace"] * out


def test_a_refused_visa_filters_only_who_needs_one() -> None:
    said = "We are unable to sponsor visas."
    assert failed(posting(), Preferences(needs_visa=True), said) == ["visa"]
    assert failed(posting(), Preferences(needs_visa=False), said) == []
    assert failed(posting(), Preferences(), said) == []
    assert failed(posting(), Preferences(needs_visa=True), None) == []


@pytest.mark.parametrize(
    ("pay", "out"),
    [
        (Salary(40_000, 50_000, "EUR", "year"), True),
        (Salary(50_000, 70_000, "EUR", "year"), False),
        (Salary(20, 25, "EUR", "hour"), True),
        (Salary(40, None, "EUR", "hour"), False),
        (Salary(None, None, "EUR", "year"), False),
        (None, False),
    ],
)
def test_pay_is_compared_by_its_upper_end_and_per_year(pay: Salary | None, out: bool) -> None:
    wanted = Preferences(salary_floor=60_000, salary_currency="EUR")
    assert failed(posting(salary=pay), wanted) == ["salary"] * out


def test_pay_in_another_currency_is_told_and_not_filtered() -> None:
    wanted = Preferences(salary_floor=60_000, salary_currency="EUR")
    out, notices = filters(posting(salary=Salary(30_000, 40_000, "CHF", "year")), wanted, None)
    assert out == ()
    assert len(notices) == 1
    assert "CHF" in notices[0]
    assert "not compared" in notices[0]
