"""Places as employers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.discover.gazetteer import CITIES, COUNTRY_NAMES
from rolecall.discover.places import parse, parse_all
from rolecall.discover.posting import Workplace

ONE = [
    ("Denver, CO", "Denver", "Colorado", "US"),
    ("New York, New York, United States", "New York", "New York", "US"),
    ("New York City", "New York", "New York", "US"),
    ("US, CA, Santa Clara", "Santa Clara", "California", "US"),
    ("US-San Francisco", "San Francisco", "California", "US"),
    ("San Francisco CA USA", "San Francisco", "California", "US"),
    ("London, England, United Kingdom", "London", "England", "GB"),
    ("Cambridge, UK", "Cambridge", None, "GB"),
    ("India - Pune", "Pune", "Maharashtra", "IN"),
    ("Prague, Prague, Czechia", "Prague", None, "CZ"),
    ("Berlin, DE", "Berlin", None, "DE"),
    ("Wilmington, DE", "Wilmington", "Delaware", "US"),
    ("Gdańsk, Pomeranian Voivodeship, Poland", "Gdansk", "Pomeranian Voivodeship", "PL"),
    ("Paris, Texas", "Paris", "Texas", "US"),
    ("Atlanta, Georgia", "Atlanta", "Georgia", "US"),
    ("Tbilisi, Georgia", "Tbilisi", None, "GE"),
    ("Georgia", None, None, None),
    ("Washington, D.C.", "Washington", "District of Columbia", "US"),
    ("495 Mill Road Orange Park, FL", None, "Florida", "US"),
    ("Trinidad and Tobago", None, None, "TT"),
    ("Osasco, São Paulo, Brasil", "Osasco", "São Paulo", "BR"),
    ("Singapore", None, None, "SG"),
    ("665 Clyde Avenue, Mountain View, CA, USA", "Mountain View", "California", "US"),
    ("United States, Peoria, IL", "Peoria", "Illinois", "US"),
    ("Somewhere Nice", None, None, None),
    ("12 Mill Road, Ryetown, NY 11798", "Ryetown", "New York", "US"),
    ("NY 11201", None, "New York", "US"),
    ("London EC4M 7DQ", "London", "England", "GB"),
    ("10115 Berlin", "Berlin", None, "DE"),
    ("Greater Chicago Area", "Chicago", "Illinois", "US"),
    ("Sydney CBD", "Sydney", "New South Wales", "AU"),
    ("Dallas Warehouse", "Dallas", "Texas", "US"),
    ("Northern California", None, "California", "US"),
    ("Paris-France", "Paris", None, "FR"),
    ("Malaysia-Local", None, None, "MY"),
    ("Stoke-on-Trent, UK", "Stoke-on-Trent", "England", "GB"),
    ("Münster", "Münster", "North Rhine-Westphalia", "DE"),
    ("上海", "Shanghai", None, "CN"),
    ("תל אביב", "Tel Aviv", None, "IL"),
    ("uk", None, None, "GB"),
    ("Florianópolis/SC", "Florianópolis", "Santa Catarina", "BR"),
    ("West Jordan, Utah", "West Jordan", "Utah", "US"),
    ("East Palo Alto, CA", "East Palo Alto", "California", "US"),
    ("West Coast, United States", None, None, "US"),
]


@pytest.mark.parametrize(("text", "city", "region", "country"), ONE)
def test_one_place_is_read_as_far_as_it_is_certain(
    text: str, city: str | None, region: str | None, country: str | None
) -> None:
    (place,) = parse(text).locations
    assert (place.city, place.region, place.country, place.remote) == (city, region, country, False)
    assert place.text == text


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("Denver, CO; Austin, TX", ["Denver", "Austin"]),
        ("Chicago, San Francisco, Seattle", ["Chicago", "San Francisco", "Seattle"]),
        ("Richmond, VA, Chicago, IL", ["Richmond", "Chicago"]),
        ("Austin, TX / London, UK / Yerevan, AM", ["Austin", "London", "Yerevan"]),
        ("Berlin and Munich", ["Berlin", "Munich"]),
        ("San Francisco, New York, Seattle", ["San Francisco", "New York", "Seattle"]),
        ("Berlin or Hamburg | Leipzig", ["Berlin", "Hamburg", "Leipzig"]),
        (
            "Greater Boston, Washington, D.C., Los Angeles, or Chicago",
            ["Boston", "Washington", "Los Angeles", "Chicago"],
        ),
        ("US-SF, US-Seattle, US-NYC", ["San Francisco", "Seattle", "New York"]),
    ],
)
def test_several_places_are_taken_apart(text: str, cities: list[str]) -> None:
    assert [place.city for place in parse(text).locations] == cities


@pytest.mark.parametrize(
    ("text", "workplace", "country"),
    [
        ("Remote", Workplace.REMOTE, None),
        ("Remote - US", Workplace.REMOTE, "US"),
        ("Remote (Germany)", Workplace.REMOTE, "DE"),
        ("Remote in Germany", Workplace.REMOTE, "DE"),
        ("Home based - EMEA", Workplace.REMOTE, None),
        ("Anywhere", Workplace.REMOTE, None),
        ("Canada - Remote (ON, AB, or NS Only)", Workplace.REMOTE, "CA"),
    ],
)
def test_remote_places_keep_what_they_are_restricted_to(text: str, workplace: Workplace, country: str | None) -> None:
    found = parse(text)
    assert found.workplace is workplace
    assert [(place.remote, place.country, place.text) for place in found.locations] == [(True, country, text)]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Remote (US or Canada only)", ["US", "CA"]),
        ("Remote - US or Canada", ["US", "CA"]),
        ("Remote: US, Canada", ["US", "CA"]),
        ("US/Canada Remote", ["US", "CA"]),
        ("US or Canada (Remote)", ["US", "CA"]),
        ("Remote (Poland / Romania)", ["PL", "RO"]),
        ("Remote - Germany, Austria, Switzerland", ["DE", "AT", "CH"]),
        ("Remote (US only)", ["US"]),
        ("Remote, US only", ["US"]),
        ("Anywhere in the US", ["US"]),
        ("Remote - USA (excluding CA)", ["US"]),
        ("100% remote within Germany", ["DE"]),
        ("Remote, EU/UK", [None, "GB"]),
        ("Remote in US time zones", [None]),
        ("Remote (North America only)", [None]),
    ],
)
def test_a_restriction_of_remote_work_is_a_remote_place_for_each_country(
    text: str, countries: list[str | None]
) -> None:
    found = parse(text)
    assert found.workplace is Workplace.REMOTE
    assert [place.country for place in found.locations] == countries
    assert all(place.remote for place in found.locations)


def test_one_remote_place_beside_others_leaves_them_as_they_are() -> None:
    found = parse("Denver or Remote")
    assert [(place.city, place.remote) for place in found.locations] == [("Denver", False), (None, True)]
    assert [place.country for place in parse("US or Canada only").locations] == ["US", "CA"]
    assert not any(place.remote for place in parse("US or Canada only").locations)


def test_states_in_a_row_are_states() -> None:
    found = parse("Remote - California, Oregon, Washington")
    assert [(place.city, place.region) for place in found.locations] == [
        (None, "California"),
        (None, "Oregon"),
        (None, "Washington"),
    ]


def test_a_city_of_a_like_name_is_not_the_city() -> None:
    (place,) = parse("East Hartford").locations
    assert place.city is None


def test_hybrid_and_office_are_said_beside_the_place() -> None:
    assert parse("Ghent (Hybrid)").workplace is Workplace.HYBRID
    assert parse("Híbrido, São Paulo").workplace is Workplace.HYBRID
    assert parse("Office Based - London, UK").workplace is Workplace.ONSITE
    assert parse("Denver, CO; Remote - US").workplace is None


def test_the_same_place_counts_once() -> None:
    assert len(parse_all(["Ghent, Belgium", "Ghent, Belgium", "Leuven, Belgium"]).locations) == 2


@given(st.lists(st.sampled_from(sorted({city.name for city in CITIES.values()})), min_size=1, max_size=5, unique=True))
def test_known_cities_survive_any_list(cities: list[str]) -> None:
    assert [place.city for place in parse("; ".join(cities)).locations if place.city] == [
        city for city in cities if parse(city).locations[0].city
    ]


@given(st.sampled_from(sorted(COUNTRY_NAMES)))
def test_every_country_is_known_by_its_name(code: str) -> None:
    if code != "GE":  # Georgia is a state, too
        assert parse(COUNTRY_NAMES[code]).locations[0].country == code


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_no_words_are_lost(text: str) -> None:
    for place in parse(text).locations:
        assert place.text.strip()
        assert place.country is None or place.country in COUNTRY_NAMES
