"""Contact lines as people of many countries write them: phones kept whole, streets never taken for towns."""

from __future__ import annotations

import pytest

from rolecall.profile.queries import Resume
from rolecall.profile.read import read_unbounded


def resume_with(*lines: str) -> Resume:
    text = "\n".join(["Jonas Petersen", *lines, "", "EXPERIENCE", "Engineer, Acme Ltd, 2019 - 2023", "- Built things"])
    return read_unbounded(text.encode(), "cv.txt").resume


PHONES = [
    "040 / 555 01 23",
    "040 - 555 01 23",
    "(040) / 555 01 23",
    "+49 (0)40 / 555 01 23",
    "+49 (0) 40 555 01 23",
    "0049 40 5550123",
    "(+49) 40 555 01 23",
    "040/5550123",
    "0171/555/01234",
    "+44 20 7946 0958",
    "+44 (0)20 7946 0958",
    "020 7946 0000",
    "(212) 555-0147",
    "+1 (212) 555-0147",
    "1 (212) 555-0147",
    "212.555.0147",
    "212-555-0147 ext. 12",
    "06 12 34 56 78",
    "+33 (0)6 12 34 56 78",
    "+41 44 555 01 23",
    "0151-555-0199",
    "+55 (11) 95555-0123",
    "+34 600 555 012",
    "+351 912 555 012",
    "+31 (0)20-555 0123",
    "+390255501234",
    "02125550147",
    "555-0147",
]


@pytest.mark.parametrize("phone", PHONES)
@pytest.mark.parametrize(
    "line",
    [
        "Tel: {}",
        "{}",
        "jonas@example.org | {} | Hamburg",
        "20457 Hamburg, {}",
        "{} - jonas@example.org",
        "Mobil {}, jonas@example.org",
    ],
)
def test_a_phone_is_kept_whole_and_as_written(phone: str, line: str) -> None:
    assert resume_with(line.format(phone)).basics.phone == phone


def test_of_two_phones_the_first_is_told() -> None:
    assert resume_with("040 5550123 / 0171 5550123").basics.phone == "040 5550123"
    assert resume_with("040/5550123 - 20457 Hamburg").basics.phone == "040/5550123"
    assert resume_with("New York, NY 10001 (212) 555-0147").basics.phone == "(212) 555-0147"


@pytest.mark.parametrize(
    "line",
    [
        "2019 - 2023",
        "2019-2023",
        "01/2019 - 12/2023",
        "05.2019 – 08.2023",
        "2019-05 - 2021-06",
        "Born 12.03.1990",
        "12/03/1990",
        "1990-03-12",
        "20457 Hamburg",
        "New York, NY 10001-1234",
        "01310-100 São Paulo",
        "ISBN 978-3-16-148410-0",
        "ISBN-10: 3-16-148410-0",
        "ISBN 9783161484100",
        "https://orcid.org/0000-0002-1825-0097",
        "ORCID 0000-0002-1825-0097",
        "Student ID: 201912345678",
        "Matrikelnummer 1234567890",
        "IBAN DE89 3704 0044 0532 0130 00",
        "linkedin.com/in/jonas-123456789",
        "example.org/?id=123456789",
    ],
)
def test_other_numbers_are_no_phones(line: str) -> None:
    assert resume_with(line).basics.phone is None


ADDRESSES = [
    ("12 Hafenstraße, 20457 Hamburg", "12 Hafenstraße", "20457", "Hamburg", None, None),
    ("Hafenstraße 12, 20457 Hamburg", "Hafenstraße 12", "20457", "Hamburg", None, None),
    ("Hafenstr. 12a, D-20457 Hamburg, Deutschland", "Hafenstr. 12a", "20457", "Hamburg", None, "DE"),
    ("14 Rue des Lilas, 69003 Lyon, France", "14 Rue des Lilas", "69003", "Lyon", None, "FR"),
    ("14 bis, rue des Lilas, 69003 Lyon", "14 bis, rue des Lilas", "69003", "Lyon", None, None),
    ("14, rue des Lilas, 69003 Lyon", "14, rue des Lilas", "69003", "Lyon", None, None),
    ("221B Baker Street, London NW1 6XE", "221B Baker Street", "NW1 6XE", "London", None, None),
    ("221B Baker Street, London, NW1 6XE, UK", "221B Baker Street", "NW1 6XE", "London", None, "GB"),
    ("Bahnhofstrasse 5, 8001 Zürich", "Bahnhofstrasse 5", "8001", "Zürich", None, None),
    ("Keizersgracht 123, 1015 CJ Amsterdam", "Keizersgracht 123", "1015 CJ", "Amsterdam", None, None),
    ("Calle Mayor 5, 28013 Madrid, España", "Calle Mayor 5", "28013", "Madrid", None, "ES"),
    ("123 Main St, Springfield, IL 62704", "123 Main St", "62704", "Springfield", "IL", None),
    ("123 Main St, Apt 4, Springfield, IL 62704, USA", "123 Main St, Apt 4", "62704", "Springfield", "IL", "US"),
]


@pytest.mark.parametrize(("text", "street", "postal", "city", "region", "country"), ADDRESSES)
@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "Address: {}",
        "{} | Tel: 040 / 555 01 23",
        "{}, Tel: 040 / 555 01 23",
        "{}, jonas@example.org",
        "jonas@example.org · {}",
    ],
)
def test_a_street_is_no_town(
    line: str, text: str, street: str, postal: str, city: str, region: str | None, country: str | None
) -> None:
    where = resume_with(line.format(text)).basics.location
    assert where is not None
    assert (where.address, where.postal_code, where.city, where.region, where.country_code) == (
        street,
        postal,
        city,
        region,
        country,
    )


def test_a_street_over_its_town_belongs_to_it() -> None:
    where = resume_with("Hafenstraße 12", "20457 Hamburg", "Tel: 040 / 555 01 23").basics.location
    assert where is not None
    assert (where.address, where.postal_code, where.city) == ("Hafenstraße 12", "20457", "Hamburg")


def test_a_town_alone_stays_a_town() -> None:
    for line, postal, city in [("20457 Hamburg", "20457", "Hamburg"), ("8001 Zürich", "8001", "Zürich")]:
        where = resume_with(line).basics.location
        assert where is not None
        assert (where.address, where.postal_code, where.city) == (None, postal, city)
