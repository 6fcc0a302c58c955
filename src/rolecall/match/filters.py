"""Hard filters: what the candidate's preferences rule out, said in the posting's own words."""

from __future__ import annotations

from rolecall.discover.queries import Location, Posting, Salary
from rolecall.match.model import Filtered
from rolecall.profile.queries import Preferences


def filters(
    posting: Posting, preferences: Preferences, refuses_visa: str | None
) -> tuple[tuple[Filtered, ...], tuple[str, ...]]:
    """(filters that the posting fails, notices on what could not be judged). No preference, no filter."""
    failed: list[Filtered] = []
    notices: list[str] = []
    place = _place(posting, preferences)
    if place is not None:
        failed.append(place)
    if preferences.workplace and posting.workplace is not None and str(posting.workplace) not in preferences.workplace:
        wanted = " or ".join(preferences.workplace)
        failed.append(Filtered("workplace", f"The posting is {posting.workplace}; you want {wanted}."))
    if preferences.needs_visa and refuses_visa is not None:
        failed.append(Filtered("visa", f"You need a visa; the posting says: “{refuses_visa}”"))
    if preferences.salary_floor is not None and posting.salary is not None:
        salary, notice = _salary(posting, posting.salary, preferences)
        failed += [salary] if salary else []
        notices += [notice] if notice else []
    return tuple(failed), (*posting.notices, *notices)


def in_place(posting: Posting, preferences: Preferences) -> bool | None:
    """Whether a place of the posting suits the preferences; None when either side says nothing certain."""
    if not posting.locations or not (preferences.countries or preferences.cities):
        return None
    answers = [_suits(location, preferences) for location in posting.locations]
    if any(answers):
        return True
    return None if None in answers else False


def _place(posting: Posting, preferences: Preferences) -> Filtered | None:
    if in_place(posting, preferences) is not False:
        return None
    said = "; ".join(location.text for location in posting.locations[:5])
    wanted = ", ".join((*preferences.cities, *preferences.countries))
    return Filtered("place", f"The posting says: “{said}”; you want: {wanted}.")


def _suits(location: Location, preferences: Preferences) -> bool | None:
    country = location.country.upper() if location.country else None
    countries = {code.upper() for code in preferences.countries}
    if location.remote:
        return None if country is None else (country in countries if countries else None)
    if preferences.cities:
        text = f"{location.city or ''} {location.text}".lower()
        if any(city.lower() in text for city in preferences.cities):
            return True
        if location.city is None and (country is None or country in countries or not countries):
            return None
        if not countries:
            return False
        return False if location.city else None
    if country is None:
        return None
    return country in countries


def _salary(posting: Posting, salary: Salary, preferences: Preferences) -> tuple[Filtered | None, str | None]:
    low, high = salary.yearly()
    most = high if high is not None else low
    floor = preferences.salary_floor
    if most is None or floor is None:
        return None, None
    said = (
        posting.text[salary.start : salary.end]
        if salary.start is not None and salary.end is not None
        else _amount(salary)
    )
    if not salary.currency or not preferences.salary_currency or salary.currency != preferences.salary_currency:
        return None, (
            f"The posting's pay (“{said}”) is in {salary.currency or 'an unnamed currency'} and was not "
            f"compared with your floor of {floor:,} {preferences.salary_currency or ''}"
        ).rstrip() + "."
    if most < floor:
        return Filtered(
            "salary", f"The posting says: “{said}”; your floor is {floor:,} {preferences.salary_currency} a year."
        ), None
    return None, None


def _amount(salary: Salary) -> str:
    amounts = " – ".join(f"{amount:,.0f}" for amount in (salary.minimum, salary.maximum) if amount is not None)
    return f"{amounts} {salary.currency or ''}{' per ' + salary.period if salary.period else ''}".strip()
